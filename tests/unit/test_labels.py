import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from osh_incidents import domain
from osh_incidents.domain.errors import DomainError
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.observation import ConfStatus, ObsStatus

for found in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
    importlib.import_module(found.name)


def below(kind: type[Labelled]) -> Iterator[type[Labelled]]:
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


def refusals() -> Iterator[type[DomainError]]:
    yield from DomainError.__subclasses__()


VOCABULARIES = sorted(below(Labelled), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_every_code_has_a_label_in_both_languages(kind: type[Labelled]) -> None:
    for member in kind:
        assert member.label.vi.strip(), member
        assert member.label.en.strip(), member


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_every_code_is_lower_case_and_finds_its_member(kind: type[Labelled]) -> None:
    for member in kind:
        assert member.value.isascii()
        # SDMX writes the codes of its own lists in capitals.
        assert member.value == member.value.lower() or kind in {ObsStatus, ConfStatus}
        assert kind(member.value) is member


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_no_two_codes_of_a_vocabulary_read_alike(kind: type[Labelled]) -> None:
    for labels in ([m.label.vi for m in kind], [m.label.en for m in kind]):
        assert len(set(labels)) == len(labels)


def test_an_unknown_code_is_not_a_member() -> None:
    with pytest.raises(ValueError, match="lost"):
        VOCABULARIES[0]("lost")


def test_every_refusal_has_a_slug_of_its_own_and_a_title_in_both_languages() -> None:
    slugs = [kind.slug for kind in refusals()]
    assert len(set(slugs)) == len(slugs)
    assert all(kind.title.vi and kind.title.en for kind in refusals())


def test_a_refusal_without_detail_tells_its_title() -> None:
    for kind in refusals():
        assert kind().detail == kind.title


def test_facts_are_set_into_both_languages() -> None:
    text = Text("Ít nhất là {ge}.", "Must be at least {ge}.").within(ge=5)
    assert text == Text("Ít nhất là 5.", "Must be at least 5.")
