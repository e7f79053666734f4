import numpy as np

from server.studies.synthetic.raster import raster
from server.studies.synthetic.tubes import together, tube, tube_distance

POINTS = raster(np.arange(-40, 40, 0.5), np.arange(-40, 40, 0.5))


def test_distance_to_an_upright_tube_is_that_to_a_circle() -> None:
    upright = tube([(3, -4, -20), (3, -4, 20)], (5, 5))

    distance = tube_distance(POINTS, 0.0, upright, 6.0)

    exact = np.hypot(POINTS.x - 3, POINTS.y + 4) - 5
    assert np.allclose(distance, np.minimum(exact, 6.0), atol=1e-4)


def test_tube_out_of_reach_leaves_no_trace() -> None:
    above = tube([(0, 0, 20), (0, 0, 40)], (3, 3))

    assert (tube_distance(POINTS, 0.0, above, 4.0) == 4.0).all()


def test_tube_lying_in_the_section_is_seen_along_its_length() -> None:
    lying = tube([(-30, 0, 0), (30, 0, 0)], (2, 2))

    inside = tube_distance(POINTS, 0.0, lying, 3.0) < 0

    assert abs(inside.any(axis=0).sum() * 0.5 - 64) < 1.5


def test_tapering_tube_is_narrow_at_its_thin_end() -> None:
    cone = tube([(0, 0, -20), (0, 0, 20)], (6, 2))

    wide, narrow = ((tube_distance(POINTS, z, cone, 3.0) < 0).sum() for z in (-18.0, 18.0))

    assert wide > 4 * narrow


def test_several_tubes_give_the_distance_to_the_nearest() -> None:
    one, other = tube([(-10, 0, -9), (-10, 0, 9)], (4, 4)), tube([(10, 0, -9), (10, 0, 9)], (4, 4))

    both = tube_distance(POINTS, 0.0, together((one, other)), 3.0)

    assert np.array_equal(both, np.minimum(*(tube_distance(POINTS, 0.0, each, 3.0) for each in (one, other))))
