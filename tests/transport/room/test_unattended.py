"""A desk nobody sits at gives no picture to whoever comes by, and a room that nobody looks into shows none again."""

import time
from collections.abc import Iterator

import pyotp
import pytest

from server.cli.visitor import Seat
from tests.journeys.clinic import Clinic
from tests.journeys.server_process import running
from tests.transport.room.test_logins_end import signed_in_anew, sql

MINUTE_MS = 60_000


async def test_a_dark_desk_gives_no_picture_before_the_factor(clinic: Clinic) -> None:
    """T-10: neither a small picture nor the way into a room, whatever hands come; cards stay readable."""
    await signed_in_anew(clinic)
    async with clinic.consult(3, host="roe") as consult:
        (series,) = await clinic.series_of(consult.browser, 3, owner="roe")
        studies = (await consult.browser.must("GET", "/api/studies"))["studies"]
        study = next(each["id"] for each in studies if any(one["id"] == series for one in each["series"]))
        picture = f"/api/studies/{study}/series/{series}/pictures/0"
        ticket = f"/api/consults/{consult.id}/ticket"
        assert (await consult.browser.fetch(picture))[0] == 200
        sql(clinic, "UPDATE logins SET created_ms = created_ms - ?, hand_ms = 0, lit_ms = 0", 6 * MINUTE_MS)
        await consult.browser.must("POST", "/api/hand")
        assert (await consult.browser.ask("GET", picture)).code == "factor_needed"
        assert (await consult.browser.ask("POST", ticket, {})).code == "factor_needed"
        assert (await consult.browser.ask("GET", f"/api/consults/{consult.id}")).status == 200
        sql(clinic, "UPDATE accounts SET totp_step = 0")
        code = pyotp.TOTP(clinic.account("roe")["totp_secret"]).now()
        light = await consult.browser.must("POST", "/api/factor", {"code": code})
        assert light["dark_ms"] - light["server_ms"] == 5 * MINUTE_MS
        assert (await consult.browser.fetch(picture))[0] == 200
        await consult.open()
    clinic.cookies.pop("roe")


@pytest.fixture
def steered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """Of its own: its clocks are moved."""
    made = Clinic.in_folder(tmp_path_factory.mktemp("steered"))
    with running(made.server):
        yield made


async def hidden(seat: Seat, *, is_hidden: bool = True) -> None:
    """The page goes out of sight, or is in sight again."""
    body = {"w": 600, "h": 600, "dpr": 1.0, "hidden": is_hidden, "save_data": False}
    assert (await seat.say("client:report", body))["ok"]


def owes_code(seat: Seat) -> bool:
    """Whether this screen has been told that a code is due."""
    return bool((seat.told("room:state") or [{"code_needed": False}])[-1]["code_needed"])


async def test_out_of_sight_for_five_minutes_a_code_brings_pictures_back(steered: Clinic) -> None:
    """[SES-145] Decisions 6: the guest's is the clinic's, in one tap; the host's is their own; the talk goes on."""
    async with steered.consult(6, minutes=60) as consult:
        host = await consult.open()
        patient = await consult.seeing()
        await hidden(patient)
        steered.move_clocks(5 * MINUTE_MS, 5 * MINUTE_MS)
        await patient.until(lambda: owes_code(patient), "that a code is due")
        assert patient.told("dark")[-1]["reason"] == "code_needed"
        await hidden(patient, is_hidden=False)
        assert (await patient.chat("where are they?"))["ok"]
        assert [seat.is_dark for seat in (patient, host)] == [True, False]
        await host.until(lambda: host.told("presence")[-1]["participants"][1]["trouble"] == "code", "the host's card")

        wrong = await patient.browser.ask("POST", "/api/join/prove", {"code": "000000"})
        assert wrong.code in {"no_code_yet", "code_used"}
        seat = f"/api/consults/{consult.id}/guests/{patient.participant}"
        code = (await consult.browser.must("POST", f"{seat}/again"))["code"]
        await patient.browser.must("POST", "/api/join/prove", {"code": code})
        await patient.until(lambda: not patient.is_dark and not owes_code(patient), "the pictures")
        assert (await patient.browser.ask("POST", "/api/join/prove", {"code": code})).code == "code_used"
        card = await consult.browser.must("GET", f"/api/consults/{consult.id}")
        assert card["guests"][0]["invite"]["claims"] == 1

        await hidden(host)
        steered.move_clocks(11 * MINUTE_MS, 11 * MINUTE_MS)
        await host.until(lambda: owes_code(host) and host.is_dark, "that the host owes a code")
        assert [seat.is_dark for seat in (patient, host)] == [False, True]
        await hidden(host, is_hidden=False)
        now = pyotp.TOTP(steered.account("lee")["totp_secret"])
        at_s = time.time() + 11 * 60
        await consult.browser.must("POST", "/api/factor", {"code": now.at(at_s)})
        await host.until(lambda: not host.is_dark and not owes_code(host), "the host's pictures")
        kinds = [
            each["kind"]
            for each in (await consult.browser.must("GET", f"/api/consults/{consult.id}/record"))["entries"]
        ]
        assert [kind for kind in kinds if kind.startswith("view.")] == ["view.locked", "view.unlocked"] * 2


async def test_a_host_who_never_returns_ends_it_and_everybody_is_told(steered: Clinic) -> None:
    """JU10, [SES-70], [SES-71]: a minute away pauses, a pause too long ends it: keys gone, dark, told, locked."""
    async with steered.consult(6, minutes=60) as consult:
        await consult.open()
        patient = await consult.seeing()
        await consult.host.leave()
        await patient.until(lambda: consult.host.participant in away(patient), "that the host's line is gone")
        steered.move_clocks(2 * MINUTE_MS, 2 * MINUTE_MS)
        await patient.until(lambda: patient.state["phase"] == "paused" and patient.is_dark, "the pause")
        assert patient.state["reason"] == "host_away"
        steered.move_clocks(18 * MINUTE_MS, 18 * MINUTE_MS)
        await patient.until(lambda: patient.state["phase"] in {"closing", "locked"}, "the end of viewing")
        steered.move_clocks(24 * MINUTE_MS, 24 * MINUTE_MS)
        await patient.until(lambda: patient.closed, "the lock")
        answer = await patient.browser.ask("GET", "/api/join/me")
        assert (answer.status, answer.code) == (423, "locked")
        record = await consult.browser.must("GET", f"/api/consults/{consult.id}/record")
        kinds = [each["kind"] for each in record["entries"]]
        assert kinds.index("lock.started") < kinds.index("chat.closed")
        assert len(record["receipt"]["key_fingerprints"]) >= 1


def away(seat: Seat) -> set[str]:
    """Whose line this screen was told is gone."""
    told = seat.told("presence")[-1]["participants"] if seat.told("presence") else []
    return {each["id"] for each in told if not each["online"]}


async def test_a_host_alone_in_the_lobby_has_no_pictures_without_a_hand(clinic: Clinic) -> None:
    """[SES-148] Nobody is let in yet: as at the desk, and the same factor brings them back."""
    await signed_in_anew(clinic)
    async with clinic.consult(6, host="roe") as consult:
        host = await consult.open()
        sql(clinic, "UPDATE logins SET created_ms = created_ms - ?, hand_ms = 0, lit_ms = 0", 6 * MINUTE_MS)
        await host.until(lambda: owes_code(host) and host.is_dark, "the dark")
        sql(clinic, "UPDATE accounts SET totp_step = 0")
        code = pyotp.TOTP(clinic.account("roe")["totp_secret"]).now()
        await consult.browser.must("POST", "/api/factor", {"code": code})
        await host.until(lambda: not host.is_dark and not owes_code(host), "the pictures")
    clinic.cookies.pop("roe")
