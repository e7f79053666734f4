"""One picture on every screen, in real Chromium: fine and coarse ones, turned phones, fingers, and no hand that waits."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.async_api import CDPSession, Locator, expect

from tests.journeys.browsers import chromium, drawn, is_erased
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
LONG_MS: Final = 50
KEPT_AT_MOST: Final = 2 * 8 + 1 + 1
"""±8, the picture itself, and the one still on the screen."""

COUNT_BITMAPS: Final = """
(() => {
  const open = new Set();
  window.openBitmaps = () => open.size;
  const close = ImageBitmap.prototype.close;
  ImageBitmap.prototype.close = function () { open.delete(this); close.call(this); };
  const listen = Worker.prototype.addEventListener;
  Worker.prototype.addEventListener = function (type, hear, options) {
    listen.call(this, type, (event) => { if (event.data?.bitmap) open.add(event.data.bitmap); hear(event); }, options);
  };
})();
"""
"""Every bitmap that the worker hands to the page, until it is closed."""

COLLECT_WORDS: Final = """
() => {
  const corner = document.querySelector(".corner-quality");
  window.said = new Set();
  new MutationObserver(() => window.said.add(corner.textContent)).observe(corner, { childList: true, subtree: true });
}
"""


async def test_one_picture_on_every_screen(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """C4, C9, T-39: a desk and a phone of three device pixels; drags are previewed and said, fingers zoom, nothing stays."""
    phone = {**DEVICE, "device_scale_factor": 3}
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
        martin = Guest("phone", await browser.person("phone", 390, 844, **phone), tmp_path)
        for one in (lee, martin):
            await one.page.add_init_script(COUNT_BITMAPS)
        async with kept_when_failing(lee, martin):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await lee.goes_to("Studies")
            await lee.fills_in_a_consult("chest", "Thorax contrast")
            await lee.starts_now()
            word = await martin.comes_by(await lee.link_of("Martin D"), await lee.code_for("Martin D"))
            await lee.opens_the_room()
            await lee.lets_in("Martin D", word)
            await martin.agrees()
            await martin.sees_a_picture()
            await _scrolls_without_a_long_task(lee)
            await _a_drag_is_previewed_and_said(lee)
            await _colors(lee, martin)
            await _fingers(martin)
            await _a_turned_phone(lee, martin)
            await _out_of_sight_nothing_stays(martin)
    assert browser.complaints == []


def _stage(person: Provider | Guest) -> Locator:
    return person.page.locator("[data-stage]")


async def _bitmaps(person: Provider | Guest) -> int:
    return int(await person.page.evaluate("() => openBitmaps()"))


async def _scrolls_without_a_long_task(lee: Provider) -> None:
    """C2: forty prefetched slices by the wheel; the page's own thread works at most 50 ms at a stretch."""
    await lee.goes_to_image(60)
    await _stage(lee).hover()
    traced = await lee.page.context.new_cdp_session(lee.page)
    for step in (3, -3):  # there, so that they are at hand, and back, measured
        events = [] if step > 0 else await _start(traced)
        for _ in range(40):
            await lee.page.mouse.wheel(0, 100 if step > 0 else -100)
            await asyncio.sleep(0)
            assert await _bitmaps(lee) <= KEPT_AT_MOST + 8, "decoded pictures that nobody is near"
        await lee.picture_rests()
        if step < 0:
            await _stop(traced)
            assert _longest_ms(events) <= LONG_MS
    assert 8 < await _bitmaps(lee) <= KEPT_AT_MOST


async def _start(traced: CDPSession) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    traced.on("Tracing.dataCollected", lambda said: events.extend(said["value"]))
    await traced.send("Tracing.start", {"transferMode": "ReportEvents", "categories": "toplevel,__metadata"})
    return events


async def _stop(traced: CDPSession) -> None:
    done = asyncio.get_running_loop().create_future()
    traced.once("Tracing.tracingComplete", lambda _: done.set_result(None))
    await traced.send("Tracing.end")
    await asyncio.wait_for(done, 30)


def _longest_ms(events: list[dict[str, Any]]) -> float:
    """The longest task of a page's thread, in time it really ran: other processes of this machine do not count."""
    mains = {(one["pid"], one["tid"]) for one in events if one.get("args", {}).get("name") == "CrRendererMain"}
    ran: list[float] = [
        one.get("tdur", one["dur"]) / 1000
        for one in events
        if one.get("ph") == "X" and (one["pid"], one["tid"]) in mains and "Task" in one["name"]
    ]
    assert len(ran) > 100, f"tasks were traced: {json.dumps(sorted({one['name'] for one in events}))}"
    return max(ran)


async def _a_drag_is_previewed_and_said(lee: Provider) -> None:
    """§4.2 rule 9: a narrower window is shown at once and said to be a preview; a window elsewhere never is."""
    await lee.page.evaluate(COLLECT_WORDS)
    await lee.drags(dx=-30, dy=0)
    await lee.picture_rests()
    assert "preview" in await lee.page.evaluate("() => [...said]")
    await lee.page.evaluate("() => said.clear()")
    await _stage(lee).press("1")
    await lee.picture_rests()
    assert "preview" not in await lee.page.evaluate("() => [...said]")


async def _colors(lee: Provider, martin: Guest) -> None:
    """C4: inverted and back without asking the server for a frame."""
    for person in (lee, martin):
        await person.picture_rests()
    before = [await person.sees() for person in (lee, martin)]
    await _stage(lee).press("i")
    async with asyncio.timeout(10):
        while (await martin.sees()).difference(before[1]) < 20:
            await asyncio.sleep(0.05)
    await asyncio.gather(lee.shot("inverted"), martin.shot("inverted"))
    await _stage(lee).press("i")
    async with asyncio.timeout(10):
        while (await martin.sees()).difference(before[1]) > 1:
            await asyncio.sleep(0.05)


async def _fingers(martin: Guest) -> None:
    """Two fingers magnify this screen alone, a double tap goes back; the page itself neither zooms nor scrolls."""
    hand = await martin.page.context.new_cdp_session(martin.page)
    box = await _stage(martin).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = await martin.sees()
    await _touch(hand, "touchStart", (x - 30, y), (x + 30, y))
    for far in (45, 60, 75, 90):
        await _touch(hand, "touchMove", (x - far, y), (x + far, y))
    await _touch(hand, "touchEnd")
    back = martin.page.get_by_role("button", name=re.compile("zoom", re.IGNORECASE))
    await expect(back).to_be_visible()
    assert (await martin.sees()).difference(before) > 2
    assert await martin.page.evaluate("() => [visualViewport.scale, scrollX, scrollY]") == [1, 0, 0]
    await martin.shot("pinched")


async def _touch(hand: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    touched = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]
    await hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})


CANVAS_SIZE: Final = """() => {
  const canvas = document.querySelector("canvas.stage-canvas");
  return [canvas.width / canvas.clientWidth, canvas.width, canvas.clientWidth, canvas.clientHeight];
}"""


async def _a_turned_phone(lee: Provider, martin: Guest) -> None:
    """Turned, it shows the same magnified place on a canvas of two device pixels, follows, and is as before upright."""
    back = martin.page.get_by_role("button", name=re.compile("zoom", re.IGNORECASE))
    before = await martin.sees()
    assert (await martin.page.evaluate(CANVAS_SIZE))[0] == pytest.approx(2, abs=0.02)
    await martin.page.set_viewport_size({"width": 844, "height": 390})
    await drawn(martin.page)
    await expect(back).to_be_visible()
    assert (await martin.page.evaluate(CANVAS_SIZE))[0] == pytest.approx(2, abs=0.02)
    await martin.shot("turned")
    seen = lee.page.locator("li.person", has_text="Martin D").locator(".sees")
    await lee.goes_to_image(61)
    await expect(seen).to_contain_text("Im 61 ")
    await lee.goes_to_image(60)
    await martin.page.set_viewport_size({"width": 390, "height": 844})
    await drawn(martin.page)
    await expect(seen).to_contain_text("Im 60 ")
    await martin.picture_rests()
    assert (await martin.sees()).difference(before) < 3
    box = await _stage(martin).bounding_box()
    assert box is not None
    for _ in range(2):
        await martin.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await expect(back).to_have_count(0)


async def _out_of_sight_nothing_stays(martin: Guest) -> None:
    """T-39: before the browser may keep or freeze the page, its canvas is black and every bitmap is closed."""
    assert await _bitmaps(martin) > 0
    await martin.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert await is_erased(martin.page)
    assert await _bitmaps(martin) == 0
