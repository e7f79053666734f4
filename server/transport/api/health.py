"""Whether the server lives, is ready, and which version it is: the same for everybody, no secret in it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from server.terms.errors import LightboxError
from server.transport.bodies import answer
from server.transport.wire import PROTO
from server.transport.wire.http import Health, Version

Checks = Mapping[str, Callable[[], Awaitable[str]]]
"""Name → asks one thing the server cannot do without; "ok", "warning: …", or why not."""
PATIENCE_S: Final = 3.0
"""How long a check may take: who asks must hear of a wall that says nothing at all."""
TIMED_OUT: Final = "timed_out"


@dataclass(slots=True)
class Readiness:
    """Every check beside the others. One that hangs is not asked twice: whoever comes next waits for the same answer."""

    checks: Checks
    patience_s: float = PATIENCE_S
    _asking: dict[str, asyncio.Task[str]] = field(default_factory=dict)

    async def ask(self) -> dict[str, str]:
        """Name → word of each check."""
        for name, ask in self.checks.items():
            asked = self._asking.get(name)
            if asked is None or asked.done():
                self._asking[name] = asyncio.create_task(_word(ask), name=f"readiness {name}")
        asking = dict(self._asking)
        await asyncio.wait(asking.values(), timeout=self.patience_s)
        return {name: task.result() if task.done() else TIMED_OUT for name, task in asking.items()}


async def _word(ask: Callable[[], Awaitable[str]]) -> str:
    try:
        return await ask()
    except LightboxError as error:
        return error.code


def is_ready(told: Mapping[str, str]) -> bool:
    """Whether people may be sent here."""
    return all(each == "ok" or each.startswith("warning") for each in told.values())


def routes(readiness: Readiness, *, version: str) -> list[web.RouteDef]:
    """Give the four routes."""

    async def livez(_request: web.Request) -> web.Response:
        return answer(Health(ok=True, checks={}))

    async def readyz(_request: web.Request) -> web.Response:
        told = await readiness.ask()
        ready = is_ready(told)
        return answer(Health(ok=ready, checks=told), status=200 if ready else 503)

    async def which(_request: web.Request) -> web.Response:
        return answer(Version(name="lightbox", version=version, proto=[PROTO]))

    return [
        web.get("/livez", livez),
        web.get("/healthz", livez),
        web.get("/readyz", readyz),
        web.get("/version", which),
    ]
