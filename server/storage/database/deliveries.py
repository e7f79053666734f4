"""Messages on their way in SQL: queued in the transaction of what they are about, taken by one process at a time."""

from dataclasses import replace

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from server.desk.delivery_rows import SENDS_MAX, SENDS_WINDOW_MS, Delivery
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import InviteId, ParticipantId, SessionId
from server.terms.people import Channel

AT_ONCE = 4
EXPIRED = "expired"

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("session", String(32), nullable=False),
    Column("participant", String(16), nullable=False),
    Column("invite", String(32), ForeignKey("invites.id"), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("channel", String(8), nullable=False),
    Column("number", Integer, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("not_after_ms", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_ms", BigInteger, nullable=False),
    Column("sent_ms", BigInteger),
    Column("failed_ms", BigInteger),
    Column("trouble", String(32), nullable=False),
    Index(None, "channel", "next_ms"),
    Index(None, "session"),
    Index(None, "invite", "created_ms"),
)
IS_OPEN = deliveries.c.sent_ms.is_(None) & deliveries.c.failed_ms.is_(None)


async def sends_wait_ms(conn: AsyncConnection, invite: InviteId, now_ms: int) -> int:
    """Give how long an invite has to wait for its next message: 0 when one may be sent now.

    A clock set back must not silence anybody for longer than the window itself.
    """
    newest = (
        select(deliveries.c.created_ms)
        .where(deliveries.c.invite == invite, deliveries.c.created_ms.between(now_ms - SENDS_WINDOW_MS + 1, now_ms))
        .order_by(deliveries.c.created_ms.desc())
        .limit(SENDS_MAX)
    )
    sent = list((await conn.execute(newest)).scalars())
    return sent[-1] + SENDS_WINDOW_MS - now_ms if len(sent) == SENDS_MAX else 0


async def queue(conn: AsyncConnection, delivery: Delivery) -> None:
    """Put a message on its way, in the transaction of `conn`."""
    await conn.execute(insert(deliveries).values({name: getattr(delivery, name) for name in Delivery.__slots__}))


class DeliveryRepository:
    """Implements `desk.delivery_rows.DeliveryShelf`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, delivery: Delivery) -> None:
        """Put a message on its way by itself."""
        async with self._db.write() as conn:
            await queue(conn, delivery)

    async def take_due(self, channel: Channel, now_ms: int, until_ms: int) -> list[Delivery]:
        """Take a few that are due; each is counted as tried and left alone by everybody else until `until_ms`."""
        due = (
            select(deliveries)
            .where(
                IS_OPEN,
                deliveries.c.channel == channel,
                deliveries.c.next_ms <= now_ms,
                deliveries.c.not_after_ms > now_ms,
            )
            .order_by(deliveries.c.next_ms, deliveries.c.id)
            .limit(AT_ONCE)
        )
        async with self._db.read() as conn:
            found = [_delivery(row) for row in await conn.execute(due)]
        return [
            replace(each, tries=each.tries + 1, next_ms=until_ms) for each in found if await self._take(each, until_ms)
        ]

    async def over(self, now_ms: int) -> list[Delivery]:
        """Give up those whose time is over."""
        given_up = (
            update(deliveries)
            .where(IS_OPEN, deliveries.c.not_after_ms <= now_ms)
            .values(failed_ms=now_ms, trouble=func.coalesce(func.nullif(deliveries.c.trouble, ""), EXPIRED))
            .returning(deliveries)
        )
        waiting = select(deliveries.c.id).where(IS_OPEN, deliveries.c.not_after_ms <= now_ms).limit(1)
        async with self._db.read() as conn:
            if await conn.scalar(waiting) is None:
                return []
        async with self._db.write() as conn:
            return [_delivery(row) for row in await conn.execute(given_up)]

    async def settle(self, delivery: Delivery) -> None:
        """Write down what became of a try."""
        outcome = {name: getattr(delivery, name) for name in ("next_ms", "sent_ms", "failed_ms", "trouble")}
        async with self._db.write() as conn:
            await conn.execute(update(deliveries).where(deliveries.c.id == delivery.id, IS_OPEN).values(outcome))

    async def of_session(self, session: SessionId) -> list[Delivery]:
        """Give all of a session, the newest first."""
        query = select(deliveries).where(deliveries.c.session == session)
        async with self._db.read() as conn:
            return [_delivery(row) for row in await conn.execute(query.order_by(deliveries.c.created_ms.desc()))]

    async def _take(self, delivery: Delivery, until_ms: int) -> bool:
        mine = update(deliveries).where(deliveries.c.id == delivery.id, deliveries.c.tries == delivery.tries, IS_OPEN)
        async with self._db.write() as conn:
            taken = await conn.execute(mine.values(tries=delivery.tries + 1, next_ms=until_ms))
            return taken.rowcount == 1


def _delivery(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        id=row.id,
        session=SessionId(row.session),
        participant=ParticipantId(row.participant),
        invite=InviteId(row.invite),
        kind=row.kind,
        channel=row.channel,
        number=row.number,
        created_ms=row.created_ms,
        not_after_ms=row.not_after_ms,
        tries=row.tries,
        next_ms=row.next_ms,
        sent_ms=row.sent_ms,
        failed_ms=row.failed_ms,
        trouble=row.trouble,
    )
