"""A file in memory, read through the same few calls as one in a worker."""

import zlib

from server.studies.byte_source import ByteSource
from server.studies.elements import WANTED
from server.studies.header import InstanceHeader
from server.studies.reading import read_header
from server.studies.scan import Scan, ScanLimits, scan


class MemorySource:
    """Bytes by position."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def read_at(self, offset: int, size: int) -> bytes:
        """Up to `size` bytes from `offset`."""
        return self.content[offset : offset + size]

    def length_at_least(self, size: int) -> bool:
        """Whether the content is that long."""
        return size <= len(self.content)


def scanned(content: bytes, limits: ScanLimits = ScanLimits()) -> Scan:  # noqa: B008  (frozen value)
    """The scan of a file, with a clock that stands still."""

    def inflate(start: int) -> ByteSource:
        return MemorySource(zlib.decompress(content[start:], -zlib.MAX_WBITS))

    return scan(MemorySource(content), wanted=WANTED, inflate=inflate, seconds=lambda: 0.0, limits=limits)


def header_of(content: bytes) -> InstanceHeader:
    """The header of a file."""
    return read_header(scanned(content))
