"""Where requests really come from: peer and trusted proxies, the hosts and origins that are ours, and whether it is safe."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

HOPS_MAX: Final = 16
"""Entries of X-Forwarded-For that are looked at, from the right; a longer list is somebody's game (BI-29)."""
LOOPBACK_NAMES: Final = ("localhost", "127.0.0.1", "[::1]")
_DEFAULT_PORTS = {"http": 80, "https": 443}

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a request comes from: the client's address, and the scheme its browser used."""

    address: str
    scheme: str
    is_loopback: bool


@dataclass(frozen=True, slots=True)
class Doorway:
    """The public address and what follows from it.

    `hosts` are allowed Host headers, `origins` allowed origins; loopback names at the listening port are always ours.
    """

    public_url: str
    hosts: frozenset[str]
    origins: frozenset[str]
    socket_sources: tuple[str, ...]
    proxies: tuple[Network, ...]

    @classmethod
    def of(cls, public_url: str, *, port: int, trusted_proxies: Sequence[str] = ()) -> "Doorway":
        """Build it from settings. `port` is the one listened on; proxies are addresses or networks."""
        url = urlsplit(public_url)
        public = _origin(url.scheme, url.hostname or "", url.port)
        local = [_origin(scheme, name, port) for scheme in ("http", "https") for name in LOOPBACK_NAMES]
        origins = (public, *local)
        return cls(
            public_url=public,
            hosts=frozenset(each.split("://", 1)[1] for each in origins),
            origins=frozenset(origins),
            # 'self' does not cover websockets in every browser. Loopback is named only where it is the public address.
            socket_sources=tuple("ws" + each.removeprefix("http") for each in _shown_origins(public, local)),
            proxies=tuple(ipaddress.ip_network(each, strict=False) for each in trusted_proxies),
        )

    def is_allowed_origin(self, origin: str) -> bool:
        """Say whether a page of this origin may act here."""
        return origin.lower() in self.origins

    def is_allowed_host(self, host: str) -> bool:
        """Say whether this is a name of ours (BI-28): anything else is somebody else's page, or DNS rebinding."""
        return _host(host) in self.hosts

    def caller(self, request: web.Request) -> Caller:
        """Give where a request comes from: forwarding headers count only behind a trusted proxy."""
        peer = _peer(request)
        if not self._is_proxy(peer):
            return Caller(peer, request.scheme, is_loopback(peer))
        address = self._forwarded_for(request) or peer
        scheme = request.headers.get("X-Forwarded-Proto", request.scheme).split(",")[-1].strip().lower()
        return Caller(address, scheme, is_loopback(address))

    def is_safe(self, request: web.Request, caller: Caller) -> bool:
        """Say whether browsers give this page a secure context: https, or loopback by a loopback name."""
        name = _host(request.host).rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
        return caller.scheme == "https" or (caller.is_loopback and name in LOOPBACK_NAMES)

    def _forwarded_for(self, request: web.Request) -> str:
        """Give the last address before our own proxies."""
        named = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")[-HOPS_MAX:]
        for entry in reversed(named):
            address = entry.strip().strip("[]")
            if not _is_address(address):
                return ""
            if not self._is_proxy(address):
                return address
        return ""

    def _is_proxy(self, address: str) -> bool:
        return _is_address(address) and any(ipaddress.ip_address(address) in network for network in self.proxies)


def _origin(scheme: str, host: str, port: int | None) -> str:
    name = f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()
    return f"{scheme}://{name}" if port in {None, _DEFAULT_PORTS.get(scheme)} else f"{scheme}://{name}:{port}"


def _shown_origins(public: str, local: Sequence[str]) -> list[str]:
    # CSP has no grammar for IPv6 addresses: browsers ignore them aloud
    return [public, *(each for each in local if public in local and each != public and "[" not in each)]


def _host(host: str) -> str:
    host = host.lower()
    return host.removesuffix(":443") if host.endswith(":443") else host.removesuffix(":80")


def _peer(request: web.Request) -> str:
    name = request.transport.get_extra_info("peername") if request.transport is not None else None
    return str(name[0]) if isinstance(name, tuple) and name else ""


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_loopback(address: str) -> bool:
    """Say whether an address is this machine's own."""
    if not _is_address(address):
        return False
    ip = ipaddress.ip_address(address)
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback
