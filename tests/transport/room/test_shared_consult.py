"""A colleague in somebody else's consult: let in by its host, waiting like a guest, vouched for by their login."""

from server.cli.visitor import Browser, Json, Seat
from tests.journeys.clinic import Clinic, Consult
from tests.transport.room.test_logins_end import closes, signed_in_anew


async def colleague_of(consult: Consult, name: str = "Dr Roe") -> Json:
    """Somebody else of the clinic."""
    colleagues = (await consult.browser.must("GET", "/api/colleagues"))["colleagues"]
    return next(each for each in colleagues if each["name"] == name)


async def entered(consult: Consult, browser: Browser) -> Seat:
    """The colleague waits in the lobby."""
    seat = Seat(browser)
    await seat.enter(await browser.must("POST", f"/api/consults/{consult.id}/ticket", {}))
    return seat


async def test_a_colleague_comes_in_sees_and_goes(clinic: Clinic) -> None:
    """Issue 5, JP04: a verified specialist; no agreement from before covers them; unshared, they are out within a second."""
    await signed_in_anew(clinic)
    async with clinic.consult(6) as consult, clinic.browser("roe") as roe:
        host, patient = await consult.open(), await consult.seeing()
        person = await colleague_of(consult)
        shares = f"/api/consults/{consult.id}/shares"
        assert (await roe.ask("GET", f"/api/consults/{consult.id}")).status == 404
        card = await consult.browser.must("POST", shares, {"person_id": person["id"]})
        assert [each["name"] for each in card["shared_with"]] == ["Dr Roe"]
        listed = next(each for each in (await roe.must("GET", "/api/consults"))["consults"] if each["id"] == consult.id)
        assert (listed["mine"], listed["host"]["name"], listed["shared_with"]) == (False, "Dr Lee", [])

        seat = await entered(consult, roe)
        assert seat.told("room:welcome")[-1]["participants"] == []
        await consult.admit(seat)
        await host.until(
            lambda: any(
                each["verified"] and each["name"] == "Dr Roe" for each in host.told("presence")[-1]["participants"]
            ),
            "a specialist the clinic vouches for",
        )
        assert seat.is_dark
        assert (await seat.say("room:end"))["code"] == "forbidden"
        assert (await host.say("consent:ask", {"participant": patient.participant}))["ok"]
        await patient.until(lambda: len(patient.told("consent")) == 2, "the new form")
        await consult.agree(patient)
        await seat.until(lambda: seat.frames, "the colleague's pictures")

        async def unshare() -> None:
            await consult.browser.must("DELETE", f"{shares}/{person['id']}")

        assert await closes(seat, unshare) == "removed"
        assert seat.is_dark
        assert (await roe.ask("GET", f"/api/consults/{consult.id}/record")).status == 404
        # let in again, they have a seat of their own once more
        await consult.browser.must("POST", shares, {"person_id": person["id"]})
        again = await entered(consult, roe)
        await again.leave()


async def test_only_clinicians_are_let_in_and_nobody_twice(clinic: Clinic) -> None:
    """T-23: an administrator has no seat anywhere; sharing again changes nothing."""
    async with clinic.consult(6) as consult:
        shares = f"/api/consults/{consult.id}/shares"
        for name, code in (("Dr Ada", "not_a_clinician"), ("Dr Aud", "not_a_clinician"), ("Dr Sol", "")):
            person = await colleague_of(consult, name)
            for _ in range(2):
                assert (await consult.browser.ask("POST", shares, {"person_id": person["id"]})).code == code
        card = await consult.browser.must("GET", f"/api/consults/{consult.id}")
        assert [guest["name"] for guest in card["guests"]] == ["Guest 0", "Dr Sol"]
        assert (await consult.browser.ask("POST", shares, {"person_id": "0" * 32})).status == 404
