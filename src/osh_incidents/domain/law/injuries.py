"""Injuries that make an accident severe (Decree 39/2016, Phụ lục II)."""

from collections.abc import Mapping

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, decree_39
from osh_incidents.domain.law.model import Mark, Provision, Version

_HEAD = {
    "011": "Chấn thương sọ não hở hoặc kín",
    "012": "Dập não",
    "013": "Máu tụ trong sọ",
    "014": "Vỡ sọ",
    "015": "Lột da đầu",
    "016": "Tổn thương đồng tử mắt",
    "017": "Vỡ và dập các xương cuốn của sọ",
    "018": "Vỡ các xương hàm mặt",
    "019": "Tổn thương phần mềm rộng ở mặt",
    "0110": "Bị thương vào cổ, tác hại thanh quản và thực quản",
}
_TRUNK = {
    "021": "Tổn thương lồng ngực tác hại cơ quan bên trong",
    "022": "Hội chứng chèn ép trung thất",
    "023": "Dập lồng ngực hay lồng ngực bị ép nặng",
    "024": "Gãy xương sườn",
    "025": "Tổn thương phần mềm rộng ở bụng",
    "026": "Bị thương và dập mạnh ở bụng tác hại cơ quan bên trong",
    "027": "Thủng, vỡ tạng trong ổ bụng",
    "028": "Đụng, dập, ảnh hưởng vận động của xương sống",
    "029": "Vỡ, trật xương sống",
    "0210": "Vỡ xương chậu",
    "0211": "Tổn thương xương chậu ảnh hưởng lớn vận động thân và chi dưới",
    "0212": "Tổn thương cơ quan sinh dục",
}
_ARMS = {
    "031": "Tổn thương xương, thần kinh, mạch máu ảnh hưởng vận động chi trên",
    "032": "Tổn thương phần mềm rộng khắp ở các chi trên",
    "033": "Tổn thương ở vai, cánh tay, bàn tay, cổ tay làm hại các gân",
    "034": "Dập, gãy, vỡ nát xương đòn, bả vai, cánh tay, cẳng tay, cổ tay, bàn tay, đốt ngón tay",
    "035": "Trật, trẹo các khớp xương",
}
_LEGS = {
    "041": "Chấn thương gây tổn thương mạch máu, thần kinh, xương ảnh hưởng đi lại",
    "042": "Bị thương rộng khắp ở các chi dưới",
    "043": "Gãy và dập xương hông, khớp háng, đùi, đầu gối, ống, cổ chân, bàn chân và các ngón",
}
_BURNS = {
    "051": "Bỏng độ 3",
    "052": "Bỏng do nhiệt rộng khắp độ 2, độ 3",
    "053": "Bỏng nặng do hóa chất độ 2, độ 3",
    "054": "Bỏng điện nặng",
    "055": "Bỏng lạnh độ 3",
    "056": "Bỏng do các tia phóng xạ",
}
_POISONING = {
    "061": "Nhiễm độc nặng ôxit cacbon (CO)",
    "062": "Nhiễm độc nặng ôxit nitơ",
    "063": "Nhiễm độc nặng hydro sunfua (H2S)",
    "064": "Nhiễm độc nặng khí CO2 nồng độ cao",
    "065": "Nhiễm độc cấp hóa chất bảo vệ thực vật",
    "066": "Nhiễm độc nặng hóa chất độc thuộc danh mục phải khai báo, đăng ký",
}

_TEXT_SEEN = ("01", "02", "03")
"""Groups whose wording was checked; groups 04-06 are recalled."""

SEVERE_INJURIES: Provision[Mapping[str, str]] = Provision(
    "severe-injuries",
    Text("Chấn thương để xác định tai nạn nặng", "Injuries that make an accident severe"),
    versions=(
        Version(
            IN_FORCE,
            {**_HEAD, **_TRUNK, **_ARMS, **_LEGS, **_BURNS, **_POISONING},
            decree_39("Phụ lục II", Mark.RECALLED),
            CHECKED,
        ),
    ),
    shape=Mapping[str, str],
)


def mark_of(code: str) -> Mark:
    """Return how certain the wording of injury *code* is."""
    return Mark.VERIFIED if code.startswith(_TEXT_SEEN) else Mark.RECALLED
