"""What a link of two viewports may claim."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sessions.commands import LookAround, SetView
from server.sessions.effects import ShowOwnView
from server.sessions.views import clamp
from server.terms.errors import Malformed
from server.terms.geometry import Places
from server.terms.view import Bearings, Cine, Link, StackBounds, View, Viewport, Window
from tests.sessions.consult import HOST, NOW, SPECIALIST, STACKS, Consult, live

THICK = Places(1, tuple(5.0 * at for at in range(20)), 5.0)
THIN = Places(1, tuple(120.0 - at for at in range(100)), 1.0)
BOUNDS = tuple(StackBounds(frames, 64, 64, color=False) for frames in (20, 100, 20, 20))
BEARINGS = (Bearings(THICK, "HU"), Bearings(THIN, "HU"), Bearings(replace(THICK, space=2), "PCT"), Bearings())
SPACE = Link("a", "b", "space")
CINE = Cine(0, 9, 10.0, "wrap", 0, NOW)


def pair(first: Viewport, second: Viewport, link: Link | None = SPACE, active: str = "a") -> View:
    """Two viewports side by side."""
    return View(1, HOST, NOW, (1, 2), active, (first, second), link)


def shown(view: View, bearings: tuple[Bearings, ...] = BEARINGS) -> tuple[int, int, Link | None]:
    """Positions and link as everybody gets them."""
    clamped = clamp(view, BOUNDS, bearings)
    assert clamp(clamped, BOUNDS, bearings) == clamped
    return clamped.viewports[0].pos, clamped.viewports[1].pos, clamped.link


def a(pos: int, stack: int = 0) -> Viewport:
    return Viewport("a", stack, pos)


def b(pos: int, stack: int = 1) -> Viewport:
    return Viewport("b", stack, pos)


@pytest.mark.parametrize(
    ("active", "asked", "got"),
    [
        ("a", (10, 99), (10, 70)),
        ("a", (10, 70), (10, 70)),
        ("b", (0, 70), (10, 70)),
        ("b", (10, 68), (10, 68)),
        ("b", (10, 66), (11, 66)),
    ],
    ids=["the other goes there", "it is there", "the second leads", "inside one thick slice", "into the next one"],
)
def test_linked_by_position_both_show_the_same_place(active: str, asked: tuple[int, int], got: tuple[int, int]) -> None:
    """[SES-124] Whatever a client says: the other viewport is on the slice nearest to the one worked in."""
    assert shown(pair(a(asked[0]), b(asked[1]), active=active)) == (*got, SPACE)


def test_beyond_the_end_the_other_stays() -> None:
    """[SES-124] The thin stack begins at 21 mm: at 0 mm it has nothing to show, and stays where it was."""
    assert shown(pair(a(0), b(37)))[:2] == (0, 37)
    assert shown(pair(a(5), b(37)))[:2] == (5, 95)


def test_a_clip_leaves_the_other_where_it_is() -> None:
    """[SES-124] It plays as a function of time; the other catches up when it stops."""
    assert shown(pair(replace(a(3), cine=CINE), b(50)))[:2] == (3, 50)
    assert shown(pair(a(10), replace(b(5), cine=CINE)))[:2] == (10, 5)


@pytest.mark.parametrize("others", [(0, 2), (0, 3), (3, 3), (2, 1)])
def test_a_link_by_position_between_different_spaces_is_none(others: tuple[int, int]) -> None:
    """[SES-124] A raw client cannot claim the same place for two visits, nor for stacks that do not say where they lie."""
    assert shown(pair(a(4, others[0]), b(9, others[1]))) == (4, 9, None)


def test_nothing_is_the_same_place_before_the_stacks_are_open() -> None:
    """[SES-124] What is not known is not claimed."""
    assert shown(pair(a(4), b(9)), ()) == (4, 9, None)


@pytest.mark.parametrize(
    "link", [Link("a", "a", "space"), Link("a", "c", "space"), Link("a", "d", "hand"), Link("b", "b", "hand")]
)
def test_a_link_that_joins_nothing_is_none(link: Link) -> None:
    """[SES-124] Two different viewports that show something."""
    assert shown(pair(a(4), b(9), link))[2] is None
    assert shown(pair(a(4), Viewport("b"), SPACE))[2] is None


def test_linked_by_hand_any_two_keep_their_distance() -> None:
    """[SES-62] The presenter's own word: nothing is moved, and its distance is clamped; by position there is none."""
    assert shown(pair(a(4), b(9, 3), Link("a", "b", "hand", 1e9))) == (4, 9, Link("a", "b", "hand", 1e6))
    assert shown(pair(a(10), b(70), Link("a", "b", "space", 12.0))) == (10, 70, SPACE)


@pytest.mark.parametrize("by", ["hand", "space"])
def test_a_distance_that_is_no_number_is_malformed(by: str) -> None:
    """[SES-62] It has no nearest meaning."""
    with pytest.raises(Malformed):
        shown(pair(a(4), b(9), Link("a", "b", by, math.nan)))  # type: ignore[arg-type]  # one of the two


@pytest.mark.parametrize(
    ("stacks", "by", "granted"),
    [((0, 1), "space", True), ((0, 1), "hand", True), ((0, 2), "hand", False), ((0, 3), "hand", False), ((3, 3), "hand", False)],
    ids=["HU and HU", "by hand too", "HU and percent", "HU and unknown", "both unknown"],
)  # fmt: skip
def test_one_window_is_for_equal_known_units(stacks: tuple[int, int], by: str, *, granted: bool) -> None:
    """[SES-125] Asked both ways round: whichever comes first."""
    for one, other in (stacks, stacks[::-1]):
        view = pair(a(0, one), b(0, other), Link("a", "b", by, windows=True))  # type: ignore[arg-type]  # one of the two
        link = shown(view)[2]
        assert link is not None
        assert link.windows is granted


@given(st.integers(0, 19), st.integers(0, 99), st.sampled_from("ab"), st.lists(st.integers(0, 99), max_size=12))
def test_any_scroll_of_a_linked_pair_ends_in_one_place(first: int, second: int, active: str, way: list[int]) -> None:
    """[SES-63], [SES-124] However it is scrolled, the two are never further apart than half a thick slice, or one stays."""
    view = clamp(pair(a(first), b(second), active=active), BOUNDS, BEARINGS)
    for pos in way:
        led = tuple(replace(port, pos=pos) if port.id == active else port for port in view.viewports)
        stays = view.viewports["ba".index(active)].pos
        view = clamp(replace(view, viewports=led), BOUNDS, BEARINGS)
        here, there = THICK.mm[view.viewports[0].pos], THIN.mm[view.viewports[1].pos]
        assert abs(here - there) <= 2.5 or view.viewports["ba".index(active)].pos == stays


def _paired() -> Consult:
    return live().agrees()


def _bearings() -> tuple[Bearings, ...]:
    mm = [tuple(float(at) for at in range(stack.bounds.frames)) for stack in STACKS]
    return tuple(Bearings(Places(1, each, 1.0), "HU") if len(each) > 1 else Bearings() for each in mm)


def test_the_shared_view_and_an_own_one_are_linked_alike() -> None:
    """[SES-124] Who looks around alone is told the same truth."""
    several = [index for index, stack in enumerate(STACKS) if stack.bounds.frames > 1][:2]
    ports = (Viewport("a", several[0], 7), Viewport("b", several[1], 0))
    consult = _paired()
    asked = SetView(HOST, consult.session.token.token_epoch, 1, (1, 2), "a", ports, SPACE, _bearings())
    consult = consult.does(asked)
    assert consult.session.view is not None
    assert [port.pos for port in consult.session.view.viewports] == [7, 7]
    consult = consult.does(LookAround(SPECIALIST, 1, (1, 2), "b", ports, SPACE, _bearings()))
    (alone,) = [effect.view for effect in consult.asked(ShowOwnView) if effect.view is not None]
    assert [port.pos for port in alone.viewports] == [0, 0]


def test_a_window_is_nobody_else_s_without_a_link() -> None:
    """[SES-125] The rules move no window: they only say whether one may be moved for both."""
    ports = (replace(a(1), voi=Window(40, 400)), b(1))
    view = clamp(pair(*ports, link=Link("a", "b", "hand", windows=True)), BOUNDS, BEARINGS)
    assert [port.voi for port in view.viewports] == [Window(40, 400), None]
