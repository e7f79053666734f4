"""Whether there is room for more: a person's quota, and the share of the disk that always stays free (T-33)."""

from dataclasses import dataclass

from server.desk.sealed_objects import SealedObjects
from server.desk.study_ports import StudyFiling
from server.terms.errors import Malformed, Refused, Unavailable
from server.terms.ids import PersonId

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """What one file, all uploads being examined, and one person may take, in bytes; and the share left free, 0…1.

    `memory_bytes` is at least `file_bytes`; members of archives being read take up to `file_bytes` beside it.
    """

    file_bytes: int = 2048 * MIB
    memory_bytes: int = 4096 * MIB
    quota_bytes: int = 50 << 30
    free_share: float = 0.10


class StorageRoom:
    """Says no before anything is read."""

    def __init__(self, shelf: StudyFiling, objects: SealedObjects, limits: IntakeLimits) -> None:
        self._shelf = shelf
        self._objects = objects
        self.limits = limits

    async def check(self, owner: PersonId, size: int) -> None:
        """Pass when `size` bytes more fit.

        Raises
        ------
        Malformed
            `too_large` {most}.
        Refused
            `quota_reached` {most, used} in bytes.
        Unavailable
            `storage_full`.
        """
        if size > self.limits.file_bytes:
            raise Malformed("too_large", most=self.limits.file_bytes)
        used = await self._shelf.used_bytes(owner)
        if used + size > self.limits.quota_bytes:
            raise Refused("quota_reached", most=self.limits.quota_bytes, used=used)
        if not await self.is_free(size):
            raise Unavailable("storage_full")

    async def is_free(self, size: int = 0) -> bool:
        """Whether the disk has room for so many bytes above the share that stays free."""
        space = await self._objects.space()
        return space is None or space.free - size >= self.limits.free_share * space.total
