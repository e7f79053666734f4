"""Bytes by position for the scan: an anonymous file, or what a deflated dataset inflates to. Worker side."""

import os
import zlib

from server.terms.errors import Malformed
from server.workers.limits import MIB

# How zlib begins at its usual settings; raw deflate as the standard wants it does not.
_ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


class FileSource:
    """The first `size` bytes of an open file."""

    def __init__(self, descriptor: int, size: int) -> None:
        self.descriptor = descriptor
        self.size = min(size, os.fstat(descriptor).st_size)

    def read_at(self, offset: int, size: int) -> bytes:
        """Up to `size` bytes from `offset`."""
        return os.pread(self.descriptor, max(0, min(size, self.size - offset)), offset)

    def read_into(self, offset: int, view: memoryview) -> int:
        """Fill `view` from `offset`; how many bytes, fewer only at the end."""
        return os.preadv(self.descriptor, [view[: max(0, self.size - offset)]], offset)

    def length_at_least(self, size: int) -> bool:
        """Whether the file is that long."""
        return size <= self.size


class InflatedSource:
    """A deflated dataset, inflated forward as far as asked; nothing but a window of it is ever kept.

    Going back starts over from the compressed bytes. The ratio is only judged beyond the first MiB, since small
    headers compress well honestly. PS3.5 A.5.
    """

    KEEP = 4 * MIB
    STEP = 256 * 1024

    def __init__(self, file: FileSource, start: int, *, ratio: int, byte_limit: int) -> None:
        self.file, self.start = file, start
        self.limit = min(byte_limit, max(MIB, ratio * (file.size - start)))
        self._restart()

    def _restart(self) -> None:
        wrapped = self.file.read_at(self.start, 2) in _ZLIB_HEADS
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        self._fed = self.start
        self._window, self._base = bytearray(), 0

    def read_at(self, offset: int, size: int) -> bytes:
        """Up to `size` bytes from `offset`."""
        if offset < self._base:
            self._restart()
        self._advance(offset, offset + size)
        begin = offset - self._base
        return bytes(self._window[begin : begin + size])

    def length_at_least(self, size: int) -> bool:
        """Whether the dataset inflates to at least that many bytes."""
        if size > self.limit:
            raise Malformed("inflates_too_much", limit_bytes=self.limit)
        self._advance(max(self._base, size - self.KEEP), size)
        return self._base + len(self._window) >= size

    def _advance(self, keep_from: int, end: int) -> None:
        """Inflate until `end`, forgetting what lies before `keep_from` once the window is full."""
        while self._base + len(self._window) < end:
            produced = self._step()
            if not produced:
                return
            self._window += produced
            if self._base + len(self._window) > self.limit:
                raise Malformed("inflates_too_much", limit_bytes=self.limit)
            surplus = min(len(self._window) - self.KEEP, keep_from - self._base)
            if surplus > self.KEEP:
                del self._window[:surplus]
                self._base += surplus

    def _step(self) -> bytes:
        try:
            while not self._inflater.eof:
                pending = self._inflater.unconsumed_tail
                if not pending:
                    pending = self.file.read_at(self._fed, self.STEP)
                    self._fed += len(pending)
                    if not pending:  # every stream says where it ends. RFC 1951 3.2.3
                        raise Malformed("truncated")
                produced = self._inflater.decompress(pending, self.STEP)
                if produced:
                    return produced
        except zlib.error as error:
            raise Malformed("bad_deflate") from error
        return b""
