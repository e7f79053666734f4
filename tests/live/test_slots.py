"""How often a thin line hears of views and pointers (live review §4.2.11, C3)."""

from server.live.notices import Pointed, PointerMoved, ViewShown
from server.live.slots import EVERY_MS, Slots
from server.terms.ids import ParticipantId
from server.terms.view import View, Viewport

LEE, ROE = ParticipantId("lee"), ParticipantId("roe")


def shown(rev: int) -> ViewShown:
    """A view."""
    return ViewShown(View(rev, LEE, 0, (1, 1), "a", (Viewport("a", 0, rev),)))


def pointed(by: ParticipantId, x: float) -> PointerMoved:
    """A pointer."""
    return PointerMoved(by, Pointed(0, 0, x, 1.0, "dot"))


def test_a_view_goes_five_times_a_second_and_the_newest_wins() -> None:
    """Of what is held only the newest goes, as soon as 200 ms are over."""
    slots = Slots()
    assert slots.may_go(shown(1), 1_000)
    slots.said(shown(1), 1_000)
    for rev in range(2, 7):
        assert not slots.may_go(shown(rev), 1_000 + 33 * (rev - 1))
        slots.hold(shown(rev))
    assert slots.due_ms() == 1_000 + EVERY_MS
    assert slots.due(1_000 + EVERY_MS - 1) == []
    assert slots.due(1_000 + EVERY_MS) == [shown(6)]


def test_what_is_said_is_held_no_more() -> None:
    """A view that goes with its picture is not said a second time."""
    slots = Slots()
    slots.hold(shown(2))
    slots.said(shown(2), 50)
    assert (slots.views(), slots.due(10_000), slots.due_ms()) == ([], [], None)


def test_pointers_wait_for_themselves_alone() -> None:
    """Of each person's pointer the newest; a view's time is its own."""
    slots = Slots()
    slots.said(pointed(LEE, 1.0), 0)
    assert slots.may_go(pointed(ROE, 1.0), 10)
    assert slots.may_go(shown(1), 10)
    slots.hold(pointed(LEE, 2.0))
    slots.hold(pointed(LEE, 3.0))
    assert slots.due(EVERY_MS) == [pointed(LEE, 3.0)]
    assert slots.views() == []


def test_a_clock_that_is_set_back_holds_nothing_for_ever() -> None:
    """A wall clock an hour earlier: the next one may go."""
    slots = Slots()
    slots.said(shown(1), 3_600_000)
    slots.hold(shown(2))
    assert slots.due(1_000) == [shown(2)]
