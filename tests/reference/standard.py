"""The formulas of the standard as they are printed there, one value at a time and in exact fractions.

Slow and plain on purpose: nothing here is shared with what it judges. PS3.3 C.11.1, C.11.2, C.7.6.3.1.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

WHITE = 255


def rounded(value: Fraction | float) -> int:
    """The nearest display byte, halves up."""
    return min(max(math.floor(value + Fraction(1, 2)), 0), WHITE)


def rescaled(stored: int, slope: str, intercept: str) -> Fraction:
    """C.11.1.1.2: output = m x SV + b, from the decimal strings as the file has them."""
    return Fraction(slope) * stored + Fraction(intercept)


def linear(value: Fraction | int, center: str, width: str) -> Fraction:
    """C.11.2.1.2.1, the pseudo-code of LINEAR with an output of 0 … 255."""
    c, w = Fraction(center), Fraction(width)
    if value <= c - Fraction(1, 2) - (w - 1) / 2:
        return Fraction(0)
    if value > c - Fraction(1, 2) + (w - 1) / 2:
        return Fraction(WHITE)
    return ((value - (c - Fraction(1, 2))) / (w - 1) + Fraction(1, 2)) * WHITE


def linear_exact(value: Fraction | int, center: str, width: str) -> Fraction:
    """C.11.2.1.3.2, the pseudo-code of LINEAR_EXACT."""
    c, w = Fraction(center), Fraction(width)
    if value <= c - w / 2:
        return Fraction(0)
    if value > c + w / 2:
        return Fraction(WHITE)
    return ((value - c) / w + Fraction(1, 2)) * WHITE


def sigmoid(value: Fraction | int, center: str, width: str) -> float:
    """C.11.2.1.3.1: ymax / (1 + exp(-4 (x - c) / w))."""
    exponent = -4 * (value - Fraction(center)) / Fraction(width)
    return 0.0 if exponent > 700 else WHITE / (1 + math.exp(exponent))


def looked_up(value: int, first: int, entries: Sequence[int]) -> int:
    """C.11.1.1.1, C.11.2.1.1, C.7.6.3.1.5: the entry of a value, end entries outside."""
    return entries[min(max(value - first, 0), len(entries) - 1)]


def voi_entry(entry: int, bits: int) -> Fraction:
    """A VOI LUT entry of `bits` bits on the display: its full range is black to white. C.11.2.1.1, PS3.4 N.2.3."""
    return Fraction(entry * WHITE, (1 << bits) - 1)


def rgb_of_ybr(y: int, cb: int, cr: int) -> tuple[int, int, int]:
    """The inverse of the equations of YBR_FULL in C.7.6.3.1.2 (ITU-T T.871, 7)."""
    red = y + Fraction("1.402") * (cr - 128)
    green = y - (
        Fraction("0.114") * Fraction("1.772") * (cb - 128) + Fraction("0.299") * Fraction("1.402") * (cr - 128)
    ) / Fraction("0.587")
    blue = y + Fraction("1.772") * (cb - 128)
    return rounded(red), rounded(green), rounded(blue)
