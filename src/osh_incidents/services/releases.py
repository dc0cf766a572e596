"""Releases: prepared by one person, published by another, and never changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from osh_incidents.domain.authority import Permission
from osh_incidents.domain.errors import (
    ActionNotAllowed,
    ChangedMeanwhile,
    FieldFault,
    GuardsUnmet,
    InvalidFields,
    NotPermitted,
)
from osh_incidents.domain.frozen import canonical, digest
from osh_incidents.domain.indicators.model import Indicator
from osh_incidents.domain.labels import Text
from osh_incidents.domain.releases import (
    ALLOWED,
    NEEDS,
    Audience,
    Publish,
    ReleaseMove,
    ReleaseState,
    Review,
    WithdrawDraft,
)
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.releases import (
    ReleaseEventRow,
    ReleaseFactRow,
    ReleaseRow,
)
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import feed
from osh_incidents.services.disclosure import offered
from osh_incidents.services.indicators import Question, compute, slice_of
from osh_incidents.services.moves import By
from osh_incidents.services.release_content import Notes, freeze, series_of

_SUBJECT = Text("bản số liệu", "the release")


@dataclass(frozen=True, slots=True)
class NewRelease:
    """What shall be published; a *revision* note is asked for if it was published before."""

    indicator: Indicator
    question: Question
    notes: Notes = field(default_factory=Notes)


def prepare(uow: UnitOfWork, by: By, new: NewRelease) -> ReleaseRow:
    """Compute and freeze *new* as a draft.

    Raises:
        InvalidFields: it revises a published release and nobody says why, or the reverse; or it
            is for everyone and asks for what is not offered to everyone.
        NoRuleInForce: it is asked as of a day before the targets were set.
        ChangedMeanwhile: a case changed while it was computed.
    """
    question = replace(new.question, live=False)
    if new.notes.audience is Audience.EVERYONE:
        question = offered(question, by.now)
    series = series_of(new.indicator, question, new.notes.audience)
    earlier = uow.releases.standing(series)
    if (earlier is None) is not (new.notes.revision is None):
        fault = _WHY if new.notes.revision is None else _NOTHING
        raise InvalidFields(errors=[fault])
    figure = compute(uow, new.indicator, question)
    frozen = freeze(uow, by, figure, new.notes, earlier)
    content = canonical(frozen.content)
    row = ReleaseRow(
        id=new_id(),
        series=series,
        audience=new.notes.audience,
        indicator=new.indicator.name,
        definition_version=new.indicator.version,
        first_period=question.spans[0].label,
        last_period=question.spans[-1].label,
        as_known_at=question.moment,
        content=content,
        sha256=digest(content),
        revises_id=earlier.id if earlier else None,
        prepared_by=by.actor.account_id,
        prepared_at=by.now,
    )
    uow.add(row)
    uow.flush()
    _follow(uow, row, by, ReleaseState.DRAFT)
    uow.flush()
    within = slice_of(question, question.spans, {})
    for count, versions in frozen.lineage.items():
        # Both are asked of the database: what was stored between the two would make them differ.
        if uow.releases.keep_lineage(row.id, count, within) != len(versions):
            raise ChangedMeanwhile
    return row


def get(uow: UnitOfWork, by: By, release_id: UUID) -> ReleaseRow:
    """Return a release that the actor may see.

    Raises:
        NotFound: there is none, or it is not published and the actor prepares none.
    """
    return uow.releases.get(
        release_id,
        drafts=by.actor.may(Permission.RELEASES_PREPARE),
        exact=by.actor.may(Permission.INDICATORS_CASES),
    )


def act(uow: UnitOfWork, by: By, release_id: UUID, move: ReleaseMove) -> ReleaseRow:
    """Take *move* on a release; of two at once one is refused, since an event has one place.

    Raises:
        NotFound: there is none.
        ActionNotAllowed: it is not in a state from which this may be done.
        NotPermitted: the role does not hold the permission of the action.
        GuardsUnmet: the actor computed it, or another release of its series was published since.
        ChangedMeanwhile: another request was first.
    """
    row = get(uow, by, release_id)
    uow.change(row)
    if move.action not in ALLOWED[row.state]:
        raise ActionNotAllowed.told(_SUBJECT, row.state, move.action, ALLOWED[row.state])
    if not by.actor.may(NEEDS[move.action]):
        raise NotPermitted(members={"needs": NEEDS[move.action].value})
    match move:
        case Review():
            _follow(uow, row, by, ReleaseState.REVIEWED, note=move.note)
        case Publish():
            _publish(uow, by, row)
        case WithdrawDraft():
            _follow(uow, row, by, ReleaseState.WITHDRAWN, note=move.reason)
    uow.flush()
    return row


def lineage(
    uow: UnitOfWork, row: ReleaseRow, counted: str, after: UUID | None, size: int
) -> Sequence[ReleaseFactRow]:
    """Return a page of the versions of facts behind a count of the release *row*."""
    return uow.releases.lineage(row.id, counted, after, size)


def _publish(uow: UnitOfWork, by: By, row: ReleaseRow) -> None:
    # Nobody else can take the same number, so that of two published at once one is refused; asked
    # for before what stands, or it would be free again after another was published between the two.
    number = uow.releases.revisions(row.series) + 1
    earlier = uow.releases.standing(row.series)
    lacking = []
    if row.prepared_by == by.actor.account_id:
        lacking.append(FieldFault("", "own_release", _OWN))
    if (earlier.id if earlier else None) != row.revises_id:
        lacking.append(FieldFault("", "published_since", _SINCE))
    if lacking:
        raise GuardsUnmet(errors=lacking)
    _follow(uow, row, by, ReleaseState.PUBLISHED, revision=number)
    if earlier is not None:
        _follow(uow, earlier, by, ReleaseState.SUPERSEDED, superseded_by=row.id)


def _follow(  # noqa: PLR0913
    uow: UnitOfWork,
    row: ReleaseRow,
    by: By,
    state: ReleaseState,
    *,
    note: str | None = None,
    revision: int | None = None,
    superseded_by: UUID | None = None,
) -> None:
    event = ReleaseEventRow(
        id=new_id(),
        release_id=row.id,
        seq=len(row.events) + 1,
        state=state,
        at=by.now,
        account_id=by.actor.account_id,
        organisation_id=by.actor.organisation_id,
        note=note,
        series=row.series,
        revision=revision,
        superseded_by_id=superseded_by,
    )
    row.events.append(event)
    uow.add(feed.of_release(event))


_WHY = FieldFault(
    "/revision_note",
    "required",
    Text(
        "Số liệu này đã được công bố; bản mới là bản sửa đổi và phải nêu lý do.",
        "This figure is published; a new release revises it and must say why.",
    ),
)
_NOTHING = FieldFault(
    "/revision_note",
    "nothing_to_revise",
    Text(
        "Chưa có bản công bố nào của số liệu này để sửa đổi.",
        "No release of this figure is published that it could revise.",
    ),
)
_OWN = Text(
    "Người lập số liệu không được tự công bố.", "Who computed it cannot publish it: ask another."
)
_SINCE = Text(
    "Từ khi lập bản này đã có bản khác của cùng số liệu được công bố; hãy lập lại.",
    "Another release of this figure was published since this one was computed: compute it anew.",
)
