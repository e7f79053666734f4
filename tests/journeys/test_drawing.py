"""Every kind of drawing in real Chromium, by mouse at the desk and by finger on a phone: seen while it is drawn (C7, F2).

Geometry and values come from a phantom, so every word beside a mark is known beforehand.
"""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import CDPSession, expect

from tests.journeys.browsers import CANVAS, Chromium, chromium
from tests.journeys.people import DEVICE, Guest, Person, Provider, kept_when_failing, stand_at_the_door
from tests.journeys.phantoms import (
    DETECTOR,
    DISK,
    FIELDS,
    NO_SCALE,
    SIDE,
    TWO_REGIONS,
    VISIT,
    files,
)
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
Point = tuple[float, float]
"""Column and row, in pixels of the image."""

PREFERENCES = "/api/me/preferences"
MINUS = "\u2212"

WATCH_INK = """
() => {
  window.inkWords = new Set();
  const real = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (words, ...more) {
    window.inkWords.add(words);
    return real.call(this, words, ...more);
  };
}
"""
LOOK = """
() => {
  const ink = document.querySelector("canvas.stage-ink");
  const picture = document.querySelector("canvas.stage-canvas");
  const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const found = (canvas, hits) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    const [xs, ys] = [[], []];
    for (let at = 0; at < width * height; at += 1) {
      if (!hits(data[4 * at], data[4 * at + 1], data[4 * at + 2], data[4 * at + 3])) continue;
      xs.push((at % width) / width);
      ys.push(Math.floor(at / width) / height);
    }
    if (xs.length < 10) return null;
    const across = (share) => xs[Math.floor(share * (xs.length - 1))];
    const [x, y] = [middle(xs), middle(ys)];
    return { x, y, count: xs.length / devicePixelRatio, width: across(0.98) - across(0.02) };
  };
  const drawn = ink.hidden || ink.width === 0 ? null
    : found(ink, (red, green, blue, alpha) => alpha > 200 && red > 200 && green > 180);
  const copy = new OffscreenCanvas(picture.width, picture.height);
  copy.getContext("2d").drawImage(picture, 0, 0);
  return { drawn, disk: found(copy, (red) => red > 240) };
}
"""
"""What is drawn in ink and where the picture is white: middle and width as shares of the canvas."""


@dataclass
class Fingers:
    """One finger on a touch screen."""

    person: Guest
    wire: CDPSession

    async def pull(self, *points: Point) -> None:
        """Down on the first point, along the others, up."""
        kind = "touchStart"
        for point in points:
            x, y = await place(self.person, point)
            await self.wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
            kind = "touchMove"
        await self.wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


async def test_every_drawing_is_seen_while_it_is_drawn_and_stays_on_what_it_is_about(
    clinic_site: OutsideServer, tmp_path: Path
) -> None:
    """C7, F2, F3: each kind on both screens, values as known, through slice, zoom, rotation and flip; taken back, redone."""
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
        okafor = Guest("specialist", await browser.person("specialist", 390, 844, **DEVICE), tmp_path)
        ida = Guest("patient", await browser.person("patient", 390, 844, **DEVICE), tmp_path, born=("1961", "2", "3"))
        async with kept_when_failing(lee, okafor, ida):
            await _meet(browser, clinic_site, lee, okafor, ida)
            await _lines_and_words(lee, okafor, ida)
            await _figures(lee, okafor)
            await _value_under_the_cursor(lee, ida)
            await _taken_back_and_done_again(lee, okafor)
            await _stays_on_what_it_is_about(lee, okafor)
            await _by_finger(lee, okafor)
            await _how_far_a_length_can_be_believed(lee, okafor)
    assert browser.complaints == []


async def _meet(browser: Chromium, site: OutsideServer, lee: Provider, okafor: Guest, ida: Guest) -> None:
    await lee.sign_in(site.address, site.demo["provider"])
    await lee.goes_to("Studies")
    await lee.page.locator("[data-choose=files]").set_input_files(files())
    await expect(lee.page.get_by_role("article", name=VISIT)).to_contain_text("6 pictures")
    await lee.fills_in_a_consult(VISIT, FIELDS, DETECTOR, NO_SCALE, TWO_REGIONS, specialists=("Dr Okafor",))
    await lee.starts_now()
    words = await stand_at_the_door(lee, {"Dr Okafor": okafor, "Ida L": ida})
    await lee.opens_the_room()
    for name, word in words.items():
        await lee.lets_in(name, word)
    await ida.agrees()
    await okafor.sees_a_picture()
    await _tools_change_places(browser, site, lee)
    for one in (lee, okafor, ida):
        await one.page.evaluate(WATCH_INK)


async def _tools_change_places(browser: Chromium, site: OutsideServer, lee: Provider) -> None:
    """C1: two tools of the mouse are exchanged, at every desk of theirs, found again after a reload, and as delivered again."""
    window, mouse = lee.page.locator(".corner-window"), lee.page.get_by_role("dialog", name="Keys and mouse")
    own = await window.inner_text()
    await lee.page.locator("[data-stage]").press("?")
    async with lee.page.expect_response(lambda answer: answer.request.method == "PUT" and PREFERENCES in answer.url):
        await mouse.get_by_label("Right button").select_option("Window")
        await expect(mouse.get_by_text("Left button: Zoom.")).to_be_visible()
    await expect(mouse.get_by_text("Kept for you at every workstation")).to_be_visible()
    await lee.shot("mouse")
    await lee.page.keyboard.press("Escape")
    await _at_another_desk(browser, site, lee)
    await lee.page.reload()
    await lee.sees_a_picture()
    await expect(lee.button("Window")).to_have_attribute("title", "Right button")
    await lee.drags(dx=80, dy=0, button="right")
    await expect(window).not_to_have_text(own)
    await lee.page.locator("[data-stage]").press("0")
    await expect(window).to_have_text(own)
    await lee.page.locator("[data-stage]").press("?")
    await mouse.get_by_role("button", name="As delivered", exact=True).click()
    await expect(mouse.get_by_label("Right button")).to_have_value("zoom")
    await lee.page.keyboard.press("Escape")
    await expect(lee.button("Window")).to_have_attribute("aria-pressed", "true")


async def _at_another_desk(browser: Chromium, site: OutsideServer, lee: Provider) -> None:
    """C1: a browser that has never seen them has their tools; whoever signs in there after them has their own."""
    state = {"cookies": (await lee.page.context.storage_state())["cookies"], "origins": []}
    page = await browser.person("other-desk", 1440, 900, storage_state=state)
    desk = Provider("other-desk", page, lee.shots)
    await page.goto(lee.page.url)
    await desk.sees_a_picture()
    await expect(desk.button("Window")).to_have_attribute("title", "Right button")
    await page.context.clear_cookies()
    await desk.sign_in(site.address, site.demo["colleague"])
    theirs = await page.evaluate("path => fetch(path).then((answer) => answer.json())", PREFERENCES)
    assert (theirs["version"], theirs["mouse"]) == (0, None)
    await page.context.close()


async def _lines_and_words(lee: Provider, okafor: Guest, ida: Guest) -> None:
    """Arrow, freehand, text: on two other screens before the hand lets go."""
    for kind, points in (
        ("Arrow", [(90, 30), (70, 40)]),
        ("Freehand", [(80, 90), (90, 100), (100, 90), (110, 100)]),
    ):
        await _draws(lee, kind, *points, while_down=(okafor, ida))
        await asyncio.gather(*(one.shot(kind) for one in (lee, okafor)))
        await _clears(lee, okafor, ida)
    await _takes(lee, "Text")
    await lee.page.mouse.click(*await place(lee, (20, 100)))
    await lee.page.get_by_label("Words on the picture").fill("Compare with May")
    await lee.page.keyboard.press("Enter")
    for one in (lee, okafor, ida):
        await _reads_in_ink(one, "Compare with May")
    await asyncio.gather(*(one.shot("text") for one in (lee, okafor, ida)))
    await lee.page.mouse.click(*await place(lee, (22, 100)))
    await lee.page.locator("[data-stage]").press("Escape")
    await lee.page.mouse.click(*await place(lee, (20, 100)))
    await _clears(lee, okafor, ida)


async def _figures(lee: Provider, okafor: Guest) -> None:
    """Length, angle, ellipse, rectangle: the figures of the phantom, on both screens."""
    await _draws(lee, "Length", (70, 20), (110, 20), while_down=(okafor,))
    await _both_say(lee, okafor, "20 mm")
    await _clears(lee, okafor)
    await _takes(lee, "Angle")
    await _pulls(lee, (100, 60), (80, 60))
    await _pulls(lee, (80, 60), (80, 40))
    await _both_say(lee, okafor, "90°")
    await asyncio.gather(lee.shot("angle"), okafor.shot("angle"))
    await _clears(lee, okafor)
    await _draws(lee, "Rectangle", (54, 80), (74, 100), while_down=(okafor,))
    await _both_say(lee, okafor, "Area 100 mm²", "Mean 0 HU", "SD 100 HU", f"{MINUS}100 … 100 HU")
    await asyncio.gather(lee.shot("rectangle"), okafor.shot("rectangle"))
    await _clears(lee, okafor)
    await _draws(lee, "Ellipse", (80, 80), (100, 100), while_down=(okafor,))
    await _both_say(lee, okafor, "Area 78.5 mm²", "Mean 100 HU", "SD 0 HU", "100 … 100 HU")
    await asyncio.gather(lee.shot("ellipse"), okafor.shot("ellipse"))
    await _clears(lee, okafor)


async def _value_under_the_cursor(lee: Provider, ida: Guest) -> None:
    """The modality value where the mouse rests; another field, another value; never on the patient's page."""
    for point, words in ((DISK, "1000 HU"), ((20.0, 90.0), f"{MINUS}100 HU"), ((100.0, 90.0), "100 HU")):
        await lee.page.mouse.move(*await place(lee, point))
        await expect(lee.page.locator(".corner-value")).to_have_text(words)
    await lee.shot("value")
    assert "HU" not in await ida.page.inner_text("[data-stage]")


async def _taken_back_and_done_again(lee: Provider, okafor: Guest) -> None:
    """Two marks, taken back by keyboard one after the other and done again: the other screen goes along."""
    stage = lee.page.locator("[data-stage]")
    await _draws(lee, "Length", (70, 20), (110, 20))
    await _draws(lee, "Length", (70, 110), (90, 110))
    await _both_say(lee, okafor, "20 mm", "10 mm")
    for keys, there, gone in (
        ("Control+z", ("20 mm",), ("10 mm",)),
        ("Control+z", (), ("20 mm", "10 mm")),
        ("Control+y", ("20 mm",), ("10 mm",)),
        ("Control+Shift+z", ("20 mm", "10 mm"), ()),
    ):
        await stage.press(keys)
        for one in (lee, okafor):
            label = one.page.locator("[data-stage]")
            for words in there:
                await expect(label).to_have_attribute("aria-label", re.compile(rf"\b{words}"))
            for words in gone:
                await expect(label).not_to_have_attribute("aria-label", re.compile(rf"\b{words}"))
    for _ in range(2):
        await stage.press("Control+z")
    await _drawn(okafor, is_there=False)


async def _stays_on_what_it_is_about(lee: Provider, okafor: Guest) -> None:
    """A ring around the disk: gone on another slice and back, and around it still, zoomed, turned and mirrored."""
    stage = lee.page.locator("[data-stage]")
    x, y = DISK
    ring = [(1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7), (1, 0)]
    await _draws(lee, "Freehand", *((x + 16 * right, y + 16 * down) for right, down in ring))
    await stage.press("Escape")
    await stage.press("Escape")
    for one in (lee, okafor):
        await _ringed(one)
    await stage.press("ArrowDown")
    for one in (lee, okafor):
        await _drawn(one, is_there=False)
    await stage.press("ArrowUp")
    for one in (lee, okafor):
        await _ringed(one)
    for key, what in (("+", "zoomed"), ("r", "turned"), ("f", "mirrored"), ("r", "turned-again")):
        await stage.press(key)
        for one in (lee, okafor):
            await one.picture_rests()
            await _ringed(one)
        await asyncio.gather(lee.shot(what), okafor.shot(what))
    await stage.press("f")
    await stage.press("r")
    await stage.press("r")
    await stage.press("x")
    for letter, edge in (("R", "left"), ("A", "top")):
        await expect(lee.page.locator(f".corner-letter-{edge}")).to_have_text(letter)
    await _ringed(lee)
    await lee.page.mouse.click(*await place(lee, (x + 16, y)))
    await _clears(lee, okafor)


async def _by_finger(lee: Provider, okafor: Guest) -> None:
    """A specialist who does not steer draws on a phone; the desk reads what it measures."""
    await _takes(okafor, "Ellipse")
    finger = Fingers(okafor, await okafor.page.context.new_cdp_session(okafor.page))
    await finger.pull((80, 80), (90, 90), (100, 100))
    await _both_say(okafor, lee, "Area", "Mean 100 HU")
    await asyncio.gather(lee.shot("by-finger"), okafor.shot("by-finger"))
    await _takes(okafor, "Delete selected")
    await _drawn(lee, is_there=False)


async def _how_far_a_length_can_be_believed(lee: Provider, okafor: Guest) -> None:
    """At the detector, without any scale, in a region and across two of ultrasound: said beside the mark, on both."""
    for series, title, points, words in (
        (2, DETECTOR, [(20, 100), (60, 100)], ("20 mm", "at detector, not corrected for magnification")),
        (3, NO_SCALE, [(20, 100), (60, 100)], ("40 px", "uncalibrated")),
        (4, TWO_REGIONS, [(10, 100), (50, 100)], ("20 mm",)),
        (4, TWO_REGIONS, [(40, 80), (90, 80)], ("not across ultrasound regions",)),
    ):
        await lee.page.get_by_role("navigation", name="Series").get_by_text(title).click()
        for one in (lee, okafor):
            await expect(one.page.locator(".corner-caption")).to_contain_text(f"Se {series} ")
            await one.picture_rests()
        await _draws(lee, "Length", *points)
        await _both_say(lee, okafor, *words)
        if title != TWO_REGIONS:
            await expect(lee.page.locator("[data-stage]")).not_to_have_attribute("aria-label", re.compile("regions"))
        await asyncio.gather(lee.shot(f"{series}-{len(words)}"), okafor.shot(f"{series}-{len(words)}"))
        await _clears(lee, okafor)


# --- what hands and eyes do ------------------------------------------------------------------------------------------


async def place(person: Person, point: Point) -> Point:
    """Where a pixel of the image lies in the page, while the whole of it is shown upright."""
    box = await person.page.locator(CANVAS).bounding_box()
    assert box is not None
    edge = min(box["width"], box["height"])
    left, top = box["x"] + (box["width"] - edge) / 2, box["y"] + (box["height"] - edge) / 2
    return left + point[0] * edge / SIDE, top + point[1] * edge / SIDE


async def _takes(person: Person, kind: str) -> None:
    menu = person.page.get_by_role(
        "button", name=re.compile(r"^(Measure, draw|Arrow|Freehand|Text|Length|Angle|Ellipse|Rectangle)$")
    )
    await menu.first.click()
    if isinstance(person, Guest):
        await person.shot("menu")
    await person.page.locator(".tool-more").get_by_role("button", name=kind, exact=True).click()
    if kind == "Delete selected":
        await person.page.keyboard.press("Escape")


async def _pulls(lee: Provider, *points: Point, while_down: tuple[Person, ...] = ()) -> None:
    await lee.page.mouse.move(*await place(lee, points[0]))
    await lee.page.mouse.down()
    for point in points[1:]:
        await lee.page.mouse.move(*await place(lee, point), steps=4)
    for one in while_down:
        await _drawn(one, is_there=True)
    await lee.page.mouse.up()


async def _draws(lee: Provider, kind: str, *points: Point, while_down: tuple[Person, ...] = ()) -> None:
    """By mouse; `while_down` must see ink before the button is up."""
    await _takes(lee, kind)
    await _pulls(lee, *points, while_down=while_down)


async def _clears(lee: Provider, *others: Person) -> None:
    """The selected mark goes, here and everywhere."""
    await lee.page.locator("[data-stage]").press("Delete")
    for one in (lee, *others):
        await _drawn(one, is_there=False)


async def _looks(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = await person.page.evaluate(LOOK)
    return found


async def _drawn(person: Person, *, is_there: bool) -> None:
    """Poll until there is ink on this screen, or none."""
    async with asyncio.timeout(10):
        while ((await _looks(person))["drawn"] is not None) != is_there:
            await asyncio.sleep(0.05)


async def _ringed(person: Person) -> None:
    """Poll until the ink lies around the white disk, twice as wide as it."""

    def is_around(found: dict[str, Any]) -> bool:
        ring, disk = found["drawn"], found["disk"]
        if ring is None or disk is None:
            return False
        apart = max(abs(ring[axis] - disk[axis]) / disk["width"] for axis in "xy")
        return bool(apart < 0.3)

    found: dict[str, Any] = {}
    try:
        async with asyncio.timeout(10):
            while not is_around(found := await _looks(person)):
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"{person.name}: the ring is not around the disk: {found}") from None


async def _both_say(one: Person, other: Person, *words: str) -> None:
    """In ink, and in the words for those who do not see it."""
    for person in (one, other):
        for each in words:
            label = re.compile(rf"(?<!\d){re.escape(each)}")
            await expect(person.page.locator("[data-stage]")).to_have_attribute("aria-label", label)
        for each in words:
            await _reads_in_ink(person, each)


async def _reads_in_ink(person: Person, words: str) -> None:
    async with asyncio.timeout(10):
        while not any(words in each for each in await person.page.evaluate("() => [...window.inkWords]")):
            await asyncio.sleep(0.05)
