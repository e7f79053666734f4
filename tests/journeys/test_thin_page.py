"""A phone on a thin line: the page says that little is sent, why, and lets one ask for it (live review §4.2.11)."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.browsers import chromium, hard_to_use
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
THIN = re.compile("thin line|less data")


async def test_a_thin_line_is_said_on_the_page(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """C3: who asks for less data reads so within a lease, sees the picture, and has full quality back with a tap."""
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("thin-provider", await browser.person("provider", 1440, 900), tmp_path)
        martin = Guest("thin-phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path)
        async with kept_when_failing(lee, martin):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await lee.goes_to("Studies")
            await lee.fills_in_a_consult("chest", "Thorax contrast")
            await lee.starts_now()
            await martin.opens(await lee.link_of("Martin D"))
            await martin.goes_on()
            await martin.enters(await lee.code_for("Martin D"))
            word = await martin.word()
            await lee.opens_the_room()
            await lee.lets_in("Martin D", word)
            await martin.agrees()
            await martin.sees_a_picture()
            line = martin.button(re.compile("^This line"))
            await line.tap()
            await martin.shot("line")
            await martin.page.get_by_role("checkbox", name="Use less data").check()
            await martin.page.keyboard.press("Escape")
            await martin.reads("less data: reduced pictures")
            await lee.goes_to_image(60)
            await expect(martin.page.locator(".corner-quality")).to_be_hidden()
            await martin.shot("thin")
            assert not await hard_to_use(martin.page)
            await lee.button(re.compile("connected")).click()
            await lee.shot("line")
            await lee.page.get_by_role("checkbox", name="Use less data").check()
            await expect(lee.page.locator("button.line-words")).to_have_text(THIN)
            await lee.shot("thin")
            await line.tap()
            await martin.page.get_by_role("checkbox", name="Use less data").uncheck()
            await expect(line).to_have_accessible_name("This line: connected")
    assert browser.complaints == []
