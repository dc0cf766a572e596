"""What becomes of the items of a file: each kind by the service of its single post."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

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
from osh_incidents.domain.signals import Signal
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import (
    declarations,
    signal_matching,
    signal_rules,
    signals,
    workforce,
    workplaces,
)
from osh_incidents.services.import_contents import Contents, Taking, keep, refused
from osh_incidents.services.moves import By

_LIKE_ANOTHER = FieldFault(
    "",
    "like_another_case",
    Text(
        "Giống một vụ đã khai: cơ quan sẽ xem có phải một vụ không.",
        "Like a case that was declared: the department will see whether it is the same.",
    ),
)


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
    except DomainError as refusal:
        return refused(refusal)
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
    across: Iterable[FieldFault] = ()
    if kind in _ACROSS and item.read.readable:
        known = Known.of(item.read.readable)
        across = _ACROSS[kind](uow, taking.actor, known, taking.now)
    told = {fault.pointer for fault in item.read.faults}
    return rejected(*item.read.faults, *(one for one in across if one.pointer not in told))


def _declarations(uow: UnitOfWork, taking: Taking, items: Sequence[Item]) -> list[Verdict]:
    read = [item.read.value for item in items]
    sent = [one for one in read if isinstance(one, Declaration)]
    contents = Contents(uow, taking, [declaration_json.dumps(one) for one in sent])
    new = contents.new(sent)
    decided = _previewed if taking.dry else _declared
    return contents.verdicts(items, zip(new, decided(uow, taking, new), strict=True))


def _declared(
    uow: UnitOfWork, taking: Taking, new: Mapping[bytes, Declaration]
) -> Iterator[Verdict]:
    by = By(taking.actor, taking.now)
    found = declarations.declare_all(uow, [declarations.Sent(by, one) for one in new.values()])
    cases = {
        digest: one for digest, one in zip(new, found, strict=True) if isinstance(one, CaseRow)
    }
    like = uow.duplicates.count_all_open([case.id for case in cases.values()])
    told_as = {digest: case.declarations[0].tracking_no for digest, case in cases.items()}
    keep(uow, taking, told_as)
    for digest, one in zip(new, found, strict=True):
        if isinstance(one, CaseRow):
            told = one.declarations[0]
            warnings = [*_warnings(told), *([_LIKE_ANOTHER] if like[one.id] else ())]
            yield Verdict(
                RowOutcome.ACCEPTED, told=told.tracking_no, digest=digest, warnings=warnings
            )
        else:
            yield refused(one)


def _previewed(
    uow: UnitOfWork, taking: Taking, new: Mapping[bytes, Declaration]
) -> Iterator[Verdict]:
    for digest, one in new.items():
        try:
            _, odd = declarations.preview(uow, taking.actor, one, taking.now)
        except (InvalidFields, NoRuleInForce) as refusal:
            yield refused(refusal)
        else:
            yield Verdict(RowOutcome.ACCEPTED, digest=digest, warnings=odd)


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


def _return_victims(uow: UnitOfWork, taking: Taking, items: Sequence[Item]) -> list[Verdict]:
    read = [item.read.value for item in items]
    sent = [one for one in read if isinstance(one, Signal)]
    contents = Contents(uow, taking, [signals.dumps(one) for one in sent])
    new = contents.new(sent)
    found = ((digest, _victim(uow, taking, digest, one)) for digest, one in new.items())
    return contents.verdicts(items, found)


def _victim(uow: UnitOfWork, taking: Taking, digest: bytes, signal: Signal) -> Verdict:
    known = Known.of(asdict(signal))
    # Before anything is looked for: what is not the sender's own must not be found by trying.
    if faults := list(signal_rules.faults(uow, taking.actor, known, taking.now)):
        return rejected(*faults)
    if case := signal_matching.declared(uow, taking.actor, signal):
        tracking_no = case.declarations[0].tracking_no
        return Verdict(RowOutcome.UNCHANGED, told=tracking_no, digest=digest)
    if taking.dry:
        return Verdict(RowOutcome.ACCEPTED, digest=digest)
    told = str(signals.receive(uow, taking.actor, signal, taking.now).id)
    keep(uow, taking, {digest: told})
    return Verdict(RowOutcome.ACCEPTED, told=told, digest=digest)


_TAKERS: Mapping[ImportKind, Taker] = {
    ImportKind.DECLARATIONS: _declarations,
    ImportKind.WORKFORCE: _workforce,
    ImportKind.WORKPLACES: _workplaces,
    ImportKind.RETURN_VICTIMS: _return_victims,
}

_ACROSS: Mapping[
    ImportKind, Callable[[UnitOfWork, Actor, Known, datetime], Iterable[FieldFault]]
] = {
    ImportKind.DECLARATIONS: declarations.faults,
    ImportKind.RETURN_VICTIMS: signal_rules.faults,
}
"""The rules across the fields of what has faults already."""
