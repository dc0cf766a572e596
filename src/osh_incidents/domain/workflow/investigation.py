"""Investigation of an accident: one table per level of the body that is at work."""

from collections.abc import Iterable
from dataclasses import replace

from osh_incidents.domain.authority import Permission
from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.law.instruments import decree_39, decree_129, law_84
from osh_incidents.domain.law.model import Citation
from osh_incidents.domain.tracks import Do, Track
from osh_incidents.domain.tracks import State as In
from osh_incidents.domain.vocabulary import Level
from osh_incidents.domain.workflow import investigation_guards as needs
from osh_incidents.domain.workflow.live import LEADING, LIVE
from osh_incidents.domain.workflow.model import Transition, Workflow

Row = Transition[CaseFacts]

_TEAM = decree_39("Điều 11")
_BASE = decree_39("Điều 13")
_PROVINCE = decree_39("Điều 14")
_CENTRAL = decree_39("Điều 15")
_AGAIN = decree_39("Điều 17")
_CRIMINAL = decree_39("Điều 28")
_FIELD = law_84("Điều 35 khoản 4")
_TIME = law_84("Điều 35 khoản 6")
_POLICE = law_84("Điều 35 khoản 7")
_SEND = law_84("Điều 35 khoản 8, 9")
_OWN = Permission.INVESTIGATIONS_BASE
_RUN = Permission.INVESTIGATIONS_PROVINCIAL
_SIGN = Permission.INVESTIGATIONS_APPROVE
_OVER = Permission.INVESTIGATIONS_HAND_OVER


def _steps(run: Permission, law: Citation) -> tuple[Row, ...]:
    """Return what every team does between its start and the minutes that it sent."""
    # fmt: off
    return (
        Transition(In.TEAM_FORMED, Do.START,           In.IN_PROGRESS,  run, law),
        Transition(In.IN_PROGRESS, Do.REQUEST_EXTENSION, In.IN_PROGRESS, run, _TIME, guards=(needs.MAY_BE_EXTENDED, needs.NOT_YET_EXTENDED), asks=(needs.WITHIN_THE_LIMIT,)),
        Transition(In.IN_PROGRESS, Do.REQUEST_ASSESSMENT, In.AWAITING_ASSESSMENT, run, _TIME),
        Transition(In.AWAITING_ASSESSMENT, Do.RECEIVE_ASSESSMENT, In.IN_PROGRESS, run, _TIME),
        Transition(In.IN_PROGRESS, Do.REFER_TO_POLICE, In.WITH_POLICE,  run, _POLICE),
        Transition(In.IN_PROGRESS, Do.CONCLUDE,        In.CONCLUDED,    run, law, asks=needs.OF_A_CONCLUSION),
        Transition(In.CONCLUDED,   Do.PUBLISH_MINUTES, In.PUBLISHED,    run, law),
        Transition(In.PUBLISHED,   Do.SEND_MINUTES,    In.MINUTES_SENT, run, _SEND),
    )
    # fmt: on


def _police(run: Permission) -> tuple[Row, ...]:
    """Return what becomes of a file that the police have: whoever gave it takes it back."""
    # fmt: off
    return (
        Transition(In.WITH_POLICE, Do.POLICE_RETURNED,     In.IN_PROGRESS, run, _POLICE,   guards=(needs.NOT_PROSECUTED,)),
        Transition(In.WITH_POLICE, Do.OPEN_CRIMINAL_CASE,  In.WITH_POLICE, run, _CRIMINAL, guards=(needs.NOT_PROSECUTED,)),
        Transition(In.WITH_POLICE, Do.CLOSE_CRIMINAL_CASE, In.IN_PROGRESS, run, _CRIMINAL, guards=(needs.PROSECUTED,)),
    )
    # fmt: on


def _extension(sign: Permission, *guards: needs.CaseGuard) -> tuple[Row, ...]:
    """Return how whoever signed the team's decision answers a request for more time."""
    asked = (needs.EXTENSION_REQUESTED, *guards)
    return tuple(
        Transition(In.IN_PROGRESS, action, In.IN_PROGRESS, sign, _TIME, guards=asked)
        for action in (Do.APPROVE_EXTENSION, Do.REFUSE_EXTENSION)
    )


def _petition() -> tuple[Row, ...]:
    """Return how a petition to investigate again is received and decided on."""
    # fmt: off
    return (
        Transition(In.MINUTES_SENT, Do.RECEIVE_PETITION,     In.MINUTES_SENT,    _RUN,  _AGAIN, guards=(needs.NO_PETITION_OPEN,), asks=(needs.IN_THE_WINDOW,)),
        Transition(In.MINUTES_SENT, Do.REFUSE_PETITION,      In.MINUTES_SENT,    _RUN,  _AGAIN, guards=(needs.PETITION_OPEN,)),
        Transition(In.MINUTES_SENT, Do.OPEN_REINVESTIGATION, In.REINVESTIGATION, _SIGN, _AGAIN, guards=(needs.PETITION_OPEN,)),
    )
    # fmt: on


def _in_lawful_hands(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return *rows* with the guard that the case still belongs to the body at work."""
    return tuple(replace(row, guards=(*row.guards, needs.LAWFUL_LEVEL)) for row in rows)


def _hand_over(sources: Iterable[In]) -> tuple[Row, ...]:
    return tuple(
        Transition(
            source, Do.HAND_OVER, In.HANDED_OVER, _OVER, _TEAM, guards=(needs.BELONGS_ELSEWHERE,)
        )
        for source in sources
    )


# Not while the police have the file: there is nothing to hand over until it is back.
_AT_WORK = (In.TEAM_FORMED, In.IN_PROGRESS, In.AWAITING_ASSESSMENT, In.CONCLUDED)
_PUBLISHED = (In.PUBLISHED, In.MINUTES_SENT)

# fmt: off
BASE: Workflow[CaseFacts] = Workflow(Track.INVESTIGATION, In.PENDING, (
    *_in_lawful_hands((
        # The law has the employer set up the team at once, so it does not wait for registration.
        Transition(In.PENDING, Do.FORM_TEAM, In.TEAM_FORMED, _OWN, _TEAM, asks=(needs.HAS_HEAD, needs.BASE_SEATS)),
        *_steps(_OWN, _BASE),
        # The employer signs the team's decision, and approves its extension.
        *_extension(_OWN),
        *_petition(),
    )),
    *_police(_OWN),
    *_hand_over((*_AT_WORK, *_PUBLISHED)),
), always=(LIVE, LEADING, needs.OWN_UNIT))

PROVINCIAL: Workflow[CaseFacts] = Workflow(Track.INVESTIGATION, In.PENDING, (
    *_in_lawful_hands((
        Transition(In.PENDING, Do.FORM_TEAM, In.TEAM_FORMED, _RUN, _TEAM, guards=(needs.REGISTERED,), asks=(needs.HAS_HEAD, needs.PROVINCIAL_SEATS)),
        *_steps(_RUN, _PROVINCE),
        *_extension(_SIGN, needs.BY_ANOTHER),
        *_petition(),
    )),
    *_police(_RUN),
    # What is beyond the means of the province goes to the ministry, whatever the class.
    *(Transition(at, Do.HAND_OVER, In.HANDED_OVER, _SIGN, _TEAM) for at in _AT_WORK),
    *_hand_over(_PUBLISHED),
), always=(LIVE, LEADING))

CENTRAL: Workflow[CaseFacts] = Workflow(Track.INVESTIGATION, In.PENDING, (
    Transition(In.PENDING, Do.FORM_TEAM, In.TEAM_FORMED, _RUN, _TEAM, guards=(needs.REGISTERED,), asks=(needs.HAS_HEAD, needs.CENTRAL_SEATS)),
    *_steps(_RUN, _CENTRAL),
    *_police(_RUN),
    *_extension(_SIGN, needs.BY_ANOTHER),
), always=(LIVE, LEADING))

COMMUNE_RECORD: Workflow[CaseFacts] = Workflow(Track.INVESTIGATION, In.PENDING, (
    *_in_lawful_hands((
        Transition(In.PENDING, Do.RECORD, In.RECORDED, Permission.INVESTIGATIONS_RECORD, decree_129("Điều 43 khoản 1")),
    )),
    *_hand_over((In.RECORDED,)),
), always=(LIVE, LEADING))

SPECIAL: Workflow[CaseFacts] = Workflow(Track.INVESTIGATION, In.PENDING, (
    # Another body investigates; the department takes in what it concluded and published.
    *_in_lawful_hands((
        Transition(In.PENDING,   Do.CONCLUDE,        In.CONCLUDED,    _RUN, _FIELD, guards=(needs.REGISTERED,), asks=needs.OF_A_CONCLUSION),
        Transition(In.CONCLUDED, Do.PUBLISH_MINUTES, In.PUBLISHED,    _RUN, _FIELD),
        Transition(In.PUBLISHED, Do.SEND_MINUTES,    In.MINUTES_SENT, _RUN, _FIELD),
    )),
    *_hand_over((In.CONCLUDED, In.PUBLISHED, In.MINUTES_SENT)),
), always=(LIVE, LEADING))
# fmt: on

INVESTIGATIONS: dict[Level, Workflow[CaseFacts]] = {
    Level.BASE: BASE,
    Level.PROVINCIAL: PROVINCIAL,
    Level.COMMUNE_RECORD: COMMUNE_RECORD,
    Level.CENTRAL: CENTRAL,
    Level.SPECIAL: SPECIAL,
}
