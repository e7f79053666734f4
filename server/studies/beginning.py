"""Where the dataset of a file begins and how it is written: by its meta information, and by its own first elements.

Files without preamble or meta information, with a wrong transfer syntax or none are real; web pages and pictures are
not DICOM. So what the file states holds when its first elements can be read that way, and otherwise the one encoding
that makes sense of them does. PS3.10 7.1, PS3.5 7.1, A.
"""

import struct
from dataclasses import dataclass, replace
from typing import Final

from server.studies.byte_source import ByteSource
from server.studies.dataset import Encoding
from server.studies.elements import LONG_FORM, SHORT_FORM
from server.studies.walk import MIB, UNDEFINED
from server.terms.errors import Malformed
from server.terms.syntaxes import (
    BIG_ENDIAN,
    CODECS,
    DEFLATED_DATASET,
    EXPLICIT_LITTLE_ENDIAN,
    IMPLICIT_LITTLE_ENDIAN,
    Codec,
)

_PREAMBLE = 132
_SYNTAX, _SOP_CLASS = 0x00020010, 0x00020002
_IDENTIFYING = 0x0008
_EXPLICIT, _IMPLICIT, _BIG = Encoding(False, True), Encoding(True, True), Encoding(False, False)
_SYNTAXES: Final = {_EXPLICIT: EXPLICIT_LITTLE_ENDIAN, _IMPLICIT: IMPLICIT_LITTLE_ENDIAN, _BIG: BIG_ENDIAN}
_BY_HEAD = {
    b"\xff\xd8\xff": "1.2.840.10008.1.2.4.51",
    b"\xff\x4f\xff\x51": "1.2.840.10008.1.2.4.91",
    b"\0\0\0\x0cjP  ": "1.2.840.10008.1.2.4.91",
    b"\xff\x0a": "1.2.840.10008.1.2.4.112",
    b"\0\0\0\x0cJXL ": "1.2.840.10008.1.2.4.112",
}
_ENOUGH = 3  # elements in ascending order, with lengths that fit, are no accident


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a dataset starts and how it is encoded; `transfer_syntax` is empty when nothing says it.

    A native syntax that contradicts the dataset is replaced by the one it is written in.
    """

    start: int
    transfer_syntax: str
    sop_class: str
    encoding: Encoding

    @property
    def deflated(self) -> bool:
        """Whether the dataset has to be inflated first."""
        return self.transfer_syntax == DEFLATED_DATASET


def beginning_of(source: ByteSource) -> Beginning:
    """The beginning of a file's dataset.

    Raises
    ------
    Malformed
        `empty_file`, `not_dicom`, `truncated`, `bad_element`, `no_transfer_syntax`.
    """
    head = source.read_at(0, _PREAMBLE)
    if not head:
        raise Malformed("empty_file")
    if head[128:] == b"DICM":
        return _after_meta(source, _PREAMBLE)
    if head[:4] == b"DICM":
        return _after_meta(source, 4)
    if head[:2] == b"\x02\x00" and head[4:6] in LONG_FORM | SHORT_FORM:
        return _after_meta(source, 0)
    encoding = _evident(source, 0, identifying=True)
    if encoding is None:
        raise Malformed("not_dicom")
    return Beginning(0, _SYNTAXES[encoding], "", encoding)


def _after_meta(source: ByteSource, at: int) -> Beginning:
    meta, start = _file_meta(source, at)
    stated = Beginning(start, meta.get(_SYNTAX, ""), meta.get(_SOP_CLASS, ""), _EXPLICIT)
    if not stated.transfer_syntax:
        encoding = _evident(source, start, identifying=True)
        if encoding is None:
            raise Malformed("no_transfer_syntax")
        return replace(stated, transfer_syntax=_SYNTAXES[encoding], encoding=encoding)
    if stated.deflated:
        plain = _evident(source, start, identifying=True) == _EXPLICIT
        return replace(stated, transfer_syntax=EXPLICIT_LITTLE_ENDIAN) if plain else stated
    encoding = {syntax: encoding for encoding, syntax in _SYNTAXES.items()}.get(stated.transfer_syntax, _EXPLICIT)
    if not _makes_sense(source, start, encoding):
        encoding = _evident(source, start) or encoding
    native = CODECS.get(stated.transfer_syntax) is Codec.NATIVE
    syntax = _SYNTAXES[encoding] if native else stated.transfer_syntax
    return replace(stated, transfer_syntax=syntax, encoding=encoding)


def _file_meta(source: ByteSource, start: int) -> tuple[dict[int, str], int]:
    """UIDs of group 0002 and where the dataset begins.

    Group Length is not believed (many writers get it wrong): the group ends where another one begins. Value
    representations may be missing throughout (some writers of implicit datasets).
    """
    values: dict[int, str] = {}
    at = start
    while (head := source.read_at(at, 12))[:2] == b"\x02\x00":
        if len(head) < 8:
            raise Malformed("truncated")
        group, element, vr, short = struct.unpack_from("<HH2sH", head)
        at, length = at + 8, short
        if vr in LONG_FORM:
            if len(head) < 12:
                raise Malformed("truncated")
            at, length = at + 4, struct.unpack_from("<L", head, 8)[0]
        elif not (vr.isalpha() and vr.isupper()):
            length = struct.unpack_from("<L", head, 4)[0]
            if length > MIB:
                raise Malformed("bad_element", where="meta")
        if length > MIB or not source.length_at_least(at + length):
            raise Malformed("truncated", where="meta")
        tag = group << 16 | element
        if tag in {_SYNTAX, _SOP_CLASS}:
            values[tag] = source.read_at(at, length).rstrip(b"\0 ").decode("ascii", "replace")
        at += length
    return values, at


def by_codestream(source: ByteSource, at: int) -> str:
    """A transfer syntax for fragments under none or a native one, by how the first begins; empty when that is open.

    The lossy one of its family, since nothing says otherwise; the decoder asks the stream itself. `at` is where the
    offset table begins.
    """
    table = source.read_at(at, 8)
    first = at + 16 + int.from_bytes(table[4:], "little")
    start = source.read_at(first, 8)
    return next((syntax for head, syntax in _BY_HEAD.items() if start.startswith(head)), "")


def _evident(source: ByteSource, start: int, *, identifying: bool = False) -> Encoding | None:
    """The encoding that makes sense of the first elements; `identifying`: which have to be of group 0008."""
    found = (each for each in _SYNTAXES if _makes_sense(source, start, each, identifying=identifying))
    return next(found, None)


def _makes_sense(source: ByteSource, at: int, encoding: Encoding, *, identifying: bool = False) -> bool:
    """Whether the first elements ascend, with lengths that fit the file and value representations that exist."""
    last = -1
    for _ in range(_ENOUGH):
        head = source.read_at(at, 12)
        if len(head) < 8:
            return not head and last >= 0 and not identifying
        group, element = struct.unpack_from(encoding.order + "HH", head)
        tag = group << 16 | element
        if tag <= last or (identifying and group != _IDENTIFYING):
            return False
        header, length = _length(head, encoding)
        if length is None:
            return last >= 0  # a sequence of undefined length after sound elements
        if header == 0 or not source.length_at_least(at + header + length):
            return False
        last, at = tag, at + header + length
    return True


def _length(head: bytes, encoding: Encoding) -> tuple[int, int | None]:
    """Bytes of an element's header (0: it cannot be one) and of its value (None: undefined)."""
    stated = head[4:6] in SHORT_FORM or head[4:6] in LONG_FORM
    if encoding.implicit:
        header, (length,) = 0 if stated else 8, struct.unpack_from("<L", head, 4)
    elif head[4:6] in SHORT_FORM:
        header, (length,) = 8, struct.unpack_from(encoding.order + "H", head, 6)
    elif stated and len(head) == 12:
        header, (length,) = 12, struct.unpack_from(encoding.order + "L", head, 8)
    else:
        return 0, 0
    if length == UNDEFINED:
        return header, None
    return (header, length) if length <= MIB else (0, 0)
