"""How soon a room is there: from the start of the navigation until a picture is painted and the page answers a hand.

Issue 9 ("Fast to the eye"): at most 1.0 s on loopback, 2.5 s on 4 Mbit/s and 80 ms there and back. For the host, for a
patient who has agreed and for a specialist, each of whom opens the page anew in a browser that has nothing of ours
(`value`) and in one that was here before (`again_s`). The far line is a relay of ours that everything goes through, the
socket too; a new connection costs two trips there and back before it carries anything, as TCP and TLS 1.3 do.

The yardstick takes turns on the same line: a page of nothing but one script of as many bytes as ours took, run. What is
missing to it is what our page does one after the other.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from aiohttp import web
from playwright.async_api import Page

from bench import coded
from bench.measure import Judged, Result
from bench.opened import OPENED, Opening, opening
from bench.screens import page_of
from bench.watched import WATCH
from server.cli.visitor import Seat
from tests.journeys.browsers import Chromium, chromium
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.people import DEVICE
from tests.journeys.relay import Relay, relay
from tests.journeys.server_process import free_port, running

PEOPLE: Final = ("host", "patient", "specialist")
CASES: Final = {
    **{f"open.near.{who}": Judged(f"open.near.{who}", "s", 1.0, 0.5, less=True) for who in PEOPLE},
    **{f"open.far.{who}": Judged(f"open.far.{who}", "s", 2.5, 1.5, less=True) for who in PEOPLE},
}
NAMES = tuple(CASES)
TURNS: Final = 5
FAR_BYTES_PER_S, FAR_TRIP_S = 4_000_000 / 8, 0.08
CONNECTING_TRIPS: Final = 2
MIDDLE: Final = 40


class FarRelay(Relay):
    """A line on which a connection has to be made first."""

    async def connect(self, near_reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        """Carry one more connection, once it would stand."""
        await asyncio.sleep(CONNECTING_TRIPS * (self.down.delay_s + self.up.delay_s))
        await super().connect(near_reader, near)


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who opens the room, with what, where."""

    seat: Seat
    path: str
    size: tuple[int, int] = (1440, 900)
    phone: bool = False


async def measure(names: list[str]) -> list[Result]:
    """One room; whoever is asked for opens it on either line."""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        clinic = Clinic.in_folder(Path(folder))
        with running(clinic.server):
            asked = await coded.bring(clinic)
            for name in names:
                _, line, who = name.split(".")
                async with clinic.consult(guests=("patient", "specialist"), noisy=asked) as consult:
                    somebody = await _somebody(consult, who)
                    results.append(await _measured(CASES[name], clinic, somebody, far=line == "far"))
    return results


async def _somebody(consult: Consult, who: str) -> Somebody:
    """Raw clients come in first, which is quick; then a page takes this one's seat over with the same cookies."""
    await consult.open(pos=MIDDLE)
    patient = await consult.seeing()
    specialist = await consult.admitted(1)
    return {
        "host": Somebody(consult.host, f"/consults/{consult.id}/room"),
        "patient": Somebody(patient, "/join", (390, 844), phone=True),
        "specialist": Somebody(specialist, "/join", (1280, 800)),
    }[who]


async def _measured(judged: Judged, clinic: Clinic, somebody: Somebody, *, far: bool) -> Result:
    cold: list[Opening] = []
    again: list[Opening] = []
    plain: list[float] = []
    async with AsyncExitStack() as stack:
        scripts = await stack.enter_async_context(_scripts())
        ours = await stack.enter_async_context(_browser(clinic.port, far=far))
        theirs = await stack.enter_async_context(_browser(scripts.port, far=far))
        for _ in range(TURNS):
            clinic.forgive()
            page = await _page(ours, somebody)
            cold.append(await _opened(page, clinic, somebody))
            again.append(await _opened(page, clinic, somebody))
            await page.context.close()
            scripts.size = cold[-1].size_bytes
            plain.append(await _plain_s(theirs, scripts))
        assert ours.complaints == [], ours.complaints
    if os.environ.get("PARTS"):
        _tell(cold[-1])
    return judged.told(
        [each.interactive_s for each in cold],
        painted_s=median(each.painted_s for each in cold),
        answered_s=median(each.answered_s for each in cold),
        again_s=median(each.interactive_s for each in again),
        theirs_s=median(plain),
        kilobytes=cold[-1].size_bytes / 1000,
        ours="from the start of the navigation to a painted picture and a button that answered, nothing cached",
        theirs="one script of as many bytes, run, on the same line",
        verified="the picture read from the pixels that were drawn; the button from what it says of itself",
    )


def _tell(opened: Opening) -> None:
    for name, asked, had in sorted(opened.parts, key=lambda part: part[1]):
        print(f"{asked:7.0f} {had:7.0f} {name}")
    print(f"painted {opened.painted_s:.3f} answered {opened.answered_s:.3f}", flush=True)


@asynccontextmanager
async def _browser(port: int, *, far: bool) -> AsyncIterator[Chromium]:
    """A browser on this machine, or one at the end of the far line."""
    async with AsyncExitStack() as stack:
        line = ""
        if far:
            way = relay(port, bytes_per_s=FAR_BYTES_PER_S, delay_s=FAR_TRIP_S / 2, kind=FarRelay)
            line = f"localhost:{port} 127.0.0.1:{(await stack.enter_async_context(way)).port}"
        yield await stack.enter_async_context(chromium(line=line))


async def _page(browser: Chromium, somebody: Somebody) -> Page:
    device = DEVICE if somebody.phone else {}
    page = await page_of(browser, somebody.seat, size=somebody.size, **device)
    await page.context.add_init_script(WATCH)
    await page.context.add_init_script(OPENED)
    return page


async def _opened(page: Page, clinic: Clinic, somebody: Somebody) -> Opening:
    await page.goto("about:blank")
    await page.goto(clinic.server.address + somebody.path, wait_until="commit")
    return await opening(page)


@dataclass
class _Scripts:
    """A server of pages that are one script of this size and nothing else."""

    port: int
    size: int = 0

    async def page(self, _: web.Request) -> web.Response:
        """Give the page."""
        text = '<!doctype html><script src="/script.js"></script>'
        return web.Response(text=text, content_type="text/html", headers={"Cache-Control": "no-store"})

    async def script(self, _: web.Request) -> web.Response:
        """Give as many bytes as were asked for, and a mark at the end."""
        mark = ";window.ran = performance.now();"
        padding = "x" * max(0, self.size - len(mark) - 2)
        return web.Response(text=f"//{padding}\n{mark}", content_type="text/javascript")


@asynccontextmanager
async def _scripts() -> AsyncIterator[_Scripts]:
    made = _Scripts(free_port())
    app = web.Application()
    app.add_routes([web.get("/", made.page), web.get("/script.js", made.script)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", made.port).start()
    try:
        yield made
    finally:
        await runner.cleanup()


async def _plain_s(browser: Chromium, scripts: _Scripts) -> float:
    page = await browser.person("", 1440, 900)
    await page.goto(f"http://localhost:{scripts.port}/", wait_until="commit")
    ran = await page.wait_for_function("() => window.ran", timeout=20_000)
    took_s = float(await ran.json_value()) / 1000
    await page.context.close()
    return took_s
