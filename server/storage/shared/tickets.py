"""Tickets: a secret that is good once and for seconds, to carry a proven sign-in from HTTP to a socket (T-11)."""

import base64
import hashlib
import os
from collections import OrderedDict
from collections.abc import Callable

from server.terms.errors import Unavailable

SECRET_BYTES = 32
TICKETS_MAX = 20_000
"""Tickets waiting at once; more means somebody collects them."""


class Tickets:
    """Keeps tickets in this process; only a hash of each secret is held. Owned by the event loop."""

    def __init__(self, random: Callable[[int], bytes] = os.urandom) -> None:
        self._random = random
        self._waiting: OrderedDict[bytes, tuple[int, bytes]] = OrderedDict()
        """By the secret's SHA-256: until when it is good, and what it carries. Oldest first."""

    async def issue(self, payload: bytes, *, ttl_s: int = 30, now_ms: int) -> str:
        """Give a secret (43 base64url characters) that will be worth `payload` once, for `ttl_s` seconds.

        Raises
        ------
        Unavailable
            `busy`: too many tickets wait.
        """
        self._forget_stale(now_ms)
        if len(self._waiting) >= TICKETS_MAX:
            raise Unavailable("busy")
        secret = base64.urlsafe_b64encode(self._random(SECRET_BYTES)).rstrip(b"=")
        self._waiting[hashlib.sha256(secret).digest()] = (now_ms + ttl_s * 1000, payload)
        return secret.decode()

    async def redeem(self, ticket: str, *, now_ms: int) -> bytes | None:
        """Give what the ticket carries and end it; None for an unknown, used or late one."""
        until_ms, payload = self._waiting.pop(hashlib.sha256(ticket.encode(errors="surrogatepass")).digest(), (0, b""))
        return payload if now_ms < until_ms else None

    def _forget_stale(self, now_ms: int) -> None:
        """Drop late tickets from the oldest on; one with a longer life holds younger late ones back, no longer."""
        while self._waiting:
            oldest = next(iter(self._waiting))
            if self._waiting[oldest][0] > now_ms:
                return
            del self._waiting[oldest]
