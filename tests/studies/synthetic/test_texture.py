import numpy as np

from server.studies.synthetic.raster import raster
from server.studies.synthetic.texture import field, ring_field

COARSE = raster(np.arange(-120, 120, 4.0), np.arange(-90, 90, 4.0))
FINE = raster(np.arange(-120, 120, 2.0), np.arange(-90, 90, 2.0))


def test_field_is_the_same_on_every_raster() -> None:
    assert np.allclose(field(7, 9.0, FINE).at(3.0)[::2, ::2], field(7, 9.0, COARSE).at(3.0), atol=1e-5)


def test_fields_of_two_seeds_differ() -> None:
    one, other = field(7, 9.0, FINE).at(0.0), field(8, 9.0, FINE).at(0.0)

    assert abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) < 0.2


def test_field_has_about_unit_spread_and_changes_slowly_with_height() -> None:
    one = field(7, 9.0, FINE)

    assert 0.6 < np.std([one.at(z) for z in (-80, -40, 0, 40)]) < 1.4
    assert np.corrcoef(one.at(0.0).ravel(), one.at(1.0).ravel())[0, 1] > 0.9


def test_ring_field_closes() -> None:
    curve = ring_field(3, 30, 12).at(0.0)

    assert abs(curve[0] - curve[-1]) < 0.05
