import numpy as np
import pytest

from server.studies.synthetic.shapes import Ellipsoid, capsule, coverage, curve, paint, smooth_union, turned_axes

X, Y = np.meshgrid(np.arange(-30, 30, 0.25, dtype=np.float32), np.arange(-30, 30, 0.25, dtype=np.float32))


def test_edge_is_half_covered() -> None:
    assert coverage(np.array([-2, -0.25, 0, 0.25, 2], np.float32)).tolist() == [1, 0.75, 0.5, 0.25, 0]


def test_painting_mixes_by_coverage() -> None:
    hu = np.full(3, -1000, np.float32)

    paint(hu, np.array([0, 0.5, 1], np.float32), 40.0)

    assert hu.tolist() == [-1000, -480, 40]


def test_sphere_has_its_distance() -> None:
    distance = Ellipsoid((2, 1, 0), (8, 8, 8)).distance(X, Y, 0.0)

    assert np.allclose(distance, np.hypot(X - 2, Y - 1) - 8, atol=0.01)


def test_turned_ellipsoid_is_long_along_its_axis() -> None:
    body = Ellipsoid((0, 0, 0), (20, 5, 5), turned_axes((1, 1, 0)))

    assert body.distance(np.array([[13.0]], np.float32), np.array([[13.0]], np.float32), 0.0)[0, 0] < 0
    assert body.distance(np.array([[13.0]], np.float32), np.array([[-13.0]], np.float32), 0.0)[0, 0] > 0


def test_capsule_tapers() -> None:
    distance = capsule(X, Y, 0.0, (-20, 0, 0), (20, 0, 0), (6, 2))

    assert abs((distance < 0)[:, 40].sum() * 0.25 - 12) < 1
    assert abs((distance < 0)[:, 200].sum() * 0.25 - 4) < 1


def test_union_is_never_smaller_than_its_parts() -> None:
    one, other = np.hypot(X + 6, Y) - 8, np.hypot(X - 6, Y) - 8

    assert (smooth_union(one, other, 5) <= np.minimum(one, other)).all()


@pytest.mark.parametrize(("at", "value"), [(-9, 1), (0, 1), (10, 5), (20, 3), (99, 3)])
def test_curve_passes_its_points_and_is_flat_beyond(at: float, value: float) -> None:
    assert curve((0, 10, 20), (1, 5, 3), at) == pytest.approx(value)
