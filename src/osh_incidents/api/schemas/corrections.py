"""Bodies that change the facts of a case, and what is published of changes asked for and made."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from osh_incidents.api.schemas.base import In, Out
from osh_incidents.api.schemas.declarations import AccidentIn, DiseaseIn, VictimIn, WorkplaceIn
from osh_incidents.api.schemas.types import (
    AreaCode,
    Day,
    InjuryCode,
    Line,
    Moment,
    Name,
    Paragraph,
    Reason,
    TaxCode,
    VsicCode,
)
from osh_incidents.api.schemas.victims import FIELD_CLASSES, masked
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.corrections import Changes
from osh_incidents.domain.declaration import VictimPart
from osh_incidents.domain.developments import Died, InjuryFound
from osh_incidents.domain.disclosure import FieldClass
from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.labels import Text
from osh_incidents.domain.requests import RequestState
from osh_incidents.domain.vocabulary import (
    CaseKind,
    DeathLink,
    Declarant,
    Origin,
    OwnerType,
    Relation,
    Sex,
)
from osh_incidents.persistence.tables.requests import CorrectionRow

_PERSONAL_POINTERS = frozenset({"/workplace/address"})
_VICTIM = TypeAdapter(VictimPart)
_NOTHING_SENT = Text("Không có trường nào để đính chính.", "There is no field to correct.")
_NOT_FOR_YOU = Text(
    "Tài khoản này không được xem, nên không được ghi trường này.",
    "This account may not see this field, so it cannot set it.",
)


def _may_be_left_out() -> Any:
    """Return the default of a field that may be left out, but not be null."""
    return Field(default_factory=str)


class WorkplaceChangesIn(WorkplaceIn):
    """The fields of the unit that were wrong, as they should be."""

    tax_code: TaxCode = _may_be_left_out()
    name: Line = _may_be_left_out()
    vsic_code: VsicCode = _may_be_left_out()
    owner_type: OwnerType = _may_be_left_out()
    area_code: AreaCode = _may_be_left_out()


class AccidentChangesIn(AccidentIn):
    """The fields of the accident that were wrong, as they should be."""

    occurred_at: Moment = _may_be_left_out()
    area_code: AreaCode = _may_be_left_out()
    description: Paragraph = _may_be_left_out()


class DiseaseChangesIn(DiseaseIn):
    """The fields of the disease that were wrong, as they should be."""

    list_no: Annotated[int, Field(strict=True, ge=1, le=99)] = _may_be_left_out()
    diagnosed_on: Day = _may_be_left_out()


class CaseChangesIn(In):
    """What was wrong of a case; only the fields that are sent change, and null empties one."""

    reason: Reason
    workplace: WorkplaceChangesIn = _may_be_left_out()
    accident: AccidentChangesIn = _may_be_left_out()
    disease: DiseaseChangesIn = _may_be_left_out()

    def changes(self) -> Changes:
        """Return each field that was sent by its pointer.

        Raises:
            InvalidFields: none was.
        """
        sent = self.model_dump(mode="json", exclude_unset=True, exclude={"reason"})
        return _some(
            {
                f"/{part}/{name}": value
                for part, values in sent.items()
                for name, value in values.items()
            }
        )


class VictimChangesIn(VictimIn):
    """What was wrong of a victim; only the fields that are sent change, and null empties one."""

    reason: Reason
    full_name: Name = _may_be_left_out()
    sex: Sex = _may_be_left_out()
    relation: Relation = _may_be_left_out()

    def changes(self) -> Changes:
        """Return each field that was sent by its pointer.

        Raises:
            InvalidFields: none was.
        """
        sent = self.model_dump(mode="json", exclude_unset=True, exclude={"reason"})
        return _some({f"/{name}": value for name, value in sent.items()})


class NewVictimIn(VictimIn):
    """A victim nobody told of before."""

    reason: Reason = Field(description="whom the news comes from")

    def part(self) -> VictimPart:
        """Return the victim as the services take it."""
        return _VICTIM.validate_python(self.model_dump(exclude={"reason"}))


class DiedIn(In):
    """The victim died of the accident, at whatever later time."""

    development: Literal["died"]
    reason: Reason = Field(description="whom the news comes from")
    death_link: DeathLink
    died_at: Moment | None = None
    forensic_reference: Line | None = Field(
        default=None, description="asked for later deaths; the death counts without it"
    )

    def news(self) -> Died:
        """Return the news as the services take it."""
        return Died(self.death_link, self.died_at, self.forensic_reference)


class InjuryFoundIn(In):
    """Further injuries of the victim were found."""

    development: Literal["injury_found"]
    reason: Reason = Field(description="whom the news comes from")
    injury_codes: tuple[InjuryCode, ...] = Field(min_length=1, max_length=20)

    def news(self) -> InjuryFound:
        """Return the news as the services take it."""
        return InjuryFound(self.injury_codes)


DevelopmentIn = Annotated[DiedIn | InjuryFoundIn, Field(discriminator="development")]


class CorrectionDecisionIn(In):
    """The decision of the second person; a refusal needs its reason."""

    action: Literal["approve", "refuse"]
    reason: Reason | None = None


class CorrectionOut(Out):
    """A correction that was asked for, and what became of it."""

    id: UUID
    case_id: UUID
    victim_id: UUID | None
    state: RequestState
    fields: list[str] = Field(description="pointers into the content of the declaration")
    changes: dict[str, Any] = Field(description="the new values, without masked fields")
    masked_fields: list[str]
    reason: str
    requested_by: UUID
    requested_at: Moment
    decided_by: UUID | None
    decided_at: Moment | None
    decision_reason: str | None


class CorrectionsOut(Out):
    """Everything that was ever asked to be corrected in a case, oldest first."""

    items: list[CorrectionOut]


class DeclarationVersionOut(Out):
    """That a declaration has this version, and how it came about; its content is not in here."""

    id: UUID
    case_id: UUID = Field(description="another case if its declaration was linked to this one")
    tracking_no: str
    version: int
    origin: Origin
    reason: str | None
    kind: CaseKind
    declarant_role: Declarant
    account_id: UUID
    received_at: Moment


class DeclarationVersionsOut(Out):
    """Every version of the declarations of a case; none is ever erased."""

    items: list[DeclarationVersionOut]


def correction(row: CorrectionRow, changes: Changes, actor: Actor) -> CorrectionOut:
    """Return *row* with those of its *changes* that *actor* may see."""
    hidden = [pointer for pointer in row.fields if _is_masked(pointer, actor)]
    return CorrectionOut(
        id=row.id,
        case_id=row.case_id,
        victim_id=row.victim_id,
        state=row.state,
        fields=row.fields,
        changes={name: value for name, value in changes.items() if name not in hidden},
        masked_fields=hidden,
        reason=row.reason,
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        decision_reason=row.decision_reason,
    )


def refuse_masked(sent: Iterable[str], actor: Actor) -> None:
    """Refuse to set fields of a victim that *actor* may not see; *sent* are their names.

    Raises:
        InvalidFields: with a fault for each.
    """
    hidden = masked(actor)
    if found := [
        FieldFault(f"/{name}", "not_yours", _NOT_FOR_YOU) for name in sent if name in hidden
    ]:
        raise InvalidFields(errors=found)


def _is_masked(pointer: str, actor: Actor) -> bool:
    name = pointer.rpartition("/")[2]
    if pointer.startswith("/victims/"):
        return FIELD_CLASSES.get(name, FieldClass.OPERATIONAL) not in actor.grant.sees
    return pointer in _PERSONAL_POINTERS and FieldClass.PERSONAL not in actor.grant.sees


def _some(changes: dict[str, object]) -> Changes:
    if not changes:
        raise InvalidFields(errors=[FieldFault("", "nothing_changes", _NOTHING_SENT)])
    return changes
