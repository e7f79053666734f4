"""The witness as a file on another volume: the record's newest checkpoint, replaced whole."""

import asyncio
import os
from pathlib import Path

from server.exchange.small_file import replace_whole
from server.terms.errors import Unavailable

MOST_BYTES = 4096
MOST_COPIES = 1_000


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

    async def keep_evidence(self, name: str) -> Path | None:
        """Keep a copy of what it was given last beside it, never over another; None when there is nothing.

        `name` tells copies apart (how long the record was). Raises `Unavailable`.
        """
        return await asyncio.to_thread(self._copy, name)

    def _copy(self, name: str) -> Path | None:
        try:
            content = self._path.read_bytes()
            for number in range(1, MOST_COPIES):
                beside = self._path.with_name(
                    f"{self._path.name}.evidence-{name}" + (f"-{number}" if number > 1 else "")
                )
                try:
                    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o400)
                except FileExistsError:
                    if beside.read_bytes() == content:
                        return beside
                    continue
                with os.fdopen(descriptor, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                return beside
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable("witness_unavailable") from error
        raise Unavailable("witness_unavailable")

    def _read(self) -> str | None:
        try:
            with self._path.open("rb") as file:
                return file.read(MOST_BYTES).decode("utf-8", "replace")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable("witness_unavailable") from error

    def _replace(self, checkpoint: str) -> None:
        try:
            replace_whole(self._path, checkpoint.encode())
        except OSError as error:
            raise Unavailable("witness_unavailable") from error
