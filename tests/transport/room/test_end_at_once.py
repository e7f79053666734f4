"""The end of everything now: within a second no screen is lit, no socket open and nothing to be fetched."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest

from server.cli.visitor import Browser, Seat
from tests.journeys.clinic import LARGE, Clinic, Consult
from tests.journeys.server_process import running
from tests.stopwatch import Stopwatch
from tests.transport.room.test_logins_end import SOON_S, closes, signed_in_anew


@pytest.mark.parametrize("way", ["room", "card"])
async def test_the_host_ends_a_consult_at_once(clinic: Clinic, way: str) -> None:
    """[SES-144] T-10: no farewell; the record says that it was stopped, and by whom."""
    async with clinic.consult(noisy=LARGE) as consult:
        host = await consult.open()
        patient = await consult.seeing()
        address = await consult.address(patient)

        async def end() -> None:
            if way == "room":
                assert (await host.say("room:end", {"at_once": True}))["ok"]
            else:
                assert (await consult.browser.must("POST", f"/api/consults/{consult.id}/end-now"))["phase"] == "locked"

        assert await closes(patient, end) == "locked"
        assert patient.is_dark
        assert (await patient.browser.fetch(address))[0] == 423
        await host.until(lambda: host.closed, "the host's end")
        record = await consult.browser.must("GET", f"/api/consults/{consult.id}/record")
        (lock,) = [each for each in record["entries"] if each["kind"] == "lock.started"]
        assert (lock["facts"]["reason"], lock["actor_name"]) == ("revoked", "Dr Lee")


@pytest.fixture
def whole_clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """Of its own: all of it ends."""
    made = Clinic.in_folder(tmp_path_factory.mktemp("whole"))
    with running(made.server):
        yield made


@pytest.fixture
async def three(whole_clinic: Clinic) -> AsyncIterator[tuple[Consult, Consult, Consult]]:
    """One that people are in, one whose host waits, one nobody has opened."""
    async with AsyncExitStack() as stack:
        viewing = await stack.enter_async_context(whole_clinic.consult(noisy=LARGE))
        await viewing.open()
        waiting = await stack.enter_async_context(whole_clinic.consult(6, host="roe"))
        await waiting.open()
        yield viewing, waiting, await stack.enter_async_context(whole_clinic.consult(6, host="roe"))


async def lit(seats: list[Seat]) -> bool:
    """Whether any of these screens shows pictures or has a line."""
    return any(not seat.is_dark or not seat.closed for seat in seats)


async def test_an_administrator_ends_everything(whole_clinic: Clinic, three: tuple[Consult, Consult, Consult]) -> None:
    """T-10, T-23: every consult and every login but this one, of which the administrator learns two numbers."""
    patient = await three[0].seeing()
    address = await three[0].address(patient)
    seats = [patient, three[0].host, three[1].host]
    async with whole_clinic.browser("ada") as ada:
        assert await ada.must("GET", "/api/everything") == {"unfinished": 3, "viewing": 1}
        watch, asked_s = Stopwatch(), time.monotonic()
        ended = asyncio.create_task(ada.must("POST", "/api/everything/end", {"logins": True}))
        while await lit(seats):
            assert time.monotonic() - asked_s <= 20, [(seat.is_dark, seat.closed) for seat in seats]
            await asyncio.sleep(0.02)
        assert watch.own_s <= SOON_S
        assert await ended == {"consults": 3, "logins": 2}
        assert {seat.told("bye")[-1]["code"] for seat in seats} == {"locked"}
        assert await ada.must("GET", "/api/everything") == {"unfinished": 0, "viewing": 0}
        assert (await patient.browser.fetch(address))[0] == 423
        for consult in three:
            assert (await consult.browser.ask("GET", "/api/me")).code == "signed_out"
        assert (await ada.must("POST", "/api/everything/end", {"logins": False})) == {"consults": 0, "logins": 0}
    whole_clinic.cookies.clear()
    await signed_in_anew(whole_clinic, "lee")
    async with whole_clinic.browser("lee") as lee:
        assert await reason(lee, three[0]) == ("revoked", "")
    await signed_in_anew(whole_clinic, "roe")
    async with whole_clinic.browser("roe") as roe:
        assert [await reason(roe, each) for each in three[1:]] == [("revoked", "")] * 2


async def reason(host: Browser, consult: Consult) -> tuple[str, str]:
    """Why a consult was locked, and by whom in words of this record: an administrator has none there."""
    record = await host.must("GET", f"/api/consults/{consult.id}/record")
    (lock,) = [each for each in record["entries"] if each["kind"] == "lock.started"]
    return lock["facts"]["reason"], lock["actor_name"]
