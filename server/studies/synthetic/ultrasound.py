"""The ultrasound cine: the fan with color flow on the machine's black screen, one RGB picture per moment of a beat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic.echo_heart import beat
from server.studies.synthetic.echo_image import (
    COLOR_LINES,
    COLOR_SAMPLES,
    DEPTH_MM,
    HALF_ANGLE,
    LINES,
    NYQUIST,
    SAMPLES,
    probe,
)
from server.studies.synthetic.lettering import write
from server.studies.synthetic.raster import Floats

ROWS, COLUMNS = 480, 640
FRAMES: Final = 36
FRAME_TIME_MS: Final = 33.3
HEART_RATE: Final = round(60_000 / (FRAMES * FRAME_TIME_MS))

APEX_ROW, APEX_COLUMN = 30, 318
POINT_MM: Final = 0.40
"""Size of one point of the fan on the screen."""

WHITE, GRAY, YELLOW, GREEN = (226, 230, 232), (120, 128, 132), (238, 205, 90), (92, 222, 128)


def cine() -> Iterator[NDArray[np.uint8]]:
    """The pictures of one heart beat, each (480, 640, 3) uint8 RGB; the last leads back to the first."""
    listening, fan, screen = probe(), _fan(), _screen()
    box = _box(fan)
    edge = _outline(box)
    for number in range(FRAMES):
        now = beat(number / FRAMES)
        heart = listening.heart(now)
        picture = screen.copy()
        picture.reshape(-1, 3)[fan.points] = np.rint(fan.sampled(listening.listen(now, heart)) * 255)[:, None]
        speed, sure = listening.speeds(now, heart)
        _lay_color(picture, box, box.sampled(speed), box.sampled(sure))
        picture[edge] = (150, 156, 108)
        _draw_trace(picture, number / FRAMES)
        yield picture


@dataclass(frozen=True, slots=True)
class Fan:
    """Points of the screen (flat indices) and, for each, its sample and line on the fan with the fractions beyond."""

    points: NDArray[np.int64]
    sample: NDArray[np.int64]
    line: NDArray[np.int64]
    lower: Floats
    right: Floats

    def sampled(self, values: Floats) -> Floats:
        """Values of the fan at the points, bilinear; shape (points,)."""
        flat, at = values.reshape(-1), self.sample * LINES + self.line
        upper = flat[at] * (1 - self.right) + flat[at + 1] * self.right
        below = flat[at + LINES] * (1 - self.right) + flat[at + LINES + 1] * self.right
        return np.asarray(upper + (below - upper) * self.lower, np.float32)

    def where(self, chosen: NDArray[np.bool_]) -> Fan:
        """Only the chosen points."""
        return Fan(self.points[chosen], self.sample[chosen], self.line[chosen], self.lower[chosen], self.right[chosen])


def _fan() -> Fan:
    """All points of the screen that lie on the fan."""
    down = (np.arange(ROWS)[:, None] - APEX_ROW) * POINT_MM
    aside = (np.arange(COLUMNS)[None, :] - APEX_COLUMN) * POINT_MM
    reach, angle = np.hypot(down, aside), np.arctan2(aside, down)
    points = np.flatnonzero((np.abs(angle) < HALF_ANGLE) & (reach < DEPTH_MM - 0.4) & (reach > 2.5))
    row = reach.reshape(-1)[points] * (SAMPLES / DEPTH_MM) - 0.5
    column = (angle.reshape(-1)[points] + HALF_ANGLE) * ((LINES - 1) / (2 * HALF_ANGLE))
    sample, line = np.floor(row).astype(np.int64), np.clip(np.floor(column), 0, LINES - 2).astype(np.int64)
    return Fan(points, sample, line, (row - sample).astype(np.float32), (column - line).astype(np.float32))


def _box(fan: Fan) -> Fan:
    """The fan's points in the color box."""
    across = (fan.line >= COLOR_LINES[0]) & (fan.line < COLOR_LINES[1])
    return fan.where(across & (fan.sample >= COLOR_SAMPLES[0]) & (fan.sample < COLOR_SAMPLES[1]))


def _outline(box: Fan) -> NDArray[np.bool_]:
    """The color box's rim on the screen."""
    filled = np.zeros((ROWS, COLUMNS), bool)
    filled.reshape(-1)[box.points] = True
    inner = np.roll(filled, 1, 0) & np.roll(filled, -1, 0) & np.roll(filled, 1, 1) & np.roll(filled, -1, 1)
    return filled & ~inner


def _colors(share: Floats) -> Floats:
    """RGB 0…255 of a speed as share -1…1 of the scale: toward the probe red to yellow, away blue to cyan."""
    strong = np.abs(share)
    warm = np.stack([90 + 165 * np.sqrt(strong), 235 * strong**1.8, 40 * strong**3], axis=-1)
    cold = np.stack([30 * strong**3, 225 * strong**1.7, 100 + 155 * np.sqrt(strong)], axis=-1)
    return np.where((share > 0)[..., None], warm, cold).astype(np.float32)


def _lay_color(picture: NDArray[np.uint8], box: Fan, speed: Floats, sure: Floats) -> None:
    """Lay the color flow over the gray picture inside the box."""
    # A speed beyond the scale comes out as the opposite color: aliasing.
    folded = np.asarray((speed / NYQUIST + 1) % 2 - 1, np.float32)
    share = np.clip(sure * 1.6, 0, 1)[:, None]
    below = picture.reshape(-1, 3)[box.points]
    picture.reshape(-1, 3)[box.points] = np.rint(below + share * (_colors(folded) - below))


def _screen() -> NDArray[np.uint8]:
    """What stays the same on the screen: words, gray and color scales, depth ticks."""
    picture = np.zeros((ROWS, COLUMNS, 3), np.uint8)
    write(picture, "SYNTHETIC - NOT A PATIENT", 8, 12, YELLOW, 2)
    for line, text in enumerate(("A4C", "P4-2 / 2.5 MHz", "16 cm", f"HR {HEART_RATE}")):
        write(picture, text, 40 + 13 * line, 12, GRAY)
    for centimeter in range(17):
        row = APEX_ROW + round(centimeter * 10 / POINT_MM)
        if row < ROWS:
            length = 9 if centimeter % 5 == 0 else 5
            picture[row, 606 - length : 606] = WHITE
            if centimeter % 5 == 0 and centimeter:
                write(picture, str(centimeter), row - 3, 612, WHITE)
    scale = np.linspace(1, 0, 110, dtype=np.float32)
    picture[40:150, 560:568] = np.rint(scale * 255).astype(np.uint8)[:, None, None]
    picture[40:150, 574:584] = _colors(scale * 2 - 1).astype(np.uint8)[:, None, :]
    write(picture, f"{NYQUIST * 100:.0f}", 30, 574, WHITE)
    write(picture, f"-{NYQUIST * 100:.0f}", 154, 570, WHITE)
    write(picture, "cm/s", 164, 566, GRAY)
    return picture


def _draw_trace(picture: NDArray[np.uint8], phase: float) -> None:
    """The ECG along the bottom with a mark at the moment shown."""
    time = np.linspace(0, 2, 2 * COLUMNS) % 1
    waves = ((0.985, 0.012, 26.0), (0.965, 0.010, -4.0), (0.010, 0.012, -7.0), (0.27, 0.045, 6.5), (0.83, 0.03, 3.5))
    height = sum(size * np.exp(-((((time - at + 0.5) % 1 - 0.5) / wide) ** 2)) for at, wide, size in waves)
    rows = np.rint(458 - np.asarray(height)).astype(int)
    for step in range(1, len(rows)):
        low, high = sorted((rows[step - 1], rows[step]))
        picture[low : high + 1, step // 2] = GREEN
    column = round((phase / 2) * COLUMNS) % COLUMNS
    picture[424:474, column] = YELLOW
