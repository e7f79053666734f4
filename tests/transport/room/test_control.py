"""Control over the wire: two who want it at once, a wish nobody answers, and what everybody is told."""

import asyncio

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import Clinic, Consult


def token(seat: Seat) -> Json:
    """Who steers and who asks, as somebody was told last."""
    told = seat.told("control") or [welcome for welcome in seat.told("room:welcome") if welcome.get("token")]
    return dict(told[-1]["token"])


async def agreed(*seats: Seat, holder: Seat) -> None:
    """Until everybody was told the same, and that this one steers."""
    for seat in seats:
        await seat.until(lambda seat=seat: token(seat)["holder"] == holder.participant, "who steers")  # type: ignore[misc]
        await seat.until(lambda seat=seat: token(seat) == token(seats[0]), "the same token")  # type: ignore[misc]


async def two_specialists(consult: Consult) -> tuple[Seat, Seat]:
    """Both in the talk, both with pictures."""
    await consult.open()
    one, other = await consult.admitted(1), await consult.admitted(2)
    assert (await consult.host.say("consent:basis", {"basis": "documented", "words": {"reference": "letter"}}))["ok"]
    for seat in (one, other):
        await seat.until(lambda seat=seat: seat.frames, "a picture")  # type: ignore[misc]
    return one, other


async def test_of_two_who_ask_at_once_one_asks(clinic: Clinic) -> None:
    """JU11: one wish stands, the other is told `conflict`; all are told the same, and so they are when it is granted."""
    async with clinic.consult(6, guests=("patient", "specialist", "specialist")) as consult:
        one, other = await two_specialists(consult)
        answers = await asyncio.gather(one.say("control:request"), other.say("control:request"))
        assert sorted(answer["ok"] for answer in answers) == [False, True]
        assert [answer["code"] for answer in answers if not answer["ok"]] == ["conflict"]
        winner = one if answers[0]["ok"] else other
        await consult.host.until(lambda: token(consult.host)["request"] == winner.participant, "the wish")
        assert (await consult.host.say("control:grant", {"to": winner.participant}))["ok"]
        await agreed(consult.host, one, other, holder=winner)


async def test_of_two_who_steer_at_once_one_steers(clinic: Clinic) -> None:
    """JU11: taken back while it is handed on: whoever wins, all agree, and the loser's view goes nowhere."""
    async with clinic.consult(6, guests=("patient", "specialist", "specialist")) as consult:
        one, other = await two_specialists(consult)
        assert (await consult.host.say("control:grant", {"to": one.participant}))["ok"]
        await agreed(consult.host, one, other, holder=one)
        await asyncio.gather(
            one.say("control:grant", {"to": other.participant}),
            consult.host.say("control:take"),
            one.say("control:release"),
        )
        assert (await consult.host.say("control:take"))["ok"]
        await agreed(consult.host, one, other, holder=consult.host)
        late = await one.look(0, 3, cseq=9, token_epoch=token(one)["token_epoch"])
        assert (late["ok"], late["code"], late["holder"]) == (False, "not_presenter", consult.host.participant)
