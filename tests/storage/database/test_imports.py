"""Imports in SQL: reports are numbered in the order they are committed, counted, and kept sealed."""

import asyncio

import pytest

from server.desk.study_rows import ImportedStudy, NewReport
from server.storage.database.engine import Database
from server.storage.database.imports import ImportRepository
from server.terms.errors import NotFound
from server.terms.ids import ImportId, PersonId, SeriesId, StudyId

ME = PersonId("a" * 32)
IMPORT = ImportId("1" * 32)
STUDY, SERIES = StudyId("2" * 32), SeriesId("3" * 32)
ACCEPTED = NewReport(b"sealed", "accepted", "", "image", STUDY, SERIES, 100)


@pytest.fixture
async def imports(db: Database) -> ImportRepository:
    repository = ImportRepository(db)
    await repository.open(IMPORT, ME, 1000)
    return repository


async def test_reports_are_numbered_and_counted(imports: ImportRepository) -> None:
    """Numbers go up by one; counts by outcome, and objects and bytes by study, follow."""
    assert await imports.report(IMPORT, [ACCEPTED, NewReport(b"two", "unreadable", "truncated")]) == [1, 2]
    assert await imports.report(IMPORT, [ACCEPTED, NewReport(b"four", "duplicate", "", "image", STUDY, SERIES)]) == [
        3,
        4,
    ]

    found = await imports.find(IMPORT)

    assert found is not None
    assert (found.accepted, found.duplicate, found.not_an_image, found.unreadable) == (2, 1, 0, 1)
    assert (found.received, found.working, found.finished_ms) == (4, 0, None)
    assert found.studies == (ImportedStudy(STUDY, 2, 200),)


async def test_reports_are_read_from_where_one_left(imports: ImportRepository) -> None:
    """`since` gives only what came later, in order and bounded."""
    await imports.report(IMPORT, [NewReport(b"%d" % number, "unreadable", "empty") for number in range(5)])

    assert [(row.seq, row.name) for row in await imports.reports(IMPORT, 2, 2)] == [(3, b"2"), (4, b"3")]
    assert await imports.reports(IMPORT, 5, 100) == []


async def test_numbers_never_collide(imports: ImportRepository) -> None:
    """Reports written at the same time get different numbers."""
    taken = await asyncio.gather(*(imports.report(IMPORT, [ACCEPTED]) for _ in range(8)))

    assert sorted(seq for seqs in taken for seq in seqs) == list(range(1, 9))


async def test_unknown_import_takes_no_report(imports: ImportRepository) -> None:
    """A report needs its import."""
    with pytest.raises(NotFound):
        await imports.report(ImportId("9" * 32), [ACCEPTED])
    assert await imports.find(ImportId("9" * 32)) is None


async def test_import_finishes_once(imports: ImportRepository) -> None:
    """The second end is told apart from the first."""
    assert await imports.finish(IMPORT, 2000)
    assert not await imports.finish(IMPORT, 3000)

    found = await imports.find(IMPORT)
    assert found is not None
    assert found.finished_ms == 2000


async def test_recent_imports_are_mine_and_newest_first(imports: ImportRepository) -> None:
    """The list keeps others' imports and old ones out."""
    later, others = ImportId("4" * 32), ImportId("5" * 32)
    await imports.open(later, ME, 2000)
    await imports.open(others, PersonId("b" * 32), 2000)

    assert [row.id for row in await imports.recent(ME, 0)] == [later, IMPORT]
    assert [row.id for row in await imports.recent(ME, 1500)] == [later]


async def test_archive_at_work_is_remembered(imports: ImportRepository) -> None:
    """An archive counts as work while it is read; what a restart finds was interrupted."""
    number = await imports.begin(IMPORT, b"sealed zip")
    assert await imports.interrupted() == [(IMPORT, number, b"sealed zip")]
    found = await imports.find(IMPORT)
    assert found is not None
    assert found.working == 1

    await imports.end(IMPORT, number)

    assert await imports.interrupted() == []
    assert await imports.report(IMPORT, [ACCEPTED]) == [number + 1]
