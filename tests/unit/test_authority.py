import pytest

from osh_incidents.domain.authority import GRANTS, Permission, Reach, Role
from osh_incidents.domain.disclosure import FieldClass
from tests.unit.facts import actor

# The table of people in the design: whose cases each sees.
REACH = {
    Role.EMPLOYER: Reach.OWN,
    Role.COMMUNE: Reach.AREA,
    Role.INSPECTOR: Reach.AUTHORITY,
    Role.SUPERVISOR: Reach.AUTHORITY,
    Role.INSURANCE: Reach.FUND,
    Role.HEALTH: Reach.MEDICAL,
    Role.POLICE: Reach.FATAL_IN_AREA,
    Role.ZONE_AUTHORITY: Reach.ZONE,
    Role.UNION: Reach.TEAM,
    Role.AGENCY: Reach.NOTHING,
    Role.ADMIN: Reach.NOTHING,
}
_P = Permission
HOLDERS = {
    _P.DECLARATIONS_CREATE: {Role.EMPLOYER, Role.COMMUNE, Role.INSPECTOR, Role.SUPERVISOR},
    _P.CASES_REGISTER: {Role.INSPECTOR, Role.SUPERVISOR},
    _P.INVESTIGATIONS_BASE: {Role.EMPLOYER},
    _P.INVESTIGATIONS_PROVINCIAL: {Role.INSPECTOR, Role.SUPERVISOR},
    _P.INVESTIGATIONS_RECORD: {Role.COMMUNE},
    _P.DISEASES_ASSESS: {Role.HEALTH},
    _P.HANDLING_RUN: {Role.INSPECTOR, Role.SUPERVISOR},
    _P.CLAIMS_PAY: {Role.EMPLOYER},
    _P.CLAIMS_ASSESS: {Role.INSPECTOR, Role.SUPERVISOR, Role.HEALTH},
    _P.WORKFORCE_WRITE: {Role.ADMIN},
    _P.ACCOUNTS_MANAGE: {Role.ADMIN},
    _P.INDICATORS_READ: set(Role),
    _P.INDICATORS_CASES: {Role.INSPECTOR, Role.SUPERVISOR},
}


def test_every_role_has_a_grant() -> None:
    assert set(GRANTS) == set(Role)


def test_every_permission_is_held_by_some_role() -> None:
    assert {held for grant in GRANTS.values() for held in grant.permissions} == set(Permission)


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_the_cases_that_the_design_gives_it(role: Role) -> None:
    assert actor(role).grant.reach is REACH[role]


@pytest.mark.parametrize("permission", HOLDERS)
def test_each_permission_is_held_by_those_whose_work_it_is(permission: Permission) -> None:
    assert {role for role in Role if actor(role).may(permission)} == HOLDERS[permission]


_NOT_OF_CASES = (
    "workforce",
    "workplaces",
    "imports",
    "webhooks",
    "changes",
    "indicators",
    "rules",
    "accounts",
    "reads",
)


@pytest.mark.parametrize("role", [Role.AGENCY, Role.ADMIN])
def test_who_sees_no_case_holds_no_permission_on_cases(role: Role) -> None:
    about_cases = {
        permission
        for permission in Permission
        if permission.value.split(":")[0] not in _NOT_OF_CASES
    }
    assert not GRANTS[role].permissions & about_cases
    assert not GRANTS[role].sees & {FieldClass.PERSONAL, FieldClass.HEALTH}


def test_whoever_sees_a_case_may_read_it() -> None:
    readers = {role for role in Role if GRANTS[role].reach is not Reach.NOTHING}
    assert {role for role in Role if actor(role).may(Permission.CASES_READ)} == readers


def test_health_data_is_for_those_who_declare_investigate_or_assess() -> None:
    sees = {role for role in Role if FieldClass.HEALTH in GRANTS[role].sees}
    assert sees == {
        Role.EMPLOYER,
        Role.COMMUNE,
        Role.INSPECTOR,
        Role.SUPERVISOR,
        Role.HEALTH,
    }


def test_the_zone_authority_sees_neither_persons_nor_their_health() -> None:
    assert GRANTS[Role.ZONE_AUTHORITY].sees == {FieldClass.PUBLIC, FieldClass.OPERATIONAL}


def test_everyone_sees_what_is_public() -> None:
    assert all(FieldClass.PUBLIC in grant.sees for grant in GRANTS.values())


def test_an_account_competent_nowhere_has_no_area_or_zone() -> None:
    nobody = actor(Role.POLICE)
    assert (nobody.area_codes, nobody.zone_codes, nobody.tax_code) == (
        frozenset(),
        frozenset(),
        None,
    )
