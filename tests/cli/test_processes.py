"""The parent of several server processes, over children that do as little as can be."""

import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.cli.processes import TRIES, Processes

CHILD = """
import os, pathlib, signal, socket, sys
folder, (listener, line, index) = pathlib.Path(sys.argv[1]), sys.argv[3].split(",")
starts = len(list(folder.iterdir()))
(folder / f"{starts} {index}").touch()
if starts >= int(sys.argv[2].partition("=")[2]): sys.exit(3)
socket.socket(fileno=int(line)).send(b"1")
"""
WAITS = (
    CHILD
    + """
signal.signal(signal.SIGTERM, lambda *_: ((folder / f"stopped {index}").touch(), os._exit(0)))
if index == "1": os.kill(os.getppid(), signal.SIGTERM)
while True: signal.pause()
"""
)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A port; the signals as they were afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken
    for number, handler in before.items():
        signal.signal(number, handler)


def processes(code: str, folder: Path, listener: socket.socket, serve: int) -> Processes:
    """Two children, of which the first so many starts come to serving."""
    program = [sys.executable, "-S", "-E", "-c", code.replace("sys.argv[3]", "sys.argv[4]")]
    return Processes([*program, str(folder), f"--serve={serve}"], listener, 2, backoff_s=0.001)


def test_what_never_serves_is_not_tried_again(tmp_path: Path, listener: socket.socket) -> None:
    """K5: a setting that is wrong is said once, with the child's own exit code."""
    assert processes(CHILD, tmp_path, listener, 0).run() == 3
    assert len(list(tmp_path.iterdir())) == 1


def test_what_died_is_started_again_until_none_lives(tmp_path: Path, listener: socket.socket) -> None:
    """K5: not 0 when none can be kept alive."""
    assert processes(CHILD, tmp_path, listener, 4).run() == 1
    assert len(list(tmp_path.iterdir())) >= 4 + 2 * TRIES


def test_a_stop_reaches_all_one_after_the_other(tmp_path: Path, listener: socket.socket) -> None:
    """R14: each is asked, and waited for."""
    assert processes(WAITS, tmp_path, listener, 99).run() == 0
    assert {each.name for each in tmp_path.iterdir()} >= {"stopped 0", "stopped 1"}
