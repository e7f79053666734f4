"""From a stored frame to a sealed one: decode in a worker, table and encode and seal in threads, once per address.

Everything made here belongs to one session and dies with it: sealed frames in the cache, decoded levels in memory.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from server.live.decoded import DecodedFrame, DecodedStore, Stored
from server.live.decoding import Decoding
from server.live.flights import Flight, Flights
from server.live.pictures import Decoder, FrameSource, OpenedStack, Pictures
from server.live.turnstile import Turnstile, Urgency
from server.live.want import Tier
from server.render.pipeline import EncodedFrame, render_frame
from server.render.voi import Sample, default_view, series_window
from server.terms.consults import Rectangle
from server.terms.errors import Malformed, NotFound, Refused, Tampered, Unavailable
from server.terms.figures import Spread, Tally
from server.terms.ids import FrameId, SessionId
from server.terms.view import Window
from server.vault.frame_cache import FrameAddress, FrameCache, Sealed
from server.vault.session_keys import KeyRing

Result = TypeVar("Result")
THREADS: Final = 2
"""numpy's `take`, libjpeg-turbo and AES release the GIL: two threads for two cores."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """What is asked for: which frame, in which window, how reduced, how good, with which visible mark.

    `masks` are black for whoever it is made for, `overlays` says whether they read what the file draws over it.
    An `interim` one is decoded at the resolution of its level only: soon there, for the eye, and never the last word.
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
    interim: bool = False

    @property
    def render_key(self) -> bytes:
        """Canonical text of everything that decides the pixels, after WADO-RS's rendered query (PS3.18)."""
        voi = self.voi or self.auto
        window = f"{voi.center!r},{voi.width!r},{voi.function}" if voi else "default"
        masks = ";".join(",".join(map(str, mask)) for mask in self.masks)
        quality = "interim" if self.interim else self.tier
        return (
            f"window={window}&level={self.level}&quality={quality}&masks={masks}&annotation={self.overlays:d}".encode()
        )


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
    interim_level: int | None = None
    """The level of an interim preview that stands in for the picture that was asked for."""


@dataclass(frozen=True, slots=True)
class _Facts:
    width: int
    height: int
    window: Window | None
    window_source: str
    source_lossy: bool
    masked: bool
    interim_level: int | None


@dataclass(frozen=True, slots=True)
class Destroyed:
    """How much a session's end erased, for the receipt."""

    frames: int
    size_bytes: int


@dataclass(slots=True)
class RenderFigures:
    """What rendering counts for operators; seconds."""

    decoded: Spread
    encoded: Spread = field(default_factory=Spread)
    """Table, encoding and sealing, waiting for a thread included."""
    rendered: dict[str, Spread] = field(default_factory=dict)
    """From asking to sealed, waiting and decoding included; by tier."""
    asked: Tally = field(default_factory=Tally)
    """Pictures that were `kept` from before or `made`."""


class Renderer:
    """Renders for every session of this process; single flight per address."""

    def __init__(
        self, *, pictures: Pictures, decoder: Decoder, keys: KeyRing, cache: FrameCache, decoded: DecodedStore
    ) -> None:
        self._keys = keys
        self._cache = cache
        self._decoding = Decoding(pictures, decoder, keys, decoded)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="render")
        self._turnstile = Turnstile(THREADS + 1)
        self.figures = RenderFigures(self._decoding.seconds)
        self._flights: Flights[tuple[SessionId, FrameId], SealedPicture] = Flights()

    async def frame(self, asked: Rendering, urgency: Urgency) -> SealedPicture:
        """The sealed frame, from the cache or made now.

        One people wait for that would take long comes as an interim preview first. A frame that nobody waits for any
        more before it is encoded is not encoded.

        Raises
        ------
        Refused
            `key_destroyed`: the session's epoch is over.
        Malformed
            The instance cannot be decoded (code of the decoder).
        """
        fid = self._fid(asked)
        sealed = self._cache.get(asked.session, fid)
        if sealed is not None:
            self.figures.asked.add("kept")
            return _picture(fid, sealed)
        # what is masked has no interim: a smaller resolution has been filtered across the edges of what must be black
        may_wait = asked.interim or bool(asked.masks) or urgency is not Urgency.NOW
        if not may_wait and self._decoding.takes_long(asked.session, asked.source):
            with suppress(Malformed):  # as `no_such_resolution`; of anything else the full size tells as well
                interim = replace(asked, interim=True, level=max(1, asked.level), tier="preview")
                return await self.frame(interim, urgency)
        return await self._flights.join((asked.session, fid), lambda flight: self._make(flight, asked, fid, urgency))

    def _fid(self, asked: Rendering) -> FrameId:
        return self._keys.frame_id(
            asked.session, asked.epoch, asked.render_key, asked.source.digest, asked.source.frame, asked.mark
        )

    async def auto_window(self, session: SessionId, stack: OpenedStack) -> Window | None:
        """One window for a whole stack whose files offer none, so that nothing flickers from slice to slice."""
        traits = stack.frames[0].traits
        if traits.color or traits.windows or traits.voi_luts or any(values.windows for values in traits.frame_values):
            return None
        async with AsyncExitStack() as borrowing:
            samples: list[Sample] = []
            for source in _spread(stack.frames):
                # a broken file, or one whose store is away, must not keep the others of its stack from being seen
                with suppress(Malformed, NotFound, Tampered, Unavailable):
                    decoded = await borrowing.enter_async_context(self._decoding.lent(session, stack, source))
                    samples.append((decoded.stored, source.traits, source.frame))
            if not samples:
                return None
            return await asyncio.get_running_loop().run_in_executor(self._threads, series_window, samples)

    async def read(
        self, session: SessionId, stack: OpenedStack, source: FrameSource, look: Callable[[Stored], Result]
    ) -> Result:
        """What `look` finds in a frame's stored values at full size; runs in a thread, keeps nothing.

        Raises
        ------
        Refused
            `key_destroyed`: the session is over.
        Malformed
            The instance cannot be decoded.
        """
        async with self._turnstile.passed(Urgency.NOW), self._decoding.lent(session, stack, source) as decoded:
            return await asyncio.get_running_loop().run_in_executor(self._threads, look, decoded.stored)

    def waiting(self, urgency: Urgency) -> int:
        """How many pictures of this urgency wait for a place."""
        return self._turnstile.waiting(urgency)

    @property
    def decoded_bytes(self) -> int:
        """Bytes of decoded frames held."""
        return self._decoding.size_bytes

    def longest_wait_s(self) -> float:
        """How long a picture that people look at has been waiting for a place to be made."""
        return self._turnstile.longest_s(Urgency.NOW)

    def destroy(self, session: SessionId) -> Destroyed:
        """Drop and overwrite everything made for a session. Cannot fail, does not wait; see also `forget`."""
        self._flights.cancel(lambda flight: flight[0] == session)
        frames, size = self._cache.destroy(session)
        decoded, decoded_size = self._decoding.destroy(session)
        return Destroyed(frames + decoded, size + decoded_size)

    async def forget(self) -> None:
        """No worker holds pixels any more; a busy one is killed (within 50 ms)."""
        await self._decoding.forget()

    async def close(self) -> None:
        """End what is under way, stop the threads and wipe all memory."""
        await self._flights.end()
        self._threads.shutdown(wait=False, cancel_futures=True)
        await self._decoding.close()

    async def _make(self, flight: Flight, asked: Rendering, fid: FrameId, urgency: Urgency) -> SealedPicture:
        loop = asyncio.get_running_loop()
        begun_s = loop.time()
        async with (
            self._turnstile.passed(urgency),
            self._decoding.lent(
                asked.session, asked.stack, asked.source, asked.level if asked.interim else 0
            ) as decoded,
        ):
            flight.goes_on = True
            taken_s = loop.time()
            encoded, payload = await loop.run_in_executor(self._threads, self._encode_and_seal, asked, fid, decoded)
        made_s = loop.time()
        self.figures.asked.add("made")
        self.figures.encoded.add(made_s - taken_s)
        self.figures.rendered.setdefault(asked.tier, Spread()).add(made_s - begun_s)
        facts = _Facts(
            encoded.width,
            encoded.height,
            encoded.window_used,
            encoded.window_source,
            asked.source.traits.lossy,
            encoded.masked,
            asked.level if asked.interim else None,
        )
        address = FrameAddress(asked.render_key, asked.source.digest, asked.source.frame, asked.mark)
        sealed = Sealed(encoded.mime, payload, address, facts)
        # the session may have ended while a thread sealed: a frame of a dead key must not stay behind
        if asked.epoch not in self._keys.epochs(asked.session):
            raise Refused("key_destroyed")
        self._cache.put(asked.session, asked.epoch, fid, sealed)
        return _picture(fid, sealed)

    def _encode_and_seal(self, asked: Rendering, fid: FrameId, decoded: DecodedFrame) -> tuple[EncodedFrame, bytes]:
        traits, frame = asked.source.traits, asked.source.frame
        halvings = 0 if asked.interim or traits.levels_after_color else asked.level
        stored, overlay = decoded.at_level(halvings, traits.padding)
        encoded = render_frame(
            stored,
            traits,
            frame=frame,
            window=asked.voi,
            auto=asked.auto,
            # whatever the window: it must not turn round because somebody drags it
            invert=default_view(traits, asked.auto, frame).inverted,
            level=asked.level,
            tier=asked.tier,
            overlay=overlay if asked.overlays else None,
            masks=asked.masks,
            mark=asked.mark or None,
        )
        return encoded, self._keys.seal(asked.session, asked.epoch, fid, encoded.mime, encoded.content)


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
        facts.interim_level,
    )
