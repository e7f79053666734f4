"""Lines that break: the seat, the chat and who steers survive it (issue 4; A4, SES-68)."""

import time
from collections.abc import Iterator

import pytest

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.raw import come_back, said, ticket
from tests.journeys.relay import RelayedBrowser, relay
from tests.journeys.server_process import running

pytestmark = [pytest.mark.slow, pytest.mark.alone, pytest.mark.timeout(120)]
MINUTE_MS = 60_000
BACK_S = 2.0
AWAY_S = (5, 30, 120)


@pytest.fixture(scope="module")
def steered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A server whose clocks move."""
    made = Clinic.in_folder(tmp_path_factory.mktemp("cuts"))
    with running(made.server):
        yield made


@pytest.fixture
def clinic(steered: Clinic) -> Iterator[Clinic]:
    """It, with clocks that agree."""
    yield steered
    steered.settle_clocks(10 * MINUTE_MS)


def token(seat: Seat) -> Json:
    """Who steers, as somebody was told last."""
    told = seat.told("control") or [welcome for welcome in seat.told("room:welcome") if welcome.get("token")]
    return dict(told[-1]["token"])


async def noticed(seat: Seat, gone: Seat) -> None:
    """Until somebody is told that somebody else's line is gone: absence counts from then."""

    def is_gone() -> bool:
        people = seat.told("presence")[-1:] and seat.told("presence")[-1]["participants"]
        return any(each["id"] == gone.participant and not each["online"] for each in people)

    await seat.until(is_gone, "the news that somebody is gone")


async def returned(seat: Seat, consult: Consult) -> float:
    """Back on a new line; how long until there is a picture."""
    begun = time.monotonic()
    await come_back(seat, await ticket(seat, consult))
    await seat.until(lambda: seat.frames, "a picture")
    return time.monotonic() - begun


@pytest.mark.parametrize("away_s", AWAY_S)
async def test_a_guest_comes_back_to_the_same_seat_and_every_line(clinic: Clinic, away_s: int) -> None:
    """A4: 5, 30 and 120 s without a line: the same seat, a picture within 2 s, the chat without a gap."""
    async with clinic.consult(12) as consult, relay(clinic.port) as line:
        await consult.open()
        patient = await consult.admitted(0, RelayedBrowser(clinic.server.address, line))
        await consult.agree(patient)
        await patient.until(lambda: patient.frames, "a picture")
        await patient.chat("before")
        line.lose()
        clinic.move_clocks(away_s * 1000, away_s * 1000)
        for text in ("first", "second", "third"):
            assert (await consult.host.chat(text))["ok"]
        await consult.look(7)
        took_s = await returned(patient, consult)
        assert took_s <= BACK_S, took_s
        assert patient.frames[0].meta["pos"] == 7
        assert said(patient) == ["before", "first", "second", "third"]
        assert (await patient.chat("after"))["ok"]
        await consult.host.until(lambda: said(consult.host)[-1] == "after", "the line of who came back")


@pytest.mark.parametrize("away_s", AWAY_S)
async def test_a_lost_host_freezes_the_room_and_then_pauses_it(clinic: Clinic, away_s: int) -> None:
    """A4: the picture stays as it was for a minute; then it goes dark, and comes back with the host within 2 s."""
    async with clinic.consult(12) as consult:
        await consult.open(pos=3)
        patient = await consult.seeing()
        before = patient.told("view")[-1]["view"]
        await consult.host.leave()
        await noticed(patient, consult.host)
        clinic.move_clocks(away_s * 1000, away_s * 1000)
        if away_s > 60:
            await patient.until(lambda: patient.is_dark and patient.state["phase"] == "paused", "the pause")
        else:
            assert (await patient.chat("are you there?"))["ok"]
            assert not patient.is_dark
        frames = len(patient.frames)
        took_s = await returned(consult.host, consult)
        assert took_s <= BACK_S, took_s
        assert token(consult.host)["holder"] == consult.host.participant
        if away_s > 60:
            await patient.until(lambda: len(patient.frames) > frames, "a picture", BACK_S)
        assert patient.told("view")[-1]["view"] == before
        await consult.look(5, cseq=1)
        await patient.until(lambda: shown(patient) == 5, "the next view")


def shown(seat: Seat) -> int:
    """The position somebody was last told to look at."""
    return int(seat.told("view")[-1]["view"]["viewports"][0]["pos"])


@pytest.mark.parametrize("away_s", AWAY_S)
async def test_a_lost_presenter_has_ten_seconds_of_grace(clinic: Clinic, away_s: int) -> None:
    """SES-68, A4: the view stands still; after ten seconds control is the host's, before that it is kept."""
    async with clinic.consult(12, guests=("patient", "specialist")) as consult:
        await consult.open(pos=3)
        patient, roe = await consult.seeing(), await consult.admitted(1)
        assert (await consult.host.say("consent:basis", {"basis": "documented", "words": {"reference": "letter"}}))[
            "ok"
        ]
        await roe.until(lambda: roe.frames, "a picture")
        assert (await consult.host.say("control:grant", {"to": roe.participant}))["ok"]
        await roe.until(lambda: token(roe)["holder"] == roe.participant, "control")
        before = patient.told("view")[-1]["view"]
        await roe.leave()
        await noticed(consult.host, roe)
        clinic.move_clocks(away_s * 1000, away_s * 1000)
        if away_s > 10:
            await consult.host.until(lambda: token(consult.host)["holder"] == consult.host.participant, "control")
        took_s = await returned(roe, consult)
        assert took_s <= BACK_S, took_s
        assert token(roe)["holder"] == (roe.participant if away_s < 10 else consult.host.participant)
        assert (patient.told("view")[-1]["view"], patient.is_dark) == (before, False)
        steering = roe if away_s < 10 else consult.host
        assert (await steering.look(0, 5, cseq=50, token_epoch=token(steering)["token_epoch"]))["ok"]
        await patient.until(lambda: shown(patient) == 5, "the next view")
