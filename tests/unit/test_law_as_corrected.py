"""What follows from a corrected law, and the words of a refused move."""

from dataclasses import replace
from datetime import date

import pytest

from osh_incidents.domain.authority import Role
from osh_incidents.domain.classification import classify
from osh_incidents.domain.errors import ActionNotAllowed
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.injuries import SEVERE_INJURIES
from osh_incidents.domain.law.instruments import CHECKED, decree_39
from osh_incidents.domain.law.model import Version
from osh_incidents.domain.tracks import Do, State
from osh_incidents.domain.vocabulary import Severity
from osh_incidents.domain.workflow.compensation import COMPENSATION, is_settled
from osh_incidents.domain.workflow.investigation_guards import BASE_SEATS, PROVINCIAL_SEATS
from tests.unit.facts import TODAY, accident, actor, claim, severe


def test_the_severity_of_a_victim_is_that_of_the_list_as_corrected() -> None:
    nothing: object = {}
    corrected = Version(date(2026, 1, 1), nothing, decree_39("Phụ lục II"), CHECKED)
    case = accident(severe(), on=TODAY)

    assert classify(case).victim_severities == (Severity.SEVERE,)
    milder = replace(case, law=Law({SEVERE_INJURIES.key: [corrected]}))
    assert classify(milder).victim_severities == (Severity.LIGHT,)


def test_where_nothing_is_owed_nothing_has_to_be_paid() -> None:
    below = claim(loss_percent=4, monthly_wage_vnd=9_500_000)
    assert is_settled(below)
    assert not is_settled(replace(below, decided_vnd=1))


def test_a_move_that_no_row_allows_is_refused_in_words() -> None:
    known = claim()
    with pytest.raises(ActionNotAllowed) as refused:
        COMPENSATION.decide(State.PAID, Do.PAY, known, actor(Role.EMPLOYER))
    track, state = COMPENSATION.track.label, State.PAID.label
    assert refused.value.detail == Text(
        f"Không thể «{Do.PAY.label.vi}» khi {track.vi} ở trạng thái «{state.vi}».",
        f"“{Do.PAY.label.en}” is not possible while {track.en} is “{state.en}”.",
    )


def test_the_seats_of_a_team_are_named() -> None:
    assert BASE_SEATS.text.vi.startswith("Đoàn điều tra thiếu thành phần: ")
    assert PROVINCIAL_SEATS.text.en.startswith("The team must seat: ")
    for guard in (BASE_SEATS, PROVINCIAL_SEATS):
        assert (guard.text.vi.count("; "), guard.text.en.count("; ")) == (2, 2)
        assert guard.code == "team_incomplete"


def test_a_corrected_rule_keeps_its_name_and_the_type_of_its_values() -> None:
    (shipped,) = SEVERE_INJURIES.versions
    corrected = Law({SEVERE_INJURIES.key: [shipped]}).provision(SEVERE_INJURIES)

    assert corrected.title == SEVERE_INJURIES.title
    assert corrected.shape == SEVERE_INJURIES.shape
