"""A board in a live consult, as raw clients meet it (F7): who hears of it, who votes, and what stays."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import Clinic, Consult

QUESTION = "ZQBOARD Resect the nodule?"
REASON = "ZQREASON Growth is not shown."
GUESTS = ("patient", "specialist", "specialist", "observer")


@asynccontextmanager
async def meeting(clinic: Clinic) -> AsyncIterator[Consult]:
    """Two series in one room; a patient who agreed, two specialists and an observer, all in the talk."""
    async with clinic.consult(6, 5, guests=GUESTS) as consult:
        await consult.open()
        await consult.agree(await consult.admitted(0))
        for number in (1, 2, 3):
            await consult.admitted(number)
        yield consult


def newest(seat: Seat) -> Json:
    """The question as this person was last told of it."""
    ballots: list[Json] = seat.told("board")[-1]["ballots"]
    return ballots[-1]


def stands(seat: Seat) -> list[int | None]:
    """Where each of the board stands, as far as this person may read it."""
    return [each["position"] for each in newest(seat)["seats"]]


async def asked(consult: Consult, *board: Seat, **more: object) -> Json:
    """The host asks these."""
    body = {"question": QUESTION, "board": [each.participant for each in board], **more}
    answer = await consult.host.say("board:ask", body)
    await board[-1].until(lambda: board[-1].told("board"), "the question")
    return answer


async def shown(seat: Seat) -> None:
    """Wait until this person may read the votes of others."""
    await seat.until(lambda: newest(seat)["revealed"], "all votes")


async def heard(seat: Seat, words: str) -> None:
    """Wait until a line of chat has come."""
    await seat.until(lambda: words in json.dumps(seat.told("chat")), "the chat")


async def votes(seat: Seat, position: int, reason: str = "") -> str:
    """The code of the answer, or ok."""
    answer = await seat.say("board:vote", {"number": 1, "position": position, "reason": reason})
    return "ok" if answer["ok"] else str(answer["code"])


async def test_a_board_votes_and_one_dissents(clinic: Clinic) -> None:
    """[SES-305] [SES-306] [SES-307] [SES-308] [SES-312] F7: asked, hidden, shown, counted; the record, the paper."""
    async with meeting(clinic) as consult:
        host, (_, first, second, _) = consult.host, consult.seats
        assert (await asked(consult, host, first, second))["number"] == 1
        assert (await host.say("board:ask", {"question": "?", "board": [host.participant, first.participant]}))[
            "code"
        ] == "conflict"
        assert await votes(first, 1) == "bad_value"
        assert await votes(first, 1, REASON) == "ok"
        await host.until(lambda: newest(host)["seats"][1]["voted"], "that somebody voted")
        assert (stands(host), stands(first)) == ([None] * 3, [None, 1, None])
        assert "ZQREASON" not in json.dumps([host.heard, second.heard])
        assert await votes(host, 0) == "ok"
        assert await votes(second, 2, "A tissue sample.") == "ok"
        for seat in (host, first, second):
            await shown(seat)
            assert stands(seat) == [0, 1, 2]
        assert await votes(second, 0) == "ok"
        assert (await host.say("board:close", {"number": 1}))["outcome"] == "decided"
        for refused in (await votes(first, 0), (await host.say("board:close", {"number": 1}))["code"]):
            assert refused == "conflict"
        await first.until(lambda: newest(first)["outcome"] == "decided", "the result")
        result = newest(first)
        assert (result["decided"], result["counted"], result["seats"][1]["reason"]) == (0, 3, REASON)

        entries = (await consult.browser.must("GET", f"/api/consults/{consult.id}/record"))["entries"]
        kinds = [each["kind"] for each in entries if each["kind"].startswith("board.")]
        assert kinds == ["board.asked", *["board.voted"] * 3, "board.revealed", "board.voted", "board.closed"]
        assert "ZQ" not in json.dumps(entries)
        paper = await consult.browser.must("GET", f"/api/consults/{consult.id}/paper")
        (part,) = [each for each in paper["parts"] if each["id"] == "board"]
        assert part["table"]["rows"][1] == ["Guest 1", "Differ\nDissent", REASON]
        # another question may follow
        assert (await asked(consult, host, first))["number"] == 2


async def test_patient_and_observer_hear_nothing_of_it(clinic: Clinic) -> None:
    """[SES-309] Not the question, not a vote, not that there is one; neither may they ask, vote or count."""
    async with meeting(clinic) as consult:
        host, (patient, first, second, observer) = consult.host, consult.seats
        await asked(consult, host, first)
        assert await votes(host, 0) == "ok"
        assert await votes(second, 0) == "forbidden", "no seat on this board"
        for seat in (patient, observer):
            assert await votes(seat, 0) == "forbidden"
            assert (await seat.say("board:close", {"number": 1}))["code"] == "forbidden"
            body = {"question": QUESTION, "board": [host.participant, first.participant]}
            assert (await seat.say("board:ask", body))["code"] == "forbidden"
        assert (await first.say("board:close", {"number": 1}))["code"] == "forbidden"
        # what is said to everybody comes after what was said to some
        assert (await host.chat("Good morning"))["ok"]
        for seat in (patient, observer):
            await heard(seat, "Good morning")
        again = Seat(patient.browser)
        await again.enter(await patient.browser.must("POST", "/api/join/ticket", {}))
        for seat in (patient, observer, again):
            assert [name for name, body in seat.heard if name == "board" or "ZQBOARD" in json.dumps(body)] == []
        assert [each["ballots"] for each in again.told("room:welcome")] == [[]]
        await again.leave()
