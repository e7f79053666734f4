"""docs/wire.md is enough: the client written from it alone signs in, makes a consult, joins, opens pictures and chats."""

import asyncio
import contextlib
import importlib.util
import json
import sys
import uuid
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import aiohttp
import pyotp
import pytest
from PIL import Image

from tests.journeys.server_process import REPOSITORY, ServerProcess, running

EXAMPLE = REPOSITORY / "docs" / "examples" / "guest.py"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
Json = dict[str, Any]


def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("guest_example", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Host:
    """The provider, on the example's own client."""

    def __init__(self, http: Any, demo: Json) -> None:
        self.http = http
        self.account = demo["provider"]
        self.heard: list[tuple[str, Json]] = []
        self.room: Any = None
        self.hearing: asyncio.Task[None]

    async def make_consult(self) -> Json:
        """Sign in and make one about the demo's CT; gives the card."""
        account = self.account
        code = pyotp.TOTP(account["totp_secret"]).now()
        asked = {"login_name": account["login_name"], "password": account["password"], "code": code}
        await self.http.ask("POST", "/api/sign-in", asked)
        studies = (await self.http.ask("GET", "/api/studies"))["studies"]
        ct = next(each for each in studies[0]["series"] if each["modality"] == "CT")
        guests = [{"role": "patient", "name": "Ana Example"}]
        body = {"series_ids": [ct["id"]], "guests": guests, "minutes": 15}
        card: Json = await self.http.ask("POST", "/api/consults", body)
        return card

    async def enter(self, card: Json) -> None:
        """Open the room and steer to a picture."""
        self.room = example().Room(self.http, await self.http.ask("POST", f"/api/consults/{card['id']}/ticket"))
        await self.room.connect()
        self.hearing = asyncio.create_task(self._hear())
        await self.until(lambda: self.told("room:welcome"))
        viewport = {"id": "a", "stack": 0, "pos": 60}
        view = {"cseq": 1, "token_epoch": 1, "layout": [1, 1], "active": "a", "viewports": [viewport]}
        assert (await self.room.say("view:set", view))["ok"]

    async def _hear(self) -> None:
        async for event, body, _ in self.room.messages():
            self.heard.append((event, body))

    def told(self, event: str) -> list[Json]:
        """Everything heard under this name."""
        return [body for name, body in self.heard if name == event]

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait, bounded."""
        async with asyncio.timeout(30):
            while not holds():
                await asyncio.sleep(0.02)


def sizes_in(folder: Path, pattern: str) -> set[tuple[int, int]]:
    sizes = set()
    for path in folder.glob(pattern):
        with Image.open(path) as picture:
            sizes.add(picture.size)
    return sizes


@contextlib.asynccontextmanager
async def host_at(server: ServerProcess) -> AsyncIterator[Host]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        host = Host(example().Http(server.address, session), server.demo)
        yield host
        await host.hearing


async def told(said: asyncio.StreamReader, event: str) -> Json:
    """The next message of this name that the guest prints."""
    async with asyncio.timeout(30):
        while text := (await said.readline()).decode():
            _, found, body = text.partition(f"{event} {{")  # a question without an end of line may stand before it
            if found:
                message: Json = json.loads("{" + body)
                return message
    raise AssertionError(f"the guest never heard {event}")


def test_the_example_is_short_and_stands_alone() -> None:
    """At most 160 lines that import nothing of ours."""
    text = EXAMPLE.read_text("utf-8")
    assert len(text.splitlines()) <= 160
    assert "server" not in {word.split(".")[0] for word in text.split() if word.startswith("server.")}


async def test_a_client_written_from_the_page_goes_through_a_consult(
    demo_server: Callable[..., ServerProcess], tmp_path: Path
) -> None:
    with running(demo_server()) as server:
        async with host_at(server) as host:
            card = await host.make_consult()
            seat = card["guests"][0]
            digits = (await host.http.ask("POST", f"/api/consults/{card['id']}/guests/{seat['participant']}/code"))[
                "code"
            ]
            await host.enter(card)
            guest = await asyncio.create_subprocess_exec(
                *(
                    sys.executable,
                    str(EXAMPLE),
                    seat["invite"]["link"],
                    "--folder",
                    str(tmp_path),
                    "--born",
                    '{"year": "1968", "month": "4", "day": "12"}',
                    "--say",
                    "I can see it",
                ),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            try:
                await _consult(host, guest, seat["participant"], digits)
            finally:
                with contextlib.suppress(ProcessLookupError):
                    guest.kill()
                await guest.wait()
    assert sizes_in(tmp_path, "0-60-*") == {(512, 512)}


async def _consult(host: Host, guest: asyncio.subprocess.Process, participant: str, digits: str) -> None:
    assert guest.stdin is not None
    assert guest.stdout is not None
    guest.stdin.write(f"{digits[:3]} {digits[3:]}\n".encode())
    word = (await told(guest.stdout, "room:welcome"))["word"]
    admit = {"participant": participant, "recognized": "known", "word": word}
    await host.until(
        lambda: any(each["word_choices"] for body in host.told("presence") for each in body["participants"])
    )
    assert (await host.room.say("room:admit", admit))["ok"]
    guest.stdin.write(b"yes\n")
    await host.until(
        lambda: any(each["text"] == "I can see it" for body in host.told("chat") for each in body["lines"])
    )
    await host.until(lambda: _seen(host, participant))
    assert (await host.room.say("chat:send", {"cid": str(uuid.uuid4()), "text": "Good."}))["ok"]
    while (await told(guest.stdout, "chat"))["lines"][-1]["text"] != "Good.":
        pass
    assert (await host.room.say("room:end", {}))["ok"]
    assert (await told(guest.stdout, "dark"))["reason"] == "ended"
    await host.room.say("room:end", {})
    assert (await told(guest.stdout, "bye"))["code"] == "locked"


def _seen(host: Host, participant: str) -> bool:
    """Whether the guest's receipts say that the picture was on its screen."""
    newest = [each for body in host.told("presence")[-1:] for each in body["participants"]]
    return any(each["id"] == participant and each["seen"] == [0, 60] for each in newest)
