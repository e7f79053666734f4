"""The witness as a file: whole or not at all, and honest when its volume is gone."""

from pathlib import Path

import pytest

from server.exchange.witness import WitnessFile
from server.terms.errors import Unavailable


async def test_what_was_kept_last_is_remembered(tmp_path: Path) -> None:
    """A new witness knows nothing; afterwards it knows the newest checkpoint, in a file of its owner's alone."""
    path = tmp_path / "elsewhere" / "record.witness"
    witness = WitnessFile(path)
    assert await witness.last() is None
    await witness.keep("first\n")
    await witness.keep("second\n")
    assert await WitnessFile(path).last() == "second\n"
    assert [each.name for each in path.parent.iterdir()] == ["record.witness"]
    assert path.stat().st_mode & 0o077 == 0


async def test_volume_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """What cannot be kept is an error, and what was kept before stays."""
    # no room for a longer name beside it: nothing new can be written there, whoever asks
    path = tmp_path / ("w" * 250)
    path.write_text("first\n")
    with pytest.raises(Unavailable, match="witness_unavailable"):
        await WitnessFile(path).keep("second\n")
    assert await WitnessFile(path).last() == "first\n"


async def test_volume_that_cannot_be_read_is_not_an_empty_one(tmp_path: Path) -> None:
    """T-49: a witness that is there and cannot be read must not pass for a first start."""
    with pytest.raises(Unavailable, match="witness_unavailable"):
        await WitnessFile(tmp_path).last()
