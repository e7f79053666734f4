"""Ways for a worker to misbehave on purpose, so that checks can show what a hostile decoder costs: one job."""

import ctypes
import os
import socket
import time
from collections.abc import Callable

_NOISE = b"noise " * 100_000


def segfault() -> None:
    """Read where nothing is."""
    ctypes.string_at(0)


def hang() -> None:
    """Never come back, without using the processor."""
    time.sleep(3600)


def spin() -> None:
    """Never come back, using the processor."""
    while True:
        pass


def exhaust_memory() -> None:
    """Ask for a terabyte."""
    bytearray(1 << 40)


def babble() -> None:
    """Print more than a pipe holds."""
    os.write(1, _NOISE)
    os.write(2, _NOISE)


def open_file() -> None:
    """Reach for a file outside Python's own."""
    os.close(os.open("/etc/passwd", os.O_RDONLY))


def connect() -> None:
    """Reach for the network."""
    socket.create_connection(("127.0.0.1", 9), 1).close()


def fork() -> None:
    """Make another process."""
    if os.fork() == 0:
        os._exit(0)


_DRILLS: dict[str, Callable[[], None]] = {
    "segfault": segfault,
    "abort": os.abort,
    "hang": hang,
    "spin": spin,
    "exhaust_memory": exhaust_memory,
    "babble": babble,
    "open_file": open_file,
    "connect": connect,
    "fork": fork,
}


def drill(what: str) -> str:
    """Misbehave; "done" when nothing stopped it, the error's name when the confinement did."""
    try:
        _DRILLS[what]()
    except OSError as error:
        return type(error).__name__
    return "done"
