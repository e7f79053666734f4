"""The record as lines that others can verify without us; the format is `SPEC.md`, [AUD-17]."""

import json
from collections.abc import AsyncIterator, Collection

from server.audit.checkpoint import Signer
from server.audit.leaf import leaf
from server.audit.log import READ_MAX, Log
from server.audit.merkle import leaf_hash
from server.audit.port import LogStore, Stored
from server.terms.ids import SessionId

FORMAT = "lightbox-log/1"


async def export(
    log: Log,
    store: LogStore,
    signer: Signer,
    *,
    session: SessionId | None = None,
    only: Collection[int] | None = None,
) -> AsyncIterator[str]:
    """Give the lines of an export, each ending in a newline: header, entries, signed checkpoint.

    With `session` only that session's entries, with `only` those of these indexes, each with its proof of inclusion; of
    all others nothing is told but hashes. What is appended meanwhile is left out: the export ends where it began to be written.

    Raises
    ------
    Unavailable
        The storage cannot be read.
    """
    head, is_extract = await log.head(), session is not None or only is not None
    header = {"format": FORMAT, "origin": signer.origin, "key": signer.verifier_key, "extract": is_extract}
    yield _line(header)
    since = 0
    while since < head.size:
        rows = await store.read(since=since, session=session, limit=READ_MAX)
        told = [row for row in rows if row.index < head.size and (only is None or row.index in only)]
        paths = await log.inclusions([row.index for row in told], head.size) if is_extract else None
        for row in told:
            yield _line(_entry(row, None if paths is None else [step.hex() for step in paths[row.index]]))
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
        "payload": None if row.payload is None else row.payload.decode("utf-8", "replace"),
    }
    if row.is_damaged:
        # what others could not learn either: something is kept, and it is not what was recorded
        entry["damaged"] = True
    return entry if proof is None else {**entry, "proof": proof}


def _line(members: dict[str, object]) -> str:
    return json.dumps(members, separators=(",", ":"), ensure_ascii=False) + "\n"
