"""Bringing in a large study by the page: a look at the first slice while the rest is on its way (D2)."""

import re
import time
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, expect

from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.browsers import chromium
from tests.journeys.people import Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
SERIES, SLICES = 4, 1000
STUDY = f"{ROOT}.7"


async def test_the_first_slice_is_seen_while_a_thousand_more_upload(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """D2: ≤ 3 s after the first file; every file has its outcome; one may leave the page, return, and stop it."""
    series = _series()
    dropped = [*series[:20], *_unusable(series[0]["buffer"]), *series[20:]]
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("bringing-in", await browser.person("provider", 1440, 900), tmp_path)
        answered: list[float] = []
        lee.page.on("response", lambda one: answered.append(time.monotonic()) if one.url.endswith("/files") else None)
        async with kept_when_failing(lee):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await lee.goes_to("Studies")
            await lee.page.locator("[data-choose=files]").set_input_files(dropped)

            study = lee.page.get_by_role("article", name="Planted study words")
            await expect(study.locator(".tile-picture img.shown").first).to_be_visible()
            assert time.monotonic() - answered[0] <= 3.0
            await lee.shot("first-slice")
            await study.get_by_role("link", name="Look").click()
            await expect(lee.page.locator(".look-picture img")).to_be_visible()
            assert len(answered) < SLICES / 2, "the rest is still on its way"
            await expect(lee.page.get_by_role("navigation").get_by_text("%")).to_be_visible()
            await lee.shot("looking-meanwhile")

            await lee.goes_to("Studies")
            await expect(lee.page.get_by_text(re.compile(r"\d+ of 1,004 files"))).to_be_visible()
            await lee.button(re.compile(r"^Problems only \(3\)")).click()
            outcomes = lee.page.get_by_role("group", name="What became of each file")
            for name, words in (
                ("A letter.txt", "Not a DICOM file: text."),
                ("A nothing.dcm", "This file is empty"),
                ("A cut.dcm", "ends too early"),
            ):
                await expect(outcomes.get_by_role("listitem").filter(has_text=name)).to_contain_text(words)
            await expect(lee.page.get_by_text("1 already here")).to_be_visible()
            await lee.shot("outcomes")
            await lee.button("Stop sending").click()
            stopped = lee.page.get_by_text(re.compile(r"Stopped after (\d+) files; they stay."))
            await expect(stopped).to_be_visible()
            await expect(study).to_contain_text(re.compile(r"\d+ pictures"))
            await lee.page.reload()
            await expect(lee.page.get_by_text("Last upload")).to_be_visible()
            await expect(lee.page.get_by_text("1 already here")).to_be_visible()
    assert browser.complaints == []


def _series() -> list[FilePayload]:
    return [
        _file(
            f"IM{series}{number:03}",
            slice_file(
                number,
                side=64,
                StudyInstanceUID=STUDY,
                SeriesInstanceUID=f"{STUDY}.{series}",
                SOPInstanceUID=f"{STUDY}.{series}.{number}",
                SeriesNumber=series,
            ),
        )
        for series in range(1, SERIES + 1)
        for number in range(1, SLICES // SERIES + 1)
    ]


def _unusable(first: bytes) -> list[FilePayload]:
    return [
        _file("A letter.txt", b"Dear colleague, please find enclosed ..."),
        _file("A nothing.dcm", b""),
        _file("A cut.dcm", first[: len(first) // 2]),
        _file("IM1001 again", first),
    ]


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/dicom", "buffer": content}
