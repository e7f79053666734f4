"""Automatic windows: one for a whole series, so that nothing flickers from slice to slice."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Coroutine, Sequence
from contextlib import AsyncExitStack, aclosing, suppress

import numpy as np

from server.cli.pictures.in_order import in_order
from server.cli.pictures.opened import OpenedFile, Shelf
from server.cli.pictures.sources import Source
from server.render.voi import in_hounsfield, is_ready_for_the_eye, series_window
from server.studies.header import InstanceHeader
from server.terms.errors import Malformed
from server.terms.images import ImageTraits
from server.terms.view import Window

_AHEAD = 100
ENOUGH_BYTES = 8 << 20
_NOTHING = np.empty((0, 0), np.uint8)
Members = list[tuple[Source, int]]
"""The images of a series: where each is, and how many frames it has."""
Alike = tuple[str, ...]
"""What images have in common that share a window: the series, and what their values mean."""


class SeriesWindows:
    """Makes the window of each series once, of three frames spread over it.

    Which of `sources` belong to which series is found out when the first window is asked for: every file is inspected
    then. Without sources an image is a series of its own.
    """

    def __init__(self, shelf: Shelf, sources: Sequence[Source] = (), *, at_once: int = 2) -> None:
        self._shelf, self._sources, self._at_once = shelf, sources, at_once
        self._survey: asyncio.Task[dict[Alike, Members]] | None = None
        self._windows: dict[Alike, asyncio.Task[Window | None]] = {}

    async def of(self, opened: OpenedFile, traits: ImageTraits, frame: int) -> Window | None:
        """The window of the series that a frame (from 0) of an open image belongs to; None for color and masks."""
        if in_hounsfield(traits, frame) or is_ready_for_the_eye(traits, frame):
            return series_window([(_NOTHING, traits, frame)])  # a rule that asks for no values
        if not opened.header.series.uid or len(self._sources) < 2:
            if opened.auto is None:
                opened.auto = asyncio.create_task(self._made([(opened.source, traits.frames)]))
            return await asyncio.shield(opened.auto)
        key = _alike(opened.header.series.uid, traits)
        task = self._windows.get(key)
        if task is None:
            task = self._windows[key] = asyncio.create_task(self._of_series(key, opened, traits.frames))
        return await asyncio.shield(task)

    async def close(self) -> None:
        """End what is under way."""
        tasks = [task for task in (self._survey, *self._windows.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _of_series(self, key: Alike, opened: OpenedFile, frames: int) -> Window | None:
        if self._survey is None:
            self._survey = asyncio.create_task(self._surveyed())
        members = await asyncio.shield(self._survey)
        return await self._made(members.get(key) or [(opened.source, frames)])

    async def _surveyed(self) -> dict[Alike, Members]:
        """The images of every series, in the order of the sources; files that are refused belong to none."""
        members: dict[Alike, Members] = defaultdict(list)
        async with aclosing(in_order(self._looks(), at_once=self._at_once, ahead=_AHEAD)) as found:
            async for source, header in found:
                if header is not None and header.image is not None:
                    members[_alike(header.series.uid, header.image)].append((source, header.image.frames))
        return members

    async def _looks(self) -> AsyncGenerator[Coroutine[None, None, tuple[Source, InstanceHeader | None]], None]:
        for source in self._sources:
            if not source.refused:
                yield self._look(source)

    async def _look(self, source: Source) -> tuple[Source, InstanceHeader | None]:
        with suppress(Malformed):
            async with self._shelf.file(source) as (opened, _):
                return source, opened.header
        return source, None

    async def _made(self, members: Members) -> Window | None:
        """The window over the first, middle and last quarter; a broken file does not keep the others from it."""
        async with AsyncExitStack() as stack:
            samples = []
            for source, frame in _spread(members):
                with suppress(Malformed):
                    opened, _ = await stack.enter_async_context(self._shelf.file(source))
                    decoded, _ = await stack.enter_async_context(self._shelf.frame(opened, frame))
                    samples += [] if opened.header.image is None else [(decoded.stored, opened.header.image, frame)]
                if samples and samples[0][0].nbytes > ENOUGH_BYTES:
                    break  # one frame of that size says enough, and takes enough memory
            return await asyncio.to_thread(series_window, samples)


def _alike(series: str, traits: ImageTraits) -> Alike:
    return (series, traits.modality, traits.rescale_type, traits.grid.sample_type, traits.photometric_interpretation)


def _spread(members: Members) -> list[tuple[Source, int]]:
    """Three frames (from 0) at a quarter, the half and three quarters of all."""
    total = sum(frames for _, frames in members)
    wanted = sorted({total // 4, total // 2, total * 3 // 4})
    found, before = [], 0
    for source, frames in members:
        found += [(source, at - before) for at in wanted if before <= at < before + frames]
        before += frames
    return found
