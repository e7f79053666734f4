"""The server's end of one worker process: send a job, await its reply, or end it."""

import asyncio
import contextlib
import os
import select
import signal
import socket
from collections.abc import Sequence

import msgspec

from server.terms.errors import Malformed
from server.workers import wire
from server.workers.limits import WorkerLimits


class WorkerGone(Exception):  # noqa: N818  (a fact about a process, not an error of anybody)
    """The process ended, or what it said made no sense, before it answered."""


class Worker:
    """One process. `busy` is set while a job runs, `holds_pixels` since it decoded anything.

    `nursery` tells which start of the nursery it was forked from.
    """

    def __init__(self, line: socket.socket, process: int, limits: WorkerLimits, nursery: int = 0) -> None:
        self.line, self.process, self.limits, self.nursery = line, process, limits, nursery
        self.jobs = 0
        self.busy = self.holds_pixels = self.condemned = self.alive = False
        self.alive = True
        self.free = asyncio.Event()
        self.free.set()
        self.confined: tuple[str, ...] = ()
        self._greeted = False

    async def ask(self, job: wire.Job, descriptors: Sequence[int]) -> wire.Reply:
        """Do a job.

        Raises
        ------
        WorkerGone
            when the process ended or answered nonsense.
        TimeoutError
            when it took longer than `wall_s`; the process must be ended then.
        """
        self.jobs += 1
        self.busy = True
        self.holds_pixels = self.holds_pixels or isinstance(job, (wire.Decode, wire.Extract, wire.Inspect))
        self.free.clear()
        try:
            async with asyncio.timeout(self.limits.wall_s):
                await self._greet()
                await self._send(wire.encode(job), descriptors)
                (length,) = wire.HEAD.unpack(await self._receive(wire.HEAD.size))
                if length > self.limits.reply_bytes:
                    raise WorkerGone
                reply: wire.Reply = wire.decode_reply(await self._receive(length))
                return reply
        except (OSError, msgspec.MsgspecError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise WorkerGone from error
        finally:
            self.busy = False
            self.free.set()

    async def _greet(self) -> None:
        """The first words of a worker: which layers of confinement took hold."""
        if self._greeted:
            return
        (length,) = wire.HELLO.unpack(await self._receive(wire.HELLO.size))
        if length > wire.HELLO_LIMIT:
            raise WorkerGone
        self.confined = tuple((await self._receive(length)).decode("ascii", "replace").split(","))
        self._greeted = True

    async def _send(self, body: bytes, descriptors: Sequence[int]) -> None:
        """The length with the descriptors in one write (the line is empty, so it never waits), then the body."""
        socket.send_fds(self.line, [wire.HEAD.pack(len(body))], list(descriptors))
        await asyncio.get_running_loop().sock_sendall(self.line, body)

    async def _receive(self, size: int) -> bytearray:
        body = bytearray(size)
        view, filled = memoryview(body), 0
        loop = asyncio.get_running_loop()
        while filled < size:
            got = await loop.sock_recv_into(self.line, view[filled:])
            if not got:
                raise WorkerGone
            filled += got
        return body

    @property
    def gone(self) -> bool:
        """Whether the process has ended by itself or been killed by somebody else."""
        if not self.alive:
            return True
        ended = select.poll()  # `select` cannot: in a busy server the descriptor's number is beyond 1023
        ended.register(self.process, select.POLLIN)
        return bool(ended.poll(0))

    def end(self) -> None:
        """Kill the process; its memory is gone when the kernel has taken it down. Idempotent."""
        if not self.alive:
            return
        self.alive = False
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.process, signal.SIGKILL)
        os.close(self.process)
        self.line.close()


def outcome(reply: wire.Reply) -> wire.Reply:
    """The reply, or the refusal it carries.

    Raises
    ------
    Malformed
        with the worker's code: it is input that was refused.
    """
    if isinstance(reply, wire.Failed):
        raise Malformed(reply.code, **reply.facts)
    return reply
