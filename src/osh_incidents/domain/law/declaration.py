"""Who is told of an accident, on which form (Law 84/2015 art. 34, Decrees 39/2016 and 129/2025)."""

from collections.abc import Mapping
from dataclasses import dataclass

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import (
    CHECKED,
    IN_FORCE,
    TWO_TIERS,
    decree_39,
    decree_129,
    law_84,
)
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version
from osh_incidents.domain.law.periods import Period, Unit


class Duty(Labelled):
    """The duties to declare outside the unit that the law knows."""

    EMPLOYER_DEATH = "employer_death", "làm chết người lao động", "worker killed"
    EMPLOYER_SEVERAL = (
        "employer_several",
        "làm bị thương nặng từ hai người",
        "two or more workers severely hurt",
    )
    INCIDENT = (
        "incident",
        "sự cố kỹ thuật chưa rõ thương vong",
        "technical incident with unclear casualties",
    )
    COMMUNE_DEATH = (
        "commune_death",
        "người không hợp đồng bị chết",
        "worker without contract killed",
    )
    COMMUNE_SEVERAL = (
        "commune_several",
        "từ hai người không hợp đồng bị nặng",
        "two or more without contract severely hurt",
    )


@dataclass(frozen=True, slots=True)
class Body:
    """A body that must be told; *code* stays when its name changes."""

    code: str
    name: Text


_OLD_INSPECTORATE = Body(
    "labour_department",
    Text(
        "Thanh tra Sở Lao động - Thương binh và Xã hội",
        "Inspectorate of the Department of Labour, Invalids and Social Affairs",
    ),
)
_OLD_DEPARTMENT = Body(
    "labour_department",
    Text("Cơ quan quản lý lao động cấp tỉnh", "Provincial labour administration"),
)
_DEPARTMENT = Body("labour_department", Text("Sở Nội vụ", "Department of Home Affairs"))
_DISTRICT_POLICE = Body("district_police", Text("Công an cấp huyện", "District police"))
_COMMUNE_POLICE = Body("commune_police", Text("Công an cấp xã", "Commune police"))

RECIPIENTS: Provision[Mapping[Duty, tuple[Body, ...]]] = Provision(
    "declaration-recipients",
    Text("Cơ quan nhận khai báo tai nạn lao động", "Bodies to which an accident is declared"),
    versions=(
        Version(
            IN_FORCE,
            {
                Duty.EMPLOYER_DEATH: (_OLD_INSPECTORATE, _DISTRICT_POLICE),
                Duty.EMPLOYER_SEVERAL: (_OLD_INSPECTORATE,),
                Duty.INCIDENT: (_OLD_INSPECTORATE,),
                Duty.COMMUNE_DEATH: (_DISTRICT_POLICE, _OLD_DEPARTMENT),
                Duty.COMMUNE_SEVERAL: (_DISTRICT_POLICE, _OLD_DEPARTMENT),
            },
            law_84("Điều 34 khoản 1 điểm b, d"),
            CHECKED,
        ),
        Version(
            TWO_TIERS,
            {
                Duty.EMPLOYER_DEATH: (_DEPARTMENT, _COMMUNE_POLICE),
                Duty.EMPLOYER_SEVERAL: (_DEPARTMENT,),
                Duty.INCIDENT: (_DEPARTMENT,),
                Duty.COMMUNE_DEATH: (_COMMUNE_POLICE, _DEPARTMENT),
                Duty.COMMUNE_SEVERAL: (_COMMUNE_POLICE, _DEPARTMENT),
            },
            decree_129("Điều 42, 45"),
            CHECKED,
        ),
    ),
    shape=Mapping[Duty, tuple[Body, ...]],
)


@dataclass(frozen=True, slots=True)
class Form:
    """A prescribed form; *code* is the short name by which it is asked for."""

    code: str
    name: Text


_FORM_III = Form(
    "PL-III-ND39", Text("Phụ lục III Nghị định 39/2016", "Decree 39/2016, appendix III")
)
_FORM_IV = Form("PL-IV-ND39", Text("Phụ lục IV Nghị định 39/2016", "Decree 39/2016, appendix IV"))
_FORM_01 = Form(
    "MAU-01-ND129",
    Text("Mẫu 01 Phụ lục II Nghị định 129/2025", "Decree 129/2025, appendix II, form 01"),
)
_FORM_06 = Form(
    "MAU-06-ND129",
    Text("Mẫu 06 Phụ lục II Nghị định 129/2025", "Decree 129/2025, appendix II, form 06"),
)

FORMS: Provision[Mapping[Duty, Form]] = Provision(
    "declaration-form",
    Text("Mẫu khai báo tai nạn lao động", "Form on which an accident is declared"),
    versions=(
        Version(
            IN_FORCE,
            {
                Duty.EMPLOYER_DEATH: _FORM_III,
                Duty.EMPLOYER_SEVERAL: _FORM_III,
                Duty.INCIDENT: _FORM_III,
                Duty.COMMUNE_DEATH: _FORM_IV,
                Duty.COMMUNE_SEVERAL: _FORM_IV,
            },
            decree_39("Phụ lục III, IV", Mark.RECALLED),
            CHECKED,
        ),
        Version(
            TWO_TIERS,
            {
                Duty.EMPLOYER_DEATH: _FORM_01,
                Duty.EMPLOYER_SEVERAL: _FORM_01,
                Duty.INCIDENT: _FORM_01,
                Duty.COMMUNE_DEATH: _FORM_06,
                Duty.COMMUNE_SEVERAL: _FORM_06,
            },
            decree_129("Điều 42, 45; Phụ lục II"),
            CHECKED,
        ),
    ),
    shape=Mapping[Duty, Form],
)

DECLARE_WITHIN: Provision[Period] = Provision(
    "declare-within-standard",
    Text(
        "Thời gian phục vụ để coi là khai báo ngay",
        "Service standard for a declaration made at once",
    ),
    versions=(
        # The law says “at once” and gives no hours, so this is a standard of the service.
        Version(
            IN_FORCE,
            Period(24, Unit.HOURS),
            Citation("Tiêu chuẩn phục vụ", "Luật 84/2015 Điều 34 ghi «ngay»", Mark.STANDARD),
            CHECKED,
        ),
    ),
    shape=Period,
)
