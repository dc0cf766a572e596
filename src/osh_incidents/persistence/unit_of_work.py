"""One request, one transaction: everything is stored, or nothing is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Protocol
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from osh_incidents.domain.disclosure import Shown
from osh_incidents.domain.errors import ChangedMeanwhile, ChangedSince, Unavailable
from osh_incidents.domain.sealing import Sealer
from osh_incidents.domain.versions import Expected
from osh_incidents.persistence import outages, sealed
from osh_incidents.persistence.base import AuthorityBase, CommonBase
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.inserting import insert_all, keep_at_hand
from osh_incidents.persistence.repositories.accounts import Accounts
from osh_incidents.persistence.repositories.amendments import Amendments
from osh_incidents.persistence.repositories.answers import Answers
from osh_incidents.persistence.repositories.areas import Areas
from osh_incidents.persistence.repositories.attempts import Attempts
from osh_incidents.persistence.repositories.cases import Cases
from osh_incidents.persistence.repositories.clocks import Clocks
from osh_incidents.persistence.repositories.corrections import Corrections
from osh_incidents.persistence.repositories.credentials import Credentials
from osh_incidents.persistence.repositories.declarations import Declarations
from osh_incidents.persistence.repositories.duplicates import Duplicates
from osh_incidents.persistence.repositories.erasures import Erasures
from osh_incidents.persistence.repositories.facts import Facts
from osh_incidents.persistence.repositories.feed import Feed
from osh_incidents.persistence.repositories.histories import Histories
from osh_incidents.persistence.repositories.imports import Imports
from osh_incidents.persistence.repositories.judged import JudgedFacts
from osh_incidents.persistence.repositories.log import Log
from osh_incidents.persistence.repositories.notices import Notices
from osh_incidents.persistence.repositories.persons import Persons
from osh_incidents.persistence.repositories.reads import Reads
from osh_incidents.persistence.repositories.releases import Releases
from osh_incidents.persistence.repositories.sealings import Sealings
from osh_incidents.persistence.repositories.signals import Signals
from osh_incidents.persistence.repositories.tallies import Tallies
from osh_incidents.persistence.repositories.webhooks import Webhooks
from osh_incidents.persistence.repositories.workforce import Workforce
from osh_incidents.persistence.repositories.workplaces import Workplaces

_PLANNED_ANEW = text("SET LOCAL plan_cache_mode = force_custom_plan")


class Versioned(Protocol):
    """A thing whose version is another after each change."""

    @property
    def version(self) -> int:
        """Return the version of now."""


class UnitOfWork:
    """The records of one authority during one transaction; services never commit it."""

    def __init__(self, session: Session, sealer: Sealer) -> None:  # noqa: PLR0915 - a line each
        """Work in *session*, with personal data sealed by *sealer*."""
        self.begin()
        self.session = session
        self.sealer = sealer
        sealed.use(session, sealer)
        self.amendments = Amendments(session)
        self.accounts = Accounts(session)
        self.answers = Answers(session)
        self.areas = Areas(session)
        self.attempts = Attempts(session)
        self.cases = Cases(session)
        self.corrections = Corrections(session)
        self.credentials = Credentials(session)
        self.declarations = Declarations(session)
        self.clocks = Clocks(session)
        self.duplicates = Duplicates(session)
        self.erasures = Erasures(session)
        self.facts = Facts(session)
        self.feed = Feed(session)
        self.histories = Histories(session)
        self.imports = Imports(session)
        self.judged = JudgedFacts(session)
        self.log = Log(session)
        self.notices = Notices(session)
        self.persons = Persons(session)
        self.reads = Reads(session)
        self.releases = Releases(session)
        self.sealings = Sealings(session)
        self.signals = Signals(session)
        self.tallies = Tallies(session)
        self.webhooks = Webhooks(session)
        self.workforce = Workforce(session)
        self.workplaces = Workplaces(session)

    def begin(self) -> None:
        """Know nothing of a request yet."""
        self.shown: list[Shown] = []
        """What the answer shows of people, to be noted before it is given."""
        self.holds_secret = False
        """Whether the answer shows a secret, which nobody is shown again."""
        self.answer_id: UUID | None = None
        """Under which row the answer is kept for repetitions of its request, if it has a key."""
        self.expected = Expected(None)
        """On which version of what it changes the request was decided."""
        self.one: Versioned | None = None
        """The one thing that the answer is about."""

    def beside(self) -> "UnitOfWork":
        """Return another in the same transaction, for a request that shares it with this one."""
        another = copy(self)
        another.begin()
        return another

    def expect_many(self) -> None:
        """Have every statement of this transaction planned for what the tables hold by now.

        PostgreSQL keeps a plan for a statement that comes again and again. One that looks among
        many, and came when the tables were empty, would go through all of them ever after, until
        the server looks at them by itself. To plan costs little beside what many cost.
        """
        connection = self.session.connection()
        if connection.dialect.name == "postgresql":
            connection.execute(_PLANNED_ANEW)

    def change(self, row: Versioned) -> None:
        """Refuse to change *row* unless it is in the version on which that was decided.

        Raises:
            ChangedSince: it is in another.
        """
        self.expected.check(row.version)
        self.one = row

    def add(self, *rows: AuthorityBase | CommonBase) -> None:
        """Keep new *rows*."""
        self.session.add_all(rows)

    def insert(self, rows: Sequence[AuthorityBase], at_hand: Sequence[AuthorityBase] = ()) -> None:
        """Keep many new *rows* of the authority at once; those that are needed again, *at_hand*."""
        insert_all(self.session, rows)
        keep_at_hand(self.session, at_hand)

    def flush(self) -> None:
        """Send what was added to the database, still inside the transaction."""
        self.session.flush()


@contextmanager
def transaction(
    database: Database,
    authority: str | None,
    sealer: Sealer,
    *,
    readonly: bool = False,
    snapshot: bool = False,
) -> Iterator[UnitOfWork]:
    """Open a unit of work that commits at the end, or rolls back on any exception.

    *readonly* and *snapshot* are those of `Database.session`.

    Raises:
        ChangedMeanwhile: another writer was first.
        ChangedSince: the same, where the change was decided on a version.
        Unavailable: the database cannot be reached, or all its connections are in use.
    """
    uow: UnitOfWork | None = None
    try:
        with database.session(authority, readonly=readonly, snapshot=snapshot) as session:
            uow = UnitOfWork(session, sealer)
            yield uow
            with outages.certain_commit():
                session.commit()
    except (StaleDataError, IntegrityError) as error:
        decided = uow is not None and uow.expected.versions is not None
        raise (ChangedSince if decided else ChangedMeanwhile) from error
    except PoolTimeout as error:
        raise Unavailable from error
    except DBAPIError as error:
        if outages.is_outage(error):
            raise Unavailable from error
        raise
