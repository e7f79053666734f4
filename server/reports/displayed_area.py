"""The displayed area between our words and DICOM's: edges against pixels, untransformed against as shown. PS3.3 C.10.4.

Ours is (x0, y0, x1, y1) in edges of image pixels, (0, 0) the outer corner of the first. DICOM names two *pixels*, counted
from 1 in the image as it is stored, by where they come to lie *after* rotation and flip: at the top left and the bottom
right of what is displayed. So the corners change places while their coordinates stay those of the stored image.
"""

import math
from typing import Literal

Area = tuple[float, float, float, float]
Pixel = tuple[int, int]
"""Column and row of a pixel, from 1; outside the image when the area reaches beyond it."""
Rotation = Literal[0, 90, 180, 270]


def corners_of(area: Area, rot: Rotation, *, flip: bool) -> tuple[Pixel, Pixel]:
    """Displayed Area Top Left and Bottom Right Hand Corner of every pixel that the area touches.

    The four corners go round clockwise. A clockwise quarter turn puts each where its successor was (the image's bottom
    left comes to the top left); the horizontal flip then exchanges left and right.

    References
    ----------
    PS3.3 C.10.4 (0070,0052), (0070,0053); C.10.6 for the order of rotation and flip.
    """
    left, top = math.floor(area[0]) + 1, math.floor(area[1]) + 1
    right, bottom = math.ceil(area[2]), math.ceil(area[3])
    clockwise = ((left, top), (right, top), (right, bottom), (left, bottom))
    shown_top_left = (1 if flip else 0) - rot // 90
    return clockwise[shown_top_left % 4], clockwise[(shown_top_left + 2) % 4]


def area_of(top_left: Pixel, bottom_right: Pixel) -> Area:
    """The area between two opposite corner pixels, whichever way they were turned. Whole pixels: within 1 px of ours."""
    (x0, x1), (y0, y1) = sorted((top_left[0], bottom_right[0])), sorted((top_left[1], bottom_right[1]))
    return float(x0 - 1), float(y0 - 1), float(x1), float(y1)
