"""Linked viewports as clients hear of them, and as one without any courtesy of ours may claim them (C9)."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest

from server.cli.visitor import Json, Seat
from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.clinic import Clinic

VISIT, PRIOR = f"{ROOT}.71", f"{ROOT}.72"
THICK, THIN, ACROSS, PERCENT, BEFORE = range(5)
"""The stacks: axial of 5 mm, axial of 2 mm from elsewhere, coronal, axial in percent; axial of another visit."""


def files() -> list[bytes]:
    """One patient: a visit of four series in one frame of reference, and a prior whose file claims the same one."""
    axial: dict[str, Any] = {"FrameOfReferenceUID": f"{VISIT}.9"}
    coronal = {**axial, "ImageOrientationPatient": [1, 0, 0, 0, 0, -1]}
    return [
        *(_slice(VISIT, THICK, at, [0, 0, 5.0 * at], **axial) for at in range(12)),
        *(_slice(VISIT, THIN, at, [-3, 8, 9 + 2.0 * at], **axial) for at in range(30)),
        *(_slice(VISIT, ACROSS, at, [0, 4.0 * at, 40], **coronal) for at in range(8)),
        *(_slice(VISIT, PERCENT, at, [0, 0, 5.0 * at], RescaleType="PCT", **axial) for at in range(12)),
        *(_slice(PRIOR, BEFORE, at, [0, 0, 5.0 * at], **axial) for at in range(12)),
    ]


def _slice(study: str, series: int, at: int, place: list[float], **more: Any) -> bytes:
    uid = f"{study}.{series + 1}"
    return slice_file(
        at + 1,
        StudyInstanceUID=study,
        SeriesInstanceUID=uid,
        SOPInstanceUID=f"{uid}.{at + 1}",
        SeriesNumber=series + 1,
        ImagePositionPatient=place,
        **more,
    )


BROUGHT: dict[str, list[str]] = {}


@asynccontextmanager
async def people(clinic: Clinic) -> AsyncIterator[tuple[Seat, Seat]]:
    """The host and a specialist of a consult about those five."""
    async with clinic.browser("lee") as browser:
        if "ids" not in BROUGHT:
            reports = await clinic.bring(browser, files())
            BROUGHT["ids"] = list(dict.fromkeys(report["series_id"] for report in reports))
    async with clinic.consult(guests=("patient", "specialist"), series=BROUGHT["ids"]) as consult:
        await consult.open()
        await consult.agree(await consult.admitted(0))
        seat = await consult.admitted(1)
        await seat.until(lambda: seat.told("manifest"), "the manifest")
        yield consult.host, seat


def view(first: tuple[int, int], second: tuple[int, int], link: Json | None, **more: Any) -> Json:
    ports = [{"id": name, "stack": stack, "pos": pos} for name, (stack, pos) in zip("ab", (first, second), strict=True)]
    return {"cseq": 2, "token_epoch": 1, "layout": [1, 2], "active": "a", "viewports": ports, "link": link, **more}


def by(kind: str, **more: Any) -> Json:
    return {"first": "a", "second": "b", "by": kind, **more}


async def seen(host: Seat, seat: Seat, said: Json) -> tuple[list[int], Json | None]:
    """Positions and link on the other screen."""
    answer = await host.say("view:set", said)
    assert answer["ok"], answer
    await seat.until(lambda: seat.told("view") and seat.told("view")[-1]["view"]["rev"] >= answer["rev"], "the view")
    shown = seat.told("view")[-1]["view"]
    return [port["pos"] for port in shown["viewports"]], shown["link"]


async def test_cards_say_which_stacks_share_a_space_and_no_uid(clinic: Clinic) -> None:
    """C9, T-18: small numbers and millimetres; a coronal and another visit share nothing, whatever their UID says."""
    async with people(clinic) as (host, seat):
        for manifest in (host.told("manifest")[-1], seat.told("manifest")[-1]):
            cards = manifest["stacks"]
            assert [card["space"] for card in cards] == [1, 1, 2, 1, 3]
            assert cards[THICK]["places"] == [5.0 * at for at in range(12)]
            assert cards[THIN]["places"] == [9 + 2.0 * at for at in range(30)]
            assert [card["step_mm"] for card in cards] == [5, 2, 4, 5, 5]
            assert ROOT not in json.dumps(manifest)


async def test_linked_by_position_everybody_sees_the_same_place(clinic: Clinic) -> None:
    """C9, SES-124: a client that claims a place shows it, or the server does it for it."""
    async with people(clinic) as (host, seat):
        space = {**by("space"), "offset": 0.0, "windows": False}
        assert await seen(host, seat, view((THICK, 6), (THIN, 0), by("space", offset=77.0))) == ([6, 10], space)
        assert await seen(host, seat, view((THICK, 7), (THIN, 3), by("space"), cseq=3)) == ([7, 13], space)
        assert await seen(host, seat, view((THICK, 0), (THIN, 13), by("space"), active="b", cseq=4)) == ([7, 13], space)
        assert await seen(host, seat, view((THICK, 0), (THIN, 13), by("space"), cseq=5)) == ([0, 13], space)


@pytest.mark.parametrize(
    "others", [(THICK, ACROSS), (THICK, BEFORE), (BEFORE, THIN)],
    ids=["planes that cross", "another visit", "the other way round"],
)  # fmt: skip
async def test_nobody_claims_one_place_for_two_spaces(clinic: Clinic, others: tuple[int, int]) -> None:
    """C9, SES-124: the link is gone, the pictures stay; by hand it is taken, and says so."""
    async with people(clinic) as (host, seat):
        assert await seen(host, seat, view((others[0], 4), (others[1], 1), by("space"))) == ([4, 1], None)
        link = {**by("hand"), "offset": -3.0, "windows": False}
        assert await seen(host, seat, view((others[0], 4), (others[1], 1), by("hand", offset=-3), cseq=3)) == (
            [4, 1],
            link,
        )


@pytest.mark.parametrize(
    ("others", "granted"),
    [((THICK, THIN), True), ((THICK, BEFORE), True), ((THICK, PERCENT), False), ((PERCENT, THIN), False)],
    ids=["HU and HU", "HU of two visits", "HU and percent", "percent and HU"],
)
async def test_one_window_is_for_equal_units(clinic: Clinic, others: tuple[int, int], *, granted: bool) -> None:
    """C9, SES-125: the server does not believe that a window means the same in percent."""
    async with people(clinic) as (host, seat):
        _, link = await seen(host, seat, view((others[0], 4), (others[1], 1), by("hand", windows=True)))
        assert link is not None
        assert link["windows"] is granted


@pytest.mark.parametrize(
    "link",
    [by("uid"), by("position"), by("space", offset="near"), by("space", space=1), {"first": "a", "by": "space"}, "space"],
)  # fmt: skip
async def test_a_link_that_is_none_of_ours_is_a_bad_value(clinic: Clinic, link: Any) -> None:
    """T-16: unknown kinds, fields and types are refused whole."""
    async with people(clinic) as (host, seat):
        before = len(seat.told("view"))
        assert (await host.say("view:set", view((THICK, 4), (THIN, 1), link)))["code"] == "bad_value"
        assert len(seat.told("view")) == before


async def test_who_looks_around_alone_is_told_the_same_truth(clinic: Clinic) -> None:
    """C9, SES-110, SES-124: an own view links like the shared one."""
    async with people(clinic) as (_, seat):
        for second, kept in ((THIN, True), (BEFORE, False)):
            said = view((THICK, 6), (second, 0), by("space"), scope="mine", cseq=second + 5)
            assert (await seat.say("view:set", said))["ok"]
            await seat.until(partial(_has_own, seat, second + 5), "the own view")
            mine = seat.told("view:mine")[-1]["view"]
            assert ([port["pos"] for port in mine["viewports"]], mine["link"] is not None) == ([6, 10 * kept], kept)


def _has_own(seat: Seat, cseq: int) -> bool:
    return any(told["cseq"] == cseq for told in seat.told("view:mine"))
