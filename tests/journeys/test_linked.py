"""Two pictures of one visit scroll together by their place, of two visits by hand; desk and phone say which (C9)."""

import asyncio
import io
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pydicom
import pytest
from playwright.async_api import FilePayload, expect

from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.browsers import chromium
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
SIDE, SLICES = 128, 30
Dataset = pydicom.Dataset


def phantom(_: Path) -> list[Dataset]:
    """An egg 5 mm a slice, with something in it that moves."""
    across, down = np.meshgrid(np.linspace(-1, 1, SIDE), np.linspace(-1, 1, SIDE))
    made: list[Dataset] = []
    for at in range(SLICES):
        half = np.sin(np.pi * (at + 2) / (SLICES + 3))
        values = np.where((across / 0.7) ** 2 + (down / 0.9) ** 2 < half**2, 40, -1000)
        values[(across - 0.02 * at + 0.3) ** 2 + down**2 < 0.02 * half] = 90
        place = [-32, -32, 5 * at]
        content = slice_file(at + 1, side=SIDE, ImagePositionPatient=place, PixelData=values.astype("<i2").tobytes())
        made.append(pydicom.dcmread(io.BytesIO(content)))
    return made


def head(shared: Path) -> list[Dataset]:
    """A real head, cut along its tilted gantry."""
    files = sorted((shared / "series" / "ct-head-ge").glob("*.dcm"))
    return sorted((pydicom.dcmread(file) for file in files), key=lambda one: int(one.InstanceNumber))


def series(slices: list[Dataset], visit: str, number: int, title: str) -> list[FilePayload]:
    """These slices as a series of their own; a visit is a study with its own frame of reference."""
    study = f"{ROOT}.{sum(visit.encode())}"
    made = []
    for at, one in enumerate(slices, start=1):
        said = {
            "PatientName": "Lind^Ida", "PatientID": "L-1", "PatientBirthDate": "19700101", "StudyDescription": visit,
            "SeriesDescription": title, "StudyInstanceUID": study, "SeriesInstanceUID": f"{study}.{number}",
            "SOPInstanceUID": f"{study}.{number}.{at}", "FrameOfReferenceUID": f"{study}.9", "SeriesNumber": number,
            "InstanceNumber": at,
        }  # fmt: skip
        for keyword, value in said.items():
            setattr(one, keyword, value)
        one.file_meta.MediaStorageSOPInstanceUID = one.SOPInstanceUID
        written = io.BytesIO()
        one.save_as(written, enforce_file_format=True)
        made.append(_file(f"{visit} {number} {at:03}", written.getvalue()))
    return made


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/dicom", "buffer": content}


@pytest.mark.parametrize("source", [phantom, pytest.param(head, marks=pytest.mark.hunt)])
async def test_pictures_side_by_side_say_how_they_are_linked(
    clinic_site: OutsideServer, tmp_path: Path, source: Callable[[Path], list[Dataset]], request: pytest.FixtureRequest
) -> None:
    """C9: by position inside one visit, no slice said where there is none, by hand across visits; the phone reads it too."""
    shared = request.getfixturevalue("shared_data") if source is head else tmp_path
    now, before = f"Now {source.__name__}", f"Before {source.__name__}"
    files = [
        *series(source(shared), now, 1, "All slices"),
        *series(source(shared)[4::3], now, 2, "Every third"),
        *series(source(shared)[4::3], before, 1, "Earlier"),
    ]
    clinic_site.forget_codes()
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
        ida = Guest("phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path, born=("1970", "1", "1"))
        async with kept_when_failing(lee, ida):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await lee.goes_to("Studies")
            await lee.page.locator("[data-choose=files]").set_input_files(files)
            slices = len(source(shared))
            for visit, count in ((now, slices + len(range(4, slices, 3))), (before, len(range(4, slices, 3)))):
                await expect(lee.page.get_by_role("article", name=visit)).to_contain_text(f"{count} pictures")
            await _a_consult_about_both(lee, now, before)
            word = await ida.comes_by(await lee.link_of("Ida L"), await lee.code_for("Ida L"))
            await lee.opens_the_room()
            await lee.lets_in("Ida L", word)
            await ida.agrees()
            await _by_position(lee, ida)
            await _beyond_the_end(lee, ida)
            await _by_keys(lee)
            await _two_visits(lee, ida)
    assert browser.complaints == []


async def _a_consult_about_both(lee: Provider, now: str, before: str) -> None:
    await lee.page.get_by_role("article", name=now).get_by_role("link", name="New consult").click()
    await lee.button("Add an earlier study of this patient…").click()
    choice = lee.page.get_by_label("Another study")
    await choice.select_option(label=(await choice.locator("option", has_text=before).inner_text()).strip())
    for title in ("All slices", "Every third", "Earlier"):
        await lee.page.get_by_role("checkbox", name=re.compile(title)).check()
    await lee.starts_now()


async def _chooses(lee: Provider, title: str) -> None:
    await lee.page.get_by_role("navigation", name="Series").get_by_text(title).click()


async def _shows(lee: Provider, *images: int) -> None:
    await expect(lee.page.locator(".corner-caption")).to_have_text([re.compile(f"Im {one} ") for one in images])


async def _says(person: Provider | Guest, *words: str) -> None:
    await expect(person.page.locator(".corner-link:visible")).to_have_text(list(words))


async def _by_position(lee: Provider, ida: Guest) -> None:
    """A second series of the visit opens at the same place, and both move; the phone turns from one to the other."""
    await lee.goes_to_image(14)
    await lee.button("Layout").click()
    await lee.button("Two side by side").click()
    await _chooses(lee, "Every third")
    await _shows(lee, 14, 4)
    await _says(lee, "linked by position", "linked by position")
    await _says(ida, "linked by position")
    await lee.page.locator(".pane").first.hover()
    await lee.page.mouse.wheel(0, 300)
    await _shows(lee, 17, 5)
    await expect(ida.page.locator(".sheets")).to_contain_text("1 of 2")
    await asyncio.gather(lee.shot("by-position"), ida.shot("by-position"))


async def _beyond_the_end(lee: Provider, ida: Guest) -> None:
    """Before its first slice the second series stays where it is, and says so on the phone as well."""
    await lee.page.locator("[data-stage]").press("Home")
    await _shows(lee, 1, 5)
    await _says(lee, "linked by position", "linked by position · no slice here")
    await ida.button("Next picture").click()
    await _says(ida, "linked by position · no slice here")
    await asyncio.gather(lee.shot("no-slice"), ida.shot("no-slice"))
    for _ in range(7):
        await lee.page.locator("[data-stage]").press("ArrowDown")
    await _shows(lee, 8, 2)
    await _says(lee, "linked by position", "linked by position")


async def _by_keys(lee: Provider) -> None:
    """By position, by hand, not at all; the menu says the same."""
    stage = lee.page.locator("[data-stage]")
    for words in ("linked by hand", "not linked", "linked by position"):
        await stage.press("l")
        await _says(lee, words, words)
    await lee.button("Layout").click()
    await expect(lee.button("Link by position")).to_have_attribute("aria-pressed", "true")
    await lee.shot("menu")
    await lee.button("Not linked").click()
    await _says(lee, "not linked", "not linked")
    await lee.page.keyboard.press("Escape")


async def _two_visits(lee: Provider, ida: Guest) -> None:
    """An earlier visit is never linked by itself, nor by position; by hand it keeps its distance in millimetres."""
    await lee.page.locator(".pane").last.click()
    await _chooses(lee, "Earlier")
    await _says(lee, "not linked", "not linked")
    await lee.button("Layout").click()
    await expect(lee.button("Link by position")).to_have_count(0)
    await lee.button("Link here, by hand").click()
    await lee.page.keyboard.press("Escape")
    await _says(lee, "linked by hand", "linked by hand")
    await _says(ida, "linked by hand")
    await lee.page.locator("[data-stage]").press("ArrowDown")
    await _shows(lee, 11, 2)
    await asyncio.gather(lee.shot("two-visits"), ida.shot("two-visits"))
