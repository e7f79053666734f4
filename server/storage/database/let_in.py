"""Which colleagues were let in to what is somebody's own (a study, a consult), in SQL."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from sqlalchemy import Column, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError

from server.storage.database.engine import Database
from server.terms.ids import PersonId

Subject = TypeVar("Subject", bound=str)


class LetIn(Generic[Subject]):
    """Keeps which colleagues were let in.

    Parameters
    ----------
    table
        One row for each colleague let in, with a column `person`.
    subject
        The table's column that says what they were let in to; it refers to a row that has to be there.
    since
        The table's column that says when, in ms.
    """

    def __init__(self, database: Database, table: Table, *, subject: Column[str], since: Column[int]) -> None:
        self._db = database
        self._table = table
        self._subject = subject
        self._since = since

    async def share(self, subject: Subject, person: PersonId, at_ms: int) -> bool:
        """Let a colleague in; False when they were already, or what they would be let in to is gone."""
        row = {self._subject.name: subject, "person": person, self._since.name: at_ms}
        try:
            async with self._db.write() as conn:
                await conn.execute(insert(self._table).values(row))
        except IntegrityError:
            return False
        return True

    async def unshare(self, subject: Subject, person: PersonId) -> bool:
        """Let a colleague in no more; False when they were not."""
        async with self._db.write() as conn:
            gone = await conn.execute(
                delete(self._table).where(self._subject == subject, self._table.c.person == person)
            )
            return gone.rowcount == 1

    async def shared_with(self, subjects: Sequence[Subject]) -> dict[Subject, list[PersonId]]:
        """Say for each which colleagues were let in, in that order."""
        query = select(self._subject.label("subject"), self._table.c.person).where(self._subject.in_(subjects))
        found: dict[str, list[PersonId]] = {subject: [] for subject in subjects}
        async with self._db.read() as conn:
            for row in await conn.execute(query.order_by(self._since, self._table.c.person)):
                found[row.subject].append(PersonId(row.person))
        return {subject: found[subject] for subject in subjects}
