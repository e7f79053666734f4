"""That a process of this machine is dead, known at once: the kernel lets go of its lock when it ends, however it ends."""

import contextlib
import fcntl
import os
from pathlib import Path

import structlog

from server.terms.nodes import NodeId

_log = structlog.get_logger()


class ProcessLocks:
    """One locked file per process in a folder; another machine's processes have none here, and nothing is known of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mine = -1
        self._met: set[NodeId] = set()
        """Processes of this machine, as far as they were asked for."""

    def hold(self, me: NodeId) -> None:
        """Lock this process's file until it ends; that it could not be done is said in the log."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._mine = os.open(self._path(me), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            _log.warning("process_not_marked", code=error.strerror or "")

    def is_dead(self, process: NodeId) -> bool:
        """Whether that process is known to have ended."""
        try:
            descriptor = os.open(self._path(process), os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            # of another machine; or of this one, and somebody has struck it off before us
            return process in self._met
        except OSError:
            return False
        self._met.add(process)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        finally:
            os.close(descriptor)
        return True

    def forget(self, process: NodeId) -> None:
        """Remove the file of a process that is over."""
        with contextlib.suppress(OSError):
            self._path(process).unlink()

    def release(self, me: NodeId) -> None:
        """End being known as living."""
        self.forget(me)
        if self._mine >= 0:
            os.close(self._mine)
            self._mine = -1

    def _path(self, process: NodeId) -> Path:
        if not process.isalnum():
            raise ValueError("a process's id is hex digits")
        return self._folder / f"{process}.lock"
