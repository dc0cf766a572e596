import importlib.util
import json
from copy import deepcopy
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from osh_incidents.domain.frozen import canonical, changed, digest, leaves, plain
from tests.support.releases import SCRIPT

names = st.text("abcde/~_0", min_size=1, max_size=4)
singles = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8)
contents = st.recursive(
    singles, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4)
)
objects = st.dictionaries(names, contents, max_size=5)
anything = st.recursive(
    singles
    | st.fractions(-(10**9), 10**9)
    | st.decimals(allow_nan=False)
    | st.floats()
    | st.datetimes(timezones=st.timezones()),
    lambda inner: st.tuples(inner, inner) | st.dictionaries(names, inner, max_size=3),
)


def script() -> Any:
    """Load the script that knows nothing of the service."""
    spec = importlib.util.spec_from_file_location("verify_release", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


OUTSIDE = script()


@given(objects)
def test_the_canonical_form_reads_back_as_the_content(content: Any) -> None:
    assert json.loads(canonical(content)) == content


@given(objects)
def test_the_order_of_names_does_not_matter(content: dict[str, Any]) -> None:
    turned = dict(reversed(content.items()))

    assert canonical(turned) == canonical(content)


@given(anything)
def test_plain_data_is_plain_already_and_holds_no_float(value: Any) -> None:
    once = plain(value)

    assert plain(once) == once
    assert not any(isinstance(leaf, float) for _, leaf in leaves(once))


@given(objects)
def test_the_script_outside_verifies_every_content_however_it_is_sent(content: Any) -> None:
    answer = {"content": content, "sha256": digest(canonical(content))}

    assert OUTSIDE.verified(json.dumps(answer, indent=2))
    assert OUTSIDE.verified(json.dumps(answer, ensure_ascii=False))


@given(objects, names, contents)
def test_the_script_outside_notices_any_other_value(content: Any, name: str, value: Any) -> None:
    # 1 and true are equal in Python and are not in JSON.
    assume(json.dumps(content.get(name, "none")) != json.dumps(value))
    told = digest(canonical({name: "none", **content}))

    answer = {"content": {**content, name: value}, "sha256": told}

    assert not OUTSIDE.verified(json.dumps(answer))


@given(objects)
def test_nothing_differs_from_itself(content: Any) -> None:
    assert changed(content, deepcopy(content)) == []


@given(objects, objects)
def test_the_differences_lead_from_the_old_values_to_the_new(old: Any, new: Any) -> None:
    known, wanted = dict(leaves(old)), dict(leaves(new))
    for one in changed(old, new):
        pointer = str(one["pointer"])
        known.pop(pointer, None)
        if pointer in wanted:
            known[pointer] = one["new"]

    assert known == wanted
