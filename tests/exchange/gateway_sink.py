"""A text gateway that checks signatures as docs/text-gateway.md tells it to, or behaves as badly as a test asks."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

SECRET = "correct-horse-battery"


@dataclass
class GatewaySink:
    """One address on loopback. A message whose id it has seen is answered like the first time and kept once."""

    status: int = 200
    hangs: bool = False
    delay_s: float = 0.0
    port: int = 0
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        """One request."""
        body = await request.read()
        self.requests.append((dict(request.headers), body))
        if self.hangs:
            await asyncio.Event().wait()
        await asyncio.sleep(self.delay_s)
        if self.status == 302:
            raise web.HTTPFound("/elsewhere")
        if self.status == 200:
            message = await request.json()
            self.messages.setdefault(message["id"], message)
        return web.Response(status=self.status)


@asynccontextmanager
async def gateway_sink(context: ssl.SSLContext | None = None) -> AsyncIterator[GatewaySink]:
    """Open it on a free port of loopback."""
    sink = GatewaySink()
    app = web.Application()
    app.router.add_post("/messages", sink.take)
    app.router.add_post("/elsewhere", sink.take)
    server = TestServer(app)
    await server.start_server(ssl=context) if context else await server.start_server()
    sink.port = server.port or 0
    try:
        yield sink
    finally:
        await server.close()
