"""The shelf of studies in SQL: filed whole or not at all, found by tag, gone in steps."""

from dataclasses import replace

import pytest

from server.desk.study_rows import DeletionRow, NewInstance, NewStudy
from server.storage.database.engine import Database
from server.storage.database.studies import StudyRepository
from server.storage.database.study_deletions import StudyDeletionRepository
from server.storage.database.study_shares import StudyShareRepository
from server.storage.database.thumbnails import ThumbnailRepository
from server.terms.ids import InstanceId, PersonId, SeriesId, StudyId

OWNER, COLLEAGUE = PersonId("a" * 32), PersonId("b" * 32)
STUDY = StudyId("1" * 32)
NEW_STUDY = NewStudy(STUDY, OWNER, "tag-study", b"wrapped", b"header", synthetic=False, added_ms=5)
FIRST = NewInstance(
    InstanceId("2" * 32), STUDY, SeriesId("3" * 32), "tag-series", "tag-sop", bytes(32), "4" * 32, 100, b"sealed"
)
SECOND = replace(
    FIRST, id=InstanceId("5" * 32), series_id=SeriesId("6" * 32), sop_tag="tag-sop-2", object_name="7" * 32
)


@pytest.fixture
def shelf(db: Database) -> StudyRepository:
    return StudyRepository(db)


async def test_first_instance_brings_its_study(shelf: StudyRepository) -> None:
    """Study, series and instance come in one step, and are found again by owner and tags."""
    series = await shelf.file(FIRST, NEW_STUDY)

    study = await shelf.study_by_tag(OWNER, "tag-study")
    assert study is not None
    assert (study.id, study.instances, study.size_bytes, study.header) == (STUDY, 1, 100, b"header")
    assert series == FIRST.series_id
    assert await shelf.study_of_series(FIRST.series_id, seen_by=OWNER) == study
    found = await shelf.instance_by_tag(STUDY, "tag-sop")
    assert found is not None
    assert (found.ordinal, found.series, found.digest) == (1, FIRST.series_id, bytes(32))


async def test_second_instance_joins_its_series(shelf: StudyRepository) -> None:
    """An instance of a known series takes that series' id; only what came later is read again."""
    await shelf.file(FIRST, NEW_STUDY)

    assert await shelf.file(SECOND, None) == FIRST.series_id

    assert [row.id for row in await shelf.instances(STUDY, after=1)] == [SECOND.id]
    assert await shelf.instance(STUDY, FIRST.id) is not None
    assert await shelf.instance(StudyId("9" * 32), FIRST.id) is None


async def test_same_sop_instance_is_filed_once(shelf: StudyRepository) -> None:
    """A second instance of the same tag is refused and changes nothing, not even the count."""
    await shelf.file(FIRST, NEW_STUDY)

    assert await shelf.file(replace(SECOND, sop_tag=FIRST.sop_tag), None) is None

    study = await shelf.study(STUDY)
    assert study is not None
    assert (study.instances, study.size_bytes) == (1, 100)


async def test_study_without_its_row_takes_no_instance(shelf: StudyRepository) -> None:
    """An instance of a study that is not there is refused."""
    assert await shelf.file(FIRST, None) is None


async def test_study_is_seen_by_owner_and_colleagues_only(shelf: StudyRepository, db: Database) -> None:
    """Sharing lets one colleague look, unsharing stops it."""
    shares = StudyShareRepository(db)
    await shelf.file(FIRST, NEW_STUDY)
    assert [row.id for row in await shelf.visible_to(OWNER)] == [STUDY]
    assert await shelf.visible_to(COLLEAGUE) == []
    assert await shelf.study(STUDY, seen_by=OWNER) is not None
    assert await shelf.study(STUDY, seen_by=COLLEAGUE) is None
    assert await shelf.study_of_series(FIRST.series_id, seen_by=COLLEAGUE) is None

    assert await shares.share(STUDY, COLLEAGUE, 6)
    assert not await shares.share(STUDY, COLLEAGUE, 7)

    assert [row.id for row in await shelf.visible_to(COLLEAGUE)] == [STUDY]
    assert await shares.shared_with([STUDY]) == {STUDY: [COLLEAGUE]}
    assert await shelf.study(STUDY, seen_by=COLLEAGUE) is not None
    assert await shelf.study_of_series(FIRST.series_id, seen_by=COLLEAGUE) is not None
    assert await shares.unshare(STUDY, COLLEAGUE)
    assert not await shares.unshare(STUDY, COLLEAGUE)
    assert await shelf.visible_to(COLLEAGUE) == []


async def test_older_summary_never_replaces_a_newer_one(shelf: StudyRepository) -> None:
    """The kept series cards only move forward."""
    await shelf.file(FIRST, NEW_STUDY)
    await shelf.keep_summary(STUDY, b"two", 2)
    await shelf.keep_summary(STUDY, b"one", 1)

    study = await shelf.study(STUDY)
    assert study is not None
    assert (study.summary, study.summary_version) == (b"two", 2)


async def test_quota_and_objects_count_everything(shelf: StudyRepository, db: Database) -> None:
    """Bytes are added up per owner; every object with a row is known, thumbnails too."""
    await shelf.file(FIRST, NEW_STUDY)
    await shelf.file(SECOND, None)
    small = ThumbnailRepository(db)
    assert await small.keep_thumbnail(STUDY, FIRST.id, 0, "thumb", "8" * 32)
    assert not await small.keep_thumbnail(STUDY, FIRST.id, 0, "thumb", "9" * 32)

    assert await shelf.used_bytes(OWNER) == 200
    assert await shelf.used_bytes(COLLEAGUE) == 0
    assert await shelf.object_names() == {"4" * 32, "7" * 32, "8" * 32}
    assert await small.thumbnail(STUDY, FIRST.id, 0, "thumb") == "8" * 32
    assert await small.thumbnail(STUDY, FIRST.id, 1, "thumb") is None


async def test_deletion_goes_in_steps_and_leaves_a_receipt(shelf: StudyRepository, db: Database) -> None:
    """The key goes first and the study is unseen at once; a crash in between is remembered until all is erased."""
    deletions = StudyDeletionRepository(db)
    await shelf.file(FIRST, NEW_STUDY)
    await ThumbnailRepository(db).keep_thumbnail(STUDY, FIRST.id, 0, "thumb", "8" * 32)
    await StudyShareRepository(db).share(STUDY, COLLEAGUE, 6)
    row = DeletionRow("f" * 32, STUDY, OWNER, 9, 1, 100, "fingerprint", None, done=False)

    assert await deletions.intend(row)
    assert not await deletions.intend(replace(row, receipt="e" * 32))
    assert await deletions.destroy_key(STUDY, 77) == ["4" * 32, "8" * 32]

    assert await shelf.study(STUDY) is None
    assert await shelf.visible_to(OWNER) == []
    assert await shelf.visible_to(COLLEAGUE) == []
    assert await shelf.file(SECOND, None) is None
    assert await deletions.unfinished() == [replace(row, entry=77)]
    await deletions.erase(STUDY)
    assert await deletions.unfinished() == []
    assert await shelf.object_names() == set()


async def test_deleted_study_may_come_in_anew(shelf: StudyRepository, db: Database) -> None:
    """As soon as its key is gone, the same study of the same owner can be filed under a new id and key."""
    deletions = StudyDeletionRepository(db)
    await shelf.file(FIRST, NEW_STUDY)
    await deletions.intend(DeletionRow("f" * 32, STUDY, OWNER, 9, 1, 100, "fingerprint", None, done=False))
    await deletions.destroy_key(STUDY, 77)

    anew = StudyId("c" * 32)
    filed = await shelf.file(
        replace(FIRST, id=InstanceId("d" * 32), study=anew, series_id=SeriesId("e" * 32)), replace(NEW_STUDY, id=anew)
    )

    assert filed == SeriesId("e" * 32)


async def test_intention_without_entry_can_be_given_up(shelf: StudyRepository, db: Database) -> None:
    """When the record could not be written the study stays; once it was, there is no way back."""
    deletions = StudyDeletionRepository(db)
    await shelf.file(FIRST, NEW_STUDY)
    row = DeletionRow("f" * 32, STUDY, OWNER, 9, 1, 100, "fingerprint", None, done=False)
    await deletions.intend(row)
    await deletions.give_up(STUDY)
    assert await deletions.unfinished() == []

    await deletions.intend(row)
    await deletions.destroy_key(STUDY, 77)
    await deletions.give_up(STUDY)

    assert len(await deletions.unfinished()) == 1
