"""Link by mail, code by text message, in real browsers and over real lines: what was shown beforehand is what arrives."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import expect

from server.cli.authority import ensure
from tests import network
from tests.conftest import IS_PRIVATE
from tests.exchange.gateway_sink import SECRET, GatewaySink, gateway_sink
from tests.exchange.smtp_sink import SmtpSink, smtp_sink
from tests.journeys.browsers import chromium
from tests.journeys.conftest import copy_of
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer, running
from tests.programs import missing

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
PATIENCE_S = 30


async def arrives(is_there: Callable[[], object]) -> None:
    """Wait for a message to come to the other end."""
    async with asyncio.timeout(PATIENCE_S):
        while not is_there():
            await asyncio.sleep(0.05)


def without_figures(words: str) -> str:
    """What does not differ between a preview and the message a moment later: neither the link's secret nor the minute."""
    return re.sub(r"\d+", "0", re.sub(r"#\S+", "#", " ".join(words.split())))


def settings(mail: SmtpSink, texts: GatewaySink) -> dict[str, str]:
    """A clinic in Madrid with both channels."""
    given = {
        "MAIL__SERVER": "localhost",
        "MAIL__PORT": str(mail.port),
        "MAIL__AUTHORITY": str(mail.certificate.authority),
        "MAIL__SENDER": "visits@clinic.example",
        "TEXT_GATEWAY__URL": f"http://127.0.0.1:{texts.port}/messages",
        "TEXT_GATEWAY__SECRET": SECRET,
        "TEXT_GATEWAY__PRIVATE_NETWORKS": "127.0.0.0/8",
        "CLINIC__PHONE": "555 0100",
        "CLINIC__TIME_ZONE": "Europe/Madrid",
    }
    return {f"LIGHTBOX__{name}": value for name, value in given.items()}


async def plans(lee: Provider) -> str:
    """Link by mail, code to the phone, two devices; gives the preview of the mail as it was read last."""
    page, shown = lee.page, lee.page.locator(".message-words")
    await page.locator("summary", has_text="How link and code get to").click()
    await page.get_by_label("The link", exact=True).select_option("mail")
    await page.get_by_label("Mail address").fill("martin@mail.example")
    await page.get_by_label("The code", exact=True).select_option("text")
    await page.get_by_label("Telephone").fill("600 123 456")
    await page.get_by_label("Works on").select_option("2")
    await expect(shown).to_have_count(2)
    await expect(shown.first).to_contain_text("on up to 2 devices")
    await lee.button("Start now").click()
    await expect(page.get_by_label("Telephone")).to_be_focused()
    await lee.shot("no-country")
    await page.get_by_label("Telephone").fill("+34 600 123 456")
    for side, size in {"wide": (1440, 900), "narrow": (390, 844)}.items():
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        for part in (page.get_by_label("The link", exact=True), shown.first):
            await part.scroll_into_view_if_needed()
            await lee.shot(f"planned-{side}")
    await page.set_viewport_size({"width": 1440, "height": 900})
    return await shown.first.inner_text()


async def comes(martin: Guest, link: str, texts: GatewaySink) -> None:
    """By the link alone, with the code that the page has sent."""
    await martin.opens(link)
    await martin.goes_on()
    await martin.shot("code")
    assert "600" not in await martin.page.content()
    await martin.button("Send the code to my phone").click()
    await martin.reads("The code is on its way")
    await martin.shot("code-sent")
    await arrives(lambda: texts.messages)
    (message,) = texts.messages.values()
    assert message["to"] == "+34600123456"
    (digits,) = re.findall(r"\b\d{6}\b", message["text"])
    await martin.enters(digits)
    await martin.word()


async def test_link_by_mail_and_code_by_text_message(
    prepared: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """B1, JP03, JM01: previewed word for word, sent, asked for on the phone, entered; the page never learns the number."""
    if not request.config.stash[IS_PRIVATE]:
        missing("needs a network namespace of its own: run as root, or allow user namespaces")
    copy_of(prepared, tmp_path / "server")
    async with smtp_sink(ensure(tmp_path / "tls", ("localhost",))) as mail, gateway_sink() as texts:
        site = OutsideServer(tmp_path / "server", host=network.OUTSIDE_ADDRESS, more=settings(mail, texts))
        site.forget_codes()
        with running(site):
            async with chromium(site.certificate) as browser:
                lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
                martin = Guest("phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path)
                async with kept_when_failing(lee, martin):
                    await lee.sign_in(site.address, site.demo["provider"])
                    await lee.goes_to("Studies")
                    await lee.fills_in_a_consult("chest", "Thorax contrast")
                    previewed = await plans(lee)
                    await lee.starts_now()
                    await arrives(lambda: mail.letters)
                    (letter,) = mail.letters
                    await expect(lee.page.get_by_text("handed over at")).to_be_visible()
                    link = await lee.link_of("Martin D")
                    assert link in letter.get_content()
                    said = f"{letter['Subject']} {letter.get_content()}"
                    assert without_figures(previewed) == without_figures(said)
                    assert not [word for word in ("Martin", "Thorax", "Demo") if word in said]
                    await comes(martin, link, texts)
                    await expect(lee.page.get_by_text("Code by text message to +34600123456:")).to_be_visible()
                    await lee.shot("card")
                    await lee.page.set_viewport_size({"width": 390, "height": 844})
                    await lee.shot("card-narrow")
