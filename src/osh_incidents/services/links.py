"""Deciding whether two cases are one: linking them, keeping them apart, taking either back.

A linked case keeps all it has, its declarations, victims, tracks, clocks and log; it only counts
with the case that leads it. So a link can be taken back without a trace but in the log.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.duplicates import PairState
from osh_incidents.domain.errors import FieldFault, GuardsUnmet, InvalidFields, NotFound
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.tracks import State, Track
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.duplicates import DuplicatePairRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import duplicates, log, moves
from osh_incidents.services.moves import By

_NO_CASE = frozenset({State.REJECTED, State.VOIDED})
_OTHER = "/case_id"


class PairVerdict(Labelled):
    """What somebody decides on two cases."""

    DUPLICATE_OF = "duplicate_of", "trùng với vụ kia", "duplicate of the other"
    NOT_DUPLICATE = "not_duplicate", "hai vụ khác nhau", "two different cases"


class TakenBack(Labelled):
    """Why a decision on two cases is taken back: a code, since it is sent in an address."""

    LINKED_IN_ERROR = "linked_in_error", "quyết định nhầm", "decided in error"
    FACTS_CHANGED = "facts_changed", "có thông tin mới", "the facts have changed"
    OTHER = "other", "lý do khác", "another reason"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided on a case and the *other*, and why."""

    verdict: PairVerdict
    other_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """Another case that leads a case or is led by it.

    *pair* tells who linked them and why; *other* is None where the reader may not see it.
    """

    other_id: UUID
    pair: DuplicatePairRow | None
    other: CaseRow | None


@dataclass(frozen=True, slots=True)
class Links:
    """The case that leads a case, and those that it leads, the first declared first."""

    lead: Link | None
    led: Sequence[Link]


def decide(uow: UnitOfWork, by: By, case_id: UUID, decision: Decision) -> DuplicatePairRow:
    """Link the case under the other, or remember that they are two until the facts change.

    Raises:
        NotFound: either is out of reach.
        InvalidFields: they are the same, or of different kinds.
        GuardsUnmet: a link or a contrary decision stands in the way; all that does is named.
    """
    if decision.other_id == case_id:
        raise InvalidFields(errors=[FieldFault(_OTHER, "same_case", _SAME)])
    case, other = _claim(uow, by.actor, case_id, decision.other_id)
    if case.kind is not other.kind:
        raise InvalidFields(errors=[FieldFault(_OTHER, "kind_differs", _KIND)])
    pair = uow.duplicates.between(case.id, other.id)
    links = decision.verdict is PairVerdict.DUPLICATE_OF
    refusals = _against_link(case, other, pair) if links else _against_difference(case, other)
    if unmet := list(refusals):
        members = {"lead": str(other.led_by_id)} if other.led_by_id else {}
        raise GuardsUnmet(errors=unmet, members=members)
    pair = duplicates.set_beside(uow, duplicates.compare(uow.sealer, case, other), pair, by)
    pair.state = PairState.DUPLICATE if links else PairState.NOT_DUPLICATE
    pair.decided_by, pair.decided_at = by.actor.account_id, by.now
    pair.decision_reason = decision.reason
    if links:
        other.led.append(case)
    uow.flush()
    action = "link_as_duplicate" if links else "decide_not_duplicate"
    _tell_both(uow, by, (case, other), _Told(action, decision.reason))
    return pair


def take_back(
    uow: UnitOfWork, by: By, case_id: UUID, other_id: UUID, why: TakenBack
) -> DuplicatePairRow:
    """Set a linked case free as it stood, or forget that two are different; both must be decided.

    Raises:
        NotFound: either case is out of reach, or nothing is decided on the two.
    """
    if other_id == case_id:
        raise NotFound
    case, other = _claim(uow, by.actor, case_id, other_id)
    pair = uow.duplicates.between(case.id, other.id)
    if pair is None or pair.state not in {PairState.DUPLICATE, PairState.NOT_DUPLICATE}:
        raise NotFound
    freed = _set_free(uow, case, other)
    action = "unlink" if freed else "take_back_not_duplicate"
    _tell_both(uow, by, (case, other), _Told(action, code=why))
    if freed is not None:
        # It was compared with nobody, and nobody with it, while it belonged to another.
        duplicates.search(uow, by, freed)
    duplicates.set_beside(uow, duplicates.compare(uow.sealer, case, other), pair, by)
    uow.flush()
    return pair


def tell_lead(uow: UnitOfWork, by: By, case: CaseRow) -> None:
    """Log in the case that leads *case*, if one does, that *case* was declared anew.

    The lead was declared when and by whom the cases that belong to it were declared.
    """
    if case.led_by_id is None:
        return
    lead = uow.cases.hold(case.led_by_id)
    data: dict[str, str | int | bool | None] = {"other": str(case.id), "automatic": True}
    entry = log.Entry(Track.REGISTRATION, "linked_case_completed", data=data)
    moves.done(uow, by.actor, lead, entry, by.now)


def of_case(uow: UnitOfWork, actor: Actor, case: CaseRow) -> Links:
    """Return the case that leads *case*, and those that it leads, as far as *actor* may know."""
    led = [other.id for other in case.led]
    lead = [] if case.led_by_id is None else [case.led_by_id]
    pairs = {duplicates.other_of(pair, case): pair for pair in uow.duplicates.pairs(case.id)}
    seen = {other.id: other for other in uow.duplicates.visible([*lead, *led], actor)}

    def link(other_id: UUID) -> Link:
        return Link(other_id, pairs.get(other_id), seen.get(other_id))

    return Links(next(map(link, lead), None), [link(other_id) for other_id in led])


def _claim(uow: UnitOfWork, actor: Actor, one: UUID, other: UUID) -> tuple[CaseRow, CaseRow]:
    # In one order everywhere, lest two decisions wait for each other.
    claimed = {case_id: uow.cases.claim(case_id, actor) for case_id in sorted((one, other))}
    uow.change(claimed[one])
    return claimed[one], claimed[other]


def _set_free(uow: UnitOfWork, case: CaseRow, other: CaseRow) -> CaseRow | None:
    """Return which of the two belonged to the other and does no longer; None if neither did."""
    for led, lead in ((case, other), (other, case)):
        if led.led_by_id == lead.id:
            lead.led.remove(led)
            uow.flush()
            return led
    return None


def _against_link(
    case: CaseRow, other: CaseRow, pair: DuplicatePairRow | None
) -> Iterator[FieldFault]:
    if case.led_by_id is not None:
        yield FieldFault("", "already_led", _ALREADY_LED)
    if case.led:
        yield FieldFault("", "leads_others", _LEADS_OTHERS)
    if other.led_by_id is not None:
        yield FieldFault(_OTHER, "leads_nothing", _LEADS_NOTHING.within(lead=other.led_by_id))
    if other.registration in _NO_CASE:
        yield FieldFault(_OTHER, "not_live", _NOT_LIVE)
    if pair is not None and pair.state is PairState.NOT_DUPLICATE:
        yield FieldFault(_OTHER, "decided_otherwise", _DECIDED_OTHERWISE)


def _against_difference(case: CaseRow, other: CaseRow) -> Iterator[FieldFault]:
    if case.led_by_id == other.id or other.led_by_id == case.id:
        yield FieldFault(_OTHER, "linked", _LINKED)


@dataclass(frozen=True, slots=True)
class _Told:
    action: str
    reason: str | None = None
    code: TakenBack | None = None


def _tell_both(uow: UnitOfWork, by: By, both: tuple[CaseRow, CaseRow], told: _Told) -> None:
    """Log in both cases what was decided, and keep what is known of each: one counts for both."""
    for case, other in (both, both[::-1]):
        data: dict[str, str | int | bool | None] = {"other": str(other.id)}
        if told.code is not None:
            data["code"] = told.code.value
        if case.led_by_id is not None:
            data["led_by"] = str(case.led_by_id)
        entry = log.Entry(Track.REGISTRATION, told.action, reason=told.reason, data=data)
        moves.done(uow, by.actor, case, entry, by.now)


_SAME = Text("Một vụ không thể trùng với chính nó.", "A case is not a duplicate of itself.")
_KIND = Text(
    "Tai nạn và bệnh nghề nghiệp không thể là một vụ.",
    "An accident and a disease cannot be one case.",
)
_ALREADY_LED = Text(
    "Khai báo này đã thuộc một vụ khác; hủy liên kết đó trước.",
    "This case belongs to another already; take that link back first.",
)
_LEADS_OTHERS = Text(
    "Vụ này có khai báo khác liên kết vào; liên kết theo chiều ngược lại hoặc hủy các liên kết.",
    "Other cases belong to this one; link the other way round, or take those links back.",
)
_LEADS_NOTHING = Text(
    "Vụ kia thuộc một vụ khác; hãy liên kết với vụ đó: {lead}.",
    "The other belongs to another case; link to that one: {lead}.",
)
_NOT_LIVE = Text("Vụ kia đã bị từ chối hoặc đã hủy.", "The other case is rejected or voided.")
_DECIDED_OTHERWISE = Text(
    "Đã quyết định đây là hai vụ khác nhau; hủy quyết định đó trước.",
    "The two were decided to be different; take that decision back first.",
)
_LINKED = Text(
    "Hai vụ đang liên kết; hủy liên kết trước.",
    "The two are linked; take the link back first.",
)
