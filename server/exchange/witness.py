"""The witness as a file on another volume: the record's newest checkpoint, replaced whole."""

import asyncio
import contextlib
import os
from pathlib import Path

from server.terms.errors import Unavailable

MOST_BYTES = 4096


class WitnessFile:
    """Implements `audit.port.Witness`. Lies outside the data folder, so that no backup of that takes it back."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def last(self) -> str | None:
        """Give the checkpoint it was given last, None when there is no file; raises `Unavailable`."""
        return await asyncio.to_thread(self._read)

    async def keep(self, checkpoint: str) -> None:
        """Remember a checkpoint instead of the one before, durably on return; raises `Unavailable`."""
        await asyncio.to_thread(self._replace, checkpoint)

    def _read(self) -> str | None:
        try:
            with self._path.open("rb") as file:
                return file.read(MOST_BYTES).decode("utf-8", "replace")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable("witness_unavailable") from error

    def _replace(self, checkpoint: str) -> None:
        """A new file beside it, on disk before it takes the name: whatever happens, one whole checkpoint is there."""
        beside = self._path.with_name(f".{self._path.name}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(checkpoint.encode())
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
            folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise Unavailable("witness_unavailable") from error
