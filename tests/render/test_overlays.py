import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.render.overlays import draw_overlay, halve_overlay, outline, overlay_plane
from server.terms.images import Overlay
from tests.render.traits import gray


def plane(rows: int, columns: int, *drawn: tuple[int, int]) -> np.ndarray:
    made = np.zeros((rows, columns), np.uint8)
    for row, column in drawn:
        made[row, column] = 255
    return made


@pytest.mark.parametrize("shape", [(5, 5), (5, 5, 3)], ids=["gray", "color"])
def test_overlay_is_white_with_a_dark_edge(shape: tuple[int, ...]) -> None:
    """Graphics stay legible on bright places too."""
    drawn = draw_overlay(np.full(shape, 250, np.uint8), plane(5, 5, (2, 2)))
    assert (drawn[2, 2] == 255).all()
    assert (drawn[1, 2] == 0).all()
    assert (drawn[0, 2] == 250).all()


def test_empty_overlay_changes_nothing() -> None:
    """Without anything drawn the very same picture goes on."""
    picture = np.zeros((4, 4), np.uint8)
    assert draw_overlay(picture, None) is picture
    assert draw_overlay(picture, plane(4, 4)) is picture


def test_no_line_is_lost_at_a_level() -> None:
    """A line one pixel wide is still there after halving, at odd edges too."""
    assert (halve_overlay(plane(5, 5, (4, 4), (0, 1))) == [[255, 0, 0], [0, 0, 0], [0, 0, 255]]).all()


def test_overlay_of_the_full_image_fits_a_smaller_picture() -> None:
    """Pictures that are reduced after their colors come with overlays at full size."""
    assert draw_overlay(np.zeros((3, 3), np.uint8), plane(9, 9, (8, 8)))[2, 2] == 255


def bits(*rows: str) -> bytes:
    """Planes drawn as text, packed as the standard packs them."""
    flat = np.array([character == "#" for character in "".join(rows)])
    return np.packbits(flat, bitorder="little").tobytes()


def drawn(made: np.ndarray) -> list[list[int]]:
    assert set(np.unique(made)) <= {0, 255}
    return np.argwhere(made).tolist()


def test_bits_are_drawn_least_significant_first() -> None:
    """PS3.5 8.1.2: the first pixel is bit 0 of the first byte; rows are not padded to bytes."""
    traits = gray(rows=2, columns=3, overlays=(Overlay(0x6000, 2, 3),))
    assert drawn(overlay_plane(traits, 0, {0x6000: bits("#..", "..#")})) == [[0, 0], [1, 2]]


@pytest.mark.parametrize(("top", "left", "places"), [(1, 1, [[1, 1]]), (-1, -1, [[0, 0]]), (5, 0, []), (-9, 3, [])])
def test_origin_may_lie_outside(top: int, left: int, places: list[list[int]]) -> None:
    """PS3.3 C.9.2.1.1: an overlay need not cover the image nor stay on it (BI-80)."""
    traits = gray(rows=2, columns=2, overlays=(Overlay(0x6002, 2, 2, top, left),))
    assert drawn(overlay_plane(traits, 0, {0x6002: bits("#.", ".#")})) == places


def test_each_frame_has_its_own_plane() -> None:
    """PS3.3 C.9.3: planes follow each other without gaps, from the image frame they begin with."""
    traits = gray(rows=1, columns=3, overlays=(Overlay(0x6000, 1, 3, frames=2, first_frame=1),))
    data = {0x6000: bits("#..", ".#.")}
    assert [drawn(overlay_plane(traits, frame, data)) for frame in range(4)] == [[], [[0, 0]], [[0, 1]], []]


def test_one_plane_serves_every_frame() -> None:
    """Without a number of its own frames, an overlay lies over all of them."""
    traits = gray(rows=1, columns=3, overlays=(Overlay(0x6000, 1, 3, frames=7, repeated=True),))
    assert drawn(overlay_plane(traits, 5, {0x6000: bits("..#")})) == [[0, 2]]


def test_several_overlays_lie_over_each_other() -> None:
    """Sixteen groups can draw; one without data draws nothing."""
    traits = gray(rows=1, columns=3, overlays=tuple(Overlay(group, 1, 3) for group in (0x6000, 0x6004, 0x601E)))
    assert drawn(overlay_plane(traits, 0, {0x6000: bits("#.."), 0x601E: bits("..#")})) == [[0, 0], [0, 2]]


def test_bits_kept_above_the_stored_value_are_drawn() -> None:
    """PS3.5 8.1.2 (retired): old files keep an overlay in an unused bit of the pixel cell."""
    traits = gray("uint16", rows=1, columns=3, overlays=(Overlay(0x6000, 1, 3, packed_bit=12),))
    cells = np.array([[0x1FFF, 0x0FFF, 0x1000]], np.uint16)
    assert drawn(overlay_plane(traits, 0, {}, cells)) == [[0, 0], [0, 2]]
    assert drawn(overlay_plane(traits, 0, {})) == []


def test_region_is_drawn_as_its_outline() -> None:
    """PS3.3 C.9.2.1.2: a filled region would hide what it marks."""
    region = np.zeros((7, 7), bool)
    region[1:6, 1:6] = True
    assert outline(region).sum() == 16
    traits = gray(rows=7, columns=7, overlays=(Overlay(0x6000, 7, 7, region=True),))
    data = {0x6000: np.packbits(region.reshape(-1), bitorder="little").tobytes()}
    np.testing.assert_array_equal(overlay_plane(traits, 0, data) == 255, outline(region))


def test_huge_overlay_costs_only_what_is_seen() -> None:
    """BI-80: 65 535 by 65 535 bits over a small image, most of them missing."""
    huge = Overlay(0x6000, 65_535, 65_535, top=-3)
    plane_of_it = overlay_plane(gray(rows=4, columns=4, overlays=(huge,)), 0, {0x6000: b"\xff" * 40_000})
    assert drawn(plane_of_it) == [[row, column] for row in (0, 1) for column in range(4)]


SIZES, EDGES = st.integers(1, 9), st.integers(-9, 9)


@given(SIZES, SIZES, EDGES, EDGES, st.integers(1, 3), st.integers(0, 2**32))
def test_planes_lie_where_a_bit_by_bit_reading_puts_them(
    rows: int, columns: int, top: int, left: int, frames: int, seed: int
) -> None:
    """PS3.3 C.9.2, C.9.3: bit n of plane f is row n // columns, column n % columns, moved by the origin."""
    planes = np.random.default_rng(seed).random((frames, rows, columns)) < 0.4
    traits = gray(rows=6, columns=5, overlays=(Overlay(0x6000, rows, columns, top, left, frames),))
    data = {0x6000: np.packbits(planes.reshape(-1), bitorder="little").tobytes()}
    for frame in range(frames):
        expected = [
            [row + top, column + left]
            for row, column in np.argwhere(planes[frame]).tolist()
            if 0 <= row + top < 6 and 0 <= column + left < 5
        ]
        assert drawn(overlay_plane(traits, frame, data)) == expected


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 2**32))
def test_drawing_changes_only_what_is_drawn_and_its_edge(rows: int, columns: int, seed: int) -> None:
    """White where the overlay is, black beside it, the picture everywhere else."""
    rng = np.random.default_rng(seed)
    picture = rng.integers(1, 255, (rows, columns), dtype=np.uint8)
    lit = rng.random((rows, columns)) < 0.1
    shown = draw_overlay(picture, lit.view(np.uint8))
    around = np.pad(lit, 1)
    near = lit | around[:-2, 1:-1] | around[2:, 1:-1] | around[1:-1, :-2] | around[1:-1, 2:]
    np.testing.assert_array_equal(shown, np.where(lit, 255, np.where(near, 0, picture)))
