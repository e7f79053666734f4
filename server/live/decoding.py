"""Stored pictures to decoded frames: one decode per frame whoever asks, kept while it is used and a little longer."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from server.live.decoded import DecodedFrame, DecodedStore, Key
from server.live.flights import Flight, Flights
from server.live.pictures import Decoder, FrameSource, OpenedStack, Pictures
from server.terms.errors import Refused
from server.terms.figures import Spread
from server.terms.ids import SessionId
from server.terms.syntaxes import CODECS, Codec
from server.vault.session_keys import KeyRing
from server.workers.shared_frame import SharedFrame

LEAST_REST_S: Final = 0.05
GIVE_BACK_EVERY_S: Final = 0.005
SLOW_PIXELS: Final = 2_000_000
"""A classic JPEG 2000 frame larger than this takes so long that a smaller one is decoded first."""


class Decoding:
    """Lends decoded frames to whoever renders them. Owned by the event loop."""

    def __init__(self, pictures: Pictures, decoder: Decoder, keys: KeyRing, decoded: DecodedStore) -> None:
        self._pictures = pictures
        self._decoder = decoder
        self._keys = keys
        self._decoded = decoded
        self._flights: Flights[Key, None] = Flights()
        self.seconds = Spread()
        """From a stored object to a decoded frame, waiting for a worker included."""
        self._looking: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def lent(
        self, session: SessionId, stack: OpenedStack, source: FrameSource, reduce: int = 0
    ) -> AsyncIterator[DecodedFrame]:
        """A decoded frame that makes room for no other meanwhile, `reduce` times halved by decoding less of it.

        Decoding goes on when who asked went away: the picture is mostly asked for again.

        Raises
        ------
        Refused
            `key_destroyed`: the session is over.
        Malformed
            The instance cannot be decoded (code of the decoder); `no_such_resolution`, only for `reduce`.
        """
        key = (session, source.instance, source.frame, reduce)

        while (decoded := self._decoded.get(key)) is None:
            await self._flights.join(key, lambda flight: self._decode(flight, key, stack, source))
        decoded.used_by += 1
        try:
            yield decoded
        finally:
            decoded.used_by -= 1
            self._used(decoded)

    @property
    def size_bytes(self) -> int:
        """Bytes of decoded frames held."""
        return self._decoded.size_bytes

    def takes_long(self, session: SessionId, source: FrameSource) -> bool:
        """Whether the frame would have to be decoded, at half a second or more, and can be had smaller meanwhile."""
        traits = source.traits
        return (
            CODECS.get(traits.transfer_syntax) is Codec.JPEG_2000
            and traits.rows * traits.columns > SLOW_PIXELS
            and traits.palette is None
            and not traits.levels_after_color
            and self._decoded.get((session, source.instance, source.frame, 0)) is None
        )

    def destroy(self, session: SessionId) -> tuple[int, int]:
        """Stop what is decoded for a session, wipe its frames; gives how many and how many bytes."""
        self._flights.cancel(lambda key: key[0] == session)
        destroyed = self._decoded.destroy(session)
        self._give_back()
        return destroyed

    def _give_back(self) -> None:
        """Free what was overwritten, a little in every turn of the loop."""
        if self._decoded.give_back():
            asyncio.get_running_loop().call_later(GIVE_BACK_EVERY_S, self._give_back)

    async def forget(self) -> None:
        """No worker holds pixels any more; a busy one is killed (within 50 ms)."""
        await self._decoder.forget()

    async def close(self) -> None:
        """End what is under way and wipe all memory."""
        await self._flights.end()
        if self._looking is not None:
            self._looking.cancel()
        self._decoded.destroy_all()

    def _used(self, decoded: DecodedFrame) -> None:
        """Note when; what was made of a frame that left meanwhile goes too."""
        loop = asyncio.get_running_loop()
        decoded.used_s = loop.time()
        if decoded.is_wiped:
            decoded.wipe()
            return
        self._decoded.count(decoded)
        self._watch()

    def _watch(self) -> None:
        """Look again in a while whether something has not been used any more."""
        if self._looking is None:
            wait_s = max(LEAST_REST_S, self._decoded.idle_s / 4)
            self._looking = asyncio.get_running_loop().call_later(wait_s, self._release_idle)

    def _release_idle(self) -> None:
        self._looking = None
        if self._decoded.release_idle(asyncio.get_running_loop().time()):
            self._watch()

    async def _decode(self, flight: Flight, key: Key, stack: OpenedStack, source: FrameSource) -> None:
        flight.goes_on, begun_s = True, asyncio.get_running_loop().time()
        memory = SharedFrame.for_grid(source.traits.grid.reduced(key[3]))
        try:
            descriptor = await self._pictures.open_object(stack.study, source.instance)
            try:
                grid = await self._decoder.decode(
                    descriptor,
                    source.frame,
                    traits=source.traits,
                    out=memory,
                    instance=source.instance,
                    reduce=key[3],
                )
            finally:
                os.close(descriptor)
        except BaseException:
            memory.close()
            raise
        memory.settle()
        decoded = DecodedFrame(memory, memory.array(grid), overlay=memory.overlay(grid))
        if not self._keys.epochs(key[0]):
            decoded.wipe()
            raise Refused("key_destroyed")
        decoded.used_s = asyncio.get_running_loop().time()
        self.seconds.add(decoded.used_s - begun_s)
        self._decoded.put(key, decoded)
        self._watch()
