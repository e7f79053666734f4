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


def halved_slowly(stored: np.ndarray, padding: tuple[int, int] | None) -> np.ndarray:
    """One place after the other, in Python's own whole numbers."""
    rows, columns = stored.shape
    half = np.empty(((rows + 1) // 2, (columns + 1) // 2), stored.dtype)
    for row, column in np.ndindex(half.shape):
        four = [
            int(stored[min(2 * row + down, rows - 1), min(2 * column + right, columns - 1)])
            for down in (0, 1)
            for right in (0, 1)
        ]
        image = [value for value in four if padding is None or not padding[0] <= value <= padding[1]] or four
        half[row, column] = (2 * sum(image) + len(image)) // (2 * len(image))
    return half


@pytest.mark.parametrize("sample_type", ["uint8", "int16", "uint16", "int32", "uint32"])
@given(st.data())
def test_fast_halves_are_the_slow_ones(sample_type: str, data: st.DataObject) -> None:
    """Lanes, blocks and odd edges give what adding four numbers gives, padding left out."""
    limits = np.iinfo(sample_type)
    few = st.sampled_from([limits.min, limits.max, 0, 1, 2, 3])
    stored = data.draw(arrays(sample_type, array_shapes(min_dims=2, max_dims=2, max_side=9), elements=few))
    padding = data.draw(st.sampled_from([None, (0, 0), (1, 2), (-7, -1), (3, 100_000)]))
    np.testing.assert_array_equal(halve(stored, padding), halved_slowly(stored, padding))


@pytest.mark.parametrize("sample_type", ["uint8", "int16", "uint16", "float32"])
def test_frames_of_many_blocks_are_halved_as_one(sample_type: str) -> None:
    """Where a block ends is not to be seen, whatever the strides of the array."""
    stored = np.random.default_rng(3).integers(0, 200, (700, 900)).astype(sample_type)
    whole = halve(stored, (0, 9))
    for top in (0, 350, 698):
        np.testing.assert_array_equal(whole[top // 2 : top // 2 + 1], halve(stored[top : top + 2], (0, 9)))
    np.testing.assert_array_equal(halve(stored[:, ::-1], (0, 9)), whole[:, ::-1])
    np.testing.assert_array_equal(halve(np.asfortranarray(stored), (0, 9)), whole)
