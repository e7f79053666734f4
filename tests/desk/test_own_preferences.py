"""What somebody has in hand: changed part by part, read by nobody else, bounded and sealed."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from server.desk.own_preferences import (
    KINDS_MAX,
    NAME_MAX,
    KeySlot,
    KindWindows,
    MouseTools,
    Preferences,
    merged,
)
from server.terms.view import Window
from tests.desk.people import People

LUNG = Window(-600, 1500)
LEFT_HANDED = MouseTools("zoom", "pan", "window", "scroll")
CHEST = KindWindows("CT", "HU", (LUNG,), (KeySlot("airways", LUNG), KeySlot("", 0)))

_windows = st.builds(Window, st.floats(-1e6, 1e6), st.floats(0.1, 2e6), st.sampled_from(["LINEAR", "SIGMOID"]))
_slots = st.builds(KeySlot, st.text(max_size=NAME_MAX), st.integers(0, 255) | _windows)
_kinds = st.builds(
    KindWindows,
    st.sampled_from(["CT", "MR", "PT", "DX"]),
    st.sampled_from(["", "HU"]),
    st.lists(_windows, max_size=4).map(tuple),
    st.none() | st.lists(_slots, max_size=9).map(tuple),
)
_mice = st.builds(
    MouseTools, *[st.sampled_from(["scroll", "window", "zoom", "pan"])] * 3, st.sampled_from(["scroll", "zoom"])
)
_preferences = st.builds(
    Preferences, st.none() | _mice, st.none() | st.booleans(), st.lists(_kinds, max_size=KINDS_MAX).map(tuple)
)


@given(_preferences, _preferences)
def test_the_last_to_change_a_part_is_right_about_that_part_alone(kept: Preferences, changed: Preferences) -> None:
    """C1: what one desk does not touch stays as another left it, and saying it twice changes nothing more."""
    kept = merged(Preferences(), kept)
    now = merged(kept, changed)
    assert now.mouse == (changed.mouse or kept.mouse)
    assert now.letters is (kept.letters if changed.letters is None else changed.letters)
    of = {(each.modality, each.unit): each.kept for each in now.windows}
    said = {(each.modality, each.unit): each.kept for each in changed.windows}
    assert len(of) == len(now.windows)
    assert of == {(each.modality, each.unit): each.kept for each in kept.windows} | said
    assert merged(now, changed) == now


@given(st.text(max_size=NAME_MAX))
def test_a_name_is_one_line_that_can_be_read(typed: str) -> None:
    """T-21: nothing unseen and no change of direction is ever given to another desk."""
    changed = Preferences(windows=(KindWindows("CT", "HU", (), (KeySlot(typed, 0),)),))
    (kind,) = merged(Preferences(), changed).windows
    assert kind.row is not None
    name = kind.row[0].name
    assert name.isprintable()
    assert len(name) <= NAME_MAX


def test_windows_are_kept_for_the_kinds_changed_last() -> None:
    """C1: however many kinds somebody meets, what is kept is bounded; the oldest goes."""
    kept = Preferences()
    for number in range(KINDS_MAX + 1):
        kept = merged(kept, Preferences(windows=(KindWindows(f"X{number}", "", (), None),)))
    assert [each.modality for each in kept.windows] == [f"X{number}" for number in range(1, KINDS_MAX + 1)]


async def test_they_follow_their_person_and_nobody_else(people: People) -> None:
    """C1: what one changed is there at the next desk; a colleague has their own."""
    lee, roe = (await people.staff("lee")).person.id, (await people.staff("roe")).person.id
    own = people.staff_desk.own_preferences
    assert await own.of(lee) == (0, Preferences())
    await own.change(lee, Preferences(mouse=LEFT_HANDED, windows=(CHEST,)))
    assert await own.change(lee, Preferences(letters=False)) == (2, Preferences(LEFT_HANDED, False, (CHEST,)))
    assert await own.of(lee) == (2, Preferences(LEFT_HANDED, False, (CHEST,)))
    assert await own.of(roe) == (0, Preferences())


async def test_what_changes_nothing_is_not_written(people: People) -> None:
    """C1: a page that says again what is known costs no write."""
    own, lee = people.staff_desk.own_preferences, (await people.staff()).person.id
    await own.change(lee, Preferences(letters=False, windows=(CHEST,)))
    assert (await own.change(lee, Preferences(letters=False, windows=(CHEST,))))[0] == 1


async def test_two_desks_that_write_at_once_both_count(people: People) -> None:
    """C1: neither part is lost, whoever was first."""
    own, lee = people.staff_desk.own_preferences, (await people.staff()).person.id
    await asyncio.gather(
        own.change(lee, Preferences(mouse=LEFT_HANDED)),
        own.change(lee, Preferences(letters=False)),
        own.change(lee, Preferences(windows=(CHEST,))),
    )
    assert await own.of(lee) == (3, Preferences(LEFT_HANDED, False, (CHEST,)))
