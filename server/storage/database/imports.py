"""Imports and what became of their files, in SQL; file names are sealed values."""

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    RowMapping,
    String,
    Table,
    delete,
    false,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from server.desk.study_rows import ImportedStudy, ImportRow, NewReport, ReportRow
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.errors import NotFound
from server.terms.ids import ImportId, PersonId, StudyId
from server.terms.nodes import NOBODY, NodeId

OUTCOMES = ("accepted", "duplicate", "not_an_image", "unreadable")

imports = Table(
    "imports",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("person", String(32), nullable=False),
    Column("started_ms", BigInteger, nullable=False),
    Column("finished_ms", BigInteger, nullable=True),
    # The number the next file report (or archive at work) gets.
    Column("next_seq", Integer, nullable=False),
    *(Column(name, Integer, nullable=False) for name in OUTCOMES),
    # Whether somebody has taken it on to record the sums.
    Column("summed", Boolean, nullable=False, server_default=false()),
    Index(None, "person", "started_ms"),
)
import_files = Table(
    "import_files",
    metadata,
    Column("import", String(32), ForeignKey("imports.id"), primary_key=True, key="import_id"),
    Column("seq", Integer, primary_key=True),
    Column("name", LargeBinary, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("code", String(64), nullable=False),
    Column("kind", String(64), nullable=False),
    # No foreign keys: a report outlives the study it speaks of.
    Column("study", String(32), nullable=True),
    Column("series", String(32), nullable=True),
)
import_studies = Table(
    "import_studies",
    metadata,
    Column("import", String(32), ForeignKey("imports.id"), primary_key=True, key="import_id"),
    Column("study", String(32), primary_key=True),
    Column("objects", Integer, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
)
import_archives = Table(
    "import_archives",
    metadata,
    Column("import", String(32), ForeignKey("imports.id"), primary_key=True, key="import_id"),
    Column("number", Integer, primary_key=True),
    Column("name", LargeBinary, nullable=False),
    # Which process reads it.
    Column("process", String(16), nullable=False, server_default=""),
)


class ImportRepository:
    """Numbers and keeps the reports of each import, counts them, and knows which archives are being read."""

    def __init__(self, database: Database, process: NodeId = NOBODY) -> None:
        self._db = database
        self._process = process

    async def open(self, import_id: ImportId, person: PersonId, at_ms: int) -> None:
        """Begin an import."""
        row = {"id": import_id, "person": person, "started_ms": at_ms, "finished_ms": None, "next_seq": 1}
        async with self._db.write() as conn:
            await conn.execute(insert(imports).values(**row, **dict.fromkeys(OUTCOMES, 0)))

    async def find(self, import_id: ImportId) -> ImportRow | None:
        """Give one import with its counts."""
        async with self._db.read() as conn:
            row = (await conn.execute(select(imports).where(imports.c.id == import_id))).first()
            return None if row is None else await _import(conn, row)

    async def recent(self, person: PersonId, since_ms: int) -> list[ImportRow]:
        """Give a person's imports begun at or after `since_ms`, newest first."""
        query = select(imports).where(imports.c.person == person, imports.c.started_ms >= since_ms)
        async with self._db.read() as conn:
            rows = (await conn.execute(query.order_by(imports.c.started_ms.desc(), imports.c.id))).all()
            return [await _import(conn, row) for row in rows]

    async def report(self, import_id: ImportId, reports: Sequence[NewReport]) -> list[int]:
        """Number, count and keep reports in one transaction; a later report always has a higher number.

        Raises
        ------
        NotFound
            `import`, when it was never begun.
        """
        async with self._db.write() as conn:
            first = await _take_numbers(conn, import_id, len(reports))
            for seq, report in enumerate(reports, first):
                await conn.execute(insert(import_files).values(_file(import_id, seq, report)))
            counts = {name: imports.c[name] + sum(report.outcome == name for report in reports) for name in OUTCOMES}
            await conn.execute(update(imports).where(imports.c.id == import_id).values(counts))
            for report in reports:
                if report.study is not None and report.outcome == "accepted":
                    await _count_study(conn, import_id, report.study, report.size_bytes)
        return list(range(first, first + len(reports)))

    async def reports(self, import_id: ImportId, since: int, limit: int) -> list[ReportRow]:
        """Give at most `limit` reports numbered above `since`, in order."""
        columns = [column for column in import_files.c if column.key != "import_id"]
        query = select(*columns).where(import_files.c.import_id == import_id, import_files.c.seq > since)
        async with self._db.read() as conn:
            rows = await conn.execute(query.order_by(import_files.c.seq).limit(limit))
            return [_report(row) for row in rows.mappings()]

    async def finish(self, import_id: ImportId, at_ms: int) -> bool:
        """End an import; False when it had ended before."""
        async with self._db.write() as conn:
            ended = await conn.execute(
                update(imports)
                .where(imports.c.id == import_id, imports.c.finished_ms.is_(None))
                .values(finished_ms=at_ms)
            )
            return ended.rowcount == 1

    async def take_sums(self, import_id: ImportId) -> bool:
        """Say once, to one process, that an import is finished and nothing of it is at work."""
        at_work = select(import_archives.c.number).where(import_archives.c.import_id == import_id)
        over = update(imports).where(
            imports.c.id == import_id,
            imports.c.finished_ms.is_not(None),
            imports.c.summed.is_(False),
            ~at_work.exists(),
        )
        async with self._db.write() as conn:
            return (await conn.execute(over.values(summed=True))).rowcount == 1

    async def begin(self, import_id: ImportId, name: bytes) -> int:
        """Remember that an archive is being read; its number tells it from others."""
        async with self._db.write() as conn:
            number = await _take_numbers(conn, import_id, 1)
            await conn.execute(
                insert(import_archives).values(import_id=import_id, number=number, name=name, process=self._process)
            )
        return number

    async def end(self, import_id: ImportId, number: int) -> None:
        """Forget an archive that has been read."""
        async with self._db.write() as conn:
            await conn.execute(
                delete(import_archives).where(
                    import_archives.c.import_id == import_id, import_archives.c.number == number
                )
            )

    async def interrupted(self) -> list[tuple[ImportId, int, bytes]]:
        """Give the archives that are marked as being read by this process, its own and those it took over."""
        async with self._db.read() as conn:
            rows = await conn.execute(select(import_archives).where(import_archives.c.process == self._process))
            return [(ImportId(row.import_id), int(row.number), bytes(row.name)) for row in rows]


async def _take_numbers(conn: AsyncConnection, import_id: ImportId, count: int) -> int:
    taken = await conn.execute(
        update(imports).where(imports.c.id == import_id).values(next_seq=imports.c.next_seq + count)
    )
    if taken.rowcount != 1:
        raise NotFound("import")
    return int(await conn.scalar(select(imports.c.next_seq).where(imports.c.id == import_id)) or 0) - count


async def _count_study(conn: AsyncConnection, import_id: ImportId, study: StudyId, size_bytes: int) -> None:
    here = (import_studies.c.import_id == import_id, import_studies.c.study == study)
    grown = await conn.execute(
        update(import_studies)
        .where(*here)
        .values(objects=import_studies.c.objects + 1, size_bytes=import_studies.c.size_bytes + size_bytes)
    )
    if grown.rowcount == 0:
        await conn.execute(
            insert(import_studies).values(import_id=import_id, study=study, objects=1, size_bytes=size_bytes)
        )


def _file(import_id: ImportId, seq: int, report: NewReport) -> dict[str, object]:
    return {
        "import_id": import_id,
        "seq": seq,
        "name": report.name,
        "outcome": report.outcome,
        "code": report.code,
        "kind": report.kind,
        "study": report.study,
        "series": report.series,
    }


async def _import(conn: AsyncConnection, row: Row[tuple[object, ...]]) -> ImportRow:
    archives = select(import_archives.c.number).where(import_archives.c.import_id == row.id)
    working = len((await conn.execute(archives)).all())
    found = await conn.execute(select(import_studies).where(import_studies.c.import_id == row.id))
    return ImportRow(
        id=ImportId(row.id),
        person=PersonId(row.person),
        started_ms=row.started_ms,
        finished_ms=row.finished_ms,
        received=working + sum(int(getattr(row, name)) for name in OUTCOMES),
        working=working,
        accepted=row.accepted,
        duplicate=row.duplicate,
        not_an_image=row.not_an_image,
        unreadable=row.unreadable,
        studies=tuple(ImportedStudy(StudyId(one.study), one.objects, one.size_bytes) for one in found),
    )


def _report(row: RowMapping) -> ReportRow:
    return ReportRow(**row)
