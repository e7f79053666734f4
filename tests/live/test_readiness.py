"""A clip starts once the presenter and half of those who follow hold its first second; the slow never hold up the others."""

from server.live.feed import Feed
from server.live.notices import ViewShown
from server.live.readiness import may_start
from server.live.reduction import ScreenSize
from server.sessions.commands import LookAround, Pause, SetView
from server.sessions.starting import LEAD_MS, WAIT_MS
from server.terms.ids import ParticipantId
from server.terms.view import Cine, StackBounds, View, Viewport
from tests.live.light_stand import HOST, PATIENT, SPECIALIST, Eye, LightStand
from tests.live.test_task import look

CLIP = Cine(0, 19, 10.0, "wrap", 0, 0)
"""Its first second is ten of its twenty pictures."""


def play(cseq: int, cine: Cine | None = CLIP) -> SetView:
    """The host plays the clip."""
    return SetView(HOST.id, 1, cseq, (1, 1), "a", (Viewport("a", 0, 0, cine=cine),))


def anchor(eye: Eye) -> int:
    """When the clip starts, as this screen was told last; 0 when it stands."""
    cine = eye.told(ViewShown)[-1].view.viewports[0].cine
    return 0 if cine is None else cine.anchor_ms


async def gathered(stand: LightStand, *, answering: tuple[bool, bool, bool]) -> tuple[Eye, Eye, Eye]:
    """Host, patient and specialist, each of whom answers frames or does not, before a still picture."""
    room = await stand.consult(await stand.study(20), guests=(PATIENT, SPECIALIST))
    host = await stand.enter(room, HOST, answers=True)
    await room.set_view(look(0))
    patient = await stand.enter(room, PATIENT, answers=answering[1])
    await stand.admit(room, PATIENT)
    await stand.agree(room)
    specialist = await stand.enter(room, SPECIALIST, answers=answering[2])
    await stand.admit(room, SPECIALIST)
    for eye in (host, patient, specialist):
        await eye.until(lambda eye=eye: eye.frames)  # type: ignore[misc]  # bound now
    host.answers = answering[0]
    return host, patient, specialist


async def test_it_starts_for_all_when_the_presenter_and_half_of_the_others_can_play(stand: LightStand) -> None:
    """[SES-106] Live review §4.2.10: one of two followers answers nothing; the clip starts, told to all alike."""
    host, patient, specialist = await gathered(stand, answering=(True, True, False))
    await host.room.set_view(play(2))
    for eye in (host, patient, specialist):
        await eye.until(lambda eye=eye: anchor(eye) == stand.clock.at_ms + LEAD_MS)  # type: ignore[misc]  # bound now
    held = {frame.want.pos for frame in patient.frames}
    assert set(range(10)) <= held


async def test_it_waits_while_too_few_can_play_and_then_starts_by_itself(stand: LightStand) -> None:
    """[SES-106] Nobody but the presenter answers: everybody was told the latest moment, and it is a function of time."""
    host, patient, _ = await gathered(stand, answering=(True, False, False))
    await host.room.set_view(play(2))
    await host.until(lambda: {frame.want.pos for frame in host.frames} >= set(range(10)))
    assert anchor(host) == anchor(patient) == stand.clock.at_ms + WAIT_MS + LEAD_MS
    assert not may_start(host.room.stage)


async def test_it_waits_for_the_presenter(stand: LightStand) -> None:
    """[SES-106] Both followers could play; whoever steers cannot yet."""
    host, patient, _ = await gathered(stand, answering=(False, True, True))
    await host.room.set_view(play(2))
    await patient.until(lambda: {frame.want.pos for frame in patient.frames} >= set(range(10)))
    assert anchor(patient) == stand.clock.at_ms + WAIT_MS + LEAD_MS
    host.answers = True
    for frame in list(host.frames):
        host.room.acked(host, frame.number, [])
    await patient.until(lambda: anchor(patient) == stand.clock.at_ms + LEAD_MS)


async def test_who_looks_elsewhere_or_has_put_the_page_away_is_not_waited_for(stand: LightStand) -> None:
    """[SES-106] They do not follow: the presenter alone decides."""
    host, patient, specialist = await gathered(stand, answering=(True, False, False))
    alone = LookAround(SPECIALIST.id, 1, (1, 1), "a", (Viewport("a", 0, 7),))
    await host.room.set_view(alone)
    await host.room.reported(patient, ScreenSize(300, 300, 1.0, hidden=True))
    await host.room.set_view(play(2))
    await host.until(lambda: anchor(host) == stand.clock.at_ms + LEAD_MS)
    assert not specialist.closed


async def test_played_again_it_starts_at_once(stand: LightStand) -> None:
    """[SES-106] Everybody holds it already: there is nothing to wait for but the lead."""
    host, _, _ = await gathered(stand, answering=(True, True, True))
    await host.room.set_view(play(2))
    await host.until(lambda: anchor(host) == stand.clock.at_ms + LEAD_MS)
    stand.clock.at_ms += 5_000
    await host.room.set_view(play(3, None))
    await host.room.set_view(play(4))
    await host.until(lambda: anchor(host) == stand.clock.at_ms + LEAD_MS)


async def test_nothing_starts_in_a_paused_room(stand: LightStand) -> None:
    """[SES-106] Nobody holds anything."""
    host, _, _ = await gathered(stand, answering=(False, False, False))
    await host.room.set_view(play(2))
    await host.room.act(Pause(HOST.id))
    assert not may_start(host.room.stage)


async def test_who_comes_back_while_it_waits_hears_that_it_waits(stand: LightStand) -> None:
    """[SES-106] The wait is part of the view."""
    host, patient, _ = await gathered(stand, answering=(True, False, False))
    await host.room.set_view(play(2))
    await host.room.leave(patient)
    again = await stand.enter(host.room, PATIENT, answers=False)
    await again.until(lambda: again.told(ViewShown))
    assert anchor(again) == stand.clock.at_ms + WAIT_MS + LEAD_MS


def test_a_thin_line_is_ready_with_every_stride_of_it() -> None:
    """[SES-106] Live review §4.2.11: what is left out for it is not waited for."""
    feed = Feed((StackBounds(60, 64, 64, color=False),))
    feed.screen = ScreenSize(64, 64, 1.0, save_data=True)
    clip = Viewport("a", 0, cine=Cine(0, 59, 30.0, "wrap", 0, 10_000))
    feed.look(View(1, ParticipantId("h"), 0, (1, 1), "a", (clip,)), 0)
    assert not feed.can_play(clip)
    sent: list[int] = []
    while (want := feed.next(200)) is not None and len(sent) < 8:
        number = feed.sent(want, size_bytes=500, pushed_bytes=500, now_ms=200)
        sent.append(want.pos)
        assert not feed.can_play(clip), "what is under way is not there yet"
        feed.acked(number, 200)
    assert sent == [0, 4, 8, 12, 16, 20, 24, 28]
    assert feed.can_play(clip)
