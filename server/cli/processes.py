"""Several server processes on one address: started, started again when they die, stopped one after the other.

The parent has the listening socket and nothing else: whichever process is idle takes the next connection, and none is
lost when one of them goes. A line to each child says when it serves, and tells it when the parent is gone.
"""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Final

import structlog

READY: Final = b"1"
START_S: Final = 120.0
"""How long the first process may take: it also brings the database to this version's schema."""
STOP_S: Final = 25.0
"""How long one may take to hand over and end; then it is killed."""
STEADY_S: Final = 60.0
"""Who served for so long is not dying again and again."""
BACKOFF_S: Final = 0.2
"""Before one is started again at first; twice as long each time it then dies before it serves, …"""
BACKOFF_MAX_S: Final = 10.0
"""… and at most."""
TRIES: Final = 5
"""When every process has died so often before it served, nothing is tried any more."""
POLL_S: Final = 0.1
_log = structlog.get_logger()


@dataclass(slots=True)
class _Child:
    index: int
    process: subprocess.Popen[bytes] | None = None
    line: socket.socket | None = None
    ready_s: float = 0.0
    """By the monotonic clock; 0: it does not serve yet."""
    failures: int = 0
    due_s: float = 0.0


@dataclass(slots=True)
class Processes:
    """The children of one address. `command` is how one is started, without what it inherits."""

    command: Sequence[str]
    listener: socket.socket
    count: int
    clock: Callable[[], float] = time.monotonic
    backoff_s: float = BACKOFF_S
    _children: list[_Child] = field(default_factory=list)
    _is_stopping: bool = False

    def run(self) -> int:
        """Keep them running until SIGTERM or SIGINT; gives the exit code: not 0 when none could be kept alive."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self.listener.listen(512)
        self._children = [_Child(index) for index in range(self.count)]
        first = self._children[0]
        self._start(first)
        until_s = self.clock() + START_S
        while not first.ready_s and not self._is_stopping:
            # asked before its line is read: who serves and dies at once has served, and is started again
            is_over = first.process is None or first.process.poll() is not None
            self._listen()
            if not first.ready_s and (is_over or self.clock() > until_s):
                code = self._ended(first)
                self._stop_all()
                return code or 1
        while not self._is_stopping:
            for child in self._children:
                self._look_after(child)
            if all(child.failures >= TRIES for child in self._children):
                _log.error("processes_keep_dying")
                self._stop_all()
                return 1
            self._listen()
        self._stop_all()
        return 0

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._is_stopping = True

    def _start(self, child: _Child) -> None:
        ours, theirs = socket.socketpair()
        inherited = f"{self.listener.fileno()},{theirs.fileno()},{child.index}"
        child.process = subprocess.Popen(  # noqa: S603  (our own command, as it was given)
            [*self.command, "--inherited", inherited], pass_fds=(self.listener.fileno(), theirs.fileno())
        )
        theirs.close()
        child.line, child.ready_s = ours, 0.0

    def _look_after(self, child: _Child) -> None:
        if child.process is None:
            if self.clock() >= child.due_s:
                self._start(child)
            return
        code = self._ended(child)
        if code is None:
            if child.ready_s and self.clock() - child.ready_s > STEADY_S:
                child.failures = 0
            return
        child.failures = 0 if child.ready_s else child.failures + 1
        wait_s = min(BACKOFF_MAX_S, self.backoff_s * 2**child.failures)
        _log.error("process_died", process=child.index, status=code, again_s=wait_s)
        child.process, child.ready_s, child.due_s = None, 0.0, self.clock() + wait_s

    def _ended(self, child: _Child) -> int | None:
        """Its exit code; None while it lives."""
        code = None if child.process is None else child.process.poll()
        if code is not None and child.line is not None:
            child.line.close()
            child.line = None
        return code

    def _listen(self) -> None:
        """Wait a moment for somebody to say that it serves."""
        lines = [child.line for child in self._children if child.line is not None and not child.ready_s]
        heard, _, _ = select.select(lines, [], [], POLL_S)
        for child in self._children:
            if child.line is not None and child.line in heard and child.line.recv(1) == READY:
                child.ready_s = self.clock()
                _log.info("process_serves", process=child.index)

    def _stop_all(self) -> None:
        """One after the other, so that each hands over to those that are left."""
        for child in self._children:
            if child.process is None or child.process.poll() is not None:
                continue
            child.process.terminate()
            try:
                child.process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                _log.error("process_killed", process=child.index)
                child.process.kill()
                child.process.wait()
        for child in self._children:
            if child.line is not None:
                child.line.close()


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a child has of its parent: the listening socket, the line to it, and which one it is."""

    listener: socket.socket
    line: socket.socket
    index: int

    @classmethod
    def of(cls, said: str) -> "Inherited":
        """From the command line."""
        listener, line, index = map(int, said.split(","))
        for number in (listener, line):
            os.set_inheritable(number, False)
        return cls(socket.socket(fileno=listener), socket.socket(fileno=line), index)

    def ready(self) -> None:
        """Tell the parent that this process serves."""
        self.line.send(READY)


def command() -> list[str]:
    """How this very program was started."""
    return [sys.executable, *sys.orig_argv[1:]]
