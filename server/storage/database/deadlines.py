"""Deadlines as signed rows: never edited, only superseded; a row nobody signed cannot prolong a session (T-47)."""

from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, String, Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from server.sessions.session import DeadlineRow, Session
from server.storage.database.schema import metadata
from server.terms.errors import Tampered
from server.terms.ids import SessionId
from server.vault.deployment import DeploymentKey
from server.vault.sealing import lp

deadlines = Table(
    "deadlines",
    metadata,
    Column("session", String(32), ForeignKey("sessions.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
)
"""One granted end of viewing; `signature` is Ed25519 by the record-signing key over `signed_bytes`."""


def signed_bytes(session: SessionId, number: int, until_ms: int, at_ms: int) -> bytes:
    """Give what is signed: ``lp("lb1 deadline") ‖ lp(session) ‖ number, until_ms, at_ms as 8 bytes big-endian each``."""
    return lp("lb1 deadline", session) + b"".join(value.to_bytes(8, "big") for value in (number, until_ms, at_ms))


async def add_new_deadlines(conn: AsyncConnection, dep: DeploymentKey, session: Session) -> None:
    """Sign and store the deadlines that the session has and the table has not, in the caller's transaction."""
    if not session.deadlines:
        return
    highest = select(func.max(deadlines.c.number)).where(deadlines.c.session == session.id)
    stored = (await conn.execute(highest)).scalar() or 0
    for row in session.deadlines:
        if row.number > stored:
            await conn.execute(insert(deadlines).values(_signed(dep, session.id, row)))


async def check_deadlines(conn: AsyncConnection, dep: DeploymentKey, session: Session) -> None:
    """Compare the session's deadlines with their signed rows.

    Raises
    ------
    Tampered
        `deadline`: a row was edited, added, removed or not signed by this installation.
    """
    query = select(deadlines).where(deadlines.c.session == session.id).order_by(deadlines.c.number)
    rows = (await conn.execute(query)).all()
    found = [(row.number, row.until_ms, row.at_ms) for row in rows]
    expected = [(row.number, row.until_ms, row.at_ms) for row in session.deadlines]
    if found != expected or not _all_signed(
        dep, session.id, [(*at, row.signature) for at, row in zip(found, rows, strict=True)]
    ):
        raise Tampered("deadline")


def _signed(dep: DeploymentKey, session: SessionId, row: DeadlineRow) -> dict[str, object]:
    signature = dep.signing_key().sign(signed_bytes(session, row.number, row.until_ms, row.at_ms))
    return {
        "session": session,
        "number": row.number,
        "until_ms": row.until_ms,
        "at_ms": row.at_ms,
        "signature": signature,
    }


def _all_signed(dep: DeploymentKey, session: SessionId, rows: Sequence[tuple[int, int, int, bytes]]) -> bool:
    public = dep.signing_key().public_key()
    try:
        for number, until_ms, at_ms, signature in rows:
            public.verify(signature, signed_bytes(session, number, until_ms, at_ms))
    except (InvalidSignature, OverflowError):
        return False
    return True
