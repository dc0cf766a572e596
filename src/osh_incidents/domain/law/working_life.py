"""From which age people work and at which they retire: until then their files are kept."""

from collections.abc import Mapping
from datetime import date

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import CHECKED
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version
from osh_incidents.domain.law.periods import Period, Unit
from osh_incidents.domain.vocabulary import Sex

_LABOUR_CODE = "Bộ luật Lao động 45/2019/QH14"
_SINCE = date(2016, 7, 1)

RETIREMENT_AGE: Provision[Mapping[Sex, Period]] = Provision(
    "retirement-age",
    Text(
        "Tuổi nghỉ hưu cao nhất theo lộ trình, trong điều kiện lao động bình thường",
        "Highest ordinary retirement age that the roadmap leads to",
    ),
    versions=(
        # The roadmap ends there in 2028 and 2035: by the last step no file is given up too early.
        Version(
            _SINCE,
            {Sex.MALE: Period(744, Unit.MONTHS), Sex.FEMALE: Period(720, Unit.MONTHS)},
            Citation(_LABOUR_CODE, "Điều 169 khoản 2", Mark.RECALLED),
            CHECKED,
        ),
    ),
    shape=Mapping[Sex, Period],
)

WORKING_AGE: Provision[Period] = Provision(
    "working-age",
    Text("Tuổi lao động tối thiểu", "Lowest age of workers"),
    versions=(
        Version(
            _SINCE,
            Period(180, Unit.MONTHS),
            Citation(_LABOUR_CODE, "Điều 3 khoản 1", Mark.RECALLED),
            CHECKED,
        ),
    ),
    shape=Period,
)
