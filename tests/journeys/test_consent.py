"""The patient's own consent in real Chromium: what is shown is what is digested, in every language, and less at any time."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.journeys.browsers import chromium, dark_after_s, hard_to_use, watch_dark
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
AS_SHOWN = """
(format) => {
  const main = document.querySelector("main");
  const lines = [format, main.lang];
  for (const one of main.querySelectorAll("h1, h2, p, label, button")) {
    const box = one.querySelector("input");
    lines.push(box ? `${box.checked ? "x" : "-"} ${box.name} ${box.value}\\t${one.textContent}` : one.textContent);
  }
  return lines.join("\\n");
}
"""
"""Every word on the page in its order, and of what can be ticked how it stands: nothing else is digested."""


async def test_what_is_shown_is_what_is_agreed_to(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """JM05, H1–H3, A2: digests of the page itself in three languages; a person left out; less, no longer, and more."""
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
        martin = Guest("phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path)
        okafor = Guest("specialist", await browser.person("specialist", 1280, 800), tmp_path)
        async with kept_when_failing(lee, martin, okafor):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            consult = await _both_are_in(lee, martin, okafor)
            for language in ("es", "ar", "en"):
                await martin.page.goto(f"{clinic_site.address}/join?lang={language}")
                await _digested(lee, martin, consult, language)
            await _another_basis(lee)
            await martin.agrees("Dr Okafor")
            await lee.reads("shares the pictures")
            assert (await okafor.sees()).is_dark
            await okafor.reads("No picture yet")
            await _less(lee, martin)
            await _more(lee, martin)
    assert browser.complaints == []


async def _both_are_in(lee: Provider, martin: Guest, okafor: Guest) -> str:
    """Two series, a patient on a phone and a specialist, all in the talk; gives the consult's id."""
    await lee.goes_to("Studies")
    await lee.fills_in_a_consult("chest", "Thorax contrast", "Echo", specialists=("Dr Okafor",))
    await lee.reads("First, your privacy")
    await lee.reads("May we show your pictures?")
    await expect(lee.page.locator("#letter")).to_contain_text("Dr Okafor, a specialist invited by your provider")
    await lee.shot("preview")
    await lee.starts_now()
    consult = lee.page.url.rpartition("/")[2]
    words = {}
    for guest, name in ((martin, "Martin D"), (okafor, "Dr Okafor")):
        words[name] = await guest.comes_by(await lee.link_of(name), await lee.code_for(name))
    await lee.opens_the_room()
    for name, word in words.items():
        await lee.lets_in(name, word)
    return consult


async def _digested(lee: Provider, martin: Guest, consult: str, language: str) -> None:
    """Notice and consent: the newest entry names the SHA-256 of what stands on the page."""
    main = martin.page.locator(f"main[lang={language}]")
    await expect(main.locator("h1")).to_be_visible()
    await martin.shot(f"privacy-{language}")
    assert await hard_to_use(martin.page) == []
    assert await _shown(martin.page, "lightbox-privacy-1") == await _recorded(
        lee.page, consult, "privacy.shown", language
    )
    await main.get_by_role("button").click()
    await expect(main.get_by_role("radio").last).to_be_checked()
    await martin.shot(f"consent-{language}")
    assert await hard_to_use(martin.page) == []
    assert await _shown(martin.page, "lightbox-consent-2") == await _recorded(
        lee.page, consult, "consent.shown", language
    )


async def _shown(page: Page, digest_format: str) -> str:
    text = await page.evaluate(AS_SHOWN, digest_format)
    return hashlib.sha256(text.encode()).hexdigest()


async def _recorded(page: Page, consult: str, kind: str, language: str) -> str:
    record: dict[str, Any] = await page.evaluate(
        "id => fetch(`/api/consults/${id}/record`).then(a => a.json())", consult
    )
    facts = [entry["facts"] for entry in record["entries"] if entry["kind"] == kind][-1]
    assert facts["language"] == language
    return str(facts["digest"])


async def _another_basis(lee: Provider) -> None:
    """H3: each ground names its own; the host reads that an emergency is reviewed, and picks pictures and people."""
    await lee.button("Other basis…").click()
    await expect(lee.page.get_by_label("Name of the witness")).to_be_visible()
    await lee.button("Record and show").click()
    await lee.reads("Fill this in first")
    await lee.shot("basis-witness")
    await lee.page.get_by_role("radio", name="Emergency").check()
    await lee.reads("The clinic reviews every emergency afterwards.")
    await expect(lee.page.get_by_role("group", name="Who may see them").get_by_role("checkbox")).to_have_count(2)
    await lee.shot("basis-emergency")
    await lee.button("Cancel").click()


async def _less(lee: Provider, martin: Guest) -> None:
    """SES-54, SES-171: what is unticked on the phone is gone from it within a second; and not a minute longer."""
    await watch_dark(martin.page)
    await martin.button("Show less…").tap()
    await expect(martin.page.get_by_role("dialog")).to_be_visible()
    await martin.shot("show-less")
    assert await hard_to_use(martin.page) == []
    await martin.page.get_by_role("checkbox", name=re.compile("Thorax")).uncheck()
    await martin.page.get_by_role("radio", name=re.compile("and not longer")).check()
    await martin.button("Show only this").tap()
    assert await dark_after_s(martin.page, martin.page) <= 1.0
    await lee.reads("Less is shared now")
    await martin.shot("less")
    await lee.button("Show less…").click()
    await expect(lee.page.get_by_role("dialog")).to_contain_text("Untick what should not be shown any more")
    await lee.shot("show-less")
    await lee.button("Leave it as it is").click()


async def _more(lee: Provider, martin: Guest) -> None:
    """A2: time beyond the consent is refused in words, with the way on; the patient reads a new form and says yes."""
    await lee.button("+5 min").click()
    await lee.reads("Only they can give more time.")
    await lee.shot("consent-ends")
    await lee.button("Ask the patient for more").click()
    await martin.agrees()
    await lee.button("+5 min").click()
    await lee.reads("5 minutes were added")
    await lee.shot("more")
