"""The process that workers are forked from: it has everything imported, holds nothing, and reads nothing untrusted.

A worker costs milliseconds this way instead of a second of imports. It is single-threaded (numpy is kept from
starting threads), so forking is safe. When the server goes away its line closes and the family ends.
"""

import json
import os
import signal
import socket
import sys

from server.workers import child, preload
from server.workers.limits import WorkerLimits


def main() -> None:
    """Fork a worker for each line received on descriptor `argv[1]`, with the limits in `argv[2]`."""
    control = socket.socket(fileno=int(sys.argv[1]))
    limits = WorkerLimits(**json.loads(sys.argv[2]))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended workers leave no zombies
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    preload.everything()
    control.sendall(b"ready")
    while True:
        _message, descriptors, _flags, _address = socket.recv_fds(control, 16, 1)
        if not descriptors:
            return
        _fork(control, descriptors[0], limits)


def _fork(control: socket.socket, line: int, limits: WorkerLimits) -> None:
    """A worker on `line`; its process descriptor goes back to the server."""
    nursery = os.getpid()
    process = os.fork()
    if process == 0:
        control.close()
        _silence()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        status = 1
        try:
            child.serve(socket.socket(fileno=line), limits, nursery)
            status = 0
        finally:
            os._exit(status)
    os.close(line)
    handle = os.pidfd_open(process)
    socket.send_fds(control, [b"forked"], [handle])
    os.close(handle)


def _silence() -> None:
    """Codecs print what they think of a file: nobody reads it, and it may hold patient data."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


if __name__ == "__main__":
    main()
