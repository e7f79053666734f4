"""A scanned header as elements by tag, one level at a time: what nobody asks for is never taken apart.

The scan has judged the structure, so lengths are trusted here; every step is paid for from the file's patience, since
taking an honest structure apart can cost more than scanning it. PS3.5 7.1, 7.5.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from server.studies.elements import LONG_FORM, SEQUENCES, SHORT_FORM
from server.studies.patience import Patience, endless
from server.studies.walk import ITEM, ITEM_END, SEQUENCE_END, UNDEFINED
from server.terms.errors import Malformed


@dataclass(frozen=True, slots=True)
class Encoding:
    """How elements are written: with or without value representation, in which byte order."""

    implicit: bool
    little_endian: bool

    @property
    def order(self) -> str:
        """The byte order as `struct` spells it."""
        return "<" if self.little_endian else ">"


class Element(NamedTuple):
    """A value as it is written. `vr` is empty when the file leaves it to the dictionary (implicit, UN)."""

    vr: str
    value: memoryview
    encoding: Encoding


Elements = dict[int, Element]
_SHORT = {code: code.decode() for code in SHORT_FORM}


def elements_of(content: memoryview, encoding: Encoding, patience: Patience | None = None) -> Elements:
    """The elements of one level; of several with one tag the last counts.

    Raises
    ------
    Malformed
        `broken_sequence`, `scan_too_long`.
    """
    patience = patience or endless()
    found: Elements = {}
    at, size, spent = 0, len(content), 0
    plain = struct.Struct(encoding.order + "HH2sH").unpack_from
    while at + 8 <= size:
        spent += 1
        if spent == 1024:
            patience.spend(spent)
            spent = 0
        group, number, code, length = plain(content, at)
        vr = None if encoding.implicit or group == 0xFFFE else _SHORT.get(code)
        if vr is not None and at + 8 + length <= size:  # most of every header, without a call
            found[group << 16 | number] = Element(vr, content[at + 8 : at + 8 + length], encoding)
            at += 8 + length
            continue
        tag, element, at = _element(content, at, encoding, patience)
        if tag == ITEM_END:
            break
        found[tag] = element
    patience.spend(spent)
    return found


def items_of(element: Element, patience: Patience | None = None) -> Iterator[Elements]:
    """The items of a sequence, one after another as they are asked for."""
    patience = patience or endless()
    content, at, inside = element.value, 0, element.encoding
    while at + 8 <= len(content):
        tag, length = _head(content, at, inside)
        if tag != ITEM:
            return
        at += 8
        end = _end_of_item(content, at, inside, patience) if length == UNDEFINED else at + length
        patience.spend()
        yield elements_of(content[at:end], inside, patience)
        at = end


def is_sequence(tag: int, element: Element) -> bool:
    """Whether the element holds items."""
    return element.vr == "SQ" or (element.vr == "" and tag in SEQUENCES)


def _head(content: memoryview, at: int, encoding: Encoding) -> tuple[int, int]:
    group, number, length = struct.unpack_from(encoding.order + "HHL", content, at)
    return int(group << 16 | number), int(length)


def _element(content: memoryview, at: int, encoding: Encoding, patience: Patience) -> tuple[int, Element, int]:
    """Tag, element and where the next one starts."""
    patience.spend()
    tag, length = _head(content, at, encoding)
    start, vr, inside = at + 8, "", encoding
    if not encoding.implicit and tag < ITEM:
        code = bytes(content[at + 4 : at + 6])
        vr = code.decode("latin-1")
        if code in LONG_FORM:
            if at + 12 > len(content):
                raise Malformed("broken_sequence")
            (length,) = struct.unpack_from(encoding.order + "L", content, at + 8)
            start = at + 12
        else:
            (length,) = struct.unpack_from(encoding.order + "H", content, at + 6)
    if vr == "UN":
        vr = "SQ" if length == UNDEFINED else ""
        inside = Encoding(implicit=True, little_endian=True) if length == UNDEFINED else encoding
    end = _end_of_sequence(content, start, inside, patience) if length == UNDEFINED else start + length
    if end > len(content):
        raise Malformed("broken_sequence")
    return tag, Element(vr, content[start:end], inside), end


def _end_of_sequence(content: memoryview, at: int, encoding: Encoding, patience: Patience) -> int:
    """Where a sequence of undefined length ends, its delimiter included."""
    while at + 8 <= len(content):
        patience.spend()
        tag, length = _head(content, at, encoding)
        at += 8
        if tag == SEQUENCE_END:
            return at
        at = _end_of_item(content, at, encoding, patience) if length == UNDEFINED else at + length
    return len(content)


def _end_of_item(content: memoryview, at: int, encoding: Encoding, patience: Patience) -> int:
    """Where an item of undefined length ends, its delimiter included."""
    while at + 8 <= len(content):
        tag, _ = _head(content, at, encoding)
        if tag == ITEM_END:
            return at + 8
        _, _, at = _element(content, at, encoding, patience)
    return len(content)
