from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_LINES = 300
MODULES = sorted(
    path for folder in ("src", "tests", "migrations") for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_too_long_to_be_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
