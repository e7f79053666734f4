"""The record as lines that others can verify without us; the format is `SPEC.md`, [AUD-17]."""

import json
from collections.abc import AsyncIterator

from server.audit.checkpoint import Signer
from server.audit.leaf import leaf
from server.audit.log import READ_MAX, Log
from server.audit.merkle import inclusion, leaf_hash
from server.audit.port import LogStore, Stored
from server.terms.ids import SessionId

FORMAT = "lightbox-log/1"


async def export(log: Log, store: LogStore, signer: Signer, *, session: SessionId | None = None) -> AsyncIterator[str]:
    """Give the lines of an export, each ending in a newline: header, entries, signed checkpoint.

    With `session` only that session's entries, each with its proof of inclusion; of all others nothing is told but
    hashes. What is appended meanwhile is left out: the export ends where it began to be written.

    Raises
    ------
    Unavailable
        The storage cannot be read.
    Tampered
        `entry` with its index: a stored row does not open.
    """
    head = await log.head()
    header = {"format": FORMAT, "origin": signer.origin, "key": signer.verifier_key, "extract": session is not None}
    yield _line(header)
    leaves = (await log.leaf_hashes())[: head.size] if session is not None else []
    since = 0
    while since < head.size:
        rows = await store.read(since=since, session=session, limit=READ_MAX)
        for row in rows:
            if row.index < head.size:
                path = [step.hex() for step in inclusion(leaves, row.index)] if session is not None else None
                yield _line(_entry(row, path))
        if not rows:
            break
        since = rows[-1].index + 1
    yield _line({"checkpoint": signer.sign(head)})


def _entry(row: Stored, proof: list[str] | None) -> dict[str, object]:
    entry: dict[str, object] = {
        "n": row.index,
        "at_ms": row.at_ms,
        "session": row.session,
        "commitment": row.commitment.hex(),
        "leaf": leaf_hash(leaf(row.index, row.commitment)).hex(),
        "salt": None if row.salt is None else row.salt.hex(),
        "payload": None if row.payload is None else row.payload.decode(),
    }
    return entry if proof is None else {**entry, "proof": proof}


def _line(members: dict[str, object]) -> str:
    return json.dumps(members, separators=(",", ":"), ensure_ascii=False) + "\n"
