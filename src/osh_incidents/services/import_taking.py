"""What becomes of the items of a file: each kind by the service of its single post."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from osh_incidents.adapters import declaration_json
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import (
    DomainError,
    FieldFault,
    InvalidFields,
    NoRuleInForce,
    Unavailable,
)
from osh_incidents.domain.imports import SKIPPED, ImportKind, Item, RowOutcome, Verdict, rejected
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow
from osh_incidents.persistence.tables.imports import ImportedContentRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import declarations, workforce, workplaces

_LIKE_ANOTHER = FieldFault(
    "",
    "like_another_case",
    Text(
        "Giống một vụ đã khai: cơ quan sẽ xem có phải một vụ không.",
        "Like a case that was declared: the department will see whether it is the same.",
    ),
)


@dataclass(frozen=True, slots=True)
class Taking:
    """For whom rows are taken in, into which import, and whether they are only checked."""

    actor: Actor
    import_id: UUID
    now: datetime
    dry: bool


Taker = Callable[[UnitOfWork, Taking, Sequence[Item]], list[Verdict]]


def take(uow: UnitOfWork, taking: Taking, kind: ImportKind, items: Sequence[Item]) -> list[Verdict]:
    """Return what became of each of *items*, in their order.

    Raises:
        DomainError: one of them is refused for a reason that only its service could find.
    """
    ready = [item for item in items if not (item.skipped or item.read.faults)]
    found = iter(_TAKERS[kind](uow, taking, ready))
    return [
        SKIPPED if item.skipped else (_unread(uow, taking, kind, item) or next(found))
        for item in items
    ]


def take_one(uow: UnitOfWork, taking: Taking, kind: ImportKind, item: Item) -> Verdict:
    """Return what became of *item* alone; a refusal of its service is told as its fault.

    Raises:
        Unavailable: the database is away.
    """
    try:
        (verdict,) = take(uow, taking, kind, [item])
    except Unavailable:
        raise
    except DomainError as refused:
        return _refused(refused)
    return verdict


def take_apart(
    uow: UnitOfWork, dry: Taking, kind: ImportKind, items: Sequence[Item]
) -> Iterator[Verdict]:
    """Yield the verdict on each item by itself; what came before in the file is not asked of it."""
    first = dict[bytes, int]()
    for item in items:
        verdict = take_one(uow, dry, kind, item)
        if (
            verdict.digest is not None
            and first.setdefault(verdict.digest, item.number) < item.number
        ):
            verdict = Verdict(RowOutcome.DUPLICATE, first_row=first[verdict.digest])
        yield verdict


def _unread(uow: UnitOfWork, taking: Taking, kind: ImportKind, item: Item) -> Verdict | None:
    """Return the verdict on an item with faults: rules across fields run on what is readable."""
    if not item.read.faults:
        return None
    across: Sequence[FieldFault] = ()
    if kind is ImportKind.DECLARATIONS and item.read.readable:
        known = Known.of(item.read.readable)
        across = declarations.faults(uow, taking.actor, known, taking.now)
    told = {fault.pointer for fault in item.read.faults}
    return rejected(*item.read.faults, *(one for one in across if one.pointer not in told))


def _declarations(uow: UnitOfWork, taking: Taking, items: Sequence[Item]) -> list[Verdict]:
    read = [item.read.value for item in items]
    sent = [one for one in read if isinstance(one, Declaration)]
    digests = [_digest(uow, taking, one) for one in sent]
    verdicts = dict[bytes, Verdict]()
    for digest, told in _taken_in(uow, taking, sent, digests).items():
        verdicts[digest] = Verdict(RowOutcome.UNCHANGED, told=told, digest=digest)
    new = {digest: one for digest, one in zip(digests, sent, strict=True) if digest not in verdicts}
    decided = _previewed if taking.dry else _declared
    verdicts |= zip(new, decided(uow, taking, new), strict=True)
    first = uow.imports.first_rows(taking.import_id, digests)
    found = []
    for item, digest in zip(items, digests, strict=True):
        verdict = verdicts[digest]
        # What is refused is refused each time: it was not taken in with another row.
        if verdict.outcome is not RowOutcome.REJECTED:
            if digest in first:
                verdict = Verdict(RowOutcome.DUPLICATE, first_row=first[digest])
            first.setdefault(digest, item.number)
        found.append(verdict)
    return found


def _declared(
    uow: UnitOfWork, taking: Taking, new: Mapping[bytes, Declaration]
) -> Iterator[Verdict]:
    found = declarations.declare_all(uow, taking.actor, list(new.values()), taking.now)
    cases = {
        digest: one for digest, one in zip(new, found, strict=True) if isinstance(one, CaseRow)
    }
    like = uow.duplicates.open_among([case.id for case in cases.values()])
    uow.insert(
        [
            ImportedContentRow(
                digest=digest,
                import_id=taking.import_id,
                told=case.declarations[0].tracking_no,
            )
            for digest, case in cases.items()
        ]
    )
    for digest, one in zip(new, found, strict=True):
        if isinstance(one, CaseRow):
            told = one.declarations[0]
            warnings = [*_warnings(told), *([_LIKE_ANOTHER] if one.id in like else ())]
            yield Verdict(
                RowOutcome.ACCEPTED, told=told.tracking_no, digest=digest, warnings=warnings
            )
        else:
            yield _refused(one)


def _previewed(
    uow: UnitOfWork, taking: Taking, new: Mapping[bytes, Declaration]
) -> Iterator[Verdict]:
    for digest, one in new.items():
        try:
            _, odd = declarations.preview(uow, taking.actor, one, taking.now)
        except (InvalidFields, NoRuleInForce) as refusal:
            yield _refused(refusal)
        else:
            yield Verdict(RowOutcome.ACCEPTED, digest=digest, warnings=odd)


def _refused(refusal: DomainError) -> Verdict:
    return rejected(*(refusal.errors or [FieldFault("", refusal.slug, refusal.detail)]))


def _taken_in(
    uow: UnitOfWork, taking: Taking, sent: Sequence[Declaration], digests: Sequence[bytes]
) -> Mapping[bytes, str]:
    """Return what was taken in before, by its digest of now, whichever key made that of then."""
    by_any = {
        _digest(uow, taking, one, key): digest
        for one, digest in zip(sent, digests, strict=True)
        for key in uow.sealer.keys
    }
    known = uow.imports.taken_in(list(by_any))
    return {of_now: known[any_] for any_, of_now in by_any.items() if any_ in known}


def _digest(uow: UnitOfWork, taking: Taking, one: Declaration, key: int | None = None) -> bytes:
    plain = hashlib.sha256(declaration_json.dumps(one)).hexdigest()
    return uow.sealer.blind(f"{taking.actor.organisation_id}:{plain}", "import.content", key)


def _warnings(row: DeclarationRow) -> Iterator[FieldFault]:
    for odd in row.warnings:
        yield FieldFault(odd["pointer"], odd["code"], Text(odd["vi"], odd["en"]))


def _workforce(uow: UnitOfWork, taking: Taking, items: Sequence[Item]) -> list[Verdict]:
    return [_number(uow, taking, item.read.value) for item in items]


def _number(uow: UnitOfWork, taking: Taking, number: object) -> Verdict:
    assert isinstance(number, workforce.Workers)
    known = uow.workforce.current(number.period, number.area_code, number.sector, number.relation)
    if known is not None and (known.workers, known.source) == (number.workers, number.source):
        return Verdict(RowOutcome.UNCHANGED, told=str(known.id))
    outcome = RowOutcome.ACCEPTED if known is None else RowOutcome.UPDATED
    if taking.dry:
        return Verdict(outcome)
    (row,) = workforce.put(uow, [number], taking.now)
    return Verdict(outcome, told=str(row.id))


def _workplaces(uow: UnitOfWork, taking: Taking, items: Sequence[Item]) -> list[Verdict]:
    return [_unit(uow, taking, item.read.value) for item in items]


def _unit(uow: UnitOfWork, taking: Taking, unit: object) -> Verdict:
    assert isinstance(unit, workplaces.Workplace)
    if found := list(workplaces.faults(uow, taking.actor, unit, taking.now)):
        return rejected(*found)
    odd = workplaces.warnings(unit)
    if taking.dry:
        return Verdict(workplaces.outcome_of(uow, unit), warnings=odd)
    row, outcome = workplaces.put(uow, taking.actor, unit, taking.now)
    return Verdict(outcome, told=str(row.id), warnings=odd)


_TAKERS: Mapping[ImportKind, Taker] = {
    ImportKind.DECLARATIONS: _declarations,
    ImportKind.WORKFORCE: _workforce,
    ImportKind.WORKPLACES: _workplaces,
}
