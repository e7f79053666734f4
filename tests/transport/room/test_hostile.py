"""What a hostile participant tried on the wire, and what it got: each was tried first and is kept here."""

import asyncio
import json
import sqlite3
from functools import partial

import pytest

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import Clinic, Consult
from tests.transport.room.raw_socket import ROOM, RawSocket, auth, handshake, public_key
from tests.transport.room.test_no_courtesy import GUESTS, line, reviewing, view


def card_of(seat: Seat, whose: Seat) -> Json:
    """What somebody was last told of somebody."""
    cards: list[Json] = seat.told("presence")[-1]["participants"]
    return next(card for card in cards if card["id"] == whose.participant)


async def test_a_key_that_was_kept_opens_nothing_of_the_dark(clinic: Clinic) -> None:
    """C15, T-22, decisions 4: a patient who keeps every key opens no frame prepared while blank, then or later."""
    async with reviewing(clinic, 6) as (consult, patient, specialist):
        kept = dict(patient._keys)
        assert (await consult.host.say("room:blank", {"on": True}))["ok"]
        await consult.look(4, cseq=9)
        await specialist.until(lambda: specialist.frames[-1].meta["pos"] == 4, "what is prepared")
        prepared = specialist.frames[-1].meta
        assert (await consult.host.say("room:blank", {"on": False}))["ok"]
        await patient.until(lambda: not patient.is_dark, "pictures again")
        assert prepared["epoch"] not in kept.keys() | patient._keys.keys()


async def test_clinicians_leave_no_trace_with_a_patient(clinic: Clinic) -> None:
    """G3: while they confer, keep views and read, a patient hears not one message, and `m` counts none."""
    async with reviewing(clinic, 6) as (consult, patient, specialist):
        assert (await patient.say("chat:send", line("before", 1)))["ok"]
        await patient.until(lambda: patient.told("chat"), "the line")
        begun = len(patient.heard)
        for number in range(3):
            assert (await consult.host.say("chat:send", line("aside", number, channel="clinicians")))["ok"]
            assert (await consult.host.say("bookmark:put", {"name": f"Aside {number}"}))["ok"]
        assert (await specialist.say("chat:since", {"seq": 0, "channel": "clinicians"}))["ok"]
        assert (await patient.say("chat:send", line("after", 2)))["ok"]
        await patient.until(lambda: patient.told("chat")[-1]["lines"][-1]["text"] == "after", "the next line")
        heard = [(name, body) for name, body in patient.heard[begun:] if name not in {"frame", "lease"}]
        assert [name for name, _ in heard] == ["chat"]
        lines = [told["lines"][-1] for told in patient.told("chat")]
        assert lines[-1]["seq"] == lines[-2]["seq"] + 1
        numbers = [body["m"] for _, body in patient.heard if body.get("m")]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("claimed", [7, 2**53 - 1])
async def test_a_read_mark_is_of_lines_there_are(clinic: Clinic, claimed: int) -> None:
    """G3: whoever claims to have read further than anybody wrote has read what there is: no channel leaks as a mark."""
    async with reviewing(clinic, 6) as (consult, patient, specialist):
        for number in range(5):
            assert (await consult.host.say("chat:send", line("aside", number, channel="clinicians")))["ok"]
        there = (await consult.host.say("chat:send", line("for all", 99)))["seq"]
        assert (await specialist.say("chat:read", {"seq": max(claimed, there + 1)}))["ok"]
        await patient.until(lambda: card_of(patient, specialist)["read"], "the mark")
        assert card_of(patient, specialist)["read"] == there


async def test_a_link_to_a_hidden_picture_is_not_told(clinic: Clinic) -> None:
    """T-16: how far a picture one may not see is scrolled from another is something about it."""
    async with reviewing(clinic, 6, 5) as (consult, patient, _):
        ports = [{"id": "a", "stack": 0, "pos": 1}, {"id": "b", "stack": 1, "pos": 2}]
        linked = {"layout": [1, 2], "viewports": ports, "link": {"first": "a", "second": "b", "offset": 17.0}}
        assert (await consult.host.say("view:set", view(0) | linked))["ok"]
        await patient.until(lambda: len(patient.told("view")[-1]["view"]["viewports"]) == 2, "the view")
        assert patient.told("view")[-1]["view"]["link"] is None
        assert consult.host.told("view")[-1]["view"]["link"]["offset"] == 17.0


async def entering(consult: Consult, seat: Seat) -> tuple[RawSocket, str]:
    """An upgraded line of this person, and a ticket for it."""
    ticket = (await seat.browser.must("POST", "/api/join/ticket", {}))["ticket"]
    return await handshake(consult.clinic.port, consult.id), ticket


async def test_lines_cut_while_they_enter_leave_nobody_behind(clinic: Clinic) -> None:
    """T-17: thirty connections that end in the middle of their CONNECT: nobody is online who is not there."""
    async with clinic.consult(6, guests=GUESTS) as consult:
        host = await consult.open()
        patient = await consult.admitted(0)
        await patient.leave()
        for _ in range(30):
            socket, ticket = await entering(consult, patient)
            await socket.text(f"40{ROOM},{json.dumps(auth(ticket))}")
            socket.writer.transport.abort()
        specialist = await consult.admitted(1)
        await host.until(lambda: card_of(host, specialist)["online"], "the others")
        await host.until(lambda: not card_of(host, patient)["online"], "nobody there", 20)


async def test_of_many_lines_of_one_person_one_stays(clinic: Clinic) -> None:
    """T-11: six tickets at the same moment: the others are told `moved`, and with the last one that person is gone."""
    async with clinic.consult(6, guests=GUESTS) as consult:
        host = await consult.open()
        patient = await consult.admitted(0)
        await patient.leave()
        lines = [await entering(consult, patient) for _ in range(6)]
        for socket, _ in lines:
            socket.listen()
        await asyncio.gather(*(socket.connect(ticket) for socket, ticket in lines))
        sockets = [socket for socket, _ in lines]
        await sockets[0].until(lambda: sum(socket.closed is None for socket in sockets) == 1, "one to be left")
        assert sorted(socket.byes for socket in sockets) == [[], *[["moved"]] * 5]
        for socket in sockets:
            await socket.end()
        await host.until(lambda: not card_of(host, patient)["online"], "nobody there")


async def test_what_others_were_sent_cannot_be_said_to_be_had(clinic: Clinic) -> None:
    """T-16: `have` with addresses of others, right and made up, brings the same pictures as none at all."""
    async with reviewing(clinic, 6) as (consult, patient, specialist):
        others = sorted({frame.meta["fid"] for seat in (consult.host, specialist) for frame in seat.frames})
        await patient.leave()
        brought = []
        for have in ([], others[:200], ["A" * 22]):
            socket, ticket = await entering(consult, patient)
            socket.listen()
            await socket.connect(ticket, resume={"have": have}, caps={"ecdh": public_key()})
            await socket.until(lambda socket=socket: any('["frame"' in text for text in socket.heard), "a picture")
            first = next(text for text in socket.heard if '["frame"' in text)
            brought.append({key: json.loads(first.split(",", 1)[1])[1][key] for key in ("fid", "stack", "pos", "n")})
            await socket.end()
        assert brought[0] == brought[1] == brought[2]


async def test_nothing_is_kept_of_who_may_not_say_it(clinic: Clinic) -> None:
    """T-15: words for another basis by who waits, by a patient and by a specialist are refused before they rest."""
    async with clinic.consult(6, guests=GUESTS) as consult:
        await consult.open()
        seats = [await consult.admitted(0), await consult.admitted(1), await consult.waiting(2)]

        def kept() -> int:
            with sqlite3.connect(clinic.server.data / "lightbox.db", timeout=10) as database:
                return int(database.execute("SELECT count(*) FROM consents").fetchone()[0])

        before = kept()
        for seat in seats:
            answer = await seat.say("consent:basis", {"basis": "documented", "words": {"reference": "letter of 3 May"}})
            assert answer["code"] == "forbidden"
        assert kept() == before


async def test_whoever_reaches_for_control_all_agree_who_has_it(clinic: Clinic) -> None:
    """T-15: take, grant, request and release at the same moment, twice: one holder, the same on every screen."""
    async with clinic.consult(6, guests=GUESTS) as consult:
        host = await consult.open()
        seats = [host, await consult.seeing(0), await consult.admitted(1), await consult.admitted(2)]
        _, _, first, second = seats
        assert (await host.say("consent:basis", {"basis": "documented", "words": {"reference": "letter of 3 May"}}))[
            "ok"
        ]
        for _ in range(2):
            assert (await host.say("control:grant", {"to": first.participant}))["ok"]
            await asyncio.gather(
                host.say("control:take"),
                first.say("control:grant", {"to": second.participant}),
                second.say("control:request"),
                first.say("control:release"),
            )
            last = (await host.say("control:take"))["token_epoch"]
            for seat in seats:
                await seat.until(partial(_is_at, seat, last), "the last word")
            said = {json.dumps(seat.told("control")[-1]["token"]) for seat in seats}
            assert len(said) == 1
            assert json.loads(said.pop())["holder"] == host.participant


def _is_at(seat: Seat, token_epoch: int) -> bool:
    return bool(seat.told("control")[-1]["token"]["token_epoch"] == token_epoch)
