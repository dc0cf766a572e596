"""When an investigation belongs to another body than the one at work, and to which."""

from osh_incidents.domain.vocabulary import Level

_RANK = {
    Level.BASE: 0,
    Level.COMMUNE_RECORD: 0,
    Level.SPECIAL: 0,
    Level.PROVINCIAL: 1,
    Level.CENTRAL: 2,
}
_NEXT = {
    Level.BASE: Level.PROVINCIAL,
    Level.COMMUNE_RECORD: Level.PROVINCIAL,
    Level.PROVINCIAL: Level.CENTRAL,
}


def belongs_elsewhere(at_work: Level, lawful: Level) -> bool:
    """Whether the body *at_work* must hand over, since the facts ask for the *lawful* level.

    A death or a second severely hurt takes the case from the base team (Decree 39/2016 art. 11);
    a team of a higher level finishes what it began, also when the accident turns out less grave.
    """
    if at_work is lawful:
        return False
    return Level.SPECIAL in {at_work, lawful} or _RANK[lawful] >= _RANK[at_work]


def next_level(at_work: Level) -> Level | None:
    """Return the level above *at_work*, which investigates again; None above the central one.

    Decree 39/2016 art. 11(2), 11(3) and 17: the province for a base team, the ministry for a team
    of the province. Results under the law of a field are contested under that law.
    """
    return _NEXT.get(at_work)
