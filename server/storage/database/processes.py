"""Which processes work over this database, whose unfinished work is whose, and who goes which round.

No clock is compared: a process counts its beats, and who looks at them twice sees whether it lives.
"""

from typing import Final

from sqlalchemy import BigInteger, Column, String, Table, delete, insert, select, true, update
from sqlalchemy.exc import IntegrityError

from server.storage.database.engine import Database
from server.storage.database.erasures import erasures
from server.storage.database.imports import import_archives
from server.storage.database.schema import metadata
from server.storage.database.study_deletions import study_deletions
from server.terms.nodes import NodeId

processes = Table(
    "processes",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("beats", BigInteger, nullable=False),
)
rounds = Table(
    "rounds",
    metadata,
    Column("name", String(16), primary_key=True),
    # The number of the round that was gone last.
    Column("number", BigInteger, nullable=False),
)
WORK: Final = (
    (import_archives.c.process, true()),
    (study_deletions.c.process, study_deletions.c.done.is_(False)),
    (erasures.c.process, erasures.c.done.is_(False)),
)


class ProcessRows:
    """Implements `live.heirs.ProcessShelf` and `live.retention_rounds.RoundClaims`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def beat(self, me: NodeId) -> None:
        """Say that this process lives, for the first time or again."""
        more = update(processes).where(processes.c.id == me).values(beats=processes.c.beats + 1)
        async with self._db.write() as conn:
            if (await conn.execute(more)).rowcount == 0:
                await conn.execute(insert(processes).values(id=me, beats=1))

    async def others(self, me: NodeId) -> dict[NodeId, int]:
        """Give the beats of everybody else."""
        query = select(processes).where(processes.c.id != me)
        async with self._db.read() as conn:
            return {NodeId(row.id): int(row.beats) for row in await conn.execute(query)}

    async def bury(self, process: NodeId, beats: int | None = None) -> bool:
        """Strike a process off, unless it has beaten on since `beats`."""
        dead = delete(processes).where(processes.c.id == process)
        async with self._db.write() as conn:
            found = await conn.execute(dead if beats is None else dead.where(processes.c.beats == beats))
            return found.rowcount == 1

    async def adopt(self, me: NodeId) -> int:
        """Make the unfinished work of whoever is not here any more ours; give how much that is."""
        alive, adopted = select(processes.c.id), 0
        async with self._db.write() as conn:
            for process, is_unfinished in WORK:
                left = update(process.table).where(process.not_in(alive), process != me, is_unfinished)
                adopted += (await conn.execute(left.values({process.name: me}))).rowcount
        return adopted

    async def claim_round(self, name: str, number: int) -> bool:
        """Take a round; False when just this one was taken.

        Of an earlier number, too: a clock that was ahead must not keep rounds from being gone until then.
        """
        other = update(rounds).where(rounds.c.name == name, rounds.c.number != number).values(number=number)
        try:
            async with self._db.write() as conn:
                if (await conn.execute(other)).rowcount == 1:
                    return True
                if await conn.scalar(select(rounds.c.number).where(rounds.c.name == name)) is not None:
                    return False
                await conn.execute(insert(rounds).values(name=name, number=number))
        except IntegrityError:  # somebody else went the first of all
            return False
        return True
