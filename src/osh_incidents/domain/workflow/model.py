"""How a track is written down: rows of data, from which everything else is derived."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import ActionNotAllowed, FieldFault, GuardsUnmet, NotPermitted
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.model import Citation
from osh_incidents.domain.tracks import Do, State, Track

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Guard(Generic[F]):
    """Something that must hold before an action is lawful, with what to tell when it does not."""

    code: str
    text: Text
    holds: Callable[[F], bool]


@dataclass(frozen=True, slots=True)
class Transition(Generic[F]):
    """One lawful move.

    *guards* ask the case as it stands, *asks* what the action itself brings, and *when* chooses
    between rows of the same source and action. An *automatic* move follows from something else,
    and nobody takes it by itself.
    """

    source: State
    action: Do
    target: State
    needs: Permission
    citation: Citation
    guards: tuple[Guard[F], ...] = ()
    asks: tuple[Guard[F], ...] = ()
    when: Guard[F] | None = None
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Workflow(Generic[F]):
    """The whole table of one track."""

    track: Track
    initial: State
    transitions: tuple[Transition[F], ...]
    always: tuple[Guard[F], ...] = ()
    """What must hold for any move at all."""

    @property
    def states(self) -> tuple[State, ...]:
        """Return every state of the track in the order of first mention."""
        named = [self.initial]
        for row in self.transitions:
            named += [row.source, row.target]
        return tuple(dict.fromkeys(named))

    @property
    def final(self) -> frozenset[State]:
        """Return the states that no row leaves."""
        return frozenset(self.states) - {row.source for row in self.transitions}

    def decide(
        self, state: State, action: Do, known: F, actor: Actor, *, applied: F | None = None
    ) -> Transition[F]:
        """Return the row by which *actor* moves the track from *state* by *action*.

        *known* are the facts as they stand, *applied* those with what the action brings. State is
        asked first, then permission, then guards: a stranger is not told what a file lacks.

        Raises:
            ActionNotAllowed: no row leaves *state* by *action*.
            NotPermitted: the actor's role does not hold what the row needs.
            GuardsUnmet: the case lacks something; all that is lacking is named.
        """
        rows = [
            row
            for row in self.transitions
            if (row.source, row.action) == (state, action) and not row.automatic
        ]
        if not rows:
            raise self._not_allowed(state, action, actor, known)
        if not any(actor.may(row.needs) for row in rows):
            raise NotPermitted(members={"needs": rows[0].needs.value})
        brought = known if applied is None else applied
        row = next(row for row in rows if row.when is None or row.when.holds(brought))
        unmet = [guard for guard in (*self.always, *row.guards) if not guard.holds(known)]
        unmet += [guard for guard in row.asks if not guard.holds(brought)]
        if unmet:
            raise GuardsUnmet(
                errors=[FieldFault("", guard.code, guard.text) for guard in unmet],
                members={"state": state.value, "action": action.value},
            )
        return row

    def by_law(self, state: State, action: Do, applied: F) -> Transition[F] | None:
        """Return the row that follows from the law itself, whoever's act set it off, if any does.

        A permission is not asked for: publishing the minutes entitles the dead's relatives, and no
        office decides on it.
        """
        rows = (row for row in self.transitions if (row.source, row.action) == (state, action))
        chosen = [row for row in rows if row.when is None or row.when.holds(applied)]
        return chosen[0] if chosen else None

    def available(self, state: State, facts: F, actor: Actor) -> tuple[Do, ...]:
        """Return the actions that *actor* may take now and whose guards hold."""
        return _distinct(
            row.action
            for row in self.transitions
            if row.source is state
            and not row.automatic
            and actor.may(row.needs)
            and all(guard.holds(facts) for guard in (*self.always, *row.guards))
        )

    def _not_allowed(self, state: State, action: Do, actor: Actor, facts: F) -> ActionNotAllowed:
        allowed = self.available(state, facts, actor)
        track = self.track
        return ActionNotAllowed.told(track.label, state, action, allowed, track=track.value)


def _distinct(actions: Iterable[Do]) -> tuple[Do, ...]:
    return tuple(dict.fromkeys(actions))
