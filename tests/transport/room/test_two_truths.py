"""One live view, two truths, over the wire: what host, reader, specialist by link and patient are sent of the same view."""

import asyncio
from collections.abc import Iterator

import numpy as np
import pytest

from server.cli.visitor import Browser, Frame, Json, Seat
from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.clinic import Clinic
from tests.journeys.server_process import running
from tests.journeys.test_names import DRAWN, NAME, SIDE, decide, lossless, mask, pixels, scan, with_overlay
from tests.transport.room.test_second_opinion import asking, begun, reader_by_link

GUESTS = ["specialist", "patient", "observer"]
SHOWN = 2


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A server that draws no mark into a patient's pictures, for pixels are compared; specialists by link read no name."""
    made = Clinic.in_folder(tmp_path_factory.mktemp("truths"), POLICY__PATIENT_MARK="false")
    with running(made.server):
        yield made


async def series(clinic: Clinic, browser: Browser) -> str:
    """Slices of a right knee with a name in the pixels, which was looked at, and a graphic in an overlay."""
    study = f"{ROOT}.880"
    plane = np.zeros((SIDE, SIDE), np.uint8)
    plane[DRAWN] = 1
    files = [
        slice_file(
            number,
            StudyInstanceUID=study, SeriesInstanceUID=f"{study}.1", SOPInstanceUID=f"{study}.1.{number}",
            Rows=SIDE, Columns=SIDE, PixelRepresentation=0, RescaleIntercept=0, WindowCenter=128, WindowWidth=256,
            Laterality="R", BurnedInAnnotation="YES", PixelData=scan(number).astype("<u2").tobytes(),
        )
        for number in range(1, SHOWN + 1)
    ]  # fmt: skip
    reports = await clinic.bring(browser, [with_overlay(each, plane) for each in files])
    found = await browser.must("GET", f"/api/studies/{reports[-1]['study_id']}")
    (card,) = [each for each in found["series"] if each["id"] == reports[-1]["series_id"]]
    await decide(browser, found["id"], card, mask(GUESTS))
    return str(card["id"])


def compared(host: Frame, other: Frame) -> None:
    """Name and overlay are the host's alone; every other pixel is the same."""
    left, top, right, bottom = NAME
    whole, theirs = pixels(host), pixels(other)
    name = (slice(top, bottom), slice(left, right))
    assert whole[name].max() > 200, "the host reads the name"
    assert not theirs[name].any(), "of the name nothing is left"
    assert (whole[DRAWN] == 255).all(), "the host reads what the file draws"
    assert theirs[DRAWN].max() < 200, "nobody else does"
    elsewhere = np.ones((SIDE, SIDE), bool)
    elsewhere[name] = False
    elsewhere[98:112, 18:92] = False
    assert np.array_equal(whole[elsewhere], theirs[elsewhere]), "one live view"
    assert (host.meta["masked"], other.meta["masked"]) == (False, True)


def told_apart(host: Seat, other: Seat) -> None:
    """Whose pictures they are is told to the host alone; which side is which to both alike."""
    mine, theirs = (seat.told("manifest")[-1] for seat in (host, other))
    assert mine["identity"] is not None
    assert (theirs["identity"], [each["title"] for each in theirs["stacks"]]) == (None, [""])
    for side in ("letters", "laterality", "lateralities"):
        assert mine["stacks"][0][side] == theirs["stacks"][0][side]
    assert mine["stacks"][0]["laterality"] == "R"
    assert mine["stacks"][0]["letters"]
    assert not any(word in str(other.heard) for word in ("Patience", "PLANTED-ID-77", "19610203"))


def holder(seat: Seat) -> Json:
    """Who steers, as this person was told last."""
    token: Json = seat.told("control")[-1]["token"]
    return token


async def test_what_a_reader_is_sent(clinic: Clinic) -> None:
    """H6, JS03: the host of a reading looks along; of the same view the reader has no name, no overlay, and all else alike."""
    async with clinic.browser("lee") as lee:
        picked = await series(clinic, lee)
        request = await lee.must("POST", "/api/opinions", asking([picked]))
        async with reader_by_link(clinic, lee, request) as stone:
            await stone.must("POST", "/api/opinion/accept", {})
            host = Seat(lee)
            await host.enter(await lee.must("POST", f"/api/consults/{request['id']}/ticket", {}))
            reader = await begun(stone, "/api/join/ticket", "/api/opinion/begin", pos=SHOWN - 1)
            for pos in range(SHOWN):
                answer = await reader.look(0, pos, cseq=20 + pos, token_epoch=holder(reader)["token_epoch"])
                assert answer["ok"], answer
                compared(*await asyncio.gather(lossless(host, pos), lossless(reader, pos)))
            told_apart(host, reader)
            for seat in (host, reader):
                await seat.leave()


async def test_what_a_live_specialist_and_a_patient_are_sent(clinic: Clinic) -> None:
    """H6: of the host's view the guests get one and the same picture, which differs from the host's in nothing but names."""
    async with clinic.browser("lee") as lee:
        picked = await series(clinic, lee)
    async with clinic.consult(series=[picked], guests=("patient", "specialist")) as consult:
        host, patient = await consult.open(), await consult.seeing()
        specialist = await consult.admitted(1)
        for pos in range(SHOWN):
            await consult.look(pos, cseq=30 + pos)
            whole, shown, known = await asyncio.gather(*(lossless(seat, pos) for seat in (host, patient, specialist)))
            for other in (shown, known):
                compared(whole, other)
            assert np.array_equal(pixels(shown), pixels(known))
        for seat in (patient, specialist):
            told_apart(host, seat)
