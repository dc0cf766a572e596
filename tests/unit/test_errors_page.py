"""The catalogue of errors names every refusal and every code of a field."""

import pytest

from osh_incidents.api import problems
from tests.support import errors_page
from tests.support.errors_page import ELSEWHERE, PASSED_ON, REPEAT, SOURCE, found, page


def test_every_kind_of_refusal_has_its_advice() -> None:
    slugs = {kind.slug for kind in problems.STATUS}
    slugs |= {problems.slug_of(title) for title in problems.OTHER_TITLES.values()}

    assert set(REPEAT) == slugs


def test_every_code_is_read_from_the_code_or_told_where_it_is_put_together() -> None:
    unknown = {made.module for made in found() if made.code is None}

    assert unknown - set(ELSEWHERE) - PASSED_ON == set()


@pytest.mark.parametrize("module", [name for name in ELSEWHERE if "registration" not in name])
def test_what_is_put_together_is_put_together_there(module: str) -> None:
    source = (SOURCE / module).read_text(encoding="utf-8")

    assert [code for code in ELSEWHERE[module] if f'"{code}"' not in source] == []


def test_every_code_is_explained() -> None:
    assert "—" not in page().partition("## Codes of fields")[2]


def test_a_fault_of_any_module_is_found() -> None:
    modules = {made.module.split("/")[0] for made in errors_page.found()}

    assert modules >= {"api", "domain", "services"}
