"""Each threat of docs/security.md has tests that pass, or is said to concern nobody here."""

import re
from pathlib import Path

import pytest

from tests.support.evidence import exists

DOCUMENT = Path(__file__).parents[2] / "docs" / "security.md"

_A, _S, _U, _V = "tests/api", "tests/security", "tests/unit", "tests/audit"
_CALLERS, _RECORDS = f"{_S}/test_threats_of_callers.py", f"{_S}/test_threats_to_records.py"
_NOTICES, _LIMITS = f"{_S}/test_outbound_targets.py", f"{_S}/test_limits_of_requests.py"

# fmt: off
THREATS: dict[int, tuple[str, ...]] = {
    1: (f"{_A}/test_access.py::test_each_role_sees_a_fatal_accident_only_within_its_reach", f"{_A}/test_declarations.py::test_another_employers_declaration_is_as_if_absent", f"{_A}/test_corrections.py::test_a_stranger_learns_nothing_of_a_case", f"{_A}/test_access.py::test_a_token_of_one_authority_sees_nothing_of_another"),
    2: (f"{_CALLERS}::test_t02_a_child_under_another_parent_is_as_if_it_were_not", f"{_CALLERS}::test_t02_no_action_reaches_a_child_under_another_parent", f"{_A}/test_notices.py::test_a_notice_is_found_under_its_own_case_only"),
    3: (f"{_A}/test_declarations.py::test_a_commune_declares_in_its_own_area_only", f"{_A}/test_accounts.py::test_a_commune_loses_its_cases_with_its_area", f"{_A}/test_areas.py::test_two_communes_that_differ_by_an_accent_are_both_found_and_stay_two", f"{_A}/test_accounts.py::test_areas_hold_from_and_until_their_days"),
    4: (f"{_S}/test_inputs.py::test_no_column_can_be_set_beside_the_fields_of_a_body", f"{_S}/test_inputs.py::test_every_column_beside_the_fields_of_a_declaration_is_refused"),
    5: (f"{_A}/test_access.py::test_each_role_gets_403_exactly_where_the_grants_say", f"{_A}/test_access.py::test_every_operation_names_a_permission_or_is_public_on_purpose", f"{_CALLERS}::test_t05_a_method_named_in_a_header_or_a_query_is_not_taken", f"{_CALLERS}::test_t05_a_method_that_no_operation_names_does_nothing"),
    6: ("tests/stateful/test_lives_of_cases.py::test_cases_live_through_whatever_people_do", f"{_A}/test_cases.py::test_a_refused_action_tells_state_and_what_is_allowed", f"{_A}/test_transactions.py::test_eight_equal_actions_at_once_leave_one_winner_and_one_entry"),
    7: (f"{_U}/test_forged_tokens.py::test_a_forged_token_is_refused_and_nothing_else_happens", f"{_A}/test_forged_everywhere.py::test_no_forged_token_opens_any_operation"),
    8: (f"{_U}/test_forged_tokens.py::test_a_forged_token_is_refused_and_nothing_else_happens",),
    9: (f"{_U}/test_tokens.py::test_a_token_of_another_issuer_audience_or_key_is_refused", f"{_U}/test_tokens.py::test_a_life_of_exactly_ten_minutes_is_accepted_and_one_more_second_is_not", f"{_A}/test_outside_issuers.py::test_tokens_of_a_provider_are_accepted_as_far_as_they_are_meant_for_us"),
    10: (f"{_A}/test_access.py::test_a_disabled_account_is_refused_at_once_whatever_its_token_says", f"{_A}/test_outside_issuers.py::test_a_disabled_account_is_refused_whoever_issued_its_token"),
    11: (f"{_U}/test_tokens.py::test_a_token_lives_for_ten_minutes_at_most", f"{_A}/test_client_assertions.py::test_an_assertion_is_good_for_one_token"),
    12: (f"{_A}/test_idempotency.py::test_a_hundred_posts_at_once_on_five_keys_make_five_cases", f"{_A}/test_idempotency.py::test_another_body_under_the_key_is_refused_and_not_stored", f"{_A}/test_transactions.py::test_eight_equal_actions_at_once_leave_one_winner_and_one_entry", f"{_A}/test_client_assertions.py::test_an_assertion_is_good_for_one_token", f"{_A}/test_duplicates_at_once.py::test_eight_declarations_of_one_accident_at_once_all_find_each_other"),
    13: (f"{_A}/test_versions.py::test_every_change_of_another_version_than_that_of_now_is_refused", f"{_A}/test_versions.py::test_of_two_who_change_one_version_at_once_one_is_told_the_other_was_first", f"{_RECORDS}::test_t13_corrections_of_different_fields_at_once_all_stay", f"{_A}/test_correction_requests.py::test_what_another_request_has_changed_already_is_not_changed_again", f"{_A}/test_correction_requests.py::test_a_death_reported_meanwhile_survives_the_approval"),
    14: (f"{_A}/test_duplicates.py::test_one_accident_declared_twice_is_found_and_neither_is_registered", "tests/property/test_text.py::test_composed_and_decomposed_names_fold_alike", f"{_A}/test_duplicates_at_once.py::test_eight_declarations_of_one_accident_at_once_all_find_each_other"),
    15: (f"{_A}/test_import_files.py::test_a_cell_that_looks_like_a_formula_goes_in_as_text_and_out_guarded", f"{_A}/test_formats.py::test_no_text_is_taken_for_a_formula", f"{_A}/test_formats.py::test_a_text_with_commas_quotes_and_breaks_is_quoted"),
    16: (f"{_CALLERS}::test_t16_a_compressed_body_is_refused_unopened", f"{_A}/test_import_files.py::test_a_workbook_that_is_none_or_too_much_is_refused", f"{_A}/test_import_files.py::test_what_lies_about_its_length_is_not_unpacked_by_the_next_reader"),
    17: (f"{_A}/test_import_files.py::test_a_workbook_that_is_none_or_too_much_is_refused",),
    18: (f"{_CALLERS}::test_t18_a_script_in_a_name_comes_back_as_data_that_no_browser_runs", f"{_S}/test_security_headers.py::test_every_answer_carries_the_headers"),
    19: (),
    20: (f"{_S}/test_marks.py::test_marks_are_in_no_log_measure_header_or_refusal", f"{_A}/test_notice_sending.py::test_nothing_personal_is_sent", f"{_S}/test_log_and_measures.py::test_the_log_holds_json_with_known_fields_alone"),
    21: ("tests/property/test_suppression.py::test_no_small_number_can_be_solved_from_all_that_may_be_asked", f"{_A}/test_disclosure.py::test_a_small_cell_takes_another_with_it", f"{_A}/test_public_releases.py::test_small_numbers_are_not_even_frozen"),
    22: (f"{_V}/test_grants.py::test_the_database_refuses_to_rewrite", f"{_V}/test_tampering.py::test_each_tampering_is_named_exactly", f"{_A}/test_transactions.py::test_the_embedded_log_can_only_be_appended_to", f"{_V}/test_daily_roots.py::test_a_re_chained_history_is_another_than_was_signed"),
    23: (f"{_RECORDS}::test_t23_nobody_says_when_a_declaration_came", f"{_RECORDS}::test_t23_the_moment_of_receipt_is_the_servers_whatever_a_caller_claims", f"{_A}/test_duties.py::test_a_declaration_sent_late_is_told_as_late"),
    24: (f"{_RECORDS}::test_t24_one_person_alone_voids_no_fatal_case", f"{_RECORDS}::test_t24_nobody_deletes_a_case", f"{_V}/test_grants.py::test_no_case_can_be_deleted_by_that_role", f"{_A}/test_why_and_diff.py::test_a_voided_case_is_told_to_be_voided_in_every_count"),
    25: (f"{_A}/test_cases.py::test_closing_too_early_names_everything_that_is_lacking", f"{_U}/test_workflow_decisions.py::test_each_guard_alone_keeps_a_row_from_being_taken"),
    26: (f"{_RECORDS}::test_t26_one_payment_sent_eight_times_at_once_is_paid_once", f"{_RECORDS}::test_t26_an_amount_that_is_none_is_refused", f"{_RECORDS}::test_t26_nothing_is_paid_on_a_case_that_was_voided"),
    27: (f"{_NOTICES}::test_t27_an_inner_address_is_never_called", f"{_NOTICES}::test_t27_a_name_that_is_bound_anew_does_not_lead_elsewhere", f"{_NOTICES}::test_t27_a_redirection_to_an_inner_address_is_not_followed", f"{_NOTICES}::test_t27_the_certificate_is_checked_against_the_name_and_not_the_address"),
    28: (f"{_LIMITS}::test_a_body_that_comes_too_slowly_is_told_so", f"{_LIMITS}::test_an_answer_that_does_not_come_in_time_is_told_as_unavailable"),
    29: (f"{_LIMITS}::test_a_body_above_the_limit_is_refused", f"{_LIMITS}::test_a_body_in_chunks_is_refused_where_it_passes_the_limit", f"{_LIMITS}::test_json_nested_too_deep_is_refused"),
    30: (f"{_CALLERS}::test_t30_walking_through_all_pages_spends_the_quota_of_the_account", f"{_CALLERS}::test_t30_no_page_is_longer_than_two_hundred", f"{_V}/test_reads.py::test_no_answer_with_a_persons_data_is_given_unnoted"),
    31: (f"{_CALLERS}::test_t31_an_unknown_client_takes_as_long_as_a_wrong_secret", f"{_A}/test_tokens.py::test_an_unknown_client_and_a_wrong_secret_get_the_same_answer", f"{_A}/test_attempts.py::test_after_six_wrong_secrets_an_address_has_to_wait", f"{_A}/test_attempts.py::test_the_right_secret_from_another_address_always_works"),
    32: (f"{_S}/test_inputs.py::test_a_text_that_hides_or_breaks_is_refused_in_every_field",),
    33: (f"{_S}/test_inputs.py::test_a_number_beyond_its_field_is_refused", f"{_S}/test_inputs.py::test_a_time_that_is_none_is_refused", f"{_S}/test_inputs.py::test_no_parameter_meets_a_fault"),
    34: (f"{_A}/test_calculations.py::test_money_is_a_whole_number_of_dong", "tests/property/test_money.py::test_the_least_amount_is_known_exactly_when_wage_and_loss_or_death_are", f"{_U}/test_compensation.py::test_a_part_of_a_dong_is_rounded_up_once_at_the_end"),
    35: (f"{_RECORDS}::test_t35_the_zone_of_the_process_changes_no_deadline", "tests/property/test_time_limits.py::test_the_offset_in_which_a_start_is_written_does_not_matter", f"{_U}/test_legal_calendar.py::test_tet_is_five_days_without_a_gap"),
    36: (f"{_S}/test_http_oddities.py::test_an_odd_request_is_refused_and_the_connection_closed", f"{_LIMITS}::test_headers_that_are_many_or_mean_two_things_are_refused"),
    37: (f"{_S}/test_http_oddities.py::test_a_strange_header_that_nobody_reads_does_no_harm", f"{_S}/test_http_oddities.py::test_an_authorization_beyond_ascii_is_refused"),
    38: (f"{_CALLERS}::test_t38_a_parameter_given_twice_is_refused", f"{_LIMITS}::test_a_field_given_twice_is_refused", f"{_LIMITS}::test_json_in_another_encoding_than_utf_8_is_refused", f"{_LIMITS}::test_a_form_that_means_two_things_is_refused"),
    39: (f"{_CALLERS}::test_t39_no_origin_may_read_or_is_asked_before", f"{_S}/test_security_headers.py::test_no_other_origin_is_allowed_to_read"),
    40: (f"{_A}/test_transactions.py::test_personal_and_health_data_lies_sealed_in_the_database", f"{_U}/test_sealing.py::test_after_a_change_of_keys_the_old_values_still_open", f"{_A}/test_signals.py::test_what_was_sent_lies_sealed_in_the_database"),
    41: (f"{_V}/test_daily_roots.py::test_an_older_backup_lacks_the_later_roots", f"{_V}/test_daily_roots.py::test_a_history_cut_off_with_its_head_is_shorter_than_was_signed"),
    42: (f"{_S}/test_database_outages.py::test_a_server_that_was_demoted_is_left", f"{_S}/test_database_outages.py::test_a_commit_whose_standby_was_not_waited_for_is_not_a_success", f"{_A}/test_transactions.py::test_a_server_that_cuts_every_connection_is_told_and_comes_back"),
    43: (f"{_S}/test_database_outages.py::test_a_lock_that_is_held_too_long_is_told_as_unavailable", f"{_LIMITS}::test_an_answer_that_does_not_come_in_time_is_told_as_unavailable"),
    44: ("tests/migration/test_migrations.py::test_going_up_twice_keeps_the_data", "tests/migration/test_migrations.py::test_down_and_up_again_leave_the_same_tables", f"{_S}/test_database_outages.py::test_a_database_of_another_release_is_not_ready", "tests/migration/test_rounds_of_before.py::test_going_down_is_refused_rather_than_losing_an_earlier_round_or_decision"),
    45: (f"{_A}/test_notice_sending.py::test_senders_at_once_tell_each_body_once", f"{_A}/test_notice_sending.py::test_a_notice_that_was_taken_and_never_recorded_is_sent_again_under_its_key"),
    46: (f"{_U}/test_tokens.py::test_the_library_of_slow_signatures_is_never_loaded", f"{_S}/test_threats_of_supply.py::test_t46_every_package_is_pinned_with_its_hashes", f"{_S}/test_threats_of_supply.py::test_t46_no_package_comes_from_an_address_or_another_index"),
    47: (f"{_S}/test_security_headers.py::test_there_is_no_page_of_the_contract_unless_it_is_asked_for", f"{_S}/test_log_and_measures.py::test_measures_are_told_by_route_and_at_their_own_port_alone"),
    48: (f"{_V}/test_reporters.py::test_no_answer_to_an_employer_carries_the_reporter",),
    49: (f"{_CALLERS}::test_t49_another_employers_case_is_answered_as_one_that_is_not", f"{_A}/test_tally.py::test_who_may_not_see_cases_does_not_learn_that_one_came_in", f"{_A}/test_why_and_diff.py::test_a_case_out_of_reach_is_not_explained"),
    50: (f"{_CALLERS}::test_t50_no_answer_but_what_is_public_is_kept_by_a_cache", f"{_S}/test_security_headers.py::test_an_answer_with_personal_data_is_never_stored_by_caches"),
}

ROWS: dict[str, tuple[int, ...]] = {
    "other people's cases by id, filter, cursor, link, document and error text": (1, 2, 49),
    "outside area or track": (3, 5),
    "state set through a body field": (4, 6),
    "forged tokens of every kind": (7, 8, 9),
    "token of a disabled account": (10,),
    "secrets as hashes, shown once, rotated with overlap": (31,),
    "replayed and racing posts": (12, 26),
    "lost update": (13,),
    "backdated receipt": (23,),
    "a fatal case voided by one person": (24,),
    "audit rows changed or removed": (22, 41),
    "masked value written back": (4,),
    "personal data in logs, URLs, metrics, errors and notices": (20,),
    "small cells and differencing": (21,),
    "formulas in tables": (15,),
    "bombs": (16, 29),
    "stored script in names": (18,),
    "characters, numbers and dates that break": (32, 33),
    "notices to inner addresses": (27,),
    "slow headers and bodies": (28,),
    "scraping": (30,),
    "guessing tracking numbers": (49, 31),
    "rates per client and per address": (30, 31),
}
# fmt: on
NOBODY_HERE = {19}
"""No image is taken from anybody, so its pixels and places can do no harm."""


def test_each_of_the_fifty_threats_has_its_row() -> None:
    assert list(THREATS) == list(range(1, 51))


def test_a_threat_without_a_test_is_one_that_concerns_nobody_here() -> None:
    assert {number for number, tests in THREATS.items() if not tests} == NOBODY_HERE


@pytest.mark.parametrize("number", THREATS)
def test_every_test_named_for_a_threat_exists(number: int) -> None:
    assert [test for test in THREATS[number] if not exists(test)] == []


@pytest.mark.parametrize("row", ROWS)
def test_every_attack_to_be_tested_has_a_threat_with_tests(row: str) -> None:
    assert all(THREATS[number] for number in ROWS[row])


def rows() -> dict[int, str]:
    text = DOCUMENT.read_text(encoding="utf-8")
    return {
        int(number): told for number, told in re.findall(r"^\| T(\d+) (\|.*)$", text, re.MULTILINE)
    }


def test_the_document_tells_of_each_threat() -> None:
    assert list(rows()) == list(THREATS)


@pytest.mark.parametrize("number", THREATS)
def test_the_document_names_a_test_of_the_threat_or_says_why_there_is_none(number: int) -> None:
    named = {test.partition("::")[2] for test in THREATS[number]}
    found = set(re.findall(r"`(test_\w+)`", rows()[number]))

    assert found <= named
    assert bool(found) != (number in NOBODY_HERE)


def test_what_is_told_of_a_place_in_the_code_is_there() -> None:
    places = {
        place
        for told in rows().values()
        for place in re.findall(
            r"`((?:src|tests|tools|docs|domain|api|adapters|services|persistence)/[\w/.]+)`", told
        )
    }
    roots = (Path(), Path("src/osh_incidents"))
    at = DOCUMENT.parents[1]

    assert [one for one in places if not any((at / root / one).exists() for root in roots)] == []
