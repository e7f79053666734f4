"""How far time was ahead of the boot clock, for the process that comes after a crash (`live.clock.not_before`)."""

import asyncio
from pathlib import Path
from typing import Final

import msgspec
import structlog

from server.exchange.small_file import replace_whole

BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
MOST_BYTES: Final = 256
_log = structlog.get_logger()


class BootTime(msgspec.Struct, frozen=True):
    """In this boot of the machine, time was so many milliseconds ahead of CLOCK_BOOTTIME."""

    boot: str
    ahead_ms: int


class ClockFile:
    """Lies in the data folder: it is worth nothing on another machine or after another boot."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def last(self) -> BootTime | None:
        """Give what was kept last; None when nothing was that can be read."""
        return await asyncio.to_thread(self._read)

    async def keep(self, known: BootTime) -> None:
        """Keep it, durably on return; that it could not be kept is said in the log."""
        try:
            await asyncio.to_thread(replace_whole, self._path, msgspec.json.encode(known))
        except OSError as error:
            _log.error("clock_not_kept", code=error.strerror or "")

    def _read(self) -> BootTime | None:
        try:
            with self._path.open("rb") as file:
                return msgspec.json.decode(file.read(MOST_BYTES), type=BootTime)
        except (OSError, msgspec.DecodeError):
            return None


def this_boot() -> str:
    """Give the name the kernel gave to this boot of the machine, empty where it gives none."""
    try:
        return BOOT_ID.read_text("ascii").strip()
    except OSError:
        return ""
