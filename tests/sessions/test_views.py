"""Views inside their bounds."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sessions.views import LAYOUTS, clamp
from server.terms.errors import Malformed
from server.terms.view import Cine, StackBounds, View, Viewport, Window
from tests.sessions.consult import HOST, NOW

BOUNDS = (
    StackBounds(120, 512, 256, color=False),
    StackBounds(1, 2048, 2500, color=False),
    StackBounds(30, 640, 480, color=True),
    StackBounds(3, 2, 3, color=False),
)
FIT = Viewport("a", 0)
NUMBERS = st.floats(-1e9, 1e9)


def _view(*viewports: Viewport, layout: tuple[int, int] = (1, 1), active: str = "a") -> View:
    return View(1, HOST, NOW, layout, active, viewports)


def _clamped(viewport: Viewport) -> Viewport:
    return clamp(_view(viewport), BOUNDS).viewports[0]


@pytest.mark.parametrize(("asked", "got"), [(-5, 0), (0, 0), (119, 119), (120, 119)])
def test_a_position_is_inside_the_stack(asked: int, got: int) -> None:
    """[SES-62] The nearest one."""
    assert _clamped(replace(FIT, pos=asked)).pos == got


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        (Window(40, 400), Window(40, 400)),
        (Window(40, 0), Window(40, 1)),
        (Window(40, -3, "SIGMOID"), Window(40, 1e-6, "SIGMOID")),
        (Window(40, 0.25, "LINEAR_EXACT"), Window(40, 0.25, "LINEAR_EXACT")),
        (Window(-5e6, 9e6), Window(-1e6, 2e6)),
    ],
)
def test_a_window_is_inside_its_bounds(asked: Window, got: Window) -> None:
    """[SES-62] PS3.3 C.11.2.1.2."""
    assert _clamped(replace(FIT, voi=asked)).voi == got


def test_a_color_picture_has_no_window() -> None:
    """[SES-62] There is nothing to window."""
    assert _clamped(Viewport("a", 2, voi=Window(1, 2))).voi is None


@pytest.mark.parametrize("window", [Window(math.nan, 1), Window(0, math.inf), Window(-math.inf, 1)])
def test_a_window_that_is_no_number_is_malformed(window: Window) -> None:
    """[SES-62] It has no nearest meaning."""
    with pytest.raises(Malformed):
        _clamped(replace(FIT, voi=window))


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ((10.0, 20.0, 200.5, 100.0), (10.0, 20.0, 200.5, 100.0)),
        ((-100.0, -50.0, 612.0, 300.0), (-100.0, -50.0, 612.0, 300.0)),
        ((100.0, 100.0, 101.0, 101.0), (96.5, 96.5, 104.5, 104.5)),
        ((600.0, 0.0, 700.0, 100.0), (511.0, 0.0, 611.0, 100.0)),
        ((-300.0, -300.0, -100.0, -100.0), (-199.0, -199.0, 1.0, 1.0)),
    ],
)
def test_an_area_is_on_the_image_and_of_a_usable_size(
    asked: tuple[float, float, float, float], got: tuple[float, float, float, float]
) -> None:
    """[SES-62] At least 8 px, at most four images, touching the image."""
    assert _clamped(replace(FIT, area=asked)).area == got


@pytest.mark.parametrize(
    "area", [(0.0, 0.0, math.nan, 9.0), (5.0, 0.0, 5.0, 9.0), (0.0, 9.0, 9.0, 1.0), (0.0, 0.0, math.inf, 9.0)]
)
def test_an_area_without_inside_is_malformed(area: tuple[float, float, float, float]) -> None:
    """[SES-62] It has no nearest meaning."""
    with pytest.raises(Malformed):
        _clamped(replace(FIT, area=area))


def test_a_cine_runs_inside_its_stack() -> None:
    """[SES-62] First, last, anchor and rate."""
    asked = Cine(first=100, last=500, fps=999.0, loop="sweep", anchor_pos=3, anchor_ms=7)
    assert _clamped(replace(FIT, cine=asked)).cine == Cine(100, 119, 60.0, "sweep", 100, 7)
    assert _clamped(Viewport("a", 1, cine=asked)).cine is None
    with pytest.raises(Malformed):
        _clamped(replace(FIT, cine=replace(asked, fps=math.nan)))


def test_an_empty_place_holds_nothing() -> None:
    """[SES-62] No stack, no window, no cine."""
    assert _clamped(Viewport("a", None, 5, Window(1, 2), invert=True, rot=90)) == Viewport("a")


@pytest.mark.parametrize(
    ("field", "view"),
    [
        ("stack", _view(Viewport("a", 4))),
        ("stack", _view(Viewport("a", -1))),
        ("layout", _view(FIT, layout=(3, 1))),
        ("layout", _view(FIT, layout=(0, 1))),
        ("viewports", _view(FIT, layout=(1, 2))),
        ("viewports", _view(FIT, FIT, layout=(1, 2))),
        ("viewports", _view(FIT, Viewport("e"), layout=(2, 1))),
        ("active", _view(FIT, active="b")),
        ("rot", _view(replace(FIT, rot=45))),  # type: ignore[arg-type]  # what a client could send
    ],
)
def test_what_has_no_nearest_meaning_is_malformed(field: str, view: View) -> None:
    """[SES-62] A picture outside the manifest cannot even be named."""
    with pytest.raises(Malformed) as refused:
        clamp(view, BOUNDS)
    assert (refused.value.code, refused.value.facts["field"]) == ("bad_value", field)


viewports = st.builds(
    Viewport,
    id=st.just("a"),
    stack=st.sampled_from([None, 0, 1, 2, 3]),
    pos=st.integers(-200, 5000),
    voi=st.none() | st.builds(Window, NUMBERS, NUMBERS, st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"])),
    invert=st.booleans(),
    rot=st.sampled_from([0, 90, 180, 270]),
    flip=st.booleans(),
    area=st.none() | st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS).filter(lambda a: a[0] < a[2] and a[1] < a[3]),
    cine=st.none()
    | st.builds(
        Cine,
        first=st.integers(-9, 500),
        last=st.integers(-9, 500),
        fps=st.floats(-5, 500),
        loop=st.sampled_from(["wrap", "sweep", "once"]),
        anchor_pos=st.integers(-9, 500),
        anchor_ms=st.integers(0, 2 * NOW),
    ),
)


@given(viewports)
def test_clamping_twice_is_clamping_once(viewport: Viewport) -> None:
    """[SES-63] Whatever was asked for."""
    once = _clamped(viewport)
    assert _clamped(once) == once


@given(viewports)
def test_what_is_shown_is_inside(viewport: Viewport) -> None:
    """[SES-62] Bounds, derived a second time."""
    shown = _clamped(viewport)
    if shown.stack is None:
        return
    bounds = BOUNDS[shown.stack]
    assert 0 <= shown.pos < bounds.frames
    if shown.area is not None:
        x0, y0, x1, y1 = shown.area
        for low, high, length in ((x0, x1, bounds.columns), (y0, y1, bounds.rows)):
            assert 8 <= high - low <= max(8, 4 * length) + 1
            assert low < length
            assert high > 0
    if shown.cine is not None:
        assert 0 <= shown.cine.first <= shown.cine.anchor_pos <= shown.cine.last < bounds.frames


def test_every_layout_has_its_viewports() -> None:
    """[SES-62] One to four places."""
    for rows, columns in LAYOUTS:
        ports = tuple(Viewport(name, 0) for name in "abcd"[: rows * columns])
        assert clamp(_view(*ports, layout=(rows, columns)), BOUNDS).viewports == ports
