"""Declarations that are posted at the same time: all in one transaction, each as if alone.

What one caller did wrong is told to that caller. If anything else fails, nothing of it is stored,
and each is done again in a transaction of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from anyio.lowlevel import RunVar
from fastapi import Response

from osh_incidents.api.dependencies import Context
from osh_incidents.api.desk import Desk
from osh_incidents.api.posted import Post, Posted, Told
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import Unavailable
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import declarations, repeats

_desks = RunVar[dict[tuple[int, str], Desk[Post, Response]]]("desks")


async def declare(made: Context, post: Post) -> Response:
    """Return the answer to *post*, which is stored by then.

    Raises:
        DomainError, Repeated: it is refused, or was answered before.
    """
    return await _desk(made, post.asked.said.authority).ask(post)


def _desk(made: Context, authority: str) -> Desk[Post, Response]:
    desks = _desks.get({})
    _desks.set(desks)
    of = (id(made.database), authority)
    if of not in desks:
        desks[of] = Desk(partial(taken, made, authority))
    return desks[of]


def taken(made: Context, authority: str, posts: Sequence[Post]) -> list[Told]:
    """Return the answer to each of *posts* to *authority*, in their order."""
    told = dict[int, Told]()
    for group in _repetitions_later(posts):
        for post, answer in zip(group, _together(made, authority, group), strict=True):
            told[id(post)] = answer
    return [told[id(post)] for post in posts]


def _repetitions_later(posts: Sequence[Post]) -> Iterator[Sequence[Post]]:
    """Yield *posts* so that what repeats another comes when that one is stored."""
    while posts:
        keys, group, later = set[object](), list[Post](), list[Post]()
        for post in posts:
            (later if post.said_key in keys else group).append(post)
            if post.said_key is not None:
                keys.add(post.said_key)
        yield group
        posts = later


def _together(made: Context, authority: str, posts: Sequence[Post]) -> list[Told]:
    ending = False
    try:
        with transaction(made.database, authority, made.sealer) as uow:
            found = [Posted(post, uow.beside()) for post in posts]
            _take(uow, posts, found)
            ending = True
    except Exception as fault:  # noqa: BLE001 - each is tried again, and told of
        # A commit that was not confirmed may have happened: it must not be done again.
        in_doubt = ending and isinstance(fault, Unavailable)
        if len(posts) == 1 or in_doubt:
            return [fault for _ in posts]
        return [told for post in posts for told in _together(made, authority, [post])]
    return [one.told for one in found]


def _take(uow: UnitOfWork, posts: Sequence[Post], posted: Sequence[Posted]) -> None:
    actors = _actors(uow, posts)
    permitted = [
        one
        for post, one in zip(posts, posted, strict=True)
        if one.is_permitted(actors.get(post.account))
    ]
    keys = repeats.take_all(
        uow, [one.key for one in permitted if one.key is not None], posts[0].asked.moment
    )
    new = [(one, sent) for one in permitted if (sent := one.sent(keys)) is not None]
    found = declarations.declare_all(uow, [sent for _, sent in new])
    uow.duplicates.learn_open([one.id for one in found if isinstance(one, CaseRow)])
    for (one, _), case in zip(new, found, strict=True):
        one.answer(case)
    repeats.keep_all(uow, [given for one in posted if (given := one.given()) is not None])
    for one in posted:
        one.note()


def _actors(uow: UnitOfWork, posts: Sequence[Post]) -> dict[tuple[UUID, date], Actor]:
    """Return who acts by each account on each day; at midnight there are two days."""
    accounts = defaultdict[date, set[UUID]](set)
    for post in posts:
        account_id, day = post.account
        accounts[day].add(account_id)
    return {
        (account_id, day): actor
        for day, ids in accounts.items()
        for account_id, actor in uow.accounts.actors(ids, day).items()
    }
