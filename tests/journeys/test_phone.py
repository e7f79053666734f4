"""The patient's way on a small phone: big words, big targets, one thing at a time, and a line that breaks."""

import time
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.browsers import chromium, dark_after_s, hard_to_use, is_erased, watch_dark
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


async def test_a_patient_on_a_small_phone(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """JM01–JM12: neutral, code, waiting, consent, not now, agreed, a tunnel, stopped, shared again, locked."""
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1280, 800), tmp_path)
        maria = Guest("phone", await browser.person("phone", 360, 640, **DEVICE), tmp_path)
        hard: dict[str, list[str]] = {}
        async with kept_when_failing(lee, maria):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await lee.goes_to("Studies")
            await lee.fills_in_a_consult("chest", "Thorax contrast", "Echo")
            await lee.starts_now()
            await maria.opens(await lee.link_of("Martin D"))
            await _look(maria, "neutral", hard)
            await maria.goes_on()
            await _look(maria, "code", hard)
            await maria.enters("000000")
            await expect(maria.page.locator(".field-error")).to_be_visible()
            await _look(maria, "wrong-code", hard)
            await maria.enters(await lee.code_for("Martin D"))
            word = await maria.word()
            await _look(maria, "waiting", hard)
            await lee.opens_the_room()
            await lee.lets_in("Martin D", word)
            await expect(maria.button("Not now")).to_be_visible()
            await _look(maria, "consent", hard)
            await _say_not_now_then_agree(lee, maria, hard)
            await _through_a_tunnel(lee, maria, hard)
            await _stop_sharing(lee, maria, hard)
            await lee.ends()
            await lee.closes()
            await maria.is_locked_out()
            await maria.receipt()
            await _look(maria, "locked", hard)
    assert hard == {}
    assert browser.complaints == []


async def _look(maria: Guest, what: str, hard: dict[str, list[str]]) -> None:
    """Keep the page, and what is wrong with it for a hand and for eyes."""
    await maria.shot(what)
    if found := await hard_to_use(maria.page):
        hard[what] = found


async def _say_not_now_then_agree(lee: Provider, maria: Guest, hard: dict[str, list[str]]) -> None:
    """JM05: without a yes the talk goes on without pictures; the host can ask again."""
    await maria.button("Not now").tap()
    await maria.reads("You said not now; the talk goes on.")
    await maria.reads("Your pictures are not shared.")
    await maria.writes("I would rather talk first.")
    await lee.has_heard(["I would rather talk first."])
    assert await is_erased(maria.page)
    await _look(maria, "not-now", hard)
    await lee.reads("said not now")
    await lee.button("Ask again").click()
    await maria.agrees()
    await _look(maria, "room", hard)
    assert not (await maria.sees()).is_dark


async def _through_a_tunnel(lee: Provider, maria: Guest, hard: dict[str, list[str]]) -> None:
    """JM10: offline 10 s → blurred with words, 30 s → dark; back → continues within 2 s."""
    await watch_dark(maria.page)
    await maria.page.context.set_offline(True)
    gone = time.monotonic()
    await expect(maria.page.locator(".stage-blurred")).to_be_visible()
    assert 9 < time.monotonic() - gone < 14.5
    await maria.reads("Waiting for your line…")
    await _look(maria, "tunnel-blurred", hard)
    await lee.goes_to_image(40)
    await expect(maria.page.locator(".stage-dark")).to_be_visible(timeout=25_000)
    assert 29 < time.monotonic() - gone < 34.5
    assert await is_erased(maria.page)
    await _look(maria, "tunnel-dark", hard)
    await maria.page.context.set_offline(False)
    back = time.monotonic()
    await maria.sees_a_picture()
    assert time.monotonic() - back < 2 + 1
    assert (await maria.sees()).difference(await lee.sees()) < 6


async def _stop_sharing(lee: Provider, maria: Guest, hard: dict[str, list[str]]) -> None:
    """JM11: one tap, no question: dark for all within a second; the talk goes on; asked again, agreed again."""
    await watch_dark(lee.page, maria.page)
    await maria.button("Stop sharing my pictures").tap()
    for page in (lee.page, maria.page):
        assert await dark_after_s(maria.page, page) <= 1.0
    await lee.shot("stopped")
    await _look(maria, "stopped", hard)
    await maria.writes("Enough for today.")
    await expect(lee.page.get_by_text("Enough for today.")).to_be_visible()
    await lee.button("Ask again").click()
    await maria.button("I agree, show them").tap()
    await lee.button("Show pictures again").click()
    await maria.sees_a_picture()
    await lee.sees_a_picture()
