"""Tickets in Redis: by the hash of their secret, sealed, gone when they are taken or late."""

import base64
import hashlib
import os
from typing import Final

from server.storage.shared.distrust import Distrust
from server.storage.shared.redis_line import Line
from server.storage.shared.tickets import SECRET_BYTES
from server.terms.errors import Tampered
from server.vault.deployment import DeploymentKey
from server.vault.sealing import Random, lp, open_sealed, seal

KEYS: Final = "lb:tkt:"
LABEL: Final = "shared tickets"
_TIME_BYTES: Final = 8


class RedisTickets:
    """Keeps tickets where every process finds them. Redis can lose one, and can neither read nor lengthen nor make one.

    A Redis that gave a ticket and forgot so (a failover) could give it again within its 30 seconds.
    """

    def __init__(self, line: Line, dep: DeploymentKey, distrust: Distrust, random: Random = os.urandom) -> None:
        self._line = line
        self._key = dep.derive(LABEL)
        self._distrust = distrust
        self._random = random

    async def issue(self, payload: bytes, *, ttl_s: int = 30, now_ms: int) -> str:
        """Give a secret (43 base64url characters) that will be worth `payload` once, for `ttl_s` seconds.

        Raises
        ------
        Unavailable
            `shared_unavailable`.
        """
        secret = base64.urlsafe_b64encode(self._random(SECRET_BYTES)).rstrip(b"=").decode()
        place = _place(secret)
        until = (now_ms + ttl_s * 1000).to_bytes(_TIME_BYTES, "big")
        sealed = seal(self._key, until + payload, aad=lp("lb1 ticket", place), random=self._random)
        await self._line.ask("SET", place, sealed, "PX", ttl_s * 1000)
        return secret

    async def redeem(self, ticket: str, *, now_ms: int) -> bytes | None:
        """Give what the ticket carries and end it; None for an unknown, used, late or forged one.

        Raises
        ------
        Unavailable
            `shared_unavailable`.
        """
        place = _place(ticket)
        sealed = await self._line.ask("GETDEL", place)
        if not isinstance(sealed, bytes):
            return None
        try:
            plain = open_sealed(self._key, sealed, aad=lp("lb1 ticket", place))
        except Tampered:
            self._distrust.refuse("ticket_forged")
            return None
        return plain[_TIME_BYTES:] if now_ms < int.from_bytes(plain[:_TIME_BYTES], "big") else None


def _place(secret: str) -> str:
    digest = hashlib.sha256(secret.encode(errors="surrogatepass")).digest()
    return KEYS + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
