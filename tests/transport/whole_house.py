"""The application as the roof puts it together, with every route there is, on a loopback port."""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from multidict import CIMultiDict
from yarl import URL

from server.app import House, build
from server.settings import load
from server.vault.deployment import DeploymentKey

_NAMED = re.compile(r"\(\?P<(\w+)>((?:[^()]|\([^)]*\))*)\)")
FILLED = {"participant": "0" * 16, "position": "0", "fid": "A" * 22, "name": "nothing.js"}


@dataclass(frozen=True)
class Whole:
    """A served application and a browser that keeps nothing."""

    house: House
    address: str
    browser: aiohttp.ClientSession

    @property
    def app(self) -> web.Application:
        """Its routes."""
        return self.house.app

    async def ask(self, method: str, path: str, *headers: tuple[str, str]) -> tuple[int, CIMultiDict[str], bytes]:
        """One request with exactly these headers: status, headers, body."""
        given: CIMultiDict[str] = CIMultiDict(headers)
        async with self.browser.request(
            method, URL(self.address + path, encoded=True), headers=given, allow_redirects=False
        ) as answer:
            return answer.status, CIMultiDict(answer.headers), await answer.read()


async def opened(folder: Path, port: int, **more: str) -> House:
    """A server over a fresh folder; `more` settings by their environment names."""
    key = folder / "keys" / "deployment.key"
    DeploymentKey.create(key, os.urandom)
    environment = {"LIGHTBOX__DATA__FOLDER": str(folder / "data"), "LIGHTBOX__KEYS__DEPLOYMENT": str(key)}
    environment |= {f"LIGHTBOX__{name}": value for name, value in more.items()}
    return await build(load(environment, folder), port=port, secure=False)


async def routes_in(folder: Path) -> list[tuple[str, str, dict[str, str]]]:
    """Every route: method, address, and the pattern of each of its parameters."""
    house = await opened(folder, 1)
    found = []
    for route in house.app.router.routes():
        if route.resource is not None:
            pattern = route.resource.get_info().get("pattern")
            named = dict(_NAMED.findall(pattern.pattern)) if pattern is not None else {}
            found.append((route.method, route.resource.canonical, named))
    await house.stop()
    return found


@asynccontextmanager
async def served(folder: Path, **more: str) -> AsyncIterator[Whole]:
    """Start it, with one route more that breaks."""
    port = unused_port()
    house = await opened(folder, port, **more)
    house.app.router.add_get("/broken", _broken)
    server = TestServer(house.app, port=port)
    await server.start_server()
    try:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
            yield Whole(house, f"http://127.0.0.1:{port}", browser)
    finally:
        await server.close()
        await house.stop()


def addresses(app: web.Application) -> list[tuple[str, str]]:
    """Every route as (method, address with something plausible at each parameter)."""
    return [
        (route.method, re.sub(r"\{(\w+)\}", lambda name: FILLED.get(name[1], "0" * 32), route.resource.canonical))
        for route in app.router.routes()
        if route.resource is not None
    ]


async def _broken(_request: web.Request) -> web.Response:
    raise RuntimeError("a bug of ours")
