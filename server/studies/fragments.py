"""One frame's stored bytes out of the pixel element: by arithmetic when native, by fragments when encapsulated.

PS3.5 A.4. Fragments are walked by their lengths only; no list of the whole element is believed before it is checked.
"""

import struct
from itertools import pairwise

from server.studies.byte_source import ByteSource
from server.studies.patience import Patience, endless
from server.studies.walk import ITEM, SEQUENCE_END
from server.terms.errors import Malformed
from server.terms.images import ImageTraits
from server.terms.syntaxes import BIG_ENDIAN, CODECS, Codec

Span = tuple[int, int]
_ITEM = struct.Struct("<HHL")
ENCODED_FRAME_BYTES = 512 << 20
FRAGMENTS, FRAGMENTS_OF_A_FRAME, SEARCHED = 1_000_000, 65_536, 50_000
"""How many an honest file has: one each of a slide's tiles; a frame in pieces of a few kilobytes; without a table."""
_WINDOW = 4096  # read at once while walking: one call for a large fragment, few for many small ones
# How a codestream begins: JPEG and JPEG-LS with SOI, JPEG 2000 with SOC (or wrapped in a JP2 box).
_STARTS = {
    Codec.JPEG: (b"\xff\xd8\xff",),
    Codec.JPEG_LS: (b"\xff\xd8\xff",),
    Codec.JPEG_2000: (b"\xff\x4f\xff\x51", b"\0\0\0\x0cjP  "),
    Codec.HTJ2K: (b"\xff\x4f\xff\x51", b"\0\0\0\x0cjP  "),
    Codec.JPEG_XL: (b"\xff\x0a", b"\0\0\0\x0cJXL "),
}


def native_frame_bits(traits: ImageTraits) -> int:
    """Bits of one native frame; 4:2:2 stores two values a pixel. PS3.3 C.7.6.3.1.2."""
    values = 2 if traits.photometric_interpretation.endswith("_422") else traits.samples_per_pixel
    return traits.rows * traits.columns * values * traits.bits_allocated


def first_bit(traits: ImageTraits, frame: int) -> int:
    """Leading bits of `frame_bytes` that belong to the frame before: bit-packed frames and swapped words only."""
    if traits.location.length is None:
        return 0
    return frame * native_frame_bits(traits) % _unit_bits(traits)


def _unit_bits(traits: ImageTraits) -> int:
    """What a native frame is read in: bytes, or whole words where those come in swapped pairs. PS3.5 A.3."""
    swapped = traits.transfer_syntax == BIG_ENDIAN and traits.location.words and traits.bits_allocated == 8
    return 16 if swapped else 8


def frame_bytes(source: ByteSource, traits: ImageTraits, frame: int) -> bytes:
    """The stored bytes of frame `frame` (from 0), still encoded.

    Bit-packed frames (Bits Allocated 1) that do not start at a byte come with the leading bits of the byte they
    share; the decoder skips them.

    Raises
    ------
    Malformed
        `no_such_frame`, `frames_missing`, `pixel_data_truncated`, `broken_fragments`, `too_many_elements`,
        `frame_too_large`.
    """
    if not 0 <= frame < traits.frames:
        raise Malformed("no_such_frame", frames=traits.frames)
    if traits.location.length is not None:
        bits, unit = native_frame_bits(traits), _unit_bits(traits)
        first, end = frame * bits // unit * unit // 8, -(-(frame + 1) * bits // unit) * unit // 8
        content = source.read_at(traits.location.offset + first, end - first)
        if len(content) < end - first:
            raise Malformed("pixel_data_truncated")
        return content
    parts = _frame_fragments(source, traits, frame, endless())
    start, end = parts[0][0], sum(parts[-1])
    if end - start > ENCODED_FRAME_BYTES:
        raise Malformed("frame_too_large", limit_bytes=ENCODED_FRAME_BYTES)
    if len(parts) > FRAGMENTS_OF_A_FRAME:
        raise Malformed("too_many_elements", limit=FRAGMENTS_OF_A_FRAME)
    whole = memoryview(source.read_at(start, end - start))
    return b"".join(whole[offset - start : offset - start + size] for offset, size in parts)


def check_frames(source: ByteSource, traits: ImageTraits, patience: Patience | None = None) -> None:
    """Find the last frame, so that a file with fewer frames than it declares is refused when it comes in."""
    if traits.location.length is None:
        _frame_fragments(source, traits, traits.frames - 1, patience or endless())


def _frame_fragments(source: ByteSource, traits: ImageTraits, frame: int, patience: Patience) -> list[Span]:
    """Where the fragments of a frame lie."""
    table, fragments = _fragments(source, traits.location.offset, patience)
    if not fragments:
        raise Malformed("frames_missing", declared=traits.frames, found=0)
    if traits.frames == 1:
        return fragments
    if len(fragments) == traits.frames:
        return [fragments[frame]]
    if len(fragments) < traits.frames:
        raise Malformed("frames_missing", declared=traits.frames, found=len(fragments))
    starts = _starts_by_table(source, traits, table, fragments) or _starts_by_marker(source, traits, fragments)
    if len(starts) < traits.frames:
        raise Malformed("frames_missing", declared=traits.frames, found=len(starts))
    end = starts[frame + 1] if frame + 1 < len(starts) else len(fragments)
    return fragments[starts[frame] : end]


def _fragments(source: ByteSource, at: int, patience: Patience) -> tuple[Span, list[Span]]:
    """The Basic Offset Table and the fragments after it, as spans of bytes.

    A missing delimiter at the very end is forgiven (writers forget it), a fragment beyond the end is not.
    """
    spans: list[Span] = []
    window, base = b"", at
    while True:
        if at + _ITEM.size > base + len(window):
            window, base = source.read_at(at, _WINDOW), at
            if len(window) < _ITEM.size:
                break
        group, element, length = _ITEM.unpack_from(window, at - base)
        tag = group << 16 | element
        if tag == SEQUENCE_END:
            break
        if tag != ITEM:
            raise Malformed("broken_fragments")
        spans.append((at + 8, length))
        if len(spans) % 1024 == 0:
            patience.spend(1024)
        if len(spans) > FRAGMENTS + 1:  # the first is the offset table
            raise Malformed("too_many_elements", limit=FRAGMENTS)
        at += 8 + length
    if not spans:
        raise Malformed("broken_fragments")
    if not source.length_at_least(sum(spans[-1])):
        raise Malformed("pixel_data_truncated")
    return spans[0], [span for span in spans[1:] if span[1]]


def _starts_by_table(source: ByteSource, traits: ImageTraits, table: Span, fragments: list[Span]) -> list[int]:
    """Index of the first fragment of each frame by the offset table, empty when there is none that fits."""
    extended = traits.location.extended_offsets
    if len(extended) >= 8 * traits.frames:
        offsets = struct.unpack_from(f"<{traits.frames}Q", extended)
    elif table[1] >= 4 * traits.frames:
        offsets = struct.unpack_from(f"<{traits.frames}L", source.read_at(table[0], 4 * traits.frames))
    else:
        return []
    first = table[0] + table[1]
    by_offset = {offset - 8 - first: index for index, (offset, _) in enumerate(fragments)}
    starts = [by_offset.get(offset, -1) for offset in offsets]
    fits = starts[0] == 0 and all(a < b for a, b in pairwise(starts))
    return starts if fits else []


def _starts_by_marker(source: ByteSource, traits: ImageTraits, fragments: list[Span]) -> list[int]:
    """Index of the first fragment of each frame, where a codestream begins."""
    markers = _STARTS.get(CODECS[traits.transfer_syntax])
    if markers is None or len(fragments) > SEARCHED:
        raise Malformed("broken_fragments")
    return [index for index, (offset, _) in enumerate(fragments) if source.read_at(offset, 8).startswith(markers)]
