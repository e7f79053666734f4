"""`lightbox render` itself: what was asked for becomes pictures, several at once, answered for in order."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from server.cli.pictures.answers import Answer, Refusal, as_json, as_line, readable
from server.cli.pictures.automatic import SeriesWindows
from server.cli.pictures.in_order import in_order
from server.cli.pictures.jobs import count, lines, named, parsed
from server.cli.pictures.opened import Shelf
from server.cli.pictures.outputs import Outputs
from server.cli.pictures.picture import Renderer
from server.cli.pictures.progress import Progress
from server.cli.pictures.sources import Source, find
from server.cli.pictures.wishes import Order, Wish
from server.terms.errors import LightboxError, Malformed
from server.workers.pool import WorkerPool

if TYPE_CHECKING:
    from server.cli.pictures.reasons import Reasons

_AHEAD = 500
"""Answers that may wait for a slow picture before them."""


async def render(order: Order, pool: WorkerPool) -> int:
    """Make every picture; 1 when any was refused, else 0."""
    with ThreadPoolExecutor(pool.size) as threads:
        return await Run(order, pool, threads).all()


class Run:
    """One run of the command."""

    def __init__(self, order: Order, pool: WorkerPool, threads: ThreadPoolExecutor) -> None:
        self._order, self._pool, self._threads = order, pool, threads
        self._shelf, self._outputs = Shelf(pool), Outputs(order.out)
        self._made = self._refused = 0

    async def all(self) -> int:
        """Every picture; the exit code."""
        order, at_once = self._order, 3 * self._pool.size
        sources = await find(order.paths, self._pool, out=order.out)
        windows = SeriesWindows(self._shelf, sources, at_once=self._pool.size)
        renderer = Renderer(self._shelf, windows, self._outputs, self._threads)
        work = self._of_jobs(renderer) if order.jobs else self._of_sources(renderer, sources)
        progress = Progress(sys.stderr, self._total(sources))
        try:
            async with aclosing(in_order(work, at_once=at_once, ahead=_AHEAD)) as answers:
                async for answer in answers:
                    self._say(answer, progress)
        finally:
            progress.clear()
            await windows.close()
            self._shelf.close()
        self._sum_up()
        return 1 if self._refused else 0

    def _total(self, sources: Sequence[Source]) -> int | None:
        """How many pictures there will be, where that is known and somebody sees the bar."""
        if self._order.jobs:
            return count(self._order.jobs) if sys.stderr.isatty() else None
        return None if self._order.wish.frame == "all" else len(sources)

    async def _of_sources(
        self, renderer: Renderer, sources: Sequence[Source]
    ) -> AsyncGenerator[Coroutine[None, None, Answer], None]:
        """A picture of each source, or one of each frame."""
        wish = self._order.wish
        for source in sources:
            stem = self._outputs.stem(source.place)
            if wish.frame != "all":
                yield self._picture(renderer, source, wish, stem=stem)
                continue
            try:
                frames = await renderer.frames(source)
            except LightboxError:
                frames = 1  # the picture says why not
            for frame in range(1, frames + 1):
                yield self._picture(renderer, source, replace(wish, frame=frame), stem=stem)

    async def _of_jobs(self, renderer: Renderer) -> AsyncGenerator[Coroutine[None, None, Answer], None]:
        """A picture of each job. Two that go to the same file do so in their order."""
        writing: dict[str, asyncio.Event] = {}
        async for number, line in lines(self._order.jobs):
            try:
                job = parsed(line, needs_out=self._order.out is None)
                wish = job.wish(self._order.wish)
            except Malformed as refusal:
                yield self._refusal(readable(named(line)), None, refusal, number)
                continue
            source = Source(job.path, (Path(job.path).name,))
            if job.out is None:
                yield self._picture(renderer, source, wish, stem=self._outputs.stem(source.place), job=number)
                continue
            while (before := writing.get(job.out)) is not None:
                await before.wait()
            writing[job.out] = asyncio.Event()
            picture = partial(self._picture, renderer, source, wish, out=job.out, job=number)
            yield _announced(picture, job.out, writing)

    async def _picture(
        self, renderer: Renderer, source: Source, wish: Wish, *, stem: str = "", out: str = "", job: int | None = None
    ) -> Answer:
        try:
            return msgspec.structs.replace(await renderer.picture(source, wish, stem=stem, out=out), job=job)
        except LightboxError as refusal:
            frame = wish.frame if isinstance(wish.frame, int) else None
            return await self._refusal(readable(source.shown), frame, refusal, job)

    async def _refusal(self, file: str, frame: int | None, refusal: LightboxError, job: int | None) -> Refusal:
        reason, kind = self._reasons.of(refusal)
        return Refusal(file, frame, True, refusal.code, reason, kind, dict(refusal.facts), job)

    @cached_property
    def _reasons(self) -> "Reasons":
        """Sentences take a tenth of a second to load: only for whoever needs one."""
        from server.cli.pictures.reasons import Reasons  # noqa: PLC0415  (see above)

        return Reasons()

    def _say(self, answer: Answer, progress: Progress) -> None:
        """One line about a picture on standard output, at once: whoever asked may wait for it."""
        refused = isinstance(answer, Refusal)
        self._refused += refused
        self._made += not refused
        progress.clear()
        sys.stdout.buffer.write(as_json(answer) if self._order.as_json else as_line(answer).encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        progress.step(refused=refused)

    def _sum_up(self) -> None:
        if not (self._order.jobs or self._made or self._refused):
            sys.stderr.write(f"{self._reasons.nothing()}\n")
            return
        if not self._order.as_json and (self._refused or self._made != 1):
            sys.stdout.buffer.write(self._reasons.summary(self._made, self._refused).encode("utf-8", "replace") + b"\n")
            sys.stdout.buffer.flush()


async def _announced(
    picture: Callable[[], Coroutine[None, None, Answer]], out: str, writing: dict[str, asyncio.Event]
) -> Answer:
    """The picture; then whoever waits to write to the same file may."""
    try:
        return await picture()
    finally:
        writing.pop(out).set()
