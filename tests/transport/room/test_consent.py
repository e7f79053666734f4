"""Consent on the wire: notice before form, what is unticked does not exist, less at any time, and its entries."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from server.cli.visitor import Json, Seat, agreed
from tests.journeys.clinic import LARGE, Clinic, Consult
from tests.transport.room.test_no_courtesy import reaching, told_of

GUESTS = ("patient", "specialist")
PICTURES = {"key", "manifest", "view", "frame", "marks", "pointer", "bookmarks"}


@asynccontextmanager
async def talking(clinic: Clinic, *counts: int, noisy: tuple[int, int] | None = None) -> AsyncIterator[Consult]:
    """A host who shows the first of several series; patient and specialist in the talk, nothing agreed to."""
    async with clinic.consult(*counts, guests=GUESTS, noisy=noisy) as consult:
        await consult.open()
        await consult.admitted(0)
        await consult.admitted(1)
        yield consult


async def entries(consult: Consult, kind: str) -> list[Json]:
    record = await consult.browser.must("GET", f"/api/consults/{consult.id}/record")
    return [entry for entry in record["entries"] if entry["kind"] == kind]


def pictures_of(seat: Seat, since: int) -> set[str]:
    return {name for name, _ in seat.heard[since:]} & PICTURES


async def test_the_notice_comes_first_and_the_form_only_after_it(clinic: Clinic) -> None:
    """JM05: an entry with a digest for each, in this order; another digest is no reading of it."""
    async with talking(clinic, 6) as consult:
        patient = consult.seats[0]
        await patient.until(lambda: patient.told("privacy"), "the notice")
        assert patient.told("consent") == []
        assert (await patient.say("privacy:read", {"digest": "0" * 64}))["code"] == "conflict"
        assert (await consult.seats[1].say("privacy:read", {"digest": "0" * 64}))["code"] == "conflict"
        form = await patient.asked()
        (privacy,), (shown,) = await entries(consult, "privacy.shown"), await entries(consult, "consent.shown")
        assert privacy["index"] < shown["index"]
        assert privacy["facts"]["digest"] == patient.told("privacy")[-1]["digest"]
        assert shown["facts"]["digest"] == form["digest"]
        assert (await patient.say("consent:answer", {"digest": form["digest"], "agree": False}))["ok"]
        assert (await consult.host.say("consent:ask", {"participant": patient.participant}))["ok"]
        await patient.until(lambda: len(patient.told("consent")) == 2, "the form again, without the notice")
        assert len(patient.told("privacy")) == 1


async def test_who_was_unticked_gets_nothing_on_the_wire(clinic: Clinic) -> None:
    """JM05, H3, T-16: to that person pictures do not exist: no key, manifest, view, count or frame, by any name."""
    async with talking(clinic, noisy=LARGE) as consult:
        patient, specialist = consult.seats
        begun = len(specialist.heard)
        await consult.agree(patient, persons=[])
        await patient.until(lambda: patient.frames, "a picture")
        address = await consult.address(patient)
        assert (await consult.look(1, cseq=9))["ok"]
        await patient.until(lambda: any(frame.meta["pos"] == 1 for frame in patient.frames), "the next picture")
        for event, body in reaching(0):
            assert not (await specialist.say(event, body))["ok"], event
        assert (await specialist.browser.fetch(address))[0] == 404
        assert not pictures_of(specialist, begun)
        assert told_of(specialist) == set()
        assert specialist.frames == []
        assert specialist.unopened == 0
        (given,) = await entries(consult, "consent.given")
        assert given["facts"]["persons"] == [patient.participant]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"stacks": [0, 7]}, "stacks"),
        ({"stacks": []}, "stacks"),
        ({"persons": ["f" * 16]}, "persons"),
        ({"until_ms": 4_000_000_000_000}, "until_ms"),
        ({"until_ms": None}, "until_ms"),
    ],
)
async def test_only_what_the_form_offers_can_be_agreed_to(clinic: Clinic, changed: Json, field: str) -> None:
    """H1: an answer beyond the text is none; the form still stands."""
    async with talking(clinic, 6) as consult:
        patient = consult.seats[0]
        form = await patient.asked()
        answer = await patient.say("consent:answer", {**agreed(form), **changed})
        assert (answer["code"], answer["field"]) == ("bad_value", field)
        assert (await patient.say("consent:answer", agreed(form)))["ok"]


@pytest.mark.parametrize("by", ["patient", "host"])
async def test_what_is_narrowed_away_is_gone_within_a_second(clinic: Clinic, by: str) -> None:
    """SES-54, H3: a stack and a person less, from the phone or by the host: dark ≤ 1 s, a new epoch, 404 afterwards."""
    async with talking(clinic, 6, 5) as consult:
        patient, specialist = consult.seats
        await consult.agree(patient)
        await patient.until(lambda: patient.frames, "a picture")
        await specialist.until(lambda: specialist.frames, "a picture")
        mine = patient if by == "patient" else consult.host
        assert (await mine.say("consent:scope"))["ok"]
        await mine.until(lambda: mine.told("scope"), "the scope")
        scope = agreed({**mine.told("scope")[-1], "digest": ""})
        assert scope["stacks"] == [0, 1]
        assert scope["persons"] == [specialist.participant]
        begun = len(specialist.heard)
        epoch = patient.told("key")[-1]["epoch"]
        body = {"stacks": [1], "persons": [], "until_ms": scope["until_ms"]}
        assert (await mine.say("consent:narrow", body))["ok"]
        async with asyncio.timeout(1.0):
            await specialist.until(lambda: specialist.is_dark, "the dark")
            await patient.until(lambda: patient.told("key")[-1]["epoch"] > epoch, "a new key")
            await patient.until(lambda: [s["id"] for s in patient.told("manifest")[-1]["stacks"]] == [1], "one stack")
        assert pictures_of(specialist, begun) == set()
        (narrowed,) = await entries(consult, "consent.narrowed")
        assert narrowed["facts"]["stacks"] == [1]
        assert narrowed["facts"]["persons"] == [patient.participant]
        wider = {"stacks": [0, 1], "persons": [specialist.participant]}
        assert (await mine.say("consent:narrow", wider))["code"] == "bad_value"


async def test_another_basis_names_what_it_has_to_and_covers_what_was_picked(clinic: Clinic) -> None:
    """H3: stacks and people of the host's choice; without its words it is none; the words are nowhere but sealed."""
    async with talking(clinic, 6, 5) as consult:
        patient, specialist = consult.seats
        asked: Json = {"basis": "guardian", "words": {"who": "Ana Plover", "relation": "mother"}}
        refused = await consult.host.say("consent:basis", asked)
        assert (refused["code"], refused["field"]) == ("bad_value", "for_whom")
        asked["words"]["for_whom"] = "Leo Plover"
        picked = {"stacks": [0], "persons": [specialist.participant]}
        assert (await consult.host.say("consent:basis", {**asked, **picked}))["ok"]
        await specialist.until(lambda: specialist.frames, "a picture")
        assert told_of(specialist) == {0}
        assert not patient.frames
        (recorded,) = await entries(consult, "grant.recorded")
        assert recorded["facts"]["basis"] == "guardian"
        record = await consult.browser.must("GET", f"/api/consults/{consult.id}/record")
        assert "Plover" not in json.dumps([record, *(seat.heard for seat in (patient, specialist, consult.host))])


async def test_time_beyond_the_consent_is_the_patients_to_give(clinic: Clinic) -> None:
    """A2: the host reads until when it goes, is refused with that, asks, and after a yes it goes on."""
    async with talking(clinic, 6) as consult:
        patient, host = consult.seats[0], consult.host
        form = await patient.asked()
        ends = [int(each["value"]) for part in form["parts"] if part["kind"] == "until" for each in part["choices"]]
        assert (await patient.say("consent:answer", {**agreed(form), "until_ms": ends[-2]}))["ok"]
        await host.until(lambda: host.state["consent_until_ms"] == ends[-2], "the consent's end")
        assert host.state["more_time"]
        assert patient.state["consent_until_ms"] is None
        refused = await host.say("room:extend", {"minutes": 5})
        assert (refused["code"], refused["consent_until_ms"]) == ("cap", ends[-2])
        assert (await host.say("consent:ask", {"participant": patient.participant}))["ok"]
        await patient.until(lambda: len(patient.told("consent")) == 2, "a new form")
        assert (await patient.say("consent:answer", agreed(patient.told("consent")[-1])))["ok"]
        assert (await host.say("room:extend", {"minutes": 5}))["ok"]
        await host.until(lambda: host.state["consent_until_ms"] == ends[-1], "the later end")
        assert not host.state["more_time"]
