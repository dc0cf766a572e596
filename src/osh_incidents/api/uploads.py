"""Receiving a file: each part is stored, sealed, in a transaction of its own as it comes."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from email.message import Message
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from osh_incidents.adapters.import_text import CHARSETS
from osh_incidents.api import repeating
from osh_incidents.api.dependencies import Context
from osh_incidents.api.repeating import Repeated
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import Unreadable
from osh_incidents.domain.imports import FileFormat
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.tables.imports import ImportRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import imports, repeats
from osh_incidents.services.imports import Announced

Answer = Callable[[ImportRow], Response]
"""Makes the answer that tells of a file that was queued."""

_EMPTY = Text("Tệp rỗng.", "The file is empty.")


def format_of(request: Request) -> tuple[FileFormat, str | None]:
    """Return how the body is written, by its media type, and in which charset.

    Raises:
        HTTPException: it is of another type or charset.
    """
    said = Message()
    said["content-type"] = request.headers.get("content-type", "")
    media_type, charset = said.get_content_type(), said.get_content_charset()
    form = next((one for one in FileFormat if one.media_type == media_type), None)
    known = charset is None or charset in CHARSETS
    if form is FileFormat.NDJSON:
        known = charset in {None, "utf-8", "us-ascii"}
    if form is None or not known:
        raise HTTPException(415)
    return form, charset


class Upload:
    """One file on its way into the database; no more of it than one part is in memory."""

    def __init__(self, made: Context, actor: Actor, request: Request, answer: Answer) -> None:
        """Receive what *actor* sends with *request*, and give *answer* when all of it is there."""
        self._made, self._actor = made, actor
        self._request, self._answer = request, answer

    async def receive(self, announced: Announced) -> Response:
        """Store all that comes and queue the file; what does not come whole is forgotten.

        Raises:
            Repeated: this file was sent before, under the same key.
            KeyReused: another one was.
            NotPermitted, InsufficientScope: this kind is not for the actor.
            Unreadable: there is nothing in it.
        """
        import_id = await run_in_threadpool(self._begin, announced)
        try:
            return await self._store(import_id, self._request.stream())
        except BaseException:
            await run_in_threadpool(self._abandon, import_id)
            raise

    async def _store(self, import_id: UUID, parts: AsyncIterator[bytes]) -> Response:
        digest, waiting, ordinal = hashlib.sha256(), bytearray(), 0
        async for part in parts:
            digest.update(part)
            waiting += part
            while len(waiting) >= imports.CHUNK:
                full = bytes(waiting[: imports.CHUNK])
                del waiting[: imports.CHUNK]
                await run_in_threadpool(self._keep, import_id, ordinal, full)
                ordinal += 1
        if waiting:
            await run_in_threadpool(self._keep, import_id, ordinal, bytes(waiting))
        elif not ordinal:
            raise Unreadable(_EMPTY)
        return await run_in_threadpool(self._finish, import_id, digest.hexdigest())

    def _begin(self, announced: Announced) -> UUID:
        with self._opened() as uow:
            return imports.begin(uow, self._actor, announced, self._made.clock()).id

    def _keep(self, import_id: UUID, ordinal: int, part: bytes) -> None:
        with self._opened() as uow:
            imports.keep(uow, import_id, ordinal, part)

    def _finish(self, import_id: UUID, sha256: str) -> Response:
        with self._opened() as uow:
            self._recall(uow, sha256)
            response = self._answer(imports.finish(uow, import_id, sha256))
            repeating.keep(uow, response)
            return response

    def _recall(self, uow: UnitOfWork, sha256: str) -> None:
        key = repeating.key_of(self._request)
        if key is None:
            return
        asked = repeating.digest(self._request, sha256.encode())
        known = repeats.recall(uow, repeats.key_of(self._actor, key, asked), self._made.clock())
        if known is not None:
            raise Repeated(known)

    def _abandon(self, import_id: UUID) -> None:
        with self._opened() as uow:
            imports.abandon(uow, import_id, self._made.clock())

    def _opened(self) -> AbstractContextManager[UnitOfWork]:
        return transaction(self._made.database, self._actor.authority, self._made.sealer)
