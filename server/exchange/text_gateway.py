"""Text messages by a gateway of the clinic's choice: one signed JSON request a message; see docs/text-gateway.md.

The gateway's address is settled once, by the clinic, and still believed to lie: no redirect is followed, and only
public addresses are called unless the clinic named its own networks.
"""

import asyncio
import hashlib
import hmac
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from typing import Final
from urllib.parse import urlsplit

import aiohttp
import msgspec
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from server.desk.couriers import TAKEN, Letter, Outcome
from server.identity.addresses import phone_number
from server.terms.errors import Malformed

PATIENCE_S: Final = 15.0
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_AGAIN: Final = frozenset({408, 425, 429})
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


class TextGateway:
    """Implements `desk.couriers.Courier`."""

    def __init__(
        self,
        url: str,
        secret: str,
        *,
        networks: Sequence[Network] = (),
        authority: str = "",
        clock: Callable[[], int],
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._url = url
        self._host = urlsplit(url).hostname or ""
        self._secret = secret.encode()
        self._gate = AddressGate(networks, public=urlsplit(url).scheme == "https")
        self._context = ssl.create_default_context(cafile=authority or None)
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(total=patience_s)

    async def send(self, letter: Letter) -> Outcome:
        """Ask the gateway once; its answer's body is not read."""
        try:
            to = phone_number(letter.to)
            self._gate.check_literal(self._host)
        except Malformed:
            return Outcome("never", "bad_address")
        except ForbiddenAddressError:
            return Outcome("never", "forbidden_address")
        body = msgspec.json.encode({"id": letter.id, "to": to, "text": letter.body, "language": letter.language})
        return await _spoken(self._asked(body, letter.id))

    async def greet(self) -> str:
        """Why the gateway cannot be reached now, as an outcome's code; empty when it answers anything. Nothing is sent."""
        try:
            self._gate.check_literal(self._host)
        except ForbiddenAddressError:
            return "forbidden_address"
        return (await _spoken(self._reached())).code

    async def _reached(self) -> Outcome:
        async with self._client() as client, client.head(self._url, allow_redirects=False):
            return TAKEN

    def _client(self) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(resolver=self._gate, ssl=self._context, use_dns_cache=False)
        return aiohttp.ClientSession(connector=connector, timeout=self._timeout)

    async def _asked(self, body: bytes, key: str) -> Outcome:
        timestamp = str(self._clock() // 1000)
        headers = {
            "Content-Type": "application/json",
            "Lightbox-Timestamp": timestamp,
            "Lightbox-Signature": signature(self._secret, timestamp, body),
            "Idempotency-Key": key,
        }
        async with (
            self._client() as client,
            client.post(self._url, data=body, headers=headers, allow_redirects=False) as answer,
        ):
            return _answered(answer.status)


async def _spoken(asking: Awaitable[Outcome]) -> Outcome:
    """What the gateway said, or why nobody could ask it."""
    try:
        return await asking
    except TimeoutError:
        return Outcome("later", "no_answer")
    except aiohttp.ClientSSLError:
        return Outcome("later", "no_tls")
    except (aiohttp.ClientError, OSError) as error:
        forbidden = _is_in_chain(error, ForbiddenAddressError)
        return Outcome("never", "forbidden_address") if forbidden else Outcome("later", "unreachable")


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    """Sign a request: `v1=` and the HMAC-SHA256 of `timestamp`, a dot and the body's very bytes, in hex."""
    return "v1=" + hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


class ForbiddenAddressError(OSError):
    """A name that leads to an address which nobody allowed."""


class AddressGate(AbstractResolver):
    """Looks names up and lets through only what may be called; the connection goes to the address that was checked.

    `public` says whether addresses outside `networks` are called at all: never without TLS.
    """

    def __init__(self, networks: Sequence[Network], *, public: bool) -> None:
        self._networks = tuple(networks)
        self._public = public

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Give the allowed addresses of a name; raises `ForbiddenAddressError` when there are only others."""
        found = await ThreadedResolver(asyncio.get_running_loop()).resolve(host, port, family)
        allowed = [each for each in found if self.allows(ipaddress.ip_address(each["host"].partition("%")[0]))]
        if found and not allowed:
            raise ForbiddenAddressError
        return allowed

    async def close(self) -> None:
        """Nothing is kept open."""

    def check_literal(self, host: str) -> None:
        """A host given as an address is never looked up, so it is checked here."""
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return
        if not self.allows(address):
            raise ForbiddenAddressError

    def allows(self, address: _Address) -> bool:
        """Say whether an address may be called, whichever way it is written."""
        meant = _meant(address)
        if any(meant in network for network in self._networks if network.version == meant.version):
            return True
        return self._public and meant.is_global and not meant.is_multicast


def _meant(address: _Address) -> _Address:
    """The IPv4 address behind one that only wraps it (RFC 4291 §2.5.5.2, RFC 3056, RFC 6052, RFC 4380)."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None) or address


def _answered(status: int) -> Outcome:
    if 200 <= status < 300:
        return TAKEN
    if 300 <= status < 400:
        return Outcome("never", "redirected")
    return Outcome("later", "busy") if status >= 500 or status in _AGAIN else Outcome("never", "refused")


def _is_in_chain(error: BaseException, kind: type[BaseException]) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, kind):
            return True
        seen = seen.__cause__ or getattr(seen, "os_error", None)
    return False
