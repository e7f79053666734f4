"""What the lobby knows of who came, over real sockets: ways, device, birth date; the host who rings or vouches."""

from collections.abc import Iterator

import pytest

from server.cli.visitor import Browser, Json, Seat
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.server_process import running
from tests.transport.room.test_added import PICTURES

RIGHT, OTHER = ("1961", "2", "3"), ("1961", "3", "2")
NEUTRAL = {
    "clinic",
    "knocking",
    "participant",
    "role",
    "room",
    "server_ms",
    "start_ms",
    "word",
    "asks_birth_date",
    "reading",
}
EVERY_MINUTES = 4


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """One that asks for birth dates."""
    made = Clinic.in_folder(tmp_path_factory.mktemp("asking"), POLICY__ASK_BIRTH_DATE="true")
    with running(made.server):
        yield made


async def says(browser: Browser, born: tuple[str, ...]) -> tuple[int, Json]:
    """A patient's answer; gives status and facts or body."""
    body = dict(zip(("year", "month", "day"), born, strict=True))
    answered = await browser.ask("POST", "/api/join/birth-date", body)
    return answered.status, answered.facts if answered.status == 403 else answered.body


async def came(consult: Consult, *answers: tuple[str, ...], number: int = 0) -> Seat:
    """A patient's browser that has proved the link and said these."""
    consult.born = ()
    seat = await consult.proven(number)
    for born in answers:
        await says(seat.browser, born)
    return seat


async def enters(seat: Seat) -> Seat:
    """Into the waiting room, or back to it."""
    welcomes = len(seat.told("room:welcome"))
    await seat.enter(await seat.browser.must("POST", "/api/join/ticket", {}))
    await seat.until(lambda: len(seat.told("room:welcome")) > welcomes, "the welcome")
    return seat


def card_of(host: Seat, seat: Seat) -> Json:
    """What the host knows of how somebody came."""
    cards = [each for body in host.told("presence") for each in body["participants"] if each["id"] == seat.participant]
    arrival: Json = cards[-1]["arrival"] or {} if cards else {}
    return arrival


async def test_a_patient_says_it_and_waits(clinic: Clinic) -> None:
    """JM02, JP05: asked after the code, told how many tries are left, then the waiting room; the host reads the result."""
    async with clinic.consult() as consult:
        host = await consult.open()
        seat = await came(consult)
        refused = await seat.browser.ask("POST", "/api/join/ticket", {})
        assert (refused.status, refused.code) == (403, "birth_date_needed")
        assert await says(seat.browser, OTHER) == (403, {"left": 2})
        status, entered = await says(seat.browser, RIGHT)
        assert (status, entered["asks_birth_date"], set(entered)) == (200, False, NEUTRAL)
        await enters(seat)
        await host.until(lambda: card_of(host, seat), "the card")
        assert card_of(host, seat) == {
            "claim": 1, "known": False, "link_by": "hand", "code_by": "read", "birth": "matched", "doubted": False,
            "called_ms": None,
        }  # fmt: skip
        consult.born = ()
        await consult.admit(seat)
        await consult.agree(seat)
        await seat.until(lambda: seat.frames, "a picture")


async def test_another_birth_date_is_no_picture_until_the_host_vouches(clinic: Clinic) -> None:
    """JU4, B7: let in, even under a grant of the host's: no form, key, manifest or frame; then, with a reason, all."""
    async with clinic.consult(guests=("patient", "specialist")) as consult:
        host = await consult.open()
        seat = await enters(await came(consult, OTHER, OTHER, OTHER))
        await consult.admit(seat)
        specialist = await consult.admitted(1)
        assert (await host.say("consent:basis", {"basis": "documented", "words": {"reference": "letter"}}))["ok"]
        await specialist.until(lambda: specialist.frames, "the specialist's picture")
        await host.until(lambda: card_of(host, seat).get("doubted"), "the doubt")
        assert card_of(host, seat)["birth"] == "mismatch"
        assert (await host.say("consent:ask", {"participant": seat.participant}))["code"] == "birth_doubted"
        await consult.look(2)
        await specialist.until(lambda: specialist.frames[-1].meta["pos"] == 2, "the next picture")
        assert {name for name, _ in seat.heard} & {*PICTURES, "consent"} == set()
        fid = specialist.frames[-1].meta["fid"]
        assert (await seat.browser.fetch(f"/f/{fid}?room={consult.id}"))[0] == 404
        reason = "Canary: seen the card on video"
        assert not (await host.say("birth:override", {"participant": seat.participant, "reason": "  "}))["ok"]
        assert (await host.say("birth:override", {"participant": seat.participant, "reason": reason}))["ok"]
        await seat.until(lambda: seat.frames, "the picture at last")
        await host.until(lambda: card_of(host, seat).get("birth") == "overridden", "the card")
        record = await consult.browser.must("GET", f"/api/consults/{consult.id}/record")
        kinds = [each["kind"] for each in record["entries"]]
        assert (kinds.count("birth.compared"), kinds.count("birth.overridden")) == (3, 1)
        assert "Canary" not in str(record["entries"])


async def test_right_or_not_the_way_on_looks_the_same(clinic: Clinic) -> None:
    """B7: the last answer, the waiting room and the talk tell a wrong recipient nothing that they do not tell a patient."""
    told = []
    for answers in ((OTHER, OTHER, RIGHT), (OTHER, OTHER, OTHER)):
        async with clinic.consult() as consult:
            await consult.open()
            seat = await came(consult, *answers[:2])
            status, entered = await says(seat.browser, answers[2])
            await enters(seat)
            welcome = seat.told("room:welcome")[-1]
            told.append(
                (status, entered.keys(), entered["asks_birth_date"], welcome.keys(), [name for name, _ in seat.heard])
            )
    assert told[0] == told[1]


async def test_a_browser_that_was_here_before_is_known_and_a_second_one_counted(clinic: Clinic) -> None:
    """B5: by the cookie of an earlier visit, which opens nothing here."""
    async with clinic.consult() as earlier:
        await earlier.open()
        first = await earlier.waiting()
        async with clinic.consult() as consult:
            host = await consult.open()
            browser = Browser(clinic.server.address)
            browser._cookies.update(first.browser._cookies)
            seat = await consult.waiting(browser=browser)
            await host.until(lambda: card_of(host, seat), "the card")
            assert card_of(host, seat)["known"]
            assert (await host.say("room:deny", {"participant": seat.participant}))["ok"]
            again = await consult.waiting()
            await host.until(lambda: card_of(host, again).get("claim") == 2, "the second device")
            assert not card_of(host, again)["known"]


async def test_the_host_rings_who_waits(clinic: Clinic) -> None:
    """B5: on their screen at once, on the card with its time, also for who comes back; nobody else is rung."""
    async with clinic.consult(guests=("patient", "specialist")) as consult:
        host = await consult.open()
        seat, other = await consult.waiting(0), await consult.waiting(1)
        assert not seat.state["called"]
        assert (await host.say("room:call", {"participant": seat.participant}))["ok"]
        await seat.until(lambda: seat.state["called"], "the call")
        await host.until(lambda: card_of(host, seat).get("called_ms"), "the card")
        assert not other.state["called"]
        await seat.leave()
        await enters(seat)
        assert seat.told("room:welcome")[-1]["state"]["called"]


async def test_an_hour_in_the_waiting_room_with_the_screen_off_and_on(clinic: Clinic) -> None:
    """B6: the line drops and returns every few minutes; no code again, the same word, and let in after an hour."""
    async with clinic.consult() as consult:
        host = await consult.open()
        seat = await consult.waiting()
        word = seat.told("room:welcome")[-1]["word"]
        for _ in range(60 // EVERY_MINUTES):
            await seat.leave()
            await host.until(lambda: not online(host, seat), "the screen to be off")
            clinic.settle_clocks(EVERY_MINUTES * 60_000)
            await enters(seat)
            await host.until(lambda: online(host, seat), "the screen to be on")
            assert seat.told("room:welcome")[-1]["word"] == word
        await consult.admit(seat)
        await consult.agree(seat)
        await seat.until(lambda: seat.frames, "a picture")


def online(host: Seat, seat: Seat) -> bool:
    """Whether the host sees somebody's line up."""
    cards = [each for body in host.told("presence") for each in body["participants"] if each["id"] == seat.participant]
    return bool(cards) and bool(cards[-1]["online"])
