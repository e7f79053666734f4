"""A second opinion in real Chromium: somebody outside by link, blind, and a colleague; from the request to what is signed."""

import re
from pathlib import Path
from typing import Any, Final

import pyotp
import pytest
from playwright.async_api import expect

from tests.journeys.browsers import chromium
from tests.journeys.people import DEVICE, Guest, Person, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
REPORT: Final = "Hamartoma, benign; no follow-up."
QUESTION: Final = "Follow-up or biopsy of the nodule in the right lung?"
OPINION: Final = "Spiculated, eleven millimetres: I would biopsy."
ASK: Final = """
async ([asked, colleague]) => {
  const told = async (path, body) => {
    const headers = { "Content-Type": "application/json" };
    const said = body ? { method: "POST", headers, body: JSON.stringify(body) } : {};
    return (await fetch(path, said)).json();
  };
  const { studies } = await told("/api/studies");
  const series = studies[0].series.filter((one) => one.modality === "CT" && one.count > 8)[0];
  const people = colleague ? (await told("/api/colleagues")).colleagues : [];
  const by = colleague ? { colleague_id: people.find((one) => one.name === colleague).id } : { name: "Dr Stone" };
  return told("/api/opinions", {
    ...asked, ...by, series_ids: [series.id], due_ms: Date.now() + 4 * 3600 * 1000,
    basis: "documented", basis_words: { reference: "Letter of 5 May" },
  });
}
"""
"""Asked over the wire: the page to ask on has a journey of its own."""
POST: Final = """
async (path) => {
  const headers = { "Content-Type": "application/json" };
  return (await fetch(path, { method: "POST", headers, body: "{}" })).json();
}
"""


async def test_from_the_request_to_the_signed_opinion(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """JS01, JS03–JS06, JS10–JS12: accepted, looked at alone and blind, cited, signed, revealed, amended, locked."""
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("lee", await browser.person("lee", 1440, 900), tmp_path)
        stone = Guest("stone", await browser.person("stone", 1440, 900), tmp_path)
        late = Guest("late", await browser.person("late", 390, 844, **DEVICE), tmp_path)
        silva = Provider("silva", await browser.person("silva", 1440, 900), tmp_path)
        async with kept_when_failing(lee, stone, late, silva):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            request = await _asked(lee)
            link = await _told(lee, f"/api/consults/{request['id']}", "guests.0.invite.link")
            await _says_yes(lee, stone, request, str(link))
            await _looks(stone)
            await _what_is_missing_is_said(stone)
            await _fills_in(stone)
            await _signs(clinic_site, lee, stone, request)
            await _amends(lee, stone, request)
            await _after_the_end(lee, stone, late, request, str(link))
            await _a_colleague(clinic_site, lee, silva)
    assert browser.complaints == []


async def _asked(lee: Provider, colleague: str = "") -> dict[str, Any]:
    asked = {"question": QUESTION, "urgency": "urgent", "minutes": 30, "first_report": REPORT, "blind": colleague == ""}
    made: dict[str, Any] = await lee.page.evaluate(ASK, [asked, colleague])
    assert made["state"] == "asked", made
    return made


async def _told(one: Person, path: str, place: str) -> object:
    """What the server tells this person's page, at a place in it."""
    told = await one.page.evaluate("async (path) => (await fetch(path)).json()", path)
    for step in place.split("."):
        told = told[int(step)] if step.isdigit() else told[step]
    return told


async def _code(lee: Provider, request: dict[str, Any]) -> str:
    told = await lee.page.evaluate(POST, f"/api/consults/{request['id']}/guests/{request['participant']}/code")
    return str(told["code"])


async def _says_yes(lee: Provider, stone: Guest, request: dict[str, Any], link: str) -> None:
    """JS01, JS03: from the link to the question: age and sex, until when, no name, no report; then yes, and the asker knows."""
    await stone.opens(link)
    await stone.reads("Were you asked for an opinion on pictures?")
    await stone.goes_on()
    await stone.reads("asks for your opinion on pictures")
    await stone.types(stone.page.get_by_label("Six digits"), await _code(lee, request))
    await stone.presses(stone.button("Read the request"))
    for words in ("Dr Lee asks for your opinion", QUESTION, "male, 57 years old", "3 hours left", "A blind reading"):
        await stone.reads(words)
    await stone.shot("request")
    await stone.presses(stone.button("Accept"))
    await expect(stone.button(re.compile("Begin to look"))).to_be_visible()
    assert await _told(lee, f"/api/opinions/{request['id']}", "clock.accepted_ms")
    await stone.presses(stone.button(re.compile("Begin to look")))


async def _looks(stone: Guest) -> None:
    """JS03–JS05: alone, blind, with every tool; sides are kept, names are not; a reload leads back into the room."""
    await stone.sees_a_picture()
    await expect(stone.page.locator(".corner-caption")).to_contain_text("(65/128)")
    await expect(stone.page.locator(".corner-letter-left")).to_have_text("R")
    await expect(stone.page.locator(".time-left")).to_contain_text(re.compile(r"(29|30):\d\d"))
    for hidden in (REPORT, "Martin", "1968"):
        assert hidden not in await stone.page.content()
    await stone.shot("room")
    await stone.page.get_by_role("tab", name="Messages").click()
    await stone.reads("Dr Lee finds what you write here in the record of this request")
    await stone.page.get_by_role("tab", name="Opinion").click()
    stage = stone.page.locator("[data-stage]")
    await stage.press("m")
    box = await stage.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await stone.page.mouse.move(x, y)
    await stone.page.mouse.down()
    await stone.page.mouse.move(x + 80, y, steps=4)
    await stone.page.mouse.up()
    await stone.presses(stone.button("Keep this view"))
    await stone.types(stone.page.get_by_label("Name of the view"), "the spicule")
    await stone.page.keyboard.press("Enter")
    await stone.presses(stone.button("Cite", exact=True))
    await stone.reads("with your drawing")
    await stone.types(stone.page.get_by_label(re.compile("What Se . · Im .* shows")), "spicules here")
    await stone.page.reload()
    await stone.sees_a_picture()
    await expect(stone.page.get_by_label(re.compile("What Se . · Im .* shows"))).to_have_value("spicules here")


async def _what_is_missing_is_said(stone: Guest) -> None:
    """Each field says what it needs, and the first of them has the hand; a picture that is taken out comes back."""
    await stone.presses(stone.button("Review and sign"))
    await stone.reads("5 things are missing above.")
    await stone.reads("Choose your position.")
    await expect(stone.page.get_by_role("radio", name="I agree")).to_be_focused()
    await stone.presses(stone.button(re.compile("^Do not cite")))
    await stone.presses(stone.button("Undo"))
    await expect(stone.page.get_by_label(re.compile("What Se . · Im .* shows"))).to_have_value("spicules here")


async def _fills_in(one: Person) -> None:
    """By keys alone as well as by hand."""
    page = one.page
    await page.get_by_role("radio", name="I agree").focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("radio", name="I differ")).to_be_checked()
    await page.get_by_role("radio", name="moderate").check()
    await page.get_by_role("radio", name="soon").check()
    await one.chooses(page.get_by_label("Next step"), "tissue")
    await one.types(page.get_by_label("Opinion in your words"), OPINION)
    await one.chooses(page.get_by_label("You look at it on"), "medical")
    await one.shot("filled")
    await one.presses(one.button("Review and sign"))
    await one.reads("Once signed it is never changed")
    await one.reads("not a primary report")


async def _signs(site: OutsideServer, lee: Provider, stone: Guest, request: dict[str, Any]) -> None:
    """JS06, JS10: who asked is told that a code is needed; a wrong one is refused at its field; then the report is shown."""
    field = stone.page.get_by_label("Code from the clinic")
    await stone.shot("review")
    await stone.types(field, "000000")
    await stone.presses(stone.button("Sign"))
    await expect(field).to_have_attribute("aria-invalid", "true")
    await stone.presses(stone.button("Ask Dr Lee for a code"))
    await stone.reads("Dr Lee is told that you need a code.")
    await lee.page.goto(f"{site.address}/opinions/{request['id']}")
    await lee.presses(lee.button("New code for Dr Stone"))
    digits = lee.page.locator(".code-digits")
    await expect(digits).to_have_text(re.compile(r"\d{3} \d{3}"))
    await lee.shot("code")
    await stone.types(field, await digits.inner_text())
    await stone.presses(stone.button("Sign"))
    await stone.reads("not known when this was signed, or there was none")
    assert REPORT not in await stone.page.content()
    await stone.presses(stone.button("Show me the first report"))
    await stone.reads(REPORT)
    await stone.shot("revealed")


async def _amends(lee: Provider, stone: Guest, request: dict[str, Any]) -> None:
    """JS06: a later version beside the first, with its reason and a code of its own."""
    await stone.presses(stone.button("Amend…"))
    await stone.types(stone.page.get_by_label("Why do you amend it?"), "Seen the first report.")
    await stone.page.get_by_role("radio", name="I agree").check()
    await stone.presses(stone.button("Review and sign"))
    await stone.types(stone.page.get_by_label("Code from the clinic"), await _code(lee, request))
    await stone.presses(stone.button("Sign"))
    versions = stone.page.locator("article.version")
    await expect(versions).to_have_count(2)
    await expect(versions.first).to_contain_text("known when this was signed")
    await expect(versions.last).to_contain_text("amended since")
    await expect(versions.last).to_contain_text("I differ")
    await stone.shot("amended")
    answers = await _told(lee, f"/api/opinions/{request['id']}", "answers")
    assert isinstance(answers, list)
    assert [each["position"] for each in answers] == ["differ", "agree"]
    assert [each["images"][0]["caption"] for each in answers] == ["spicules here"] * 2
    assert [len(each["images"][0]["marks"]) for each in answers] == [1, 1]


async def _after_the_end(lee: Provider, stone: Guest, late: Guest, request: dict[str, Any], link: str) -> None:
    """JS11, JS12: pictures gone, one's own opinion and words stay; yesterday's link is closed, and its opening is one entry."""
    await lee.page.evaluate(POST, f"/api/consults/{request['id']}/end-now")
    await stone.reads("The pictures are locked; what you signed stays")
    await expect(stone.page.locator("canvas")).to_have_count(0)
    for words in (OPINION, REPORT, "the spicule"):
        await stone.reads(words)
    await stone.page.reload()
    await stone.reads("The pictures are locked; what you signed stays")
    await stone.shot("after")
    await late.page.goto(link)
    await late.is_locked_out()
    await late.reads("This request for an opinion is closed.")
    await late.shot("closed")
    entries = await _told(lee, f"/api/consults/{request['id']}/record", "entries")
    assert isinstance(entries, list)
    kinds = [each["kind"] for each in entries]
    assert kinds.count("invite.late") == 1
    assert {"opinion.signed", "opinion.revealed", "opinion.amended", "opinion.mind_changed"} <= set(kinds)


async def _a_colleague(site: OutsideServer, lee: Provider, silva: Provider) -> None:
    """F8: a colleague declines one request with a reason, looks at another, and signs with their factor after its end."""
    account = site.demo["colleague"]
    await silva.sign_in(site.address, account)
    declined, asked = await _asked(lee, "Dr Silva"), await _asked(lee, "Dr Silva")
    await silva.page.goto(f"{site.address}/opinions/{declined['id']}/read")
    await silva.presses(silva.button("Decline…"))
    await silva.page.get_by_role("radio", name="Another reason").check()
    await silva.presses(silva.button("Decline now"))
    await silva.reads("Write a few words first.")
    await silva.types(silva.page.get_by_label("In your own words"), "I operated on him.")
    await silva.presses(silva.button("Decline now"))
    await silva.reads("You declined")
    await silva.page.goto(f"{site.address}/opinions/{asked['id']}/read")
    await silva.presses(silva.button("Accept"))
    await silva.presses(silva.button(re.compile("Begin to look")))
    await silva.sees_a_picture()
    await silva.presses(silva.button("Cite this picture"))
    await silva.presses(silva.button("Leave…"))
    await silva.presses(silva.button("Leave now"))
    await expect(silva.button("Go on looking")).to_be_visible()
    await lee.page.evaluate(POST, f"/api/consults/{asked['id']}/end-now")
    await silva.page.reload()
    await silva.reads("What you have written is still here")
    await expect(silva.button(re.compile("^Do not cite"))).to_be_visible()
    await _fills_in(silva)
    site.forget_codes()
    await silva.types(silva.page.get_by_label("Code from your authenticator"), pyotp.TOTP(account["totp_secret"]).now())
    await silva.presses(silva.button("Sign"))
    await silva.reads("Signed. Dr Lee has your opinion.")
    await silva.shot("signed")
