import numpy as np

from server.studies.synthetic.splines import passing, rounding


def test_catmull_rom_passes_through_the_values() -> None:
    values = np.array([3, 1, 4, 1, 5], np.float32)

    assert np.allclose(passing(np.arange(5.0), 5).along(values), values)


def test_b_spline_keeps_a_level_and_a_slope() -> None:
    at = np.linspace(2, 6, 21)

    assert np.allclose(rounding(at, 10).along(np.ones(10, np.float32)), 1)
    assert np.allclose(rounding(at, 10).along(np.arange(10, dtype=np.float32)), at)


def test_rows_and_columns_are_interpolated_alike() -> None:
    values = np.random.default_rng(1).random((6, 6)).astype(np.float32)
    taps = passing(np.linspace(0, 5, 11), 6)

    assert np.allclose(taps.across(values), taps.down(values.T.copy()).T)


def test_a_ring_goes_on_beyond_its_end() -> None:
    taps = rounding(np.asarray([0.0, 8.0]), 8, ring=True)
    one, other = taps.along(np.random.default_rng(1).random(8).astype(np.float32))

    assert np.isclose(one, other)
