"""What the masks of a segmentation stand for, and in which color they are meant to be shown. PS3.3 C.8.20.2, C.8.20.4."""

from typing import Literal, cast

from server.studies.fields import Fields
from server.terms.images import Segment, WindowChoice

Segmentation = Literal["", "BINARY", "FRACTIONAL", "LABELMAP"]
_KINDS = {"BINARY", "FRACTIONAL", "LABELMAP"}
_SEGMENTS = 4096
# CIELab is relative to D50 (PS3.3 C.10.7.1.1); the matrix goes from XYZ under D50 to linear sRGB, Bradford adapted.
_WHITE = (0.96422, 1.0, 0.82521)
_TO_RGB = ((3.1338561, -1.6168667, -0.4906146), (-0.9787684, 1.9161415, 0.0334540), (0.0719453, -0.2289914, 1.4052427))


def segmentation_of(fields: Fields) -> Segmentation:
    """The kind of segmentation, empty for every other image."""
    kind = fields.code("SegmentationType").upper()
    return cast("Segmentation", kind) if kind in _KINDS and fields.code("Modality").upper() == "SEG" else ""


def segments_of(fields: Fields) -> tuple[Segment, ...]:
    """The segments by their numbers, at most 4096."""
    found = []
    for item in fields.items("SegmentSequence", limit=_SEGMENTS):
        number = item.integer("SegmentNumber")
        if number is not None:
            lab = item.integers("RecommendedDisplayCIELabValue")
            rgb = rgb_of_lab(lab[0], lab[1], lab[2]) if len(lab) == 3 else None
            found.append(Segment(number, item.text("SegmentLabel", 64), rgb))
    return tuple(found)


def value_window(fields: Fields, kind: Segmentation, segments: tuple[Segment, ...]) -> WindowChoice:
    """The window through which a segmentation's values are seen as gray: from nothing to all of it."""
    top = 1
    if kind == "FRACTIONAL":
        top = fields.integer("MaximumFractionalValue") or 255
    elif kind == "LABELMAP":
        top = max((segment.number for segment in segments), default=1)
    return WindowChoice(max(top, 1) / 2, max(top, 1), "LINEAR_EXACT")


def rgb_of_lab(lightness: int, a: int, b: int) -> tuple[int, int, int]:
    """A CIELab value as DICOM writes it (three unsigned 16-bit numbers) as sRGB, 0…255. PS3.3 C.10.7.1.1."""
    light = lightness * 100 / 0xFFFF
    across, down = a * 255 / 0xFFFF - 128, b * 255 / 0xFFFF - 128
    y = (light + 16) / 116
    xyz = [_uncubed(part) * white for part, white in zip((y + across / 500, y, y - down / 200), _WHITE, strict=True)]
    linear = [sum(weight * part for weight, part in zip(row, xyz, strict=True)) for row in _TO_RGB]
    red, green, blue = (round(255 * _gamma(min(max(part, 0.0), 1.0))) for part in linear)
    return red, green, blue


def _uncubed(part: float) -> float:
    return float(part**3) if part > 6 / 29 else 3 * (6 / 29) ** 2 * (part - 4 / 29)


def _gamma(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else float(1.055 * linear ** (1 / 2.4) - 0.055)
