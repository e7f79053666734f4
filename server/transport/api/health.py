"""Whether the server lives, is ready, and which version it is: the same for everybody, no secret in it."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from server.terms.errors import LightboxError
from server.transport.bodies import answer
from server.transport.wire import PROTO
from server.transport.wire.http import Health, Version

Checks = Mapping[str, Callable[[], Awaitable[str]]]
"""Name → asks one thing the server cannot do without; "ok", "warning: …", or why not."""


def routes(checks: Checks, *, version: str) -> list[web.RouteDef]:
    """Give the three routes."""

    async def livez(_request: web.Request) -> web.Response:
        return answer(Health(ok=True, checks={}))

    async def readyz(_request: web.Request) -> web.Response:
        told: dict[str, str] = {}
        for name, ask in checks.items():
            try:
                told[name] = await ask()
            except LightboxError as error:
                told[name] = error.code
        ready = all(each == "ok" or each.startswith("warning") for each in told.values())
        return answer(Health(ok=ready, checks=told), status=200 if ready else 503)

    async def which(_request: web.Request) -> web.Response:
        return answer(Version(name="lightbox", version=version, proto=[PROTO]))

    return [web.get("/livez", livez), web.get("/readyz", readyz), web.get("/version", which)]
