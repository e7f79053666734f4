"""One screen's connection: what is written to it, in which order, and how much may be unanswered.

engine.io queues without bound (a paused reader cost 169 MiB, measured), so everything but its own pings goes out here:
acknowledgements, reliable messages in order and counted (`m`), slots of which only the newest survives,
and at most one frame at a time. While the socket takes everything, each is written at once; otherwise it waits here
for one writer, which asks what is newest only when the socket is free again.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec

from server.transport.room.codec import binary_packet, text_packet
from server.transport.room.websocket import RoomWebSocket
from server.transport.wire.room_out import Bye, FrameFailed, FrameMeta, Heard, Lease, PointerShown, ViewShown

UNANSWERED_MESSAGES: Final = 256
UNANSWERED_BYTES: Final = 1024 * 1024
ANSWERS: Final = 256
"""Acknowledgements that wait for somebody who talks but never reads; beyond, the line is cut."""
PARTING_S: Final = 0.2
OF_PICTURES: Final = frozenset({each.event for each in (ViewShown, PointerShown, Lease, FrameFailed)})
"""Slots that mean nothing in the dark; `view:mine` stays, it says whether somebody follows."""


@dataclass(slots=True)
class _Frame:
    meta: FrameMeta
    sealed: bytes | None
    may_go: Callable[[], bool]
    done: asyncio.Future[None]


class Outbox:
    """The writer of one connection; owned by the event loop."""

    def __init__(self, socket: RoomWebSocket) -> None:
        self._socket = socket
        self._wake = asyncio.Event()
        self._answers: deque[bytes] = deque()
        self._reliable: deque[bytes] = deque()
        self._slots: dict[str, Heard] = {}
        self._frame: _Frame | None = None
        self._number = 0
        self._unanswered: deque[tuple[int, int]] = deque()
        self._unanswered_bytes = 0
        self._last_words: Bye | None = None

    @property
    def alive(self) -> bool:
        """Whether writing still makes sense."""
        return self._socket.alive and self._last_words is None

    def tell(self, message: Heard) -> None:
        """Queue a reliable message; a reader that answers nothing for too long is cut with `too_slow`."""
        if not self.alive:
            return
        self._number += 1
        packet = text_packet(msgspec.structs.replace(message, m=self._number))
        # one message of any size may go to somebody who has answered all others: a long welcome, a large manifest
        is_slow = len(self._unanswered) >= UNANSWERED_MESSAGES or self._unanswered_bytes > UNANSWERED_BYTES
        self._unanswered.append((self._number, len(packet)))
        self._unanswered_bytes += len(packet)
        if not is_slow and self._is_free():
            self._write_now(packet)
            return
        self._reliable.append(packet)
        if is_slow:
            self._reliable.clear()
            self._socket.abort()
        self._wake.set()

    def answer(self, packet: bytes) -> None:
        """Acknowledge an event, after our goodbye too: it may be what caused it."""
        if not self._socket.alive:
            return
        if self._is_free():
            self._write_now(packet)
            return
        self._answers.append(packet)
        if len(self._answers) > ANSWERS:
            self._answers.clear()
            self._socket.abort()
        self._wake.set()

    def slot(self, message: Heard, whose: str = "") -> None:
        """Replace what waits under the message's event (and person): only the newest is ever written."""
        if not self.alive:
            return
        if self._is_free():
            self._write_now(text_packet(message))
            return
        self._slots[f"{message.event} {whose}"] = message
        self._wake.set()

    async def show(self, meta: FrameMeta, sealed: bytes | None, may_go: Callable[[], bool]) -> None:
        """Write a frame (its announcement only, when `sealed` is None) and return once the socket took it.

        `may_go` is asked when its turn to be written comes: what waited behind a slow reader past the end stays here.
        """
        if not self.alive:
            return
        if not self._is_free():
            frame = self._frame = _Frame(meta, sealed, may_go, asyncio.get_running_loop().create_future())
            self._wake.set()
            await frame.done
        elif may_go():
            try:
                self._write_frame(meta, sealed)
                await self._socket.taken()
            except (OSError, TimeoutError):
                self._socket.abort()

    def abort(self) -> None:
        """Cut the connection at once."""
        self._socket.abort()

    def darken(self) -> None:
        """Forget what was not written yet of pictures: none of it may come after the word that takes them away."""
        self.drop_frame()
        self._slots = {key: told for key, told in self._slots.items() if told.event not in OF_PICTURES}

    def drop_frame(self) -> None:
        """Forget a frame that was not written yet (its epoch is over)."""
        if self._frame is not None and not self._frame.done.done():
            self._frame.done.set_result(None)
        self._frame = None

    def close(self, code: str) -> None:
        """Say why, then close; nothing is accepted afterwards."""
        if self._last_words is None:
            self._last_words = Bye(code=code)
            self._socket.is_leaving = True
            self._slots.clear()
            self.drop_frame()
            self._wake.set()

    def acked(self, number: int) -> None:
        """Everything reliable up to `number` has arrived; what was not written yet cannot have."""
        number = min(number, self._number - len(self._reliable))
        while self._unanswered and self._unanswered[0][0] <= number:
            self._unanswered_bytes -= self._unanswered.popleft()[1]

    async def run(self) -> None:
        """Write until the connection ends; the client's CONNECT answer always goes first."""
        await self._socket.joined.wait()
        try:
            while self._socket.alive:
                await self._wake.wait()
                self._wake.clear()
                await self._write_all()
                if self._last_words is not None:
                    await self._socket.taken()
                    self._socket.write(text_packet(self._last_words))
                    # the acknowledgement of what caused this comes when its turn is over
                    await asyncio.sleep(PARTING_S)
                    await self._write_all()
                    return
        except (OSError, TimeoutError):
            self._socket.abort()
        finally:
            self.drop_frame()
            await self._socket.close()

    def _is_free(self) -> bool:
        """Whether what is said now may be written at once: nothing waits before it and the socket takes it."""
        if self._answers or self._reliable or self._slots or self._frame is not None:
            return False
        return self._socket.joined.is_set() and self._socket.is_free

    def _write_now(self, packet: bytes) -> None:
        try:
            self._socket.write(packet)
        except OSError:
            self._socket.abort()

    async def _write_all(self) -> None:
        while self._socket.alive:
            await self._socket.taken()
            if self._answers:
                self._socket.write(self._answers.popleft())
            elif self._reliable:
                self._socket.write(self._reliable.popleft())
            elif self._slots:
                self._socket.write(text_packet(self._slots.pop(next(iter(self._slots)))))
            elif self._frame is not None:
                await self._write_waiting()
            else:
                return

    async def _write_waiting(self) -> None:
        frame, self._frame = self._frame, None
        if frame is None:
            return
        try:
            if frame.may_go():
                self._write_frame(frame.meta, frame.sealed)
                await self._socket.taken()
        finally:
            if not frame.done.done():
                frame.done.set_result(None)

    def _write_frame(self, meta: FrameMeta, sealed: bytes | None) -> None:
        if sealed is None:
            self._socket.write(text_packet(meta))
        else:
            self._socket.write_pair(binary_packet(meta), sealed)
