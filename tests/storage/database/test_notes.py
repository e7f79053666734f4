"""Notes at rest: sealed, in order, one writer at a time."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from server.desk.erasure_rows import ErasureRow
from server.desk.note_rows import KeptNote
from server.sessions.noting import NoteVersion
from server.sessions.phases import Phase
from server.storage.database.engine import Database
from server.storage.database.erasures import ErasureRows
from server.storage.database.notes import NoteRows, notes
from server.storage.database.sessions import SessionRows
from server.terms.errors import Tampered
from server.terms.ids import PersonId, SessionId
from server.vault.deployment import DeploymentKey
from tests.contract.consults import NOW, a_session
from tests.storage.database.conftest import AtRest

SESSION = SessionId("1" * 32)
LEE = PersonId("c" * 32)
FIRST = KeptNote(NoteVersion(1, 1, "unmistakable words", NOW, NOW + 5), LEE, NOW, b'{"text":"unmistakable"}', b"s" * 64)
SECOND = KeptNote(NoteVersion(2, 1, "unmistakable, too", NOW + 9), LEE)


@pytest.fixture
async def kept(db: Database, dep: DeploymentKey) -> NoteRows:
    """A signed version and a draft that amends it."""
    sessions = SessionRows(db, dep)
    await sessions.add(a_session("1"))
    rows = NoteRows(db, sessions)
    for each in (FIRST, SECOND):
        assert await rows.keep(SESSION, each, over=None, unlocked=True)
    return rows


async def test_a_note_comes_back_in_order_and_rests_sealed(kept: NoteRows, at_rest: AtRest) -> None:
    """T-23: neither the words nor what was signed are in any file of the database."""
    assert await kept.of(SESSION) == [FIRST, SECOND]
    assert await kept.of(SessionId("2" * 32)) == []
    assert b"unmistakable" not in at_rest()


async def test_one_of_two_writers_is_told_to_look_again(kept: NoteRows) -> None:
    """SES-211: only over the words one has read, never over what is signed, and nothing stands twice."""
    other = replace(SECOND, version=replace(SECOND.version, revision=2, text="other words"))
    assert await kept.keep(SESSION, other, over=1, unlocked=True)
    assert not await kept.keep(SESSION, other, over=1, unlocked=True)
    assert not await kept.keep(SESSION, SECOND, over=None, unlocked=True)
    assert not await kept.keep(SESSION, FIRST, over=1, unlocked=True)
    assert [each.version.text for each in await kept.of(SESSION)] == ["unmistakable words", "other words"]


async def test_what_must_come_before_the_lock_comes_before_it(kept: NoteRows, db: Database, dep: DeploymentKey) -> None:
    """SES-210: asked in the transaction that writes, whatever the process believes."""
    sessions = SessionRows(db, dep)
    fence = await sessions.claim(SESSION)
    await sessions.save(replace(a_session("1"), phase=Phase.LOCKED), fence=fence)
    later = replace(SECOND, version=replace(SECOND.version, revision=2))
    assert not await kept.keep(SESSION, later, over=1, unlocked=True)
    assert await kept.keep(SESSION, later, over=1, unlocked=False)


@pytest.mark.parametrize(
    ("edit", "version"),
    [
        (delete(notes).where(notes.c.version == 1), 1),
        (update(notes).where(notes.c.version == 1).values(signed_ms=None), 1),
        (update(notes).where(notes.c.version == 2).values(revision=7), 2),
        (update(notes).where(notes.c.version == 2).values(author="d" * 32), 2),
        (update(notes).where(notes.c.version == 2).values(sealed=bytes(64)), 2),
    ],
    ids=["removed", "unsigned", "other revision", "other author", "other words"],
)
async def test_an_edited_note_is_tampering(kept: NoteRows, db: Database, edit: object, version: int) -> None:
    """A version removed, changed or put into somebody else's hand is found and numbered."""
    async with db.write() as conn:
        await conn.execute(edit)  # type: ignore[call-overload]  # one of several statements
    with pytest.raises(Tampered, match="note") as found:
        await kept.of(SESSION)
    assert found.value.facts == {"version": version}


async def test_what_another_process_sealed_anew_is_read_and_written_on(
    kept: NoteRows, db: Database, dep: DeploymentKey
) -> None:
    """T-53: an erasure elsewhere changes the key; who has the former one at hand reads what stays, and seals under the new."""
    elsewhere = SessionRows(db, dep)
    erasure = ErasureRow("9" * 32, SESSION, "chat", "asked", NOW, 7)
    assert await kept.of(SESSION) == [FIRST, SECOND]
    await ErasureRows(db, dep, elsewhere).carry_out(erasure)
    assert await kept.of(SESSION) == [FIRST, SECOND]
    third = replace(SECOND, version=replace(SECOND.version, revision=2, text="a later word"))
    await ErasureRows(db, dep, elsewhere).carry_out(replace(erasure, receipt="8" * 32))
    assert await kept.keep(SESSION, third, over=1, unlocked=False)
    assert await NoteRows(db, elsewhere).of(SESSION) == [FIRST, third]
