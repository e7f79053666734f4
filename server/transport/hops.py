"""One hop between two processes of an installation: a request sent on by the one that got it to the one it concerns.

The hop's header carries where the client is and how it came, under a key of the installation, for exactly this request
and this receiver. What comes to the inner port without one, or carries one to the outer port, is refused (T-24).
"""

import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from aiohttp import hdrs, web

from server.terms.errors import Refused
from server.terms.nodes import NodeId
from server.transport.doorway import Caller, is_loopback

HEADER: Final = "Lightbox-Hop"
GOOD_MS: Final = 30_000
"""How far the clocks of two machines, and the way between them, may be apart."""
HOPPED: Final = web.RequestKey("hopped", bool)
"""There when another process sent this on: it is answered here, whatever becomes of its session."""
_FIELDS: Final = 6


def wall_ms() -> int:
    """Unix epoch milliseconds."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Hops:
    """Seals hops of this process and opens those that come to it.

    `port` is where only hops come in, on whatever address; `refused` hears of every one that is none.
    """

    key: bytes
    here: NodeId
    port: int
    refused: Callable[[str], None]
    clock: Callable[[], int] = wall_ms

    def is_inner(self, request: web.Request) -> bool:
        """Whether a request came in where only hops do."""
        name = request.transport.get_extra_info("sockname") if request.transport is not None else None
        return isinstance(name, tuple) and name[1] == self.port

    def sealed(self, request: web.Request, caller: Caller, to: NodeId) -> str:
        """The header under which `to` believes where this request comes from."""
        said = f"{to},{self.here},{self.clock()},{caller.scheme},{caller.address}"
        return f"{said},{self._code(said, request)}"

    def opened(self, request: web.Request) -> Caller | None:
        """Where a request sent on comes from; None when it came by itself.

        Raises
        ------
        Refused
            `hop_refused`: a hop at the wrong door, for another process or request, too old, forged, or missing.
        """
        headers, is_inner = request.headers.getall(HEADER, []), self.is_inner(request)
        if not headers and not is_inner:
            return None
        caller = self._caller(headers[0], request) if is_inner and len(headers) == 1 else None
        if caller is None:
            self.refused("hop_forged")
            raise Refused("hop_refused")
        return caller

    def _caller(self, header: str, request: web.Request) -> Caller | None:
        said, _, code = header.rpartition(",")
        if not hmac.compare_digest(code.encode(), self._code(said, request).encode()):
            return None
        fields = said.split(",")
        if len(fields) != _FIELDS - 1:
            return None
        to, _, at_ms, scheme, address = fields
        if to != self.here or not at_ms.isdecimal() or abs(self.clock() - int(at_ms)) > GOOD_MS:
            return None
        return Caller(address, scheme, is_loopback(address))

    def _code(self, said: str, request: web.Request) -> str:
        about = "\n".join((said, request.method, request.raw_path, request.headers.get(hdrs.HOST, "")))
        return hmac.new(self.key, about.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()
