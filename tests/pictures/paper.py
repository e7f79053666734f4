"""From what a browser shows to a file of the documentation: small, side by side, of few colors."""

import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

OFTEN, GREYS = 40, 64
COLORED, STEP = 16, 12
GAP: Final = 24
DESK_WIDTH: Final = 1200
PHONE_HEIGHT: Final = 760


def desk(shot: bytes, path: Path) -> None:
    """One page of a desk."""
    _write(_scaled(_opened(shot), width=DESK_WIDTH), path)


def phones(shots: Sequence[bytes], path: Path) -> None:
    """Phones side by side on nothing, each with its rim."""
    screens = [_scaled(_opened(each), height=PHONE_HEIGHT) for each in shots]
    width = sum(screen.width for screen in screens) + GAP * (len(screens) - 1)
    sheet = Image.new("RGB", (width, PHONE_HEIGHT), (255, 255, 255))
    at = 0
    for screen in screens:
        sheet.paste(screen, (at, 0))
        at += screen.width + GAP
    _write(sheet, path)


def _opened(shot: bytes) -> Image.Image:
    return Image.open(io.BytesIO(shot)).convert("RGB")


def _scaled(image: Image.Image, *, width: int = 0, height: int = 0) -> Image.Image:
    by = width / image.width if width else height / image.height
    size = (round(image.width * by), round(image.height * by))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _write(image: Image.Image, path: Path) -> None:
    few = image.quantize(palette=_palette(image), dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def _palette(image: Image.Image) -> Image.Image:
    """Grounds as they are, a ladder of greys for what is on the light box, and what has a color because it means something."""
    counted = Counter(map(tuple, np.asarray(image).reshape(-1, 3).tolist()))
    often = [color for color, _ in counted.most_common(OFTEN)]
    greys = [(level, level, level) for level in np.linspace(0, 255, GREYS).round().astype(int).tolist()]
    colored = Counter[tuple[int, ...]]()
    for color, count in counted.items():
        if max(color) - min(color) > COLORED:
            colored[tuple(min(255, level // STEP * STEP + STEP // 2) for level in color)] += count
    few = [color for color, _ in colored.most_common(256 - OFTEN - GREYS)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([level for color in (*often, *greys, *few) for level in color])
    return palette
