"""What every store of the chat must do, over the reference in memory and over the database."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.live.ports import TranscriptStore
from server.sessions.chat import ChatMessage
from server.storage.database.chat import ChatRows
from server.storage.database.sessions import SessionRows
from server.terms.errors import NotFound
from server.terms.ids import ParticipantId, SessionId
from server.terms.view import Viewport
from server.vault.deployment import DeploymentKey
from tests.contract.consults import NOW, a_session
from tests.contract.transcript_store import MemoryTranscript
from tests.databases import KINDS, fresh_url, opened

ONE, TWO = SessionId("1" * 32), SessionId("2" * 32)
VERA, JOERG = ParticipantId("d" * 16), ParticipantId("e" * 16)


@pytest.fixture(params=["memory", *KINDS])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[TranscriptStore]:
    """A store that knows sessions `ONE` and `TWO`."""
    if request.param == "memory":
        yield MemoryTranscript(ONE, TWO)
        return
    async with opened(fresh_url(request, request.param, tmp_path)) as db:
        sessions = SessionRows(db, DeploymentKey(bytes(range(32))))
        await sessions.add(a_session("1"))
        await sessions.add(a_session("2"))
        yield ChatRows(db, sessions)


def said(cid: str, text: str = "Grüß Gott", author: ParticipantId = VERA) -> ChatMessage:
    return ChatMessage(author, NOW, "text", text=text, cid=cid)


async def test_lines_are_numbered_from_one_without_a_gap(store: TranscriptStore) -> None:
    """Each line gets the next number of its session and an id of its own."""
    stored = [await store.append(ONE, said(cid)) for cid in "abc"]
    assert [line.seq for line in stored] == [1, 2, 3]
    assert len({line.id for line in stored}) == 3
    assert (await store.append(TWO, said("a"))).seq == 1


async def test_a_line_comes_back_as_it_was(store: TranscriptStore) -> None:
    """Every field of a text and of a system line survives being stored."""
    text = await store.append(ONE, replace(said("a", "über 3 mm? 😀"), picture=Viewport("a", 1, 7)))
    system = ChatMessage(
        ParticipantId("system"), NOW, "system", code="extended", facts={"minutes": 15, "by": VERA, "ok": True}
    )
    stored = await store.append(ONE, system)
    assert await store.since(ONE, 0, limit=10) == [text, stored]
    assert stored == replace(system, id=stored.id, seq=2)


async def test_the_newest_lines_come_without_the_older_ones(store: TranscriptStore) -> None:
    """Whoever comes back after a long talk reads its end first, and never what they have."""
    for cid in "abcde":
        await store.append(ONE, said(cid))
    assert [line.seq for line in await store.newest(ONE, 0, limit=2)] == [4, 5]
    assert [line.seq for line in await store.newest(ONE, 3, limit=9)] == [4, 5]
    assert await store.newest(ONE, 5, limit=9) == []


async def test_a_line_sent_again_is_stored_once(store: TranscriptStore) -> None:
    """R17: the same author's same `cid` gives the first line back; another author's is a line of its own."""
    first = await store.append(ONE, said("a", "hello"))
    assert await store.append(ONE, said("a", "hello")) == first
    assert await store.append(ONE, said("a", "something else")) == first
    assert (await store.append(ONE, said("a", "hello", JOERG))).seq == 2
    assert len(await store.since(ONE, 0, limit=10)) == 2


async def test_system_lines_are_never_taken_for_each_other(store: TranscriptStore) -> None:
    """Lines without a `cid` are all kept, however alike."""
    line = ChatMessage(ParticipantId("system"), NOW, "system", code="warning")
    assert (await store.append(ONE, line)).seq == 1
    assert (await store.append(ONE, line)).seq == 2


async def test_concurrent_senders_share_the_numbers(store: TranscriptStore) -> None:
    """R17: many senders at once, each retrying: no number twice, none left out, no line twice."""
    sends = [store.append(ONE, said(str(n), author=author)) for n in range(8) for author in (VERA, JOERG)]
    sends += [store.append(ONE, said(str(n), author=author)) for n in range(8) for author in (VERA, JOERG)]
    stored = await asyncio.gather(*sends)
    assert sorted({line.seq for line in stored}) == list(range(1, 17))
    assert [line.seq for line in await store.since(ONE, 0, limit=100)] == list(range(1, 17))


async def test_lines_since_a_number_come_in_order_and_portions(store: TranscriptStore) -> None:
    """A reconnecting page reads on from the last line it has, as many portions as it takes."""
    for n in range(5):
        await store.append(ONE, said(str(n)))
    assert [line.seq for line in await store.since(ONE, 2, limit=2)] == [3, 4]
    assert [line.seq for line in await store.since(ONE, 4, limit=2)] == [5]
    assert await store.since(ONE, 5, limit=2) == []
    assert await store.since(TWO, 0, limit=2) == []


async def test_there_is_no_chat_without_a_session(store: TranscriptStore) -> None:
    """Appending to an unknown session is refused by name."""
    with pytest.raises(NotFound, match="no_session"):
        await store.append(SessionId("3" * 32), said("a"))


async def test_channels_are_numbered_by_themselves(store: TranscriptStore) -> None:
    """G3: whoever counts the talk's lines learns nothing of the clinicians' channel."""
    first = await store.append(ONE, said("a"))
    private = await store.append(ONE, replace(said("b"), channel="clinicians"))
    second = await store.append(ONE, said("c"))
    assert (first.seq, private.seq, second.seq) == (1, 1, 2)
    assert await store.since(ONE, 0, limit=9) == [first, second]
    assert await store.newest(ONE, 0, limit=9, channel="clinicians") == [private]


async def test_a_retry_is_the_same_line_in_its_channel(store: TranscriptStore) -> None:
    """G1: the same author and `cid` again adds nothing."""
    line = replace(said("a"), channel="clinicians")
    assert await store.append(ONE, line) == await store.append(ONE, line)
