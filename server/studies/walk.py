"""The walk through a dataset by its lengths alone: a position, a stack of open levels and a buffer.

No recursion, so no depth can hurt it; linear in bytes and elements, whatever they say. PS3.5 7.
"""

import struct
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from server.studies.byte_source import ByteSource
from server.studies.elements import BULKY, BULKY_BYTES, LONG_FORM, PIXEL_ELEMENTS, SEQUENCES, SHORT_FORM
from server.studies.patience import Patience
from server.terms.errors import Malformed
from server.terms.images import PixelLocation

UNDEFINED = 0xFFFFFFFF
ITEM, ITEM_END, SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
PIXEL_DATA, EXTENDED_OFFSETS = 0x7FE00010, 0x7FE00001
MIB = 1 << 20
_PIXEL_GROUP = 0x7FE0


@dataclass(frozen=True, slots=True)
class ScanLimits:
    """Where the pass gives up: what an honest file of any kind stays below. Settled as decision 13."""

    depth: int = 16
    elements: int = 5_000_000
    seconds: float = 1.5
    header_bytes: int = 64 * MIB


@dataclass(slots=True)
class Level:
    """An open sequence, item or fragment list, and how it is encoded.

    `end` is where it ends (None: at its delimiter), `limit` what it may not reach beyond (its own end or that of what
    holds it), `depth` how many sequences are open with it.
    """

    kind: str
    end: int | None
    limit: int | None
    implicit: bool
    depth: int


class Walk:
    """The pass itself: a position, a stack of open levels and a buffer; no recursion, so no depth can hurt it."""

    BUFFER = 64 * 1024

    def __init__(
        self,
        source: ByteSource,
        start: int,
        *,
        little: bool,
        implicit: bool,
        wanted: Container[int],
        limits: ScanLimits,
        seconds: Callable[[], float],
        last: int = PIXEL_DATA,
    ) -> None:
        self.source, self.at = source, start
        self.little, self.implicit = little, implicit
        self.order = "<" if little else ">"
        self._explicit_head = struct.Struct(self.order + "HH2sH").unpack_from
        self._implicit_head = struct.Struct(self.order + "HHL").unpack_from
        self._length = struct.Struct(self.order + "L").unpack_from
        tags = struct.Struct(self.order + "HH")
        self._item, self._sequence_end = tags.pack(0xFFFE, 0xE000), tags.pack(0xFFFE, 0xE0DD)
        self._item_end = tags.pack(0xFFFE, 0xE00D) + bytes(4)
        self.wanted, self.limits, self.last = wanted, limits, last
        self.patience = Patience(seconds, limits.seconds)
        self.levels: list[Level] = []
        self.kept: list[bytes] = []
        self.kept_bytes = 0
        self.count = 0
        self.pixels: PixelLocation | None = None
        self.extended_offsets = b""
        self._buffer, self._base = b"", 0
        self._top: tuple[int, int] | None = None  # tag and start of the open top-level element

    def run(self) -> None:
        """Walk to the pixels or to the end."""
        while self.pixels is None:
            self._close_ended()
            head = self._peek(8)
            if self._step_quickly():
                continue
            if not head and not self.levels:
                return
            if len(head) < 8:
                if not self.levels and not head.strip(b"\0"):
                    return
                raise Malformed("truncated")
            self._count()
            tag = self._tag(head)
            if tag > self.last and not self.levels and self.last < PIXEL_DATA:
                return
            if tag >= 0xFFFE0000:
                self._delimiter(tag, struct.unpack_from(self.order + "L", head, 4)[0])
            else:
                self._element(tag, head)

    def _peek(self, size: int) -> bytes:
        """The next bytes without moving, through a buffer that keeps the pass linear in reads."""
        offset = self.at - self._base
        if offset < 0 or offset + size > len(self._buffer):
            self._buffer, self._base, offset = self.source.read_at(self.at, self.BUFFER), self.at, 0
        return self._buffer[offset : offset + size]

    def _tag(self, head: bytes) -> int:
        group, element = struct.unpack_from(self.order + "HH", head)
        return int(group << 16 | element)

    def _count(self, elements: int = 1) -> None:
        self.count += elements
        if self.count > self.limits.elements:
            raise Malformed("too_many_elements", limit=self.limits.elements)
        self.patience.spend(elements)

    def _step_quickly(self) -> bool:
        """Go as far as the buffer and simple steps lead, without a call for each. Whether it moved.

        Inside nested levels these are short elements, sequences and items with their ends; at the top, short unwanted
        elements. Whatever is special (wanted, long, at an edge, wrong) is left to the careful steps.
        """
        at, steps = self.at - self._base, 0
        start = at, len(self.levels)
        while True:
            before = at, len(self.levels)
            if not self.levels:
                at, steps = self._plain(at, len(self._buffer), self.implicit, self.wanted)
            elif self.levels[-1].kind == "item":
                at, steps = self._within_item(self.levels[-1], at, steps)
            else:
                at, steps = self._within_sequence(self.levels[-1], at, steps)
            if (at, len(self.levels)) == before or not self.levels:
                break
        self.at = self._base + at
        self._count(steps)
        return (at, len(self.levels)) != start

    def _plain(self, at: int, limit: int, implicit: bool, wanted: Container[int]) -> tuple[int, int]:  # noqa: FBT001  (inner loop)
        """Over a run of plain elements: where it ends and how many they were."""
        if implicit:
            return _plain_implicit(self._buffer, at, limit, wanted, self._implicit_head)
        return _plain_explicit(self._buffer, at, limit, wanted, self._explicit_head)

    def _within_item(self, level: Level, at: int, steps: int) -> tuple[int, int]:
        """Over plain elements, then out of the item or into a sequence of it."""
        buffer, base = self._buffer, self._base
        limit = len(buffer) if level.limit is None else min(len(buffer), level.limit - base)
        at, count = self._plain(at, limit, level.implicit, ())
        steps += count
        if level.end is not None and base + at == level.end:
            self.levels.pop()
            return at, steps
        if level.end is None and buffer[at : at + 8] == self._item_end:
            self.levels.pop()
            return at + 8, steps + 1
        sequence = buffer[at + 4 : at + 6] == b"SQ" and buffer[at : at + 2] != self._item[:2]
        if sequence and not level.implicit and at + 12 <= limit:
            (length,) = self._length(buffer, at + 8)
            at += 12
            self._open("sequence", None if length == UNDEFINED else base + at + length, implicit=False)
            steps += 1
        return at, steps

    def _within_sequence(self, level: Level, at: int, steps: int) -> tuple[int, int]:
        """Into the next item or out of a nested sequence."""
        buffer, base = self._buffer, self._base
        nested, head = len(self.levels) > 1, buffer[at : at + 8]
        if level.end is not None and base + at >= level.end:
            if nested and base + at == level.end:
                self.levels.pop()
        elif len(head) == 8 and level.kind == "sequence" and head[:4] == self._item:
            (length,) = self._length(head, 4)
            at += 8
            self._open("item", None if length == UNDEFINED else base + at + length, implicit=level.implicit)
            steps += 1
        elif nested and level.kind == "sequence" and head[:4] == self._sequence_end and len(head) == 8:
            self.levels.pop()
            at, steps = at + 8, steps + 1
        return at, steps

    def _close_ended(self) -> None:
        """Leave the levels of known length that end here."""
        while self.levels and (end := self.levels[-1].end) is not None and self.at >= end:
            if self.at > end:
                raise Malformed("broken_sequence")
            self._pop()

    def _pop(self) -> None:
        self.levels.pop()
        if not self.levels:
            self._keep_top()

    def _keep_top(self) -> None:
        """Copy the top-level element that ends here, if it is wanted."""
        if self._top is None:
            return
        tag, start = self._top
        self._top = None
        if tag not in self.wanted or (tag in BULKY and self.at - start > BULKY_BYTES):
            return
        self.kept_bytes += self.at - start
        if self.kept_bytes > self.limits.header_bytes:
            raise Malformed("header_too_large", limit=self.limits.header_bytes)
        self.kept.append(self.source.read_at(start, self.at - start))

    def _element(self, tag: int, head: bytes) -> None:
        """Step over a data element, or into it when it is a sequence."""
        level = self.levels[-1] if self.levels else None
        if level is not None and level.kind != "item":
            raise Malformed("broken_sequence")
        start, implicit = self.at, level.implicit if level else self.implicit
        vr, header, length = self._header(tag, head, implicit=implicit)
        if level is None:
            self._top = (tag, start)
        self.at += header
        if level is None and tag in PIXEL_ELEMENTS:
            self._found_pixels(tag, vr, length)
        elif length == UNDEFINED:
            self._open_undefined(tag, vr, implicit=implicit)
        elif vr == b"SQ" or (implicit and tag in SEQUENCES):
            self._open("sequence", self.at + length, implicit=implicit)
        else:
            self._step_over(tag, length)

    def _header(self, tag: int, head: bytes, *, implicit: bool) -> tuple[bytes, int, int]:
        """Value representation (empty when implicit), bytes of the element's header, length of its value."""
        if implicit:
            return b"", 8, struct.unpack_from(self.order + "L", head, 4)[0]
        vr = head[4:6]
        if not (vr.isalpha() and vr.isupper()):
            raise Malformed("bad_element", tag=f"{tag:08X}")
        if vr not in LONG_FORM:
            return vr, 8, struct.unpack_from(self.order + "H", head, 6)[0]
        full = self._peek(12)
        if len(full) < 12:
            raise Malformed("truncated")
        return vr, 12, struct.unpack_from(self.order + "L", full, 8)[0]

    def _step_over(self, tag: int, length: int) -> None:
        end = self.at + length
        limit = self.levels[-1].limit if self.levels else None
        if limit is not None and end > limit:
            raise Malformed("broken_sequence")
        if not self.source.length_at_least(end):
            raise Malformed("truncated", tag=f"{tag:08X}")
        if tag == EXTENDED_OFFSETS and not self.levels:
            self.extended_offsets = self.source.read_at(self.at, min(length, 8_000_000))
        self.at = end
        if not self.levels:
            self._keep_top()

    def _open_undefined(self, tag: int, vr: bytes, *, implicit: bool) -> None:
        """Into a value that ends at its delimiter: a sequence, or fragments of nested pixels (an icon)."""
        if vr in {b"OB", b"OW"} or (implicit and tag == PIXEL_DATA):
            self._open("fragments", None, implicit=implicit)
        elif vr in {b"SQ", b""}:
            self._open("sequence", None, implicit=implicit)
        elif vr == b"UN":  # its content is implicit little endian whatever the file is. PS3.5 6.2.2 note 2
            self._open("sequence", None, implicit=True)
        else:
            raise Malformed("bad_element", tag=f"{tag:08X}")

    def _open(self, kind: str, end: int | None, *, implicit: bool) -> None:
        holder = self.levels[-1] if self.levels else None
        limit = holder.limit if holder else None
        if end is not None and limit is not None and end > limit:
            raise Malformed("broken_sequence")
        if end is not None and limit is None and not self.source.length_at_least(end):
            raise Malformed("truncated")
        depth = (holder.depth if holder else 0) + (kind == "sequence")
        if depth > self.limits.depth:
            raise Malformed("nested_too_deep", limit=self.limits.depth)
        self.levels.append(Level(kind, end, limit if end is None else end, implicit, depth))

    def _delimiter(self, tag: int, length: int) -> None:
        """An item or the end of one: legal only inside a sequence or a list of fragments."""
        level = self.levels[-1] if self.levels else None
        if level is None:
            raise Malformed("broken_sequence")
        self.at += 8
        if tag == ITEM and level.kind == "sequence":
            self._open("item", None if length == UNDEFINED else self.at + length, implicit=level.implicit)
        elif tag == ITEM and level.kind == "fragments" and length != UNDEFINED:
            self.at += length
            if not self.source.length_at_least(self.at):
                raise Malformed("truncated")
        elif (tag == ITEM_END and level.kind == "item") or (tag == SEQUENCE_END and level.kind != "item"):
            self._pop()
        else:
            raise Malformed("broken_sequence")

    def _found_pixels(self, tag: int, vr: bytes, length: int) -> None:
        known = None if length == UNDEFINED else length
        if known is not None and not self.source.length_at_least(self.at + known):
            raise Malformed("pixel_data_truncated")
        self.pixels = PixelLocation(PIXEL_ELEMENTS[tag], self.at, known, vr == b"OW", self.extended_offsets)


_Unpack = Callable[[bytes, int], tuple[Any, ...]]


def _plain_explicit(buffer: bytes, at: int, limit: int, wanted: Container[int], unpack: _Unpack) -> tuple[int, int]:
    """Where a run of plain elements with value representation ends, and how many they are."""
    steps = 0
    while at + 8 <= limit:
        group, element, vr, length = unpack(buffer, at)
        after = at + 8 + length
        if vr not in SHORT_FORM or after > limit or group >= _PIXEL_GROUP or (group << 16 | element) in wanted:
            break
        at, steps = after, steps + 1
    return at, steps


def _plain_implicit(buffer: bytes, at: int, limit: int, wanted: Container[int], unpack: _Unpack) -> tuple[int, int]:
    """Where a run of plain elements without value representation ends, and how many they are."""
    steps = 0
    while at + 8 <= limit:
        group, element, length = unpack(buffer, at)
        tag, after = group << 16 | element, at + 8 + length
        if after > limit or group >= _PIXEL_GROUP or tag in SEQUENCES or tag in wanted:
            break
        at, steps = after, steps + 1
    return at, steps
