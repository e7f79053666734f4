import zlib

import pytest

from server.terms.errors import Malformed
from server.workers.limits import MIB
from server.workers.shared_frame import InputFile
from server.workers.sources import FileSource, InflatedSource


def deflated(plain: bytes) -> bytes:
    squeezer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(plain) + squeezer.flush()


# Twelve MiB in which every position is different from its neighbors.
PLAIN = b"".join(bytes([number]) * 4095 + b"|" for number in range(256)) * 12
DEFLATED = deflated(PLAIN)


def inflated(content: bytes = DEFLATED, *, ratio: int = 100_000, byte_limit: int = 1 << 30) -> InflatedSource:
    file = InputFile.holding(b"meta" + content)
    return InflatedSource(FileSource(file.descriptor, file.byte_count), 4, ratio=ratio, byte_limit=byte_limit)


def test_only_the_given_size_is_read() -> None:
    """A longer file than announced shows only its announced part."""
    file = InputFile.holding(b"abcdef")
    source = FileSource(file.descriptor, 4)
    assert (source.read_at(2, 10), source.read_at(9, 3), source.length_at_least(4), source.length_at_least(5)) == (
        b"cd", b"", True, False,
    )  # fmt: skip
    file.close()


@pytest.mark.parametrize("offset", [0, 5, 300_000, 9 * MIB, 12 * MIB - 8, 12 * MIB])
def test_inflated_bytes_are_found_by_position(offset: int) -> None:
    """Forward as far as asked, whatever has been forgotten on the way."""
    assert inflated().read_at(offset, 1000) == PLAIN[offset : offset + 1000]


def test_going_back_starts_over() -> None:
    """A position before the kept window is inflated again."""
    source = inflated()
    assert source.read_at(11 * MIB, 8) == PLAIN[11 * MIB : 11 * MIB + 8]
    assert source.read_at(0, 8) == PLAIN[:8]


def test_length_is_known_without_keeping_anything() -> None:
    """The end is found, one byte further is not there."""
    source = inflated()
    assert source.length_at_least(12 * MIB)
    assert not source.length_at_least(12 * MIB + 1)


@pytest.mark.parametrize(("ratio", "limit"), [(100, 1 << 30), (100_000, 2 * MIB)])
def test_bombs_stop_at_the_limit(ratio: int, limit: int) -> None:
    """T-27, decision 13: a hundredfold, or the absolute limit, whichever is less."""
    source = inflated(deflated(bytes(64 * MIB)), ratio=ratio, byte_limit=limit)
    with pytest.raises(Malformed, match="inflates_too_much"):
        source.length_at_least(63 * MIB)


def test_deflate_in_its_usual_wrapping_is_inflated() -> None:
    """PS3.5 A.5 wants raw deflate; writers that use zlib as it comes are understood."""
    assert inflated(zlib.compress(PLAIN, 6)).read_at(5 * MIB, 8) == PLAIN[5 * MIB : 5 * MIB + 8]


def test_broken_deflate_is_refused() -> None:
    """Bytes that are no deflate stream."""
    file = InputFile.holding(b"meta\xff\xff\xff\xff")
    with pytest.raises(Malformed, match="bad_deflate"):
        InflatedSource(FileSource(file.descriptor, 8), 4, ratio=100, byte_limit=MIB).read_at(0, 4)
    file.close()
