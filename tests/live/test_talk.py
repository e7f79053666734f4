"""Reading the chat in pages."""

from server.live.notices import Welcomed
from server.live.talk import PAGE_BYTES, PAGE_LINES
from server.sessions.chat import TEXT_MAX, ChatMessage
from tests.live.light_stand import HOST, LightStand
from tests.live.test_task import shared

LONG = "\N{FACE WITH TEARS OF JOY}" * TEXT_MAX


async def fill(stand: LightStand, count: int, text: str) -> None:
    """Lines as a talk leaves them, without waiting for a turn each."""
    (room,) = stand.rooms.tasks.values()
    for number in range(count):
        await stand.chat.append(room.session.id, ChatMessage(HOST.id, stand.clock.at_ms, "text", text, f"c{number}"))


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
