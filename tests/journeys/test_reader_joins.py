"""A blind reader is brought into the live consult, asks for an earlier study, all scroll both together, and a board votes."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import FilePayload, Page, expect
from pydicom.uid import MRImageStorage

from server.cli.visitor import Browser, Seat
from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.browsers import chromium
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing, stand_at_the_door
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

QUESTION = "Zqquestion resect the nodule?"
REASON = "Zqreason growth is not shown"
REPORT = "Zqreport benign hamartoma"
WISH = "Zqwish was it there before?"


def earlier() -> list[FilePayload]:
    """Six slices of the demo's patient from years before, of another modality."""
    study = f"{ROOT}.7701"
    said: dict[str, Any] = {
        "PatientName": "Demo^Martin", "PatientID": "SYNTHETIC-0001", "PatientBirthDate": "19680412", "PatientSex": "M",
        "SOPClassUID": MRImageStorage, "Modality": "MR",
        "StudyDate": "20190304", "StudyDescription": "Chest in 2019", "SeriesDescription": "Earlier slices",
        "StudyInstanceUID": study, "SeriesInstanceUID": f"{study}.1",
    }  # fmt: skip
    return [
        {
            "name": f"earlier-{number}",
            "mimeType": "application/dicom",
            "buffer": slice_file(number, side=64, **said, SOPInstanceUID=f"{study}.1.{number}"),
        }
        for number in range(1, 7)
    ]


async def asks(page: Page, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the page's own person is answered."""
    script = """async ([method, path, body]) => {
        const answer = await fetch(path, { method, headers: { "Content-Type": "application/json" },
                                           body: body === null ? undefined : JSON.stringify(body) });
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        return answer.json();
    }"""
    return dict(await page.evaluate(script, [method, path, body]))


async def _is_read_for(lee: Provider, site: OutsideServer, reader: Page) -> None:
    """Dr Okafor was asked, by link, about the pictures of this consult, blind, and has accepted."""
    consult = lee.page.url.rsplit("/", 2)[-2]
    request = await asks(
        lee.page,
        "POST",
        "/api/opinions",
        {
            "question": "Follow-up or biopsy?", "due_ms": time.time_ns() // 1_000_000 + 4 * 3600 * 1000, "minutes": 30,
            "basis": "documented", "basis_words": {"reference": "Letter"}, "consult_id": consult, "name": "Dr Okafor",
            "first_report": REPORT, "blind": True,
        },
    )  # fmt: skip
    card = await asks(lee.page, "GET", f"/api/consults/{request['id']}")
    code = await asks(lee.page, "POST", f"/api/consults/{request['id']}/guests/{request['participant']}/code", {})
    secret = card["guests"][0]["invite"]["link"].rpartition("#")[2]
    await reader.goto(f"{site.address}/join")
    await asks(reader, "POST", "/api/join/open", {"secret": secret})
    await asks(reader, "POST", "/api/join/code", {"secret": secret, "code": code["code"]})
    await asks(reader, "POST", "/api/opinion/accept", {})


async def test_who_reads_joins_and_asks_for_a_prior(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """JS07, JS08, JS09: told before that the reader is blind; the patient never sees what clinicians say; linked; a board."""
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
        martin = Guest("patient", await browser.person("patient", 390, 844, **DEVICE), tmp_path)
        okafor = Guest("specialist", await browser.person("specialist", 1440, 900), tmp_path)
        async with kept_when_failing(lee, martin, okafor):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await lee.goes_to("Studies")
            await lee.page.locator("[data-choose=files]").set_input_files(earlier())
            await expect(lee.page.get_by_role("article", name="Chest in 2019")).to_contain_text("6 pictures")
            await lee.fills_in_a_consult("chest: CT", "Thorax contrast")
            await lee.starts_now()
            words = await stand_at_the_door(lee, {"Martin D": martin})
            await lee.opens_the_room()
            await lee.lets_in("Martin D", words["Martin D"])
            await martin.agrees()
            await _is_read_for(lee, clinic_site, okafor.page)

            await _brings_in(lee, okafor)
            await lee.button("Ask Martin D again").click()
            await martin.agrees()
            await okafor.sees_a_picture()
            await _asks_for_a_prior(lee, okafor)
            await martin.agrees()
            await okafor.reads("Dr Lee added earlier pictures.")
            await _scroll_together(lee, martin, okafor)
            await _talk_among_clinicians(lee, martin, okafor)
            async with _another_specialist(lee, clinic_site) as moor:
                await _the_board_votes(lee, martin, okafor, moor)
    assert browser.complaints == []


async def _brings_in(lee: Provider, okafor: Guest) -> None:
    """Warned in words first; then a link and a code of this consult's own."""
    await lee.button("Add somebody…").click()
    await lee.button("Bring in Dr Okafor").click()
    await lee.reads("Dr Okafor reads blind and has not answered yet.")
    await lee.shot("warned")
    await lee.button("Bring in all the same").click()
    link, code = await lee.link_of("Dr Okafor"), await lee.code_for("Dr Okafor")
    await lee.page.get_by_role("dialog").get_by_role("button", name="Done").click()
    await lee.lets_in("Dr Okafor", await okafor.comes_by(link, code), "Another way")


async def _asks_for_a_prior(lee: Provider, okafor: Guest) -> None:
    """With words; the host sees who asks, what there is of this patient, and adds it."""
    await okafor.button("Ask for earlier pictures").click()
    dialog = okafor.page.get_by_role("dialog")
    await dialog.get_by_label("Which pictures, and why").fill(WISH)
    await dialog.get_by_label("Kind of pictures").select_option("MR")
    await okafor.shot("wish")
    await dialog.get_by_role("button", name="Ask", exact=True).click()
    await okafor.reads("You asked Dr Lee for earlier pictures.")
    await lee.reads("Dr Okafor asks for earlier pictures")
    await lee.reads(WISH)
    await asyncio.gather(lee.shot("wish"), okafor.shot("asked"))
    await lee.button("See what there is").click()
    offered = lee.page.get_by_role("dialog")
    await offered.get_by_role("group", name="Chest in 2019").get_by_role("checkbox").check()
    await lee.shot("what-there-is")
    await offered.get_by_role("button", name="Add 1 series").click()
    await expect(lee.page.get_by_role("navigation", name="Series").get_by_role("button")).to_have_count(2)


async def _scroll_together(lee: Provider, martin: Guest, okafor: Guest) -> None:
    """Now and then side by side, linked by hand: the same on every screen."""
    await lee.button("Layout").click()
    await lee.button("Two side by side").click()
    await lee.page.get_by_role("navigation", name="Series").get_by_text("Earlier slices").click()
    await lee.button("Layout").click()
    await lee.button("Link here, by hand").click()
    await lee.page.keyboard.press("Escape")
    for person in (lee, okafor):
        await expect(person.page.locator(".corner-link:visible")).to_have_text(["linked by hand"] * 2)
    await expect(martin.page.locator(".corner-link:visible")).to_have_text(["linked by hand"])
    await asyncio.gather(lee.shot("linked"), martin.shot("linked"), okafor.shot("linked"))


async def _talk_among_clinicians(lee: Provider, martin: Guest, okafor: Guest) -> None:
    """The back-channel is open; for the patient it does not exist, and neither does the wish."""
    await okafor.page.get_by_role("tab", name="Clinicians only").click()
    await okafor.writes("Zqback looks malignant to me")
    await lee.page.get_by_role("tab", name="Clinicians only").click()
    await lee.reads("Zqback looks malignant to me")
    seen = await martin.page.content()
    assert [each for each in ("Zqback", "Zqwish", REPORT, "Clinicians only") if each in seen] == []


@asynccontextmanager
async def _another_specialist(lee: Provider, site: OutsideServer) -> AsyncIterator[Seat]:
    """Dr Moor, without a screen: by a link and a code of this consult's own, let in like anybody."""
    consult = f"/api/consults/{lee.page.url.rsplit('/', 2)[-2]}"
    card = await asks(lee.page, "POST", f"{consult}/guests", {"role": "specialist", "name": "Dr Moor"})
    guest = card["guests"][-1]
    code = await asks(lee.page, "POST", f"{consult}/guests/{guest['participant']}/code", {})
    secret = guest["invite"]["link"].rpartition("#")[2]
    async with Browser(site.address, trust=site.trust()) as browser:
        await browser.must("POST", "/api/join/code", {"secret": secret, "code": code["code"]})
        moor = Seat(browser)
        await moor.enter(await browser.must("POST", "/api/join/ticket", {}))
        await lee.lets_in("Dr Moor", moor.told("room:welcome")[-1]["word"], "Another way")
        yield moor
        await moor.leave()


async def _the_board_votes(lee: Provider, martin: Guest, okafor: Guest, moor: Seat) -> None:
    """CT and MR in view: one dissents, and says why; nobody knows before all have voted; the patient never does."""
    await lee.button("Ask the board…").click()
    dialog = lee.page.get_by_role("dialog")
    await dialog.get_by_label("Question", exact=True).fill(QUESTION)
    await lee.shot("asks-the-board")
    await dialog.get_by_role("button", name="Ask the board", exact=True).click()
    theirs, ours = (one.page.get_by_role("region", name="Question to the board") for one in (okafor, lee))
    await expect(theirs).to_contain_text("0 of 3 voted, 2 needed.")
    await theirs.get_by_role("radio", name="Differ").check()
    await okafor.button("Vote").click()
    await okafor.reads("Say why: it stays with the result.")
    await theirs.get_by_label("Why").fill(REASON)
    await okafor.shot("differs")
    await okafor.button("Vote").click()
    await expect(ours).to_contain_text("1 of 3 voted, 2 needed. Not yet: Dr Lee, Dr Moor")
    await expect(ours).not_to_contain_text(REASON)
    await ours.get_by_role("radio", name="Agree").check()
    await lee.shot("votes")
    await lee.button("Vote").click()
    assert (await moor.say("board:vote", {"number": 1, "position": 0}))["ok"]
    await expect(ours).to_contain_text(REASON)
    await lee.shot("all-voted")
    await lee.button("Count the votes").click()
    for place in (ours, theirs):
        await expect(place).to_contain_text("Decided: Agree (votes: 2 of 3)")
        await expect(place.get_by_role("listitem").filter(has_text=REASON)).to_contain_text("Dissent")
    await asyncio.gather(lee.shot("decided"), okafor.shot("decided"))
    assert "Zq" not in await martin.page.content()
