"""Going on from an older copy of the data: nothing that was over by then comes back, and the record says that it happened.

Nobody knows what became, after the copy was made, of a session that is not locked in it. So each is locked, as failed,
before anybody can ask for one; only then the record has a new line of witnesses. Until the last step the server does not
start, whatever happens in between, and all of it can be done again.
"""

from dataclasses import dataclass

import structlog

from server.audit.checkpoint import Signer
from server.audit.log import Log
from server.audit.port import Witness
from server.live.aftermath import complete_ends
from server.live.keeping import Archive
from server.sessions.commands import Kill
from server.sessions.phases import LockReason
from server.sessions.step import step
from server.terms.entries import Entry, EntryFact
from server.terms.errors import Tampered
from server.terms.ids import SessionId

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Restored:
    """How many sessions were locked, and how many cannot be read: those open for nobody."""

    locked: int
    unreadable: int


async def accept(
    archive: Archive, log: Log, signer: Signer, witness: Witness, *, witnessed: int, found: int, now_ms: int
) -> Restored:
    """Lock every session that is not locked, record it all, then begin a new line of witnesses [AUD-16].

    Parameters
    ----------
    witnessed, found
        How many entries the witness knew of (-1: it is missing, or not ours), and how many the record has.

    Raises
    ------
    LightboxError
        What could not be read or written; nothing is accepted then.
    """
    facts: dict[str, EntryFact] = {"witnessed": witnessed, "found": found}
    await log.append([Entry("record.restored", now_ms, "operator", None, facts)])
    restored = await _lock_everything(archive, now_ms)
    await complete_ends(archive, now_ms)
    await witness.keep(signer.sign(await log.head()))
    return restored


async def _lock_everything(archive: Archive, now_ms: int) -> Restored:
    locked = unreadable = 0
    for session in await archive.sessions.unfinished():
        try:
            await _lock(archive, session, now_ms)
            locked += 1
        except Tampered as error:
            _log.error("session_not_locked", code=error.code)
            unreadable += 1
    return Restored(locked, unreadable)


async def _lock(archive: Archive, session: SessionId, now_ms: int) -> None:
    """Its keys died with the process that had them: what is left to do is to say so."""
    loaded = await archive.sessions.load_unverified(session)
    fence = await archive.sessions.claim(session)
    stepped = step(loaded, Kill("system", LockReason.FAILED), now_ms)
    await archive.sessions.save(stepped.session, fence=fence)
