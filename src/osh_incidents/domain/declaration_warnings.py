"""What is odd about a valid declaration: it is kept, and the sender is told."""

from collections.abc import Iterator
from datetime import datetime

from osh_incidents.domain.classification import Classification
from osh_incidents.domain.days import local_day
from osh_incidents.domain.deadlines import due_at
from osh_incidents.domain.declaration import Declaration, VictimPart
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.law.declaration import DECLARE_WITHIN
from osh_incidents.domain.vocabulary import DeathLink, Declarant, Relation, Severity, Sex

_CENTURY_OF_FIRST_DIGIT_PAIR = 19
"""Digit four of a citizen id is 0 for a man and 1 for a woman born in 19xx, 2 and 3 in 20xx."""


_LATER_DEATHS = frozenset({DeathLink.TREATMENT, DeathLink.RECURRENCE})
"""Deaths that are fatal accidents by what forensic minutes say (Decree 39/2016 art. 9)."""


def warnings(
    declaration: Declaration,
    classified: Classification | None,
    received_at: datetime,
    law: Law = SHIPPED,
) -> Iterator[FieldFault]:
    """Yield everything odd, each with its pointer."""
    for index, victim in enumerate(declaration.victims):
        pointer = f"/victims/{index}"
        yield from _identity(pointer, victim)
        yield from _death(pointer, victim)
        if classified:
            yield from _severity(pointer, victim, classified.victim_severities[index])
    yield from _way(declaration)
    yield from _lateness(declaration, received_at, law)
    outside = [victim.relation is Relation.NO_CONTRACT for victim in declaration.victims]
    if declaration.declarant.role is Declarant.COMMUNE and not all(outside):
        yield FieldFault(
            "/declarant/role",
            "employer_must_declare",
            Text(
                "Người có quan hệ lao động do người sử dụng lao động khai báo.",
                "The employer must declare victims with an employment relation.",
            ),
        )


def _death(pointer: str, victim: VictimPart) -> Iterator[FieldFault]:
    if victim.condition is Severity.FATAL and victim.died_at is None:
        yield FieldFault(
            f"{pointer}/died_at",
            "death_time_missing",
            Text("Chưa có thời điểm chết.", "The time of death is missing."),
        )
    if victim.death_link in _LATER_DEATHS and victim.forensic_reference is None:
        yield FieldFault(
            f"{pointer}/forensic_reference",
            "forensic_link_missing",
            Text(
                "Chưa có kết luận giám định pháp y về việc chết do tai nạn.",
                "No forensic minutes link the death with the accident yet.",
            ),
        )


def _way(declaration: Declaration) -> Iterator[FieldFault]:
    accident = declaration.accident
    if accident is not None and accident.commuting and accident.inside_workplace:
        yield FieldFault(
            "/accident/commuting",
            "commuting_inside",
            Text(
                "Khai trên đường đi, về nhưng lại ở trong nơi làm việc.",
                "Declared as on the way to or from work, and yet inside the workplace.",
            ),
        )


def _severity(pointer: str, victim: VictimPart, computed: Severity) -> Iterator[FieldFault]:
    if victim.condition is not None and victim.condition is not computed:
        yield FieldFault(
            f"{pointer}/condition",
            "severity_differs",
            Text(
                "Khai «{vi}» nhưng theo quy định là «{law_vi}».",
                "Declared “{en}”, but by the rules it is “{law_en}”.",
            ).within(
                vi=victim.condition.label.vi,
                en=victim.condition.label.en,
                law_vi=computed.label.vi,
                law_en=computed.label.en,
            ),
        )


def _identity(pointer: str, victim: VictimPart) -> Iterator[FieldFault]:
    if victim.citizen_id is None:
        return
    digit = int(victim.citizen_id[3])
    same_sex = (digit % 2 == 1) is (victim.sex is Sex.FEMALE)
    born = victim.birth_date
    same_birth = born is None or (
        born.year // 100 == _CENTURY_OF_FIRST_DIGIT_PAIR + digit // 2
        and f"{born.year % 100:02}" == victim.citizen_id[4:6]
    )
    if not (same_sex and same_birth):
        yield FieldFault(
            f"{pointer}/citizen_id",
            "citizen_id_disagrees",
            Text(
                "Số căn cước không khớp giới tính hoặc năm sinh.",
                "The citizen id does not agree with sex or year of birth.",
            ),
        )


def _lateness(declaration: Declaration, received_at: datetime, law: Law) -> Iterator[FieldFault]:
    if declaration.accident is None:
        return
    since = declaration.accident.known_at or declaration.accident.occurred_at
    limit = law.on(DECLARE_WITHIN, local_day(since)).value
    if received_at > due_at(since, limit):
        yield FieldFault(
            "/accident/known_at",
            "declared_late",
            Text(
                "Luật yêu cầu khai báo ngay; khai báo này nhận được sau {hours} giờ.",
                "The law asks to declare at once; this was received after more than {hours} hours.",
            ).within(hours=limit.amount),
        )
