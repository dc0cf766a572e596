"""The catalogue of refusals: every kind, and every code of a field, found in the code itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from osh_incidents.api import faults, problems
from osh_incidents.domain.labels import Text
from osh_incidents.domain.requests import CaseRequest

SOURCE = Path(problems.__file__).parents[1]

CONSTRUCTORS = ("FieldFault", "Guard", "CellRefused", "FileRefused")
ELSEWHERE = {
    "services/signals.py": {
        "not_an_accident": "The case is not an accident.",
        "voided": "The case is voided.",
        "belongs_to_another": "The case belongs to another one, which has to be named.",
    },
    "domain/workflow/registration.py": {
        f"no_{one.value}_requested": f"Nobody requested to {one.label.en}." for one in CaseRequest
    },
    "domain/workflow/investigation_guards.py": {
        "team_incomplete": "A seat that the law asks for is not taken.",
    },
    "domain/compensation/asking.py": {
        "other_scheme": "By these facts another scheme applies; it is named.",
    },
    "services/declarant_rules.py": {
        "unknown_area": "No unit bore this code on the day of the event.",
    },
}
"""Codes that are put together, by the module that does; the tests find them there too."""

PASSED_ON = {
    "services/changes.py",
    "services/import_contents.py",
    "services/import_reading.py",
    "services/import_worker.py",
    "services/import_taking.py",
    "api/routers/tracks.py",
    "api/faults.py",
    "domain/corrections.py",
    "domain/workflow/model.py",
}
"""Modules that pass on what others found."""

REPEAT = {
    "not-authenticated": ("Get a new token.", "once"),
    "invalid-client": ("Check client id and secret; ask the operator.", "no"),
    "invalid-scope": ("Ask only for scopes the role holds.", "no"),
    "too-many-attempts": ("Wait as `Retry-After` says.", "after `Retry-After`"),
    "insufficient-scope": ("Get a token with the scope named in `scope`.", "with that token"),
    "not-permitted": ("Use an account whose role holds what `needs` names.", "no"),
    "not-found": ("Check the id; it may be outside the reach of the account.", "no"),
    "invalid-fields": ("Correct every field in `errors` and send again.", "corrected"),
    "unreadable-body": ("Send UTF-8 JSON with `Content-Type: application/json`.", "corrected"),
    "action-not-allowed": ("Read the case again; `allowed_actions` lists what may be done.", "no"),
    "guards-unmet": ("Bring what `errors` lists, then take the action again.", "afterwards"),
    "changed-meanwhile": ("Read the record again and decide anew.", "after reading"),
    "precondition-required": ("Read it first and name its version in `If-Match`.", "afterwards"),
    "changed-since": ("Read it again and decide anew; `version` is that of now.", "after reading"),
    "key-reused": ("Use a key of its own for each request.", "with another key"),
    "shown-once": ("It was done; rotate the secret if it was lost.", "no"),
    "no-rule-in-force": ("Check the day; the law of that day is not known here.", "no"),
    "unavailable": ("Send the same request again later.", "after `Retry-After`, with back-off"),
    "bad-request": ("Correct the request.", "corrected"),
    "method-not-allowed-here": ("Use a method of the contract.", "no"),
    "content-came-too-slowly": ("Send the whole body at once.", "with back-off"),
    "content-too-large": ("Send less in one request.", "smaller"),
    "unsupported-media-type": ("Use a media type of the contract.", "corrected"),
    "too-many-requests": ("Wait as `Retry-After` says.", "after `Retry-After`"),
    "headers-too-large": ("Send fewer or shorter headers.", "corrected"),
    "internal-error": ("Tell the operator `X-Request-ID`; it is our fault.", "with back-off"),
}
"""What a caller should do, and whether to send the same again, by slug."""


_INTRODUCTION = (
    "Every refusal is `application/problem+json` (RFC 9457). Decide by `code` (the slug), and by "
    "`errors[].code` where fields are named; `title` and `detail` are for people, in Vietnamese or "
    "English by `Accept-Language`, and may be reworded. `/oauth/token` answers as RFC 6749 §5.2 "
    "says. How often and how long to wait: [integrators.md](integrators.md)."
)
_OF_FIELDS = (
    "In `errors[].code`, with `errors[].pointer` (RFC 6901) into the body, or `/name` of a "
    "parameter. Under `guards-unmet` they name what the case lacks; in `warnings` of a "
    "declaration they refuse nothing."
)


@dataclass(frozen=True, slots=True)
class Made:
    """A place where a fault of a field is made; *code* is None if it is put together there."""

    module: str
    line: int
    code: str | None
    text: Text | None


def page() -> str:
    """Return the page."""
    codes: dict[str, list[str]] = {}
    for made in known():
        words = codes.setdefault(str(made.code), [])
        if made.text is not None and made.text.en not in words:
            words.append(made.text.en)
    lines = [
        "# Errors",
        "",
        _INTRODUCTION,
        "",
        "| Code | Status | Title | Meaning | What to do | Same request again |",
        "|---|---|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in _kinds()),
        "",
        "## Codes of fields",
        "",
        _OF_FIELDS,
        "",
        "| Code | Means |",
        "|---|---|",
        *(f"| `{code}` | {' '.join(words) or '—'} |" for code, words in sorted(codes.items())),
        "",
    ]
    return "\n".join(lines)


def _kinds() -> Iterator[tuple[str, ...]]:
    for kind, status in problems.STATUS.items():
        meaning = " ".join((kind.__doc__ or "").split())
        yield _row(kind.slug, status, kind.title, meaning)
    slugs = {kind.slug for kind in problems.STATUS}
    for status, title in problems.OTHER_TITLES.items():
        if problems.slug_of(title) not in slugs:
            yield _row(problems.slug_of(title), status, title, title.en + ".")


def _row(slug: str, status: int, title: Text, meaning: str) -> tuple[str, ...]:
    return f"`{slug}`", str(status), f"{title.vi} / {title.en}", meaning, *REPEAT[slug]


def known() -> Iterator[Made]:
    """Yield every code of a field that can be answered."""
    yield from (made for made in found() if made.code is not None)
    for module, codes in ELSEWHERE.items():
        yield from (Made(module, 0, code, Text("", told)) for code, told in codes.items())
    for code, text in (*faults._MESSAGES.values(), faults._OTHERWISE):  # noqa: SLF001
        yield Made("api/faults.py", 0, code, text)


def found() -> Iterator[Made]:
    """Yield every place in the code that makes a fault of a field."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = {
            node.targets[0].id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in CONSTRUCTORS and node.args:
                place = 1 if _name(node.func) == "FieldFault" else 0
                code, text = node.args[place], node.args[place + 1]
                yield Made(
                    path.relative_to(SOURCE).as_posix(),
                    node.lineno,
                    str(code.value) if isinstance(code, ast.Constant) else None,
                    _text(text, texts),
                )


def _text(node: ast.expr, texts: dict[str, ast.expr]) -> Text | None:
    if isinstance(node, ast.Name) and node.id in texts:
        return _text(texts[node.id], {})
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _text(node.func.value, texts)
    if isinstance(node, ast.Call) and _name(node.func) == "Text":
        words = [one.value for one in node.args if isinstance(one, ast.Constant)]
        if len(words) == 2:
            return Text(str(words[0]), str(words[1]))
    return None


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
