"""Overlay planes of a header: where bits are drawn over the image, and their bytes when a frame is decoded.

Overlays live in the even groups 6000…601E. PS3.3 C.9.2, C.9.3; PS3.5 7.6 (repeating groups), 8.1.2 (bits in words).
"""

import struct
from dataclasses import dataclass

from server.studies.dataset import Element
from server.studies.elements import OVERLAY_DATA, OVERLAY_GROUPS
from server.studies.fields import Fields
from server.terms.images import Overlay

_ROWS, _COLUMNS, _FRAMES, _TYPE, _ORIGIN, _FIRST_FRAME = 0x10, 0x11, 0x15, 0x40, 0x50, 0x51
_BITS_ALLOCATED, _BIT_POSITION = 0x100, 0x102


@dataclass(frozen=True, slots=True)
class Cell:
    """How the image's stored values lie in their cells: bits allocated, and the lowest and highest bit in use."""

    allocated: int
    low_bit: int
    high_bit: int


def overlays_of(fields: Fields, *, rows: int, columns: int, frames: int, cell: Cell) -> tuple[Overlay, ...]:
    """The overlays of an image, in the order of their groups; what makes no sense is left out.

    Group 60FF and odd groups are no overlays (BI-80). A plane may be larger than the image and start outside it. Only
    graphics (G) and regions (R) are drawn; a writer that says neither means graphics.
    """
    found = (_overlay(fields, group, rows, columns, frames, cell) for group in OVERLAY_GROUPS)
    return tuple(overlay for overlay in found if overlay is not None)


def overlay_data(fields: Fields) -> dict[int, bytes]:
    """Overlay Data by group, bits in the order of little-endian words."""
    found = {}
    for group in OVERLAY_GROUPS:
        element = fields.elements.get(group << 16 | OVERLAY_DATA)
        if element is not None and len(element.value):
            found[group] = _little_endian(element)
    return found


def _overlay(fields: Fields, group: int, rows: int, columns: int, frames: int, cell: Cell) -> Overlay | None:
    kind = _text(fields, group, _TYPE).upper()[:1]
    size = (_number(fields, group, _ROWS), _number(fields, group, _COLUMNS))
    packed = _packed_bit(fields, group, cell)
    if packed is not None:
        size = (size[0] or rows, size[1] or columns)
    if kind not in {"G", "R", ""} or not size[0] or not size[1]:
        return None
    origin = _shorts(fields, group, _ORIGIN, "h") or (1, 1)
    stated = _digits(_text(fields, group, _FRAMES))
    first = _number(fields, group, _FIRST_FRAME) or 1
    return Overlay(
        group=group,
        rows=size[0],
        columns=size[1],
        top=origin[0] - 1,
        left=(origin[1] if len(origin) > 1 else 1) - 1,
        # one plane without a number of frames belongs to every frame of the image. PS3.3 C.9.3
        frames=min(stated, frames) if stated else frames,
        first_frame=min(first, frames) - 1 if stated else 0,
        packed_bit=packed,
        region=kind == "R",
        repeated=not stated,
    )


def _packed_bit(fields: Fields, group: int, cell: Cell) -> int | None:
    """The unused bit of the pixel cell that holds the plane in old files; None for planes of their own.

    A bit inside the stored value would draw the image over itself, and is not believed.
    """
    allocated, position = _number(fields, group, _BITS_ALLOCATED), _number(fields, group, _BIT_POSITION)
    if allocated is None or position is None or allocated == 1 or allocated != cell.allocated:
        return None
    return position if position < allocated and not cell.low_bit <= position <= cell.high_bit else None


def _shorts(fields: Fields, group: int, number: int, letter: str) -> tuple[int, ...]:
    element = fields.elements.get(group << 16 | number)
    if element is None or element.vr not in {"", "US", "SS"}:
        return ()
    count = min(len(element.value) // 2, 2)
    return struct.unpack_from(f"{element.encoding.order}{count}{letter}", element.value)


def _number(fields: Fields, group: int, number: int) -> int | None:
    values = _shorts(fields, group, number, "H")
    return values[0] if values else None


def _text(fields: Fields, group: int, number: int) -> str:
    element = fields.elements.get(group << 16 | number)
    return bytes(element.value[:16]).decode("ascii", "replace").strip("\0 ") if element is not None else ""


def _digits(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _little_endian(element: Element) -> bytes:
    """Bits come in 16-bit words: where those are big-endian, their bytes change places. OB has no byte order."""
    value = bytes(element.value)
    if element.encoding.little_endian or element.vr == "OB":
        return value
    swapped = bytearray(value[: len(value) & ~1])
    swapped[0::2], swapped[1::2] = swapped[1::2], swapped[0::2]
    return bytes(swapped)
