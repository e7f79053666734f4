"""A database that is away for a while, or silent, or being changed, under a consult that goes on."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from server.cli.visitor import Seat
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.relay import Relay, relay
from tests.postgres_server import PostgresServer, postgres_server, sql

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
STOPPED_S = 15.0
"""So long pictures inside blocks that are authorized already go on."""
BACK_S = 30.0
LATER = (
    "ALTER TABLE sessions ADD COLUMN later VARCHAR(8) DEFAULT '' NOT NULL",
    "CREATE TABLE laters (id BIGINT PRIMARY KEY, session VARCHAR(32) NOT NULL REFERENCES sessions (id))",
    "CREATE INDEX ix_laters_session ON laters (session)",
    "UPDATE alembic_version SET version_num = '9999'",
)
"""A step as a later version may take it: it adds."""


@dataclass
class Far:
    """A clinic whose PostgreSQL is at the other end of a line."""

    clinic: Clinic
    line: Relay
    postgres: PostgresServer

    def cut(self) -> None:
        """The server is gone: connections break, new ones are refused."""
        self.line.is_cut = True
        self.line.reset()

    def silence(self) -> None:
        """What is sent to it is lost, and nothing comes back."""
        self.line.up.swallows = self.line.down.swallows = True

    def crash(self) -> None:
        """The server dies as by `pg_ctl stop -m immediate`."""
        self.postgres.stop(signal.SIGQUIT)

    async def heal(self) -> None:
        """All is as before; connections that were silent break. A server that died has recovered and answers."""
        if self.postgres.process is None:
            await asyncio.to_thread(self.postgres.start)
        self.line.is_cut = self.line.up.swallows = self.line.down.swallows = False
        self.line.reset()


@pytest.fixture
async def far(postgres: PostgresServer, tmp_path: Path) -> AsyncIterator[Far]:
    """Its server is running."""
    async with _far(postgres, tmp_path) as made:
        yield made


@pytest.fixture
async def mortal(tmp_path: Path) -> AsyncIterator[Far]:
    """The same over a PostgreSQL of its own, that keeps what it was given as in production."""
    with postgres_server(more=()) as postgres:
        async with _far(postgres, tmp_path, beside=True) as made:
            yield made


@asynccontextmanager
async def _far(postgres: PostgresServer, folder: Path, *, beside: bool = False) -> AsyncIterator[Far]:
    """`beside`: without the line between them."""
    name = postgres.fresh()
    async with relay(postgres.port) as line:
        clinic = Clinic.in_folder(folder, database=postgres.url(name))
        if not beside:
            clinic.server.more["LIGHTBOX__DATABASE__URL"] = f"postgresql://lightbox@127.0.0.1:{line.port}/{name}"
        try:
            await asyncio.to_thread(clinic.server.start)
            yield Far(clinic, line, postgres)
        finally:
            await asyncio.to_thread(clinic.server.kill)
    postgres.release(name)


@pytest.mark.parametrize(
    ("away", "seconds"),
    [
        (Far.cut, 3.0),
        pytest.param(Far.cut, 20.0, marks=pytest.mark.hunt),
        pytest.param(Far.silence, 20.0, marks=pytest.mark.hunt),
    ],
    ids=["gone 3 s", "gone 20 s", "silent 20 s"],
)
async def test_a_consult_outlives_its_database(
    far: Far, away: Callable[[Far], None], seconds: float, record_property: Any
) -> None:
    """R6, R12: pictures go on for at most 15 s, then dark; what is said is not yet kept; all comes back by itself."""
    await _outlived(far, away, seconds, record_property)


@pytest.mark.hunt
@pytest.mark.parametrize("seconds", [3.0, 20.0])
async def test_a_consult_outlives_the_death_of_its_database(mortal: Far, seconds: float, record_property: Any) -> None:
    """R6: PostgreSQL itself is stopped at once and comes back from its log: the same, and nothing acknowledged is lost."""
    await _outlived(mortal, Far.crash, seconds, record_property)


async def _outlived(far: Far, away: Callable[[Far], None], seconds: float, record_property: Any) -> None:
    async with far.clinic.consult() as consult:
        host = await consult.open()
        guest = await consult.seeing()
        assert (await guest.chat("Hello"))["ok"]
        steering = asyncio.create_task(_steer(consult))
        away(far)
        gone = time.monotonic()
        saying = asyncio.create_task(_said(guest, "Are you there?"))
        await host.until(lambda: host.told("chat:unkept"), "the line that is not yet kept", BACK_S)
        await asyncio.sleep(max(0.0, gone + seconds - time.monotonic()))
        went_on_s = max((frame.at_s for frame in guest.frames if frame.at_s > gone), default=gone) - gone
        assert went_on_s > 0, "pictures inside blocks that are authorized go on"
        assert went_on_s <= STOPPED_S
        assert guest.is_dark == (seconds > STOPPED_S), "whoever was put out elsewhere would still look"
        await far.heal()
        back = time.monotonic()
        await guest.until(lambda: guest.frames[-1].at_s > back, "a picture after it", BACK_S)
        pictures_s = time.monotonic() - back
        async with asyncio.timeout(BACK_S):
            await saying
        await host.until(lambda: not host.state["log_down"], "the room knowing that it is over", BACK_S)
        steering.cancel()
        said = (await guest.say("chat:since", {"seq": 0}))["lines"]
        assert [line["text"] for line in said if line["kind"] == "text"] == ["Hello", "Are you there?"]
        assert [line["text"] for line in host.lines.values() if line.get("text") == "Are you there?"] == [
            "Are you there?"
        ]
        assert host.state["phase"] == "live"
        assert not guest.is_dark
    record_property("pictures went on (s)", f"{went_on_s:.1f}")
    record_property("pictures back after (s)", f"{pictures_s:.1f}")
    print(f"{away.__name__} {seconds:g} s: pictures went on {went_on_s:.1f} s, back {pictures_s:.1f} s after it")  # noqa: T201


async def test_a_consult_goes_on_while_the_schema_goes_forth_and_back(far: Far) -> None:
    """R23: N → N+1 → N beneath a live room: picture, talk and record go on, and a restart finds all of it."""
    server = far.clinic.server
    async with far.clinic.consult() as consult:
        host = await consult.open()
        guest = await consult.seeing()
        revision = await asyncio.to_thread(sql, server.database, "SELECT version_num FROM alembic_version")
        named = f"UPDATE alembic_version SET version_num = '{revision}'"  # noqa: S608  (what it was)
        steps = [LATER, ("DROP TABLE laters", "ALTER TABLE sessions DROP COLUMN later", named)]
        for number, statements in enumerate(steps, 1):
            await asyncio.to_thread(server.change, *statements)
            assert (await guest.chat(f"after step {number}"))["ok"]
            had = len(guest.frames)
            await consult.look(number, cseq=100 * number, voi=_window(number))
            await guest.until(lambda had=had: len(guest.frames) > had, "a picture")  # type: ignore[misc]  # bound now
        assert (await host.say("room:extend", {"minutes": 5}))["ok"]
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
        again = Seat(consult.browser)
        await again.enter(await consult.ticket())
        texts = [line.get("text") for _, line in sorted(again.lines.items())]
        assert [text for text in texts if text and text.startswith("after")] == ["after step 1", "after step 2"]
        assert again.state["phase"] in {"live", "paused"}
        await again.leave()


async def _steer(consult: Consult) -> None:
    """The host moves the window on and on, inside one block of the stack."""
    for number in count(1):
        await consult.look(number % 6, cseq=10 + number, voi=_window(number))
        await asyncio.sleep(0.3)


async def _said(seat: Seat, text: str) -> None:
    """A line, sent again under its own number until it is known to be kept."""
    cid = str(uuid4())
    while True:
        try:
            if (await seat.chat(text, cid))["ok"]:
                return
        except TimeoutError:
            continue


def _window(number: int) -> dict[str, float]:
    """One that was not asked for before."""
    return {"center": 40.0 + number, "width": 900.0}
