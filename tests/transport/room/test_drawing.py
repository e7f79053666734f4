"""Marks, measurements, values and pointers as raw clients meet them (F1, F2)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import Clinic

ID = "00000000000000a1"


@asynccontextmanager
async def people(clinic: Clinic) -> AsyncIterator[tuple[Seat, Seat, Seat]]:
    """Host, patient and specialist in a talk about two series, of which the patient agreed to the first."""
    async with clinic.consult(6, 5, guests=("patient", "specialist")) as consult:
        await consult.open()
        await consult.agree(await consult.admitted(0), stacks=[0])
        await consult.admitted(1)
        yield consult.host, consult.seats[0], consult.seats[1]


def mark(kind: str = "rectangle", **more: object) -> Json:
    return {"id": ID, "stack": 0, "pos": 2, "kind": kind, "points": [[8, 8], [16, 24]], **more}


def marks(seat: Seat) -> list[Json]:
    return [each for told in seat.told("marks") for each in told["put"]]


async def test_a_region_is_measured_from_modality_values(clinic: Clinic) -> None:
    """F2: mean, deviation, extremes, area and count of the file's own values, told to everybody who sees the picture."""
    async with people(clinic) as (host, patient, specialist):
        value = await host.say("value:at", {"stack": 0, "pos": 2, "x": 9.5, "y": 9.5})
        assert len(value["values"]) == 1
        assert (await specialist.say("mark:put", mark()))["rev"] == 1
        await patient.until(lambda: marks(patient), "the mark")
        found = {each["name"]: each for each in marks(patient)[-1]["measured"]}
        assert found["count"]["value"] == 8 * 16
        assert found["min"]["value"] <= found["mean"]["value"] <= found["max"]["value"]
        assert found["area"]["unit"] in {"mm²", "px²"}
        assert found["mean"]["unit"] == value["unit"] == "HU"


async def test_marks_are_changed_and_taken_away(clinic: Clinic) -> None:
    """F1: by revision; whoever is late is told which one stands; a patient draws nothing."""
    async with people(clinic) as (host, patient, specialist):
        assert (await host.say("mark:put", mark("arrow")))["rev"] == 1
        assert (await host.say("mark:put", mark("arrow", points=[[1, 1], [2, 2]], base_rev=1)))["rev"] == 2
        late = await host.say("mark:put", mark("arrow", base_rev=1))
        assert (late["code"], late["rev"]) == ("conflict", 2)
        assert (await specialist.say("mark:drop", {"id": ID, "base_rev": 2}))["code"] == "forbidden"
        assert (await patient.say("mark:put", mark(id="00000000000000a2")))["code"] == "forbidden"
        assert (await host.say("mark:drop", {"id": ID, "base_rev": 2}))["ok"]
        await patient.until(lambda: any(ID in told["drop"] for told in patient.told("marks")), "the drop")


async def test_marks_outside_the_grant_stay_with_the_host(clinic: Clinic) -> None:
    """SES-133, T-16: neither mark, value nor pointer of a stack that was not agreed to reaches anybody else."""
    async with people(clinic) as (host, patient, specialist):
        assert (await host.say("mark:put", mark(stack=1)))["ok"]
        assert (await host.say("mark:put", mark("arrow", id="00000000000000a2")))["ok"]
        await patient.until(lambda: marks(patient), "the mark on the shared picture")
        assert [each["stack"] for each in marks(patient)] == [0]
        for question in ("value:at", "mark:put"):
            asked = mark(stack=1, id="00000000000000a3") if question == "mark:put" else at(stack=1)
            assert (await specialist.say(question, asked))["code"] == "forbidden"
        assert (await patient.say("value:at", at(stack=0)))["code"] == "forbidden"


def at(stack: int) -> Json:
    return {"stack": stack, "pos": 1, "x": 3.0, "y": 3.0}


async def test_pointers_are_seen_at_once_and_by_whom_they_may(clinic: Clinic) -> None:
    """F1: the newest of each person, to those who see the picture, and gone when the hand is gone."""
    async with people(clinic) as (host, patient, specialist):
        await patient.say("pointer", at(stack=0))
        await specialist.say("pointer", at(stack=0) | {"kind": "cross"})
        await host.until(lambda: len({told["by"] for told in host.told("pointer")}) == 2, "both pointers")
        await patient.say("pointer", {"stack": None})
        await host.until(lambda: host.told("pointer")[-1]["stack"] is None, "the pointer gone")
        assert not [
            told for told in patient.told("pointer") if told["by"] == patient.told("room:welcome")[0]["me"]["id"]
        ]


@pytest.mark.parametrize("event", ["mark:put", "value:at"])
async def test_many_draw_at_once(clinic: Clinic, event: str) -> None:
    """Ten questions at once are ten answers."""
    async with people(clinic) as (host, _, _):
        asked = [mark(id=f"{number:016x}") if event == "mark:put" else at(0) for number in range(10)]
        answers = await asyncio.gather(*(host.say(event, each) for each in asked))
        assert all(answer["ok"] for answer in answers)
