"""Accidents that are declared twice, and two accidents that look like one."""

from dataclasses import replace
from datetime import timedelta

from osh_incidents.demo import happenings, inquiries
from osh_incidents.demo.happenings import Happening
from osh_incidents.demo.scene import Scene, Story, beside, together
from osh_incidents.demo.stories import by_employer, by_province
from osh_incidents.demo.taking_in import declare, taken_in
from osh_incidents.domain.declaration import VictimPart
from osh_incidents.domain.investigation_vocabulary import Conclusion
from osh_incidents.domain.vocabulary import Declarant, Severity
from osh_incidents.services import declarations, links
from osh_incidents.services.links import Decision, PairVerdict
from osh_incidents.services.moves import By

_IS_LINKED = (True, True, True, True, False)


def declared_twice(scene: Scene) -> Story:
    """Tell of a death that the commune declares as it heard of it, and then the employer.

    The inspector links the two; of some the decision is still to be made.
    """
    commune = scene.commune
    assert commune is not None, "such a case is given to units of a commune with an account alone"
    happening = happenings.accident(scene, Severity.FATAL)
    victims = tuple(_as_heard(victim) for victim in happening.victims)
    yield scene.soon(60, 300)
    heard = replace(happening, victims=victims)
    told = happenings.declared(scene, heard, Declarant.COMMUNE)
    hearsay = declarations.declare(scene.uow, commune, told, scene.now)
    yield scene.soon(60, 900)
    known = happenings.declared(scene, happening, Declarant.EMPLOYER)
    declare(scene, known, scene.employer)
    if not scene.turn(_IS_LINKED):
        return
    yield scene.soon(30, 600)
    one = Decision(PairVerdict.DUPLICATE_OF, scene.case_id, "Một vụ, hai nơi khai báo.")
    links.decide(scene.uow, By(scene.offices.inspector, scene.now), hearsay.id, one)
    yield from taken_in(scene)
    yield from by_province(scene, Conclusion.OCCUPATIONAL_ACCIDENT, inquiries.FATAL)


def namesakes(scene: Scene) -> Story:
    """Tell of two workers of one name, hurt on one day at one employer: two accidents.

    The inspector decides so before either is registered.
    """
    first = happenings.accident(scene, Severity.SEVERE)
    other = replace(scene, now=scene.now + timedelta(hours=scene.rng.randint(2, 5)))
    second = happenings.accident(other, Severity.SEVERE)
    (hurt,), (namesake,) = first.victims, second.victims
    told = replace(_as_heard(namesake), full_name=hurt.full_name, sex=hurt.sex, birth_year=None)
    yield other.soon(60, 300)
    declare(scene, happenings.declared(scene, first, Declarant.EMPLOYER), scene.employer)
    yield scene.soon(5, 60)
    other.now = scene.now
    part = happenings.declared(other, Happening(second.part, (told,)), Declarant.EMPLOYER)
    declare(other, part, other.employer)
    yield from together(_investigated(scene), beside(scene, other, _investigated(other)))


def _investigated(scene: Scene) -> Story:
    yield from taken_in(scene)
    yield from by_employer(scene, Conclusion.OCCUPATIONAL_ACCIDENT, inquiries.SEVERE)


def _as_heard(victim: VictimPart) -> VictimPart:
    """Return *victim* without what only the employer's papers tell."""
    year = victim.birth_date.year if victim.birth_date else None
    return replace(
        victim,
        birth_date=None,
        birth_year=year,
        citizen_id=None,
        occupation_code=None,
        insured_since=None,
        monthly_wage_vnd=None,
    )
