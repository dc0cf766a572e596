"""Which claims follow from the result of a case, and how they follow when it changes."""

from osh_incidents.domain.claim_moves import (
    Deny,
    Entitle,
    Reassess,
    Recalculate,
    RecordAssessment,
)
from osh_incidents.domain.classification import has_employer_duty
from osh_incidents.domain.investigation_vocabulary import Conclusion, Fault
from osh_incidents.domain.levels import belongs_elsewhere
from osh_incidents.domain.tracks import State, Track
from osh_incidents.domain.vocabulary import CaseKind, NotEntitled, Scheme
from osh_incidents.domain.workflow.compensation import COMPENSATION
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import claims, log, moves, rounds
from osh_incidents.services.assessments import Concluded
from osh_incidents.services.moves import By
from osh_incidents.services.snapshots import present

_OWED = frozenset({Conclusion.OCCUPATIONAL_ACCIDENT, Conclusion.ALLOWANCE_CASE})
_BY_EMPLOYER = frozenset({Scheme.EMPLOYER_COMPENSATION, Scheme.EMPLOYER_ALLOWANCE})


def follow_result(uow: UnitOfWork, by: By, case: CaseRow) -> None:
    """Open the claim of each victim to whom an employer owes something by the result of *case*.

    A death entitles with the publication of the minutes (Law 84/2015 art. 38(7)); a disease is
    assessed before it is confirmed, so its claim begins with the result. A claim that is open
    already follows a result that changed; one that the result no longer bears is denied.
    """
    for victim in present(case):
        claim = _of_employer(case, victim)
        if not (has_employer_duty(victim.relation) and _is_owed(case)):
            if claim is not None:
                _deny(uow, by, case, claim)
        elif claim is None:
            _open(uow, by, case, victim)
        else:
            _follow(uow, by, case, victim, claim)


def follow_facts(uow: UnitOfWork, by: By, case: CaseRow) -> None:
    """Let claims follow facts that changed, unless another body has to investigate first."""
    at_work = rounds.level(case)
    if at_work and case.level and belongs_elsewhere(at_work, case.level):
        return
    if rounds.standing(case) is not None or case.disease is State.CONFIRMED:
        follow_result(uow, by, case)


def follow_assessment(uow: UnitOfWork, by: By, case: CaseRow, found: Concluded) -> None:
    """Let the claims of a confirmed disease follow a later assessment of it."""
    move = Reassess(found.loss_percent, found.assessed_on, found.council)
    for claim in case.claims:
        if claim.scheme in _BY_EMPLOYER:
            claims.take_by_law(uow, by, case, claim, move)


def _is_owed(case: CaseRow) -> bool:
    if case.kind is CaseKind.DISEASE:
        return case.disease is State.CONFIRMED
    concluded = rounds.result(case)
    if concluded is not None:
        return concluded in _OWED
    outcome = case.inquiry.criminal_outcome if case.inquiry else None
    return outcome is not None and outcome.clears_victim


def _scheme(case: CaseRow) -> Scheme:
    """Allowance when wholly the worker's fault or under art. 39(2); compensation otherwise."""
    inquiry = rounds.standing(case) or case.inquiry
    if case.kind is CaseKind.DISEASE or inquiry is None:
        return Scheme.EMPLOYER_COMPENSATION
    allowance = (
        inquiry.fault is Fault.WORKER_WHOLLY or inquiry.conclusion is Conclusion.ALLOWANCE_CASE
    )
    return Scheme.EMPLOYER_ALLOWANCE if allowance else Scheme.EMPLOYER_COMPENSATION


def _of_employer(case: CaseRow, victim: VictimRow) -> ClaimRow | None:
    mine = [
        claim
        for claim in case.claims
        if claim.victim_id == victim.id and claim.scheme in _BY_EMPLOYER
    ]
    return mine[0] if mine else None


def _open(uow: UnitOfWork, by: By, case: CaseRow, victim: VictimRow) -> None:
    claim = ClaimRow(
        id=new_id(),
        case_id=case.id,
        victim_id=victim.id,
        scheme=_scheme(case),
        state=COMPENSATION.initial,
        opened_at=by.now,
        monthly_wage_vnd=victim.monthly_wage_vnd,
        paid_vnd=0,
        underpaid=False,
        payments=[],
    )
    case.claims.append(claim)
    uow.flush()
    opened = log.Entry(Track.COMPENSATION, "open", None, claim.state, claim_id=claim.id)
    moves.done(uow, by.actor, case, opened, by.now)
    finding = case.finding
    if victim.dead:
        claims.take_by_law(uow, by, case, claim, Entitle())
    elif finding is not None and finding.loss_percent is not None and finding.assessed_on:
        move = RecordAssessment(finding.loss_percent, finding.assessed_on, finding.council or "")
        claims.take_by_law(uow, by, case, claim, move)


def _follow(uow: UnitOfWork, by: By, case: CaseRow, victim: VictimRow, claim: ClaimRow) -> None:
    claim.scheme = _scheme(case)
    claim.monthly_wage_vnd = victim.monthly_wage_vnd or claim.monthly_wage_vnd
    if claim.not_entitled_reason not in {None, NotEntitled.NOT_OCCUPATIONAL}:
        if victim.dead and claim.not_entitled_reason is NotEntitled.BELOW_THRESHOLD:
            claims.take_by_law(uow, by, case, claim, Entitle())
        return
    claims.take_by_law(uow, by, case, claim, Recalculate())
    if victim.dead:
        claims.take_by_law(uow, by, case, claim, Entitle())


def _deny(uow: UnitOfWork, by: By, case: CaseRow, claim: ClaimRow) -> None:
    told = "Kết luận: không phải tai nạn lao động, bệnh nghề nghiệp."
    claims.take_by_law(uow, by, case, claim, Deny(NotEntitled.NOT_OCCUPATIONAL, told))
