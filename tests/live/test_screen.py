"""What one screen is shown when pictures, entries and sockets fail."""

import asyncio
from pathlib import Path

import pytest

from server.live.feed import Feed
from server.live.notices import FrameShown, PictureFailed, StateChanged
from server.live.renderer import Rendering, SealedPicture
from server.live.screen import Screen
from server.live.serving import Serving
from server.live.task import SessionTask
from server.live.turnstile import Urgency
from server.live.want import Want
from server.sessions.commands import Pause, Resume
from server.sessions.strain import Strain
from server.terms.errors import Malformed, Refused
from server.terms.ids import FrameId, ParticipantId
from server.terms.view import StackBounds, View, Viewport
from tests.desk.dicom_files import slice_file
from tests.live.faults import gated_log
from tests.live.light_stand import HOST, PATIENT, Eye, LightStand, raised_by
from tests.live.test_task import look, shared


def spoil_all(folder: Path) -> None:
    """Change the last byte of every stored object."""
    for path in (path for path in (folder / "blobs").rglob("*") if path.is_file()):
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(bytes(content))


async def a_room(stand: LightStand) -> tuple[SessionTask, Eye]:
    """A consult whose host has just come."""
    room = await stand.consult(await stand.study())
    return room, await stand.enter(room, HOST)


async def test_a_picture_that_was_tampered_with_is_said_and_not_tried_for_ever(stand: LightStand) -> None:
    """R11, JU5: the host reads that this picture cannot be shown; the room goes on."""
    room, host = await a_room(stand)
    spoil_all(stand.folder)
    await room.set_view(look(2))
    await host.until(lambda: host.told(PictureFailed))
    assert (host.told(PictureFailed)[0].pos, host.told(PictureFailed)[0].code) == (2, "sealed_object")
    await room.set_view(look(3, cseq=2))
    await host.until(lambda: host.told(PictureFailed)[-1].pos == 3)
    assert not host.frames


async def test_one_broken_slice_keeps_no_other_from_being_seen(stand: LightStand) -> None:
    """The window of a stack that offers none is made from the slices that can be read."""
    import_id = await stand.desk.begin()
    bare = [slice_file(number, side=64, WindowCenter=None, WindowWidth=None) for number in range(1, 5)]
    states = [await stand.desk.bring(import_id, content, f"IM{at}") for at, content in enumerate(bare)]
    series = states[-1].series
    assert series is not None
    room = await stand.consult(series)
    host = await stand.enter(room, HOST)
    middle = (await stand.library.open_stack(room.session.stacks[0])).frames[2]
    stored = await stand.desk.shelf.instance(room.session.stacks[0].study, middle.instance)
    assert stored is not None
    assert stand.desk.blobs.remove(stored.object_name)
    await room.set_view(look(0))
    await host.until(lambda: host.frames)
    assert host.frames[0].picture.window_source == "auto"


async def test_the_record_that_cannot_be_written_is_said_once(stand: LightStand) -> None:
    """Invariant 2, JU8: no log, no image; the room says why, once, and that it is over, once."""
    room, host = await a_room(stand)
    log = gated_log(room, "instances.authorized")
    log.gate.broken = True
    await room.set_view(look(1))
    await host.until(lambda: any(told.log_down for told in host.told(StateChanged)))
    assert not host.frames
    log.gate.broken = False
    await host.until(lambda: host.frames)
    said = [told.log_down for told in host.told(StateChanged)]
    assert [now for before, now in zip([False, *said], said, strict=False) if now != before] == [True, False]


async def test_an_old_block_does_not_say_that_the_record_is_back(stand: LightStand) -> None:
    """Whoever scrolls in pictures recorded before writes no entry, and so knows nothing of the record."""
    host, patient = await shared(stand)
    stand_state = host.room.stage
    gated_log(host.room).gate.broken = True
    Serving(stand_state).log_failed(failed=True)
    before = len(host.frames)
    await host.room.set_view(look(4, cseq=7))
    host.room.wanted_again(host, [frame.picture.fid for frame in host.frames])
    await host.until(lambda: len(host.frames) > before)
    assert stand_state.log_down
    assert patient.told(StateChanged)[-1].log_down


async def test_a_frame_that_waits_behind_a_slow_socket_knows_when_its_time_has_passed(stand: LightStand) -> None:
    """T-46: whoever writes asks last; after the deadline, a pause or a turn of the epoch the answer is no."""
    host, patient = await shared(stand)
    room = host.room
    assert patient.frames[-1].may_go()
    assert room.session.deadline_ms is not None
    now_ms, stand.clock.at_ms = stand.clock.at_ms, room.session.deadline_ms
    assert not patient.frames[-1].may_go()
    stand.clock.at_ms = now_ms
    await room.act(Pause(HOST.id))
    await room.act(Resume(HOST.id))
    assert not next(frame for frame in patient.frames if frame.epoch < room.session.epoch).may_go()


async def test_who_acknowledged_nothing_before_a_pause_sees_again_after_it(stand: LightStand) -> None:
    """Frames of a former epoch may never be acknowledged: they hold up none of the next."""
    room, host = await a_room(stand)
    host.answers = False
    await room.set_view(look(1))
    stand.clock.at_ms += 1_000
    await host.until(lambda: host.frames)
    await stand.enter(room, PATIENT)
    await stand.admit(room, PATIENT)
    for _ in range(2):
        before = len(host.frames)
        stand.clock.at_ms += 9_000
        await room.act(Pause(HOST.id))
        await room.act(Resume(HOST.id))
        await host.until(lambda before=before: len(host.frames) > before)  # type: ignore[misc]  # bound now, on purpose


class Faulty(Eye):
    """A screen whose first frame runs into a bug of ours."""

    async def show(self, shown: FrameShown) -> None:
        """Fail once."""
        if not self.closed:
            self.closed = "bug"
            raise ValueError("a bug of ours")
        await super().show(shown)


async def test_a_bug_costs_one_picture(stand: LightStand) -> None:
    """Whatever goes wrong with one frame, the next ones come."""
    room = await stand.consult(await stand.study())
    host = Faulty(HOST.id, room)
    await room.join(host, ("login",), 0)
    await room.set_view(look(1))
    await host.until(lambda: host.told(PictureFailed))
    await room.set_view(look(2, cseq=2))
    await host.until(lambda: host.frames)


async def test_what_was_on_a_screen_that_is_gone_is_still_recorded(stand: LightStand) -> None:
    """Decision 26: shown ranges follow within ten seconds, for who has left as well."""
    host, patient = await shared(stand)
    await host.room.leave(patient)
    stand.clock.at_ms += 11_000
    async with asyncio.timeout(10):
        while PATIENT.id not in {each.entry.actor for each in await stand.entries("instances.shown")}:
            await asyncio.sleep(0.05)


async def test_what_was_shown_while_the_record_was_away_is_recorded_later(stand: LightStand) -> None:
    """Nothing that was on a screen is forgotten because a disk was full."""
    host, _ = await shared(stand)
    log = gated_log(host.room, "instances.shown")
    log.gate.broken = True
    stand.clock.at_ms += 11_000
    await host.until(lambda: not host.room.stage.screens[HOST.id].watch.seen)
    log.gate.broken = False
    stand.clock.at_ms += 11_000
    async with asyncio.timeout(10):
        while len({each.entry.actor for each in await stand.entries("instances.shown")}) < 2:
            await asyncio.sleep(0.05)


async def test_what_everybody_was_shown_is_one_write(stand: LightStand) -> None:
    """Decision 26: however many people there are, their ranges wait for one disk once, and so does the next view."""
    host, _ = await shared(stand)
    log = gated_log(host.room, "instances.shown")
    log.gate.close()
    stand.clock.at_ms += 11_000
    await host.until(lambda: log.gate.waiting)
    log.gate.broken = True  # whatever comes after the one that waits is refused
    log.gate.open()
    async with asyncio.timeout(10):
        while {each.entry.actor for each in await stand.entries("instances.shown")} != {HOST.id, PATIENT.id}:
            await asyncio.sleep(0.05)


async def test_an_end_while_a_stack_is_being_opened_is_a_refusal(stand: LightStand) -> None:
    """Whoever waits for a picture of a session that ends hears `key_destroyed`, and is not cancelled with it."""
    room, _ = await a_room(stand)
    ref = room.session.stacks[0]
    stack = await stand.library.open_stack(ref)
    stand.keys.mint(room.session.id, 1)
    renderer = stand.renderer
    rendering = Rendering(room.session.id, 1, stack, stack.frames[0], None, None, 0, "lossy", "", (), overlays=True)
    opening = asyncio.create_task(renderer.frame(rendering, Urgency.NOW))
    await asyncio.sleep(0)
    stand.keys.destroy(room.session.id)
    renderer.destroy(room.session.id)
    assert str(await raised_by(opening, Refused)) == "key_destroyed"


def at(pos: int) -> View:
    """One viewport on that position."""
    return View(pos, HOST.id, 0, (1, 1), "a", (Viewport("a", 0, pos),))


class SlowShow:
    """A session whose pictures take until they are let go."""

    epoch = 1

    def __init__(self) -> None:
        self.go = {pos: asyncio.Event() for pos in range(9)}
        self.asked: list[int] = []
        self.left: list[int] = []
        self.at_ms = 0

    def now_ms(self) -> int:
        return self.at_ms

    def may_show(self, *_: object) -> bool:
        return True

    def strain(self, _: object) -> Strain:
        return Strain.NONE

    async def authorize(self, *_: object) -> None:
        """Everything is recorded."""

    async def render(self, _participant: ParticipantId, want: Want) -> SealedPicture:
        self.asked.append(want.pos)
        try:
            await self.go[want.pos].wait()
        except asyncio.CancelledError:
            self.left.append(want.pos)
            raise
        return SealedPicture(FrameId(f"frame-{want.pos}"), "image/jpeg", b"x", 8, 8, None, "file", False, False)

    def log_failed(self, *, failed: bool) -> None:
        """Never."""


async def test_a_picture_that_was_scrolled_past_is_not_waited_for(stand: LightStand) -> None:
    """A slow decode delays nobody who has already gone on; a picture that is still wanted is waited for."""
    show = SlowShow()
    eye = Eye(HOST.id, await stand.consult(await stand.study()), answers=False)
    screen = Screen(eye, Feed((StackBounds(9, 8, 8, color=False),)), show)
    feeding = asyncio.create_task(screen.run())
    screen.start()
    screen.feed.look(at(1), 0)
    screen.wake()
    await eye.until(lambda: show.asked == [1])
    screen.feed.look(at(5), 0)
    screen.wake()
    await eye.until(lambda: show.asked == [1, 5])
    assert show.left == [1]
    screen.wake()
    show.go[5].set()
    await eye.until(lambda: eye.frames)
    assert (eye.frames[0].want.pos, show.left) == (5, [1])
    feeding.cancel()


async def test_a_neighbor_is_left_for_the_picture_in_view(stand: LightStand) -> None:
    """What people look at does not wait for what they may look at next."""
    show = SlowShow()
    eye = Eye(HOST.id, await stand.consult(await stand.study()), answers=False)
    screen = Screen(eye, Feed((StackBounds(9, 8, 8, color=False),)), show)
    feeding = asyncio.create_task(screen.run())
    screen.feed.look(at(4), 0)
    screen.start()
    show.go[4].set()
    await eye.until(lambda: eye.frames)
    screen.acked(1, [])
    show.at_ms = 350
    screen.wake()
    await eye.until(lambda: set(show.asked) - {4})
    screen.feed.look(at(8), 350)
    screen.wake()
    await eye.until(lambda: 8 in show.asked)
    assert len(show.left) == 1
    feeding.cancel()


class FailingShow(SlowShow):
    """A session whose pictures, once they are let go, cannot be displayed; of which one may be told no more."""

    is_lit = True

    def may_show(self, *_: object) -> bool:
        return self.is_lit

    async def render(self, participant: ParticipantId, want: Want) -> SealedPicture:
        await super().render(participant, want)
        raise Malformed("object")


@pytest.mark.parametrize("is_lit", [True, False])
async def test_of_a_picture_that_was_taken_away_no_failure_is_told(stand: LightStand, *, is_lit: bool) -> None:
    """C15, T-16: what goes wrong with a picture that is decoded while its screen goes dark is not said there."""
    room, _ = await a_room(stand)
    show, eye = FailingShow(), Eye(HOST.id, room)
    screen = Screen(eye, Feed((StackBounds(9, 8, 8, color=False),)), show, fed=True)
    screen.feed.look(at(3), 0)
    running = asyncio.create_task(screen.run())
    async with asyncio.timeout(10):
        while not show.asked:
            await asyncio.sleep(0.01)
        show.is_lit = is_lit
        for gate in show.go.values():
            gate.set()
        while screen.feed.next(0) is not None and screen.feed.next(0).pos == 3:  # type: ignore[union-attr]  # asked just before
            await asyncio.sleep(0.01)
    running.cancel()
    assert [failed.pos for failed in eye.told(PictureFailed)][:1] == ([3] if is_lit else [])
