"""The first day of a clinic, by keyboard alone in real Chromium: init, the administrator's link, a provider's, recovery."""

import re
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import expect

from tests.journeys.browsers import chromium
from tests.journeys.keys import KeyGuest
from tests.journeys.people import kept_when_failing
from tests.journeys.server_process import ServerProcess, running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

PASSWORD = "correct horse battery staple"
LEFT_BEHIND = """
(secret) => [location.href, ...performance.getEntries().map((entry) => entry.name), JSON.stringify(sessionStorage),
             JSON.stringify(localStorage), document.referrer].filter((each) => each.includes(secret))
"""


class Newcomer(KeyGuest):
    """Somebody without a mouse."""

    async def opens(self, link: str) -> None:
        """The link: nothing of it stays anywhere a page can read, and nothing happens before the button."""
        await self.page.goto(link)
        await expect(self.button("Begin")).to_be_visible()
        assert await self.page.evaluate(LEFT_BEHIND, link.partition("#")[2]) == []
        await self.shot("neutral")
        await self.presses(self.button("Begin"))

    async def proves(self, *, password: str = "") -> tuple[str, list[str]]:
        """Scan and type; gives what the authenticator has from now on, and the recovery codes."""
        secret = (await self.page.locator(".door-secret").inner_text()).replace(" ", "")
        await self.shot("offer")
        if password:
            await self.types(self.page.get_by_label("New password", exact=True), password)
            await self.types(self.page.get_by_label("New password, once more", exact=True), password)
        await self.types(self.page.get_by_label("Six-digit code", exact=True), pyotp.TOTP(secret).now())
        await self.page.keyboard.press("Enter")
        codes = self.page.locator(".recovery-codes code")
        await expect(codes).to_have_count(10)
        await self.shot("codes")
        kept = await codes.all_inner_texts()
        await self.reaches(self.page.get_by_role("checkbox"))
        await self.page.keyboard.press("Space")
        await self.presses(self.button("Go on"))
        return secret, kept

    async def signs_in(self, name: str, field: str, code: str) -> None:
        """The page has put the focus into the first field."""
        await self.types(self.page.get_by_label("Name", exact=True), name)
        await self.types(self.page.get_by_label("Password", exact=True), PASSWORD)
        await self.types(self.page.get_by_label(field, exact=True), code)
        await self.page.keyboard.press("Enter")


def link_in(printed: bytes) -> str:
    """The one link a command printed."""
    (link,) = re.findall(r"http://\S+/enroll#[\w-]{43}", printed.decode())
    return str(link)


async def test_the_first_day_of_a_clinic_by_keyboard(tmp_path: Path) -> None:
    """Issue 5, Staff, JU13: no default password; who loses the phone is back by a code on paper and is told of it."""
    server = ServerProcess(tmp_path / "clinic", words=("serve",))
    server.folder.mkdir(parents=True)
    first = server.run("init")
    assert first.returncode == 0, first.stderr
    with running(server):
        async with chromium() as browser:
            admin = Newcomer("admin", await browser.person("admin", 1440, 900), tmp_path)
            lee = Newcomer("lee", await browser.person("lee", 390, 844), tmp_path)
            async with kept_when_failing(admin, lee):
                await admin.opens(link_in(first.stdout))
                await admin.reads("Welcome, Administrator")
                await admin.proves(password=PASSWORD)
                await expect(admin.button("Sign out")).to_be_visible()
                await admin.shot("in")

                added = server.run("person", "--login-name", "lee", "--name", "Dr Lee", "--role", "provider")
                await lee.opens(link_in(added.stdout))
                secret, codes = await lee.proves(password=PASSWORD)
                await lee.presses(lee.button("Sign out"))
                server.forget_codes()
                await lee.signs_in("lee", "Six-digit code", pyotp.TOTP(secret).now())
                await lee.presses(lee.button("Sign out"))

                await lee.presses(lee.button("No phone at hand? Use a recovery code"))
                await lee.signs_in("lee", "Recovery code", codes[2].lower())
                await lee.reads("Your authenticator app")
                renewed, others = await lee.proves()
                assert renewed != secret
                assert not set(codes) & set(others)
                await lee.reads("a recovery code was used")
                await lee.shot("was-it-you")
                await lee.presses(lee.button("That was me"))
                await expect(lee.page.get_by_text("a recovery code was used")).to_have_count(0)
    assert [each for each in browser.complaints if "401" not in each] == []
