"""Names in pictures: one live view, two truths. What one role reads is black for another, frame by frame."""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from playwright.async_api import Locator, expect
from pydicom import dcmread
from pydicom.uid import UltrasoundImageStorage

from server.cli.visitor import Browser, Frame, Json, Seat
from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.browsers import PATIENCE_MS, Page, chromium
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
SIDE = 128
FRAMES = 3
NAME = (0, 0, 128, 24)
"""Where the machine wrote the name: left, top, right, bottom."""
DRAWN = (slice(100, 110), slice(20, 90))
"""Rows and columns of what the file draws over its image (60xx)."""
LAY, GUESTS = ["patient", "observer"], ["specialist", "patient", "observer"]
Gray = NDArray[np.uint8]
BRIGHTEST = f"""
([left, top, right, bottom]) => {{
  const canvas = document.querySelector("canvas.stage-canvas");
  const edge = Math.min(canvas.width, canvas.height), scale = edge / {SIDE};
  const x = (canvas.width - edge) / 2 + (left + 4) * scale, y = (canvas.height - edge) / 2 + (top + 4) * scale;
  const [w, h] = [(right - left - 8) * scale, (bottom - top - 8) * scale];
  const values = canvas.getContext("2d").getImageData(x, y, w, h).data;
  return values.reduce((most, value, at) => (at % 4 === 3 ? most : Math.max(most, value)), 0);
}}
"""


def scan(number: int) -> Gray:
    """A picture of an ultrasound machine: grain, and a name across its top."""
    grain = np.random.default_rng(number).integers(40, 120, (SIDE, SIDE), dtype=np.uint8)
    picture = Image.fromarray(grain)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIDE, 23), fill=0)
    pen.text((2, 1), "CANARY^PENELOPE", fill=255)
    pen.text((2, 12), "1961-02-03", fill=255)
    return np.asarray(picture)


def ultrasound(number: int, series: int) -> bytes:
    """That picture as a file, with a graphic in an overlay."""
    study = f"{ROOT}.77"
    plane = np.zeros((SIDE, SIDE), np.uint8)
    plane[DRAWN] = 1
    content = slice_file(
        number,
        SOPClassUID=UltrasoundImageStorage,
        Modality="US",
        StudyInstanceUID=study,
        SeriesInstanceUID=f"{study}.{series}",
        SOPInstanceUID=f"{study}.{series}.{number}",
        SeriesNumber=series,
        ImagePositionPatient=None,
        ImageOrientationPatient=None,
        FrameOfReferenceUID=None,
        Rows=SIDE,
        Columns=SIDE,
        PixelRepresentation=0,
        WindowCenter=128,
        WindowWidth=256,
        PixelData=scan(number).astype("<u2").tobytes(),
    )
    return with_overlay(content, plane)


def with_overlay(content: bytes, plane: Gray) -> bytes:
    """The file with a graphic in group 6000, one bit a pixel. PS3.3 C.9.2."""
    dataset = dcmread(io.BytesIO(content))
    for element, vr, value in (
        (0x0010, "US", SIDE),
        (0x0011, "US", SIDE),
        (0x0040, "CS", "G"),
        (0x0050, "SS", [1, 1]),
        (0x0100, "US", 1),
        (0x0102, "US", 0),
        (0x3000, "OW", np.packbits(plane, bitorder="little").tobytes()),
    ):
        dataset.add_new((0x6000, element), vr, value)
    written = io.BytesIO()
    dataset.save_as(written, enforce_file_format=True)
    return written.getvalue()


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A server where specialists read whose pictures they are, and no mark is drawn: pixels are compared."""
    folder = tmp_path_factory.mktemp("names")
    made = Clinic.in_folder(folder, POLICY__SPECIALIST_IDENTITY="true", POLICY__PATIENT_MARK="false")
    with running(made.server):
        yield made


async def brought(clinic: Clinic, browser: Browser, series: int) -> tuple[str, Json]:
    """A fresh series of that machine: its study, and its card."""
    reports = await clinic.bring(browser, [ultrasound(number, series) for number in range(1, FRAMES + 1)])
    study = await browser.must("GET", f"/api/studies/{reports[-1]['study_id']}")
    return study["id"], next(one for one in study["series"] if one["id"] == reports[-1]["series_id"])


async def decide(browser: Browser, study: str, card: Json, *masks: Json) -> Json:
    """Somebody looked through the series."""
    stacks = [{"frames": stack["frames"], "masks": list(masks)} for stack in card["stacks"]]
    return await browser.must("PUT", f"/api/studies/{study}/series/{card['id']}/names", {"stacks": stacks})


def mask(roles: list[str], area: tuple[int, int, int, int] = NAME) -> Json:
    return dict(zip(("left", "top", "right", "bottom"), area, strict=True)) | {"roles": roles}


@asynccontextmanager
async def consult(clinic: Clinic, browser: Browser, *series: str, guests: tuple[str, ...]) -> AsyncIterator[Consult]:
    clinic.forgive()
    asked = [{"role": role, "name": f"Guest {number}"} for number, role in enumerate(guests)]
    body = {"series_ids": list(series), "guests": asked, "minutes": 20}
    made = Consult(clinic, browser, await browser.must("POST", "/api/consults", body))
    try:
        yield made
    finally:
        await made.close()


async def lossless(seat: Seat, pos: int, stack: int = 0) -> Frame:
    """The picture at rest, every bit of it, in the present epoch."""

    def found() -> list[Frame]:
        wanted = (seat.told("key")[-1]["epoch"], stack, pos, "lossless", 0)
        return [
            frame
            for frame in seat.frames
            if tuple(frame.meta[name] for name in ("epoch", "stack", "pos", "tier", "level")) == wanted
        ]

    await seat.until(found, f"picture {pos} without loss")
    return found()[-1]


def pixels(frame: Frame) -> Gray:
    return np.asarray(Image.open(io.BytesIO(frame.image)).convert("L"))


async def test_one_live_view_two_truths(clinic: Clinic) -> None:
    """H5, H6: host and specialist read name and overlay; the patient's pixels there are 0, and all others are equal."""
    async with clinic.browser("lee") as browser:
        study, card = await brought(clinic, browser, 1)
        assert [(stack["suspicion"], stack["checked"]) for stack in card["stacks"]] == [("kind", False)]
        decided = await decide(browser, study, card, mask(LAY))
        assert decided["stacks"][0]["checked"]
        async with consult(clinic, browser, card["id"], guests=("patient", "specialist")) as room:
            host = await room.open()
            patient = await room.seeing(0)
            specialist = await room.admitted(1)
            for pos in range(FRAMES):
                await room.look(pos, cseq=10 + pos)
                _two_truths(
                    *await asyncio.gather(lossless(host, pos), lossless(specialist, pos), lossless(patient, pos)),
                    stored=scan(pos + 1),
                )
            _told_apart(host, specialist, patient)


def _two_truths(host: Frame, specialist: Frame, patient: Frame, stored: Gray) -> None:
    left, top, right, bottom = NAME
    whole, black = pixels(host), pixels(patient)
    name = (slice(top, bottom), slice(left, right))
    assert whole[name].max() > 200, "the host reads the name"
    assert np.abs(whole[name].astype(int) - stored[name]).max() <= 1
    assert not black[name].any(), "the patient's pixels there are 0"
    assert np.array_equal(pixels(specialist), whole)
    assert (whole[DRAWN] == 255).all(), "the host reads what the file draws"
    assert black[DRAWN].max() < 200, "the patient does not"
    elsewhere = np.ones((SIDE, SIDE), bool)
    elsewhere[name] = False
    elsewhere[98:112, 18:92] = False
    assert np.array_equal(whole[elsewhere], black[elsewhere]), "one live view"
    # equal pictures share an address, unequal ones never do
    assert host.meta["fid"] == specialist.meta["fid"] != patient.meta["fid"]
    assert (host.meta["masked"], specialist.meta["masked"], patient.meta["masked"]) == (False, False, True)


def _told_apart(host: Seat, specialist: Seat, patient: Seat) -> None:
    """H6: identity strip and the file's own words go to who may read them; only the host learns what is black."""
    manifests = [seat.told("manifest")[-1] for seat in (host, specialist, patient)]
    assert [manifest["identity"] is not None for manifest in manifests] == [True, True, False]
    assert [bool(manifest["stacks"][0]["title"]) for manifest in manifests] == [True, True, False]
    assert [manifest["stacks"][0]["black"] for manifest in manifests] == [[list(NAME)], [], []]


async def test_what_nobody_looked_at_is_not_shown_to_guests_until_somebody_has(clinic: Clinic) -> None:
    """H5: the consult may begin; the consent lists only the rest; once released, the patient is asked, then sees."""
    async with clinic.browser("lee") as browser:
        study, card = await brought(clinic, browser, 2)
        async with consult(clinic, browser, card["id"], guests=("patient",)) as room:
            assert [held["series_id"] for held in room.card["held"]] == [card["id"]]
            host = await room.open()
            assert host.told("manifest")[-1]["stacks"][0]["held"]
            patient = await room.admitted(0)
            await host.until(lambda: host.told("presence"), "who is here")
            assert patient.told("privacy") == patient.told("consent") == []
            assert patient.told("manifest") == []
            assert patient.frames == []
            assert (await host.say("consent:ask", {"participant": patient.participant}))["code"] == "names_unchecked"

            await decide(browser, study, card, mask(GUESTS))
            released = await browser.must("POST", f"/api/consults/{room.id}/release")
            assert released["held"] == []
            await room.agree(patient)
            frame = await lossless(patient, 0)
            assert not pixels(frame)[NAME[1] : NAME[3], NAME[0] : NAME[2]].any()
            assert frame.meta["masked"]


async def test_a_guest_is_given_no_small_picture(clinic: Clinic) -> None:
    """H5: thumbnails and looks are the staff's; a guest's cookie opens none of them."""
    async with clinic.browser("lee") as browser:
        study, card = await brought(clinic, browser, 3)
        async with consult(clinic, browser, card["id"], guests=("patient",)) as room:
            await room.open()
            patient = await room.admitted(0)
            for size in ("thumb", "look"):
                path = f"/api/studies/{study}/series/{card['id']}/pictures/0?size={size}"
                status, _ = await patient.browser.fetch(path)
                assert status == 401
                status, content = await browser.fetch(path)
                assert (status, content[:2]) == (200, b"\xff\xd8")


async def test_names_are_blacked_out_by_hand_and_by_keys(clinic: Clinic, tmp_path: Path) -> None:
    """H5 in a real browser: flagged, drawn by mouse, changed by keys, taken back, saved; the phone never shows the name."""
    async with chromium() as chrome:
        roe = Provider("provider", await chrome.person("provider", 1440, 900), tmp_path)
        martin = Guest("patient", await chrome.person("patient", 390, 844, **DEVICE), tmp_path)
        async with kept_when_failing(roe, martin):
            await roe.sign_in(clinic.server.address, clinic.account("roe"))
            clinic.cookies["roe"] = {one["name"]: one["value"] for one in await roe.page.context.cookies()}
            async with clinic.browser("roe") as browser:
                study, card = await brought(clinic, browser, 4)
                await roe.page.goto(f"{clinic.server.address}/consults/new?study={study}")
                await _look_for_names(roe, card)
            await roe.starts_now()
            link = await roe.link_of("Patience P")
            word = await martin.comes_by(link, await roe.code_for("Patience P"))
            await roe.opens_the_room()
            await roe.lets_in("Patience P", word)
            await martin.agrees()
            await asyncio.gather(roe.shot("name"), martin.shot("no-name"))
            await _reads_the_name(roe.page)
            assert await _name(martin.page) == 0, "the patient does not"
            state = await roe.page.context.storage_state()
            narrow = Provider(
                "narrow", await chrome.person("narrow", 390, 844, storage_state=state, **DEVICE), tmp_path
            )
            async with kept_when_failing(narrow):
                await _look_on_a_phone(narrow, clinic.server.address, study)
    assert chrome.complaints == []


async def _name(page: Page) -> int:
    """The brightest value of the canvas itself, below any words, where the name stands."""
    return int(await page.evaluate(BRIGHTEST, list(NAME)))


async def _reads_the_name(page: Page) -> None:
    """Soon: new keys are there when the patient has agreed, and the host's picture comes under them anew."""
    async with asyncio.timeout(PATIENCE_MS / 1000):
        while await _name(page) <= 100:
            await page.wait_for_timeout(50)


async def _look_for_names(roe: Provider, card: Json) -> None:
    """Tick, be told, look, draw, change by keys, take back, save."""
    page = roe.page
    await page.get_by_role("checkbox").first.check()
    await roe.reads("One series may have names in its pictures.")
    await roe.shot("flagged")
    await roe.button("Check for names").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    canvas = dialog.locator("[data-areas]")
    await expect(canvas.locator("image")).to_have_count(1)
    box = await canvas.bounding_box()
    assert box is not None
    scale = min(box["width"], box["height"]) / SIDE
    left, top = box["x"] + (box["width"] - SIDE * scale) / 2, box["y"] + (box["height"] - SIDE * scale) / 2
    await page.mouse.move(left + 2 * scale, top + 2 * scale)
    await page.mouse.down()
    await page.mouse.move(left + 100 * scale, top + 14 * scale, steps=6)
    await page.mouse.up()
    area = canvas.locator("[data-area]")
    await expect(area).to_have_attribute("aria-label", re.compile(r"Black area 1: \d+ × \d+ pixels, at 2, 2"))
    await expect(area).to_be_focused()
    await area.press("ArrowUp")
    await area.press("ArrowLeft")
    for _ in range(2):
        await area.press("Shift+ArrowDown")
    for _ in range(4):
        await area.press("Shift+ArrowRight")
    await expect(area).to_have_attribute("aria-label", re.compile(r"128 × 2[789] pixels, at 0, 0"))
    await area.press("Delete")
    await expect(area).to_have_count(0)
    await dialog.get_by_role("button", name="Undo").click()
    await expect(area).to_have_attribute("aria-label", re.compile(r"128 × 2[789] pixels, at 0, 0"))
    await roe.shot("editor")
    await dialog.get_by_role("button", name="Next picture").click()
    await expect(dialog.get_by_text("2 / 3")).to_be_visible()
    await dialog.get_by_role("radio", name="Patients and observers").check()
    await dialog.get_by_role("button", name="Black out 1 area").click()
    await expect(dialog).to_have_count(0)
    await roe.reads("1 area black")
    await roe.shot("decided")
    assert card["stacks"]


async def _middle(canvas: Locator) -> tuple[float, float]:
    """Where a finger finds it once it lies still: the picture has come and the dialog has its height."""
    before: object = None
    async with asyncio.timeout(PATIENCE_MS / 1000):
        while (box := await canvas.bounding_box()) is None or box != before:
            before = box
            await canvas.page.wait_for_timeout(250)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def _look_on_a_phone(roe: Provider, address: str, study: str) -> None:
    """The same on a narrow page: a finger draws, *Add an area* needs no pointer, nothing unsaved is lost without a word."""
    page = roe.page
    await page.goto(f"{address}/studies/{study}")
    await roe.button("Look again").click()
    dialog = page.get_by_role("dialog")
    canvas = dialog.locator("[data-areas]")
    await expect(canvas.locator("[data-area]")).to_have_count(1)
    x, y = await _middle(canvas)
    touch = await page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [{"x": x, "y": y}]),
        ("touchMove", [{"x": x + 30, "y": y + 20}]),
        ("touchMove", [{"x": x + 60, "y": y + 40}]),
        ("touchEnd", []),
    ):
        await touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    await expect(canvas.locator("[data-area]")).to_have_count(2)
    await dialog.get_by_role("button", name="Add an area").focus()
    await page.keyboard.press("Enter")
    third = canvas.locator("[data-area]").nth(2)
    await expect(third).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(third).to_have_attribute("aria-label", re.compile(r"at 0, 8"))
    await roe.shot("editor")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.keyboard.press("Control+z")
    await page.keyboard.press("Escape")
    await expect(dialog.get_by_text("What you drew is not saved.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await roe.reads("1 area black")
