"""A clip on three screens, judged by the clock on the wall: what each paints is what the time says (C11)."""

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from server.cli.visitor import Json
from server.sessions.cine import position_at
from server.terms.view import Cine
from tests.journeys.browsers import chromium
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.clips import WATCH, clip_file
from tests.journeys.people import DEVICE, Guest, Person, Provider, kept_when_failing
from tests.journeys.relay import relay
from tests.journeys.server_process import running

pytestmark = [pytest.mark.slow, pytest.mark.alone, pytest.mark.timeout(240)]
PLAYED_S = float(os.environ.get("LIGHTBOX_PLAYED_S", "25"))
"""C11 promises a minute: that long by hand (60)."""
MBIT = 125_000
FRAME_MS, FRAMES = 40.0, 60
LATE_MS, AFTER_MS = 100.0, 600.0
"""A machine that let somebody wait so long is not judged for so long afterwards: pictures have to be decoded again."""
LOADED_S = 8.0
"""Until then a slow line skips what it does not have yet."""
THIN, THIN_S = 0.4 * MBIT, 15.0
STRIDE = 4
"""25 pictures a second by strides that make at most 8."""
IN_STEP = 0.97
"""Of what is judged; the rest is for what a busy machine takes from a decoding worker unseen (a quiet one: all)."""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A server that draws no mark into a patient's pictures, so that their numbers can be read."""
    made = Clinic.in_folder(tmp_path_factory.mktemp("cine"), POLICY__PATIENT_MARK="false")
    with running(made.server):
        yield made


@dataclass
class Judged:
    """What one screen painted, held against the wall clock."""

    name: str
    samples: list[tuple[float, int, float]]
    cine: Cine
    busy: list[float]

    def errors(self) -> list[tuple[float, int]]:
        """(moment, positions ahead of the clock), of moments at which this machine gave the page time to paint."""
        lost = self.busy + [at_ms for at_ms, _, waited_ms in self.samples if waited_ms > LATE_MS]
        return [
            (at_ms, self._ahead(at_ms, shown))
            for at_ms, shown, waited_ms in self.samples
            if waited_ms <= FRAME_MS and not any(0 <= at_ms - moment <= AFTER_MS for moment in lost)
        ]

    def _ahead(self, at_ms: float, shown: int) -> int:
        length = self.cine.last - self.cine.first + 1
        return (
            (shown - position_at(self.cine, int(at_ms)) + length // 2) % length - length // 2 if shown >= 0 else length
        )


async def test_a_clip_stays_in_step_on_three_screens(clinic: Clinic, tmp_path: Path, record_property: Any) -> None:
    """C11: a desk, a specialist's desk and a phone on 3 Mbit/s, 60 ms: at most a frame from the clock.

    The clock is the machine's own, which is the server's; pages know it only by asking over their lines.
    """
    async with relay(clinic.port, bytes_per_s=3 * MBIT, delay_s=0.03, jitter_s=0.02) as line:
        mapped = f"localhost:{clinic.port} 127.0.0.1:{line.port}"
        async with chromium() as near, chromium(line=mapped) as far:
            lee = Provider("provider", await near.person("provider", 1440, 900), tmp_path)
            okafor = Guest("specialist", await near.person("specialist", 1280, 800), tmp_path)
            martin = Guest("phone", await far.person("phone", 390, 844, **DEVICE), tmp_path)
            screens = (lee, okafor, martin)
            async with kept_when_failing(*screens):
                content = clip_file(FRAMES, FrameTime=FRAME_MS, FrameIncrementPointer=0x00181063)
                async with gathered(clinic, lee, (martin, okafor), content):
                    await lee.page.evaluate(HEAR)
                    await lee.page.locator("[data-stage]").press("Space")
                    judged = await _played(screens, lee, PLAYED_S, LOADED_S)
    held = {each.name: _held(each, record_property) for each in judged}
    assert min(held.values()) >= IN_STEP, held
    assert _together(judged) >= IN_STEP
    assert near.complaints == far.complaints == []


@pytest.mark.hunt
async def test_a_clip_waits_for_a_phone_and_says_so(clinic: Clinic, tmp_path: Path) -> None:
    """C11, live review §4.2.10: on a slow line both are told that it gets ready; then it plays, slower when asked to.

    The only follower is half of those who follow: it is waited for, two seconds at most. On a thin line it is shown
    every few pictures, at most so many behind the clock (§4.2.11).
    """
    async with (
        relay(clinic.port, delay_s=0.05) as line,
        chromium() as near,
        chromium(line=f"localhost:{clinic.port} 127.0.0.1:{line.port}") as far,
    ):
        lee = Provider("provider", await near.person("provider", 1440, 900), tmp_path)
        martin = Guest("phone", await far.person("phone", 390, 844, **DEVICE), tmp_path)
        async with kept_when_failing(lee, martin):
            content = clip_file(FRAMES, FrameTime=FRAME_MS, FrameIncrementPointer=0x00181063, SeriesNumber=2)
            async with gathered(clinic, lee, (martin,), content):
                await lee.page.evaluate(HEAR)
                line.down.bytes_per_s = THIN
                await lee.page.locator("[data-stage]").press("Space")
                for person in (lee, martin):
                    await expect(person.page.locator(".stage-starting")).to_have_text("Getting the clip ready…")
                await asyncio.gather(lee.shot("waiting"), martin.shot("waiting"))
                for person in (lee, martin):
                    await expect(person.page.locator(".stage-starting")).to_have_count(0, timeout=4_000)
                (far_off,) = await _played((martin,), lee, THIN_S, LOADED_S)
                await _slower_and_stopped(lee, martin)
    steps = [ahead for _, ahead in far_off.errors() if ahead < FRAMES]
    assert len(steps) >= 20, f"this machine was too busy to judge: {far_off.samples}"
    within = sum(1 for ahead in steps if -STRIDE - 1 <= ahead <= 1)
    assert within >= IN_STEP * len(steps), sorted(steps)
    assert near.complaints == far.complaints == []


async def _slower_and_stopped(lee: Provider, martin: Guest) -> None:
    """Half as fast by a key, said beside the rate; stopped by another, one picture on by a third."""
    stage = lee.page.locator("[data-stage]")
    await expect(lee.button("1× · 25/s…")).to_be_visible()
    await stage.press("<")
    await expect(lee.button("½× · 12.5/s…")).to_be_visible()
    await lee.button("½× · 12.5/s…").click()
    await asyncio.gather(lee.shot("playing"), martin.shot("playing"))
    await lee.page.keyboard.press("Escape")
    await stage.press("Space")
    await expect(lee.button("Play")).to_be_visible()
    caption = lee.page.locator(".corner-caption")
    before = int((re.search(r"\((\d+)/", await caption.inner_text()) or ["", "0"])[1])
    await stage.press("ArrowRight")
    await expect(caption).to_contain_text(f"({min(before + 1, FRAMES)}/{FRAMES})")


@asynccontextmanager
async def gathered(clinic: Clinic, lee: Provider, guests: tuple[Guest, ...], content: bytes) -> AsyncIterator[None]:
    """A consult about one clip that everybody sees."""
    clinic.server.forget_codes()
    await lee.sign_in(clinic.server.address, clinic.account("lee"))
    clinic.cookies["lee"] = {one["name"]: one["value"] for one in await lee.page.context.cookies()}
    async with clinic.browser("lee") as browser:
        series = [report["series_id"] for report in await clinic.bring(browser, [content])]
        roles = ("patient", *("specialist" for _ in guests[1:]))
        asked = [{"role": role, "name": f"Guest {number}"} for number, role in enumerate(roles)]
        card = await browser.must("POST", "/api/consults", {"series_ids": series, "guests": asked, "minutes": 20})
        consult = Consult(clinic, browser, card)
        try:
            await _seated(consult, lee, guests)
            yield
        finally:
            await consult.close()


async def _seated(consult: Consult, lee: Provider, guests: tuple[Guest, ...]) -> None:
    """Everybody is let in and sees the first picture."""
    await lee.page.goto(f"{consult.clinic.server.address}/consults/{consult.id}")
    words = []
    for number, guest in enumerate(guests):
        name = f"Guest {number}"
        words.append(await guest.comes_by(await lee.link_of(name), await lee.code_for(name)))
    await lee.opens_the_room()
    for number, word in enumerate(words):
        await lee.lets_in(f"Guest {number}", word)
    await guests[0].agrees()
    for guest in guests[1:]:
        await guest.sees_a_picture()


HEAR = """
() => {
  const parse = JSON.parse;
  JSON.parse = (text, ...more) => {
    const found = parse(text, ...more);
    if (Array.isArray(found) && found[0] === "view") window.clipHeard = found[1].view.viewports[0].cine;
    return found;
  };
}
"""
"""From now on note the clip of the newest view that the page is told."""


async def _heard(person: Person) -> Cine | None:
    said: Json | None = await person.page.evaluate("window.clipHeard")
    return None if said is None else Cine(**said)


async def _played(screens: tuple[Person, ...], presenter: Person, seconds: float, loaded_s: float) -> list[Judged]:
    """What every screen painted for so long, once a line may have carried the clip."""
    await asyncio.sleep(loaded_s)
    for person in screens:
        await person.page.evaluate(WATCH)
    busy = await _watched(seconds)
    cine = await _heard(presenter)
    assert cine is not None
    return [Judged(each.name, await each.page.evaluate("window.clipSamples"), cine, busy) for each in screens]


async def _watched(seconds: float) -> list[float]:
    """Wait; gives the moments (wall clock, ms) at which even this was late."""
    end, late = time.monotonic() + seconds, []
    while (now := time.monotonic()) < end:
        await asyncio.sleep(0.02)
        if time.monotonic() - now > 0.02 + LATE_MS / 1000:
            late.append(time.time() * 1000)
    return late


def _held(judged: Judged, record_property: Any) -> float:
    """Which share is within a frame of the clock; there must have been enough to judge, and most exactly there."""
    errors = [ahead for _, ahead in judged.errors()]
    spread = {ahead: errors.count(ahead) for ahead in sorted(set(errors))}
    start = judged.samples[0][0]
    off = [(round((at_ms - start) / 1000, 1), ahead) for at_ms, ahead in judged.errors() if abs(ahead) > 1]
    record_property(judged.name, {"samples": len(judged.samples), "ahead": spread, "off": off})
    assert len(errors) >= 60, f"this machine was too busy to judge: {len(judged.samples)} samples, {spread}"
    assert spread.get(0, 0) > len(errors) / 2, spread
    return sum(1 for ahead in errors if abs(ahead) <= 1) / len(errors)


def _together(judged: list[Judged]) -> float:
    """Of moments at which two screens were looked at: the share at which they were at most a frame apart."""
    apart = [
        abs(ahead - each)
        for one, other in combinations(judged, 2)
        for at_ms, ahead in one.errors()
        for moment, each in other.errors()
        if abs(moment - at_ms) <= FRAME_MS
    ]
    return sum(1 for each in apart if each <= 1) / len(apart)
