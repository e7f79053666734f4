"""What hands do on the light box in real Chromium: side by side, linked, drawn, pointed, alone and back."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.journeys.browsers import chromium
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.hunt, pytest.mark.timeout(240)]


async def test_hands_on_the_light_box(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """C1–C9: one room, a desk and a phone; every gesture of the desk is on the phone, the phone may look around."""
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
        martin = Guest("phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path)
        async with kept_when_failing(lee, martin):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await lee.goes_to("Studies")
            await lee.fills_in_a_consult("chest", "Thorax contrast", "Echo")
            await lee.starts_now()
            word = await martin.comes_by(await lee.link_of("Martin D"), await lee.code_for("Martin D"))
            await lee.opens_the_room()
            await lee.lets_in("Martin D", word)
            await martin.agrees()
            await _typing_moves_nothing(lee)
            await _draw(lee)
            await _point(lee, martin)
            await _two_pictures(lee, martin)
            await _alone_and_back(lee, martin)
    assert browser.complaints == []


def _stage(person: Provider | Guest) -> Locator:
    return person.page.locator("[data-stage]")


async def _typing_moves_nothing(lee: Provider) -> None:
    """Letters that are shortcuts over the picture are letters in the chat, while an input method composes them too."""
    await expect(_stage(lee)).to_have_attribute("aria-label", re.compile(r"Im \d+ .*W \d+ L \d+"))
    before = await _stage(lee).get_attribute("aria-label")
    writing = lee.page.locator("[data-chat-input]")
    wire = await lee.page.context.new_cdp_session(lee.page)
    said: list[str] = []
    wire.on("Network.webSocketFrameSent", lambda sent: said.append(sent["response"]["payloadData"]))
    await wire.send("Network.enable")
    await writing.press_sequentially("bhp1 ")
    await expect(writing).to_have_value("bhp1 ")
    for number in range(1, 6):
        composed = {"text": "bhp1 "[:number], "selectionStart": number, "selectionEnd": number}
        await wire.send("Input.imeSetComposition", composed)
        key = {"type": "rawKeyDown", "key": "bhp1 "[number - 1], "code": "KeyB", "windowsVirtualKeyCode": 229}
        await wire.send("Input.dispatchKeyEvent", key)
    await wire.send("Input.insertText", {"text": "bhp1 "})
    await expect(writing).to_have_value("bhp1 bhp1 ")
    await expect(_stage(lee)).to_have_attribute("aria-label", before or "")
    await writing.fill("")
    # a line that is said counts everything before it
    await writing.press_sequentially("done")
    await writing.press("Enter")
    await expect(lee.page.get_by_text("done", exact=True)).to_be_visible()
    assert any('"chat:send"' in text for text in said)
    assert not [text for text in said if '"view:set"' in text or '"mark:put"' in text]
    await wire.detach()


async def _draw(lee: Provider) -> None:
    """A length says millimetres beside the mark; it is taken back and done again; keys draw too."""
    await lee.button("Measure, draw").click()
    await lee.button("Length").click()
    await lee.drags(dx=120, dy=0)
    await expect(_stage(lee)).to_have_attribute("aria-label", re.compile(r"\d mm$"))
    await lee.shot("length")
    await _stage(lee).press("Control+z")
    await expect(_stage(lee)).not_to_have_attribute("aria-label", re.compile(r"\d mm$"))
    await _stage(lee).press("Control+y")
    await expect(_stage(lee)).to_have_attribute("aria-label", re.compile(r"\d mm$"))
    await lee.button("Length").click()
    await lee.button("Ellipse").click()
    await _stage(lee).press("Enter")
    await expect(_stage(lee)).to_have_attribute("aria-label", re.compile(r"Mean .* HU"))
    await _stage(lee).press("Delete")
    await expect(_stage(lee)).not_to_have_attribute("aria-label", re.compile(r"Mean .* HU"))
    await _stage(lee).press("Escape")


INKED = """() => {
  const canvas = document.querySelector("canvas.stage-ink");
  const values = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let blue = 0;
  for (let at = 0; at < values.length; at += 4) if (values[at + 2] > 200 && values[at] < 160) blue += 1;
  return blue;
}"""
"""How many pixels of the ink have the color of who steers."""


async def _point(lee: Provider, martin: Guest) -> None:
    """A finger of the desk is on the phone while the key is held, and gone soon after."""
    box = await _stage(lee).bounding_box()
    assert box is not None
    assert await martin.page.evaluate(INKED) == 0
    await _stage(lee).focus()
    await lee.page.keyboard.down("p")
    await lee.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3, steps=6)
    await _inked(martin, least=20)
    await lee.page.keyboard.up("p")
    await _inked(martin, most=0)


async def _inked(person: Guest, least: int = 0, most: int = 1_000_000) -> None:
    """Poll until so much of the ink has that color; the page's policy forbids waiting inside it."""
    async with asyncio.timeout(10):
        while not least <= await person.page.evaluate(INKED) <= most:
            await asyncio.sleep(0.05)


async def _two_pictures(lee: Provider, martin: Guest) -> None:
    """Two series side by side, linked by hand, scroll together; a phone sees the active one and may turn to the other."""
    await lee.button("Layout").click()
    await lee.button("Two side by side").click()
    await lee.page.get_by_role("navigation", name="Series").get_by_text("Echo").click()
    captions = lee.page.locator(".corner-caption")
    await expect(captions).to_have_text([re.compile("Im 65 "), re.compile("Im 1 ")])
    await expect(martin.page.locator(".pane:visible")).to_have_count(1)
    await expect(martin.page.locator(".sheets")).to_contain_text("2 of 2")
    await lee.button("Layout").click()
    await lee.button("Link here, by hand").click()
    await lee.page.keyboard.press("Escape")
    await expect(lee.page.locator(".corner-link")).to_have_text(["linked by hand", "linked by hand"])
    await lee.page.locator(".pane").first.hover()
    await lee.page.mouse.wheel(0, 300)
    await expect(captions).to_have_text([re.compile("Im 68 "), re.compile("Im 4 ")])
    await expect(martin.page.locator(".sheets")).to_contain_text("1 of 2")
    await martin.button("Next picture").click()
    await expect(martin.page.locator(".sheets")).to_contain_text("2 of 2")
    await asyncio.gather(lee.shot("two"), martin.shot("two"))
    await lee.page.locator(".pane-close").last.click()
    await expect(captions).to_have_text([re.compile("Im 68 ")])


async def _alone_and_back(lee: Provider, martin: Guest) -> None:
    """A patient who may look around scrolls for themselves; one tap leads back to who steers."""
    await lee.page.get_by_role("button", name=re.compile("^Patient")).click()
    box = await _stage(martin).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    back = martin.page.get_by_role("button", name="Not following · back to Dr Lee")
    await expect(back).to_have_count(0)
    await expect(martin.page.locator(".corner-caption")).to_have_text("Your CT scan")
    await expect(martin.page.get_by_text("Hold a finger")).to_have_count(0)
    await martin.picture_rests()
    before = await martin.sees()
    await martin.page.mouse.move(x, y - 60)
    await martin.page.mouse.down()
    await martin.page.mouse.move(x, y + 60, steps=8)
    await martin.page.mouse.up()
    await expect(back).to_be_visible()
    async with asyncio.timeout(10):
        while (await martin.sees()).difference(before) <= 1:
            await asyncio.sleep(0.1)
    await expect(lee.page.locator(".corner-caption")).to_contain_text("Im 68 ")
    await martin.shot("alone")
    await back.click()
    await expect(back).to_have_count(0)
    async with asyncio.timeout(10):
        # the former picture stays until the one to go back to is there
        while (await martin.sees()).difference(before) >= 1:
            await asyncio.sleep(0.1)
