"""A whole consult without a pointer, as a screen reader tells it: the provider's hands and the patient's are keys (K1)."""

import re
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Locator, Page, expect

from tests.journeys.browsers import chromium
from tests.journeys.keys import KeyGuest, KeyPerson
from tests.journeys.people import Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

HAS_FOCUS = "() => document.activeElement !== document.body && document.activeElement.getClientRects().length > 0"

MEASURED = re.compile(r" HU.*\d mm")
"""After the window in the picture's caption; the series' own name has millimetres too."""


class KeyProvider(KeyPerson, Provider):
    """Somebody who never touches a mouse."""

    async def presses(self, what: Locator) -> None:
        """And then something has the focus: what was pressed, or what came instead."""
        await super().presses(what)
        await self.page.wait_for_function(HAS_FOCUS)

    async def opens_by_key(self, what: Locator, heading: str | re.Pattern[str]) -> None:
        """A link; the heading of the page it leads to has the focus."""
        await self.presses(what)
        await expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_focused()

    async def key(self, *keys: str) -> None:
        """On whatever has the focus."""
        for key in keys:
            await self.page.keyboard.press(key)


async def test_a_consult_by_keys_alone(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """K1, K6: sign in, choose, invite, let in, steer, measure, hand over, end; the other side too; the focus is never lost."""
    async with chromium(clinic_site.certificate) as browser:
        lee = KeyProvider("lee", await browser.person("lee", 1440, 900), tmp_path)
        martin = KeyGuest("martin", await browser.person("martin", 390, 844), tmp_path)
        okafor = Guest("okafor", await browser.person("okafor", 1280, 800), tmp_path)
        async with kept_when_failing(lee, martin, okafor):
            await _signs_in(lee, clinic_site)
            await _makes_a_consult(lee)
            words = {
                name: await guest.comes_by(await lee.link_of(name), await _code_by_key(lee, name))
                for guest, name in ((martin, "Martin D"), (okafor, "Dr Okafor"))
            }
            await lee.presses(lee.page.get_by_role("link", name=re.compile("room", re.IGNORECASE)))
            for name, word in words.items():
                await _lets_in(lee, name, word)
            await martin.agrees()
            await lee.sees_a_picture()
            await _steers(lee)
            await _hands_over(lee, okafor)
            await _is_told(lee.page, martin.page)
            await _asks_for_help_and_comes_back(lee)
            await martin.presses(martin.button("Stop sharing my pictures"))
            await martin.reads("You have stopped sharing")
            await martin.page.wait_for_function(HAS_FOCUS)
            await _ends(lee)
    assert browser.complaints == []


async def _signs_in(lee: KeyProvider, site: OutsideServer) -> None:
    """The first field has the focus; the browser may fill in what it knows, and the code from a message."""
    account = site.demo["provider"]
    await lee.page.goto(site.address)
    name = lee.page.get_by_label("Name", exact=True)
    await expect(name).to_be_focused()
    await expect(lee.page.get_by_label("Six-digit code")).to_have_attribute("autocomplete", "one-time-code")
    await lee.types(name, account["login_name"])
    await lee.types(lee.page.get_by_label("Password"), account["password"])
    await lee.types(lee.page.get_by_label("Six-digit code"), pyotp.TOTP(account["totp_secret"]).now())
    await lee.key("Enter")
    await expect(lee.button("Sign out")).to_be_visible()


async def _makes_a_consult(lee: KeyProvider) -> None:
    nav = lee.page.get_by_role("navigation")
    await lee.opens_by_key(nav.get_by_role("link", name=re.compile("^Studies")), "Studies")
    chest = lee.page.get_by_role("article", name="chest")
    await lee.opens_by_key(chest.get_by_role("link", name="New consult"), "New consult")
    series = lee.page.get_by_role("checkbox", name=re.compile("Thorax contrast"))
    await lee.reaches(series)
    await lee.key("Space")
    await expect(series).to_be_checked()
    await lee.presses(lee.button("Add a specialist"))
    await lee.types(lee.page.get_by_label("Specialist, as others read it"), "Dr Okafor")
    await lee.presses(lee.button("Start now"))
    await expect(lee.page.locator("article.guest").first).to_be_visible()


async def _code_by_key(lee: KeyProvider, name: str) -> str:
    part = lee.guest(name)
    await lee.presses(part.get_by_role("button", name="Show code"))
    digits = part.locator(".code-digits")
    await expect(digits).to_have_text(re.compile(r"\d{3} \d{3}"))
    return (await digits.inner_text()).strip()


async def _lets_in(lee: KeyProvider, name: str, word: str) -> None:
    """The card goes; the focus does not go with it."""
    card = lee.page.get_by_role("region", name=f"{name} waits")
    await lee.presses(card.get_by_role("button", name=re.compile(f"^{word}$", re.IGNORECASE)))
    recognized = card.get_by_role("radio", name="Name and birth date matched")
    await lee.reaches(card.get_by_role("radio").first)
    for _ in range(4):
        if await recognized.is_checked():
            break
        await lee.key("ArrowDown")
    await lee.presses(card.get_by_role("button", name="Admit"))
    await expect(card).to_have_count(0)
    await lee.page.wait_for_function(HAS_FOCUS)


async def _steers(lee: KeyProvider) -> None:
    """Slices, windows, a length: what is on the picture is the name of the place that has the focus."""
    stage = lee.page.locator("[data-stage]")
    await lee.reaches(stage)
    await lee.key("Home", "PageDown", "ArrowDown")
    await lee.at_image(12)
    await expect(stage).to_have_attribute("aria-label", re.compile(r"Im 12 .*128"))
    await lee.key("2")
    await expect(stage).to_have_attribute("aria-label", re.compile("W 1500"))
    await lee.key("m", "Enter")
    await expect(stage).to_have_attribute("aria-label", MEASURED)
    await lee.key("Delete")
    await expect(stage).not_to_have_attribute("aria-label", MEASURED)
    await lee.key("Escape")


async def _hands_over(lee: KeyProvider, okafor: Guest) -> None:
    await lee.key("h")
    await expect(okafor.button("Give back")).to_be_visible()
    await expect(lee.page.locator("[data-stage]")).to_be_focused()
    await lee.key("h")
    await expect(okafor.button("Ask to steer")).to_be_visible()


async def _is_told(host: Page, patient: Page) -> None:
    """What a screen reader finds: landmarks, the talk as a log, time as a timer, what was said as a status."""
    for page in (host, patient):
        await expect(page.get_by_role("main")).to_have_count(1)
        await expect(page.get_by_role("log")).to_be_attached()
        await expect(page.get_by_role("status").first).to_be_attached()
        await expect(page.get_by_role("heading", level=1)).to_have_count(1)
    await expect(host.get_by_role("timer")).to_have_text(re.compile(r"\d+:\d\d"))
    await expect(host.get_by_role("navigation", name="Series")).to_be_visible()
    await expect(host.get_by_role("application", name=re.compile("Im 12 "))).to_be_visible()
    await expect(patient.get_by_role("img", name=re.compile("."))).to_be_visible()
    await expect(host.get_by_role("toolbar", name="Tools")).to_be_visible()


async def _asks_for_help_and_comes_back(lee: KeyProvider) -> None:
    """Every key is shown; letters are switched off there; closed, the focus is where it was; so with every dialog."""
    stage = lee.page.locator("[data-stage]")
    dialog = lee.page.get_by_role("dialog")
    for key, back in (("?", "Escape"), ("g", "Escape")):
        await stage.press(key)
        await expect(dialog).to_be_visible()
        await lee.page.wait_for_function("() => document.activeElement.closest('dialog') !== null")
        await lee.key(back)
        await expect(dialog).to_have_count(0)
        await expect(stage).to_be_focused()
    await lee.key("c")
    await expect(lee.page.locator("[data-chat-input]")).to_be_focused()


async def _ends(lee: KeyProvider) -> None:
    await lee.presses(lee.button("End…"))
    await lee.presses(lee.button("End now"))
    await lee.reads("Viewing has ended")
    await lee.presses(lee.button("Close…"))
    await lee.presses(lee.button("Close now"))
    await lee.is_locked_out()
    await lee.page.wait_for_function(HAS_FOCUS)
