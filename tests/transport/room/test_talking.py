"""Signals, places in the line and receipts as raw clients meet them; chat that loses and doubles nothing (C14, G1, G4)."""

import asyncio
import uuid
from itertools import count, pairwise

import pytest

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import Clinic, Consult

RECONNECTS = 20


def lines(seat: Seat, code: str) -> list[Json]:
    return [each for chat in seat.told("chat") for each in chat["lines"] if each["code"] == code]


def card(seat: Seat, about: Seat) -> Json:
    (found,) = (each for each in seat.told("presence")[-1]["participants"] if each["id"] == about.participant)
    return dict(found)


async def test_signal_is_noticed_once(clinic: Clinic) -> None:
    """G4, SES-97: a call reaches the clinicians; whoever notices first says so to everybody, the patient included."""
    async with clinic.consult(guests=("patient", "specialist")) as consult:
        host = await consult.open()
        patient, specialist = await consult.seeing(0), await consult.admitted(1)
        assert (await patient.say("signal", {"kind": "call"}))["ok"]
        await host.until(lambda: [line for line in host.lines.values() if line["kind"] == "signal"], "the call")
        seq = next(line["seq"] for line in host.lines.values() if line["text"] == "call")
        assert (await patient.say("signal:noticed", {"seq": seq}))["code"] == "forbidden"
        assert (await host.say("signal:noticed", {"seq": seq + 1}))["code"] == "not_found"
        assert (await specialist.say("signal:noticed", {"seq": seq}))["ok"]
        assert (await host.say("signal:noticed", {"seq": seq}))["ok"]
        await patient.until(lambda: lines(patient, "signal_noticed"), "the answer")
        (noticed,) = lines(patient, "signal_noticed")
        assert noticed["facts"] == {"participant": specialist.participant, "signal": seq}


async def test_host_reads_what_is_on_a_guests_screen(clinic: Clinic) -> None:
    """C14: picture, quality and time of the receipt, to the host alone.

    Of a single picture: a raw client calls neighbors shown too, and on a busy machine they come after the sharp one.
    """
    async with clinic.consult(1) as consult:
        host = await consult.open()
        patient = await consult.seeing()
        await host.until(
            lambda: host.told("presence") and card(host, patient)["seen_tier"] == "lossless", "a sharp one"
        )
        assert card(host, patient)["seen"][0] == 0
        assert abs(card(host, patient)["seen_ms"] - host.state["server_ms"]) < 60_000
        await patient.until(lambda: patient.told("presence"), "a presence")
        assert all(one["seen_ms"] == 0 and not one["seen_tier"] for one in patient.told("presence")[-1]["participants"])


async def test_nobody_is_told_the_same_people_twice(clinic: Clinic) -> None:
    """Receipts of what a guest sees change the host's list alone; a hundred others are not told theirs again."""
    async with clinic.consult(12, guests=("patient", "specialist")) as consult:
        host = await consult.open()
        patient = await consult.seeing()
        colleague = await consult.admitted(1)
        for pos in (3, 5):
            await consult.look(pos)
            await host.until(lambda pos=pos: card(host, patient)["seen"] == [0, pos], "the receipt")  # type: ignore[misc]  # bound now
        for seat in (host, patient, colleague):
            lists = [told["participants"] for told in seat.told("presence")]
            assert all(one != other for one, other in pairwise(lists))
        assert len(host.told("presence")) > len(colleague.told("presence"))


async def test_place_in_the_line_moves_up(clinic: Clinic) -> None:
    """JM03: whoever waits is told as soon as somebody before them is let in or goes."""
    async with clinic.consult(guests=("patient", "specialist")) as consult:
        await consult.open()
        first = await consult.waiting(1)
        second = await consult.waiting(0)
        assert second.told("room:welcome")[0]["place"] == 2
        await consult.admit(first)
        await second.until(lambda: second.state["place"] == 1, "one place less")
        assert not second.told("presence")


@pytest.mark.slow
async def test_twenty_cuts_lose_and_double_nothing(clinic: Clinic) -> None:
    """G1: lines with and without pictures in two channels, sent again after every cut: each once, in one order for all."""
    async with clinic.consult(6, guests=("patient", "specialist")) as consult:
        host = await consult.open()
        patient, specialist = await consult.seeing(0), await consult.admitted(1)
        said: dict[str, list[str]] = {"talk": [], "clinicians": []}
        for cut in range(RECONNECTS):
            channel = "clinicians" if cut % 3 == 2 else "talk"
            pieces = [_line(f"{channel} {cut} {number}", channel, cut % 6) for number in range(3)]
            said[channel] += [piece["text"] for piece in pieces]
            await _say_through_a_cut(consult, specialist, pieces, cut)
        for channel, expected in said.items():
            read = [await _all(one, channel) for one in (host, specialist)]
            assert [line["text"] for line in read[0] if line["kind"] == "text"] == expected
            assert read[0] == read[1]
            assert [line["seq"] for line in read[0]] == list(range(1, len(read[0]) + 1))
        theirs = await _all(patient, "talk")
        assert [line["text"] for line in theirs if line["kind"] == "text"] == said["talk"]
        assert [line["picture"] for line in theirs] == [line["picture"] for line in await _all(host, "talk")]
        assert sum(line["picture"] is not None for line in theirs) == len(said["talk"])


def _line(text: str, channel: str, pos: int) -> Json:
    return {"cid": str(uuid.uuid4()), "text": text, "channel": channel, "picture": {"id": "a", "stack": 0, "pos": pos}}


async def _say_through_a_cut(consult: Consult, seat: Seat, pieces: list[Json], cut: int) -> None:
    """Send, cut the line with answers on their way, come back, and send everything again."""
    sending = [asyncio.create_task(seat.say("chat:send", piece)) for piece in pieces[: cut % 4]]
    await asyncio.sleep(0)
    await seat.leave()
    for task in sending:
        task.cancel()
    await asyncio.gather(*sending, return_exceptions=True)
    seat.heard.clear()
    await seat.enter(await seat.browser.must("POST", "/api/join/ticket", {}))
    for piece in pieces:
        for tried in count():
            answer = await seat.say("chat:send", piece)
            if answer["ok"]:
                break
            assert answer["code"] == "rate", answer
            assert tried < 30
            await asyncio.sleep(answer.get("retry_ms", 200) / 1000)


async def _all(seat: Seat, channel: str) -> list[Json]:
    answer = await seat.say("chat:since", {"seq": 0, "channel": channel})
    assert answer["ok"]
    assert not answer["more"]
    return list(answer["lines"])
