"""Receipts of what was destroyed (keys, frames, studies): facts and fingerprints as JSON, no patient data, kept."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, insert, select

from server.storage.database.engine import Database
from server.storage.database.schema import metadata

receipts = Table(
    "receipts",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    Index(None, "subject"),
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt: what kind of destruction, of which session or study (its opaque id), when, and the JSON."""

    kind: str
    subject: str
    receipt: bytes
    at_ms: int


class ReceiptRows:
    """Stores receipts; implements `live.ports.ReceiptStore`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def add(self, kind: str, subject: str, receipt: bytes, at_ms: int) -> None:
        """Keep a receipt (JSON without patient data), durable on return."""
        row = {"kind": kind, "subject": subject, "receipt": receipt, "at_ms": at_ms}
        async with self._db.write() as conn:
            await conn.execute(insert(receipts).values(row))

    async def of(self, subject: str) -> list[Receipt]:
        """Give the receipts of a session or study, oldest first."""
        query = select(receipts).where(receipts.c.subject == subject).order_by(receipts.c.id)
        async with self._db.read() as conn:
            return [Receipt(row.kind, row.subject, row.receipt, row.at_ms) for row in await conn.execute(query)]
