import pytest

from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.investigation_vocabulary import Conclusion
from osh_incidents.domain.standing import Entitlement, Standing, entitlement, standing
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import NotEntitled, Relation
from tests.unit.facts import accident, claim, disease

OCCUPATIONAL = Conclusion.OCCUPATIONAL_ACCIDENT
SENT = State.MINUTES_SENT
DENIED = claim(state=State.NOT_ENTITLED, not_entitled_reason=NotEntitled.DRUGS)
ENTITLED = [State.ENTITLED, State.DECIDED, State.PART_PAID, State.PAID, State.DISPUTED]
WAITING = [State.AWAITING_TREATMENT, State.AWAITING_ASSESSMENT]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (accident(), Standing.PROVISIONAL),
        (accident(registration=State.REGISTERED), Standing.PROVISIONAL),
        (accident(registration=State.RETURNED), Standing.PROVISIONAL),
        (accident(registration=State.REJECTED), Standing.EXCLUDED),
        (accident(registration=State.VOIDED), Standing.EXCLUDED),
        (accident(registration=State.REOPENED), Standing.PROVISIONAL),
        (accident(is_led=True), Standing.EXCLUDED),
        (accident(is_led=True, result=OCCUPATIONAL), Standing.EXCLUDED),
        (accident(conclusion=OCCUPATIONAL, investigation=State.PENDING), Standing.PROVISIONAL),
        (accident(result=OCCUPATIONAL, investigation=SENT), Standing.CONFIRMED),
        (accident(result=Conclusion.ALLOWANCE_CASE, investigation=SENT), Standing.EXCLUDED),
        (accident(result=Conclusion.NOT_OCCUPATIONAL, investigation=SENT), Standing.EXCLUDED),
        (accident(result=OCCUPATIONAL, registration=State.REJECTED), Standing.EXCLUDED),
        (accident(investigation=State.IN_PROGRESS), Standing.PROVISIONAL),
        (accident(investigation=State.RECORDED), Standing.CONFIRMED),
        (disease(), Standing.PROVISIONAL),
        (disease(disease=State.ASSESSED), Standing.PROVISIONAL),
        (disease(disease=State.CONFIRMED), Standing.CONFIRMED),
        (disease(disease=State.NOT_CONFIRMED), Standing.EXCLUDED),
        (disease(registration=State.REJECTED, disease=State.CONFIRMED), Standing.EXCLUDED),
    ],
)
def test_a_case_counts_as_far_as_it_is_known_to_be_occupational(
    case: CaseFacts, expected: Standing
) -> None:
    assert standing(case) is expected


@pytest.mark.parametrize("state", ENTITLED)
def test_one_claim_entitled_is_enough(state: State) -> None:
    claims = (DENIED, claim(state=state))
    assert entitlement(Relation.CONTRACT, claims) == (Entitlement.ENTITLED, None)


@pytest.mark.parametrize("state", WAITING)
def test_a_claim_not_yet_decided_is_waited_for(state: State) -> None:
    claims = (DENIED, claim(state=state))
    assert entitlement(Relation.CONTRACT, claims) == (Entitlement.AWAITING, None)


@pytest.mark.parametrize("relation", [Relation.CONTRACT, Relation.LEASED, Relation.APPRENTICE])
def test_a_victim_without_a_claim_yet_is_waited_for(relation: Relation) -> None:
    assert entitlement(relation, ()) == (Entitlement.AWAITING, None)


def test_a_victim_whose_claims_are_all_denied_is_not_entitled_for_the_reason_given() -> None:
    assert entitlement(Relation.CONTRACT, (DENIED,)) == (
        Entitlement.NOT_ENTITLED,
        NotEntitled.DRUGS,
    )


def test_a_worker_without_contract_has_nobody_who_owes() -> None:
    nobody_owes = (Entitlement.NOT_ENTITLED, NotEntitled.NO_EMPLOYER_DUTY)
    assert entitlement(Relation.NO_CONTRACT, ()) == nobody_owes


def test_a_worker_without_contract_may_still_be_entitled_under_another_scheme() -> None:
    paid = (claim(state=State.PAID),)
    assert entitlement(Relation.NO_CONTRACT, paid) == (Entitlement.ENTITLED, None)
