"""Whether what is named as evidence is there: a test, a file, or a section of a document."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


def exists(evidence: str) -> bool:
    """Whether *evidence* is a test (`file.py::test_name`), a section (`file.md#anchor`) or file."""
    name, _, test = evidence.partition("::")
    if test:
        return test in tests_of(name)
    name, _, anchor = evidence.partition("#")
    return anchor in anchors_of(name) if anchor else (ROOT / name).is_file()


@cache
def tests_of(name: str) -> frozenset[str]:
    """Return the tests that the file *name* defines."""
    path = ROOT / name
    if not path.is_file():
        return frozenset()
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return frozenset(
        one.name for one in body if isinstance(one, ast.FunctionDef) and one.name[:5] == "test_"
    )


@cache
def anchors_of(name: str) -> frozenset[str]:
    """Return the anchors that the headings of the Markdown file *name* make."""
    path = ROOT / name
    if not path.is_file():
        return frozenset()
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings
    )
