"""Laying changes on the content of a declaration, and news on what is told of a victim."""

from dataclasses import asdict, replace
from typing import Any

import pytest

from osh_incidents.adapters import declaration_json
from osh_incidents.domain import corrections
from osh_incidents.domain.declaration import Declaration, Exposure, VictimPart
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.developments import Died, InjuryFound, News, lost
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.labels import Text
from osh_incidents.domain.vocabulary import DeathLink, Severity
from tests.unit.declarations import NOW, OCCURRED, accident, disease, victim

NOT_FROM_ACCIDENT = DeathLink.NOT_FROM_ACCIDENT
DIED = Died(DeathLink.TREATMENT, NOW, "KLGĐ 12/PY")


def content(declaration: Declaration) -> dict[str, Any]:
    return declaration_json.loads(declaration_json.dumps(declaration))


def fault(pointer: str, code: str = "x") -> FieldFault:
    return FieldFault(pointer, code, Text("", ""))


@pytest.mark.parametrize(
    "declaration",
    [
        accident(victim(died_at=NOW, injury_codes=("011", "033")), victim(), known_at=NOW),
        disease(exposures=(Exposure("silica", "2009-03"), Exposure("lead", "2010-01", "2011-01"))),
    ],
)
def test_a_declaration_written_down_is_read_back_the_same(declaration: Declaration) -> None:
    assert declaration_json.from_json(content(declaration)) == declaration


def test_what_an_older_declaration_did_not_tell_is_empty() -> None:
    older = content(accident())
    del older["victims"][0]["death_link"]

    assert declaration_json.from_json(older) == accident()


def test_a_value_of_another_type_is_no_declaration() -> None:
    with pytest.raises(ValueError, match="occurred_at"):
        declaration_json.from_json(content(accident()) | {"accident": {"occurred_at": "x"}})


def test_changes_are_laid_on_a_copy_and_touch_nothing_else() -> None:
    before = content(accident(victim(), victim(full_name="Lê Văn Em")))
    untouched = content(accident(victim(), victim(full_name="Lê Văn Em")))
    changes = {
        "/accident/place": "Kho",
        "/victims/1/full_name": "Lê Văn Én",
        "/workplace/workers_total": None,
        "/victims/0/injury_codes": ["011"],
    }

    after = corrections.merged(before, changes)

    assert before == untouched
    expected = content(
        accident(victim(injury_codes=("011",)), victim(full_name="Lê Văn Én"), place="Kho")
    )
    assert after == expected


@pytest.mark.parametrize(
    "pointer",
    [
        "/kind",
        "/declarant/role",
        "/disease/list_no",
        "/victims",
        "/victims/1/full_name",
        "/victims/-1/full_name",
        "/victims/0",
        "/victims/0/dead",
        "/accident",
        "/accident/occurred_at/x",
        "",
        "accident/place",
    ],
)
def test_only_known_fields_of_the_case_can_be_changed(pointer: str) -> None:
    before = content(accident())

    assert [one.pointer for one in corrections.unknown_fields(before, {pointer: 1})] == [pointer]
    with pytest.raises(KeyError):
        corrections.merged(before, {pointer: 1})


def test_what_may_be_changed_is_what_happened_where_and_to_whom() -> None:
    of_accident = corrections.changeable(content(accident(victim(), victim())))
    of_disease = corrections.changeable(content(disease()))

    assert {"/accident/occurred_at", "/workplace/name", "/victims/1/sex"} <= of_accident
    assert {"/disease/list_no", "/victims/0/full_name"} <= of_disease
    assert not any(pointer.startswith("/disease") for pointer in of_accident)
    assert not any(pointer.startswith("/accident") for pointer in of_disease)


def test_a_value_is_unchanged_whatever_the_offset_it_is_written_with() -> None:
    before = accident(known_at=OCCURRED)
    merged = corrections.merged(
        content(before), {"/accident/known_at": "2026-03-04T02:30:00Z", "/accident/place": "Kho"}
    )
    after = declaration_json.from_json(merged)

    same = corrections.unchanged(
        Known.of(asdict(before)).values,
        Known.of(asdict(after)).values,
        ["/accident/known_at", "/accident/place"],
    )

    assert [one.pointer for one in same] == ["/accident/known_at"]


def test_a_fault_of_before_is_told_only_of_what_is_changed() -> None:
    old, mine, new = fault("/a/b"), fault("/c/0"), fault("/d")

    found = corrections.brought_about([old, mine], [old, mine, new], ["/c"])

    assert found == [mine, new]
    assert corrections.brought_about([old], [fault("/a/b", "y")], []) == [fault("/a/b", "y")]


def test_pointers_are_told_as_the_sender_wrote_them() -> None:
    told = corrections.as_sent(
        [fault("/victims/1/sex"), fault("/victims/10/sex"), fault("/accident/place")], "/victims/1"
    )

    assert [one.pointer for one in told] == ["/sex", "/victims/10/sex", "/accident/place"]


def test_news_of_a_death_keeps_everything_told_before() -> None:
    hurt = victim(injury_codes=("033",), condition=Severity.SEVERE, monthly_wage_vnd=1)

    dead = DIED.of(hurt)

    assert dead.dead
    assert dead == replace(
        hurt,
        condition=Severity.FATAL,
        died_at=NOW,
        death_link=DeathLink.TREATMENT,
        forensic_reference="KLGĐ 12/PY",
    )
    assert Died(DeathLink.TREATMENT).of(dead) == dead


@pytest.mark.parametrize(
    ("news", "person", "expected"),
    [
        (DIED, victim(), []),
        (DIED, victim(died_at=NOW, condition=Severity.FATAL), []),
        (DIED, victim(died_at=OCCURRED), [("/died_at", "already_told")]),
        (DIED, victim(death_link=NOT_FROM_ACCIDENT), [("/death_link", "already_told")]),
        (DIED, victim(forensic_reference="A"), [("/forensic_reference", "already_told")]),
        (Died(NOT_FROM_ACCIDENT), victim(), [("/death_link", "not_by_news")]),
        (InjuryFound(("011",)), victim(injury_codes=("033",)), []),
        (
            InjuryFound(("033",)),
            victim(injury_codes=("011", "033")),
            [("/injury_codes", "nothing_changes")],
        ),
    ],
)
def test_news_only_adds_to_what_is_told(
    news: News, person: VictimPart, expected: list[tuple[str, str]]
) -> None:
    assert [(one.pointer, one.code) for one in news.faults(person)] == expected


def test_injuries_are_added_once_after_those_known() -> None:
    found = InjuryFound(("033", "011", "011")).of(victim(injury_codes=("0110", "033")))

    assert found.injury_codes == ("0110", "033", "011")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (accident(victim(), victim()), [("/victims/0/died_at", "death_lost")]),
        (accident(victim(died_at=NOW)), [("/victims", "victim_lost")]),
        (accident(victim(condition=Severity.FATAL), victim()), []),
        (accident(victim(death_link=NOT_FROM_ACCIDENT), victim()), []),
        (accident(victim(died_at=NOW), victim(), victim()), []),
    ],
)
def test_what_a_whole_declaration_leaves_out_of_what_was_known_is_told(
    after: Declaration, expected: list[tuple[str, str]]
) -> None:
    before = accident(victim(died_at=NOW), victim())

    assert [(one.pointer, one.code) for one in lost(before, after)] == expected
