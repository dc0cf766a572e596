"""A posted declaration on its way through a transaction that it may share with others."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fastapi import Request, Response

from osh_incidents.api import repeating, versions, views
from osh_incidents.api.dependencies import reader_of
from osh_incidents.api.faults import field_faults
from osh_incidents.api.permission import Asked
from osh_incidents.api.repeating import Repeated
from osh_incidents.api.schemas import answers
from osh_incidents.api.schemas.declarations import DeclarationIn
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import DomainError, InvalidFields, Unavailable
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import declarations, reads, repeats
from osh_incidents.services.declarations import Sent
from osh_incidents.services.moves import By

Told = Response | Exception
"""What a caller is answered, refusals included."""


@dataclass(frozen=True, slots=True)
class Post:
    """A declaration as it is posted; *dry_run* asks only what it would be."""

    asked: Asked
    body: DeclarationIn
    dry_run: bool

    @property
    def account(self) -> tuple[UUID, date]:
        """Return the account that posts, and the day in Việt Nam on which it does."""
        return self.asked.said.account_id, self.asked.day

    @property
    def said_key(self) -> tuple[UUID, str] | None:
        """Return what two posts have in common of which one repeats the other."""
        said = self.asked.request.headers.get(repeating.HEADER)
        return None if said is None else (self.asked.said.account_id, said)


class Posted:
    """A post in its transaction, and what it is told; to be asked in the order of the methods."""

    def __init__(self, post: Post, uow: UnitOfWork) -> None:
        """Answer *post* in the transaction of *uow*, which is its own."""
        self._post, self._uow = post, uow
        self._actor: Actor | None = None
        self._told: Told | None = None
        self.key: repeats.Key | None = None

    @property
    def told(self) -> Told:
        """Return the answer, which there is at the end."""
        assert self._told is not None
        return self._told

    def is_permitted(self, actor: Actor | None) -> bool:
        """Whether *actor*, by whose account it is posted, may do this; if not, that is told."""
        with self._refusing():
            self._actor = self._post.asked.permitted(actor)
            self.key = repeating.key_taken_by(self._request, self._actor)
        return self._told is None

    def sent(self, taken: Mapping[str, UUID]) -> Sent | None:
        """Return what is to be taken in; nothing if all is told: *taken* are the keys so far new.

        It was done before, it has faults, or it only asks what it would be.
        """
        with self._refusing():
            if self.key is not None:
                repeating.refuse_known(repeats.recalled(self._uow, self.key, taken))
            declaration = self._checked()
            if not self._post.dry_run:
                return Sent(self._by, declaration)
            self._preview(declaration)
        return None

    def answer(self, found: CaseRow | Exception) -> None:
        """Tell as what case it was taken in, or why it was not."""
        if isinstance(found, Exception):
            self._refuse(found)
            return
        row, by = found.declarations[0], self._by
        whole = answers.DeclaredOut(
            declaration=views.receipt(self._request, row),
            case=views.case(self._uow, by.actor, found, by.now),
        )
        place = {"Location": f"{self._request.url.path}/{row.tracking_no}"}
        self._tell(whole.model_dump_json(), 201, place)

    def given(self) -> tuple[UnitOfWork, repeats.Answer] | None:
        """Return the answer that its repetitions are given; nothing if there is none."""
        if isinstance(self._told, Response) and self._uow.answer_id is not None:
            return self._uow, repeating.answer_of(self._told)
        return None

    def note(self) -> None:
        """Note what the answer shows of people."""
        if self._uow.shown:
            reader = reader_of(self._request)
            reads.keep(self._uow, self._uow.shown, reader, self._by.now)

    @property
    def _request(self) -> Request:
        return self._post.asked.request

    @property
    def _now(self) -> datetime:
        return self._post.asked.moment

    @property
    def _by(self) -> By:
        assert self._actor is not None, "who is not permitted is told so, and no more"
        return By(self._actor, self._now)

    def _checked(self) -> Declaration:
        body = self._post.body
        if body.faults:
            known, by = Known.of(dict(body)), self._by
            across = declarations.faults(self._uow, by.actor, known, by.now)
            raise InvalidFields(errors=[*field_faults(body.faults), *across])
        return body.declaration()

    def _preview(self, declaration: Declaration) -> None:
        uow, by = self._uow, self._by
        found, odd = declarations.preview(uow, by.actor, declaration, by.now)
        preview = views.preview(self._request, declaration.kind, found, odd)
        self._tell(preview.model_dump_json(), 200, {})
        repeats.release(uow)

    def _tell(self, content: str, status: int, headers: Mapping[str, str]) -> None:
        told = Response(content, status, headers, media_type="application/json")
        self._told = versions.tagged(self._request, told, self._uow.one)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except Unavailable:
            raise
        except (DomainError, Repeated) as known:
            self._refuse(known)

    def _refuse(self, known: Exception) -> None:
        self._told = known
        # Nothing was done under the key.
        repeats.release(self._uow)
