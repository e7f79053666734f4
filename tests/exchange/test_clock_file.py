"""What one process leaves for the next about the time."""

from pathlib import Path

import pytest

from server.exchange.clock_file import BootTime, ClockFile, this_boot


async def test_what_was_kept_last_is_there(tmp_path: Path) -> None:
    """R13: kept whole, in a file of its owner's alone."""
    path = tmp_path / "data" / "clock"
    assert await ClockFile(path).last() is None
    await ClockFile(path).keep(BootTime(this_boot(), 5))
    await ClockFile(path).keep(BootTime(this_boot(), 7))
    assert await ClockFile(path).last() == BootTime(this_boot(), 7)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"{", b'{"boot":1}', b"\xff" * 300])
async def test_what_cannot_be_read_is_nothing(tmp_path: Path, content: bytes) -> None:
    """A file that somebody wrote over keeps no server from starting: the record says the time then."""
    path = tmp_path / "clock"
    path.write_bytes(content)
    assert await ClockFile(path).last() is None


async def test_a_place_that_cannot_be_written_keeps_nobody_from_starting(tmp_path: Path) -> None:
    """It is said in the log."""
    (tmp_path / "clock").mkdir()
    await ClockFile(tmp_path / "clock").keep(BootTime("b", 1))
    assert await ClockFile(tmp_path / "clock").last() is None
