"""The pool: untrusted bytes in, checked values and pixels out; whatever a file does costs one job of one process."""

import asyncio
import contextlib
import os
import time
from collections.abc import Sequence

from server.studies.header import InstanceHeader
from server.terms.errors import Malformed, Unavailable
from server.terms.figures import Tally
from server.terms.images import ImageTraits, PixelGrid
from server.workers import wire
from server.workers.breaker import Breaker
from server.workers.family import Family
from server.workers.limits import WorkerLimits
from server.workers.shared_frame import SharedFrame
from server.workers.turns import Turns
from server.workers.worker import Worker, WorkerGone, outcome

SPARES = 1
_NOW, _SOON = 0, 1  # pictures people wait for go before files that come in


class WorkerPool:
    """At most `size` jobs at once (not counting as many that take long), one warm worker more.

    The event loop never blocks: jobs and replies are awaited on sockets. A worker that crashes, hangs, exhausts its
    memory or answers nonsense is ended and replaced in milliseconds. A cancelled job ends its worker.
    """

    def __init__(self, limits: WorkerLimits = WorkerLimits(), *, size: int = 2) -> None:  # noqa: B008  (frozen value)
        self.limits, self.size = limits, size
        self.breaker = Breaker()
        self._family = Family(limits)
        self._idle: list[Worker] = []
        self._working: set[Worker] = set()
        self._turns = Turns(size, limits.long_s)
        self.jobs = Tally()
        """Jobs by what became of them: `done`, or the code of what ended their worker."""
        self._refill: asyncio.Task[None] | None = None
        self._open = False

    async def start(self) -> None:
        """Start the workers.

        Raises
        ------
        Unavailable
            `workers_down` when no process can be started.
        """
        self._open = True
        await self._fill()

    async def stop(self) -> None:
        """End every worker; jobs under way fail as `workers_down`. Idempotent."""
        self._open = False
        if self._refill is not None:
            self._refill.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._refill
            self._refill = None
        for worker in (*self._idle, *self._working):
            worker.end()
        self._idle.clear()
        await self._family.stop()

    async def check(self) -> None:
        """Pass when a worker lives, or can be had now.

        Raises
        ------
        Unavailable
            `workers_down`.
        """
        if not (self._standing_by() or self._working):
            self._top_up()
            if self._refill is not None:
                await asyncio.shield(self._refill)
        if not (self._open and (self._standing_by() or self._working)):
            raise Unavailable("workers_down")

    async def inspect(self, descriptor: int, *, size: int | None = None) -> InstanceHeader:
        """The header of the DICOM file in an anonymous file, whose first `size` bytes count.

        Raises
        ------
        Malformed
            with the reason the file is refused; `decoder_crashed`, `decoder_timed_out`, `decoder_out_of_memory` when
            it brought a worker down.
        Unavailable
            `workers_down` when no worker can be had.
        """
        reply = await self._run(wire.Inspect(_size(descriptor, size)), (descriptor,), _SOON)
        if not isinstance(reply, wire.Inspected):
            raise Malformed("decoder_crashed")
        return reply.header

    async def decode(
        self,
        descriptor: int,
        frame: int,
        *,
        traits: ImageTraits,
        out: SharedFrame,
        size: int | None = None,
        instance: str = "",
        reduce: int = 0,
    ) -> PixelGrid:
        """Decode frame `frame` (from 0) into `out`; the shape written, which is always `traits.grid.reduced(reduce)`.

        `instance` names the instance for the breaker: after three crashes or time-outs it is refused at once.

        Raises
        ------
        Malformed
            as `inspect`, and `instance_given_up` when the breaker is open.
        Unavailable
            `workers_down`; `frame_memory` when `out` is too small.
        """
        grid = traits.grid.reduced(reduce)
        if out.byte_count < grid.byte_count:
            raise Unavailable("frame_memory", needed_bytes=grid.byte_count)
        self.breaker.check(instance)
        job = wire.Decode(_size(descriptor, size), frame, traits, reduce)
        try:
            reply = await self._run(job, (descriptor, out.descriptor), _NOW)
        except Malformed as refusal:
            self.breaker.note(instance, refusal.code)
            raise
        if not isinstance(reply, wire.Decoded) or reply.grid != grid:
            raise Malformed("decoder_crashed")
        return reply.grid

    async def list_archive(self, descriptor: int, *, size: int | None = None) -> tuple[wire.ArchiveMember, ...]:
        """The files in a zip, judged as a whole; raises as `inspect`."""
        reply = await self._run(wire.ListArchive(_size(descriptor, size)), (descriptor,), _SOON)
        if not isinstance(reply, wire.Listed):
            raise Malformed("decoder_crashed")
        return reply.members

    async def extract(self, descriptor: int, index: int, out: int, limit: int, *, size: int | None = None) -> int:
        """Write member `index` of a zip at the position of the file `out`; bytes written, at most `limit`."""
        reply = await self._run(wire.Extract(_size(descriptor, size), index, limit), (descriptor, out), _SOON)
        if not isinstance(reply, wire.Extracted) or not 0 <= reply.byte_count <= limit:
            raise Malformed("decoder_crashed")
        return reply.byte_count

    async def drill(self, what: wire.Drill) -> str:
        """Have a worker misbehave, for checks; raises as `inspect`."""
        reply = await self._run(what, (), _SOON)
        return reply.outcome if isinstance(reply, wire.Drilled) else ""

    async def forget(self) -> None:
        """Leave no pixel in any worker: those that held some are ended, at the latest after `forget_s`.

        A job of somebody else that is cut short this way is done again by a fresh worker.
        """
        for worker in [worker for worker in self._idle if worker.holds_pixels]:
            self._idle.remove(worker)
            worker.end()
        held = [worker for worker in self._working if worker.holds_pixels]
        for worker in held:
            worker.condemned = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.limits.forget_s):
                for worker in held:
                    await worker.free.wait()
        for worker in held:
            worker.end()
        self._top_up()

    @property
    def started(self) -> int:
        """How many workers were started, the first ones too."""
        return self._family.started

    @property
    def waiting(self) -> int:
        """How many jobs wait for a turn."""
        return self._turns.waiting

    @property
    def working(self) -> int:
        """How many workers do something."""
        return len(self._working)

    @property
    def confined(self) -> tuple[str, ...]:
        """The layers of confinement that hold for every worker that has worked."""
        greeted = [set(worker.confined) for worker in (*self._idle, *self._working) if worker.confined]
        return tuple(sorted(set.intersection(*greeted))) if greeted else ()

    async def _run(self, job: wire.Job, descriptors: Sequence[int], priority: int) -> wire.Reply:
        """Do a job in turn."""
        if not self._open:
            raise Unavailable("workers_down")
        async with self._turns.taken(priority):
            return outcome(await self._done(job, descriptors))

    async def _done(self, job: wire.Job, descriptors: Sequence[int]) -> wire.Reply:
        """Do a job, again when its worker had to forget somebody else's pictures or ended with the whole family."""
        orphans = 0
        while True:
            worker = await self._take()
            try:
                return await self._work(worker, job, descriptors)
            except WorkerGone:
                if not self._open:
                    raise Unavailable("workers_down") from None
                orphaned = self._family.orphaned(worker)
                orphans += orphaned
                if not worker.condemned and (not orphaned or orphans > 1):
                    raise Malformed("decoder_crashed") from None

    async def _take(self) -> Worker:
        """An idle worker that still lives, or a new one: nobody's file is blamed for an earlier death."""
        while self._idle:
            worker = self._idle.pop()
            if self._lives(worker):
                return worker
            worker.end()
            self._top_up()
        return await self._family.worker()

    def _lives(self, worker: Worker) -> bool:
        return not worker.gone and not self._family.orphaned(worker)

    async def _work(self, worker: Worker, job: wire.Job, descriptors: Sequence[int]) -> wire.Reply:
        """Do a job on a worker and put it back, or end it when it cannot be trusted any more."""
        self._working.add(worker)
        began, healthy, became = time.monotonic(), False, "cancelled"
        try:
            reply = await worker.ask(job, descriptors)
            healthy = not (isinstance(reply, wire.Failed) and reply.code == "decoder_out_of_memory")
            became = "done" if healthy else "decoder_out_of_memory"
        except TimeoutError:
            became = "decoder_timed_out"
            raise Malformed("decoder_timed_out") from None
        except WorkerGone:
            became = "forgotten" if worker.condemned else "decoder_crashed"
            if not worker.condemned and time.monotonic() - began >= self.limits.cpu_s:
                raise Malformed("decoder_timed_out") from None
            raise
        else:
            return reply
        finally:
            self._working.discard(worker)
            self.jobs.add(became)
            worn = worker.condemned or worker.jobs >= self.limits.jobs_before_recycling
            room = len(self._idle) + len(self._working) < self.size + SPARES
            if healthy and self._open and not worn and room:
                self._idle.append(worker)
            else:
                worker.end()
                self._top_up()

    def _top_up(self) -> None:
        """Bring the pool back to strength behind the scenes."""
        if self._open and (self._refill is None or self._refill.done()):
            self._refill = asyncio.create_task(self._refill_quietly())

    async def _refill_quietly(self) -> None:
        with contextlib.suppress(Unavailable):  # the next job asks again and says so
            await self._fill()

    async def _fill(self) -> None:
        while self._open and self._standing_by() + len(self._working) < self.size + SPARES:
            self._idle.insert(0, await self._family.worker())

    def _standing_by(self) -> int:
        """How many idle workers live; the dead among them (killed, or with their nursery) take nobody's place."""
        for worker in [worker for worker in self._idle if not self._lives(worker)]:
            self._idle.remove(worker)
            worker.end()
        return len(self._idle)


def _size(descriptor: int, size: int | None) -> int:
    return os.fstat(descriptor).st_size if size is None else size
