"""Receipts of what was destroyed (keys, frames, studies): facts and fingerprints as JSON, no patient data, signed, kept."""

from dataclasses import dataclass, replace
from typing import Literal

from cryptography.exceptions import InvalidSignature
from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.vault.deployment import DeploymentKey
from server.vault.sealing import lp

receipts = Table(
    "receipts",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    Column("signature", LargeBinary(64)),
    Index(None, "subject"),
)
"""`signature` is Ed25519 by the record-signing key over `signed_bytes`; null in receipts of former versions."""

Seal = Literal["signed", "unsigned", "broken"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt: what kind of destruction, of which session or study (its opaque id), when, and the JSON."""

    kind: str
    subject: str
    receipt: bytes
    at_ms: int
    seal: Seal = "signed"
    """Whether this installation signed exactly this; `broken`: somebody changed it."""


def signed_bytes(kind: str, subject: str, receipt: bytes, at_ms: int) -> bytes:
    """Give what is signed [AUD-19]: ``lp("lb1 receipt") ‖ lp(kind) ‖ lp(subject) ‖ at_ms (8 bytes) ‖ lp(receipt)``."""
    return lp("lb1 receipt", kind, subject) + at_ms.to_bytes(8, "big") + lp(receipt)


async def add_receipt(conn: AsyncConnection, dep: DeploymentKey, new: Receipt) -> None:
    """Sign and keep a receipt in the caller's transaction."""
    signature = dep.signing_key().sign(signed_bytes(new.kind, new.subject, new.receipt, new.at_ms))
    row = {"kind": new.kind, "subject": new.subject, "receipt": new.receipt, "at_ms": new.at_ms}
    await conn.execute(insert(receipts).values(**row, signature=signature))


class ReceiptRows:
    """Stores receipts; implements `live.ports.ReceiptStore`."""

    def __init__(self, db: Database, dep: DeploymentKey) -> None:
        self._db = db
        self._dep = dep

    async def add(self, kind: str, subject: str, receipt: bytes, at_ms: int) -> None:
        """Sign and keep a receipt (JSON without patient data), durable on return."""
        async with self._db.write() as conn:
            await add_receipt(conn, self._dep, Receipt(kind, subject, receipt, at_ms))

    async def of(self, subject: str) -> list[Receipt]:
        """Give the receipts of a session or study, oldest first; one that was changed says so."""
        query = select(receipts).where(receipts.c.subject == subject).order_by(receipts.c.id)
        async with self._db.read() as conn:
            rows = (await conn.execute(query)).all()
        return [self._sealed(Receipt(row.kind, row.subject, row.receipt, row.at_ms), row.signature) for row in rows]

    def _sealed(self, read: Receipt, signature: bytes | None) -> Receipt:
        if signature is None:
            return replace(read, seal="unsigned")
        try:
            signed = signed_bytes(read.kind, read.subject, read.receipt, read.at_ms)
            self._dep.signing_key().public_key().verify(signature, signed)
        except (InvalidSignature, OverflowError):
            return replace(read, seal="broken")
        return read
