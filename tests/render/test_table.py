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
from tests.render.traits import gray, of

WINDOW = Window(40.0, 400.0)


def steps(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return apply_window(values * 0.5 - 100, WINDOW)


@given(st.data())
@pytest.mark.parametrize("sample_type", ["uint8", "int16", "uint16", "int32", "uint32", "float32"])
def test_table_is_bit_exact(sample_type: SampleType, data: st.DataObject) -> None:
    """Whatever the type, the picture is what float64 arithmetic on each value gives."""
    elements = st.floats(-1e6, 1e6, width=32) if sample_type == "float32" else None
    stored = data.draw(arrays(sample_type, (5, 7), elements=elements))
    np.testing.assert_array_equal(to_display(stored, of(stored), steps), rounded(steps(stored.astype(np.float64))))


@pytest.mark.parametrize(("stored_bits", "signed"), [(12, False), (12, True), (16, True), (10, False), (1, False)])
def test_table_covers_every_value_that_can_occur(stored_bits: int, signed: bool) -> None:  # noqa: FBT001  (a table)
    """All 2**bits_stored values are in the table, negative ones by their bit pattern."""
    traits = gray("int16" if signed else "uint16", bits_stored=stored_bits)
    table = lookup_table(traits, steps, bits=16)
    low = -(1 << (stored_bits - 1)) if signed else 0
    values = np.arange(low, low + (1 << stored_bits))
    np.testing.assert_array_equal(table[values.astype(np.uint16)], rounded(steps(values.astype(np.float64))))


def test_not_a_number_is_black() -> None:
    """BI-82: float pixels that are no number do not become noise."""
    stored = np.array([[np.nan, np.inf, -np.inf, 1000.0]], np.float32)
    assert to_display(stored, of(stored), steps).tolist() == [[0, 255, 0, 255]]
