"""The nursery process as the server sees it: started once, asked for workers, started again if it is gone."""

import asyncio
import json
import os
import socket
import sys
from dataclasses import asdict
from pathlib import Path

import server
from server.terms.errors import Unavailable
from server.workers.limits import WorkerLimits
from server.workers.worker import Worker

_START_S, _FORK_S = 60.0, 5.0
_TAIL = 4096


class Family:
    """Owns the nursery. Only the pool calls it, one request at a time."""

    def __init__(self, limits: WorkerLimits) -> None:
        self.limits = limits
        self._control: socket.socket | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._drain: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._nursery = 0  # counts the starts
        self.started = 0  # counts the workers
        self.complaints = b""  # the end of what the nursery printed, for its start-up failure

    async def worker(self) -> Worker:
        """A fresh worker.

        Raises
        ------
        Unavailable
            `workers_down` when no process can be started.
        """
        async with self._turn:
            try:
                return await self._fork()
            except (OSError, EOFError):
                await self._stop()
            try:
                return await self._fork()
            except (OSError, EOFError) as error:
                await self._stop()
                raise Unavailable("workers_down") from error

    def orphaned(self, worker: Worker) -> bool:
        """Whether the nursery a worker came from has ended by itself: its workers end with it, whatever they do."""
        if self._control is None or worker.nursery != self._nursery:
            return True
        try:
            return not self._control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True

    async def stop(self) -> None:
        """End the nursery; its workers end with it."""
        async with self._turn:
            await self._stop()

    async def _fork(self) -> Worker:
        if self._control is None:
            await self._start()
        if self._control is None:
            raise EOFError
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        ours.setblocking(False)
        try:
            with theirs:
                socket.send_fds(self._control, [b"fork"], [theirs.fileno()])
            process = await self._process_handle()
        except BaseException:
            ours.close()
            raise
        os.set_inheritable(process, False)
        self.started += 1
        return Worker(ours, process, self.limits, self._nursery)

    async def _process_handle(self) -> int:
        """The process descriptor of the worker just forked."""
        control = await self._readable(_FORK_S)
        _message, handles, _flags, _address = socket.recv_fds(control, 16, 1)
        if not handles:
            raise EOFError
        return handles[0]

    async def _start(self) -> None:
        """Start the nursery with an empty environment and wait until it has loaded everything."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        root = str(Path(server.__file__).parent.parent)
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                "-s",
                "-m",
                "server.workers.nursery",
                str(theirs.fileno()),
                json.dumps(asdict(self.limits)),
                pass_fds=(theirs.fileno(),),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
                env={"PYTHONPATH": root, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"},
                cwd="/",
                start_new_session=True,
            )
        self._control = ours
        self._nursery += 1
        self._drain = asyncio.create_task(self._drain_errors(self._process))
        await self._readable(_START_S)
        if ours.recv(16) != b"ready":
            raise EOFError

    async def _readable(self, seconds: float) -> socket.socket:
        """Wait until the nursery has something to say."""
        if self._control is None:
            raise EOFError
        control, loop, ready = self._control, asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(control, ready.set)
        try:
            async with asyncio.timeout(seconds):
                await ready.wait()
        finally:
            loop.remove_reader(control)
        return control

    async def _drain_errors(self, process: asyncio.subprocess.Process) -> None:
        """Read and drop what is printed, so that a full pipe never blocks; keep the end of it in memory."""
        while process.stderr is not None and (chunk := await process.stderr.read(_TAIL)):
            self.complaints = (self.complaints + chunk)[-_TAIL:]

    async def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            if self._process.returncode is None:
                self._process.kill()
            await self._process.wait()
            self._process = None
        if self._drain is not None:
            await self._drain
            self._drain = None
