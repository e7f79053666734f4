"""A process that stops: what was begun is answered, what comes later is told to come again."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from server.terms.errors import LightboxError
from server.transport.errors import AGAIN_MS, error_answer, shown, status_of
from server.transport.guards import Handler
from server.transport.parting import SOCKETS, Parting


@dataclass
class Stopping:
    """A server that will be asked to stop; `/slow` answers once it may."""

    client: aiohttp.ClientSession
    is_draining: bool = False
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    address: str = ""
    parting: Parting = field(init=False)

    def __post_init__(self) -> None:
        """As the roof puts it together."""
        self.parting = Parting(lambda: self.is_draining, frozenset({"/livez"}))

    @web.middleware
    async def speak(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """The guards' words for a refusal."""
        try:
            return await handler(request)
        except LightboxError as error:
            told = shown(error)
            return error_answer(status_of(error), told.code, told.facts)

    async def slow(self, _request: web.Request) -> web.Response:
        """Somebody who is being answered."""
        self.begun.set()
        await self.may_answer.wait()
        return web.Response(text="done")

    async def ask(self, path: str) -> tuple[int, str, str]:
        """Status, how long to wait, and whether the connection stays."""
        async with self.client.get(self.address + path) as answer:
            return answer.status, answer.headers.get("Retry-After", ""), answer.headers.get("Connection", "")


@pytest.fixture
async def stopping() -> AsyncIterator[Stopping]:
    async with aiohttp.ClientSession() as client:
        made = Stopping(client)
        app = web.Application(middlewares=[made.speak, made.parting.middleware()])
        app.on_response_prepare.append(made.parting.farewell())
        for path in ("/slow", "/livez", SOCKETS):
            app.router.add_get(path, made.slow)
        async with TestServer(app, host="127.0.0.1") as server:
            made.address = str(server.make_url("")).rstrip("/")
            yield made


async def test_who_is_being_answered_is_waited_for(stopping: Stopping) -> None:
    """[SES-257]: the database is closed after the last answer, not under it."""
    asked = asyncio.create_task(stopping.ask("/slow"))
    await stopping.begun.wait()
    ending = asyncio.create_task(stopping.parting.end(30))
    await asyncio.sleep(0)
    assert not ending.done()
    stopping.may_answer.set()
    assert (await asked)[0] == 200
    await ending


async def test_who_does_not_finish_is_not_waited_for_for_ever(stopping: Stopping) -> None:
    """[SES-257]: a process that was asked to stop ends; a socket keeps it no moment, its owner ends that."""
    asked = [asyncio.create_task(stopping.ask(path)) for path in ("/slow", SOCKETS)]
    await stopping.begun.wait()
    await stopping.parting.end(0)
    assert not asked[0].done()
    stopping.may_answer.set()
    assert [(await each)[0] for each in asked] == [200, 200]


@pytest.mark.parametrize("path", ["/slow", SOCKETS])
async def test_who_comes_later_is_told_when_to_come_again(stopping: Stopping, path: str) -> None:
    """[SES-257]: nothing is done, so that it may be asked again; whoever looks whether this lives is answered."""
    stopping.is_draining = True
    stopping.may_answer.set()
    assert await stopping.ask(path) == (200, "", "close"), "handing over: answered, and nobody stays"
    stopping.begun.clear()
    await stopping.parting.end()
    assert await stopping.ask(path) == (503, str(AGAIN_MS // 1000), "close")
    assert not stopping.begun.is_set()
    assert (await stopping.ask("/livez"))[0] == 200
