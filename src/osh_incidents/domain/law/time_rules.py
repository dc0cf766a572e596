"""How time limits are counted where the law leaves a doubt."""

from datetime import date

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version

_CODE_2015_IN_FORCE = date(2017, 1, 1)
_DOUBT = "chưa chắc cơ quan lao động có áp dụng cho thời hạn điều tra"

ROLL_OVER: Provision[bool] = Provision(
    "deadline-roll-over",
    Text(
        "Thời hạn kết thúc vào ngày nghỉ được lùi đến ngày làm việc tiếp theo",
        "A time limit that ends on a day off runs to the next working day",
    ),
    versions=(
        Version(
            IN_FORCE,
            value=False,
            source=Citation(
                "Bộ luật Dân sự 33/2005/QH11", f"Điều 153 khoản 5; {_DOUBT}", Mark.UNSURE
            ),
            verified_on=CHECKED,
        ),
        Version(
            _CODE_2015_IN_FORCE,
            value=False,
            source=Citation(
                "Bộ luật Dân sự 91/2015/QH13", f"Điều 148 khoản 5; {_DOUBT}", Mark.UNSURE
            ),
            verified_on=CHECKED,
        ),
    ),
)
