"""T46: nothing is installed that was not named with its hash."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def pinned(lock: str) -> dict[str, str]:
    """Return each requirement of *lock* with everything said of it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z])", text)
    return {re.split(r"[\[=@ ]", block)[0].lower(): block for block in blocks if block[0].isalpha()}


@pytest.mark.parametrize("lock", LOCKS)
def test_t46_every_package_is_pinned_with_its_hashes(lock: str) -> None:
    for name, told in pinned(lock).items():
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,_ -]+\])?==[\w.+!]+", told, re.IGNORECASE), name
        assert "--hash=sha256:" in told, name


@pytest.mark.parametrize("lock", LOCKS)
def test_t46_no_package_comes_from_an_address_or_another_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert "://" not in text
    assert "index-url" not in text


def test_t46_every_dependency_that_is_declared_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[\[<>=! ]", one)[0].lower() for one in project["dependencies"]}

    assert declared <= set(pinned("requirements.lock"))


def test_t46_the_library_of_tokens_is_one_without_the_known_holes() -> None:
    (version,) = re.findall(r"==(\d+)\.(\d+)", pinned("requirements.lock")["python-jose"])

    assert tuple(map(int, version)) >= (3, 4)


def test_t46_nothing_is_run_or_read_that_could_carry_code() -> None:
    dangerous = re.compile(r"\b(eval|exec|compile)\(|\bpickle\b|\bmarshal\b|os\.system|shell=True")
    found = {
        path.name: line
        for path in (ROOT / "src").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if dangerous.search(line.replace("re.compile(", ""))
    }

    assert found == {}
