from datetime import date, timedelta

import pytest

from osh_incidents.domain.law.disease_codes import ASSESSED_AT_ONCE, DISEASE_CODES
from osh_incidents.domain.law.diseases import INSURED_DISEASES
from osh_incidents.domain.law.dossier import (
    COMMUTE_PROOFS,
    DOSSIER,
    RETENTION,
    CommuteProof,
    Need,
    Outcome,
    Piece,
    Retention,
    Standing,
)
from osh_incidents.domain.law.forms import APPENDICES, NEW_FORMS, FormUse
from osh_incidents.domain.law.minutes import (
    MINUTES_RECIPIENTS,
    POSTING,
    PUBLISHED_BY,
    Investigated,
    Recipient,
    VictimWork,
)
from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.law.periods import Period, Unit
from osh_incidents.domain.law.scene import SCENE_DUTIES, SceneDuty
from osh_incidents.domain.law.time_limits import KEEP_FATAL_FOR

JUNE_30, JULY_1 = date(2025, 6, 30), date(2025, 7, 1)


def test_six_pieces_are_required_and_four_only_if_there_are_any() -> None:
    needs = DOSSIER.on(JULY_1).value
    assert {piece for piece, need in needs.items() if need is Need.IF_ANY} == {
        Piece.SCENE_MINUTES,
        Piece.EXPERTISE,
        Piece.INJURY_CERTIFICATE,
        Piece.DISCHARGE,
    }
    assert needs[Piece.BODY_MINUTES] is Need.UNLESS_MISSING
    assert {piece for piece, need in needs.items() if need is Need.ALWAYS} == {
        Piece.SKETCH,
        Piece.PHOTOS,
        Piece.STATEMENTS,
        Piece.MINUTES,
        Piece.MEETING_MINUTES,
    }


def test_a_fatal_dossier_is_kept_fifteen_years_and_another_until_retirement() -> None:
    assert RETENTION.on(JULY_1).value == {
        Outcome.FATAL: Retention(15, until_retirement=False),
        Outcome.OTHER: Retention(None, until_retirement=True),
    }


def test_the_clock_of_a_fatal_dossier_agrees_with_its_retention() -> None:
    years = RETENTION.on(JULY_1).value[Outcome.FATAL].years
    assert years is not None
    assert KEEP_FATAL_FOR.on(JULY_1).value == Period(12 * years, Unit.MONTHS)


def test_the_police_confirm_a_commute_only_when_nothing_else_proves_it() -> None:
    assert COMMUTE_PROOFS.on(JULY_1).value == {
        CommuteProof.SCENE: Standing.ALONE,
        CommuteProof.TRAFFIC: Standing.ALONE,
        CommuteProof.POLICE: Standing.FAILING_OTHERS,
    }


def test_the_minutes_go_to_four_and_are_posted_for_workers_or_for_the_public() -> None:
    assert MINUTES_RECIPIENTS.on(JULY_1).value == (
        Recipient.TEAM_AGENCIES,
        Recipient.LABOUR_BODY,
        Recipient.EMPLOYER,
        Recipient.VICTIM,
    )
    posted = POSTING.on(JULY_1).value
    assert posted[VictimWork.WITH_CONTRACT].posted_by.vi == "người sử dụng lao động"
    assert posted[VictimWork.WITHOUT_CONTRACT].posted_by.vi == "UBND cấp xã"
    assert posted[VictimWork.WITHOUT_CONTRACT].audience.vi == "người dân"
    assert set(PUBLISHED_BY.on(JULY_1).value) == set(Investigated)


def test_the_employer_has_eleven_duties_and_first_aid_comes_first() -> None:
    duties = SCENE_DUTIES.on(JULY_1).value
    assert len(duties) == 11
    assert duties[:2] == (SceneDuty.FIRST_AID, SceneDuty.DECLARE)


@pytest.mark.parametrize(
    ("number", "before", "after"),
    [
        ("III", FormUse.IN_USE, FormUse.REPLACED),
        ("IV", FormUse.IN_USE, FormUse.REPLACED),
        ("XVII", FormUse.IN_USE, FormUse.OBSOLETE),
        ("XII", FormUse.IN_USE, FormUse.IN_USE),
    ],
)
def test_which_appendices_were_left_behind_on_the_first_of_july_2025(
    number: str, before: FormUse, after: FormUse
) -> None:
    assert APPENDICES.on(JUNE_30).value[number].use is before
    assert APPENDICES.on(JULY_1).value[number].use is after


def test_the_appendices_run_from_two_to_twenty_and_two_new_forms_are_known() -> None:
    romans = "II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"
    assert list(APPENDICES.on(JULY_1).value) == romans.split()
    assert APPENDICES.on(JULY_1).value["XIV"].mark is Mark.UNSURE
    assert list(NEW_FORMS.on(JULY_1).value) == ["01", "06"]


def test_every_disease_of_the_list_of_the_day_has_a_proposed_code() -> None:
    for version in INSURED_DISEASES.versions:
        coded = DISEASE_CODES.on(version.since)
        assert coded.since == version.since
        assert coded.source.mark is Mark.RECALLED
        assert {number: line.disease for number, line in coded.value.items()} == version.value
        assert all(line.icd_10 for line in coded.value.values())


@pytest.mark.parametrize(
    ("number", "codes"),
    [(1, ("J62.8",)), (18, ("H83.3",)), (30, ("B16", "B18.1")), (35, ("U07.1",))],
)
def test_some_codes_as_proposed(number: int, codes: tuple[str, ...]) -> None:
    assert DISEASE_CODES.on(date(2026, 11, 24)).value[number].icd_10 == codes


def test_nine_diseases_and_cancers_are_assessed_at_once_since_circular_60() -> None:
    rule = ASSESSED_AT_ONCE.versions[0]
    assert rule.since - timedelta(days=1) == date(2026, 2, 14)
    assert list(rule.value.diseases) == [1, 2, 4, 5, 11, 18, 20, 21, 34]
    assert rule.value.cancers_from_a_disease
