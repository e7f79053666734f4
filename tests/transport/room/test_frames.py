"""Large sealed frames by address: for whom they were announced to, while they may be seen, and for nobody else ever."""

import asyncio
import re

import pytest
from cryptography.exceptions import InvalidTag

from server.cli.visitor import Browser, Json, Seat
from tests.journeys.clinic import LARGE, Clinic
from tests.stopwatch import Stopwatch
from tests.transport.room.raw_socket import raw_socket

GUESTS = ("patient", "specialist", "specialist")


async def status_of(seat: Seat, address: str) -> tuple[int, bytes]:
    """Status and body of a fetch by somebody."""
    status, body = await seat.browser.fetch(address)
    return status, re.sub(rb'"[0-9a-f]{16,}"', b'""', body)


async def test_a_frame_is_fetched_by_whom_it_was_announced_to(clinic: Clinic) -> None:
    """Decisions 20: sealed bytes, never kept by anything on the way."""
    async with clinic.consult(guests=("patient",), noisy=LARGE) as consult:
        await consult.open()
        patient = await consult.seeing()
        address = await consult.address(patient)
        async with patient.browser.session.get(
            consult.browser.address + address, headers=patient.browser.headers
        ) as got:
            assert (got.status, got.content_type) == (200, "application/octet-stream")
            assert got.headers["Cache-Control"] == "no-store"
            assert len(await got.read()) > 192 * 1024


async def test_to_everybody_else_it_does_not_exist(clinic: Clinic) -> None:
    """T-16, decisions 20: another room, somebody who waits, who has no cookie, or another frame: one and the same 404."""
    async with clinic.consult(guests=GUESTS, noisy=LARGE) as consult, clinic.consult(6, host="roe") as other:
        await consult.open()
        patient = await consult.seeing()
        waiting = await consult.waiting(1)
        await other.open()
        stranger = await other.seeing()
        address = await consult.address(patient)
        bare = address.partition("?")[0]
        async with clinic.browser() as nobody:
            unknown = await status_of(patient, "/f/" + "A" * 22)
            assert unknown[0] == 404
            for seat in (waiting, stranger, Seat(nobody), other.host):
                for asked in (address, bare, f"{bare}?room={other.id}", f"{bare}?room=%00", bare + "/", bare[:-1]):
                    answered = await status_of(seat, asked)
                    assert answered[0] == 404, asked
                    if asked == address:
                        assert answered == unknown
            for asked in (f"{bare}?room={other.id}", "/f/%2e%2e%2f", "/f/" + "A" * 5000):
                assert (await status_of(patient, asked))[0] in {400, 404}


async def test_an_address_that_was_passed_on_is_an_alert(clinic: Clinic) -> None:
    """T-16: in the room's own record, once however often it is tried; a fetch of one's own that came too late is none."""
    async with clinic.consult(guests=GUESTS, noisy=LARGE) as consult, clinic.consult(6, host="roe") as other:
        await consult.open()
        patient = await consult.seeing()
        await other.open()
        stranger = await other.seeing()
        address = await consult.address(patient)
        assert (await status_of(patient, f"/f/{'A' * 22}?room={consult.id}"))[0] == 404
        assert not await alerts(consult.browser, consult.id)
        for seat in (stranger, other.host) * 5:
            assert (await status_of(seat, address))[0] == 404
        async with clinic.browser() as nobody:
            assert (await status_of(Seat(nobody), address))[0] == 404
        async with asyncio.timeout(10):
            while not (found := await alerts(consult.browser, consult.id)):
                await asyncio.sleep(0.02)
        assert [entry["facts"]["code"] for entry in found] == ["foreign_frame"]
        assert not await alerts(other.browser, other.id)


async def alerts(host: Browser, consult: str) -> list[Json]:
    """What the host reads of alarms in the record of a consult."""
    record = await host.must("GET", f"/api/consults/{consult}/record")
    return [entry for entry in record["entries"] if entry["kind"] == "security.alert"]


async def test_pausing_takes_back_what_was_announced(clinic: Clinic) -> None:
    """Decisions 3: the epoch is over, and with it every address of it; the host's own too."""
    async with clinic.consult(guests=("patient",), noisy=LARGE) as consult:
        await consult.open()
        patient = await consult.seeing()
        addresses = [await consult.address(seat) for seat in (patient, consult.host)]
        assert (await consult.host.say("room:pause"))["ok"]
        for seat, address in zip((patient, consult.host), addresses, strict=True):
            assert (await status_of(seat, address))[0] == 404


async def test_after_the_end_every_address_says_locked(clinic: Clinic) -> None:
    """T-36: 423 to who was in it, three times over; 404 with another cookie and with none; no pixel to anybody."""
    async with clinic.consult(guests=("patient",), noisy=LARGE) as consult, clinic.consult(6, host="roe") as other:
        await consult.open()
        patient = await consult.seeing()
        addresses = {
            body["href"] for seat in (patient, consult.host) for body in seat.told("frame") if body.get("href")
        }
        await other.open()
        stranger = await other.seeing()
        old = [await consult.ticket(), await patient.browser.must("POST", "/api/join/ticket", {})]
        for phase in ("closing", "locked"):
            await consult.host.say("room:end")
            async with clinic.browser() as nobody:
                for address in sorted(addresses) * 3:
                    for seat in (patient, consult.host):
                        status, body = await seat.browser.fetch(address)
                        assert (status, b"locked" in body) == (423, True), phase
                    for seat in (stranger, other.host, Seat(nobody)):
                        assert (await seat.browser.fetch(address))[0] == 404, phase
        await consult.host.until(lambda: consult.host.closed and patient.closed, "the goodbye")
        for ticket in old:
            async with raw_socket(clinic.port, consult.id) as socket:
                await socket.connect(ticket["ticket"])
                assert socket.codes[0] in {"locked", "auth"}
        for seat, path in ((patient, "/api/join/ticket"), (consult.host, f"/api/consults/{consult.id}/ticket")):
            answered = await seat.browser.ask("POST", path, {})
            assert (answered.status, answered.code) == (423, "locked")


async def test_who_was_removed_opens_nothing_later(clinic: Clinic) -> None:
    """T-22: a raw client that keeps its keys and its cookie reads no later frame, by socket, by address or by ticket."""
    async with clinic.consult(guests=GUESTS, noisy=LARGE) as consult:
        await consult.open()
        removed = await consult.seeing()
        before = await consult.address(removed)
        keys = dict(removed._keys)
        watch = Stopwatch()
        assert (await consult.host.say("room:remove", {"participant": removed.participant}))["ok"]
        await removed.until(lambda: removed.closed, "the goodbye")
        assert watch.own_s <= 1
        seen = len(removed.frames)
        await consult.look(1)
        await consult.host.until(lambda: consult.host.frames[-1].meta["pos"] == 1, "a later picture")
        later = consult.host.frames[-1].meta
        assert later["epoch"] not in keys
        for address in (before, later["href"]):
            assert (await removed.browser.fetch(address))[0] in {404, 423}
        _, sealed = await consult.browser.fetch(later["href"])
        for epoch, key in keys.items():
            with pytest.raises((InvalidTag, KeyError)):
                _opened_with(removed, {**later, "epoch": epoch}, sealed, {epoch: key})
        assert (await removed.browser.ask("POST", "/api/join/ticket", {})).status in {401, 403, 404}
        assert len(removed.frames) == seen


def _opened_with(seat: Seat, meta: dict[str, object], sealed: bytes, keys: dict[int, bytes]) -> bytes:
    seat._keys = keys
    return seat._opened(meta, sealed)


async def test_captured_messages_do_nothing_twice(clinic: Clinic) -> None:
    """T-37: a whole captured connection played again: the ticket is spent, and lines of chat are the same lines."""
    async with clinic.consult() as consult:
        async with raw_socket(clinic.port, consult.id) as socket:
            ticket = (await consult.ticket())["ticket"]
            await socket.connect(ticket)
            said = {"cid": "0" * 16, "text": "once"}
            await socket.event("chat:send", said, 1)
            await socket.until(lambda: len(socket.answers("43")) == 1, "stored")
        async with raw_socket(clinic.port, consult.id) as again:
            await again.connect(ticket)
            assert again.codes == ["auth"]
            await again.event("chat:send", said, 1)
            await again.until(lambda: again.closed is not None, "the end")
        host = await consult.open()
        first = await host.say("chat:send", said)
        second = await host.say("chat:send", said)
        assert (first["id"], first["seq"]) == (second["id"], second["seq"])
        lines = (await host.say("chat:since", {"seq": 0}))["lines"]
        assert [line["text"] for line in lines if line["kind"] == "text"] == ["once"]


async def test_a_view_of_a_former_presenter_is_stale(clinic: Clinic) -> None:
    """T-37: the token's epoch is the nonce: what was captured before a hand-over moves nothing after it."""
    async with clinic.consult(guests=GUESTS) as consult:
        host = await consult.open()
        await consult.seeing()
        specialist = await consult.admitted(1)
        captured = {
            "cseq": 5,
            "token_epoch": 1,
            "layout": [1, 1],
            "active": "a",
            "viewports": [{"id": "a", "stack": 0, "pos": 4}],
        }
        assert (await host.say("view:set", captured))["ok"]
        assert (await host.say("control:grant", {"to": specialist.participant}))["ok"]
        assert (await host.say("control:take"))["ok"]
        assert (await host.say("view:set", captured))["code"] == "not_presenter"


async def test_a_host_who_tries_a_guest_s_link_in_the_same_browser_keeps_the_pictures(clinic: Clinic) -> None:
    """Decisions 20: a browser with both cookies has both seats."""
    async with clinic.consult(guests=("patient",), noisy=LARGE) as consult:
        await consult.open()
        patient = await consult.seeing()
        both = "; ".join(seat.browser.headers["Cookie"] for seat in (patient, consult.host))
        epoch = patient.told("key")[-1]["epoch"]
        for seat in (patient, consult.host):
            await seat.until(lambda seat=seat: seat.frames[-1].meta["epoch"] == epoch, "a picture")  # type: ignore[misc]
            large = [body for body in seat.told("frame") if body.get("href") and body["epoch"] == epoch]
            address = f"{consult.browser.address}{large[-1]['href']}"
            async with seat.browser.session.get(address, headers={**seat.browser.headers, "Cookie": both}) as got:
                assert got.status == 200
