"""What every column of every table says of people, and whether it is sealed.

The one list by which columns are sealed, found again when keys rotate, and erased when a case is
made anonymous. Public is what anybody may read, operational what the work needs and names nobody;
personal is what names a person or what somebody wrote in his own words; health what tells of a
body. The log and the facts of figures hold neither: they outlive the person.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Column, Table

from osh_incidents.domain.disclosure import FieldClass
from osh_incidents.persistence.base import AuthorityBase, CommonBase
from osh_incidents.persistence.tables.figures import TALLY

_PUBLIC, _WORK = FieldClass.PUBLIC, FieldClass.OPERATIONAL
_PERSONAL, _HEALTH = FieldClass.PERSONAL, FieldClass.HEALTH

_ALL_PUBLIC = {
    "amendment": "id rule since value instrument article mark verified_on",
    "area": "code since until name district province",
    "area_successor": "id code successor_code on_day whole is_default certain",
    "authority": "code name_vi name_en case_prefix",
    "workforce": "id period area_code sector relation workers source known_from known_until",
    "account_key": "jwk",
}
_OPERATIONAL = {
    "amendment": "reason state proposed_by proposed_at decided_by decided_at decision_reason",
    "organisation": "id authority_code name tax_code zone_codes created_at version",
    "organisation_area": "organisation_id area_code since until",
    "account": "id organisation_id role client_id created_at disabled_at version",
    "account_act": "id at by_account_id act organisation_id account_id data",
    "account_identity": "id account_id issuer subject created_at",
    "account_key": "id account_id kid created_at expires_at revoked_at last_used_on",
    "account_secret": "id account_id hint secret_hash created_at expires_at revoked_at"
    " last_used_on",
    "failed_attempt": "digest failures last_at",
    "used_assertion": "digest expires_at",
    "answer": "id key_digest request_digest created_at status headers shown",
    "case_counter": "year last",
    "daily_root": "day content signature",
    "chain_head": "case_id seq hash",
    "action": "id case_id claim_id seq at account_id organisation_id role track action source"
    " target reason data facts facts_sha256 previous_hash hash",
    "outbox": "id at subject subject_id number type state",
    "change": "position id at subject subject_id number type state",
    "feed_head": "id position",
    "webhook": "id kind url types account_id organisation_id created_at ended_at position"
    " secret_sealed former_secret_sealed former_until version",
    "webhook_delivery": "id webhook_id event_id subject_id position type state attempts created_at"
    " last_attempt_at next_attempt_at delivered_at last_status last_error",
    "read": "id at case_id signal_id account_id organisation_id role operation classes purpose",
    "fact": "id case_id victim_id known_from known_until kind standing exclusion leads"
    " case_severity severity occurred_on declared_on registered_on days_to_death commuting"
    " area_code boundary sector owner_type zone_code relation sex declared_by_duty"
    " declared_in_time declaration_owed_by declaration_due_at published_at investigation_due_at"
    " investigation_owed_by handled_at handling_due_at entitlement not_entitled_reason"
    " payment_due_at paid_in_full_at paid_late underpaid scheme",
    "release": "id series audience indicator definition_version first_period last_period"
    " as_known_at content sha256 revises_id prepared_by prepared_at",
    "release_event": "id release_id seq state at account_id organisation_id note series revision"
    " superseded_by_id",
    "release_fact": "release_id counted fact_id case_id",
    "workplace": "id tax_code area_code name name_folded vsic_code owner_type zone_code created_at",
    "case": "id kind number version declared_at registered_at closed_at registration"
    " investigation disease handling rejection transferred_to voided_at led_by_id"
    " anonymised_at request requested_by requested_at severity level occurred_at occurred_on"
    " area_code area_name"
    " area_code_now inside_workplace commuting preliminary_cause injury_factor special_regime"
    " ship technical_incident casualties_unclear workplace_id tax_code employer_name"
    " search_folded vsic_code sector owner_type zone_code workers_total workers_female",
    "clock": "id case_id claim_id duty status reason holder rule rule_since rule_source rule_mark"
    " started_at due_at ended_at",
    "recipient": "id case_id body name_vi name_en rule rule_since rule_source rule_mark delivery"
    " delivered_at acknowledged_at channel attempts last_attempt_at next_attempt_at last_error",
    "declaration": "id case_id tracking_no version origin kind account_id organisation_id"
    " declarant_role received_at known_at warnings",
    "correction": "id case_id victim_id state fields requested_by requested_at decided_by"
    " decided_at",
    "erasure": "case_id kept_until proposed_by proposed_at approved_by approved_at",
    "signal": "id version source state occurred_on area_code area_code_now account_id"
    " organisation_id received_at case_id decided_by decided_at",
    "victim": "id case_id ordinal sex occupation_code relation employer_tax_code"
    " declared_condition severity dead died_at death_link insured insured_since withdrawn_at",
    "claim": "id case_id victim_id version scheme state opened_at assessed_on council entitled_on"
    " not_entitled_reason decided_on disputed_at paid_in_full_at underpaid",
    "payment": "id claim_id amount_vnd paid_on recorded_at",
    "assessment": "id case_id claim_id assessed_on council recorded_at",
    "disease": "case_id diagnosed_on assessed_on council confirmed_at",
    "handling": "id case_id ordinal kind decision_no decided_on fine_vnd remedies_due_on"
    " decided_at done_at",
    "investigation": "id case_id ordinal level state opened_by opened_at superseded_at decision_no"
    " decided_on started_at extension extension_days extension_requested_by assessment"
    " assessment_agency assessment_requested_at assessment_received_at police_agency referred_at"
    " returned_at criminal_case_no criminal_case_opened_at criminal_outcome"
    " criminal_case_closed_at conclusion fault main_cause commuting_evidence concluded_at"
    " minutes_no due_at published_at sent_at petition petitioner petitioned_on",
    "team_member": "id case_id investigation_id seat organisation_id is_head",
    "duplicate_pair": "id first_id second_id state score reasons fingerprint found_at decided_by"
    " decided_at",
    "import": "id kind mode atomic format charset state account_id organisation_id received_at"
    " started_at finished_at purged_at size sha256 bytes_read rows_read accepted updated unchanged"
    " duplicate skipped rejected lease leased_until",
    "import_chunk": "id import_id ordinal",
    "import_row": "id import_id number outcome told first_row faults warnings digest",
    "import_content": "digest import_id told",
}
_OF_PERSONS = {
    "answer": "body_sealed",
    "case": "request_reason place",
    "recipient": "reference",
    "declaration": "reason body_sealed",
    "correction": "reason decision_reason changes_sealed",
    "signal": "reference decision_reason body_sealed",
    "victim": "full_name name_folded birth_date birth_year citizen_id_sealed citizen_id_index"
    " monthly_wage_vnd",
    "claim": "monthly_wage_vnd decided_vnd decision_no paid_vnd dispute_reason",
    "payment": "reference",
    "handling": "reason remedies",
    "investigation": "extension_reason findings_sealed sent_to petition_answer_sealed",
    "team_member": "full_name position",
    "duplicate_pair": "decision_reason",
    # The sender's own headings, and those that are not known.
    "import": "headings fault",
    "import_chunk": "content_sealed",
    "import_row": "content_sealed",
}
_OF_BODIES = {
    "victim": "forensic_reference_sealed health_sealed",
    "claim": "loss_percent_sealed",
    "assessment": "loss_percent_sealed",
    "disease": "list_no_sealed icd10_sealed facility_sealed loss_percent_sealed",
}
_BY_CLASS: Mapping[FieldClass, Mapping[str, str]] = {
    _PUBLIC: _ALL_PUBLIC,
    _WORK: _OPERATIONAL,
    _PERSONAL: _OF_PERSONS,
    _HEALTH: _OF_BODIES,
}
_COUNTED = {"tally": TALLY}
"""Numbers of people alone, with a column for each count."""

READABLE = frozenset(
    {
        # By these people and duplicates are searched; the law lets names stand in the minutes.
        ("victim", "full_name"),
        ("victim", "name_folded"),
        ("victim", "birth_date"),
        ("victim", "birth_year"),
        # A keyed hash, not the number.
        ("victim", "citizen_id_index"),
        # Amounts that benefits are computed from and checked against.
        ("victim", "monthly_wage_vnd"),
        ("claim", "monthly_wage_vnd"),
        ("claim", "decided_vnd"),
        ("claim", "decision_no"),
        ("claim", "paid_vnd"),
        # Officials, where it happened, and what those who decide gave as their reasons.
        ("team_member", "full_name"),
        ("team_member", "position"),
        ("case", "place"),
        ("case", "request_reason"),
        ("claim", "dispute_reason"),
        ("correction", "reason"),
        ("correction", "decision_reason"),
        ("declaration", "reason"),
        ("duplicate_pair", "decision_reason"),
        ("handling", "reason"),
        ("handling", "remedies"),
        # Headings of tables, and which of them are not known.
        ("import", "headings"),
        ("import", "fault"),
        ("investigation", "extension_reason"),
        ("investigation", "sent_to"),
        ("payment", "reference"),
        ("recipient", "reference"),
        ("signal", "decision_reason"),
        ("signal", "reference"),
    }
)
"""Personal columns that stay in the clear; no other one, and none of health, may."""


@dataclass(frozen=True, slots=True)
class Field:
    """What a column says of people, and whether its values are sealed."""

    field_class: FieldClass
    sealed: bool


FIELDS: Mapping[tuple[str, str], Field] = {
    (table, column): Field(kind, column.endswith("_sealed"))
    for kind, tables in _BY_CLASS.items()
    for table, columns in tables.items()
    for column in columns.split()
} | {
    (name, column.name): Field(_WORK, sealed=False)
    for name, table in _COUNTED.items()
    for column in table.columns
}


def all_columns() -> Iterator[Column[object]]:
    """Yield every column of every table."""
    for metadata in (CommonBase.metadata, AuthorityBase.metadata):
        for table in metadata.sorted_tables:
            yield from table.columns


def sealed_columns() -> Iterator[tuple[Table, list[Column[object]]]]:
    """Yield each table of an authority that has sealed columns, with these."""
    for table in AuthorityBase.metadata.sorted_tables:
        found = [
            column
            for column in table.columns
            if (field := FIELDS.get((table.name, column.name))) is not None and field.sealed
        ]
        if found:
            yield table, found
