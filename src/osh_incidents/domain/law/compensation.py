"""What the employer owes a victim at the least, and by when (Law 84/2015 art. 38-39)."""

from dataclasses import dataclass
from decimal import Decimal

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, law_84
from osh_incidents.domain.law.model import Provision, Version
from osh_incidents.domain.law.periods import Period, Unit


@dataclass(frozen=True, slots=True)
class EmployerRates:
    """Months of wage by loss of working capacity, and the allowance's share of them."""

    threshold_percent: int
    base_until_percent: int
    base_months: Decimal
    months_per_percent: Decimal
    full_from_percent: int
    full_months: Decimal
    allowance_share: Decimal


EMPLOYER_RATES: Provision[EmployerRates] = Provision(
    "employer-compensation",
    Text(
        "Mức bồi thường, trợ cấp tối thiểu của người sử dụng lao động",
        "Employer's minimum compensation and allowance",
    ),
    versions=(
        Version(
            IN_FORCE,
            EmployerRates(
                threshold_percent=5,
                base_until_percent=10,
                base_months=Decimal("1.5"),
                months_per_percent=Decimal("0.4"),
                full_from_percent=81,
                full_months=Decimal(30),
                allowance_share=Decimal("0.4"),
            ),
            law_84("Điều 38 khoản 4, 5"),
            CHECKED,
        ),
    ),
    shape=EmployerRates,
)

EMPLOYER_PAYS_WITHIN: Provision[Period] = Provision(
    "employer-pays-within",
    Text("Thời hạn chi trả của người sử dụng lao động", "Time limit of the employer's payment"),
    versions=(Version(IN_FORCE, Period(5, Unit.DAYS), law_84("Điều 38 khoản 7"), CHECKED),),
    shape=Period,
)
