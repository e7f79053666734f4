"""The people's routes behind the real guards on a loopback port, with the real desk behind them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from yarl import URL

from server.desk.consults import ConsultCard
from server.desk.overseeing import Overseeing
from server.policy import digest_of, read_policy
from server.terms.consults import ViewingPolicy
from server.transport.api import (
    audit,
    channels,
    consults,
    enroll,
    installation,
    join,
    logins,
    preferences,
    receipts,
    sign_in,
)
from server.transport.api import people as administration
from server.transport.api.health import Readiness
from server.transport.assets import Assets
from server.transport.doorway import Doorway
from server.transport.guards import GUEST_COOKIE, STAFF_COOKIE, install
from server.transport.pages import Pages, error_pages
from server.transport.wire.http import Clinic
from tests.desk.people import CLINIC, TEXTS, People, consult_of, guest_of, people_in, secret_of

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
MANIFEST = b"""{
  "_shared-AAAAAAAA.js": {"file": "shared-AAAAAAAA.js"},
  "src/desk/main.tsx": {"file": "desk-BBBBBBBB.js", "css": ["look-CCCCCCCC.css"], "imports": ["_shared-AAAAAAAA.js"]},
  "src/join/main.tsx": {"file": "join-DDDDDDDD.js", "css": ["look-CCCCCCCC.css"], "imports": ["_shared-AAAAAAAA.js"]},
  "src/room/mount.tsx": {"file": "mount-EEEEEEEE.js", "css": ["room-FFFFFFFF.css"], "imports": ["_shared-AAAAAAAA.js"]},
  "_words-room.es-GGGGGGGG.js": {"file": "words-room.es-GGGGGGGG.js", "name": "words-room.es"}
}"""


@dataclass
class Answer:
    """What came back, read whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    content: Any

    @property
    def code(self) -> str:
        """The code of an error."""
        return str(self.content["error"]["code"])

    @property
    def cookie(self) -> str:
        """What the browser is told to keep."""
        return self.headers.get("Set-Cookie", "")


@dataclass
class PeopleServer:
    """A running server, its desk, and one browser without a cookie jar."""

    people: People
    url: str
    app: web.Application
    browser: aiohttp.ClientSession

    async def ask(
        self, method: str, path: str, json: object = None, *, staff: str = "", guest: str = "", **headers: str
    ) -> Answer:
        """Ask as a page of ours would; underscores in header names are dashes. An empty header is not sent."""
        cookies = {STAFF_COOKIE: staff, GUEST_COOKIE: guest}
        given = SAME_ORIGIN | {name.replace("_", "-"): value for name, value in headers.items()}
        given["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items() if value)
        sent = {name: value for name, value in given.items() if value}
        async with self.browser.request(
            method, URL(self.url + path, encoded=True), json=json, headers=sent
        ) as response:
            body = await response.read()
            is_json = response.content_type == "application/json" and body
            return Answer(response.status, dict(response.headers), body, await response.json() if is_json else None)

    async def sign_in(self, login_name: str = "lee") -> str:
        """Make a member of staff and sign them in; gives the cookie's secret."""
        account = await self.people.staff(login_name)
        return (await self.people.signed_in(account, login_name))[1]

    async def consult(self) -> ConsultCard:
        """Make a consult of somebody else with one patient."""
        return await consult_of(self.people, await self.people.staff("host"))

    async def guest(self, card: ConsultCard) -> str:
        """Let the patient of a consult prove link and code; gives the cookie's secret."""
        code = await self.people.invites.show_code(card.session, guest_of(card))
        return (await self.people.joining.enter_code(secret_of(card), code.digits, address=""))[1]


def _well() -> Readiness:
    """All is well but for the witness, of which there is none."""

    async def ok() -> str:
        return "ok"

    async def none() -> str:
        return "warning: no_witness"

    return Readiness({"clock": ok, "witness": none})


def built_pages(folder: Path) -> Assets:
    """Write what a build of the pages writes."""
    folder.mkdir()
    (folder / "manifest.json").write_bytes(MANIFEST)
    for name in ("shared-AAAAAAAA.js", "desk-BBBBBBBB.js", "join-DDDDDDDD.js", "look-CCCCCCCC.css"):
        (folder / name).write_bytes(b"/* built */" * 200)
    (folder / "notes.txt").write_bytes(b"not served")
    return Assets(folder)


@asynccontextmanager
async def people_server(folder: Path, *, trusted_proxies: tuple[str, ...] = ()) -> AsyncIterator[PeopleServer]:
    """Start it, and stop it again."""
    port = unused_port()
    url = f"http://127.0.0.1:{port}"
    async with people_in(folder) as people:
        assets = built_pages(folder / "assets")
        app = web.Application()
        doorway = Doorway.of(url, port=port, trusted_proxies=trusted_proxies)
        pages = error_pages(TEXTS, assets)
        install(app, doorway, staff=people.sign_in, guests=people.joining, error_page=pages, alert=lambda _: None)
        clinic = Clinic(CLINIC, "555 0100")
        policy = read_policy(ViewingPolicy())
        me = sign_in.telling(
            clinic=clinic, policy=policy, demo=False, clock=people.clock,
            channels=people.inviting.channels,
        )  # fmt: skip
        app.add_routes(
            [
                *Pages(assets, TEXTS, people.joining, clinic=Clinic(CLINIC, "555 0100")).routes(),
                *assets.routes(),
                *sign_in.routes(people.sign_in, me),
                *logins.routes(people.own_logins),
                *preferences.routes(people.staff_desk.own_preferences),
                *enroll.routes(people.staff_desk, clinic=clinic, me=me),
                *administration.routes(people.staff_desk.administration),
                *consults.routes(
                    people.consults, people.invites, people.records, plan=people.consults.create, clock=people.clock
                ),
                *channels.routes(people.consults, people.previewing, people.sending, clock=people.clock),
                *join.routes(people.joining, people.own_seen, clinic=clinic, clock=people.clock),
                *receipts.routes(people.own_receipts),
                *audit.routes(people.auditing, people.emergencies),
                *installation.routes(
                    Overseeing(people.log, None, people.clock),
                    _well(),
                    policy.lifetimes,
                    policy=digest_of(policy),
                    version="1",
                    clock=people.clock,
                ),
                web.get("/broken", _broken),
            ]
        )
        server = TestServer(app, port=port)
        await server.start_server()
        try:
            async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
                yield PeopleServer(people, url, app, browser)
        finally:
            await server.close()


async def _broken(_request: web.Request) -> web.Response:
    raise RuntimeError("a bug of ours, with a name in it: Canary")
