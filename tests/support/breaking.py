"""Which changes of a contract break those who keep to the one before it.

What callers send may be narrowed by nothing; what they are sent may lose nothing. A value more in
a list of answers is only noted: readers must bear values they do not know (docs/changes-policy.md).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Side = Literal["request", "answer"]
Schema = Mapping[str, Any]
Found = Iterator["Change"]

_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_WORDS = ("type", "format", "const", "pattern")


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, where; a note breaks nobody who follows the policy."""

    where: str
    what: str
    breaks: bool = True

    def __str__(self) -> str:
        """Return it as a line."""
        return f"{self.where}: {self.what}"


def changes(before: Schema, after: Schema) -> list[Change]:
    """Return everything that breaks callers of *before*, and what they should know of."""
    found: list[Change] = []
    for path, methods in before["paths"].items():
        for method, old in methods.items():
            where = f"{method.upper()} {path}"
            new = after["paths"].get(path, {}).get(method)
            if new is None:
                found.append(Change(where, "operation is gone"))
            else:
                found += _Operation(before, after, where).compare(old, new)
    return found


def breaking(before: Schema, after: Schema) -> list[str]:
    """Return what breaks, as lines."""
    return [str(change) for change in changes(before, after) if change.breaks]


def may_break(before: str, after: str) -> bool:
    """Whether a version may break what one before kept: major number raised, or minor of 0.x."""
    old, new = _numbers(before), _numbers(after)
    return new[0] > old[0] or (new[0] == old[0] == 0 and new[1] > old[1])


def _numbers(version: str) -> tuple[int, int]:
    major, minor, *_ = version.split(".")
    return int(major), int(minor)


@dataclass
class _Operation:
    before: Schema
    after: Schema
    where: str
    seen: set[tuple[int, int, Side]] = field(default_factory=set)

    def compare(self, old: Schema, new: Schema) -> Found:
        yield from self._identity(old, new)
        yield from self._parameters(old, new)
        yield from self._body(old.get("requestBody"), new.get("requestBody"))
        for status, told in old["responses"].items():
            if status not in new["responses"]:
                yield self._change(f"answer {status} is gone")
            else:
                yield from self._content(told, new["responses"][status], f"answer {status}")

    def _identity(self, old: Schema, new: Schema) -> Found:
        if old["operationId"] != new["operationId"]:
            yield self._change(f"operationId is now {new['operationId']}")
        had, has = old.get("security") or [{}], new.get("security") or [{}]
        if any(one not in had for one in has) and {} not in has:
            yield self._change("security was added or changed")

    def _parameters(self, old: Schema, new: Schema) -> Found:
        had = {(one["in"], one["name"]): one for one in old.get("parameters", ())}
        has = {(one["in"], one["name"]): one for one in new.get("parameters", ())}
        for key, told in had.items():
            if key not in has:
                yield self._change(f"parameter {key[1]} is gone")
            else:
                yield from self._schema(
                    told["schema"], has[key]["schema"], "request", f"parameter {key[1]}"
                )
        for key, told in has.items():
            if told.get("required") and not had.get(key, {}).get("required"):
                yield self._change(f"parameter {key[1]} is now required")

    def _body(self, old: Schema | None, new: Schema | None) -> Found:
        if new is None:
            if old is not None:
                yield self._change("body is gone")
            return
        if new.get("required") and not (old or {}).get("required"):
            yield self._change("body is now required")
        if old is not None:
            yield from self._content(old, new, "body", "request")

    def _content(self, old: Schema, new: Schema, at: str, side: Side = "answer") -> Found:
        for media, told in old.get("content", {}).items():
            if media not in new.get("content", {}):
                yield self._change(f"{at}: {media} is gone")
            else:
                given = new["content"][media]
                yield from self._schema(told.get("schema", {}), given.get("schema", {}), side, at)

    def _schema(self, old: Schema, new: Schema, side: Side, at: str) -> Found:
        old, new = _resolved(old, self.before), _resolved(new, self.after)
        key = (id(old), id(new), side)
        if key in self.seen:
            return
        self.seen.add(key)
        yield from self._words(old, new, at)
        yield from self._values(old, new, side, at)
        if side == "request":
            yield from self._limits(old, new, at)
        yield from self._properties(old, new, side, at)
        yield from self._choices(old, new, side, at)
        if "items" in old and "items" in new:
            yield from self._schema(old["items"], new["items"], side, f"{at}/*")

    def _words(self, old: Schema, new: Schema, at: str) -> Found:
        for word in _WORDS:
            if old.get(word) != new.get(word) and (word in new or word not in ("pattern", "const")):
                yield self._change(f"{at}: {word} was {old.get(word)}, is {new.get(word)}")

    def _values(self, old: Schema, new: Schema, side: Side, at: str) -> Found:
        had, has = old.get("enum"), new.get("enum")
        if has is None:
            return
        if side == "request":
            for value in had or ():
                if value not in has:
                    yield self._change(f"{at}: {value} is no longer taken")
            if had is None:
                yield self._change(f"{at}: only certain values are taken now")
        for value in has:
            if side == "answer" and had is not None and value not in had:
                yield Change(self.where, f"{at}: {value} may be answered now", breaks=False)

    def _limits(self, old: Schema, new: Schema, at: str) -> Found:
        for words, narrower in ((_UPPER, -1), (_LOWER, 1)):
            for word in words:
                had, has = old.get(word), new.get(word)
                if has is not None and (had is None or (has - had) * narrower > 0):
                    yield self._change(f"{at}: {word} was {had}, is {has}")
        if (
            new.get("additionalProperties") is False
            and old.get("additionalProperties") is not False
        ):
            yield self._change(f"{at}: unknown fields are refused now")

    def _properties(self, old: Schema, new: Schema, side: Side, at: str) -> Found:
        had, has = old.get("properties", {}), new.get("properties", {})
        for name, told in had.items():
            if name in has:
                yield from self._schema(told, has[name], side, f"{at}/{name}")
            elif new.get("type") == "object":
                yield self._change(f"{at}: field {name} is gone")
        if side == "request":
            for name in set(new.get("required", ())) - set(old.get("required", ())):
                yield self._change(f"{at}: field {name} is now required")
        elif gone := set(old.get("required", ())) & set(has) - set(new.get("required", ())):
            yield self._change(f"{at}: {', '.join(sorted(gone))} may be absent now")

    def _choices(self, old: Schema, new: Schema, side: Side, at: str) -> Found:
        """Compare alternatives by what names them: their reference, else their type."""
        had, has = _alternatives(old), _alternatives(new)
        for name, told in had.items():
            if name in has:
                yield from self._schema(told, has[name], side, at)
            elif side == "request":
                yield self._change(f"{at}: {name} is no longer taken")
        for name in has:
            if had and side == "answer" and name not in had:
                yield self._change(f"{at}: {name} may be answered now")

    def _change(self, what: str) -> Change:
        return Change(self.where, what)


def _resolved(schema: Schema, contract: Schema) -> Schema:
    if "$ref" not in schema:
        return schema
    found: Schema = contract["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _alternatives(schema: Schema) -> dict[str, Schema]:
    found = schema.get("anyOf", schema.get("oneOf", ()))
    if mapping := schema.get("discriminator", {}).get("mapping"):
        return {name: {"$ref": reference} for name, reference in mapping.items()}
    return {_name(one): one for one in found}


def _name(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    return str(schema.get("format") or schema.get("type") or schema.get("const"))
