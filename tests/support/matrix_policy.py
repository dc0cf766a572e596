"""Who may see which record, in plain words, and how each operation is called.

Written down from what was agreed with the people who use the service, and not from the code: the
matrix holds the two against each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from osh_incidents.api.request_examples import EXAMPLES
from tests.support import bodies
from tests.support.matrix_records import Ids, Records

ROLE_OF = {
    "other-employer": "employer",
    "far-commune": "commune",
    "far-police": "police",
    "far-zone": "zone_authority",
    "other-union": "union",
    "national-inspector": "inspector",
    "national-admin": "admin",
    "national-employer": "employer",
    "national-commune": "commune",
}
"""Logins that are not named by their role."""

_FULL = {"fatal", "distant", "foreign"}
TRACKS = {
    "act_on_disease": {"disease"},
    "act_on_investigation": _FULL,
    "act_on_notice": _FULL,
}
"""Which records have what an operation acts on, where not all of them do."""

_CITY = {"fatal", "light", "neighbour", "distant", "disease"}
CASES: Mapping[str, set[str]] = {
    # An enterprise: its own, wherever it happened, and nothing of its neighbour.
    "employer": {"fatal", "light", "disease"},
    "other-employer": {"neighbour", "distant"},
    # A commune: the accidents in its area, whoever declared them, and no disease.
    "commune": {"fatal", "light", "neighbour"},
    "far-commune": {"distant"},
    # The department: the whole city.
    "inspector": _CITY,
    "supervisor": _CITY,
    # Social insurance: whose victims have a claim on the fund.
    "insurance": {"fatal", "distant"},
    # Health: diseases, and accidents whose victims have a claim.
    "health": {"fatal", "distant", "disease"},
    # The police of a commune: the deaths there.
    "police": {"fatal"},
    "far-police": {"distant"},
    # The authority of a zone: what happened in it.
    "zone_authority": {"fatal", "light", "disease"},
    "far-zone": {"neighbour", "distant"},
    # The union: the teams on which it sits.
    "union": {"fatal", "distant"},
    "other-union": set(),
    # Other systems and the operator: no case.
    "agency": set(),
    "admin": set(),
    # Another authority: its own cases, however like ours its units and numbers are.
    "national-inspector": {"foreign", "foreign-light"},
    "national-employer": {"foreign", "foreign-light"},
    "national-commune": {"foreign", "foreign-light"},
    "national-admin": set(),
}
_DEPARTMENT = {"inspector", "supervisor"}
_HERE = {login for login in CASES if not login.startswith("national")}
SIGNALS: Mapping[str, set[str]] = {
    "of-health": {"health", *_DEPARTMENT},
    # An enterprise reads what it told of its own unit, and never what others told of it.
    "of-employer": {"employer", *_DEPARTMENT},
    "foreign": {"national-inspector"},
}
RELEASES: Mapping[str, set[str]] = {
    "draft": _DEPARTMENT,
    "published": _HERE,
    "foreign": {"national-inspector"},
}
WEBHOOKS: Mapping[str, set[str]] = {
    "of-health": {"health"},
    "foreign": {"national-inspector"},
}
OFFICES: Mapping[str, set[str]] = {"hp": {"admin"}, "vn": {"national-admin"}}
IMPORTS: Mapping[str, set[str]] = {
    # What an organisation sent, nobody else sees: not even the department.
    "of-employer": {"employer"},
    "of-inspector": {"inspector"},
    "foreign": {"national-inspector"},
}
SHARED: Mapping[str, set[str]] = {"proposed": set(CASES)}


@dataclass(frozen=True, slots=True)
class Call:
    """How an operation is called so that reach alone decides between 404 and another answer.

    Most bodies are of actions that no record allows now, so that the matrix changes little.
    """

    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)


_WHY = {"reason": "Lý do"}
_YEAR = {"from": "2026"}
NAMED = {
    "name": "fatal-accident-frequency",
    "list_name": "sex",
    "key": "severity",
    "code": "11311",
    "slug": "not-found",
    "kind": "workforce",
    "format": "csv",
}

PLAIN = (
    "get_declaration",
    "list_cases",
    "get_case",
    "list_actions",
    "list_available_actions",
    "list_duties",
    "list_victims",
    "list_possible_duplicates",
    "list_links",
    "list_claims",
    "get_calculation",
    "list_corrections",
    "list_case_declarations",
    "list_clocks",
    "list_notices",
    "list_signals",
    "list_changes",
    "list_webhooks",
    "get_webhook",
    "end_webhook",
    "rotate_webhook_secret",
    "list_webhook_deliveries",
    "redeliver",
    "get_signal",
    "list_indicators",
    "get_indicator_definition",
    "get_indicator_metadata",
    "get_sdmx_structure",
    "list_releases",
    "get_release",
    "list_release_lineage",
    "list_reads_of_case",
    "list_workforce",
    "list_rules",
    "get_rule",
    "list_amendments",
    "list_code_lists",
    "list_areas",
    "get_area",
    "list_organisations",
    "get_organisation",
    "list_accounts",
    "get_account",
    "disable_account",
    "enable_account",
    "revoke_secret",
    "revoke_key",
    "remove_identity",
    "list_account_acts",
    "list_workplaces",
    "list_imports",
    "get_import",
    "list_imported_rows",
    "get_import_errors",
    "get_import_template",
)
"""Operations that are called with nothing but what stands in their path."""

CALLS: Mapping[str, Call] = {
    **dict.fromkeys(PLAIN, Call()),
    **dict.fromkeys(
        ("get_indicator", "list_indicator_cases", "list_failing_cases"), Call(query=_YEAR)
    ),
    "explain_why_not_counted": Call(query=_YEAR),
    "compare_indicator": Call(
        query={
            **_YEAR,
            "from_known_at": "2026-03-01T00:00:00Z",
            "to_known_at": "2026-03-02T00:00:00Z",
        }
    ),
    "list_reads": Call(query={"account_id": "00000000-0000-0000-0000-000000000000"}),
    "get_code_list": Call(query={"format": "csv"}),
    "declare": Call(EXAMPLES["declare"][0].body, {"dry_run": "true"}),
    "correct_case": Call({"accident": {"place": "Kho"}, **_WHY}),
    "correct_victim": Call({"insured": False, **_WHY}),
    "add_victim": Call({**bodies.victim(**bodies.another(9)), **_WHY}),
    "report_development": Call(
        {
            "development": "died",
            "death_link": "at_scene",
            "died_at": "2027-01-01T00:00:00Z",
            **_WHY,
        }
    ),
    "decide_on_duplicate": Call({"relation": "not_duplicate", **_WHY}),
    "take_back_decision_on_duplicate": Call(query={"code": "other"}),
    "act_on_registration": Call({"action": "refuse_reopen", **_WHY}),
    "act_on_investigation": Call({"action": "refuse_extension", **_WHY}),
    "act_on_disease": Call({"action": "confirm"}),
    "act_on_handling": Call({"action": "confirm_remedies"}),
    "act_on_claim": Call({"action": "settle_dispute", "reference": "1/QĐ"}),
    "act_on_notice": Call({"action": "retry"}),
    "decide_correction": Call({"action": "refuse", **_WHY}),
    "register_webhook": Call({"url": "none"}),
    "send_signal": Call(EXAMPLES["send_signal"][0].body),
    "export_person": Call({"citizen_id": "031190000123"}),
    "act_on_signal": Call({"action": "release", **_WHY}),
    "calculate": Call(EXAMPLES["calculate"][0].body),
    "prepare_release": Call({"indicator": "none", "from": "2026"}),
    "act_on_release": Call({"action": "publish"}),
    "put_workforce": Call({"numbers": []}),
    "put_workplace": Call({}),
    # Without a file, so that nothing is kept.
    "send_import": Call(query={"kind": "declarations"}),
    "act_on_import": Call({"action": "cancel"}),
    "propose_amendment": Call({}),
    "decide_amendment": Call({"action": "approve", **_WHY}),
    "enter_organisation": Call({"name": "Đơn vị"}),
    "set_competence": Call({"areas": [], "zone_codes": []}),
    "open_account": Call({}),
    "add_secret": Call({}),
    "add_key": Call({"jwk": {}}),
    "add_identity": Call({"issuer": "https://id.example", "subject": "another"}),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """The records of one kind, and who may see each."""

    records: Mapping[str, Ids]
    seen_by: Mapping[str, set[str]]


def kind_of(records: Records, parameters: set[str]) -> Kind | None:
    """Return of which kind the record in the path is; None if the path names none."""
    kinds = {
        "case_id": (records.cases, _turned(CASES)),
        "tracking_no": (records.cases, _turned(CASES)),
        "signal_id": (records.signals, SIGNALS),
        "release_id": (records.releases, RELEASES),
        "webhook_id": (records.webhooks, WEBHOOKS),
        "organisation_id": (records.organisations, OFFICES),
        "account_id": (records.accounts, OFFICES),
        "amendment_id": (records.amendments, SHARED),
        "import_id": (records.imports, IMPORTS),
    }
    found = [kind for name, kind in kinds.items() if name in parameters]
    assert len(found) <= 1, parameters
    return Kind(*found[0]) if found else None


def _turned(seen: Mapping[str, set[str]]) -> dict[str, set[str]]:
    names = set().union(*seen.values())
    return {name: {login for login in seen if name in seen[login]} for name in names}
