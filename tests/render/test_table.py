import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from server.render.table import lookup_table, to_display
from server.render.voi import apply_window, rounded
from server.terms.images import SampleType
from server.terms.view import Window

WINDOW = Window(40.0, 400.0)


def steps(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return apply_window(values * 0.5 - 100, WINDOW)


@given(st.data())
@pytest.mark.parametrize("sample_type", ["uint8", "int16", "uint16", "int32", "uint32", "float32"])
def test_table_is_bit_exact(sample_type: SampleType, data: st.DataObject) -> None:
    """Whatever the type, the picture is what float64 arithmetic on each value gives."""
    elements = st.floats(-1e6, 1e6, width=32) if sample_type == "float32" else None
    stored = data.draw(arrays(sample_type, (5, 7), elements=elements))
    np.testing.assert_array_equal(to_display(stored, steps), rounded(steps(stored.astype(np.float64))))


@pytest.mark.parametrize(("low", "high"), [(0, 4095), (-2048, 2047), (-32768, 32767), (-5, 3), (0, 65535), (7, 7)])
def test_table_holds_every_value_of_its_range(low: int, high: int) -> None:
    """Values from low to high are in the table, negative ones by their bit pattern, and nothing else is."""
    table = lookup_table(steps, low, high)
    values = np.arange(low, high + 1)
    np.testing.assert_array_equal(table[values.astype(np.uint16)], rounded(steps(values.astype(np.float64))))
    assert np.count_nonzero(table) <= values.size


def test_equal_steps_share_one_table() -> None:
    """A window used again costs no arithmetic; slices of other ranges meet in the same table."""
    once: list[int] = []

    def counted(values: NDArray[np.float64]) -> NDArray[np.float64]:
        once.append(values.size)
        return steps(values)

    for darkest in (3, 5, 900):
        to_display(np.array([[darkest, 1000]], np.uint16), counted)
    assert once == [1024]


def test_large_frames_go_block_by_block() -> None:
    """Every block of a frame larger than one is looked up, the last short one too."""
    stored = np.arange(600 * 701, dtype=np.uint32).astype(np.int16).reshape(600, 701)
    np.testing.assert_array_equal(to_display(stored, steps), rounded(steps(stored.astype(np.float64))))


def test_not_a_number_is_black() -> None:
    """BI-82: float pixels that are no number do not become noise."""
    stored = np.array([[np.nan, np.inf, -np.inf, 1000.0]], np.float32)
    assert to_display(stored, steps).tolist() == [[0, 255, 0, 255]]
