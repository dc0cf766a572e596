"""What an action brings is judged by what it asks and chooses; its guards ask the case before."""

from dataclasses import replace

import pytest

from osh_incidents.domain.authority import Role
from osh_incidents.domain.errors import GuardsUnmet
from osh_incidents.domain.investigation_vocabulary import ExtensionState
from osh_incidents.domain.tracks import Do, State
from osh_incidents.domain.workflow.compensation import COMPENSATION
from osh_incidents.domain.workflow.investigation import PROVINCIAL
from tests.unit.facts import accident, actor, claim

EMPLOYER, INSPECTOR = actor(Role.EMPLOYER), actor(Role.INSPECTOR)


@pytest.mark.parametrize(("paid", "target"), [(299, State.PART_PAID), (300, State.PAID)])
def test_a_payment_is_judged_with_what_it_adds(paid: int, target: State) -> None:
    # Thirty months of ten đồng are owed for a death.
    owed = claim(state=State.DECIDED, dead=True, monthly_wage_vnd=10, decided_vnd=300)

    row = COMPENSATION.decide(
        State.DECIDED, Do.PAY, owed, EMPLOYER, applied=replace(owed, paid_vnd=paid)
    )

    assert row.target is target


def test_an_action_cannot_bring_what_the_case_itself_must_have() -> None:
    used = accident(extension_most=30, extension=ExtensionState.APPROVED)
    brought = replace(used, extension=None, extension_days=10)

    with pytest.raises(GuardsUnmet) as refusal:
        PROVINCIAL.decide(State.IN_PROGRESS, Do.REQUEST_EXTENSION, used, INSPECTOR, applied=brought)

    assert [(fault.pointer, fault.code) for fault in refusal.value.errors] == [
        ("", "extension_used")
    ]
