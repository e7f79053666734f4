"""Somebody asks a colleague for a second opinion, in real Chromium: the form, both queues, the clock, the answer."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from playwright.async_api import Page, expect

from tests.journeys.browsers import chromium
from tests.journeys.clinic import Clinic
from tests.journeys.people import DEVICE, Provider, kept_when_failing
from tests.journeys.server_process import running
from tests.transport.room.test_logins_end import signed_in_anew, sql

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
QUESTION = "Follow-up or biopsy of the small nodule?"
POST = """async ([path, body]) => {
  const answer = await fetch(path, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  return [answer.status, await answer.json()];
}"""
ANSWER = {
    "position": "differ",
    "confidence": "moderate",
    "urgency": "soon",
    "next_step": "tissue",
    "text": "Spiculated; I would not wait.",
    "images": [{"stack": 0, "pos": 2, "window": {"center": 40, "width": 400}, "caption": "here"}],
}


async def test_a_request_is_in_both_queues_with_its_clock(tmp_path: Path) -> None:
    """JS01, F8, F5: asked with a question, due in 4 h; the specialist reads modality, age and sex; who asked sees it accepted."""
    clinic = Clinic.in_folder(tmp_path / "clinic")
    with running(clinic.server):
        async with clinic.browser("lee") as bringing:
            await clinic.series_of(bringing, 6)
        async with chromium() as browser:
            lee = Provider("lee", await browser.person("lee", 1440, 900), tmp_path)
            sol = Provider("sol", await browser.person("sol", 390, 844, **DEVICE), tmp_path)
            async with kept_when_failing(lee, sol):
                for person in (lee, sol):
                    await signed_in_anew(clinic, person.name)
                    await person.sign_in(clinic.server.address, clinic.account(person.name))
                request = await _asks(lee)
                await _reads_the_queue(sol)
                await _posts(sol.page, f"/api/opinions/{request}/accept", {})
                await expect(lee.page.locator(".desk-page > .row").first).to_have_text(
                    re.compile(r"^\s*accepted\s*urgent.*due in 3 hr")
                )
                await _moves_the_due_time(lee, sol)
                await _answers(clinic, sol, request)
                await _reads_the_answer(lee, request)
        assert browser.complaints == []


async def _asks(lee: Provider) -> str:
    """From the study: what is missing is said at its field, and a reload takes nothing away."""
    page = lee.page
    await lee.goes_to("Studies")
    await page.locator(".study-name").first.click()
    await page.get_by_role("link", name="Ask for a second opinion").click()
    await expect(page.get_by_role("checkbox", name=re.compile("CT"))).not_to_be_checked()
    await lee.button("Ask").click()
    await lee.reads("Write your question.")
    await page.get_by_role("checkbox", name=re.compile("CT")).check()
    await page.get_by_label("Question", exact=True).fill(QUESTION)
    await page.get_by_label("Urgency").select_option("urgent")
    await page.get_by_role("radio", name="A colleague here").check()
    await page.get_by_label("Colleague", exact=True).select_option(label="Dr Sol")
    await page.get_by_label("Where it can be found").fill("Letter of 5 May")
    await page.get_by_label("First report").fill("Benign hamartoma.")
    await page.get_by_role("checkbox", name=re.compile("Read blind")).check()
    await page.reload()
    await expect(page.get_by_label("Question", exact=True)).to_have_value(QUESTION)
    await expect(page.get_by_label("Answer needed")).to_have_value("4")
    await expect(page.locator(".letter")).to_contain_text(QUESTION)
    await expect(page.locator(".letter")).not_to_contain_text("hamartoma")
    await lee.shot("form")
    await lee.button("Ask").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Opinion of Dr Sol")
    await lee.reads("not accepted yet")
    await lee.shot("asked")
    return page.url.rpartition("/")[2]


async def _reads_the_queue(sol: Provider) -> None:
    """Question, modality, age and sex, the clock; no name. News goes away when it was read."""
    row = sol.page.get_by_role("article", name="Opinion Dr Lee asks you for")
    await expect(row).to_contain_text(QUESTION)
    await expect(row).to_contain_text(re.compile(r"due in 3 hr \d+ min · 63 years · F · CT · 30 minutes"))
    assert "Patience" not in await sol.page.content()
    await expect(row.get_by_role("link", name="Look and answer")).to_have_attribute(
        "href", re.compile(r"/opinions/\w{32}/read$")
    )
    news = sol.page.get_by_role("region", name="New about opinions")
    await expect(news.get_by_role("link")).to_have_attribute("href", re.compile(r"/opinions/\w{32}/read$"))
    await sol.shot("queue")
    await news.get_by_role("button", name=re.compile("^Got it")).click()
    await expect(news).to_have_count(0)


async def _moves_the_due_time(lee: Provider, sol: Provider) -> None:
    """[OPN-41] [OPN-42] An hour later, which both clocks show and the specialist is told."""
    await lee.button("Move it…").click()
    until = lee.page.get_by_label("Answer needed until")
    later = datetime.fromisoformat(await until.input_value()) + timedelta(hours=1)
    await until.fill(later.strftime("%Y-%m-%dT%H:%M"))
    await lee.shot("moving")
    await lee.button("Move it").click()
    await expect(lee.page.locator(".desk-page > .row").first).to_have_text(re.compile("due in 4 hr.*first"))
    await sol.reads("An opinion you were asked for is due at another time")
    await expect(sol.page.get_by_role("article")).to_contain_text("due in 4 hr")


async def _answers(clinic: Clinic, sol: Provider, request: str) -> None:
    """Signed, then amended with another position."""
    secret = clinic.account("sol")["totp_secret"]
    amended = {**ANSWER, "over": 1, "position": "agree", "reason": "Seen the first report.", "images": []}
    for said in (ANSWER, amended):
        sql(clinic, "UPDATE accounts SET totp_step = 0")
        await _posts(sol.page, f"/api/opinions/{request}/sign", {**said, "code": pyotp.TOTP(secret).now()})


async def _reads_the_answer(lee: Provider, request: str) -> None:
    """Not read until it was opened; both versions beside each other, and a changed mind is said."""
    page = lee.page
    await lee.goes_to("Today")
    row = page.get_by_role("article", name="Opinion you asked Dr Sol for")
    await expect(row).to_contain_text("not read yet")
    await expect(row).not_to_contain_text("Spiculated")
    await lee.shot("unread")
    await row.get_by_role("link").click()
    versions = page.locator(".version")
    await expect(versions).to_have_count(2)
    await expect(versions.first).to_contain_text("Position: Differs → Agrees")
    await expect(versions.last).to_contain_text("Se 1 · Im 3 W 400 L 40")
    await lee.reads("Given on consultation pictures; not a primary report.")
    await expect(page).to_have_title("Second opinion · Lightbox")
    await lee.shot("answered")
    assert request in page.url


async def _posts(page: Page, path: str, body: dict[str, Any]) -> None:
    status, answer = await page.evaluate(POST, [path, body])
    assert status == 200, json.dumps(answer)
