"""Webhooks and their deliveries: those of an organisation, and those a worker has to send."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.webhooks import OPEN, Sending, WebhookKind
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.tables.common import AccountRow
from osh_incidents.persistence.tables.webhooks import WebhookDeliveryRow, WebhookRow


class Webhooks:
    """The webhooks of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def get(self, webhook_id: UUID, actor: Actor) -> WebhookRow:
        """Return a webhook of the organisation of *actor*.

        Raises:
            NotFound: there is none.
        """
        return self._one(_own(webhook_id, actor))

    def hold(self, webhook_id: UUID, actor: Actor) -> WebhookRow:
        """Return the webhook as `get` for a change; another change of it waits."""
        locked = _own(webhook_id, actor).with_for_update()
        return self._one(locked.execution_options(populate_existing=True))

    def _one(self, statement: Select[WebhookRow]) -> WebhookRow:
        row = self._session.scalars(statement).one_or_none()
        if row is None:
            raise NotFound
        return row

    def of(self, actor: Actor) -> Sequence[WebhookRow]:
        """Return all webhooks of the organisation of *actor*, oldest first."""
        statement = select(WebhookRow).where(
            WebhookRow.organisation_id == actor.organisation_id, WebhookRow.ended_at.is_(None)
        )
        return self._session.scalars(statement.order_by(WebhookRow.id)).all()

    def live(self, kind: WebhookKind) -> Sequence[WebhookRow]:
        """Return every webhook of *kind* whose account is not disabled, oldest first."""
        statement = (
            select(WebhookRow)
            .join(AccountRow, AccountRow.id == WebhookRow.account_id)
            .where(
                WebhookRow.kind == kind,
                WebhookRow.ended_at.is_(None),
                AccountRow.disabled_at.is_(None),
            )
        )
        return self._session.scalars(statement.order_by(WebhookRow.id)).all()

    def claim(self, webhook_id: UUID) -> WebhookRow | None:
        """Return a webhook to hand changes to; None if another worker does, or it has ended."""
        statement = select(WebhookRow).where(
            WebhookRow.id == webhook_id, WebhookRow.ended_at.is_(None)
        )
        return self._session.scalars(statement.with_for_update(skip_locked=True)).one_or_none()

    def lanes(self, now: datetime) -> Sequence[UUID]:
        """Return the webhooks with a delivery that is due, those that answered last first."""
        failures = func.sum(case((WebhookDeliveryRow.state == Sending.FAILED, 1), else_=0))
        statement = (
            select(WebhookRow.id)
            .join(WebhookDeliveryRow, WebhookDeliveryRow.webhook_id == WebhookRow.id)
            .join(AccountRow, AccountRow.id == WebhookRow.account_id)
            .where(
                WebhookRow.ended_at.is_(None),
                AccountRow.disabled_at.is_(None),
                WebhookDeliveryRow.state.in_(OPEN),
                WebhookDeliveryRow.next_attempt_at <= now,
            )
            .group_by(WebhookRow.id)
            .order_by(failures, WebhookRow.id)
        )
        return self._session.scalars(statement).all()

    def take(self, webhook_id: UUID, now: datetime) -> WebhookDeliveryRow | None:
        """Return the next delivery that is due, locked; one that another worker has is left out.

        An earlier change of the same record is sent before, however long that takes.
        """
        earlier = aliased(WebhookDeliveryRow)
        before = exists().where(
            earlier.webhook_id == WebhookDeliveryRow.webhook_id,
            earlier.subject_id == WebhookDeliveryRow.subject_id,
            earlier.position < WebhookDeliveryRow.position,
            earlier.state.in_(OPEN),
        )
        statement = (
            select(WebhookDeliveryRow)
            .where(
                WebhookDeliveryRow.webhook_id == webhook_id,
                WebhookDeliveryRow.state.in_(OPEN),
                WebhookDeliveryRow.next_attempt_at <= now,
                or_(WebhookDeliveryRow.position.is_(None), ~before),
            )
            .order_by(WebhookDeliveryRow.position, WebhookDeliveryRow.id)
            .limit(1)
        )
        return self._session.scalars(statement.with_for_update(skip_locked=True)).one_or_none()

    def row(self, webhook_id: UUID) -> WebhookRow:
        """Return a webhook that exists."""
        return self._session.get_one(WebhookRow, webhook_id)

    def claim_delivery(self, webhook_id: UUID, delivery_id: UUID) -> WebhookDeliveryRow:
        """Return a delivery to a webhook for a change; another change waits.

        Raises:
            NotFound: there is none.
        """
        statement = select(WebhookDeliveryRow).where(
            WebhookDeliveryRow.id == delivery_id, WebhookDeliveryRow.webhook_id == webhook_id
        )
        row = self._session.scalars(statement.with_for_update()).one_or_none()
        if row is None:
            raise NotFound
        return row

    def of_events(
        self, webhook_id: UUID, event_ids: Sequence[UUID]
    ) -> dict[UUID, WebhookDeliveryRow]:
        """Return the deliveries of some events to a webhook that exist, by the event."""
        statement = select(WebhookDeliveryRow).where(
            WebhookDeliveryRow.webhook_id == webhook_id,
            WebhookDeliveryRow.event_id.in_(event_ids),
        )
        return {row.event_id: row for row in self._session.scalars(statement)}

    def deliveries(
        self, webhook_id: UUID, state: Sending | None, after: Cursor | None, size: int
    ) -> Page[WebhookDeliveryRow]:
        """Return one page of the deliveries to a webhook, last made first."""
        statement = select(WebhookDeliveryRow).where(WebhookDeliveryRow.webhook_id == webhook_id)
        if state is not None:
            statement = statement.where(WebhookDeliveryRow.state == state)
        if after is not None:
            statement = statement.where(WebhookDeliveryRow.id < after.id)
        ordered = statement.order_by(WebhookDeliveryRow.id.desc())
        rows = self._session.scalars(ordered.limit(size + 1)).all()
        last = rows[size - 1] if len(rows) > size else None
        return Page(rows[:size], Cursor(last.created_at, last.id) if last else None)

    def oldest_waiting(self) -> datetime | None:
        """Return when the oldest delivery was made that has not arrived."""
        made = func.min(WebhookDeliveryRow.created_at)
        return self._session.scalar(select(made).where(WebhookDeliveryRow.state.in_(OPEN)))


def _own(webhook_id: UUID, actor: Actor) -> Select[WebhookRow]:
    return select(WebhookRow).where(
        WebhookRow.id == webhook_id,
        WebhookRow.organisation_id == actor.organisation_id,
        WebhookRow.ended_at.is_(None),
    )
