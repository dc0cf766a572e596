"""Files made from the code, so that what is published cannot differ from what is enforced."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.sealing import ColumnSealer, new_key
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.api.app import Context, create_app
from osh_incidents.domain.workflow import render
from osh_incidents.domain.workflow.registry import CASE_WORKFLOWS, CLAIM_WORKFLOWS
from osh_incidents.persistence.engine import open_database
from tests.support import access_page, errors_page, kit, law_page, waits_table

_NOTE = "<!-- Made by `make derive` from the table that the service enforces. -->"

_WEBHOOKS = Path(__file__).parents[2] / "docs/webhooks.md"
"""Written by hand but for one table."""


@cache
def derived() -> dict[str, str]:
    """Return the text of every derived file by its path in the project."""
    contract = openapi()
    return {
        "openapi/openapi.json": json.dumps(contract, ensure_ascii=False, indent=2) + "\n",
        "openapi/openapi.yaml": yaml.safe_dump(contract, allow_unicode=True, sort_keys=False),
        "docs/law.md": f"{_NOTE}\n{law_page.page()}",
        "docs/access.md": f"{_NOTE}\n{access_page.page()}",
        "docs/webhooks.md": waits_table.within(_WEBHOOKS.read_text(encoding="utf-8")),
        "docs/errors.md": f"{_NOTE}\n{errors_page.page()}",
        **kit.files(contract),
        **{f"docs/workflows/{name}.md": text for name, text in _workflows()},
    }


def write(root: Path) -> Iterator[Path]:
    """Write every derived file below *root* and yield its path."""
    for name, text in derived().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        yield path


def openapi() -> dict[str, object]:
    """Return the published contract; no database is touched."""
    context = Context(
        database=open_database("postgresql+psycopg://", ()),
        sealer=ColumnSealer({1: new_key()}, current=1),
        tokens=Tokens("https://osh.invalid", "osh-incidents", TokenKey.of(new_key_pem())),
    )
    return create_app(context).openapi()


def main() -> None:
    """Write every derived file of this project."""
    for path in write(Path(__file__).parents[2]):
        print(path)  # noqa: T201


def _workflows() -> Iterator[tuple[str, str]]:
    for name, workflow in CASE_WORKFLOWS.items():
        yield name, _page(name, render.mermaid(workflow), render.table(workflow))
    for name, claims in CLAIM_WORKFLOWS.items():
        yield name, _page(name, render.mermaid(claims), render.table(claims))


def _page(name: str, diagram: str, table: str) -> str:
    return f"{_NOTE}\n# {name}\n\n```mermaid\n{diagram}\n```\n\n{table}\n"


if __name__ == "__main__":
    main()
