"""Ends that a crash cut short: their entries and receipts follow at the next start (decision 1).

An end destroys keys and darkens screens before anything is written. A process that died between its phase and its
entries has left a session that is over and a record that does not say so.
"""

import structlog

from server.audit.lock_receipt import LOCKED, lock_receipt
from server.live.holding import Holding
from server.live.keeping import Archive
from server.live.ports import Recorded
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.entries import Entry, EntryFact
from server.terms.errors import Tampered
from server.terms.ids import SessionId

_log = structlog.get_logger()
CHAT_CLOSED = "chat.closed"
RECENT = 64
"""How many ended sessions are looked at first; as many again each time one of them had something missing."""


async def complete_ends(archive: Archive, now_ms: int, holding: Holding | None = None) -> int:
    """Record what is missing of sessions that are over, with its receipts; gives how many entries and receipts that were.

    What another process holds is left to it. A session that cannot be read keeps no other from being completed.

    Raises
    ------
    LightboxError
        What could not be read or written.
    """
    missing, looked_at, limit = 0, 0, RECENT
    while True:
        ended = await archive.sessions.ended(limit=limit)
        found = 0
        for session in ended[looked_at:]:
            found += await _complete_if_free(archive, session, now_ms, holding or Holding())
        missing += found
        if not found or len(ended) < limit:
            return missing
        looked_at, limit = limit, limit * 2


async def is_rolled_back(archive: Archive, session: Session) -> bool:
    """Whether the record says that a session is over which its row has going on: somebody put an older row back.

    Phase and key are durable before the entries about their end, and after those about a new beginning; so a crash
    never leaves this behind [AUD-16 is about the record as a whole, this about one row of it].
    """
    kinds = [each.entry.kind for each in await _recorded(archive, session.id)]
    if session.phase is Phase.CLOSING:
        return CHAT_CLOSED in kinds
    return session.phase is not Phase.LOCKED and (_has_ended(kinds) or CHAT_CLOSED in kinds)


async def _complete_if_free(archive: Archive, session: SessionId, now_ms: int, holding: Holding) -> int:
    """Whoever runs it, or completes it at this moment, sees to its end."""
    if session in holding.held or await holding.claim(session) is not None:
        return 0
    try:
        return await _complete_if_readable(archive, session, now_ms)
    finally:
        await holding.release([session])


async def _complete_if_readable(archive: Archive, session: SessionId, now_ms: int) -> int:
    try:
        return await _complete(archive, await archive.sessions.load_unverified(session), now_ms)
    except Tampered as error:
        _log.error("end_not_completed", code=error.code)
        return 0


async def _complete(archive: Archive, session: Session, now_ms: int) -> int:
    recorded = await _recorded(archive, session.id)
    entries = [each.entry for each in recorded]
    kinds = [entry.kind for entry in entries]
    locks = [(each.entry, each.index) for each in recorded if each.entry.kind == LOCKED]
    missing = 0
    if not _has_ended(kinds):
        reason = "" if session.lock_reason is None else session.lock_reason.value
        facts: dict[str, EntryFact] = {
            "reason": reason, "epoch": session.epoch, "frames": 0, "size_bytes": 0, "keys": _left(entries), "late": True,
        }  # fmt: skip
        started = Entry(LOCKED, now_ms, "system", session.id, facts)
        locks.append((started, await archive.log.append([started])))
        missing += 1
    missing += await _complete_receipts(archive, session.id, locks)
    if session.phase is Phase.LOCKED and CHAT_CLOSED not in kinds:
        await archive.log.append([_chat_closed(session.id, now_ms)])
        missing += 1
    return missing


async def _recorded(archive: Archive, session: SessionId) -> list[Recorded]:
    recorded: list[Recorded] = []
    while more := await archive.log.read(session=session, since=recorded[-1].index + 1 if recorded else 0):
        recorded += more
    return recorded


async def _complete_receipts(archive: Archive, session: SessionId, locks: list[tuple[Entry, int]]) -> int:
    """Every end that is recorded has its receipt; gives how many were made."""
    kept = {receipt.at_ms for receipt in await archive.receipts.of(session) if receipt.kind == "lock"}
    owed = [lock_receipt(entry, index) for entry, index in locks if entry.at_ms not in kept]
    for receipt in owed:
        await archive.receipts.add("lock", session, receipt.content, receipt.at_ms)
    return len(owed)


def _has_ended(kinds: list[str]) -> bool:
    """Whether the last that was recorded of keys and ends is an end."""
    telling = [kind for kind in kinds if kind in {LOCKED, "key.created"}]
    return bool(telling) and telling[-1] == LOCKED


def _left(entries: list[Entry]) -> tuple[str, ...]:
    """Fingerprints of the keys that were alive when the process died, and died with it."""
    alive: list[str] = []
    for entry in entries:
        named = entry.facts.get("keys", ())
        fingerprints = [str(each) for each in named] if isinstance(named, tuple) else []
        if entry.kind == "key.created":
            alive += fingerprints
        elif entry.kind in {"key.destroyed", LOCKED}:
            alive = [each for each in alive if each not in fingerprints]
    return tuple(alive)


def _chat_closed(session: SessionId, now_ms: int) -> Entry:
    return Entry(CHAT_CLOSED, now_ms, "system", session, {"late": True})
