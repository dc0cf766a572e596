"""Where reach becomes a filter: the one place that decides whose cases an account sees."""

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true, union
from sqlalchemy.orm import aliased

from osh_incidents.domain.authority import Actor, Reach
from osh_incidents.domain.vocabulary import CaseKind, Scheme, Severity
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.tables.clocks import RecipientRow
from osh_incidents.persistence.tables.findings import TeamMemberRow

_Other = aliased(CaseRow)

_POLICE = ("commune_police", "district_police")
_FUND = (Scheme.FUND_LUMP_SUM, Scheme.FUND_MONTHLY, Scheme.FUND_DEATH)


def visible_to(actor: Actor) -> ColumnElement[bool]:  # noqa: C901, PLR0911 - a case per reach
    """Return the condition that holds for exactly the cases *actor* may see."""
    match actor.grant.reach:
        case Reach.AUTHORITY:
            return true()
        case Reach.OWN:
            return _own(actor)
        case Reach.AREA:
            return and_(_accident(), _in_areas(actor))
        case Reach.FATAL_IN_AREA:
            return and_(_accident(), or_(_fatal(), _told_to_police()), _in_areas(actor))
        case Reach.ZONE:
            return CaseRow.zone_code.in_(actor.zone_codes)
        case Reach.FUND:
            return exists().where(ClaimRow.case_id == CaseRow.id, ClaimRow.scheme.in_(_FUND))
        case Reach.MEDICAL:
            return or_(
                CaseRow.kind == CaseKind.DISEASE,
                exists().where(ClaimRow.case_id == CaseRow.id),
            )
        case Reach.TEAM:
            return exists().where(
                TeamMemberRow.case_id == CaseRow.id,
                TeamMemberRow.organisation_id == actor.organisation_id,
            )
        case Reach.NOTHING:
            return false()


def _accident() -> ColumnElement[bool]:
    return CaseRow.kind == CaseKind.ACCIDENT


def _fatal() -> ColumnElement[bool]:
    return CaseRow.severity == Severity.FATAL


def _told_to_police() -> ColumnElement[bool]:
    """Whoever must be told of a case may read it: a death, or two workers without contract."""
    return exists().where(RecipientRow.case_id == CaseRow.id, RecipientRow.body.in_(_POLICE))


def _in_areas(actor: Actor) -> ColumnElement[bool]:
    return CaseRow.area_code_now.in_(actor.area_codes)


def _own(actor: Actor) -> ColumnElement[bool]:
    if actor.tax_code is None:
        return false()
    return of_unit(actor.tax_code)


def of_unit(tax_code: str) -> ColumnElement[bool]:
    """Return the condition that holds for the cases at a unit and of those whom it employs."""
    # Not by OR, of which the databases only make sense by going through all cases.
    there = select(_Other.id).where(_Other.tax_code == tax_code)
    employed = select(VictimRow.case_id).where(VictimRow.employer_tax_code == tax_code)
    return CaseRow.id.in_(union(there, employed))
