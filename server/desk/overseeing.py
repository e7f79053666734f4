"""The record as a whole, for administrators and auditors: is every entry still what was written, and is none missing."""

import asyncio
from dataclasses import dataclass, field
from typing import Final, Protocol

from server.audit.kinds import DAMAGED, ERASED
from server.audit.log import Log
from server.desk.ports import Clock
from server.terms.entries import Entry
from server.terms.errors import Refused, Unavailable
from server.terms.people import Person, StaffRole

NAMED_MAX: Final = 100
"""Damaged entries that are named one by one."""
CHUNK: Final = 200
"""Entries opened in one go: the rooms of this process have their turn between any two."""
WHO: Final = frozenset({StaffRole.ADMINISTRATOR, StaffRole.AUDITOR})


class Witnessed(Protocol):
    """What remembers the record outside the data folder."""

    async def check(self) -> None:
        """Hold the record against it; raises `Refused` with what is wrong, `Unavailable` when nothing is known."""
        ...


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the whole record found, at `at_ms` (Unix epoch, UTC).

    `damaged` names the first hundred entries that are not what was written, `damaged_count` counts them all; `erased`
    are those whose words were removed when their time was over: their place in the tree stays. `is_tree_same`: the tree
    of what is stored now is the one this process has known. `witness` is `ok`, `none`, or what is wrong with it.
    """

    at_ms: int
    entries: int
    root: bytes
    is_tree_same: bool
    damaged: tuple[int, ...]
    damaged_count: int
    erased: int
    witness: str


@dataclass
class Overseeing:
    """Checks the record on request, one look at a time: who asks meanwhile is given the same look."""

    log: Log
    witness: Witnessed | None
    clock: Clock
    _looking: asyncio.Task[Looked] | None = field(default=None, init=False)

    def allow(self, person: Person) -> None:
        """Pass for administrators and auditors; raises `Refused` `forbidden`."""
        if person.role not in WHO:
            raise Refused("forbidden")

    async def size(self, person: Person) -> int:
        """Give how many entries there are; raises as `allow`."""
        self.allow(person)
        return (await self.log.head()).size

    async def check(self, person: Person) -> Looked:
        """Read every entry against its commitment, the tree anew, and the witness. That somebody did is an entry.

        Raises
        ------
        Refused
            `forbidden`.
        Unavailable
            `log_unavailable`: nothing is read that cannot be recorded as read.
        """
        self.allow(person)
        await self.log.append([Entry("log.used", self.clock(), person.id, None, {"about": "whole"})])
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(), name="look at the whole record")
        return await asyncio.shield(self._looking)

    async def _look(self) -> Looked:
        head = await self.log.head()
        stored = await self.log.head_at(head.size)
        damaged, count, erased, since = list[int](), 0, 0, 0
        while since < head.size and (page := await self.log.read(since=since, limit=CHUNK)):
            for recorded in page:
                if recorded.entry.kind == DAMAGED:
                    count += 1
                    damaged += [recorded.index] if count <= NAMED_MAX else []
                erased += recorded.entry.kind == ERASED
            since = page[-1].index + 1
        return Looked(
            at_ms=self.clock(),
            entries=head.size,
            root=stored.root,
            is_tree_same=(stored.size, stored.root) == (head.size, head.root),
            damaged=tuple(damaged),
            damaged_count=count,
            erased=erased,
            witness=await self._witnessed(),
        )

    async def _witnessed(self) -> str:
        if self.witness is None:
            return "none"
        try:
            await self.witness.check()
        except (Refused, Unavailable) as error:
            return error.code
        return "ok"
