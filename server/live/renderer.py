"""From a stored frame to a sealed one: decode in a worker, table and encode and seal in threads, once per address.

Everything made here belongs to one session and dies with it: sealed frames in the cache, decoded levels in memory.
"""

import asyncio
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeVar

from server.live.decoded import DecodedFrame, DecodedStore, Key, Stored
from server.live.feed import Tier
from server.live.pictures import Decoder, FrameSource, OpenedStack, Pictures
from server.live.turnstile import Turnstile, Urgency
from server.render.level import halve
from server.render.pipeline import EncodedFrame, render_frame
from server.render.voi import auto_window
from server.terms.consults import Rectangle
from server.terms.errors import Malformed, NotFound, Refused, Tampered
from server.terms.ids import FrameId, SessionId
from server.terms.view import Window
from server.vault.frame_cache import FrameAddress, FrameCache, Sealed
from server.vault.session_keys import KeyRing
from server.workers.shared_frame import SharedFrame

Result = TypeVar("Result")
THREADS: Final = 2
"""numpy's `take`, libjpeg-turbo and AES release the GIL: two threads for two cores."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """What is asked for: which frame, in which window, how reduced, how good, with which visible mark.

    `masks` are black for whoever it is made for, `overlays` says whether they read what the file draws over it.
    """

    session: SessionId
    epoch: int
    stack: OpenedStack
    source: FrameSource
    voi: Window | None
    auto: Window | None
    level: int
    tier: Tier
    mark: str
    masks: tuple[Rectangle, ...]
    overlays: bool

    @property
    def render_key(self) -> bytes:
        """Canonical text of everything that decides the pixels, after WADO-RS's rendered query (PS3.18)."""
        voi = self.voi or self.auto
        window = f"{voi.center!r},{voi.width!r},{voi.function}" if voi else "default"
        masks = ";".join(",".join(map(str, mask)) for mask in self.masks)
        return (
            f"window={window}&level={self.level}&quality={self.tier}&masks={masks}&annotation={self.overlays:d}"
        ).encode()


@dataclass(frozen=True, slots=True)
class SealedPicture:
    """A sealed frame with its address and what the meta line says about it."""

    fid: FrameId
    mime: str
    payload: bytes
    width: int
    height: int
    window: Window | None
    window_source: str
    source_lossy: bool
    marked: bool
    masked: bool = False


@dataclass(frozen=True, slots=True)
class _Facts:
    width: int
    height: int
    window: Window | None
    window_source: str
    source_lossy: bool
    masked: bool


@dataclass(frozen=True, slots=True)
class Destroyed:
    """How much a session's end erased, for the receipt."""

    frames: int
    size_bytes: int


class Renderer:
    """Renders for every session of this process; single flight per address."""

    def __init__(
        self, *, pictures: Pictures, decoder: Decoder, keys: KeyRing, cache: FrameCache, decoded: DecodedStore
    ) -> None:
        self._pictures = pictures
        self._decoder = decoder
        self._keys = keys
        self._cache = cache
        self._decoded = decoded
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="render")
        self._turnstile = Turnstile(THREADS + 1)
        self._under_way: dict[tuple[SessionId, str], asyncio.Task[SealedPicture]] = {}
        self._decoding: dict[Key, asyncio.Task[None]] = {}

    async def frame(self, asked: Rendering, urgency: Urgency) -> SealedPicture:
        """The sealed frame, from the cache or made now.

        Raises
        ------
        Refused
            `key_destroyed`: the session's epoch is over.
        Malformed
            The instance cannot be decoded (code of the decoder).
        """
        fid = self._keys.frame_id(
            asked.session, asked.epoch, asked.render_key, asked.source.digest, asked.source.frame, asked.mark
        )
        sealed = self._cache.get(asked.session, fid)
        if sealed is not None:
            return _picture(fid, sealed)
        flight = (asked.session, str(fid))
        task = self._under_way.get(flight)
        if task is None:
            task = asyncio.create_task(self._make(asked, fid, urgency))
            self._under_way[flight] = task
            task.add_done_callback(lambda _: self._under_way.pop(flight, None))
            task.add_done_callback(_retrieve)
        return await _landed(task)

    async def auto_window(self, session: SessionId, stack: OpenedStack) -> Window | None:
        """One window for a whole stack whose files offer none, so that nothing flickers from slice to slice."""
        traits = stack.frames[0].traits
        if traits.color or traits.windows or traits.voi_luts or any(values.windows for values in traits.frame_values):
            return None
        borrowed: list[DecodedFrame] = []
        try:
            for source in _spread(stack.frames):
                # a broken file must not keep the others of its stack from being seen
                with suppress(Malformed, NotFound, Tampered):
                    borrowed.append(await self._borrowed(session, stack, source))
            samples = [decoded.stored for decoded in borrowed]
            if not samples:
                return None
            return await asyncio.get_running_loop().run_in_executor(self._threads, auto_window, samples, traits)
        finally:
            for decoded in borrowed:
                decoded.used_by -= 1

    def destroy(self, session: SessionId) -> Destroyed:
        """Drop and overwrite everything made for a session. Cannot fail, does not wait; see also `forget`."""
        for (owner, _), task in list(self._under_way.items()):
            if owner == session:
                _cancel_once(task)
        for (owner, _, _), decoding in list(self._decoding.items()):
            if owner == session:
                _cancel_once(decoding)
        frames, size = self._cache.destroy(session)
        decoded, decoded_size = self._decoded.destroy(session)
        return Destroyed(frames + decoded, size + decoded_size)

    async def forget(self) -> None:
        """No worker holds pixels any more; a busy one is killed (within 50 ms)."""
        await self._decoder.forget()

    async def close(self) -> None:
        """End what is under way, stop the threads and wipe all memory.

        A cancelled flight still gives its database connection back: it is waited for, while there is a database.
        """
        flights = {*self._under_way.values(), *self._decoding.values()}
        for flight in flights:
            _cancel_once(flight)
        if flights:
            await asyncio.wait(flights)
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._decoded.destroy_all()

    async def _make(self, asked: Rendering, fid: FrameId, urgency: Urgency) -> SealedPicture:
        async with self._turnstile.passed(urgency):
            decoded = await self._borrowed(asked.session, asked.stack, asked.source)
            try:
                encoded, payload = await asyncio.get_running_loop().run_in_executor(
                    self._threads, self._encode_and_seal, asked, fid, decoded
                )
            finally:
                decoded.used_by -= 1
        facts = _Facts(
            encoded.width,
            encoded.height,
            encoded.window_used,
            encoded.window_source,
            asked.source.traits.lossy,
            encoded.masked,
        )
        address = FrameAddress(asked.render_key, asked.source.digest, asked.source.frame, asked.mark)
        sealed = Sealed(encoded.mime, payload, address, facts)
        # the session may have ended while a thread sealed: a frame of a dead key must not stay behind
        if asked.epoch not in self._keys.epochs(asked.session):
            raise Refused("key_destroyed")
        self._cache.put(asked.session, asked.epoch, fid, sealed)
        return _picture(fid, sealed)

    def _encode_and_seal(self, asked: Rendering, fid: FrameId, decoded: DecodedFrame) -> tuple[EncodedFrame, bytes]:
        encoded = render_frame(
            _at_level(decoded, asked.level, asked.source),
            asked.source.traits,
            window=asked.voi,
            invert=False,
            level=asked.level,
            tier=asked.tier,
            overlay=decoded.overlay if asked.overlays else None,
            masks=asked.masks,
            mark=asked.mark or None,
            auto=asked.auto,
            frame=asked.source.frame,
        )
        return encoded, self._keys.seal(asked.session, asked.epoch, fid, encoded.mime, encoded.content)

    async def _borrowed(self, session: SessionId, stack: OpenedStack, source: FrameSource) -> DecodedFrame:
        """A decoded frame that makes room for no other until `used_by` is counted down again."""
        key = (session, source.instance, source.frame)
        while (decoded := self._decoded.get(key)) is None:
            flight = self._decoding.get(key)
            if flight is None:
                flight = asyncio.create_task(self._decode(key, stack, source))
                self._decoding[key] = flight
                flight.add_done_callback(lambda _: self._decoding.pop(key, None))
                flight.add_done_callback(_retrieve)
            await _landed(flight)
        decoded.used_by += 1
        return decoded

    async def _decode(self, key: Key, stack: OpenedStack, source: FrameSource) -> None:
        memory = SharedFrame.for_grid(source.traits.grid)
        try:
            descriptor = await self._pictures.open_object(stack.study, source.instance)
            try:
                grid = await self._decoder.decode(
                    descriptor, source.frame, traits=source.traits, out=memory, instance=source.instance
                )
            finally:
                os.close(descriptor)
        except BaseException:
            memory.close()
            raise
        decoded = DecodedFrame(memory, memory.array(grid), overlay=memory.overlay(grid))
        if not self._keys.epochs(key[0]):
            decoded.wipe()
            raise Refused("key_destroyed")
        self._decoded.put(key, decoded)


def _at_level(decoded: DecodedFrame, level: int, source: FrameSource) -> Stored:
    """The frame halved `level` times, each half kept beside it."""
    values = decoded.stored
    for step in range(1, level + 1):
        half = decoded.halves.get(step)
        if half is None:
            half = halve(values, source.traits.padding)
            decoded.halves[step] = half
        values = half
    return values


def _spread(frames: Sequence[FrameSource]) -> Iterator[FrameSource]:
    """First, middle and last quarter of a stack: enough to see its range of values."""
    yield from (frames[index] for index in sorted({len(frames) // 4, len(frames) // 2, len(frames) * 3 // 4}))


def _picture(fid: FrameId, sealed: Sealed) -> SealedPicture:
    facts = sealed.meta
    if not isinstance(facts, _Facts):
        raise TypeError("a sealed frame without its facts")
    return SealedPicture(
        fid,
        sealed.mime,
        sealed.payload,
        facts.width,
        facts.height,
        facts.window,
        facts.window_source,
        facts.source_lossy,
        bool(sealed.address.mark),
        facts.masked,
    )


async def _landed(flight: asyncio.Task[Result]) -> Result:
    """What a shared flight brings; one that ended with its session's keys is a refusal, not our own cancellation.

    Raises
    ------
    Refused
        `key_destroyed`.
    """
    try:
        return await asyncio.shield(flight)
    except asyncio.CancelledError:
        mine = asyncio.current_task()
        if mine is not None and mine.cancelling():
            raise
        raise Refused("key_destroyed") from None


def _cancel_once(task: asyncio.Task[object]) -> None:
    """Cancel, but never a task that is already giving its things back.

    A second cancellation in the middle of that makes SQLAlchemy close an aiosqlite connection twice, and the later
    one waits for a thread that is gone.
    """
    if not task.cancelling():
        task.cancel()


def _retrieve(task: asyncio.Task[object]) -> None:
    """A failure that nobody waits for any more is not an unhandled one."""
    if not task.cancelled():
        task.exception()
