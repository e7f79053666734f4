import hashlib
import itertools

import numpy as np
import pytest

from server.studies.synthetic import CT_SLICES, INSTANCES, NODULE, demo_study, demo_volume, tomography
from server.studies.synthetic.study import forget
from server.studies.synthetic.thorax import SLICE_SPACING_MM
from tests.studies.synthetic.conftest import Made

pytestmark = pytest.mark.timeout(300)


def test_study_has_a_ct_of_120_slices_or_more_a_radiograph_and_a_cine(made: Made) -> None:
    assert CT_SLICES >= 120
    assert len(made.files) == INSTANCES == CT_SLICES + 2
    assert [one.Modality for one in made.objects] == ["CT"] * CT_SLICES + ["CR", "US"]


def test_second_run_makes_the_same_bytes(made: Made) -> None:
    forget()

    again = list(itertools.islice(demo_study(), 3))

    assert [hashlib.sha256(file).digest() for file in again] == [
        hashlib.sha256(file).digest() for file in made.files[:3]
    ]


def test_values_are_the_same_on_every_machine(made: Made) -> None:
    """Means over whole slices: another processor's rounding cannot move them by 0.1 HU, a changed model does."""
    means = [float(made.volume[index].mean()) for index in (0, 40, 80, 120)]

    assert means == pytest.approx([-598.01, -642.25, -631.86, -537.92], abs=0.1)


def test_volume_is_what_the_files_hold(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tomography, "SLICES", 2)

    assert np.array_equal(demo_volume(), made.volume[:2])


def test_neighbors_are_as_alike_as_in_a_real_series(made: Made, real_head: np.ndarray) -> None:
    """Slices 5 mm apart resemble each other no less than a real scan's 4 … 7 mm apart, and are not copies."""
    real = [_alike(*pair) for pair in itertools.pairwise(real_head)]
    ours = [_alike(*pair) for pair in itertools.pairwise(made.volume[::2])]

    assert np.median(ours) >= np.median(real)
    assert min(ours) >= min(real)
    assert max(_alike(*pair) for pair in itertools.pairwise(made.volume)) < 0.9995


def test_neighbors_differ_smoothly(made: Made) -> None:
    steps = [float(np.abs(after.astype(np.int32) - before).mean()) for before, after in itertools.pairwise(made.volume)]

    assert min(steps) > 8
    assert max(steps) < 3 * np.median(steps)


def _alike(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one.clip(-1000).ravel(), other.clip(-1000).ravel())[0, 1])


def test_nodule_measures_nine_millimeters(made: Made) -> None:
    """Its area at half height gives its diameter, across a slice and across slices."""
    rows, columns = (slice(at - 12, at + 13) for at in (NODULE.row, NODULE.column))
    around = made.volume[NODULE.slice - 4 : NODULE.slice + 5, rows, columns].astype(np.float64)
    dense = _connected(around > (NODULE.hu - 860) / 2)
    spacing = float(made.slices[0].PixelSpacing[0])

    middle = 2 * np.sqrt(dense[4].sum() * spacing**2 / np.pi)
    whole = 2 * np.cbrt(3 / (4 * np.pi) * dense.sum() * spacing**2 * SLICE_SPACING_MM)

    assert abs(middle - NODULE.diameter_mm) < 0.7
    assert abs(whole - NODULE.diameter_mm) < 0.9


def test_nodule_is_solid_and_lies_in_air_filled_lung(made: Made) -> None:
    core = made.volume[NODULE.slice, NODULE.row - 2 : NODULE.row + 3, NODULE.column - 2 : NODULE.column + 3]
    ring = [
        made.volume[NODULE.slice, NODULE.row + round(11 * np.sin(a)), NODULE.column + round(11 * np.cos(a))]
        for a in np.linspace(0, 2 * np.pi, 24, endpoint=False)
    ]

    assert abs(core.mean() - NODULE.hu) < 15
    assert np.median(ring) < -780


def _connected(dense: np.ndarray) -> np.ndarray:
    """What of `dense` hangs together with its middle."""
    part = np.zeros_like(dense)
    part[tuple(size // 2 for size in dense.shape)] = True
    while True:
        grown = part.copy()
        for axis in range(dense.ndim):
            grown |= np.roll(part, 1, axis) | np.roll(part, -1, axis)
        grown &= dense
        if (grown == part).all():
            return part
        part = grown
