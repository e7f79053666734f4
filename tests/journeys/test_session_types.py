"""A clinic with a policy file of its own, in real Chromium: the form, the room, and what is refused."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.browsers import chromium
from tests.journeys.clinic import Clinic
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import running
from tests.transport.room.test_logins_end import signed_in_anew

pytestmark = [pytest.mark.slow, pytest.mark.hunt, pytest.mark.timeout(150)]
EXAMPLE = re.findall(
    r"```toml\n(.*?)```", (Path(__file__).resolve().parents[2] / "docs" / "policy.md").read_text("utf-8"), re.DOTALL
)[0]
RULE = "The policy for this kind of consult: 2 times, 5 or 10 minutes each. Longer talks get a new appointment: ring 555 0100."


async def test_the_policy_of_the_clinic_is_what_people_meet(tmp_path: Path) -> None:
    """A7, JP11: the type first and everything preset; what is fixed says so; more time is refused in the policy's words."""
    policy = tmp_path / "policy.toml"
    policy.write_text(EXAMPLE, "utf-8")
    clinic = Clinic.in_folder(tmp_path / "clinic", POLICY__FILE=str(policy))
    with running(clinic.server):
        async with clinic.browser("lee") as bringing:
            await clinic.series_of(bringing, 6)
        async with chromium() as browser:
            lee = Provider("lee", await browser.person("lee", 1440, 900), tmp_path)
            phone = Provider("phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path)
            maria = Guest("maria", await browser.person("maria", 390, 844, **DEVICE), tmp_path)
            async with kept_when_failing(lee, phone, maria):
                for person in (lee, phone):
                    await signed_in_anew(clinic, "lee")
                    await person.sign_in(clinic.server.address, clinic.account("lee"))
                await _the_form(lee, phone, clinic.server.address)
                await lee.starts_now()
                await lee.reads("Patient consult · 15 minutes")
                await lee.shot("card")
                name = await lee.page.locator("article.guest h3, article.guest h2").first.inner_text()
                word = await maria.comes_by(await lee.link_of(name), await lee.code_for(name))
                await lee.opens_the_room()
                await lee.lets_in(name, word)
                await maria.agrees()
                await expect(maria.page.locator("[data-chat-input]")).to_have_count(0)
                await maria.shot("reads")
                await _more_time(lee)


async def _the_form(lee: Provider, phone: Provider, address: str) -> None:
    """The type is chosen first; a second opinion is fixed, a patient consult preset."""
    for person in (lee, phone):
        await person.page.goto(f"{address}/studies")
        await person.page.get_by_role("link", name="New consult").first.click()
        kinds = person.page.get_by_role("group", name="What kind of consult?").get_by_role("radio")
        await expect(kinds).to_have_count(2)
        await person.page.get_by_role("radio", name=re.compile("^Second opinion")).check()
        await person.reads("30 minutes. The clinic's policy fixes it for this kind of consult.")
        await expect(person.page.get_by_label("minutes", exact=True)).to_have_count(0)
        await expect(person.button("Add a specialist")).to_have_count(0)
        await expect(
            person.page.get_by_role("radio", name=re.compile("written|document", re.IGNORECASE))
        ).to_be_checked()
        await person.shot("second-opinion")
        await person.page.get_by_role("radio", name=re.compile("^Patient consult")).check()
        await expect(person.page.locator(".minutes-figure input")).to_have_value("15")
        await person.page.get_by_role("checkbox").first.check()
        await person.shot("patient-consult")


async def _more_time(lee: Provider) -> None:
    """Five and ten minutes, twice; then the policy's own words."""
    await lee.button("Add more time").click()
    box = lee.page.get_by_role("dialog", name="Add time")
    await expect(box.get_by_role("button")).to_have_text(["+5 min", "+10 min"])
    await expect(box).to_contain_text(RULE)
    await lee.shot("add-time")
    await lee.page.keyboard.press("Escape")
    for _ in range(2):
        await lee.button("+5 min").click()
    await expect(lee.button("+5 min")).to_be_disabled()
    await expect(lee.button("+5 min")).to_have_attribute("title", RULE)
