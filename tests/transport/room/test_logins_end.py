"""A login that is over takes its sockets with it: within a second nothing is heard, done or fetched under it."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable

import pytest

from server.cli.visitor import Browser, Seat
from tests.journeys.clinic import LARGE, Clinic
from tests.stopwatch import Stopwatch

SOON_S = 1.0


async def closes(seat: Seat, by: Callable[[], Awaitable[object]]) -> str:
    """What a seat's socket says before it closes, which it does within a second of an act."""
    watch = Stopwatch()
    await by()
    await seat.until(lambda: seat.told("bye"), "the goodbye")
    assert watch.own_s <= SOON_S
    await seat.until(lambda: seat.closed, "the socket's end")
    assert watch.own_s <= 2 * SOON_S
    return str(seat.told("bye")[-1]["code"])


def sql(clinic: Clinic, statement: str, *given: object) -> None:
    """What another process, or a person at the database, may have written."""
    with sqlite3.connect(clinic.server.data / "lightbox.db", timeout=10) as database:
        assert database.execute(statement, given).rowcount >= 1


async def signed_in_anew(clinic: Clinic, name: str = "roe") -> None:
    """The next browser signs in, and needs not wait for the next code."""
    clinic.cookies.pop(name, None)
    sql(clinic, "UPDATE accounts SET totp_step = 0")
    clinic.forgive()


async def test_sign_out_closes_the_sockets_of_that_login(clinic: Clinic) -> None:
    """T-10: dark first, then goodbye; a large picture that was announced is not to be had afterwards."""
    await signed_in_anew(clinic)
    async with clinic.consult(noisy=LARGE, host="roe") as consult:
        host = await consult.open()
        address = await consult.address(host)
        assert (await consult.browser.fetch(address))[0] == 200
        copied = Browser(clinic.server.address)
        copied._cookies.update(consult.browser._cookies)
        assert await closes(host, lambda: consult.browser.ask("POST", "/api/sign-out")) == "signed_out"
        assert host.is_dark
        async with copied:
            assert (await copied.fetch(address))[0] == 404
            assert (await copied.ask("POST", f"/api/consults/{consult.id}/ticket", {})).code == "signed_out"
    clinic.cookies.pop("roe")


async def test_another_login_of_the_same_person_stays(clinic: Clinic) -> None:
    """T-10: the browser at home is signed out, the one in the consult goes on."""
    await signed_in_anew(clinic)
    async with clinic.browser("roe") as home:
        await signed_in_anew(clinic)
        async with clinic.consult(6, host="roe") as consult:
            host = await consult.open()
            await home.ask("POST", "/api/sign-out")
            assert (await host.chat("still here"))["ok"]
            assert not host.told("bye")


async def test_a_login_ended_from_another_browser_closes_its_sockets(clinic: Clinic) -> None:
    """T-10: the laptop left in the consult, signed out from the telephone; the telephone stays."""
    await signed_in_anew(clinic)
    async with clinic.consult(6, host="roe") as consult:
        host = await consult.open()
        await signed_in_anew(clinic)
        async with clinic.browser("roe") as phone:
            assert await closes(host, lambda: phone.must("DELETE", "/api/logins")) == "signed_out"
            assert len((await phone.must("GET", "/api/logins"))["logins"]) == 1
        assert (await consult.browser.ask("GET", "/api/me")).code == "signed_out"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM logins WHERE person = ?",
        "UPDATE accounts SET disabled = 1 WHERE id = ?",
        "UPDATE logins SET created_ms = created_ms - 24 * 3600 * 1000 WHERE person = ?",
    ],
    ids=["ended_elsewhere", "disabled", "expired"],
)
async def test_a_login_that_ended_elsewhere_closes_its_sockets(clinic: Clinic, statement: str) -> None:
    """T-10: ended by another process, its person disabled, or past its twelve hours."""
    await signed_in_anew(clinic)
    async with clinic.consult(noisy=LARGE, host="roe") as consult:
        host = await consult.open()
        address = await consult.address(host)
        person = (await consult.browser.must("GET", "/api/me"))["person"]["id"]

        async def over() -> None:
            await asyncio.to_thread(sql, clinic, statement, person)

        assert await closes(host, over) == "signed_out"
        assert (await consult.browser.fetch(address))[0] == 404
    sql(clinic, "UPDATE accounts SET disabled = 0")
    await signed_in_anew(clinic)


async def test_a_revoked_link_closes_its_guests_socket(clinic: Clinic) -> None:
    """T-10, JU3: the patient's phone was lost; what was announced to it is not to be had any more."""
    async with clinic.consult(guests=("patient",), noisy=LARGE) as consult:
        await consult.open()
        patient = await consult.seeing()
        address = await consult.address(patient)
        link = f"/api/consults/{consult.id}/guests/{patient.participant}/link"
        assert await closes(patient, lambda: consult.browser.ask("DELETE", link)) == "removed"
        assert patient.is_dark
        assert (await patient.browser.fetch(address))[0] == 404
        assert (await consult.host.say("room:pause"))["ok"]


async def test_a_guest_login_that_is_gone_closes_its_socket(clinic: Clinic) -> None:
    """T-10: also of somebody who waits, whatever forgot the login."""
    async with clinic.consult(6) as consult:
        await consult.open(look=False)
        waiting = await consult.waiting()

        async def forgotten() -> None:
            await asyncio.to_thread(sql, clinic, "DELETE FROM guest_logins WHERE session = ?", consult.id)

        assert await closes(waiting, forgotten) == "signed_out"
