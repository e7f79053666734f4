"""Who stands before the door is never in a dead end: too many wrong codes, one call, one tap, the same link."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.browsers import chromium, hard_to_use
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


async def _mistypes(guest: Guest, code: str) -> None:
    """As many wrong ones in a row as one network may type."""
    digits = code.replace(" ", "")
    for number in range(1, 5):
        typed = f"{(int(digits) + number) % 1_000_000:06}"
        async with guest.page.expect_response("**/api/join/code"):
            await guest.enters(typed)
        if number == 1:
            await expect(guest.page.get_by_label("Six digits")).to_be_focused()
    await guest.reads("We stopped this for your safety")
    await expect(guest.page.get_by_role("heading", level=1)).to_be_focused()


async def test_a_stopped_guest_asks_and_the_host_helps_with_one_tap(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """JU2, screens: on the phone "Ask the clinic"; on Today and in the room one tap shows a code; the link stays good."""
    hard: dict[str, list[str]] = {}
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
        martin = Guest("phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path)
        async with kept_when_failing(lee, martin):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await lee.goes_to("Studies")
            await lee.fills_in_a_consult("chest", "Thorax contrast")
            await lee.starts_now()
            link = await lee.link_of("Martin D")
            code = await lee.code_for("Martin D")
            await martin.opens(link)
            await martin.goes_on()
            await _mistypes(martin, code)
            await martin.shot("stopped")
            hard["stopped"] = await hard_to_use(martin.page)
            await lee.reads("Too many wrong codes were typed for Martin D.")
            await lee.shot("card-suspended")
            await lee.goes_to("Today")
            await martin.button("Ask the clinic").tap()
            await martin.reads("has been told that you need a new code")
            await martin.shot("asked")
            hard["asked"] = await hard_to_use(martin.page)
            await expect(lee.page.get_by_text("asks for a code").first).to_be_visible()
            await lee.shot("today-asked")
            await lee.button("New code for Martin D").click()
            digits = lee.page.locator(".code-digits")
            code = (await digits.inner_text()).strip()
            await lee.shot("today-helped")
            await _mistypes(martin, code)
            await lee.page.get_by_role("link", name="Open room").click()
            await lee.reads("Too many wrong codes were typed for Martin D.")
            await martin.button("Ask the clinic").tap()
            await lee.reads("Martin D asks for a new code.")
            await lee.shot("room-asked")
            await lee.button("New code for Martin D").click()
            code = (await lee.page.locator(".call-code").inner_text()).strip()
            await lee.shot("room-helped")
            await martin.enters(code)
            await lee.lets_in("Martin D", await martin.word())
            await expect(lee.page.locator(".call-code")).to_have_count(0)
    assert {name: found for name, found in hard.items() if found} == {}
    assert browser.complaints == []


async def test_a_second_device_is_a_second_card_and_the_host_decides(
    clinic_site: OutsideServer, tmp_path: Path
) -> None:
    """T-01, JU1: two claims, two words, neither let in silently; refused the first goes on, let in it replaces the first."""
    hard: dict[str, list[str]] = {}
    async with chromium(clinic_site.certificate) as browser:
        clinic_site.forget_codes()
        lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
        phone = Guest("phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path)
        laptop = Guest("laptop", await browser.person("laptop", 1280, 800), tmp_path)
        async with kept_when_failing(lee, phone, laptop):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await lee.goes_to("Studies")
            await lee.fills_in_a_consult("chest", "Thorax contrast")
            await lee.starts_now()
            link = await lee.link_of("Martin D")
            word = await phone.comes_by(link, await lee.code_for("Martin D"))
            other = await laptop.comes_by(link, await lee.code_for("Martin D"))
            await laptop.reads("Another device has your place")
            hard["knocking"] = await hard_to_use(laptop.page)
            assert other != word
            await phone.reads("A second device asks to come in with your link.")
            await phone.shot("told")
            await lee.opens_the_room()
            card = lee.page.get_by_role("region", name="A second device for Martin D")
            await expect(card).to_be_visible()
            await lee.shot("two-cards")
            await card.get_by_role("button", name="Not this device").click()
            await laptop.reads("This device was not let in")
            await laptop.shot("not-let-in")
            await lee.lets_in("Martin D", word)
            await phone.agrees()
            other = await laptop.comes_by(link, await lee.code_for_another_device("Martin D"))
            await laptop.shot("knocking")
            await phone.shot("told-in-the-room")
            await card.get_by_role("button", name=other, exact=False).click()
            await card.get_by_role("radio", name="I know the voice or face").check()
            await card.get_by_role("button", name="Let this device in instead").click()
            await phone.reads("This visit goes on in another window")
            await phone.shot("moved")
            await laptop.sees_a_picture()
            await laptop.shot("room")
    assert {name: found for name, found in hard.items() if found} == {}
    assert browser.complaints == []
