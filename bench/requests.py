"""A client that costs next to nothing, the same for both sides: keep-alive GETs over a few sockets in one thread."""

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

_END = b"\r\n\r\n"
PATIENCE_S = 30.0


@dataclass(slots=True)
class Connection:
    """One socket with at most one request under way."""

    port: int
    line: socket.socket = field(init=False)
    _buffer: bytearray = field(default_factory=bytearray)
    _missing: int = -1

    def __post_init__(self) -> None:
        self.line = socket.create_connection(("127.0.0.1", self.port), PATIENCE_S)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, path: str, accept: str) -> None:
        """Send a GET."""
        self._buffer.clear()
        self._missing = -1
        self.line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode())

    def take(self) -> bytes | None:
        """Read what has come; the body once it is whole."""
        chunk = self.line.recv(1 << 18)
        if not chunk:
            raise AssertionError("the server hung up")
        self._buffer += chunk
        if self._missing < 0:
            self._missing = self._whole_length()
        if self._missing < 0 or len(self._buffer) < self._missing:
            return None
        return bytes(self._buffer[self._buffer.index(_END) + 4 :])

    def _whole_length(self) -> int:
        """Bytes of head and body; -1 while the head is not all here."""
        end = self._buffer.find(_END)
        if end < 0:
            return -1
        status, *lines = bytes(self._buffer[:end]).decode("latin-1").split("\r\n")
        assert " 200 " in status, status
        named = dict(line.lower().split(": ", 1) for line in lines)
        return end + 4 + int(named["content-length"])

    def close(self) -> None:
        """Hang up."""
        self.line.close()


def fetched(port: int, path: str, accept: str = "*/*") -> bytes:
    """One body."""
    connection = Connection(port)
    connection.ask(path, accept)
    while (body := connection.take()) is None:
        pass
    connection.close()
    return body


def per_second(port: int, paths: Iterator[str], *, accept: str, clients: int, seconds: float) -> float:
    """How many answers a second come to so many clients that each ask again at once."""
    connections = [Connection(port) for _ in range(clients)]
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.line, selectors.EVENT_READ, connection)
            connection.ask(next(paths), accept)
        start, answers = time.perf_counter(), 0
        while (lasted := time.perf_counter() - start) < seconds or answers < 2 * clients:
            for key, _ in selector.select(PATIENCE_S):
                connection = key.data
                if connection.take() is not None:
                    answers += 1
                    connection.ask(next(paths), accept)
    for connection in connections:
        connection.close()
    return answers / lasted
