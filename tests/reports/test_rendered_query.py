"""A view as WADO-RS says it, and back; what the standard has no word for is refused. PS3.18 8.3.5.1."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from server.reports.displayed_area import Rotation
from server.reports.rendered_query import RenderedQuery, rendered_of, rendered_query
from server.terms.errors import Malformed, Refused
from server.terms.view import Cine, Viewport, Window
from tests.reports.consult import COLUMNS, PICTURE, ROWS, same_window, viewports

PLAIN = Viewport("a")
PART = (10.0, 20.0, 110.5, 220.0)


def said(viewport: Viewport, *, extended: bool = False, **more: object) -> str:
    asked = replace(RenderedQuery(viewport, (800, 600)), **more)  # type: ignore[arg-type]  # fields by name
    return rendered_query(asked, columns=COLUMNS, rows=ROWS, extended=extended)


def heard(query: str, *, extended: bool = False) -> RenderedQuery:
    return rendered_of(query, columns=COLUMNS, rows=ROWS, extended=extended)


@given(viewports)
def test_view_comes_back_with_our_own_parameters(viewport: Viewport) -> None:
    """Exactly, but for the rounding of an area's far edges and what lies behind 24 decimal places."""
    again = heard(said(viewport, extended=True), extended=True).viewport
    kept = replace(viewport, stack=None, pos=0)
    assert replace(again, voi=None, area=None) == replace(kept, voi=None, area=None)
    assert same_window(again.voi, viewport.voi)
    areas = zip(again.area or PICTURE.whole, viewport.area or PICTURE.whole, strict=True)
    assert all(abs(one - other) < 1e-6 for one, other in areas)


@given(viewports)
def test_what_the_standard_can_say_comes_back_and_the_rest_is_refused(viewport: Viewport) -> None:
    sayable = not viewport.invert and viewport.palette is None and viewport.rot in {0, 180}
    x0, y0, x1, y1 = viewport.area or PICTURE.whole
    if sayable and x0 >= 0 and y0 >= 0 and x1 <= COLUMNS and y1 <= ROWS:
        assert (heard(said(viewport)).viewport.rot, heard(said(viewport)).viewport.flip) == (
            viewport.rot,
            viewport.flip,
        )
    else:
        with pytest.raises(Refused, match="not_sayable"):
            said(viewport)


@pytest.mark.parametrize(
    ("viewport", "query"),
    [
        (PLAIN, "viewport=800,600"),
        (replace(PLAIN, voi=Window(-600.0, 1500.0)), "viewport=800,600&window=-600,1500,linear"),
        (replace(PLAIN, voi=Window(0.5, 1e-6, "SIGMOID")), "viewport=800,600&window=0.5,0.000001,sigmoid"),
        (replace(PLAIN, voi=Window(2.5, 5.0, "LINEAR_EXACT")), "viewport=800,600&window=2.5,5,linear-exact"),
        (replace(PLAIN, area=PART), "viewport=800,600,10,20,100.5,200"),
        (replace(PLAIN, flip=True), "viewport=800,600,0,0,-512,384"),
        (replace(PLAIN, rot=180), "viewport=800,600,0,0,-512,-384"),
        (replace(PLAIN, rot=180, flip=True, area=PART), "viewport=800,600,10,20,100.5,-200"),
    ],
)
def test_view_has_one_spelling(viewport: Viewport, query: str) -> None:
    """A negative width mirrors left and right, a negative height up and down; a half turn is both."""
    assert said(viewport) == query


def test_quality_and_annotation_come_back() -> None:
    query = said(PLAIN, quality=60, annotation=("technique", "patient"))
    assert query == "annotation=patient,technique&quality=60&viewport=800,600"
    assert heard(query) == RenderedQuery(PLAIN, (800, 600), 60, ("patient", "technique"))


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("rot", [0, 90, 180, 270])
def test_query_turns_the_picture_as_the_view_does(rot: Rotation, *, flip: bool) -> None:
    """Mirroring first and a quarter turn after it, as a server reads them, against rotation and then flip."""
    query = said(replace(PLAIN, rot=rot, flip=flip), extended=True)
    pixels = np.arange(6).reshape(2, 3)
    parts = dict(part.split("=") for part in query.split("&"))
    region = [float(number) for number in parts["viewport"].split(",")]
    read = pixels[:, ::-1] if len(region) == 6 and region[4] < 0 else pixels
    read = read[::-1] if len(region) == 6 and region[5] < 0 else read
    read = np.rot90(read, k=-int(parts.get("rotation", "0")) // 90)
    view = np.rot90(pixels, k=-rot // 90)
    assert (read == (view[:, ::-1] if flip else view)).all()


@pytest.mark.parametrize(
    ("what", "viewport"),
    [
        ("cine", replace(PLAIN, cine=Cine(0, 9, 10.0, "wrap", 0, 0))),
        ("area", replace(PLAIN, area=(-1.0, 0.0, 100.0, 100.0))),
        ("rotation", replace(PLAIN, rot=90)),
        ("invert", replace(PLAIN, invert=True)),
        ("palette", replace(PLAIN, palette="PET")),
    ],
)
def test_what_the_standard_has_no_word_for_is_refused(what: str, viewport: Viewport) -> None:
    with pytest.raises(Refused) as refused:
        said(viewport)
    assert refused.value.facts == {"what": what}


def test_clip_is_no_picture_in_any_words() -> None:
    with pytest.raises(Refused, match="cine"):
        said(replace(PLAIN, cine=Cine(0, 9, 10.0, "wrap", 0, 0)), extended=True)


def test_query_that_says_nothing_is_the_picture_as_it_is() -> None:
    assert heard("") == RenderedQuery(PLAIN, (COLUMNS, ROWS))


def test_region_that_is_left_out_reaches_to_the_far_edges() -> None:
    assert heard("viewport=100,100,10,20,,").viewport.area == (10.0, 20.0, 512.0, 384.0)
    assert heard("viewport=100,100,,,256,192").viewport.area == (0.0, 0.0, 256.0, 192.0)


def test_words_that_nobody_defined_are_ignored() -> None:
    """So are ours by who does not speak them."""
    assert heard("accept=image/png&shine=9&rotation=90&invert=x") == heard("")


@pytest.mark.parametrize(
    "query",
    [
        "quality=0",
        "quality=101",
        "quality=9.5",
        "quality=",
        "quality=٣",
        "quality=50&quality=60",
        "annotation=name",
        "annotation=",
        "viewport=800",
        "viewport=0,600",
        "viewport=800,65536",
        "viewport=800,600,0,0",
        "viewport=800,600,0,0,0,10",
        "viewport=800,600,0,0,1000,10",
        "viewport=800,600,-5,0,10,10",
        "viewport=800,600,nan,0,10,10",
        "window=1,2",
        "window=1,2,cubic",
        "window=1,0.5,linear",
        "window=1,0,sigmoid",
        "window=inf,5,linear",
        "window=1_0,5,linear",
        "&".join(f"a{number}=1" for number in range(40)),
    ],
)
def test_broken_parameter_is_refused(query: str) -> None:
    with pytest.raises(Malformed, match="bad_value"):
        heard(query)


@pytest.mark.parametrize("query", ["rotation=45", "rotation=180", "invert=2", "palette=RAINBOW"])
def test_broken_parameter_of_ours_is_refused(query: str) -> None:
    with pytest.raises(Malformed, match="bad_value"):
        heard(query, extended=True)


@pytest.mark.parametrize("size", [(0, 5), (5, 65_536)])
def test_size_is_bounded(size: tuple[int, int]) -> None:
    with pytest.raises(Malformed, match="size"):
        said(PLAIN, size=size)
