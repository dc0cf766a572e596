"""How a duty stands, what missing it may cost, and what a request for more days brings."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from osh_incidents.domain import duties
from osh_incidents.domain.duties import DutyKind, DutyStatus
from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.investigation_turns import RequestExtension
from osh_incidents.domain.law.catalogue import SHIPPED
from osh_incidents.domain.law.penalties import PENALTIES, Breach, Fine
from tests.unit.facts import accident

DUE = datetime(2026, 3, 9, 16, 59, 59, tzinfo=UTC)
LATER = DUE + timedelta(seconds=1)
OLD, NEW = date(2026, 9, 9), date(2026, 9, 10)


@pytest.mark.parametrize(
    ("done_at", "now", "expected"),
    [
        (None, DUE, DutyStatus.OPEN),
        (None, LATER, DutyStatus.OVERDUE),
        (DUE, LATER, DutyStatus.MET),
        (LATER, LATER, DutyStatus.MISSED),
    ],
)
def test_a_duty_is_judged_by_its_last_instant(
    done_at: datetime | None, now: datetime, expected: DutyStatus
) -> None:
    assert duties.status(DUE, done_at, now) is expected


@pytest.mark.parametrize(
    ("kind", "breach", "least", "most"),
    [
        (DutyKind.DECLARE, Breach.NOT_DECLARED, 40_000_000, 50_000_000),
        (DutyKind.INVESTIGATE, Breach.NOT_INVESTIGATED, 40_000_000, 50_000_000),
        (DutyKind.PAY, Breach.NOT_PAID, None, None),
    ],
)
def test_an_employer_risks_the_fine_of_an_organisation(
    kind: DutyKind, breach: Breach, least: int | None, most: int | None
) -> None:
    risked = duties.fine(kind, SHIPPED, OLD, employer=True)

    assert risked is not None
    assert (risked.breach, risked.least_vnd, risked.most_vnd) == (breach, least, most)
    assert risked.per_worker is (breach is Breach.NOT_PAID)
    assert (risked.because.rule, risked.because.since) == ("penalties", date(2022, 1, 17))
    assert risked.because.source.instrument.endswith("12/2022/NĐ-CP")


def test_the_decree_of_the_day_decides_which_article_is_cited() -> None:
    after = duties.fine(DutyKind.DECLARE, SHIPPED, NEW, employer=True)

    assert after is not None
    assert after.because.since == NEW
    assert after.because.source.article.startswith("Điều 32 khoản 3 điểm đ")


@pytest.mark.parametrize("kind", list(DutyKind))
def test_nobody_but_an_employer_is_fined(kind: DutyKind) -> None:
    assert duties.fine(kind, SHIPPED, OLD, employer=False) is None


@pytest.mark.parametrize("kind", [DutyKind.COME_TO_SCENE, DutyKind.RECORD, DutyKind.SEND_MINUTES])
def test_duties_without_a_known_fine_risk_none(kind: DutyKind) -> None:
    assert duties.fine(kind, SHIPPED, OLD, employer=True) is None


def test_before_the_first_known_decree_no_fine_is_invented() -> None:
    with pytest.raises(NoRuleInForce):
        duties.fine(DutyKind.DECLARE, SHIPPED, date(2022, 1, 16), employer=True)


KNOWN: Fine = PENALTIES.on(OLD).value[Breach.NOT_DECLARED]


@pytest.mark.parametrize(
    "partly_known",
    [
        replace(KNOWN, individual_min_vnd=None),
        replace(KNOWN, individual_max_vnd=None),
        replace(KNOWN, organisation_factor=None),
    ],
)
def test_a_fine_of_which_a_part_is_not_known_is_not_known(partly_known: Fine) -> None:
    assert KNOWN.of_organisation() == (40_000_000, 50_000_000)
    assert partly_known.of_organisation() is None


def test_a_request_brings_the_days_asked_for_and_nothing_else() -> None:
    facts = accident()

    asked = RequestExtension(12, "Vụ phức tạp").on(facts)

    assert asked == replace(facts, extension_days=12)
