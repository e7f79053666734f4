"""What stands beside the picture, in real Chromium: two channels, lines with pictures, kept views, calls, blank."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from server.studies.synthetic import NODULE
from tests.journeys.browsers import chromium, dark_after_s, is_erased, watch_dark
from tests.journeys.held import held
from tests.journeys.people import DEVICE, Guest, Person, Provider, kept_when_failing, two_wait
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
FOUND = NODULE.slice + 1
ELSEWHERE = 30


async def test_talk_views_and_calls_beside_the_picture(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """G1–G4, C12, C14, C15: nobody writes to the wrong place, and everybody gets where a line points, as they may."""
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
        martin = Guest("patient", await browser.person("patient", 390, 844, **DEVICE), tmp_path)
        okafor = Guest("specialist", await browser.person("specialist", 1280, 800), tmp_path)
        async with kept_when_failing(lee, martin, okafor):
            await _meet(clinic_site, lee, martin, okafor)
            await _confer(lee, martin, okafor)
            await _talk_over_a_stalled_disk(clinic_site, lee, martin)
            await _point_at_a_picture(lee, martin, okafor)
            await _keep_a_view(lee, martin, okafor)
            await _call(lee, martin)
            await _prepare_unseen(lee, martin, okafor)
            await lee.ends()
            await okafor.reads("Viewing has ended")
            await expect(okafor.button("Ask to steer")).to_have_count(0)
            await expect(lee.page.get_by_text("shares the pictures")).to_have_count(0)
    assert browser.complaints == []


async def _meet(site: OutsideServer, lee: Provider, martin: Guest, okafor: Guest) -> None:
    """Two wait; who comes second is told so, and moves up."""
    words = await two_wait(lee, site, martin, okafor)
    await martin.reads("You are number 2 in line.")
    await lee.opens_the_room()
    await lee.lets_in("Dr Okafor", words["Dr Okafor"])
    await martin.reads("You are first in line.")
    await lee.lets_in("Martin D", words["Martin D"])
    await martin.agrees()
    await okafor.sees_a_picture()


async def _confer(lee: Provider, martin: Guest, okafor: Guest) -> None:
    """G3: a draft stays in its place, the place says who reads it, the patient's page knows of none of it."""
    await _place(lee, "Clinicians only").click()
    await lee.reads("To clinicians only: Dr Okafor")
    await lee.writes("I would not say it yet.")
    field = lee.page.locator("[data-chat-input]")
    await field.fill("Half a thought about Martin")
    await field.press("Alt+ArrowUp")
    await lee.reads("To everybody in the room:")
    await expect(field).to_have_value("")
    await expect(field).to_be_focused()
    await expect(_place(okafor, "Clinicians only")).to_contain_text("one new line")
    await _place(okafor, "Clinicians only").click()
    await okafor.has_heard(["I would not say it yet."])
    await okafor.writes("Agreed.")
    await expect(_place(lee, "Clinicians only")).to_contain_text("one new line")
    assert "linicians" not in await martin.page.inner_text("body")
    await field.press("Alt+ArrowDown")
    await expect(field).to_have_value("Half a thought about Martin")
    await field.fill("")
    await _place(lee, "Everybody").click()
    await _place(okafor, "Everybody").click()


async def _talk_over_a_stalled_disk(site: OutsideServer, lee: Provider, martin: Guest) -> None:
    """T-52: both read the line and that it is not kept yet; with the disk back it is a line like any other."""
    field = lee.page.locator("[data-chat-input]")
    with held(site):
        await field.fill("Do you hear me?")
        await field.press("Enter")
        await martin.reads("Do you hear me?")
        await martin.reads("not yet kept")
        await lee.reads("shown to the others, not yet kept")
        await asyncio.gather(lee.shot("unkept"), martin.shot("unkept"))
    for one in (lee, martin):
        await expect(one.page.get_by_text("not yet kept")).to_have_count(0)
        await expect(one.page.locator(".chat-text", has_text="Do you hear me?")).to_have_count(1)


async def _point_at_a_picture(lee: Provider, martin: Guest, okafor: Guest) -> None:
    """G2: a line carries a picture; whoever steers takes everybody there, others go alone or are told why not."""
    await lee.goes_to_image(FOUND)
    await lee.button("Send with this picture").click()
    await lee.writes("This spot")
    await lee.goes_to_image(ELSEWHERE)
    await expect(lee.page.locator(".sees").first).to_contain_text(re.compile(rf"Im {ELSEWHERE} · sharp · now"))
    card = re.compile(rf"Im {FOUND}.*Go to this picture", re.DOTALL)
    await martin.button(card).tap()
    await martin.reads("You follow Dr Lee. You see that picture when Dr Lee goes there.")
    await okafor.button(card).click()
    await lee.reads("looks around alone")
    await expect(okafor.page.locator(".corner-caption")).to_contain_text(f"Im {FOUND} ")
    await lee.at_image(ELSEWHERE)
    await okafor.button("Not following · back to Dr Lee").click()
    await expect(okafor.page.locator(".corner-caption")).to_contain_text(f"Im {ELSEWHERE} ")
    await lee.button(card).click()
    await lee.at_image(FOUND)
    await expect(lee.page.locator(".sees").filter(has_text=f"Im {FOUND} · sharp · now").first).to_be_visible()
    await asyncio.gather(*(one.shot("card") for one in (lee, martin, okafor)))


async def _keep_a_view(lee: Provider, martin: Guest, okafor: Guest) -> None:
    """C12: kept under a name, starred, left and found again; forgotten, and not; for clinicians alone."""
    await lee.button("Keep this view").first.click()
    await lee.page.get_by_label("Name of the view").fill("Nodule")
    await lee.page.keyboard.press("Enter")
    await lee.button("Key picture").click()
    await _place(okafor, "Kept views").click()
    await okafor.reads("Nodule")
    await lee.goes_to_image(ELSEWHERE)
    await lee.button("Go to Nodule").click()
    await lee.at_image(FOUND)
    await lee.shot("kept")
    await lee.button("Forget Nodule").click()
    await lee.button("Undo").click()
    await expect(lee.button("Go to Nodule")).to_be_visible()
    await lee.button("To chat").click()
    await expect(lee.page.locator("[data-chat-input]")).to_have_value("Nodule")
    await lee.page.locator("[data-chat-input]").press("Enter")
    await expect(martin.page.locator(".chat-line .picture-card")).to_have_count(2)
    await _place(lee, "Kept views").click()
    await lee.button("Forget Nodule").click()
    await _place(lee, "Everybody").click()
    await expect(okafor.button("Go to Nodule")).to_have_count(0)
    await okafor.reads("Patients do not see this list.")


async def _call(lee: Provider, martin: Guest) -> None:
    """G4: beside the name until somebody has noticed, and the patient reads that somebody has."""
    await martin.button("Call me").tap()
    called = lee.button(re.compile("Call me.*Noticed", re.DOTALL))
    await expect(called).to_be_visible()
    await lee.shot("called")
    await called.click()
    await expect(called).to_have_count(0)
    await martin.reads("Dr Lee has seen that")


async def _prepare_unseen(lee: Provider, martin: Guest, okafor: Guest) -> None:
    """C15, JP07: the patient's screen goes dark within a second and says why, after a reload too; others go on.

    A line that was begun is still there after the reload; the browser has it in no plain words.
    """
    begun = martin.page.locator("[data-chat-input]")
    await begun.fill("What about the")
    await watch_dark(lee.page, martin.page)
    await lee.button("Blank for Martin D").click()
    assert await dark_after_s(lee.page, martin.page) <= 1.0
    await lee.reads("Martin D sees nothing")
    await okafor.reads("Martin D sees nothing")
    await martin.reads("Dr Lee is preparing the next picture")
    assert await is_erased(martin.page)
    await martin.page.wait_for_function("() => sessionStorage.getItem('lightbox.unsent.room')")
    await martin.page.reload()
    await martin.reads("Dr Lee is preparing the next picture")
    await asyncio.gather(*(one.shot("blank") for one in (lee, martin, okafor)))
    assert not (await okafor.sees()).is_dark
    await lee.button("Show again").click()
    await martin.sees_a_picture()
    await expect(begun).to_have_value("What about the")
    assert "What" not in await _kept_half_written(martin)
    await expect(lee.page.get_by_text("Martin D sees nothing")).to_have_count(0)


async def _kept_half_written(person: Person) -> str:
    """What the tab keeps of lines and forms that were not sent."""
    kept: str = await person.page.evaluate("() => sessionStorage.getItem('lightbox.unsent.room') ?? ''")
    return kept


def _place(person: Person, name: str) -> Locator:
    """A tab beside the picture."""
    return person.page.get_by_role("tab", name=re.compile(f"^{name}"))
