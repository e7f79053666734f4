"""What is written when: at once while the socket takes it, newest first when it does, and never between two halves."""

import asyncio
from contextlib import suppress

import pytest

from server.transport.room.outbox import Outbox
from server.transport.room.websocket import _head
from server.transport.wire.room_out import Dark, FrameMeta, Lease

META = FrameMeta(
    n=1, epoch=1, fid="A" * 22, stack=0, pos=0, level=0, tier="lossy", mime="image/jpeg", w=1, h=1,
    voi=None, window=None, source="file", source_lossy=False, marked=False, len=3,
)  # fmt: skip


class NarrowSocket:
    """A socket that takes what it is given only while `goes` is set; `wrote` has each write as a tuple."""

    def __init__(self) -> None:
        self.alive = True
        self.is_leaving = False
        self.joined = asyncio.Event()
        self.joined.set()
        self.goes = asyncio.Event()
        self.goes.set()
        self.wrote: list[tuple[bytes, ...]] = []

    @property
    def is_free(self) -> bool:
        """Whether everything was taken."""
        return self.goes.is_set()

    def write(self, text: bytes) -> None:
        """A message."""
        if not self.alive:
            raise ConnectionResetError
        self.wrote.append((text,))

    def write_pair(self, header: bytes, attachment: bytes) -> None:
        """A header and what belongs to it."""
        self.wrote.append((header, attachment))

    async def taken(self) -> None:
        """Until it goes."""
        await self.goes.wait()

    async def close(self) -> None:
        """Nothing to do."""

    def abort(self) -> None:
        """Cut."""
        self.alive = False


def kinds(socket: NarrowSocket) -> list[str]:
    """The events written so far."""
    return [wrote[0].split(b'"')[1].decode() for wrote in socket.wrote]


async def test_a_free_socket_is_written_to_at_once_and_a_frame_in_one_piece() -> None:
    """P7, P8: no writer is woken; header and attachment are one write, so nothing can come in between."""
    socket = NarrowSocket()
    outbox = Outbox(socket)  # type: ignore[arg-type]  # all of it that an outbox asks for
    outbox.tell(Dark(reason="paused"))
    outbox.slot(Lease(epoch=1, until_ms=1, server_ms=0))
    await outbox.show(META, b"abc", lambda: True)
    assert kinds(socket) == ["dark", "lease", "frame"]
    assert socket.wrote[-1][1] == b"abc"


async def test_what_waited_is_chosen_when_the_socket_is_free_again() -> None:
    """Reliable messages in order, then the newest of each slot, then the frame if it still may go."""
    socket = NarrowSocket()
    outbox = Outbox(socket)  # type: ignore[arg-type]  # as above
    writer = asyncio.create_task(outbox.run())
    socket.goes.clear()
    shown = asyncio.create_task(outbox.show(META, b"abc", lambda: True))
    for until_ms in range(5):
        outbox.slot(Lease(epoch=1, until_ms=until_ms, server_ms=0))
    outbox.tell(Dark(reason="one"))
    outbox.tell(Dark(reason="two"))
    await asyncio.sleep(0)
    assert not socket.wrote
    socket.goes.set()
    await asyncio.wait_for(shown, 10)
    assert kinds(socket) == ["dark", "dark", "lease", "frame"]
    assert b'"until_ms":4' in socket.wrote[2][0]
    writer.cancel()
    with suppress(asyncio.CancelledError):
        await writer


@pytest.mark.parametrize("narrow", [False, True], ids=["at once", "after a wait"])
async def test_a_frame_is_asked_about_last(narrow: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    """T-46: whether it may go is asked when it would be written; who asked for it is let go either way."""
    socket, may = NarrowSocket(), not narrow
    outbox = Outbox(socket)  # type: ignore[arg-type]  # as above
    writer = asyncio.create_task(outbox.run())
    if narrow:
        socket.goes.clear()
    shown = asyncio.create_task(outbox.show(META, b"abc", lambda: False))
    await asyncio.sleep(0)
    assert shown.done() is may
    socket.goes.set()
    await asyncio.wait_for(shown, 10)
    assert not socket.wrote
    writer.cancel()
    with suppress(asyncio.CancelledError):
        await writer


async def test_a_connection_that_is_gone_ends_quietly() -> None:
    """Telling somebody who has just left is no error of whoever tells."""
    socket = NarrowSocket()
    outbox = Outbox(socket)  # type: ignore[arg-type]  # as above
    socket.alive = False
    outbox.tell(Dark(reason="paused"))
    await outbox.show(META, b"abc", lambda: True)
    assert not socket.wrote


@pytest.mark.parametrize(
    ("size", "head"),
    [
        (0, "8100"),
        (125, "817d"),
        (126, "817e007e"),
        (65_535, "817effff"),
        (65_536, "817f0000000000010000"),
    ],
)
def test_websocket_heads_are_of_the_shortest_form(size: int, head: str) -> None:
    """RFC 6455 section 5.2: 7, 16 or 64 bits of length, whichever is the least that holds it."""
    assert _head(0x81, bytes(size)).hex() == head
