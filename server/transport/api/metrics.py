"""`/metrics`: figures for Prometheus, on a port of their own or for a few networks on the public one; else it is not there."""

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from server.terms.errors import NotFound
from server.transport.doorway import Network
from server.transport.guards import address_of

Text = Callable[[], bytes]
"""All figures as they stand, in Prometheus' text format."""


def routes(text: Text, networks: Sequence[str]) -> list[web.RouteDef]:
    """Give the route of the public port: to anybody outside the networks there is no such address."""
    allowed = _networks(networks)

    async def metrics(request: web.Request) -> web.Response:
        if not _is_in(address_of(request), allowed):
            raise NotFound("not_found")
        return _answer(text())

    return [web.get("/metrics", metrics)]


@dataclass(slots=True)
class MetricsPort:
    """A listener of its own; without networks only its address decides who reaches it."""

    networks: Sequence[str] = ()
    text: Text | None = None
    """None while the server starts."""
    _runner: web.AppRunner | None = field(default=None, init=False)

    async def open(self, host: str, port: int) -> int:
        """Listen; gives the port taken.

        Raises
        ------
        OSError
            Somebody has the port, or there is no such address.
        """
        app = web.Application()
        app.router.add_get("/metrics", self._tell)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError:
            await self.close()
            raise
        return int(self._runner.addresses[0][1])

    async def close(self) -> None:
        """No more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _tell(self, request: web.Request) -> web.Response:
        if self.networks and not _is_in(request.remote or "", _networks(self.networks)):
            return web.Response(status=404)
        return web.Response(status=503) if self.text is None else _answer(self.text())


def _answer(text: bytes) -> web.Response:
    return web.Response(
        body=text,
        headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store"},
    )


def _networks(given: Sequence[str]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(each) for each in given)


def _is_in(address: str, networks: Sequence[Network]) -> bool:
    try:
        asker = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = asker.ipv4_mapped if isinstance(asker, ipaddress.IPv6Address) else None
    return any((mapped or asker) in network for network in networks)
