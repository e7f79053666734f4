"""The study routes behind the real guards, on a loopback port, with the real desk behind them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from server.desk.sign_in import SignedIn
from server.identity.logins import GuestLogin, Login
from server.terms.ids import LoginId
from server.transport.api import imports, studies
from server.transport.doorway import Doorway
from server.transport.errors import error_answer
from server.transport.guards import STAFF_COOKIE, install
from server.workers.pool import WorkerPool
from tests.desk.study_desk import COLLEAGUE, ME, STRANGER, StudyDesk

SECRETS = {"me": ME, "colleague": COLLEAGUE, "stranger": STRANGER}


class _Staff:
    async def who(self, secret: str) -> SignedIn | None:
        person = SECRETS.get(secret)
        return None if person is None else SignedIn(Login(LoginId("e" * 32), person.id, 0, 0), person)


class _Guests:
    async def who(self, secret: str) -> GuestLogin | None:
        return None


@dataclass
class StudyServer:
    """A running server and its desk."""

    desk: StudyDesk
    url: str
    alerts: list[str]
    """What the record would be told of rows that were tampered with."""

    def session(self, who: str | None = "me") -> aiohttp.ClientSession:
        """A browser signed in as somebody, on one of our own pages."""
        headers = {"Origin": self.url}
        if who is not None:
            headers["Cookie"] = f"{STAFF_COOKIE}={who}"
        return aiohttp.ClientSession(self.url, headers=headers)


@asynccontextmanager
async def study_server(folder: Path, workers: WorkerPool) -> AsyncIterator[StudyServer]:
    """Start it, and stop it again."""
    port = unused_port()
    async with StudyDesk(folder, workers) as desk:
        app = web.Application()
        doorway = Doorway.of(f"http://127.0.0.1:{port}", port=port)
        install(
            app,
            doorway,
            staff=_Staff(),
            guests=_Guests(),
            error_page=lambda _, status, code: error_answer(status, code),
            alert=(alerts := list[str]()).append,
        )
        app.add_routes([*imports.routes(desk.intake), *studies.routes(desk.studies)])
        server = TestServer(app, port=port)
        await server.start_server()
        try:
            yield StudyServer(desk, f"http://127.0.0.1:{port}", alerts)
        finally:
            await server.close()
