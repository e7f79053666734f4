"""Stored values that are no image but fill it up to a rectangle. PS3.3 C.7.5.1.1.2, C.7.6.24 (float)."""

from server.studies.fields import Fields
from server.terms.images import PixelElement

Padding = tuple[float, float]


def padding_of(fields: Fields, element: PixelElement, *, allocated: int, signed: bool) -> Padding | None:
    """The closed range of padding, None without any; the two ends in any order (BI-81)."""
    if element == "PixelData":
        return _integers(fields, allocated, signed=signed)
    prefix = "Double" if element == "DoubleFloatPixelData" else ""
    value = fields.decimal(f"{prefix}FloatPixelPaddingValue")
    limit = fields.decimal(f"{prefix}FloatPixelPaddingRangeLimit")
    return _ordered(value, limit)


def _integers(fields: Fields, allocated: int, *, signed: bool) -> Padding | None:
    value = fields.integer("PixelPaddingValue", signed=signed)
    limit = fields.integer("PixelPaddingRangeLimit", signed=signed)
    return _ordered(_as_stored(value, allocated, signed=signed), _as_stored(limit, allocated, signed=signed))


def _as_stored(value: int | None, allocated: int, *, signed: bool) -> int | None:
    """A value in the representation of the pixels: scanners write -2000 as US 63536, and 65535 as SS -1."""
    if value is None or not -(1 << (allocated - 1)) <= value < 1 << allocated:
        return value
    cut = value & ((1 << allocated) - 1)
    return cut - (1 << allocated) if signed and cut >> (allocated - 1) else cut


def _ordered(value: float | None, limit: float | None) -> Padding | None:
    if value is None:
        return None
    return (value, value) if limit is None else (min(value, limit), max(value, limit))
