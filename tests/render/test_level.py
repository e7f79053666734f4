import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from server.render.level import halve, reduced


@given(arrays(np.int16, st.tuples(st.sampled_from([2, 4, 6]), st.sampled_from([2, 4, 8]))))
def test_half_is_the_rounded_mean_of_four(stored: np.ndarray) -> None:
    """Exact halves of stored values, halves rounded up."""
    means = stored.reshape(stored.shape[0] // 2, 2, stored.shape[1] // 2, 2).astype(np.float64).mean(axis=(1, 3))
    np.testing.assert_array_equal(halve(stored, None), np.floor(means + 0.5).astype(np.int16))


@given(arrays(np.uint16, array_shapes(min_dims=2, max_dims=2, max_side=9)), st.integers(1, 4))
def test_a_level_never_leaves_the_range_of_its_values(stored: np.ndarray, level: int) -> None:
    """Reducing invents nothing darker or brighter."""
    half = reduced(stored, level, None)
    assert half.dtype == stored.dtype
    assert stored.min() <= half.min() <= half.max() <= stored.max()


@pytest.mark.parametrize(
    ("shape", "half"), [((5, 7), (3, 4)), ((1, 1), (1, 1)), ((4, 4, 3), (2, 2, 3)), ((3, 2), (2, 1))]
)
def test_odd_edges_are_kept(shape: tuple[int, ...], half: tuple[int, ...]) -> None:
    """An odd last row or column is a half of itself."""
    assert halve(np.ones(shape, np.uint8), None).shape == half


def test_padding_does_not_enter_a_mean() -> None:
    """Clinical truth: the edge of the image is not darkened by what is no image."""
    stored = np.array([[-2000, 100, -2000, -2000], [100, 101, -2000, -2000]], np.int16)
    assert halve(stored, (-2000, -2000)).tolist() == [[100, -2000]]


def test_padding_range_stays_padding() -> None:
    """A place with nothing but padding stays inside the padding range."""
    stored = np.array([[0, 3], [1, 2]], np.uint16)
    assert 0 <= int(halve(stored, (0, 3))[0, 0]) <= 3


def test_float_and_wide_values_are_halved_exactly() -> None:
    """Values too large for a small sum do not overflow."""
    top = np.full((2, 2), 2**32 - 1, np.uint32)
    assert halve(top, None)[0, 0] == 2**32 - 1
    assert halve(np.array([[0.5, 1.5], [2.5, 3.5]], np.float32), None)[0, 0] == 2.0


def test_level_zero_is_the_frame_itself() -> None:
    """No halving, no copy."""
    stored = np.zeros((2, 2), np.uint8)
    assert reduced(stored, 0, None) is stored
