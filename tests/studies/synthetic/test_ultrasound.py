import itertools

import numpy as np
import pytest

from server.studies.synthetic.echo_heart import SYSTOLE_END, beat, blood_velocity, chambers
from server.studies.synthetic.ultrasound import COLUMNS, FRAMES, ROWS, cine

YELLOW = (238, 205, 90)


@pytest.fixture(scope="module")
def frames() -> list[np.ndarray]:
    return list(cine())


def test_cine_has_thirty_frames_or_more_in_color(frames: list[np.ndarray]) -> None:
    assert len(frames) == FRAMES >= 30
    assert {(frame.shape, frame.dtype.name) for frame in frames} == {((ROWS, COLUMNS, 3), "uint8")}


def test_every_frame_says_that_it_is_synthetic(frames: list[np.ndarray]) -> None:
    """The word is drawn into the pixels, alike in all frames."""
    words = [frame[8:22, 12:400] for frame in frames]

    assert (words[0] == YELLOW).all(axis=-1).sum() > 600
    assert all(np.array_equal(words[0], other) for other in words)


def test_fan_stands_on_black(frames: list[np.ndarray]) -> None:
    frame = frames[0]

    assert frame[300:400, 0:25].max() == 0
    assert frame[150:400, 250:390].mean() > 25


def test_blood_is_darker_than_muscle(frames: list[np.ndarray]) -> None:
    gray = np.mean([frame.max(axis=-1) for frame in frames], axis=0)

    assert gray[290:320, 225:255].mean() < 0.6 * gray[290:320, 308:322].mean()


def test_flow_is_red_while_filling_and_blue_while_ejecting(frames: list[np.ndarray]) -> None:
    box = [frame[160:330, 230:430].astype(int) for frame in frames]
    red = [((one[..., 0] - one[..., 2]) > 60).sum() for one in box]
    blue = [((one[..., 2] - one[..., 0]) > 60).sum() for one in box]
    ejecting, filling = round(SYSTOLE_END / 2 * FRAMES), round((SYSTOLE_END + 0.22 * (1 - SYSTOLE_END)) * FRAMES)

    assert blue[ejecting] > 5 * red[ejecting] / 4
    assert red[filling] > 2 * blue[filling]
    assert red[filling] > 1500


def test_the_beat_closes_on_itself(frames: list[np.ndarray]) -> None:
    """From the last frame to the first is no bigger step than between neighbors."""
    steps = [_step(*pair) for pair in itertools.pairwise(frames)]

    assert _step(frames[-1], frames[0]) < 1.3 * max(steps)
    assert min(steps) > 0.5


def _step(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other).mean())


def test_ventricle_ejects_half_its_area_and_valves_move() -> None:
    across, deep = np.meshgrid(np.arange(-70, 70, 0.5, dtype=np.float32), np.arange(0, 150, 0.5, dtype=np.float32))
    sizes = [float((chambers(across, deep, beat(phase)).left_ventricle < 0).sum()) for phase in np.linspace(0, 1, 30)]
    opened = [beat(phase).valve_open for phase in np.linspace(0, 1, 60)]

    assert 0.35 < min(sizes) / max(sizes) < 0.75
    assert min(opened) == 0
    assert max(opened) > 0.9


def test_blood_flows_in_only_while_the_valve_is_open() -> None:
    for phase in np.linspace(0, 1, 50, endpoint=False):
        now = beat(float(phase))
        if now.valve_open == 0:
            assert now.inflow == 0
        speed = blood_velocity(np.array([[19.0]], np.float32), np.array([[75.0]], np.float32), now)
        assert abs(float(speed[0, 0])) < 2


def test_cine_is_the_same_in_every_run(frames: list[np.ndarray]) -> None:
    again = list(itertools.islice(cine(), 2))

    assert all(np.array_equal(one, other) for one, other in zip(again, frames, strict=False))
