"""The law as this service knows it, as a page for jurists: every rule, version and source."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import timedelta
from itertools import pairwise
from typing import Any

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.model import Mark, Provision, Version
from osh_incidents.domain.law.registry import PROVISIONS
from tests.support.law_values_in_words import day_in_words, is_table_row, words
from tests.support.law_words import NOT_KNOWN, part

_NEW_LINE_IN_A_CELL = "<br>"
_KEY = Text("Mục", "Item")
_SAYS = Text("Nội dung", "Content")
_ABSENT = Text("chưa có trong bản này", "not in this version")

_INTRODUCTION = """# Pháp luật mà hệ thống áp dụng / *The law that this service applies*

Mỗi quy định có các bản theo thời gian; bản áp dụng là bản của ngày mà pháp luật lấy làm mốc (ví \
dụ ngày xảy ra tai nạn). Bản mới nhất ở trên; bản cũ chỉ ghi những chỗ khác bản liền trên. Trang \
này tóm tắt bằng lời của dự án, không thay thế văn bản pháp luật.

*Each rule has versions through time; the one applied is that of the day which the law counts \
from, such as the day of the accident. The newest stands first; an older one tells only where it \
differs from the one above it. The page is a summary in the project's own words and does not \
replace the texts. Names of diseases and injuries and citations stay in Vietnamese.*"""


def page() -> str:
    """Return the page in Markdown."""
    rules = list(PROVISIONS.values())
    blocks = [_INTRODUCTION, _marks(rules), _contents(rules), _doubtful(rules)]
    blocks += [_rule(number, rule) for number, rule in enumerate(rules, 1)]
    return "\n\n".join(blocks) + "\n"


def _marks(rules: list[Provision[object]]) -> str:
    found = [version.source.mark for rule in rules for version in rule.versions]
    rows = [[_cell(mark.label), str(found.count(mark))] for mark in Mark]
    head = [_cell(part("mark")), "Số bản<br>*Versions*"]
    title = "## Mức độ chắc chắn / *How certain each version is*"
    return f"{title}\n\n{_table(head, rows)}"


def _contents(rules: list[Provision[object]]) -> str:
    rows = [
        [str(number), f"[{rule.title.vi}](#{rule.key})", f"[{rule.title.en}](#{rule.key})"]
        for number, rule in enumerate(rules, 1)
    ]
    return "## Mục lục / *Contents*\n\n" + _table(["Số", "Quy định", "*Rule*"], rows)


def _doubtful(rules: list[Provision[object]]) -> str:
    lines = [
        f"- [{rule.title.vi}](#{rule.key}) / *{rule.title.en}* — "
        f"từ / *from* {day_in_words(version.since)}: {version.source}"
        for rule in rules
        for version in rule.versions
        if version.source.mark is Mark.UNSURE
    ]
    title = "## Cần xác nhận lại / *To be confirmed: versions marked unsure*"
    return f"{title}\n\n" + "\n".join(lines)


def _rule(number: int, rule: Provision[object]) -> str:
    head = f'<a id="{rule.key}"></a>\n\n## {number}. {rule.title.vi}\n\n*{rule.title.en}* — '
    newest_first = list(reversed(rule.versions))
    blocks = [head + f"`{rule.key}`", _version(newest_first[0], None)]
    blocks += [_version(older, newer) for newer, older in pairwise(newest_first)]
    return "\n\n".join(blocks)


def _version(version: Version[object], newer: Version[object] | None) -> str:
    """Return one version; of a table only the lines that differ from *newer* are told."""
    said = _body(version.value) if newer is None else _older(version.value, newer.value)
    return "\n\n".join([f"### {_stretch(version, newer)}", said, _source(version)])


def _stretch(version: Version[object], newer: Version[object] | None) -> str:
    since = f"Từ / *from* {day_in_words(version.since)}"
    if newer is None:
        return f"{since}, đến khi có thay đổi / *until changed*"
    return f"{since} đến hết / *until the end of* {day_in_words(newer.since - timedelta(days=1))}"


def _source(version: Version[object]) -> str:
    source = version.source
    return (
        f"> Nguồn / *Source*: {source}. "
        f"Mức độ chắc chắn / *Certainty*: **{source.mark.label.vi}** / *{source.mark.label.en}*. "
        f"Kiểm tra ngày / *Checked on*: {day_in_words(version.verified_on)}."
    )


def _older(value: Any, newer: Any) -> str:
    if not isinstance(value, Mapping) or not isinstance(newer, Mapping):
        return _body(value)
    changed: dict[Any, Any] = {key: one for key, one in value.items() if newer.get(key) != one}
    absent = [f"- {_line(words(key))}: {_line(_ABSENT)}" for key in newer if key not in value]
    if not changed and not absent:
        return "Nội dung như bản trên. / *The same as the version above.*"
    lines = ["Như bản trên, trừ / *As the version above, except*:"]
    if changed:
        lines.append(_mapping(changed))
    if absent:
        lines.append("\n".join(absent))
    return "\n\n".join(lines)


def _body(value: Any) -> str:
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, tuple):
        return "\n".join(f"{number}. {_line(words(one))}" for number, one in enumerate(value, 1))
    if is_table_row(value):
        return "\n".join(_bullets(value))
    return _line(words(value))


def _mapping(value: Mapping[Any, Any]) -> str:
    if all(is_table_row(one) for one in value.values()):
        return _columns(value)
    rows = [[_cell(words(key)), _cell(words(one))] for key, one in value.items()]
    return _table([_cell(_KEY), _cell(_SAYS)], rows)


def _columns(value: Mapping[Any, Any]) -> str:
    """Return a table with a column for each part that at least one line has."""
    lines = list(value.values())
    names = [field.name for field in fields(lines[0])]
    told = [name for name in names if any(getattr(line, name) is not None for line in lines)]
    rows = [
        [_cell(words(key)), *(_cell(words(getattr(line, name), of=name)) for name in told)]
        for key, line in value.items()
    ]
    return _table([_cell(_KEY), *(_cell(part(name)) for name in told)], rows)


def _bullets(value: Any) -> Iterator[str]:
    for field in fields(value):
        found = getattr(value, field.name)
        name = _line(part(field.name))
        if isinstance(found, Mapping):
            yield f"- {name}:"
            yield from (f"  - {_line(words(k))}: {_line(words(v))}" for k, v in found.items())
        else:
            yield f"- {name}: {_line(words(found, of=field.name))}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _line(text: Text) -> str:
    return _both(text, " / ")


def _cell(text: Text) -> str:
    return _both(text, _NEW_LINE_IN_A_CELL).replace("|", "\\|")


def _both(text: Text, between: str) -> str:
    if text.vi == text.en or text == NOT_KNOWN:
        return text.vi
    return f"{text.vi}{between}*{text.en}*"
