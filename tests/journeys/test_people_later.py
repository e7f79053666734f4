"""An interpreter comes while doctor and patient talk: both are told before, the patient objects, and agrees in the end."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.browsers import chromium, hard_to_use
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


async def test_an_interpreter_comes_while_they_talk(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """JM07, B9: told of by name, role and what she will see; objected to; let in; no picture until a new agreement."""
    hard: dict[str, list[str]] = {}
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
        martin = Guest("patient", await browser.person("patient", 360, 640, **DEVICE), tmp_path)
        ana = Guest("interpreter", await browser.person("interpreter", 390, 844, **DEVICE), tmp_path)
        async with kept_when_failing(lee, martin, ana):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await lee.goes_to("Studies")
            await lee.fills_in_a_consult("chest", "Thorax contrast")
            await lee.button("Add a relative").click()
            await lee.page.get_by_label("Relative, as others read it").fill("Rosa D")
            await lee.shot("new-consult")
            await lee.starts_now()
            await lee.shot("card")
            word = await martin.comes_by(await lee.link_of("Martin D"), await lee.code_for("Martin D"))
            await lee.opens_the_room()
            await lee.reads("Birth date matches the pictures")
            await lee.shot("waits")
            await lee.lets_in("Martin D", word)
            await martin.agrees()
            link, code = await _adds_ana(lee)
            await _is_told_and_objects(martin, hard)
            await lee.page.get_by_role("dialog").get_by_role("button", name="Done").click()
            word = await ana.comes_by(link, code)
            await lee.button("Say that I am calling Ana Ruiz").click()
            await ana.reads("Dr Lee rings you on the phone now.")
            await ana.shot("waiting")
            hard["waiting"] = await hard_to_use(ana.page)
            await lee.reads("Martin D would rather not have Ana Ruiz here.")
            await lee.shot("objection")
            await lee.button("Noted").click()
            await expect(lee.page.get_by_role("heading", name="would rather not have")).to_have_count(0)
            await lee.reads("Martin D would rather not have Ana Ruiz here.")
            await martin.button("Take back").tap()
            await expect(lee.page.get_by_text("would rather not have")).to_have_count(0)
            await lee.lets_in("Ana Ruiz", word, "Another way")
            await ana.reads("You see pictures only if the patient agrees to that.")
            await ana.shot("listens")
            hard["listens"] = await hard_to_use(ana.page)
            await lee.reads("The agreement does not name Ana Ruiz")
            await lee.shot("not-covered")
            await lee.button("Ask Martin D again").click()
            await martin.agrees()
            await martin.shot("wider")
            await ana.sees_a_picture()
            await ana.shot("sees")
    assert {name: found for name, found in hard.items() if found} == {}
    assert browser.complaints == []


async def _adds_ana(lee: Provider) -> tuple[str, str]:
    """From the room: name, link and code without leaving it."""
    await lee.button("Add somebody…").click()
    await lee.shot("adding")
    await lee.page.get_by_label("Name, as everybody reads it").fill("Ana Ruiz")
    await lee.button("Add").click()
    link, code = await lee.link_of("Ana Ruiz"), await lee.code_for("Ana Ruiz")
    await lee.shot("added")
    return link, code


async def _is_told_and_objects(martin: Guest, hard: dict[str, list[str]]) -> None:
    """Name, role and what she will see, before she has even opened her link; on a low screen stopping stays in reach."""
    stop = martin.button("Stop sharing my pictures")
    await martin.reads("Ana Ruiz comes as an interpreter")
    await martin.reads("Ana Ruiz sees none of your pictures unless you agree to that.")
    await martin.shot("announced")
    hard["announced"] = await hard_to_use(martin.page)
    for one in (martin.button("All right"), martin.button("I'd rather not"), stop):
        await expect(one).to_be_in_viewport(ratio=1)
    await martin.button("I'd rather not").tap()
    await martin.reads("knows that you would rather not have Ana Ruiz here.")
    await martin.shot("objected")
    hard["objected"] = await hard_to_use(martin.page)
    for one in (martin.button("Take back"), stop):
        await expect(one).to_be_in_viewport(ratio=1)
