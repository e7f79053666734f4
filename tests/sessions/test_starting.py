"""A clip waits for its frames, starts for everybody at once, and nothing but its own hand sets it back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sessions.commands import Blank, HandOver, LookAround, Pause, Resume, SetView, StartClips, TakeControl
from server.sessions.effects import ShowOwnView, ShowView
from server.sessions.starting import LEAD_MS, WAIT_MS, alone, asked, waits
from server.terms.view import Cine, View, Viewport
from tests.sessions.consult import HOST, NOW, PATIENT, SPECIALIST, Consult, sharing

CLIP = Cine(0, 9, 10.0, "wrap", 0, 0)


def plays(consult: Consult, cine: Cine | None = CLIP, *more: Viewport, window_pos: int = 0) -> Consult:
    """The presenter says a view in which this clip plays."""
    ports = (Viewport("a", 0, window_pos, cine=cine), *more)
    token = consult.session.token
    layout = (1, len(ports))
    return consult.does(SetView(token.holder, token.token_epoch, 1, layout, "a", ports))


def anchors(consult: Consult) -> list[int | None]:
    """When each clip of the shared view starts or started."""
    view = consult.session.view
    assert view is not None
    return [port.cine.anchor_ms if port.cine else None for port in view.viewports]


def test_a_clip_that_is_asked_for_waits_two_seconds_at_most() -> None:
    """[SES-106] Its anchor is the latest moment at which it starts, whether or not anybody ever says so."""
    consult = plays(sharing())
    assert anchors(consult) == [NOW + WAIT_MS + LEAD_MS]
    assert (WAIT_MS, LEAD_MS) == (2_000, 300)


def test_it_starts_for_everybody_300_ms_after_enough_people_can_play_it() -> None:
    """[SES-106] One view for all, numbered one higher; the presenter's own number is not echoed with it."""
    consult = plays(sharing())
    before = consult.session.view
    consult.at += 700
    consult.does(StartClips())
    (shown,) = consult.asked(ShowView)
    assert before is not None
    assert (shown.view.rev, shown.cseq, shown.author, shown.view.by) == (before.rev + 1, None, HOST, HOST)
    assert anchors(consult) == [NOW + 700 + LEAD_MS]


def test_nothing_starts_twice() -> None:
    """[SES-106] What has started, or starts within the lead anyway, stays."""
    consult = plays(sharing()).does(StartClips())
    for later_ms in (0, 100, 5_000):
        consult.at += later_ms
        assert consult.does(StartClips()).effects == ()
    waiting = plays(sharing())
    waiting.at += WAIT_MS
    assert waiting.does(StartClips()).effects == ()


@pytest.mark.parametrize("view", [None, "still"])
def test_nothing_starts_where_nothing_waits(view: str | None) -> None:
    """[SES-106] No view, or a still one."""
    consult = sharing() if view is None else plays(sharing(), None)
    assert consult.does(StartClips()).effects == ()


def test_two_clips_that_wait_start_together() -> None:
    """[SES-106] Side by side, from the same moment."""
    consult = plays(sharing(), CLIP, Viewport("b", 0, cine=replace(CLIP, fps=25.0))).does(StartClips())
    assert anchors(consult) == [NOW + LEAD_MS] * 2


@pytest.mark.parametrize("repeated", ["nothing yet", "what was told while it waited"])
@pytest.mark.parametrize("later_ms", [200, 1_000])
def test_a_hand_on_something_else_sets_nothing_back(repeated: str, later_ms: int) -> None:
    """[SES-107] A window or a zoom says the whole view again, with an anchor from before the start."""
    consult = plays(sharing())
    waiting = anchors(consult)[0]
    consult.does(StartClips())
    consult.at += later_ms
    plays(consult, replace(CLIP, anchor_ms=0 if repeated == "nothing yet" else waiting or 0), window_pos=3)
    assert anchors(consult) == [NOW + LEAD_MS]


def test_a_wait_is_not_made_longer_by_a_hand_on_something_else() -> None:
    """[SES-107] Two seconds from when it was asked for, not from the last touch."""
    consult = plays(sharing())
    for _ in range(5):
        consult.at += 300
        plays(consult, CLIP)
    assert anchors(consult) == [NOW + WAIT_MS + LEAD_MS]


@pytest.mark.parametrize("change", [{"fps": 20.0}, {"last": 8}, {"loop": "sweep"}, {"anchor_pos": 4}])
def test_another_clip_waits_anew(change: dict[str, object]) -> None:
    """[SES-107] Another speed, range, way or beginning that has not started is another clip."""
    consult = plays(sharing()).does(StartClips())
    consult.at += 1_000
    plays(consult, replace(CLIP, **change))  # type: ignore[arg-type]  # fields of a cine
    assert anchors(consult) == [consult.at + WAIT_MS + LEAD_MS]


def test_a_clip_goes_on_from_a_moment_that_has_passed() -> None:
    """[SES-107] A change of speed on the way says where it is now: there is nothing to wait for."""
    consult = plays(sharing(), replace(CLIP, fps=5.0, anchor_ms=NOW - 40))
    assert anchors(consult) == [NOW - 40]


def test_stopping_ends_the_wait_and_playing_again_begins_one() -> None:
    """[SES-107] Space, Space, Space."""
    consult = plays(sharing())
    consult.at += 500
    plays(consult, None, window_pos=4)
    assert consult.does(StartClips()).effects == ()
    plays(consult)
    assert anchors(consult) == [consult.at + WAIT_MS + LEAD_MS]


def test_a_clip_played_once_to_its_end_can_be_played_again() -> None:
    """[SES-107] The same clip, when it is over, is asked for anew."""
    once = replace(CLIP, loop="once")
    consult = plays(sharing(), once).does(StartClips())
    consult.at += LEAD_MS + 950
    plays(consult, once)
    assert anchors(consult) == [consult.at + WAIT_MS + LEAD_MS]


def test_a_wait_survives_a_hand_over_a_blank_and_a_joiner() -> None:
    """[SES-106] The clip is the room's, not its presenter's."""
    consult = plays(sharing(PATIENT, SPECIALIST))
    waiting = anchors(consult)
    consult.does(HandOver(HOST, SPECIALIST)).does(Blank(HOST, blank=True)).joins(SPECIALIST)
    assert anchors(consult) == waiting
    consult.does(StartClips())
    assert anchors(consult) == [NOW + LEAD_MS]
    consult.does(TakeControl(HOST))
    assert anchors(consult) == [NOW + LEAD_MS]


def test_nothing_starts_while_paused_and_the_clip_is_where_time_says_afterwards() -> None:
    """[SES-106] [SES-69] Nobody sees it start; whoever sees it again finds the position of that moment."""
    consult = plays(sharing()).does(Pause(HOST))
    assert consult.does(StartClips()).effects == ()
    consult.at += 60_000
    consult.does(Resume(HOST))
    assert anchors(consult) == [NOW + WAIT_MS + LEAD_MS]
    assert consult.does(StartClips()).effects == ()


def test_somebodys_own_clip_waits_for_nobody() -> None:
    """[SES-106] Beside the shared view there is nobody else to wait for."""
    port = Viewport("a", 0, cine=CLIP)
    consult = sharing(PATIENT, SPECIALIST).does(LookAround(SPECIALIST, 1, (1, 1), "a", (port,)))
    (own,) = consult.asked(ShowOwnView)
    assert own.view is not None
    assert own.view.viewports[0].cine == replace(CLIP, anchor_ms=NOW + LEAD_MS)


@given(st.integers(0, 2**53 - 1), st.integers(0, 2**53 - 1), st.sampled_from(["", "shown"]))
def test_no_anchor_lies_further_ahead_than_the_wait(said: int, before: int, shown: str) -> None:
    """[SES-106] Whatever is said, a clip starts within the wait and the lead, and asking twice is asking once."""
    now = 2**52
    port = Viewport("a", 0, cine=replace(CLIP, anchor_ms=said))
    standing = Viewport("a", 0, cine=replace(CLIP, anchor_ms=min(max(before, 1), now + WAIT_MS + LEAD_MS)))
    view = View(1, HOST, 0, (1, 1), "a", (standing,)) if shown else None
    once = asked(port, view, now)
    assert once.cine is not None
    assert 0 < once.cine.anchor_ms <= now + WAIT_MS + LEAD_MS
    assert asked(once, View(2, HOST, 0, (1, 1), "a", (once,)), now) == once
    own = alone(port, now).cine
    assert own is not None
    assert not waits(own, now)
