"""Whether a browser speaks: its websocket frames are masked, and one that is not ends the connection (RFC 6455 5.1)."""

import asyncio
from collections.abc import Callable
from typing import Final

_MASKED: Final = 0x80
_SIZE: Final = 0x7F
_WIDE: Final = {126: 2, 127: 8}
"""Bytes of a size that does not fit seven bits. RFC 6455 section 5.2."""


class Masking:
    """Looks at the head of every websocket frame that comes in, in whatever pieces."""

    def __init__(self) -> None:
        self._head = b""
        self._payload_left = 0

    def holds(self, content: bytes) -> bool:
        """Whether every frame that begins in the next bytes of the stream is masked."""
        unread, at = self._head + content, 0
        while True:
            passed = min(self._payload_left, len(unread) - at)
            self._payload_left -= passed
            at += passed
            head = unread[at : at + 10]
            if len(head) < 2:
                break
            if not head[1] & _MASKED:
                return False
            size, wide = head[1] & _SIZE, _WIDE.get(head[1] & _SIZE, 0)
            if len(head) < 2 + wide:
                break
            if wide:
                size = int.from_bytes(head[2 : 2 + wide], "big")
            at += 2 + wide
            # the mask itself comes between head and payload
            self._payload_left = 4 + size
        self._head = unread[at:]
        return True


class MaskedOnly(asyncio.Protocol):
    """Hands everything on to the connection's own protocol until a frame is not masked; then nothing any more.

    aiohttp's reader serves as its client too, so it takes both kinds (BI-19).
    """

    def __init__(self, inside: asyncio.BaseProtocol, exposed: Callable[[], None]) -> None:
        assert isinstance(inside, asyncio.Protocol)
        self._inside = inside
        self._exposed = exposed
        self._masking: Masking | None = Masking()

    def data_received(self, content: bytes) -> None:
        """Part of some frames."""
        if self._masking is None:
            return
        if self._masking.holds(content):
            self._inside.data_received(content)
        else:
            self._masking = None
            self._exposed()

    def eof_received(self) -> bool | None:
        """Handed on."""
        return self._inside.eof_received()

    def connection_lost(self, error: Exception | None) -> None:
        """Handed on."""
        self._inside.connection_lost(error)

    def pause_writing(self) -> None:
        """Handed on."""
        self._inside.pause_writing()

    def resume_writing(self) -> None:
        """Handed on."""
        self._inside.resume_writing()
