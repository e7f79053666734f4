"""Ends that a crash cut short: their entries and receipts follow at the next start (decision 1).

An end destroys keys and darkens screens before anything is written. A process that died between its phase and its
entries has left a session that is over and a record that does not say so.
"""

from server.live.keeping import Archive, receipt_of
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.entries import Entry, EntryFact
from server.terms.ids import SessionId

RECENT = 64
"""How many ended sessions are looked at; more cannot have been ending when the process died."""


async def complete_ends(archive: Archive, now_ms: int) -> int:
    """Record what is missing of sessions that are over; gives how many entries that were.

    Raises
    ------
    LightboxError
        What could not be read or written.
    """
    missing = 0
    for session in await archive.sessions.ended(limit=RECENT):
        missing += await _complete(archive, await archive.sessions.load_unverified(session), now_ms)
    return missing


async def _complete(archive: Archive, session: Session, now_ms: int) -> int:
    entries = [each.entry for each in await archive.log.read(session=session.id)]
    kinds = [entry.kind for entry in entries]
    missing = 0
    if not _has_ended(kinds):
        reason = "" if session.lock_reason is None else session.lock_reason.value
        facts: dict[str, EntryFact] = {
            "reason": reason, "epoch": session.epoch, "frames": 0, "size_bytes": 0, "keys": _left(entries), "late": True,
        }  # fmt: skip
        started = Entry("lock.started", now_ms, "system", session.id, facts)
        receipt = receipt_of(started, await archive.log.append([started]))
        if not await archive.receipts.of(session.id):
            await archive.receipts.add("lock", session.id, receipt.content, receipt.at_ms)
        missing += 1
    if session.phase is Phase.LOCKED and "chat.closed" not in kinds:
        await archive.log.append([_chat_closed(session.id, now_ms)])
        missing += 1
    return missing


def _has_ended(kinds: list[str]) -> bool:
    """Whether the last that was recorded of keys and ends is an end."""
    telling = [kind for kind in kinds if kind in {"lock.started", "key.created"}]
    return bool(telling) and telling[-1] == "lock.started"


def _left(entries: list[Entry]) -> tuple[str, ...]:
    """Fingerprints of the keys that were alive when the process died, and died with it."""
    alive: list[str] = []
    for entry in entries:
        named = entry.facts.get("keys", ())
        fingerprints = [str(each) for each in named] if isinstance(named, tuple) else []
        if entry.kind == "key.created":
            alive += fingerprints
        elif entry.kind in {"key.destroyed", "lock.started"}:
            alive = [each for each in alive if each not in fingerprints]
    return tuple(alive)


def _chat_closed(session: SessionId, now_ms: int) -> Entry:
    return Entry("chat.closed", now_ms, "system", session, {"late": True})
