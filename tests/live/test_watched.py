"""What went to a screen and was on it: time by the server's clock, rolled up, never more than it could have been."""

from server.live.watched import (
    AT_REST_MS,
    RANGES_MAX,
    SILENCE_MS,
    Seen,
    Spot,
    Watch,
    facts_of_sent,
    facts_of_shown,
)
from server.terms.ids import SeriesId
from server.terms.view import Viewport

SERIES = (SeriesId("c" * 32), SeriesId("d" * 32))
LEFT, RIGHT = Viewport("a", 0, 3), Viewport("b", 1, 7)


def spot(pos: int, tier: str = "lossless", stack: int = 0, epoch: int = 2) -> Spot:
    """A picture of the first stack, sharp."""
    return (epoch, stack, tier, pos)  # type: ignore[return-value]  # one of the tiers


def shown_by(watch: Watch, now_ms: int) -> dict[Spot, int]:
    """What a roll-up that is due at this moment says was shown."""
    return watch.take((LEFT, RIGHT), now_ms).shown


def test_a_picture_is_counted_from_its_receipt_to_the_next_one() -> None:
    """AUD-31, I2: seconds are the server's: from one acknowledgement to the next."""
    watch = Watch()
    watch.shows(spot(3), "a", (LEFT,), 10_000)
    watch.shows(spot(4), "a", (LEFT,), 12_500)
    watch.count((LEFT,), 13_000)
    assert shown_by(watch, 13_000) == {spot(3): 2_500, spot(4): 500}


def test_two_viewports_keep_their_own_time() -> None:
    """Another picture on the right ends nothing on the left."""
    watch = Watch()
    watch.shows(spot(3), "a", (LEFT, RIGHT), 0)
    watch.shows(spot(7, stack=1), "b", (LEFT, RIGHT), 1_000)
    watch.shows(spot(8, stack=1), "b", (LEFT, RIGHT), 3_000)
    assert shown_by(watch, 4_000) == {spot(3): 4_000, spot(7, stack=1): 2_000, spot(8, stack=1): 1_000}


def test_a_viewport_that_is_gone_shows_nothing_more() -> None:
    """One picture instead of two: the second one's time ends when the view says so."""
    watch = Watch()
    watch.shows(spot(3), "a", (LEFT, RIGHT), 0)
    watch.shows(spot(7, stack=1), "b", (LEFT, RIGHT), 0)
    watch.count((LEFT,), 2_000)
    watch.count((LEFT,), 9_000)
    assert shown_by(watch, 9_000) == {spot(3): 9_000, spot(7, stack=1): 2_000}


def test_a_page_out_of_sight_shows_nothing() -> None:
    """Only visible time counts; back in sight it goes on."""
    watch = Watch()
    watch.shows(spot(3), "a", (LEFT,), 0)
    watch.hide((LEFT,), 1_000, hidden=True)
    watch.count((LEFT,), 20_000)
    watch.hide((LEFT,), 21_000, hidden=False)
    watch.stop(22_000)
    assert shown_by(watch, 30_000) == {spot(3): 2_000}


def test_a_process_that_slept_counts_no_longer_than_a_lease() -> None:
    """T-46: nobody may hold a key so long without a word; and a clock set back takes nothing away."""
    watch = Watch()
    watch.shows(spot(3), "a", (LEFT,), 0)
    watch.count((LEFT,), 3_600_000)
    watch.count((LEFT,), 1_000)
    assert shown_by(watch, 1_000) == {spot(3): SILENCE_MS}


def test_nothing_is_recorded_while_nothing_changes_but_a_long_rest() -> None:
    """AUD-32: who rests on a picture is an entry a minute, not one in ten seconds."""
    watch = Watch()
    watch.shows(spot(3), "a", (LEFT,), 0)
    assert watch.take((LEFT,), 10_000)
    rest = [bool(watch.take((LEFT,), at_ms)) for at_ms in range(20_000, 10_000 + 2 * AT_REST_MS + 1, 10_000)]
    assert rest == [*[False] * 5, True, *[False] * 5, True]
    watch.stop(10_000 + 2 * AT_REST_MS + 500)
    assert watch.take((), 10_000 + 2 * AT_REST_MS + 600).shown == {spot(3): 500}
    assert not watch.take((), 20 * AT_REST_MS)


def test_a_roll_up_is_one_entry_for_each_stack_with_ranges_by_tier() -> None:
    """AUD-30, AUD-31: positions from 1 as first, last, …; a tier and a time for each pair."""
    seen = Seen({spot(0), spot(1), spot(1, "preview"), spot(5, stack=1)}, {spot(0): 40, spot(1): 60}, 7_000)
    (first, second), (shown,) = list(facts_of_sent(seen, SERIES)), list(facts_of_shown(seen, SERIES))
    assert first == {
        "epoch": 2, "stack": 0, "series": SERIES[0], "positions": (1, 2, 2, 2), "tiers": ("lossless", "preview"),
        "from_ms": 7_000,
    }  # fmt: skip
    assert (second["stack"], second["series"], second["positions"]) == (1, SERIES[1], (6, 6))
    assert (shown["positions"], shown["tiers"], shown["ms"]) == ((1, 2), ("lossless",), (100,))


def test_scrolling_makes_ranges_and_not_entries() -> None:
    """AUD-32, P18: a stack scrolled through end to end is one range; jumping about is bounded in each entry."""
    through = Seen({spot(pos) for pos in range(3_000)})
    assert [facts["positions"] for facts in facts_of_sent(through, SERIES)] == [(1, 3_000)]
    jumping = Seen({spot(pos) for pos in range(0, 5_000, 2)})
    sizes = [len(facts["positions"]) for facts in facts_of_sent(jumping, SERIES)]  # type: ignore[arg-type]  # a tuple
    assert (sizes, max(sizes) <= 4_096) == ([2 * RANGES_MAX, 2 * RANGES_MAX, 1_000], True)


def test_what_could_not_be_recorded_is_added_to_what_came_since() -> None:
    """Times add up, nothing is there twice."""
    before, since = Seen({spot(1)}, {spot(1): 10}, 5), Seen({spot(1), spot(2)}, {spot(1): 1, spot(2): 3}, 9)
    before.add(since)
    assert (before.sent, before.shown, before.from_ms) == ({spot(1), spot(2)}, {spot(1): 11, spot(2): 3}, 5)
