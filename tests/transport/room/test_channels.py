"""The clinicians' channel and lines that carry a picture, as raw clients meet them (G2, G3)."""

import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import Clinic


@asynccontextmanager
async def people(clinic: Clinic) -> AsyncIterator[tuple[Seat, Seat, Seat]]:
    """Host, patient and specialist in a talk about two series, of which the patient agreed to the first."""
    async with clinic.consult(6, 5, guests=("patient", "specialist")) as consult:
        await consult.open()
        await consult.agree(await consult.admitted(0), stacks=[0])
        await consult.admitted(1)
        yield consult.host, consult.seats[0], consult.seats[1]


def line(text: str, **more: object) -> Json:
    return {"cid": str(uuid.uuid4()), "text": text, **more}


def said(seat: Seat, text: str) -> list[Json]:
    return [each for chat in seat.told("chat") for each in chat["lines"] if each["text"] == text]


async def test_patient_hears_nothing_of_the_clinicians(clinic: Clinic) -> None:
    """G3, SES-95: not a line, not a number, not by asking, not in a welcome; clinicians have all of it."""
    async with people(clinic) as (host, patient, specialist):
        first = await host.say("chat:send", line("Good morning"))
        private = await specialist.say("chat:send", line("Looks malignant", channel="clinicians"))
        second = await host.say("chat:send", line("Let us look"))
        await host.until(lambda: said(host, "Looks malignant"), "the clinicians' line")
        await patient.until(lambda: said(patient, "Let us look"), "the talk's line")
        assert (private["seq"], second["seq"]) == (1, first["seq"] + 1)
        assert "malignant" not in json.dumps(patient.heard)
        assert (await patient.say("chat:since", {"seq": 0, "channel": "clinicians"}))["code"] == "forbidden"
        assert (await patient.say("chat:send", line("Hello", channel="clinicians")))["code"] == "forbidden"
        page = await specialist.say("chat:since", {"seq": 0, "channel": "clinicians"})
        assert [each["text"] for each in page["lines"]] == ["Looks malignant"]


async def test_line_carries_its_picture_to_who_may_see_it(clinic: Clinic) -> None:
    """G2, SES-96: the words reach everybody, the picture only those whom the grant covers."""
    async with people(clinic) as (host, patient, _):
        picture = {"id": "a", "stack": 0, "pos": 3}
        await host.say("chat:send", line("This one", picture=picture))
        await host.say("chat:send", line("And this", picture=picture | {"stack": 1}))
        await patient.until(lambda: said(patient, "And this"), "both lines")
        assert said(patient, "This one")[0]["picture"]["pos"] == 3
        assert said(patient, "And this")[0]["picture"] is None
        assert said(host, "And this")[0]["picture"]["stack"] == 1
        assert (await patient.say("chat:send", line("?", picture=picture | {"stack": 1})))["code"] == "forbidden"
