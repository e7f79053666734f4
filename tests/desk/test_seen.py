"""Who saw what, rolled up from entries: exact where ranges overlap, and old records read as they stand."""

from server.desk.seen import InTier, merged, roll_up
from server.terms.entries import Entry, EntryFact
from server.terms.ids import SessionId

CONSULT = SessionId("5" * 32)
CT, US = "c" * 32, "d" * 32
MARIA, OSEI = "a" * 16, "b" * 16


def authorized(who: str, series: str, first: int, last: int, *, stack: int = 0, at_ms: int = 1_000) -> Entry:
    """A block that may be sent."""
    facts: dict[str, EntryFact] = {"epoch": 1, "stack": stack, "series": series, "first": first, "last": last}
    return Entry("instances.authorized", at_ms, who, CONSULT, facts)


def about(
    kind: str, who: str, positions: tuple[int, ...], tiers: tuple[str, ...], *, at_ms: int = 2_000, **more: EntryFact
) -> Entry:
    """A roll-up as it is written now."""
    facts: dict[str, EntryFact] = {"epoch": 1, "stack": 0, "series": CT, "positions": positions, "tiers": tiers}
    return Entry(f"instances.{kind}", at_ms, who, CONSULT, {**facts, "from_ms": at_ms - 1_000, **more})


def test_ranges_that_overlap_are_counted_once_and_their_times_add_up() -> None:
    """AUD-34, I6: persons × images × minutes is exact although the same picture is looked at again and again."""
    (line,) = roll_up([
        authorized(MARIA, CT, 1, 128),
        about("sent", MARIA, (1, 10), ("preview",)),
        about("shown", MARIA, (1, 4, 3, 3), ("preview", "lossless"), ms=(900, 4_000)),
        about("sent", MARIA, (8, 12, 3, 3), ("preview", "lossless"), at_ms=9_000),
        about("shown", MARIA, (3, 6, 3, 3), ("preview", "lossless"), ms=(100, 60_000), at_ms=9_000),
    ])  # fmt: skip
    assert line.shown == (InTier("lossless", ((3, 3),), 64_000), InTier("preview", ((1, 6),), 1_000))
    assert line.sent == (InTier("lossless", ((3, 3),)), InTier("preview", ((1, 12),)))
    assert (line.pictures_shown, line.pictures_sent, line.shown_ms) == (6, 12, 65_000)
    assert (line.authorized, line.first_ms, line.last_ms) == (((1, 128),), 1_000, 9_000)


def test_each_person_and_series_has_a_line_of_its_own() -> None:
    """I2: viewer, series, range; who was only allowed to see something is told apart from who was sent it."""
    lines = roll_up([
        authorized(MARIA, CT, 1, 20), authorized(OSEI, CT, 1, 20), authorized(OSEI, US, 1, 5, stack=1),
        about("sent", MARIA, (2, 2), ("lossy",)),
        about("shown", MARIA, (2, 2), ("lossy",), ms=(1_500,)),
    ])  # fmt: skip
    assert [(line.person, line.series, line.pictures_sent, line.pictures_shown) for line in lines] == [
        (MARIA, CT, 1, 1), (OSEI, CT, 0, 0), (OSEI, US, 0, 0),
    ]  # fmt: skip
    assert lines[1].first_ms is None


def test_a_record_from_before_sent_was_recorded_is_still_read() -> None:
    """AUD-33: old entries have no series, tier or time; what is not known is not invented."""
    (line,) = roll_up([
        authorized(MARIA, CT, 1, 128),
        Entry("instances.shown", 5_000, MARIA, CONSULT, {"stack": 0, "positions": (4, 6, 9, 9)}),
    ])  # fmt: skip
    assert (line.series, line.sent, line.shown) == (CT, None, (InTier("", ((4, 6), (9, 9)), None),))
    assert (line.shown_ms, line.pictures_sent, line.pictures_shown, line.last_ms) == (None, None, 4, 5_000)


def test_what_is_not_about_pictures_makes_no_line() -> None:
    """Everything else stays where it is."""
    assert roll_up([Entry("chat.closed", 1, "system", CONSULT), Entry("pictures.thumbnail", 1, MARIA)]) == []


def test_ranges_are_merged_where_they_touch() -> None:
    """1–3 and 4–6 are 1–6; 8 stays apart."""
    assert merged([(4, 6), (8, 8), (1, 3), (2, 2)]) == ((1, 6), (8, 8))
