"""What a process does not load before it needs it: each costs every start time and memory."""

import subprocess
import sys

import pytest

from osh_incidents.adapters import secrets

LATE = ("numpy", "scipy", "openpyxl", "pandas", "jinja2", "typer", "hypothesis")
"""What serving does not need, or only for a figure."""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    asked = "import sys, osh_incidents.serving; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    return set(told.stdout.split())


@pytest.mark.parametrize("module", LATE)
def test_serving_does_not_load_what_it_may_never_need(loaded: set[str], module: str) -> None:
    assert module not in loaded


def test_the_hash_of_nobody_costs_as_much_as_any_other() -> None:
    from_hashing = secrets.hashed("x").split("$")[1:4]

    assert secrets._NOBODY.split("$")[1:4] == from_hashing  # noqa: SLF001


def test_no_secret_is_that_of_nobody() -> None:
    assert not secrets.is_secret("x", None)
