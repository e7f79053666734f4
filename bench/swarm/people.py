"""Five people of a consult as the swarm plays them: they come in, are let in, talk now and then; some are steered."""

import asyncio
import random
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from bench.swarm.line import COOKIES, Json, Line, RefusedError, post
from bench.swarm.seeding import Seated

ADMITTED_EVERY_S: Final = 0.5
"""A host lets in no more than two people a second."""
CHAT_EVERY_S: Final = 10.0
STEP_S: Final = 0.1
FIRST, LAST = 20, 160
"""A scan is scrolled through between these positions, to and fro."""
PATIENCE_S: Final = 60.0
FIRST_WAIT_S, LONGEST_WAIT_S = 0.3, 5.0
"""As pages wait between two tries (`web/src/wire/socket.ts`)."""


@dataclass(slots=True)
class Noted:
    """What the whole swarm saw."""

    joins_s: list[float] = field(default_factory=list)
    chats_s: list[float] = field(default_factory=list)
    """From the word to each of those who read it."""
    views_s: list[float] = field(default_factory=list)
    """From the presenter's hand to each follower's word of it."""
    steers_s: list[float] = field(default_factory=list)
    """From the presenter's hand to their own answer."""
    errors: list[str] = field(default_factory=list)
    postponed: int = 0
    """Tickets that were refused with a time to come again."""
    lost: int = 0
    is_over: bool = False
    """From now on lines may drop."""


@dataclass(slots=True)
class Person:
    """One seat and its line."""

    consult: "Consult"
    kind: str
    cookie: str
    participant: str = ""
    line: Line | None = None
    welcome: Json = field(default_factory=dict)
    presence: Json = field(default_factory=dict)
    is_in: asyncio.Event = field(default_factory=asyncio.Event)
    """Welcomed into the talk: with people, not in the lobby."""

    @property
    def open_line(self) -> Line:
        """The line, which has to be there."""
        assert self.line is not None
        return self.line

    async def enter(self, port: int, noted: Noted) -> None:
        """Come in; whoever is asked to come later does."""
        attempt, begun_s = 0, time.monotonic()
        while True:
            start_s = time.monotonic()
            try:
                await self._try(port)
            except (RefusedError, OSError, TimeoutError) as error:
                retry_ms = error.facts.get("retry_ms") if isinstance(error, RefusedError) else None
                if retry_ms is None and not noted.is_over:
                    noted.errors.append(f"join {str(error) or type(error).__name__}")
                noted.postponed += retry_ms is not None
                if time.monotonic() - begun_s > PATIENCE_S:
                    return
                longest = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**attempt)
                await asyncio.sleep(retry_ms / 1000 if retry_ms else longest / 2 * (1 + random.random()))
                attempt += 1
            else:
                noted.joins_s.append(time.monotonic() - start_s)
                return

    async def _try(self, port: int) -> None:
        room = self.consult.seated.room
        path = f"/api/consults/{room}/ticket" if self.kind == "host" else "/api/join/ticket"
        ticket = await post(port, path, f"{COOKIES[self.kind]}={self.cookie}")
        self.participant = ticket["participant"]
        loop = asyncio.get_running_loop()
        _, self.line = await loop.create_connection(lambda: Line(port, ticket, self._heard), "127.0.0.1", port)
        async with asyncio.timeout(PATIENCE_S):
            self.welcome = await self.line.welcomed
        self.line.lost.add_done_callback(self._lost)

    def _lost(self, why: asyncio.Future[str]) -> None:
        noted = self.consult.noted
        if not noted.is_over:
            noted.lost += 1
            noted.errors.append(f"line {why.result()}")

    def _heard(self, name: str, body: Json) -> None:
        if name == "chat":
            for line in body["lines"]:
                said_s = line["text"].partition(" ")[0]
                if line["kind"] == "text" and said_s.startswith("@"):
                    self.consult.noted.chats_s.append(time.monotonic() - float(said_s[1:]))
        elif name in {"presence", "room:welcome"}:
            if body.get("participants"):
                self.is_in.set()
        elif name == "bye" and not self.consult.noted.is_over:
            self.consult.noted.errors.append(f"bye {body['code']}")


@dataclass(slots=True)
class Consult:
    """A host and their guests."""

    seated: Seated
    noted: Noted
    host: Person = field(init=False)
    guests: list[Person] = field(default_factory=list)
    step: int = 0
    said_s: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, seated: Seated, host_cookie: str, noted: Noted) -> "Consult":
        """Nobody has come in yet."""
        consult = cls(seated, noted)
        consult.host = Person(consult, "host", host_cookie)
        consult.guests = [Person(consult, "guest", chair.cookie) for chair in seated.guests]
        return consult

    @property
    def everybody(self) -> list[Person]:
        """The host first."""
        return [self.host, *self.guests]

    async def gather(self, port: int) -> None:
        """The host opens a picture, the guests come, one after the other is let in."""
        await self.host.enter(port, self.noted)
        if self.host.line is None:
            return
        await self.show(FIRST if self.seated.steered else 0)
        await asyncio.gather(*(guest.enter(port, self.noted) for guest in self.guests))
        for guest in self.guests:
            if guest.line is not None:
                await self._admit(guest)
                await asyncio.sleep(ADMITTED_EVERY_S)

    async def _admit(self, guest: Person) -> None:
        body = {"participant": guest.participant, "recognized": "known", "word": guest.welcome["word"]}
        answer = await self.host.open_line.say("room:admit", body)
        if not answer["ok"]:
            self.noted.errors.append(f"admit {answer['code']}")
            return
        async with asyncio.timeout(PATIENCE_S):
            await guest.is_in.wait()

    async def show(self, pos: int) -> None:
        """The host steers."""
        self.step += 1
        token = self.host.welcome["token"]
        body = {
            "cseq": self.step,
            "token_epoch": token["token_epoch"],
            "layout": [1, 1],
            "active": "a",
            "viewports": [{"id": "a", "stack": 0, "pos": pos, "voi": None}],
        }
        self.said_s[pos] = start_s = time.monotonic()
        answer = await self.host.open_line.say("view:set", body)
        self.noted.steers_s.append(time.monotonic() - start_s)
        if not answer["ok"]:
            self.noted.errors.append(f"view {answer['code']}")

    async def chat(self) -> None:
        """Somebody says something every ten seconds, until cancelled."""
        await asyncio.sleep(random.random() * CHAT_EVERY_S)
        while True:
            due_s = time.monotonic() + CHAT_EVERY_S
            # observers, who come last, have no say
            line = random.choice(self.everybody[:-1]).line
            if line is not None and not line.lost.done():
                body = {"cid": str(uuid.uuid4()), "text": f"@{time.monotonic()} I see it too, thank you."}
                with _noting(self.noted, "chat"):
                    answer = await line.say("chat:send", body)
                    if not answer["ok"]:
                        self.noted.errors.append(f"chat {answer['code']}")
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))

    async def scroll(self) -> None:
        """Ten views a second, to and fro, until cancelled."""
        for guest in self.guests:
            guest.open_line.viewed = self._viewed
        pos, way = FIRST, 1
        while True:
            due_s = time.monotonic() + STEP_S
            pos += way
            way = -way if pos in {FIRST, LAST} else way
            with _noting(self.noted, "steer"):
                await self.show(pos)
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))

    def _viewed(self, pos: int) -> None:
        said_s = self.said_s.get(pos)
        if said_s is not None:
            self.noted.views_s.append(time.monotonic() - said_s)


class _noting:  # noqa: N801  (a context manager, read as a word)
    """What fails is an error of the run and ends nobody's script."""

    def __init__(self, noted: Noted, what: str) -> None:
        self._noted, self._what = noted, what

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> bool:
        if error is None or not isinstance(error, RefusedError | OSError | TimeoutError):
            return False
        if not self._noted.is_over:
            self._noted.errors.append(f"{self._what} {str(error) or type(error).__name__}")
        return True


@asynccontextmanager
async def at_work(consults: list[Consult], *, steering: bool = True, talking: bool = True) -> AsyncIterator[None]:
    """All of them talk, those about a scan are steered."""
    scripts = [asyncio.create_task(each.chat()) for each in consults if talking]
    scripts += [asyncio.create_task(each.scroll()) for each in consults if steering and each.seated.steered]
    try:
        yield
    finally:
        for script in scripts:
            script.cancel()
        await asyncio.gather(*scripts, return_exceptions=True)
