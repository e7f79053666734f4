"""Five hundred random steers while lines break twenty times: then three real screens show the same (issue 4; G1, §2.3)."""

import asyncio
import random
import re
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.journeys.browsers import chromium
from tests.journeys.conftest import site_over
from tests.journeys.people import DEVICE, Guest, Person, Provider, kept_when_failing, two_wait
from tests.journeys.server_process import OutsideServer
from tests.journeys.tunnel import Tunnel, tunnel

pytestmark = [pytest.mark.slow, pytest.mark.hunt, pytest.mark.timeout(400)]
STEERS, RECONNECTS = 500, 20
KEYS = (
    "ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", "1", "2", "3", "4", "0", "i", "r", "f", "+", "-", "x",
)  # fmt: skip
ALIKE = 5.0
"""Mean difference in grey levels between photographs: only scaling."""
BREAKS = ("reset", "cut", "away")

KEEP_CODES = """
const paint = CanvasRenderingContext2D.prototype.drawImage;
CanvasRenderingContext2D.prototype.drawImage = function (source, ...more) {
  if (this.canvas.className === "stage-canvas" && source instanceof ImageBitmap) window.paintedLast = source;
  return paint.call(this, source, ...more);
};
"""
READ_CODES = """
async () => {
  const { width, height } = window.paintedLast;
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  context.drawImage(window.paintedLast, 0, 0);
  const codes = context.getImageData(0, 0, width, height).data;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", codes));
  const spread = codes.reduce((most, code, at) => (at % 4 === 3 ? most : Math.max(most, code)), 0);
  return [width, height, spread, [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")];
}
"""
"""The codes of the picture that was painted last, in its own pixels: the same whatever the size of a screen."""


@pytest.fixture(scope="module")
def site(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[OutsideServer]:
    """A clinic that draws no mark into a patient's pictures, so that all three can be compared code by code."""
    with site_over(
        prepared, tmp_path_factory.mktemp("steers"), request, {"LIGHTBOX__POLICY__PATIENT_MARK": "false"}
    ) as made:
        yield made


async def test_after_500_steers_and_20_reconnects_three_screens_have_equal_codes(
    site: OutsideServer, tmp_path: Path
) -> None:
    """Issue 4: a desk, a phone and a specialist; every line breaks, the presenter's too; equal pixel codes, equal chats."""
    chance = random.Random(500)
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(chromium(site.certificate))
        lines = [await stack.enter_async_context(tunnel(site.port, delay_s=0.01)) for _ in range(3)]
        pages = [
            await browser.person("provider", 1440, 900, proxy=lines[0].proxy),
            await browser.person("patient", 390, 844, proxy=lines[1].proxy, **DEVICE),
            await browser.person("specialist", 1280, 800, proxy=lines[2].proxy),
        ]
        for page in pages:
            await page.context.add_init_script(KEEP_CODES)
        lee = Provider("provider", pages[0], tmp_path)
        martin, okafor = Guest("patient", pages[1], tmp_path), Guest("specialist", pages[2], tmp_path)
        everybody = (lee, martin, okafor)
        async with kept_when_failing(*everybody):
            await _meet(site, lee, martin, okafor)
            written = await _steered_while_lines_break(everybody, lines, chance)
            # the whole picture in a window of its own kind, so that photographs can be compared too
            for key in ("x", "2"):
                await lee.page.locator("[data-stage]").press(key)
            for person in everybody:
                await person.sees_a_picture()
            codes = await _equal_codes(pages)
            chats = [await person.said() for person in everybody]
            assert chats[0] == chats[1] == chats[2]
            assert sorted(chats[0]) == sorted(written), "nothing lost, nothing doubled"
            shown = [await person.sees() for person in everybody]
            apart = [shown[0].difference(other) for other in shown[1:]]
            assert max(apart) < ALIKE, apart
            await asyncio.gather(*(person.shot("after-500") for person in everybody))
        assert codes[2] > 100, "a picture, not darkness"
        assert browser.complaints == []


async def _meet(site: OutsideServer, lee: Provider, martin: Guest, okafor: Guest) -> None:
    words = await two_wait(lee, site, martin, okafor)
    await lee.opens_the_room()
    for name, word in words.items():
        await lee.lets_in(name, word)
    await martin.agrees()
    await okafor.sees_a_picture()


async def _steered_while_lines_break(
    everybody: tuple[Person, ...], lines: list[Tunnel], chance: random.Random
) -> list[str]:
    """All steers and all breaks, a line of chat from whoever is broken off each time; gives what was written."""
    lee, stage = everybody[0], everybody[0].page.locator("[data-stage]")
    at = set(chance.sample(range(10, STEERS - 10), RECONNECTS))
    written, mending = list[str](), list[asyncio.Task[None]]()
    await stage.focus()
    for step in range(STEERS):
        if step in at:
            who = len(written) % len(everybody)
            written.append(f"line {len(written)}")
            mending.append(asyncio.create_task(_broken(lines[who], chance.choice(BREAKS), chance.uniform(0.1, 0.8))))
            await everybody[who].writes(written[-1])
            if who == 0:
                # a presenter without a line steers nothing: their input rests, so it is not counted as steering
                await mending[-1]
                await expect(lee.page.locator(".line-words")).to_have_text(re.compile("connected|thin line"))
                await expect(lee.page.locator(".stage-dark, .stage-late")).to_have_count(0)
            await stage.focus()
        await lee.page.keyboard.press(chance.choice(KEYS))
    await asyncio.gather(*mending)
    for person in everybody:
        await expect(person.page.locator(".chat-waiting")).to_have_count(0)
        await expect(person.page.locator(".chat-line .chat-text")).to_have_count(len(written))
    return written


async def _broken(line: Tunnel, how: str, seconds: float) -> None:
    """The line breaks: at once, in the middle of what is under way, or for a while."""
    if how == "cut":
        line.down.cut_after = 2000
        await asyncio.sleep(seconds)
        line.down.cut_after = None
    elif how == "away":
        line.break_off()
        await asyncio.sleep(seconds)
        line.mend()
    line.reset()
    await asyncio.sleep(0.2)


async def _equal_codes(pages: list[Page]) -> list[int]:
    """Poll until all three have painted the same codes at rest; gives width, height and the highest code."""
    async with asyncio.timeout(20):
        while True:
            told: list[list[int]] = [await page.evaluate(READ_CODES) for page in pages]
            if told[0] == told[1] == told[2]:
                return told[0][:3]
            await asyncio.sleep(0.2)
