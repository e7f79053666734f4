"""Own views, blank screens and kept views as a client without any courtesy of ours meets them (C15, C12, T-16)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import Clinic


@asynccontextmanager
async def people(clinic: Clinic) -> AsyncIterator[tuple[Seat, Seat, Seat]]:
    """Host, patient and specialist, who see one stack of 60 pictures."""
    async with clinic.consult(60, guests=("patient", "specialist")) as consult:
        await consult.open()
        await consult.agree(await consult.admitted(0))
        await consult.admitted(1)
        yield consult.host, consult.seats[0], consult.seats[1]


def at(pos: int, **more: Any) -> Json:
    return {
        "cseq": 5,
        "layout": [1, 1],
        "active": "a",
        "viewports": [{"id": "a", "stack": 0, "pos": pos}],
        **more,
    }


def positions(seat: Seat) -> set[int]:
    return {frame.meta["pos"] for frame in seat.frames}


async def has(seat: Seat, pos: int) -> None:
    await seat.until(lambda: pos in positions(seat), f"picture {pos}")


async def test_own_view_brings_its_pictures_and_moves_nobody(clinic: Clinic) -> None:
    """SES-110: the specialist gets pictures of their own place; the shared view stays, the host sees who is away."""
    async with people(clinic) as (host, patient, specialist):
        await has(specialist, 0)
        assert (await specialist.say("view:set", at(59, scope="mine")))["ok"]
        await has(specialist, 59)
        assert specialist.told("view:mine")[-1]["view"]["viewports"][0]["pos"] == 59
        assert not patient.told("view:mine")
        assert patient.told("view")[-1]["view"]["viewports"][0]["pos"] == 0
        await host.until(lambda: not _follows(host, specialist), "a presence that says so")
        assert (await specialist.say("view:follow"))["ok"]
        await specialist.until(lambda: specialist.told("view:mine")[-1]["view"] is None, "the shared view")
        await host.until(lambda: _follows(host, specialist), "a presence that says so")


def _follows(host: Seat, who: Seat) -> bool:
    cards = host.told("presence")[-1]["participants"]
    return all(card["follows"] for card in cards if card["id"] == who.told("room:welcome")[0]["me"]["id"])


async def test_blank_patient_gets_neither_picture_nor_key(clinic: Clinic) -> None:
    """C15, SES-113: while blank nothing at all of a picture reaches a raw client; afterwards it is as before."""
    async with people(clinic) as (host, patient, specialist):
        await has(patient, 0)
        assert (await host.say("room:blank", {"on": True}))["ok"]
        await patient.until(lambda: patient.told("dark"), "the dark")
        assert patient.told("dark")[-1]["reason"] == "blank"
        frames, keys = len(patient.frames), len(patient.told("key"))
        assert (await host.look(0, 57, cseq=9, token_epoch=1))["ok"]
        await has(specialist, 57)
        assert patient.state["blank"] is True
        assert (len(patient.frames), len(patient.told("key"))) == (frames, keys)
        assert all(told["view"]["viewports"][0]["pos"] == 0 for told in patient.told("view"))
        assert (await host.say("room:blank", {"on": False}))["ok"]
        await has(patient, 57)


async def test_patient_looks_around_only_when_let(clinic: Clinic) -> None:
    """SES-112: refused, then allowed by the host, then called back."""
    async with people(clinic) as (host, patient, _):
        assert (await patient.say("view:set", at(20, scope="mine")))["code"] == "forbidden"
        assert (await host.say("view:allow", {"role": "patient", "on": True}))["ok"]
        assert (await patient.say("view:set", at(20, scope="mine")))["ok"]
        await has(patient, 20)
        assert (await host.say("view:allow", {"role": "patient", "on": False}))["ok"]
        await patient.until(lambda: patient.told("view:mine")[-1]["view"] is None, "the shared view")


async def test_kept_views_reach_clinicians_alone(clinic: Clinic) -> None:
    """C12, SES-120, SES-123: named, starred, told to host and specialist; the patient hears of none."""
    async with people(clinic) as (host, patient, specialist):
        await host.look(0, 31, cseq=9, token_epoch=1)
        kept = await host.say("bookmark:put", {"name": "Nodule", "star": True})
        assert kept["number"] == 1
        await specialist.until(lambda: _bookmarks(specialist), "the kept view")
        (card,) = _bookmarks(specialist)
        assert (card["name"], card["star"], card["view"]["viewports"][0]["pos"]) == ("Nodule", True, 31)
        await asyncio.sleep(0)
        assert not _bookmarks(patient)
        assert (await specialist.say("bookmark:drop", {"number": 1}))["code"] == "forbidden"
        assert (await host.say("bookmark:drop", {"number": 9}))["code"] == "not_found"


def _bookmarks(seat: Seat) -> list[Json]:
    told = seat.told("bookmarks")
    return list(told[-1]["bookmarks"]) if told else []
