"""What must hold of the gray mathematics whatever the numbers: symmetry, shift, scale, and LUTs that are windows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from server.render.modality import apply_modality_lut
from server.render.voi import apply_voi_lut, apply_window, rounded
from server.terms.images import LookupTable
from server.terms.view import VoiFunction, Window

CENTERS = st.integers(-2000, 2000).map(float)
WIDTHS = st.integers(1, 4000).map(float)
FUNCTIONS = st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"])
OFFSETS = np.arange(-3000, 3001, 7, dtype=np.float64)


@given(CENTERS, WIDTHS, FUNCTIONS, st.integers(-5000, 5000))
def test_a_window_moves_with_its_values(center: float, width: float, function: VoiFunction, shift: int) -> None:
    """C.11.2.1: an intercept added to values and center alike changes nothing."""
    still = apply_window(OFFSETS, Window(center, width, function))
    moved = apply_window(OFFSETS + shift, Window(center + shift, width, function))
    np.testing.assert_allclose(moved, still, atol=1e-9)


@given(CENTERS, WIDTHS, st.sampled_from([0.001, 0.5, 3.0, 1024.0]))
def test_exact_windows_and_sigmoids_have_no_unit(center: float, width: float, scale: float) -> None:
    """C.11.2.1.3: with a slope applied to values, center and width alike, LINEAR_EXACT and SIGMOID stay the same."""
    functions: list[VoiFunction] = ["LINEAR_EXACT", "SIGMOID"]
    for function in functions:
        plain = apply_window(OFFSETS, Window(center, width, function))
        scaled = apply_window(OFFSETS * scale, Window(center * scale, width * scale, function))
        np.testing.assert_allclose(scaled, plain, atol=1e-6)


@given(CENTERS, st.integers(2, 4000).map(float), FUNCTIONS)
def test_windows_are_symmetric_about_their_middle(center: float, width: float, function: VoiFunction) -> None:
    """C.11.2.1.2.1: LINEAR's middle is half a unit below its center, that of the others is the center itself."""
    middle = center - 0.5 if function == "LINEAR" else center
    above = apply_window(middle + OFFSETS, Window(center, width, function))
    below = apply_window(middle - OFFSETS, Window(center, width, function))
    np.testing.assert_allclose(above + below, 255, atol=1e-9)


@given(st.integers(1, 16), st.integers(0, 300))
def test_a_lut_that_counts_is_the_window_over_its_range(bits: int, first: int) -> None:
    """C.11.2.1.1: entries 0, 1, 2, … are LINEAR over all of them, since both map the whole range to black … white."""
    count = 1 << bits
    table = LookupTable(first, bits, np.arange(count, dtype="<u2").tobytes())
    values = np.arange(-5, count + 400, dtype=np.float64)
    window = Window(first + count / 2, float(count))
    np.testing.assert_array_equal(rounded(apply_voi_lut(values, table)), rounded(apply_window(values, window)))


@given(st.lists(st.integers(0, 65_535), min_size=1, max_size=50), st.integers(-100, 100))
def test_a_lut_gives_nothing_but_its_entries(entries: list[int], first: int) -> None:
    """C.11.1.1.1: below the first entry for all, above the last, between each its own."""
    table = LookupTable(first, 16, np.array(entries, "<u2").tobytes())
    values = np.arange(-300, 300, dtype=np.float64)
    given = apply_modality_lut(values, table, (1.0, 0.0))
    assert given[0] == entries[0]
    assert given[-1] == entries[-1]
    for place, entry in enumerate(entries):
        assert given[300 + first + place] == entry
