"""Values of a scanned header read strictly by type: a value that is not what it should be reads as absent.

Works on the bytes as they are written, so no conversion of ours raises and nothing is believed twice (parsers that
let `NaN`, `1e999` and Rows typed as AT through have been measured). Imported by workers only, since text is decoded
with pydicom's character sets.
"""

import math
import re
import struct
from collections.abc import Iterator
from functools import cache
from itertools import islice

from pydicom.charset import convert_encodings, decode_bytes, python_encoding
from pydicom.datadict import dictionary_VR, tag_for_keyword

from server.studies.dataset import Element, Elements, Encoding, elements_of, is_sequence, items_of
from server.studies.patience import Patience, endless
from server.studies.text import LINE, one_line

_CHARACTER_SETS, _SEPARATORS = 16, re.compile("[ _-]")
_INTEGERS = {"US": "H", "SS": "h", "UL": "L", "SL": "l"}
_FLOATS = {"FL": "f", "FD": "d"}
_SIZES = {"H": 2, "h": 2, "L": 4, "l": 4, "f": 4, "d": 8}
_DELIMITERS = {0x0D, 0x0A, 0x09, 0x0C, 0x5C, 0x5E, 0x3D}  # each resets code extensions. PS3.5 6.1.2.5.3


class Fields:
    """Elements as typed, bounded values by keyword."""

    def __init__(
        self, elements: Elements, *, encodings: list[str] | None = None, patience: Patience | None = None
    ) -> None:
        self.elements = elements
        self.encodings = encodings or self._own_encodings()
        self.patience = patience or endless()

    @classmethod
    def parse(cls, header: bytes, *, implicit: bool, little_endian: bool, patience: Patience | None = None) -> "Fields":
        """The dataset encoded in `header`, read as long as `patience` lasts."""
        elements = elements_of(memoryview(header), Encoding(implicit, little_endian), patience)
        return cls(elements, patience=patience)

    def _own_encodings(self) -> list[str]:
        names = [_defined_term(part) for part in self._ascii("SpecificCharacterSet").split("\\")[:_CHARACTER_SETS]]
        return convert_encodings([name for at, name in enumerate(names) if name or not at])

    def _raw(self, keyword: str) -> Element | None:
        element = self.elements.get(_tag(keyword))
        return element if element is not None and len(element.value) else None

    def _ascii(self, keyword: str) -> str:
        raw = self._raw(keyword)
        return bytes(raw.value[:65536]).decode("ascii", "replace").strip("\0 ") if raw else ""

    def has(self, keyword: str) -> bool:
        """Whether the element is there with a value."""
        return self._raw(keyword) is not None

    def states(self, keyword: str) -> bool:
        """Whether the element has a value that is more than padding."""
        raw = self._raw(keyword)
        return raw is not None and bool(bytes(raw.value[:65536]).strip(b"\0 "))

    def code(self, keyword: str) -> str:
        """A code string (CS, UI, DA, TM): printable ASCII, first value, at most 64 characters."""
        first = self._ascii(keyword).split("\\")[0].strip()
        return "".join(character for character in first[:64] if " " <= character <= "~")

    def codes(self, keyword: str) -> tuple[str, ...]:
        """All values of a code string, at most 16."""
        parts = self._ascii(keyword).split("\\")[:16]
        return tuple("".join(c for c in part.strip()[:64] if " " <= c <= "~") for part in parts if part.strip())

    def text(self, keyword: str, limit: int = LINE) -> str:
        """Human text decoded by the dataset's character sets, cleaned, on one line."""
        raw = self._raw(keyword)
        if raw is None:
            return ""
        return one_line(decode_bytes(bytes(raw.value)[: 16 * limit], self.encodings, _DELIMITERS).strip("\0 "), limit)

    def integers(self, keyword: str, *, signed: bool = False) -> tuple[int, ...]:
        """Binary or decimal integers; empty when the element is absent or of another type.

        `signed` resolves what implicit VR leaves open (US or SS).
        """
        raw = self._raw(keyword)
        if raw is None:
            return ()
        vr = raw.vr or _dictionary_vr(keyword) or ("SS" if signed else "US")
        if vr in {"IS", "DS"}:
            return _decimal_integers(bytes(raw.value))
        if vr == "OW":  # some writers of LUT descriptors
            vr = "SS" if signed else "US"
        if vr not in _INTEGERS:
            return ()
        return tuple(int(number) for number in _numbers(raw, _INTEGERS[vr]))

    def integer(self, keyword: str, *, signed: bool = False) -> int | None:
        """The first integer."""
        values = self.integers(keyword, signed=signed)
        return values[0] if values else None

    def number_text(self, keyword: str) -> int | None:
        """An integer string (IS), read by its type whatever VR is implied."""
        raw = self._raw(keyword)
        values = _decimal_integers(bytes(raw.value)) if raw is not None and raw.vr in {"IS", ""} else ()
        return values[0] if values else None

    def decimals(self, keyword: str) -> tuple[float, ...]:
        """Finite decimals (DS, FL, FD); empty when any of them is not a finite number."""
        raw = self._raw(keyword)
        if raw is None:
            return ()
        vr = raw.vr or _dictionary_vr(keyword)
        if vr in _FLOATS:
            return _finite(_numbers(raw, _FLOATS[vr]))
        return _finite(_decimals(bytes(raw.value))) if vr in {"DS", "IS"} else ()

    def decimal(self, keyword: str) -> float | None:
        """The first decimal."""
        values = self.decimals(keyword)
        return values[0] if values else None

    def binary(self, keyword: str) -> bytes:
        """The value's bytes as they are."""
        raw = self._raw(keyword)
        return bytes(raw.value) if raw is not None else b""

    def octets(self, keyword: str) -> bytes:
        """The value's bytes one after another where they may be packed in words; OB has no byte order."""
        raw = self._raw(keyword)
        plain = raw is None or raw.encoding.little_endian or raw.vr == "OB"
        return self.binary(keyword) if plain else self.words(keyword)

    def words(self, keyword: str) -> bytes:
        """The value as little-endian 16-bit words."""
        raw = self._raw(keyword)
        if raw is None:
            return b""
        value = bytes(raw.value)
        value = value[: len(value) & ~1]
        if raw.encoding.little_endian:
            return value
        swapped = bytearray(value)
        swapped[0::2], swapped[1::2] = value[1::2], value[0::2]
        return bytes(swapped)

    def items(self, keyword: str, limit: int = 1_000_000) -> Iterator["Fields"]:
        """The first `limit` items of a sequence."""
        tag = _tag(keyword)
        element = self.elements.get(tag)
        if element is not None and is_sequence(tag, element):
            for item in islice(items_of(element, self.patience), limit):
                yield Fields(item, encodings=self.encodings, patience=self.patience)

    def first(self, keyword: str) -> "Fields | None":
        """The first item of a sequence."""
        return next(self.items(keyword), None)


def _defined_term(name: str) -> str:
    """A character set by its defined term, empty for one that has none. PS3.3 C.12.1.1.2.

    pydicom would take any other word for the name of a Python codec, and there are some that no file should choose.
    """
    term = _SEPARATORS.sub(" ", name.strip().upper()).replace("ISO IR", "ISO_IR")
    return term if term in python_encoding else ""


@cache
def _tag(keyword: str) -> int:
    """The tag of a keyword of the dictionary."""
    tag = tag_for_keyword(keyword)
    if tag is None:
        raise LookupError(keyword)
    return tag


@cache
def _dictionary_vr(keyword: str) -> str:
    """What the dictionary says where the file does not; empty where that too is open (US or SS). PS3.6."""
    vr = dictionary_VR(_tag(keyword))
    return "" if " or " in vr else vr


def _numbers(raw: Element, letter: str) -> tuple[float, ...]:
    """The binary numbers of a value in the byte order of its file."""
    count = len(raw.value) // _SIZES[letter]
    return struct.unpack_from(f"{raw.encoding.order}{count}{letter}", raw.value)


def _finite(values: tuple[float, ...]) -> tuple[float, ...]:
    return values if all(math.isfinite(value) for value in values) else ()


def _parts(value: bytes) -> list[str]:
    return [part.strip() for part in value[:65536].decode("ascii", "replace").strip("\0 ").split("\\")]


def _decimals(value: bytes) -> tuple[float, ...]:
    if b"_" in value:  # Python's own spelling of numbers, not DICOM's
        return ()
    try:
        return tuple(float(part) for part in _parts(value) if len(part) <= 64)
    except ValueError:
        return ()


def _decimal_integers(value: bytes) -> tuple[int, ...]:
    numbers = _decimals(value)
    if not all(math.isfinite(number) and number == int(number) and abs(number) < 2**53 for number in numbers):
        return ()
    return tuple(int(number) for number in numbers)
