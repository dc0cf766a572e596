"""What the service does by itself, round after round, for each authority and each part apart."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping

from osh_incidents.domain.errors import DomainError
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import feed, repeats, tally_keeping, webhook_sending
from osh_incidents.services.webhook_sending import Office

_log = logging.getLogger(__name__)

Part = Callable[[Office, str], str | None]
"""Does what is due for one authority; returns what is worth telling, if anything is."""


def _sequence(office: Office, authority: str) -> None:
    feed.sequence(office.database, office.sealer, authority)


def _send(office: Office, authority: str) -> str | None:
    sent, failed = webhook_sending.send_due(office, authority)
    return f"{sent} sent, {failed} failed" if sent or failed else None


def _keep_tally(office: Office, authority: str) -> None:
    tally_keeping.keep_short(office.database, office.sealer, authority)


def _forget_answers(office: Office, authority: str) -> None:
    with transaction(office.database, authority, office.sealer, readonly=True) as uow:
        is_owed = repeats.has_old(uow, office.clock())
    if is_owed:
        with transaction(office.database, authority, office.sealer) as uow:
            repeats.forget_old(uow, office.clock())


PARTS: Mapping[str, Part] = {
    "feed": _sequence,
    "webhooks": _send,
    "tally": _keep_tally,
    "answers": _forget_answers,
}
"""In the order of a round: what is in the feed can be sent."""


def rounds(
    office: Office, authorities: Iterable[str], parts: Mapping[str, Part] = PARTS
) -> Iterator[str]:
    """Do one round, and yield what is worth telling; what fails stops nothing else."""
    for authority in authorities:
        for name, part in parts.items():
            told = _done(part, office, authority, name)
            if told is not None:
                yield f"{authority}: {told}"


def _done(part: Part, office: Office, authority: str, name: str) -> str | None:
    try:
        return part(office, authority)
    except DomainError as refusal:
        _log.warning("%s of %s: %s", name, authority, refusal.slug)
        return f"{name}: {refusal.title.en}"
    except Exception:  # noqa: BLE001 - whatever one part has, the others go on
        _log.exception("%s of %s", name, authority)
        return f"{name}: failed"
