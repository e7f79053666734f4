import numpy as np
import pytest

from server.studies.synthetic.raster import CT_SHAPE, Raster, ct_columns, ct_rows, raster
from server.studies.synthetic.scanner import NOISE_HU, Scanner, scanner


@pytest.fixture
def points() -> Raster:
    return raster(ct_columns(), ct_rows())


def _power(noise: np.ndarray) -> np.ndarray:
    """Mean power in rings of 0.05 cycles per point, from 0 to 0.5."""
    power = np.abs(np.fft.fft2(noise)) ** 2
    cycles = np.hypot(*np.meshgrid(np.fft.fftfreq(noise.shape[0]), np.fft.fftfreq(noise.shape[1]), indexing="ij"))
    return np.array([power[(cycles >= low) & (cycles < low + 0.05)].mean() for low in np.arange(0, 0.5, 0.05)])


def test_noise_is_colored_like_a_filtered_back_projections(points: Raster) -> None:
    """It rises with frequency as the ramp filter does, and falls away before the finest detail as the kernel does."""
    device = scanner()
    power = np.sum([_power(device.noise(points, 0.0)[128:384, 128:384]) for _ in range(4)], axis=0)

    assert 2 <= int(np.argmax(power)) <= 4
    assert power[0] < 0.5 * power.max()
    assert power[8] < 0.05 * power.max()


def test_noise_is_as_soft_as_a_real_scans(points: Raster, real_head: np.ndarray) -> None:
    """Half of the noise's power lies below a frequency not far from a real standard kernel's."""
    real = _power((real_head[14] - real_head[15])[230:294, 230:294] * np.outer(np.hanning(64), np.hanning(64)))
    ours = _power(scanner().noise(points, 0.0)[230:294, 230:294] * np.outer(np.hanning(64), np.hanning(64)))

    # The real difference keeps some anatomy in its lowest ring.
    assert abs(_half(real[1:]) - _half(ours[1:])) <= 2


def _half(power: np.ndarray) -> int:
    rings = power * (np.arange(len(power)) + 1.5)
    return int(np.searchsorted(np.cumsum(rings) / rings.sum(), 0.5))


def test_noise_is_strongest_in_the_middle_and_between_the_shoulders(points: Raster) -> None:
    device = scanner()
    chest, shoulders = device.noise(points, 0.0), device.noise(points, 110.0)

    assert 0.7 * NOISE_HU < chest[206:306, 206:306].std() < NOISE_HU
    assert chest[:40].std() < 0.75 * chest[206:306].std()
    assert shoulders[206:306, 206:306].std() > 1.3 * chest[206:306, 206:306].std()


def test_neighboring_slices_share_some_noise(points: Raster) -> None:
    device = scanner()
    one, two, three = (device.noise(points, 0.0) for _ in range(3))

    assert 0.25 < np.corrcoef(one.ravel(), two.ravel())[0, 1] < 0.5
    assert abs(np.corrcoef(one.ravel(), three.ravel())[0, 1]) < 0.05


def test_stored_values_fit_twelve_bits(points: Raster) -> None:
    hu = np.linspace(-2000, 5000, CT_SHAPE[0] * CT_SHAPE[1], dtype=np.float32).reshape(CT_SHAPE)

    stored = scanner().stored(hu, points, 0.0)

    assert (stored.min(), stored.max()) == (-1024, 3071)


def test_two_scanners_make_the_same_noise(points: Raster) -> None:
    first, second = scanner(), scanner()

    assert isinstance(first, Scanner)
    assert np.array_equal(first.noise(points, 5.0), second.noise(points, 5.0))
