"""A second opinion as its reader sees it: the request, and the answer beside the picture."""

import re

from playwright.async_api import expect

from server.studies.synthetic import NODULE
from tests.journeys.browsers import Chromium
from tests.journeys.people import Guest, Provider
from tests.journeys.test_second_opinion import ASK, OPINION, POST, QUESTION, REPORT
from tests.pictures.keeping import DESK, PICTURES, keep, measures_the_spot


async def reads_for_somebody(lee: Provider, browser: Chromium) -> None:
    """Somebody outside, by a link: accepts, looks alone, writes; nothing is signed."""
    asked = {"question": QUESTION, "urgency": "urgent", "minutes": 30, "first_report": REPORT, "blind": True}
    request = await lee.page.evaluate(ASK, [asked, ""])
    card = await lee.page.evaluate("async (id) => (await fetch(`/api/consults/${id}`)).json()", request["id"])
    code = await lee.page.evaluate(POST, f"/api/consults/{request['id']}/guests/{request['participant']}/code")
    stone = Guest("reader", await browser.person("reader", *DESK), PICTURES)
    await stone.opens(card["guests"][0]["invite"]["link"])
    await stone.goes_on()
    await stone.types(stone.page.get_by_label("Six digits"), code["code"])
    await stone.presses(stone.button("Read the request"))
    await stone.reads(QUESTION)
    await keep(stone, "reading-request")
    await stone.presses(stone.button("Accept"))
    await stone.presses(stone.button(re.compile("Begin to look")))
    await stone.sees_a_picture()
    await stone.page.locator("[data-stage]").press("g")
    await stone.page.get_by_label("Series/image").fill(str(NODULE.slice + 1))
    await stone.page.keyboard.press("Enter")
    await expect(stone.page.locator(".corner-caption")).to_contain_text(f"Im {NODULE.slice + 1} ")
    await stone.picture_rests()
    await measures_the_spot(stone)
    await stone.presses(stone.button("Keep this view"))
    await stone.types(stone.page.get_by_label("Name of the view"), "the spicules")
    await stone.page.keyboard.press("Enter")
    await stone.presses(stone.button("Cite", exact=True))
    await stone.reads("with your drawing")
    await stone.page.get_by_role("radio", name="I differ").check()
    await stone.page.get_by_label("Opinion in your words").fill(OPINION)
    await expect(stone.page.locator(".said-line")).to_have_count(0)
    await stone.page.get_by_role("radio", name="I differ").scroll_into_view_if_needed()
    await stone.picture_rests()
    await keep(stone, "reading-room")
