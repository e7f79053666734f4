"""One linear pass over a DICOM file without building a tree: its structure is sound, its header is cut out.

Nothing is interpreted here: lengths are checked against the file, nesting and element count against limits, and the
top-level elements that `wanted` names are copied. What is not wanted never reaches a parser. PS3.5 7, PS3.10 7.
"""

import struct
from collections.abc import Callable, Container
from dataclasses import dataclass

from server.studies.byte_source import ByteSource
from server.studies.elements import DEFLATED_EXPLICIT, EXPLICIT_BIG_ENDIAN, IMPLICIT_LITTLE_ENDIAN, LONG_FORM
from server.studies.patience import Patience
from server.studies.walk import MIB, ScanLimits, Walk
from server.terms.errors import Malformed
from server.terms.images import PixelLocation

__all__ = ["Scan", "ScanLimits", "scan"]

HONEST = ScanLimits()


@dataclass(frozen=True, slots=True)
class Scan:
    """What the pass found: file meta values, the wanted elements as one small dataset, and where pixels lie.

    `patience` is what is left of it for reading the header.
    """

    transfer_syntax: str
    sop_class: str
    implicit: bool
    little_endian: bool
    header: bytes
    pixels: PixelLocation | None
    elements: int
    patience: Patience


def scan(
    source: ByteSource,
    *,
    wanted: Container[int],
    inflate: Callable[[int], ByteSource],
    seconds: Callable[[], float],
    limits: ScanLimits = HONEST,
) -> Scan:
    """Check the structure of a Part 10 file and cut out its wanted elements.

    Parameters
    ----------
    source
        The file.
    wanted
        Tags (as group << 16 | element) of the top-level elements to copy.
    inflate
        Makes the inflated source of a deflated dataset that starts at the given offset.
    seconds
        A running count of seconds spent (processor time in the product).

    Raises
    ------
    Malformed
        `empty_file`, `not_dicom`, `no_transfer_syntax`, `truncated`, `broken_sequence`, `bad_element`,
        `nested_too_deep`, `too_many_elements`, `scan_too_long`, `header_too_large`, `inflates_too_much`.
    """
    start = _preamble(source)
    meta, dataset_start = _file_meta(source, start)
    syntax = meta.get(0x00020010, "")
    if not syntax:
        raise Malformed("no_transfer_syntax")
    if syntax == DEFLATED_EXPLICIT:
        source, dataset_start = inflate(dataset_start), 0
    walk = Walk(
        source,
        dataset_start,
        little=syntax != EXPLICIT_BIG_ENDIAN,
        implicit=syntax == IMPLICIT_LITTLE_ENDIAN,
        wanted=wanted,
        limits=limits,
        seconds=seconds,
    )
    walk.run()
    return Scan(
        transfer_syntax=syntax,
        sop_class=meta.get(0x00020002, ""),
        implicit=walk.implicit,
        little_endian=walk.little,
        header=b"".join(walk.kept),
        pixels=walk.pixels,
        elements=walk.count,
        patience=walk.patience,
    )


def _preamble(source: ByteSource) -> int:
    """Where the file meta starts: after 128 free bytes and "DICM". PS3.10 7.1."""
    head = source.read_at(0, 132)
    if not head:
        raise Malformed("empty_file")
    if head[128:] != b"DICM":
        raise Malformed("not_dicom")
    return 132


def _file_meta(source: ByteSource, start: int) -> tuple[dict[int, str], int]:
    """Text values of group 0002 and where the dataset begins.

    Group Length is not believed (many writers get it wrong): the group ends where another one begins.
    """
    values: dict[int, str] = {}
    at = start
    while (head := source.read_at(at, 12))[:2] == b"\x02\x00":
        if len(head) < 8:
            raise Malformed("truncated")
        group, element, vr, short = struct.unpack_from("<HH2sH", head)
        if not (vr.isalpha() and vr.isupper()):
            raise Malformed("bad_element", where="meta")
        at, length = at + 8, short
        if vr in LONG_FORM:
            if len(head) < 12:
                raise Malformed("truncated")
            at, length = at + 4, struct.unpack_from("<L", head, 8)[0]
        if length > MIB or not source.length_at_least(at + length):
            raise Malformed("truncated", where="meta")
        if vr == b"UI":
            values[group << 16 | element] = source.read_at(at, length).rstrip(b"\0 ").decode("ascii", "replace")
        at += length
    return values, at
