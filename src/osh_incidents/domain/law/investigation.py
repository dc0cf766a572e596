"""Who investigates an accident and within what time (Law 84/2015 art. 35, Decree 39/2016)."""

from collections.abc import Mapping
from dataclasses import dataclass

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, TWO_TIERS, decree_39, law_84
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version
from osh_incidents.domain.law.periods import Period, Unit
from osh_incidents.domain.vocabulary import Level


class Class(Labelled):
    """The classes by which the law graduates level and time limit."""

    LIGHT = "light", "nhẹ", "light"
    ONE_SEVERE = "one_severe", "một người bị nặng", "one severely hurt"
    SEVERAL_SEVERE = "several_severe", "từ hai người bị nặng", "two or more severely hurt"
    FATAL = "fatal", "chết người", "fatal"


SEVERITY_RULE: Provision[str] = Provision(
    "severity",
    Text("Phân loại tai nạn lao động", "Classification of an accident"),
    versions=(
        Version(
            IN_FORCE,
            "Chết người: chết tại nơi xảy ra, khi cấp cứu, khi điều trị hoặc do tái phát vết "
            "thương theo biên bản pháp y, hoặc Tòa án tuyên bố là đã chết. Nặng: có ít nhất một "
            "chấn thương của Phụ lục II. Nhẹ: còn lại. Vụ tai nạn theo người bị nặng nhất.",
            decree_39("Điều 9"),
            CHECKED,
        ),
    ),
    shape=str,
)

INVESTIGATE_WITHIN: Provision[Mapping[Class, Period]] = Provision(
    "investigate-within",
    Text("Thời hạn điều tra tai nạn lao động", "Time limit of an accident's investigation"),
    versions=(
        Version(
            IN_FORCE,
            {
                Class.LIGHT: Period(4, Unit.DAYS),
                Class.ONE_SEVERE: Period(7, Unit.DAYS, extension=7),
                Class.SEVERAL_SEVERE: Period(20, Unit.DAYS, extension=20),
                Class.FATAL: Period(30, Unit.DAYS, extension=30),
            },
            law_84("Điều 35 khoản 6"),
            CHECKED,
        ),
    ),
    shape=Mapping[Class, Period],
)

INVESTIGATION_LEVEL: Provision[Mapping[Class, Level]] = Provision(
    "investigation-level",
    Text("Cấp điều tra tai nạn lao động", "Level that investigates an accident"),
    versions=(
        Version(
            IN_FORCE,
            {
                Class.LIGHT: Level.BASE,
                Class.ONE_SEVERE: Level.BASE,
                Class.SEVERAL_SEVERE: Level.PROVINCIAL,
                Class.FATAL: Level.PROVINCIAL,
            },
            law_84("Điều 35 khoản 1, 2"),
            CHECKED,
        ),
    ),
    shape=Mapping[Class, Level],
)

NO_CONTRACT_LEVEL: Provision[Mapping[Class, Level]] = Provision(
    "investigation-level-no-contract",
    Text(
        "Cấp điều tra khi người bị nạn làm việc không theo hợp đồng",
        "Level that investigates when no victim has a labour contract",
    ),
    versions=(
        Version(
            IN_FORCE,
            {
                # The law names one severely hurt; a light one has nobody else to write it down.
                Class.LIGHT: Level.COMMUNE_RECORD,
                Class.ONE_SEVERE: Level.COMMUNE_RECORD,
                Class.SEVERAL_SEVERE: Level.PROVINCIAL,
                Class.FATAL: Level.PROVINCIAL,
            },
            law_84("Điều 35 khoản 1, 2"),
            CHECKED,
        ),
    ),
    shape=Mapping[Class, Level],
)


@dataclass(frozen=True, slots=True)
class Office:
    """The body that sets up a team or draws a record."""

    code: str
    name: Text


_EMPLOYER = Office("employer", Text("Người sử dụng lao động", "Employer"))
_FIELD = Office(
    "special_body",
    Text("Cơ quan điều tra theo luật chuyên ngành", "Body under the law of the field"),
)
_OLD_MINISTRY = Office(
    "labour_ministry",
    Text("Bộ Lao động - Thương binh và Xã hội", "Ministry of Labour, Invalids and Social Affairs"),
)
_MINISTRY = Office("labour_ministry", Text("Bộ Nội vụ", "Ministry of Home Affairs"))
_COMMUNE = Office("commune", Text("UBND cấp xã", "Commune People's Committee"))
_OLD_DEPARTMENT = Office(
    "labour_department",
    Text(
        "Sở Lao động - Thương binh và Xã hội", "Department of Labour, Invalids and Social Affairs"
    ),
)
_DEPARTMENT = Office("labour_department", Text("Sở Nội vụ", "Department of Home Affairs"))

COMPETENT_BODY: Provision[Mapping[Level, Office]] = Provision(
    "competent-body",
    Text("Cơ quan lập đoàn điều tra hoặc biên bản ghi nhận", "Body that sets up the investigation"),
    versions=(
        Version(
            IN_FORCE,
            {
                Level.BASE: _EMPLOYER,
                Level.PROVINCIAL: _OLD_DEPARTMENT,
                Level.COMMUNE_RECORD: _COMMUNE,
                Level.CENTRAL: _OLD_MINISTRY,
                Level.SPECIAL: _FIELD,
            },
            decree_39("Điều 11"),
            CHECKED,
        ),
        Version(
            # Resolutions of the people's councils merged the departments during February 2025.
            since=TWO_TIERS.replace(month=3),
            value={
                Level.BASE: _EMPLOYER,
                Level.PROVINCIAL: _DEPARTMENT,
                Level.COMMUNE_RECORD: _COMMUNE,
                Level.CENTRAL: _MINISTRY,
                Level.SPECIAL: _FIELD,
            },
            source=Citation(
                "Nghị quyết sáp nhập Sở LĐTBXH vào Sở Nội vụ", "01/3/2025", Mark.RECALLED
            ),
            verified_on=CHECKED,
        ),
    ),
    shape=Mapping[Level, Office],
)
