"""What integrators get beside the contract: schemas, code lists, a collection of requests."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from osh_incidents.api.routers.code_lists import LISTS
from osh_incidents.api.schemas.code_lists import table
from osh_incidents.domain.law.catalogue import SHIPPED

DIALECT = "https://json-schema.org/draft/2020-12/schema"
COLLECTION = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
_REF = "#/components/schemas/"
_VARIABLES = {
    "base_url": "http://127.0.0.1:8000",
    "client_id": "hp-employer",
    "client_secret": "",
}
Told = Mapping[str, Any]


def files(contract: Told) -> dict[str, str]:
    """Return the text of every file of the kit by its path in the project."""
    return {
        **{f"openapi/schemas/{name}.json": _json(one) for name, one in schemas(contract).items()},
        **{
            f"openapi/code-lists/{name}.csv": _lines(table(one.entries(SHIPPED)))
            for name, one in LISTS.items()
        },
        "openapi/postman_collection.json": _json(collection(contract)),
    }


def _lines(content: bytes) -> str:
    """Return a table with the line ends of a file of the project."""
    return content.decode().replace("\r\n", "\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def schemas(contract: Told) -> dict[str, dict[str, Any]]:
    """Return each body and answer as a JSON Schema that needs no other file."""
    known = contract["components"]["schemas"]
    return {name: _whole(name, one, known) for name, one in sorted(_published(contract))}


def _published(contract: Told) -> Iterator[tuple[str, Told]]:
    for _, _, operation in operations(contract):
        parts = [operation.get("requestBody", {}), *operation["responses"].values()]
        for place, part in enumerate(parts):
            for content in part.get("content", {}).values():
                schema = content.get("schema", {})
                if "$ref" in schema:
                    yield schema["$ref"].removeprefix(_REF), schema
                elif place == 0:
                    yield operation["operationId"], schema


def _whole(name: str, schema: Told, known: Told) -> dict[str, Any]:
    needed: dict[str, Any] = {}
    waiting = [schema]
    while waiting:
        for found in re.findall(rf'"\$ref": "{_REF}(\w+)"', json.dumps(waiting.pop())):
            if found not in needed:
                needed[found] = known[found]
                waiting.append(known[found])
    own = needed.pop(name, None) if "$ref" in schema else schema
    if f'"{_REF}{name}"' in json.dumps(needed):
        own, needed[name] = {"$ref": f"{_REF}{name}"}, known[name]
    defined = {"$defs": dict(sorted(needed.items()))} if needed else {}
    head = {"$schema": DIALECT, "title": name}
    return {**head, **_local({**(own or {}), **defined}), "title": name}


def _local(value: Any) -> Any:
    """Return *value* with references into the file itself and no words of OpenAPI."""
    if isinstance(value, list):
        return [_local(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: one.replace(_REF, "#/$defs/") if key == "$ref" else _local(one)
        for key, one in value.items()
        if key != "discriminator" or not isinstance(one, dict) or "propertyName" not in one
    }


def operations(contract: Told) -> Iterator[tuple[str, str, Any]]:
    """Yield method, path and operation, in the order of the contract."""
    for path, methods in contract["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def collection(contract: Told) -> dict[str, Any]:
    """Return the operations with their examples as a Postman collection, one folder per tag."""
    folders = [
        {
            "name": tag["name"],
            "description": tag["description"],
            "item": [
                item
                for method, path, operation in operations(contract)
                if tag["name"] in operation["tags"]
                for item in _items(method, path, operation)
            ],
        }
        for tag in contract["tags"]
    ]
    return {
        "info": {
            "name": f"{contract['info']['title']} {contract['info']['version']}",
            "description": contract["info"]["description"],
            "schema": COLLECTION,
        },
        "auth": _auth(),
        "variable": [{"key": key, "value": value} for key, value in _VARIABLES.items()],
        "item": folders,
    }


def _auth() -> dict[str, Any]:
    told = {
        "grant_type": "client_credentials",
        "accessTokenUrl": "{{base_url}}/oauth/token",
        "clientId": "{{client_id}}",
        "clientSecret": "{{client_secret}}",
        "client_authentication": "body",
        "addTokenTo": "header",
        "headerPrefix": "Bearer",
        "tokenName": "osh-incidents",
    }
    pairs = [{"key": key, "value": value, "type": "string"} for key, value in told.items()]
    return {"type": "oauth2", "oauth2": pairs}


def _items(method: str, path: str, operation: Told) -> Iterator[dict[str, Any]]:
    content = operation.get("requestBody", {}).get("content", {})
    # A file has a template of its own in place of an example.
    form: Told = next(iter(content.values()), {})
    examples = form.get("examples") or {"": None}
    for name, example in examples.items():
        request = _request(method, path, operation)
        if example is not None:
            request |= _body(next(iter(content)), example["value"])
        label = operation["summary"] if len(examples) == 1 else f"{operation['summary']} ({name})"
        yield {"name": label, "request": request, "response": []}


def _request(method: str, path: str, operation: Told) -> dict[str, Any]:
    plain = re.sub(r"{(\w+)}", r":\1", path)
    asked = [one for one in operation.get("parameters", ()) if one["in"] == "query"]
    named = [one for one in operation.get("parameters", ()) if one["in"] == "path"]
    query = [
        {
            "key": one["name"],
            "value": "",
            "description": one.get("description", ""),
            "disabled": not one.get("required", False),
        }
        for one in asked
    ]
    variables = [
        {"key": one["name"], "value": "", "description": one.get("description", "")}
        for one in named
    ]
    url: dict[str, Any] = {
        "raw": f"{{{{base_url}}}}{plain}",
        "host": ["{{base_url}}"],
        "path": plain.strip("/").split("/"),
    }
    url |= {"query": query} if query else {}
    url |= {"variable": variables} if variables else {}
    told: dict[str, Any] = {"method": method, "url": url, "header": []}
    told["description"] = operation["description"]
    return told if operation["security"] else {**told, "auth": {"type": "noauth"}}


def _body(media: str, value: Told) -> dict[str, Any]:
    if "form" in media:
        own = {key: f"{{{{{key}}}}}" for key in value if key in _VARIABLES}
        pairs = [{"key": key, "value": own.get(key, one)} for key, one in value.items()]
        return {"body": {"mode": "urlencoded", "urlencoded": pairs}}
    raw = json.dumps(value, ensure_ascii=False, indent=2)
    options = {"raw": {"language": "json"}}
    header = [{"key": "Content-Type", "value": media}]
    return {"header": header, "body": {"mode": "raw", "raw": raw, "options": options}}
