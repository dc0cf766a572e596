"""Rounds of an investigation: begun, handed over, opened again; an earlier one is kept."""

from datetime import datetime

from osh_incidents.domain.deadlines import ClockDuty
from osh_incidents.domain.investigation_vocabulary import Conclusion, Opening
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import Level
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.findings import InvestigationRow
from osh_incidents.services import clocks


def level(case: CaseRow) -> Level | None:
    """Return the level of the body at work, or before it begins that which the law asks for."""
    return case.inquiry.level if case.inquiry is not None else case.level


def begun(case: CaseRow) -> InvestigationRow:
    """Return the round at work; the first begins with its first step, at the lawful level."""
    if case.inquiry is None:
        assert case.level is not None
        case.rounds.append(_round(case, case.level, Opening.NEWS, case.declared_at))
    inquiry = case.inquiry
    assert inquiry is not None
    return inquiry


def open_next(case: CaseRow, at: Level, opening: Opening, now: datetime) -> InvestigationRow:
    """Open another round at level *at*; the one before keeps everything it found."""
    before, opened = case.rounds[-1], _round(case, at, opening, now)
    # How a criminal case ended binds whoever investigates afterwards (Decree 39/2016 art. 28).
    opened.criminal_case_no = before.criminal_case_no
    opened.criminal_case_opened_at = before.criminal_case_opened_at
    opened.criminal_outcome = before.criminal_outcome
    opened.criminal_case_closed_at = before.criminal_case_closed_at
    case.rounds.append(opened)
    case.investigation = State.PENDING
    return opened


def publish(case: CaseRow, inquiry: InvestigationRow, number: str, now: datetime) -> None:
    """Let the result of *inquiry* stand from *now* on, in place of that of an earlier round."""
    inquiry.minutes_no, inquiry.published_at = number, now
    clock = clocks.of_case(case, ClockDuty.INVESTIGATION)
    inquiry.due_at = clock.due_at if clock is not None else None
    clocks.stop_duty(case, ClockDuty.INVESTIGATION, now)
    for earlier in case.rounds[:-1]:
        earlier.superseded_at = earlier.superseded_at or now


def standing(case: CaseRow) -> InvestigationRow | None:
    """Return the round whose published result stands, if there is one."""
    published = [
        inquiry
        for inquiry in case.rounds
        if inquiry.published_at is not None and inquiry.superseded_at is None
    ]
    return published[-1] if published else None


def result(case: CaseRow) -> Conclusion | None:
    """Return what is concluded as far as is known: by the round at work, or by the one before.

    While it is investigated again, the result before stands; what a team handed over does not.
    """
    concluded = [
        inquiry.conclusion
        for inquiry in case.rounds
        if inquiry.conclusion is not None and inquiry.superseded_at is None
    ]
    return concluded[-1] if concluded else None


def _round(case: CaseRow, at: Level, opening: Opening, opened_at: datetime) -> InvestigationRow:
    return InvestigationRow(
        id=new_id(),
        case_id=case.id,
        ordinal=len(case.rounds) + 1,
        level=at,
        state=State.PENDING,
        opened_by=opening,
        opened_at=opened_at,
        team=[],
    )
