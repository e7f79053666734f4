"""Reading the chat in pages."""

import asyncio

from sqlalchemy import update

from server.live.notices import Welcomed
from server.live.talk import PAGE_BYTES, PAGE_LINES
from server.sessions.chat import TEXT_MAX, ChatMessage
from server.storage.database.chat import TABLES
from tests.live.light_stand import HOST, LightStand
from tests.live.test_task import shared

LONG = "\N{FACE WITH TEARS OF JOY}" * TEXT_MAX


async def fill(stand: LightStand, count: int, text: str) -> None:
    """Lines as a talk leaves them, without waiting for a turn each."""
    (room,) = stand.rooms.tasks.values()
    for number in range(count):
        await room.performer.keeper.say(ChatMessage(HOST.id, stand.clock.at_ms, "text", text, f"c{number}"))


async def test_a_changed_line_keeps_nobody_out(stand: LightStand) -> None:
    """T-48: who comes in gets what was said after it, and the record has an alert."""
    host, _ = await shared(stand)
    await fill(stand, 5, "Hello")
    lines, session = TABLES["talk"], host.room.session.id
    newest = (await stand.chat.newest(session, 0, limit=1))[0].seq
    for changed in (newest - 3, newest - 1):
        async with stand.desk.database.write() as conn:
            await conn.execute(update(lines).where(lines.c.seq == changed).values(sealed=bytes(64)))
    again = await stand.enter(host.room, HOST)
    (welcome,) = again.told(Welcomed)
    assert [line.seq for line in welcome.chat] == [newest]
    async with asyncio.timeout(10):
        while not await stand.entries("security.alert"):
            await asyncio.sleep(0.05)


async def test_who_has_read_everything_is_given_nothing_and_the_next_line_at_once(stand: LightStand) -> None:
    """G1: a room knows its newest line by itself; whoever comes back with it misses nothing that is said afterwards."""
    host, _ = await shared(stand)
    await fill(stand, 2, "Hello")
    newest = (await stand.chat.newest(host.room.session.id, 0, limit=1))[0].seq
    assert await host.room.talk.newest(HOST.id, newest) == ()
    assert [line.seq for line in await host.room.talk.newest(HOST.id, newest - 1)] == [newest]
    await host.room.say(HOST.id, "c-next", "Hello")
    assert [line.seq for line in await host.room.talk.newest(HOST.id, newest)] == [newest + 1]


async def test_a_welcome_has_the_newest_lines(stand: LightStand) -> None:
    """What is older is asked for; the transcript is not read from its beginning."""
    host, _ = await shared(stand)
    await fill(stand, PAGE_LINES + 20, "Hello")
    again = await stand.enter(host.room, HOST)
    (welcome,) = again.told(Welcomed)
    page = await host.room.talk.since(HOST.id, welcome.chat[0].seq - 2)
    assert len(welcome.chat) == PAGE_LINES
    assert page.lines[1:3] == welcome.chat[:2]
    assert page.more


async def test_long_lines_lock_nobody_out(stand: LightStand) -> None:
    """T-17: two hundred lines as long as they may be are read in several pages, the newest first in the welcome."""
    host, _ = await shared(stand)
    await fill(stand, 60, LONG)
    again = await stand.enter(host.room, HOST)
    (welcome,) = again.told(Welcomed)
    assert 0 < sum(len(line.text.encode()) for line in welcome.chat) <= PAGE_BYTES
    seq, read = 0, list[ChatMessage]()
    while (page := await host.room.talk.since(HOST.id, seq)).lines:
        assert sum(len(line.text.encode()) for line in page.lines) <= PAGE_BYTES
        read += page.lines
        seq = page.lines[-1].seq
        assert page.more == (seq < welcome.chat[-1].seq)
    assert [line.seq for line in read] == list(range(1, len(read) + 1))
    assert tuple(read[-len(welcome.chat) :]) == welcome.chat
