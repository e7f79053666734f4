"""The feed: newest frame wins, three unanswered at most, neighbors ahead, sharp at rest."""

from hypothesis import given
from hypothesis import strategies as st

from server.live.feed import NEAR_SPAN, SHARPEST_MS, STALLED_MS, WINDOW_BYTES, WINDOW_FRAMES, Feed, Want
from server.live.turnstile import Urgency
from server.terms.ids import ParticipantId
from server.terms.view import StackBounds, View, Viewport, Window

CT = StackBounds(frames=120, columns=512, rows=512, color=False)


def view(pos: int, *, voi: Window | None = None, rev: int = 1) -> View:
    """One viewport on the first stack."""
    return View(rev, ParticipantId("h"), 0, (1, 1), "a", (Viewport("a", 0, pos, voi),))


def feed_at(pos: int, now_ms: int = 0) -> Feed:
    """A feed that has just been told to look at `pos`."""
    feed = Feed((CT,))
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


def test_a_silent_screen_gets_nothing_more() -> None:
    """R9: eight seconds without an answer and the feed stops until one comes."""
    feed = feed_at(60)
    send(feed, 0)
    assert feed.next(STALLED_MS + 1) is None
    assert feed.is_slow(STALLED_MS + 1)
    feed.acked(1, STALLED_MS + 2)
    assert feed.next(STALLED_MS + 2) is not None


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
