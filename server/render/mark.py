"""The visible mark of a role, drawn into its pictures: whoever passes one on passes on for whom it was made."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Display = NDArray[np.uint8]
CONTRAST = 20
"""Display values added to dark and taken from bright places: about 8 % of the range."""
_LINES = 3
_MARKED = np.array([value + CONTRAST if value <= 127 else value - CONTRAST for value in range(256)], dtype=np.uint8)
"""What becomes of each display value under a letter."""


def draw_mark(display: Display, text: str) -> Display:
    """The picture with `text` drawn faintly across it, staggered so that no useful crop is without it.

    Parameters
    ----------
    display
        `(rows, columns) uint8` or `(rows, columns, 3) uint8`; not changed.
    text
        For example "shared with patient, 14:12".

    Returns
    -------
    A new array of the same shape.
    """
    marked = display.copy()
    for rows, covered in _bands(text, display.shape[0], display.shape[1]):
        band = marked[rows]
        mask = covered if display.ndim == 2 else covered[..., np.newaxis]
        np.copyto(band, _MARKED[band], where=mask)
    return marked


@lru_cache(maxsize=16)  # a mark lives for an epoch and fits every frame of a size; it holds text, not pixels
def _bands(text: str, rows: int, columns: int) -> tuple[tuple[slice, NDArray[np.bool_]], ...]:
    """The rows that have letters, line by line, and where these lie: nothing else of a picture is touched."""
    covered = _coverage(text, rows, columns)
    has_letters = np.concatenate(([False], covered.any(axis=1), [False]))
    edges = np.flatnonzero(np.diff(has_letters)).reshape(-1, 2)
    return tuple((slice(top, bottom), covered[top:bottom]) for top, bottom in edges.tolist())


def _coverage(text: str, rows: int, columns: int) -> NDArray[np.bool_]:
    """Where the mark's letters lie."""
    glyphs = _glyphs(text)
    scale = max(1, round(columns / 2.4 / glyphs.width))
    glyphs = glyphs.resize((glyphs.width * scale, glyphs.height * scale), Image.Resampling.NEAREST)
    sheet = Image.new("1", (columns, rows))
    for line in range(_LINES):
        top = rows * (2 * line + 1) // (2 * _LINES) - glyphs.height // 2
        for left in _places(columns, glyphs.width, staggered=line % 2 == 1):
            sheet.paste(glyphs, (left, top))
    return np.array(sheet, dtype=np.bool_)


def _places(columns: int, width: int, *, staggered: bool) -> list[int]:
    """Left edges of the texts of one line: evenly spaced, whole at least once."""
    across = max(1, columns * 4 // (5 * width))
    if across == 1:
        return [max(0, columns - width)] if staggered else [0]
    cell = columns // across
    return [place * cell + (cell // 2 if staggered else 0) for place in range(-1 if staggered else 0, across)]


def _glyphs(text: str) -> Image.Image:
    """The text in Pillow's own bitmap font; characters it lacks are left out."""
    font = ImageFont.load_default_imagefont()
    plain = text.encode("latin-1", "ignore").decode("latin-1")
    left, top, right, bottom = font.getbbox(plain)
    glyphs = Image.new("1", (max(1, int(right - left)), max(1, int(bottom - top))))
    ImageDraw.Draw(glyphs).text((0, 0), plain, fill=1, font=font)
    return glyphs
