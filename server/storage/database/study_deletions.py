"""Studies on their way out and the receipts that stay, in SQL: intention, key destroyed, objects gone, rows gone."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, RowMapping, String, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.desk.study_rows import DeletionRow
from server.storage.database.checked_names import checked_names
from server.storage.database.engine import Database
from server.storage.database.imports import import_files
from server.storage.database.other_objects import other_objects
from server.storage.database.schema import metadata
from server.storage.database.studies import instances, series, studies
from server.storage.database.study_shares import study_shares
from server.storage.database.thumbnails import thumbnails
from server.terms.ids import StudyId
from server.terms.nodes import NOBODY, NodeId

study_deletions = Table(
    "study_deletions",
    metadata,
    Column("receipt", String(32), primary_key=True),
    # No foreign key: the receipt outlives its study. Unique: a study is deleted once.
    Column("study", String(32), nullable=False, unique=True),
    Column("owner", String(32), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("objects", Integer, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("key_fingerprint", String(16), nullable=False),
    Column("entry", BigInteger, nullable=True),
    Column("done", Boolean, nullable=False),
    Column("why", String(16), nullable=False, server_default="owner"),
    # Which process carries it out.
    Column("process", String(16), nullable=False, server_default=""),
)


class StudyDeletionRepository:
    """Takes a study apart in durable steps, so that a crash between two of them only delays the rest."""

    def __init__(self, database: Database, process: NodeId = NOBODY) -> None:
        self._db = database
        self._process = process

    async def intend(self, deletion: DeletionRow) -> bool:
        """Remember that this study is to go; False when that is remembered already."""
        row = {name: getattr(deletion, name) for name in DeletionRow.__slots__}
        try:
            async with self._db.write() as conn:
                await conn.execute(insert(study_deletions).values(**row, process=self._process))
        except IntegrityError:
            return False
        return True

    async def give_up(self, study: StudyId) -> None:
        """Forget an intention whose entry could not be written; the study stays as it was."""
        async with self._db.write() as conn:
            await conn.execute(
                delete(study_deletions).where(study_deletions.c.study == study, study_deletions.c.entry.is_(None))
            )

    async def destroy_key(self, study: StudyId, entry: int) -> list[str]:
        """Destroy the wrapped key, remember the entry that says so, and name the objects that are now noise.

        The study's tag is freed as well, so that the same study may come in anew under a new key.
        """
        async with self._db.write() as conn:
            going = select(studies.c.owner, studies.c.uid_tag).where(studies.c.id == study)
            for row in await conn.execute(going):
                others = (other_objects.c.owner == row.owner) & (other_objects.c.study_tag == row.uid_tag)
                await conn.execute(delete(other_objects).where(others))
            await conn.execute(
                update(studies)
                .where(studies.c.id == study)
                .values(wrapped_key=b"", header=b"", summary=b"", uid_tag=f"deleted {study}")
            )
            await conn.execute(update(study_deletions).where(study_deletions.c.study == study).values(entry=entry))
            names = select(instances.c.object_name).where(instances.c.study == study)
            small = select(thumbnails.c.object_name).where(thumbnails.c.study == study)
            return [str(name) for name in (await conn.execute(names.union_all(small))).scalars()]

    async def erase(self, study: StudyId) -> None:
        """Remove what is left of the study; its receipt stays."""
        async with self._db.write() as conn:
            # the study's row first: nothing more can be filed under it while its rows go
            await conn.execute(select(studies.c.id).where(studies.c.id == study).with_for_update())
            for table in (thumbnails, checked_names, study_shares, instances, series):
                await conn.execute(delete(table).where(table.c.study == study))
            # a report outlives its study, the name of a file does not: it is often a person's
            await conn.execute(update(import_files).where(import_files.c.study == study).values(name=b""))
            await conn.execute(delete(studies).where(studies.c.id == study))
            await conn.execute(update(study_deletions).where(study_deletions.c.study == study).values(done=True))

    async def unfinished(self) -> list[DeletionRow]:
        """Give the deletions of this process that were cut short, its own and those it took over."""
        columns = [study_deletions.c[name] for name in DeletionRow.__slots__]
        mine = study_deletions.c.process == self._process
        query = select(*columns).where(study_deletions.c.done.is_(False), mine)
        async with self._db.read() as conn:
            rows = await conn.execute(query.order_by(study_deletions.c.at_ms))
            return [_deletion(row) for row in rows.mappings()]


def _deletion(row: RowMapping) -> DeletionRow:
    return DeletionRow(**row)
