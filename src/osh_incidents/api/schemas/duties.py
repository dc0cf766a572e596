"""Who owes what in a case, as it is published."""

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.because import BecauseOut, because
from osh_incidents.api.schemas.texts import TextOut, text
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.duties import DutyKind, DutyStatus, FineRange
from osh_incidents.domain.law.penalties import Breach
from osh_incidents.services.duties import Duty


class FineOut(Out):
    """What missing the duty may cost an organisation, in whole đồng; null where not known."""

    breach: Breach
    breach_label: TextOut
    least_vnd: int | None
    most_vnd: int | None
    per_worker: bool
    because: BecauseOut


class DutyOut(Out):
    """One duty: who owes what to whom by when, on which form, and what missing it may cost."""

    duty: DutyKind
    label: TextOut
    holder: TextOut
    to: list[TextOut]
    form: TextOut | None
    due_at: Moment
    done_at: Moment | None
    status: DutyStatus
    because: BecauseOut
    fine: FineOut | None


class DutiesOut(Out):
    """Every duty that a case has brought."""

    items: list[DutyOut]


def duty(found: Duty) -> DutyOut:
    """Return *found* as it is published."""
    owed = found.owed
    return DutyOut(
        duty=owed.kind,
        label=text(owed.kind.label),
        holder=text(owed.holder),
        to=[text(creditor) for creditor in owed.to],
        form=None if owed.form is None else text(owed.form),
        due_at=owed.due_at,
        done_at=owed.done_at,
        status=owed.status,
        because=because(found.because),
        fine=None if owed.fine is None else _fine(owed.fine),
    )


def _fine(found: FineRange) -> FineOut:
    return FineOut(
        breach=found.breach,
        breach_label=text(found.breach.label),
        least_vnd=found.least_vnd,
        most_vnd=found.most_vnd,
        per_worker=found.per_worker,
        because=because(found.because),
    )
