"""What the record keeps of who was sent and shown what, over a whole consult: shown ⊆ sent ⊆ authorized, in this order."""

import asyncio
from collections.abc import Iterator
from itertools import count

from server.audit.log import Recorded
from server.desk.seen import roll_up
from server.live.notices import FrameShown
from server.live.reduction import ScreenSize
from server.sessions.commands import End
from tests.live.light_stand import HOST, PATIENT, Eye, LightStand
from tests.live.test_task import look, shared

Spot = tuple[str, int, int, int]
"""Who, epoch, stack, position from 1."""


def spots(recorded: Recorded) -> Iterator[tuple[Spot, str]]:
    """Every picture an entry tells of, with its tier."""
    facts, who = recorded.entry.facts, recorded.entry.actor
    positions, tiers = facts["positions"], facts["tiers"]
    assert isinstance(positions, tuple)
    assert isinstance(tiers, tuple)
    for at, tier in enumerate(tiers):
        for pos in range(int(positions[2 * at]), int(positions[2 * at + 1]) + 1):
            yield (who, int(str(facts["epoch"])), int(str(facts["stack"])), pos), str(tier)


def judge(entries: list[Recorded], eyes: tuple[Eye, ...]) -> None:
    """Every frame a screen got has its authorized entry before its sent one; every shown picture was sent before."""
    authorized: dict[Spot, int] = {}
    sent: dict[tuple[Spot, str], int] = {}
    for recorded in entries:
        facts, who = recorded.entry.facts, recorded.entry.actor
        match recorded.entry.kind:
            case "instances.authorized":
                for pos in range(int(str(facts["first"])), int(str(facts["last"])) + 1):
                    authorized.setdefault(
                        (who, int(str(facts["epoch"])), int(str(facts["stack"])), pos), recorded.index
                    )
            case "instances.sent":
                for spot, tier in spots(recorded):
                    assert authorized[spot] < recorded.index
                    sent.setdefault((spot, tier), recorded.index)
            case "instances.shown":
                assert all(sent[each] < recorded.index for each in spots(recorded))
            case _:
                pass
    got = {
        ((eye.participant, each.epoch, each.want.stack, each.want.pos + 1), each.want.tier)
        for eye in eyes
        for each in eye.frames
    }
    assert got == set(sent)


async def until_recorded(stand: LightStand, kind: str, who: str) -> None:
    """Wait, bounded, for a roll-up."""
    async with asyncio.timeout(20):
        while who not in {each.entry.actor for each in await stand.entries(kind)}:
            await asyncio.sleep(0.05)


async def test_every_frame_was_authorized_then_sent_then_shown(stand: LightStand) -> None:
    """AUD-30 … AUD-33, I2, invariant 2: over a whole consult, epochs and a screen that comes back; none is missing."""
    host, patient = await shared(stand)
    room, number = host.room, count(5)
    for pos in (2, 3, 4, 1):
        stand.clock.at_ms += 1_500
        await room.set_view(look(pos, cseq=next(number)))
        await patient.until(lambda pos=pos: pos in {each.want.pos for each in patient.frames})  # type: ignore[misc]  # now
    await room.reported(patient, ScreenSize(400, 400, 1.0, hidden=True, save_data=False))
    stand.clock.at_ms += 11_000
    await until_recorded(stand, "instances.shown", PATIENT.id)
    await room.act(End(HOST.id))
    entries = await stand.entries()
    judge(entries, (host, patient))
    locked = next(each.index for each in entries if each.entry.kind == "lock.started")
    about = [each.index for each in entries if each.entry.kind in {"instances.sent", "instances.shown"}]
    assert about
    assert max(about) < locked
    seen = {line.person: line for line in roll_up(each.entry for each in entries)}
    assert seen[HOST.id].series == seen[PATIENT.id].series == room.session.stacks[0].series
    # by the session's clock: the patient's page went out of sight, the host's stayed
    assert 4_500 <= (seen[PATIENT.id].shown_ms or 0) <= 6_000
    assert (seen[HOST.id].shown_ms or 0) >= 15_000


class Clogged(Eye):
    """A screen whose socket takes nothing: what is to be written waits, and nobody asks whether it may still go."""

    async def show(self, shown: FrameShown) -> None:
        """Keep it waiting."""
        self.frames.append(shown)


async def test_a_frame_that_waits_behind_a_slow_socket_was_not_sent(stand: LightStand) -> None:
    """AUD-30: *sent* is what was handed over, not what was made for somebody."""
    room = await stand.consult(await stand.study())
    host = Clogged(HOST.id, room)
    await room.join(host, ("login",), 0)
    await room.set_view(look(2))
    await host.until(lambda: host.frames)
    await room.act(End(HOST.id))
    assert not host.frames[-1].may_go()
    assert await stand.entries("instances.authorized")
    assert not await stand.entries("instances.sent")


async def test_what_was_seen_last_is_recorded_when_a_process_stops(stand: LightStand) -> None:
    """AUD-32: an orderly stop loses nothing of it."""
    host, _ = await shared(stand)
    await stand.rooms.stop()
    assert {each.entry.actor for each in await stand.entries("instances.sent")} == {HOST.id, PATIENT.id}
    assert {each.entry.actor for each in await stand.entries("instances.shown")} == {HOST.id, PATIENT.id}
    assert host.closed
