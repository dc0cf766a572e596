"""The project's proposal of ICD-10 codes, and which diseases are assessed at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.diseases import INSURED_DISEASES
from osh_incidents.domain.law.instruments import CHECKED, CIRCULAR_60_2025
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version

_ICD_10 = {
    1: ("J62.8",),
    2: ("J61",),
    3: ("J66.0",),
    4: ("J62.0",),
    5: ("J60",),
    6: ("J42", "J41"),
    7: ("J45", "Y96"),
    8: ("T56.0",),
    9: ("T52.1", "T52.2"),
    10: ("T56.1",),
    11: ("T57.2",),
    12: ("T65.3",),
    13: ("T57.0",),
    14: ("T60.0",),
    15: ("T65.2",),
    16: ("T58",),
    17: ("T56.3",),
    18: ("H83.3",),
    19: ("T70.3",),
    20: ("T75.2", "M54"),
    21: ("T75.2", "I73.0"),
    22: ("T66",),
    23: ("H26.8",),
    24: ("L70.8", "L25"),
    25: ("L81.4",),
    26: ("L23", "L24", "L25"),
    27: ("L30.4", "B37.2"),
    28: ("L23.5",),
    29: ("A27",),
    30: ("B16", "B18.1"),
    31: ("A15", "A16", "A17", "A18", "A19"),
    32: ("B20", "B21", "B22", "B23", "B24", "Z21"),
    33: ("B17.1", "B18.2"),
    34: ("C45",),
    35: ("U07.1",),
}


@dataclass(frozen=True, slots=True)
class CodedDisease:
    """A disease of the insured list with the codes that may be meant by it."""

    disease: str
    icd_10: tuple[str, ...]


def _coded(day: date) -> dict[int, CodedDisease]:
    listed = INSURED_DISEASES.on(day).value
    return {number: CodedDisease(name, _ICD_10[number]) for number, name in listed.items()}


_PROPOSAL = Citation("Đề xuất của dự án theo ICD-10", "thông tư không có cột ICD-10", Mark.RECALLED)

DISEASE_CODES: Provision[Mapping[int, CodedDisease]] = Provision(
    "disease-icd-10",
    Text("Mã ICD-10 đề xuất của bệnh nghề nghiệp", "ICD-10 codes proposed for the diseases"),
    versions=tuple(
        Version(version.since, _coded(version.since), _PROPOSAL, CHECKED)
        for version in INSURED_DISEASES.versions
    ),
    shape=Mapping[int, CodedDisease],
)


@dataclass(frozen=True, slots=True)
class AssessedAtOnce:
    """The diseases assessed at once, by name, and whether cancers that follow a disease are too."""

    diseases: Mapping[int, str]
    cancers_from_a_disease: bool


_TT_60 = date(2026, 2, 15)

ASSESSED_AT_ONCE: Provision[AssessedAtOnce] = Provision(
    "diseases-assessed-at-once",
    Text(
        "Bệnh được giám định ngay khi không điều trị ổn định được",
        "Diseases assessed at once when treatment cannot stabilise them",
    ),
    versions=(
        Version(
            _TT_60,
            AssessedAtOnce(
                {
                    number: INSURED_DISEASES.on(_TT_60).value[number]
                    for number in (1, 2, 4, 5, 11, 18, 20, 21, 34)
                },
                cancers_from_a_disease=True,
            ),
            Citation(CIRCULAR_60_2025, "quy định về giám định", Mark.VERIFIED),
            CHECKED,
        ),
    ),
    shape=AssessedAtOnce,
)
