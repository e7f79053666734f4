"""The chat at rest: sealed, and nothing of it removed or moved unnoticed."""

import pytest
from sqlalchemy import delete, update

from server.sessions.chat import ChatMessage
from server.storage.database.chat import TABLES, ChatRows
from server.storage.database.engine import Database
from server.storage.database.sessions import SessionRows
from server.terms.errors import Tampered
from server.terms.ids import ParticipantId, SessionId
from server.vault.deployment import DeploymentKey
from tests.contract.consults import NOW, a_session
from tests.storage.database.conftest import AtRest

SESSION = SessionId("1" * 32)
VERA = ParticipantId("d" * 16)

TALK = TABLES["talk"]


@pytest.fixture
async def chat(db: Database, dep: DeploymentKey) -> ChatRows:
    """A chat of three lines."""
    sessions = SessionRows(db, dep)
    await sessions.add(a_session("1"))
    rows = ChatRows(db, sessions)
    for cid in "abc":
        await rows.append(SESSION, ChatMessage(VERA, NOW, "text", text=f"unmistakable words {cid}", cid=cid))
    return rows


def test_chat_rests_sealed(chat: ChatRows, at_rest: AtRest) -> None:
    """T-23: what people said is in no file of the database."""
    files = at_rest()
    assert VERA.encode() in files
    assert b"unmistakable" not in files


@pytest.mark.parametrize(
    ("edit", "seq"),
    [
        (delete(TALK).where(TALK.c.seq == 2), 2),
        (delete(TALK).where(TALK.c.seq == 1), 1),
        (update(TALK).where(TALK.c.seq == 2).values(author="e" * 16), 2),
        (update(TALK).where(TALK.c.seq == 3).values(seq=4), 3),
        (update(TALK).where(TALK.c.seq == 3).values(sealed=bytes(64)), 3),
    ],
    ids=["removed", "first removed", "other author", "moved", "other words"],
)
async def test_an_edited_chat_is_tampering(chat: ChatRows, db: Database, edit: object, seq: int) -> None:
    """A line removed, moved, changed or put into somebody else's mouth is found and numbered."""
    async with db.write() as conn:
        await conn.execute(edit)  # type: ignore[call-overload]  # one of several statements
    with pytest.raises(Tampered, match="chat") as found:
        await chat.since(SESSION, 0, limit=10)
    assert found.value.facts == {"seq": seq}
