"""The feed: newest frame wins, three unanswered at most, neighbors ahead, sharp at rest."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.live.feed import (
    KEPT_SPAN,
    NEAR_SPAN,
    SHARPER_MS,
    SHARPEST_MS,
    Feed,
)
from server.live.turnstile import Urgency
from server.live.underway import STALLED_MS, WINDOW_BYTES, WINDOW_FRAMES
from server.live.want import Want
from server.terms.ids import ParticipantId
from server.terms.view import Cine, StackBounds, View, Viewport, Window

CT = StackBounds(frames=120, columns=512, rows=512, color=False)


def view(pos: int, *, voi: Window | None = None, rev: int = 1) -> View:
    """One viewport on the first stack."""
    return View(rev, ParticipantId("h"), 0, (1, 1), "a", (Viewport("a", 0, pos, voi),))


def feed_at(pos: int, now_ms: int = 0, *, trip_ms: float | None = 5.0) -> Feed:
    """A feed that has just been told to look at `pos`, of a screen near by."""
    feed = Feed((CT,))
    feed.line.round_trip_ms = trip_ms
    feed.screen.width = feed.screen.height = 900
    feed.look(view(pos), now_ms)
    return feed


def send(feed: Feed, now_ms: int, size: int = 30_000) -> Want | None:
    """Send whatever is next."""
    want = feed.next(now_ms)
    if want is not None:
        feed.sent(want, size_bytes=size, pushed_bytes=size, now_ms=now_ms)
    return want


def drain(feed: Feed, now_ms: int, *, limit: int = 400) -> list[Want]:
    """Send and acknowledge until nothing is missing."""
    wants: list[Want] = []
    while len(wants) < limit and (want := feed.next(now_ms)) is not None:
        wants.append(want)
        feed.acked(feed.sent(want, size_bytes=30_000, pushed_bytes=30_000, now_ms=now_ms), now_ms)
    return wants


def test_the_picture_in_view_goes_first() -> None:
    """The slot of the present view precedes neighbors and refinement."""
    want = feed_at(40).next(0)
    assert want is not None
    assert (want.pos, want.urgency) == (40, Urgency.NOW)


def test_a_newer_view_replaces_an_unsent_one() -> None:
    """Latest wins: positions passed over while the window was closed are never sent as now."""
    feed = feed_at(10)
    for pos in range(11, 60):
        feed.look(view(pos), 5)
    want = feed.next(5)
    assert want is not None
    assert want.pos == 59


def test_at_most_three_frames_are_unanswered() -> None:
    """Decision 18: the window is three frames."""
    feed = feed_at(10, now_ms=0)
    sent = [send(feed, 1000) for _ in range(10)]
    assert sum(want is not None for want in sent) <= WINDOW_FRAMES


def test_at_most_192_kib_are_unanswered() -> None:
    """Decision 18: the window closes by bytes too."""
    feed = feed_at(10)
    assert send(feed, 1000, size=WINDOW_BYTES) is not None
    assert feed.next(1000) is None


def test_neighbors_come_symmetrically_and_end_at_forty() -> None:
    """Prefetch is symmetric: one ahead, one behind, up to forty on each side."""
    wants = drain(feed_at(60), 1000)
    near = [want.pos for want in wants if want.urgency is Urgency.NEAR]
    assert near[:4] == [61, 59, 62, 58]
    assert set(near) == set(range(60 - NEAR_SPAN, 60 + NEAR_SPAN + 1)) - {60}


@pytest.mark.parametrize("rested_ms", [SHARPER_MS + 60, SHARPEST_MS + 60, 5_000])
def test_a_preview_that_people_rest_on_gets_sharp_before_its_neighbors_come(rested_ms: int) -> None:
    """§4.2.5: at 1 Mbit/s eighty neighbors take half a minute; the picture in view does not wait, however late it asks."""
    feed = feed_at(40)
    feed.line.bytes_per_ms, feed.line.has_answered = 140.0, True
    first = send(feed, 0)
    assert first is not None
    assert first.tier == "preview"
    feed.acked(1, 200)
    feed.line.bytes_per_ms = 140.0
    second = feed.next(rested_ms)
    assert second is not None
    assert (second.pos, second.tier, second.urgency) == (40, "lossy", Urgency.REFINE)


def test_no_neighbors_while_the_window_is_dragged() -> None:
    """A window that moved within 300 ms is not sent ahead."""
    feed = feed_at(60)
    feed.look(view(60, voi=Window(40, 400)), 1000)
    assert [want.urgency for want in drain(feed, 1010)] == [Urgency.NOW]


def test_at_rest_the_picture_becomes_lossless() -> None:
    """Decision 15: 400 ms after the last change a fast line gets the lossless picture."""
    feed = feed_at(60)
    drain(feed, 1)
    assert drain(feed, SHARPEST_MS + 1)[0].tier == "lossless"


def test_a_slow_line_moves_in_preview() -> None:
    """Moving pictures that would take longer than 80 ms go out as preview."""
    feed = feed_at(60)
    send(feed, 0)
    feed.acked(1, 1000)
    feed.look(view(61), 1001)
    want = feed.next(1001)
    assert want is not None
    assert want.tier == "preview"


def test_what_was_never_written_holds_no_place() -> None:
    """A picture whose time had passed when its turn came is answered by nobody, and is wanted again."""
    feed = feed_at(60, trip_ms=None)
    assert send(feed, 0) is not None
    assert feed.next(10) is None
    feed.unsent(1, (0, 60, None))
    again = feed.next(10)
    assert again is not None
    assert again.pos == 60


def test_a_silent_screen_gets_nothing_more() -> None:
    """R9: eight seconds without an answer and the feed stops until one comes."""
    feed = feed_at(60)
    send(feed, 0)
    assert feed.next(STALLED_MS + 1) is None
    assert feed.is_slow(STALLED_MS + 1)
    feed.acked(1, STALLED_MS + 2)
    assert feed.next(STALLED_MS + 2) is not None


def test_a_line_that_said_nothing_yet_gets_one_rough_picture() -> None:
    """C3: three `lossy` pictures would be three seconds of 256 kbit/s; what a single preview tells decides the next."""
    feed = feed_at(60, trip_ms=None)
    first = send(feed, 0)
    assert first is not None
    assert (first.tier, first.level, feed.next(50)) == ("preview", 0, None)
    feed.look(view(61), 60)
    assert feed.next(60) is None
    feed.acked(1, 70)
    assert [want and want.tier for want in scrolled(feed, 70)] == ["lossy", "lossy", "lossy", None]


def test_a_near_line_gets_three_pictures_at_once() -> None:
    """A good line pays nothing for it: with a short way there and back all leave as `lossy` before any answer."""
    assert [want and want.tier for want in scrolled(feed_at(60, trip_ms=5.0), 0)] == ["lossy", "lossy", "lossy", None]


def scrolled(feed: Feed, now_ms: int) -> list[Want | None]:
    """What goes out in four steps of a hand without an answer."""
    sent = []
    for step in range(4):
        feed.look(view(70 + step), now_ms + 10 * step)
        sent.append(send(feed, now_ms + 10 * step))
    return sent


def test_one_slow_answer_is_enough_to_go_easy_on_a_line_and_not_to_say_so() -> None:
    """C3: the second picture of a thin line is a reduced one; the mode is said after another answer agrees."""
    feed = feed_at(60, trip_ms=None)
    send(feed, 0, size=14_000)
    feed.acked(1, 640)
    feed.look(view(70), 641)
    want = feed.next(641)
    assert want is not None
    assert (want.tier, want.level, feed.is_thin, feed.is_low) == ("preview", 1, True, False)


def test_on_a_thin_line_neighbors_wait_until_hands_rest() -> None:
    """C3: while things move, all that a thin line carries is what hands show."""
    feed = thin(feed_at(60))
    feed.look(view(61), 10_000)
    feed.acked(feed.sent(feed.next(10_000), size_bytes=4000, pushed_bytes=4000, now_ms=10_000), 10_100)  # type: ignore[arg-type]  # it is there
    assert feed.next(10_100) is None
    rested = feed.next(10_000 + SHARPER_MS)
    assert rested is not None
    assert rested.urgency is Urgency.NEAR


def test_a_hidden_page_gets_nothing() -> None:
    """Pictures are not sent to a page nobody sees."""
    feed = feed_at(60)
    feed.screen.hidden = True
    assert feed.next(0) is None


def test_a_small_screen_gets_a_reduced_picture() -> None:
    """The level is the largest reduction with a pixel for every device pixel."""
    feed = feed_at(60)
    feed.screen.width, feed.screen.height = 250, 250
    want = feed.next(0)
    assert want is not None
    assert want.level == 1


def test_after_a_new_epoch_everything_is_sent_again() -> None:
    """Nothing of a former epoch counts as there."""
    feed = feed_at(60)
    drain(feed, 1000)
    feed.forget(2000)
    want = feed.next(2000)
    assert want is not None
    assert want.urgency is Urgency.NOW


def both(first: int, second: int, *, active: str = "a", cine: Cine | None = None, rev: int = 1) -> View:
    """Two viewports side by side, of two stacks; the second may play."""
    ports = (Viewport("a", 0, first), Viewport("b", 1, second, cine=cine))
    return View(rev, ParticipantId("h"), 0, (1, 2), active, ports)


def pair_of(looking: View) -> Feed:
    """A feed of two stacks, of a screen near by."""
    feed = Feed((CT, CT))
    feed.line.round_trip_ms = 5.0
    feed.screen.width = feed.screen.height = 900
    feed.look(looking, 0)
    return feed


def thin(feed: Feed) -> Feed:
    """The same on a measured line of 256 kbit/s."""
    for number in range(1, 4):
        feed.line.carried(30_000, 2, number * 2_000, number * 2_000 + 1_000)
    return feed


def test_the_active_picture_goes_first_and_its_neighbor_next() -> None:
    """1×2: both pictures in view precede everything else, the one that is worked in before the other."""
    wants = drain(pair_of(both(20, 50, active="b")), 0)
    assert [(want.viewport, want.urgency) for want in wants[:2]] == [("b", Urgency.NOW), ("a", Urgency.NOW)]


def test_both_pictures_have_their_neighbors_sent_alike() -> None:
    """±40 of both, step by step: the one that is not worked in waits for no more than its turn."""
    near = [want for want in drain(pair_of(both(60, 50)), 1000) if want.urgency is Urgency.NEAR]
    assert [(want.viewport, want.pos) for want in near[:4]] == [("a", 61), ("a", 59), ("b", 51), ("b", 49)]
    assert {want.pos for want in near if want.viewport == "b"} == set(range(10, 91)) - {50}


def test_a_linked_scroll_starves_neither_picture() -> None:
    """While both move, every third picture is of the other viewport."""
    feed, shown = pair_of(both(0, 0)), []
    for step in range(1, 31):
        feed.look(both(step, step), step * 40)
        if (want := feed.next(step * 40)) is not None:
            feed.acked(feed.sent(want, size_bytes=9000, pushed_bytes=9000, now_ms=step * 40), step * 40 + 30)
            shown.append(want.viewport)
    assert shown.count("b") == 10


def test_a_clip_is_sent_ahead_whole_from_where_it_plays() -> None:
    """Cine: every position once, in the order of play from now on, and nothing sharper while it plays."""
    cine = Cine(10, 29, 20.0, "wrap", 10, 0)
    wants = drain(pair_of(both(60, 10, active="b", cine=cine)), 500)
    clip = [want for want in wants if want.viewport == "b"]
    # half a second on it shows the eleventh; the guess of the line says that what leaves now comes half a frame later
    assert [want.pos for want in clip] == [*range(clip[0].pos, 30), *range(10, clip[0].pos)]
    assert 20 <= clip[0].pos <= 21
    assert {want.tier for want in clip} == {"lossy"}


def test_a_clip_that_has_moved_on_skips_what_came_too_late() -> None:
    """Cine never slows: on a line that carries less, positions are passed over, and come the next time round."""
    feed = pair_of(both(60, 10, active="b", cine=Cine(10, 69, 30.0, "wrap", 10, 0)))
    clip = []
    for now_ms in range(0, 2000, 200):
        want = feed.next(now_ms)
        assert want is not None
        feed.acked(feed.sent(want, size_bytes=9000, pushed_bytes=9000, now_ms=now_ms), now_ms + 190)
        clip += [want.pos] if want.viewport == "b" else []
    assert all(later > earlier + 1 for earlier, later in pairwise(clip))


def test_a_clip_played_to_its_end_becomes_sharp() -> None:
    """Cine `once`: its last picture is a still one."""
    feed = pair_of(both(60, 10, active="b", cine=Cine(10, 19, 20.0, "once", 10, 0)))
    drain(feed, 100)
    assert feed.due_ms(420) == 450
    assert next((want.pos, want.tier) for want in drain(feed, 1000) if want.viewport == "b") == (19, "lossless")


def test_a_thin_line_is_served_smaller_rougher_and_nearer() -> None:
    """Live review §4.2.11, decision 24: one level down and preview while moving, ±8, sharp only as `lossy`."""
    feed = feed_at(60)
    feed.screen.save_data = True
    wants = drain(feed, 10_000)
    assert (wants[0].tier, wants[0].level) == ("preview", 1)
    near = {want.pos for want in wants if want.urgency is Urgency.NEAR}
    assert near == set(range(52, 69)) - {60}
    assert {(want.tier, want.level) for want in wants if want.urgency is Urgency.REFINE} == {("lossy", 0)}


def test_a_small_picture_gets_sharp_even_on_a_thin_line() -> None:
    """C3, live review §4.2.11: for who looks at it for three seconds; who asked to save data is spared it."""
    feed = thin(Feed((StackBounds(frames=30, columns=128, rows=128, color=False),)))
    feed.screen.width = feed.screen.height = 900
    feed.look(view(14), 0)
    feed.holds([Want("a", 0, pos, None, 0, "lossy", Urgency.NEAR) for pos in range(30)])
    assert feed.is_low
    assert (feed.next(2_999), feed.due_ms(2_999)) == (None, 3_000)
    feed.screen.save_data = True
    assert feed.next(3_000) is None
    feed.screen.save_data = False
    assert feed.next(3_000) == Want("a", 0, 14, None, 0, "lossless", Urgency.REFINE)


def test_a_page_that_stood_still_once_does_not_stay_rough_for_ever() -> None:
    """C3: small pictures never tell how fast a line is, so a first answer that took a minute is tried against at rest."""
    feed = Feed((StackBounds(frames=30, columns=128, rows=128, color=False),))
    feed.screen.width = feed.screen.height = 900
    feed.look(view(14), 0)
    feed.holds([Want("a", 0, pos, None, 0, "lossy", Urgency.NEAR) for pos in range(30)])
    for minute in range(3):
        feed.line.carried(9_000, 3, minute * 60_000, minute * 60_000 + 59_000)
    assert feed.is_low
    assert feed.next(300_000) == Want("a", 0, 14, None, 0, "lossless", Urgency.REFINE)


def test_a_line_that_recovers_is_served_in_full_again() -> None:
    """The mode has two edges: under 1 Mbit/s for two answers, over 1.5 for two."""
    feed = thin(feed_at(60))
    modes = [feed.is_low]
    for number in range(20):
        feed.line.carried(60_000, 2, 20_000 + number * 100, 20_050 + number * 100)
    modes.append(feed.is_low)
    assert modes == [True, False]
    assert drain(feed, 30_000)[-1].tier in {"lossy", "lossless"}


def test_what_a_returning_screen_kept_is_not_sent_again() -> None:
    """Resume: of what it names, neither picture nor neighbor comes a second time; the rest does."""
    feed = feed_at(60)
    sent = drain(feed, 1000)
    feed.forget(2000)
    feed.holds([want for want in sent if want.pos >= 60])
    assert all(want.pos < 60 or want.urgency is Urgency.REFINE for want in drain(feed, 5000))


@given(
    st.lists(st.tuples(st.sampled_from(["look", "send", "ack", "wait", "thin"]), st.integers(0, 119)), max_size=150),
    st.integers(1, 400_000),
)
def test_the_window_is_never_more_than_three_frames_and_192_kib(steps: list[tuple[str, int]], most: int) -> None:
    """Decision 18, whatever the sizes turn out to be; and what is sent was wanted at that moment."""
    feed, now, sizes = pair_of(both(0, 0)), 0, dict[int, int]()
    for what, value in steps:
        now += 11
        match what:
            case "look":
                feed.look(both(value, 119 - value, active="ab"[value % 2]), now)
            case "ack":
                number = min(sizes, default=0) + value % 3
                feed.acked(number, now)
                sizes = {each: size for each, size in sizes.items() if each > number}
            case "wait":
                now += value * 10
            case "thin":
                feed.screen.save_data = bool(value % 2)
            case _:
                want, size = feed.next(now), 1 + most * value // 119
                if want is None or not feed.fits(size):
                    continue
                assert feed.is_wanted(want)
                pushed = size if size <= WINDOW_BYTES else 0
                sizes[feed.sent(want, size_bytes=size, pushed_bytes=pushed, now_ms=now)] = pushed
        assert len(sizes) <= WINDOW_FRAMES
        assert sum(sizes.values()) <= WINDOW_BYTES


@given(st.lists(st.tuples(st.integers(0, 119), st.integers(0, 119), st.integers(0, 3)), min_size=1, max_size=40))
def test_the_last_view_is_always_shown_and_becomes_sharp(moves: list[tuple[int, int, int]]) -> None:
    """However hectic it was: once hands rest and answers come, both last pictures are there, lossless."""
    feed, now, open_frames = pair_of(both(0, 0)), 0, 0
    for first, second, sends in moves:
        now += 20
        feed.look(both(first, second), now)
        for _ in range(sends):
            open_frames = (send(feed, now) and feed._under_way.newest) or open_frames
    feed.acked(open_frames, now + 100)
    drain(feed, now + 1000, limit=2000)
    assert {feed._there.best[(0, moves[-1][0], None)], feed._there.best[(1, moves[-1][1], None)]} == {(2, 0)}


@given(st.lists(st.integers(0, 5000), max_size=300))
def test_what_a_feed_remembers_is_bounded_by_what_is_in_view(positions: list[int]) -> None:
    """A reader that is dead, or alive for hours, costs a few hundred entries."""
    feed = Feed((StackBounds(frames=5001, columns=512, rows=512, color=False),))
    for now, pos in enumerate(positions):
        feed.look(view(pos), now * 50)
        drain(feed, now * 50, limit=5)
    assert len(feed._there.best) <= 2 * KEPT_SPAN + 1
    assert len(feed._under_way.frames) <= WINDOW_FRAMES


@given(st.lists(st.tuples(st.sampled_from(["look", "next", "ack", "wait"]), st.integers(0, 119)), max_size=200))
def test_whatever_happens_the_window_holds_and_the_newest_view_comes_next(steps: list[tuple[str, int]]) -> None:
    """Unanswered ≤ 3 frames; with an open window the next frame of an unseen view is the view itself."""
    feed, now, number, acked = feed_at(0), 0, 0, 0
    ever_sent: set[int] = set()
    pos = 0
    for what, value in steps:
        now += 7
        match what:
            case "look":
                pos = value
                feed.look(view(pos), now)
            case "ack":
                acked = max(acked, min(number, value))
                feed.acked(acked, now)
            case "wait":
                now += value
            case _:
                want = feed.next(now)
                if want is None:
                    continue
                assert number - acked < WINDOW_FRAMES
                assert want.pos == pos or pos in ever_sent
                number = feed.sent(want, size_bytes=1000, pushed_bytes=1000, now_ms=now)
                ever_sent.add(want.pos)
