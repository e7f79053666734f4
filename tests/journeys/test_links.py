"""What becomes of a link's secret in a real browser, and of a link that a machine looks at."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from server.identity.invites import link_digest
from tests.journeys.browsers import Chromium, chromium
from tests.journeys.keys import KeyGuest
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
LOOKS_S = 3.0
SCANNERS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "phone": DEVICE,
    "no scripts": {"java_script_enabled": False},
    "mail gateway": {"user_agent": "Mozilla/5.0 (compatible; MailGateway/1.0; +link-protection)"},
    "chat preview": {"user_agent": "ChatPreview-LinkExpanding 1.0"},
    "dark": {"color_scheme": "dark"},
    "right to left": {"extra_http_headers": {"Accept-Language": "ar"}},
    "slow reader": {"reduced_motion": "reduce"},
}


@asynccontextmanager
async def _invited(browser: Chromium, site: OutsideServer, shots: Path) -> AsyncIterator[tuple[Provider, str, str]]:
    """A provider on the card of a new consult, with its patient's link and a code."""
    site.forget_codes()
    lee = Provider("provider", await browser.person("provider", 1280, 800), shots)
    await lee.sign_in(site.address, site.demo["provider"])
    await lee.goes_to("Studies")
    await lee.fills_in_a_consult("chest", "Thorax contrast")
    await lee.starts_now()
    async with kept_when_failing(lee):
        yield lee, await lee.link_of("Martin D"), await lee.code_for("Martin D")


async def _invite(lee: Provider) -> dict[str, Any]:
    """The only guest's invite as its card has it now."""
    asked = (
        "async () => (await (await fetch('/api/consults/' + location.pathname.split('/')[2])).json()).guests[0].invite"
    )
    invite: dict[str, Any] = await lee.page.evaluate(asked)
    return {name: fact for name, fact in invite.items() if name != "qr_svg"}


async def test_eight_machines_that_run_scripts_and_press_nothing_change_nothing(
    clinic_site: OutsideServer, tmp_path: Path
) -> None:
    """T-02, B10, JU13: each opens the whole link in a real browser and stays for three seconds.

    Then the person succeeds, with the keyboard alone: link, code, waiting room, consent, a line of chat.
    """
    async with chromium(clinic_site.certificate) as browser, _invited(browser, clinic_site, tmp_path) as found:
        lee, link, code = found
        before = await _invite(lee)
        assert before["state"] == "unused"

        async def looks(name: str, options: dict[str, Any]) -> None:
            page = await browser.person(name, 800, 600, **options)
            await page.goto(link)
            await page.wait_for_timeout(LOOKS_S * 1000)
            assert "Martin" not in await page.content()
            await page.context.close()

        await asyncio.gather(*(looks(name, options) for name, options in SCANNERS.items()))
        assert await _invite(lee) == before
        martin = KeyGuest("keys", await browser.person("keys", 1280, 800), tmp_path)
        async with kept_when_failing(martin):
            word = await martin.comes_by(link, code)
            await lee.opens_the_room()
            await lee.lets_in("Martin D", word)
            await martin.agrees()
            await martin.shot("agreed")
            await martin.writes("I can read you.")
            await lee.has_heard(["I can read you."])


async def test_nothing_a_page_can_read_holds_the_secret(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """T-03: no address, entry, way back or storage of a page, no Referer of the next place, no log, no database."""
    referers: list[bytes] = []

    async def sink(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        referers.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(sink, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, chromium(clinic_site.certificate) as browser, _invited(browser, clinic_site, tmp_path) as found:
        _, link, code = found
        secret = link.rpartition("#")[2]
        martin = Guest("phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path)
        await martin.opens(link)
        await martin.shot("neutral")
        await martin.reads("Northside Clinic")
        for go_on in (martin.goes_on, lambda: martin.enters(code), martin.word):
            told = await martin.page.evaluate(
                """() => JSON.stringify([
                    location.href, document.referrer, history.state, performance.getEntries(),
                    navigation.entries().map((one) => one.url),
                    {...sessionStorage}, {...localStorage}, document.cookie, document.documentElement.outerHTML,
                ])"""
            )
            assert len(json.loads(told)[3]) > 0, "there is something to look at"
            assert secret not in told
            await go_on()
        await martin.page.goto(f"http://127.0.0.1:{port}/")
        await martin.page.go_back()
        await expect(martin.page.locator(".word")).to_be_visible()
        await martin.page.evaluate(f"() => location.assign('http://127.0.0.1:{port}/again')")
        await martin.page.wait_for_url("**/again")
        pages = [head for head in referers if b"GET /favicon.ico" not in head]
        assert len(pages) == 2
        assert not [head for head in pages if secret.encode() in head or b"referer" in head.lower()]
    assert secret.encode() not in (clinic_site.folder / "log.txt").read_bytes()
    rests = b"".join(each.read_bytes() for each in clinic_site.data.rglob("*") if each.is_file())
    assert (link_digest(secret) or b"no secret") in rests, "there is something to look at: the hash of the link"
    assert secret.encode() not in rests


async def test_a_reload_before_the_code_asks_for_the_message_again(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """T-03: only the page's memory had the secret; the same message opens it again, also in the same tab."""
    async with chromium(clinic_site.certificate) as browser, _invited(browser, clinic_site, tmp_path) as found:
        _, link, code = found
        martin = Guest("phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path)
        await martin.opens(link)
        await martin.page.reload()
        await martin.reads("Open the whole link from your message again")
        await martin.shot("reloaded")
        await martin.comes_by(link, code)
