"""The threshold: connections that have not yet said what they want, and how long they may take over it.

aiohttp waits as long as a kept-alive connection may rest for the head of a request, so a client that sends a byte
now and then holds its connection for an hour (BI-21). Whoever comes in stands here until the first head is complete,
and then the connection is aiohttp's own; heads of later requests on it are bounded by `KEPT_ALIVE_S`.
"""

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

HEAD_S: Final = 10.0
"""How long the head of a connection's first request may take, and before it the handshake of TLS."""
HURRY_S: Final = 2.0
"""How long it may take for somebody of whose address `CROWD` others stand here."""
CROWD: Final = 64
"""Far more than the browsers of a clinic behind one address, or its proxy, ever leave half open."""
HEAD_BYTES: Final = 64 * 1024
"""The whole head: aiohttp bounds each line of it, and how many there are, but not all together."""
KEPT_ALIVE_S: Final = 75.0
"""How long a connection may rest between two requests; a proxy that keeps its own for a minute is never cut off first."""
BACKLOG: Final = 512
_END: Final = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many of each address stand here; one for each listener."""

    head_s: float = HEAD_S
    hurry_s: float = HURRY_S
    crowd: int = CROWD
    standing: Counter[str] = field(default_factory=Counter)

    async def listen(
        self, inside: Callable[[], asyncio.Protocol], listener: socket.socket, tls: ssl.SSLContext | None = None
    ) -> asyncio.Server:
        """Accept on a bound socket: whoever comes stands here first and then talks to what `inside` makes."""
        return await asyncio.get_running_loop().create_server(
            lambda: _Newcomer(self, inside()),
            sock=listener,
            ssl=tls,
            ssl_handshake_timeout=None if tls is None else self.head_s,
            backlog=BACKLOG,
        )

    def enter(self, address: str) -> None:
        """One more of this address."""
        self.standing[address] += 1

    def leave(self, address: str) -> None:
        """One less."""
        self.standing[address] -= 1
        if not self.standing[address]:
            del self.standing[address]


class _Newcomer(asyncio.Protocol):
    """One connection until the head of its first request is complete; everything is handed on at once."""

    def __init__(self, threshold: Threshold, inside: asyncio.Protocol) -> None:
        self._threshold = threshold
        self._inside = inside
        self._transport: asyncio.Transport | None = None
        self._address = ""
        self._timer: asyncio.TimerHandle | None = None
        self._size = 0
        self._tail = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody has come."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        peer = transport.get_extra_info("peername")
        self._address = peer[0] if isinstance(peer, tuple) else ""
        self._threshold.enter(self._address)
        self._timer = asyncio.get_running_loop().call_later(self._threshold.hurry_s, self._hurry)
        self._inside.connection_made(transport)

    def data_received(self, content: bytes) -> None:
        """Part of a head, or all of it and more."""
        if self._size > HEAD_BYTES:
            # what is inside has had its turn to refuse such a head in its own words
            self._cut()
            return
        seen = self._tail + content
        self._size += len(content)
        self._tail = seen[1 - len(_END) :]
        if _END in seen and self._transport is not None:
            self._leave()
            self._transport.set_protocol(self._inside)
        self._inside.data_received(content)

    def eof_received(self) -> bool | None:
        """Nothing more will come."""
        return self._inside.eof_received()

    def connection_lost(self, error: Exception | None) -> None:
        """Gone without having said what they wanted."""
        self._leave()
        self._inside.connection_lost(error)

    def pause_writing(self) -> None:
        """Handed on."""
        self._inside.pause_writing()

    def resume_writing(self) -> None:
        """Handed on."""
        self._inside.resume_writing()

    def _hurry(self) -> None:
        """In a crowd nobody may take longer; alone one may."""
        if self._threshold.standing[self._address] > self._threshold.crowd:
            self._cut()
            return
        more_s = self._threshold.head_s - self._threshold.hurry_s
        self._timer = asyncio.get_running_loop().call_later(more_s, self._cut)

    def _cut(self) -> None:
        self._leave()
        if self._transport is not None:
            self._transport.abort()

    def _leave(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._threshold.leave(self._address)
