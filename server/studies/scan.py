"""One linear pass over a DICOM file without building a tree: its structure is sound, its header is cut out.

Nothing is interpreted here: lengths are checked against the file, nesting and element count against limits, and the
top-level elements that `wanted` names are copied. What is not wanted never reaches a parser. PS3.5 7, PS3.10 7.
"""

from collections.abc import Callable, Container
from dataclasses import dataclass

from server.studies.beginning import beginning_of, by_codestream
from server.studies.byte_source import ByteSource
from server.studies.patience import Patience
from server.studies.walk import PIXEL_DATA, ScanLimits, Walk
from server.terms.images import PixelLocation
from server.terms.syntaxes import CODECS, Codec

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
    last: int = PIXEL_DATA,
) -> Scan:
    """Check the structure of a DICOM file and cut out its wanted elements.

    Parameters
    ----------
    source
        The file.
    wanted
        Tags (as group << 16 | element) of the top-level elements to copy.
    inflate
        Makes the inflated source of a deflated dataset that starts at the given offset; called at most once.
    seconds
        A running count of seconds spent (processor time in the product).
    last
        Where a second look may stop: top-level elements behind this tag are not visited.

    Raises
    ------
    Malformed
        `empty_file`, `not_dicom`, `no_transfer_syntax`, `truncated`, `broken_sequence`, `bad_element`,
        `nested_too_deep`, `too_many_elements`, `scan_too_long`, `header_too_large`, `inflates_too_much`.
    """
    beginning = beginning_of(source)
    if beginning.deflated:
        source = inflate(beginning.start)
    walk = Walk(
        source,
        0 if beginning.deflated else beginning.start,
        little=beginning.encoding.little_endian,
        implicit=beginning.encoding.implicit,
        wanted=wanted,
        limits=limits,
        seconds=seconds,
        last=last,
    )
    walk.run()
    syntax = beginning.transfer_syntax
    if walk.pixels is not None and walk.pixels.length is None and CODECS.get(syntax) is Codec.NATIVE:
        syntax = by_codestream(source, walk.pixels.offset) or syntax
    return Scan(
        transfer_syntax=syntax,
        sop_class=beginning.sop_class,
        implicit=walk.implicit,
        little_endian=walk.little,
        header=b"".join(walk.kept),
        pixels=walk.pixels,
        elements=walk.count,
        patience=walk.patience,
    )
