"""Values of a parsed dataset read strictly by type: a value that is not what it should be reads as absent.

Works on the raw bytes that pydicom cut out, so no conversion of ours raises and nothing is believed twice
(pydicom lets `NaN`, `1e999` and Rows typed as AT through). Imported by workers only.
"""

import math
import struct
from collections.abc import Iterator
from io import BytesIO

from pydicom.charset import convert_encodings, decode_bytes
from pydicom.datadict import tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset

from server.studies.text import LINE, one_line

_INTEGERS = {"US": "H", "SS": "h", "UL": "L", "SL": "l"}
_FLOATS = {"FL": "f", "FD": "d"}
_DELIMITERS = {0x0D, 0x0A, 0x09, 0x0C, 0x5C, 0x5E, 0x3D}  # each resets code extensions. PS3.5 6.1.2.5.3


class Fields:
    """A dataset as typed, bounded values by keyword."""

    def __init__(self, dataset: Dataset, *, encodings: list[str] | None = None) -> None:
        self.dataset = dataset
        self.encodings = encodings or self._own_encodings()

    @classmethod
    def parse(cls, header: bytes, *, implicit: bool, little_endian: bool) -> "Fields":
        """The dataset encoded in `header`."""
        return cls(read_dataset(BytesIO(header), is_implicit_VR=implicit, is_little_endian=little_endian))

    def _own_encodings(self) -> list[str]:
        names = [part.strip() for part in self._ascii("SpecificCharacterSet").split("\\")]
        return convert_encodings(names) if any(names) else ["iso8859"]

    def _raw(self, keyword: str) -> RawDataElement | None:
        tag = tag_for_keyword(keyword)
        if tag is None or tag not in self.dataset:
            return None
        element: object = self.dataset.get_item(tag)
        return element if isinstance(element, RawDataElement) and element.value else None

    def _ascii(self, keyword: str) -> str:
        raw = self._raw(keyword)
        return _bytes(raw).decode("ascii", "replace").strip("\0 ") if raw else ""

    def has(self, keyword: str) -> bool:
        """Whether the element is there with a value."""
        return self._raw(keyword) is not None

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
        return one_line(decode_bytes(_bytes(raw)[: 16 * limit], self.encodings, _DELIMITERS).strip("\0 "), limit)

    def integers(self, keyword: str, *, signed: bool = False) -> tuple[int, ...]:
        """Binary or decimal integers; empty when the element is absent or of another type.

        `signed` resolves what implicit VR leaves open (US or SS).
        """
        raw = self._raw(keyword)
        if raw is None:
            return ()
        vr = _known_vr(raw) or ("SS" if signed else "US")
        if vr in {"IS", "DS"}:
            return _decimal_integers(_bytes(raw))
        if vr == "OW":  # some writers of LUT descriptors
            vr = "SS" if signed else "US"
        if vr not in _INTEGERS:
            return ()
        return self._unpack(raw, _INTEGERS[vr])

    def integer(self, keyword: str, *, signed: bool = False) -> int | None:
        """The first integer."""
        values = self.integers(keyword, signed=signed)
        return values[0] if values else None

    def number_text(self, keyword: str) -> int | None:
        """An integer string (IS), read by its type whatever VR is implied."""
        raw = self._raw(keyword)
        values = _decimal_integers(_bytes(raw)) if raw is not None and _known_vr(raw) in {"IS", ""} else ()
        return values[0] if values else None

    def decimals(self, keyword: str) -> tuple[float, ...]:
        """Finite decimals (DS, FL, FD); empty when any of them is not a finite number."""
        raw = self._raw(keyword)
        if raw is None:
            return ()
        vr = _known_vr(raw)
        if vr in _FLOATS:
            values = self._unpack_floats(raw, _FLOATS[vr])
        elif vr in {"DS", "IS", ""}:
            values = _decimals(_bytes(raw))
        else:
            values = ()
        return values if all(math.isfinite(value) for value in values) else ()

    def decimal(self, keyword: str) -> float | None:
        """The first decimal."""
        values = self.decimals(keyword)
        return values[0] if values else None

    def binary(self, keyword: str) -> bytes:
        """The value's bytes as they are."""
        raw = self._raw(keyword)
        return _bytes(raw) if raw is not None else b""

    def words(self, keyword: str) -> bytes:
        """The value as little-endian 16-bit words."""
        raw = self._raw(keyword)
        if raw is None:
            return b""
        value = _bytes(raw)
        value = value[: len(value) & ~1]
        if raw.is_little_endian:
            return value
        swapped = bytearray(value)
        swapped[0::2], swapped[1::2] = value[1::2], value[0::2]
        return bytes(swapped)

    def items(self, keyword: str, limit: int = 1_000_000) -> Iterator["Fields"]:
        """The items of a sequence."""
        tag = tag_for_keyword(keyword)
        if tag is None or tag not in self.dataset:
            return
        element = self.dataset[tag]
        if element.VR != "SQ" or element.value is None:
            return
        for index, item in enumerate(element.value):
            if index >= limit:
                return
            yield Fields(item, encodings=self.encodings)

    def first(self, keyword: str) -> "Fields | None":
        """The first item of a sequence."""
        return next(self.items(keyword), None)

    def _unpack(self, raw: RawDataElement, letter: str) -> tuple[int, ...]:
        order = "<" if raw.is_little_endian else ">"
        value = _bytes(raw)
        return struct.unpack_from(f"{order}{len(value) // (2 if letter in 'Hh' else 4)}{letter}", value)

    def _unpack_floats(self, raw: RawDataElement, letter: str) -> tuple[float, ...]:
        order = "<" if raw.is_little_endian else ">"
        value = _bytes(raw)
        return struct.unpack_from(f"{order}{len(value) // (4 if letter == 'f' else 8)}{letter}", value)


def _known_vr(raw: RawDataElement) -> str:
    """The stated value representation; empty where the file leaves it to the dictionary (implicit, UN)."""
    return "" if raw.VR in {None, "UN"} else str(raw.VR)


def _bytes(raw: RawDataElement) -> bytes:
    """The bytes of an element's value; in a header they are always read already."""
    return raw.value if isinstance(raw.value, bytes) else b""


def _parts(value: bytes) -> list[str]:
    return [part.strip() for part in value[:65536].decode("ascii", "replace").strip("\0 ").split("\\")]


def _decimals(value: bytes) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in _parts(value) if len(part) <= 64)
    except ValueError:
        return ()


def _decimal_integers(value: bytes) -> tuple[int, ...]:
    numbers = _decimals(value)
    if not all(math.isfinite(number) and number == int(number) and abs(number) < 2**53 for number in numbers):
        return ()
    return tuple(int(number) for number in numbers)
