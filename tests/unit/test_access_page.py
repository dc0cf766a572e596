import pytest

from osh_incidents.domain.authority import GRANTS, Permission, Role
from tests.support.access_page import page


@pytest.mark.parametrize("permission", Permission)
def test_the_page_marks_a_permission_for_the_roles_that_hold_it(permission: Permission) -> None:
    marks = page().split(f"\n| `{permission.value}`<br>")[1].splitlines()[0].split("|")[1:-1]

    held = [role for role, mark in zip(GRANTS, marks, strict=True) if mark.strip()]
    assert held == [role for role in GRANTS if permission in GRANTS[role].permissions]


@pytest.mark.parametrize("role", Role)
def test_the_page_tells_whose_cases_a_role_sees_in_both_languages(role: Role) -> None:
    line = page().split(f"\n| `{role.value}`<br>")[1].splitlines()[0]
    reach = GRANTS[role].reach.label

    assert reach.vi in line
    assert f"*{reach.en}*" in line
