"""Deleting a study: the key first, a receipt at the end, and no way to get stuck in between."""

import os
import time

import pytest

from server.desk.deletion import STRAY_S
from server.desk.sealed_headers import key_of
from server.desk.study_rows import DeletionRow
from server.storage.database.study_deletions import StudyDeletionRepository
from server.terms.errors import NotFound, Refused, Unavailable
from server.terms.ids import LoginId, SeriesId, StudyId
from tests.desk.dicom_files import slice_file
from tests.desk.study_desk import COLLEAGUE, ME, NOW_MS, STRANGER, StudyDesk

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def mine(desk: StudyDesk) -> tuple[StudyId, SeriesId]:
    return await desk.bring_all([slice_file(1), slice_file(2)])


async def test_deletion_leaves_a_receipt_and_nothing_else(desk: StudyDesk) -> None:
    """Objects, thumbnails, rows and key are gone; the receipt says what, and names the key by its fingerprint."""
    study, series = await mine(desk)
    await desk.studies.thumbnails.picture(ME.id, LoginId("e" * 32), study, series, 0, "thumb")
    row = await desk.shelf.study(study)
    assert row is not None
    stack = (await desk.library.stacks_of(ME.id, [series])).stacks[0]

    receipt = await desk.studies.deletion.delete(ME.id, study)

    assert (receipt.objects, receipt.size_bytes, receipt.at_ms) == (2, 2 * len(slice_file(1)), NOW_MS)
    assert receipt.key_fingerprint == key_of(desk.dep, row).fingerprint()
    assert receipt.remains == ("entries", "receipt", "backups")
    deleted = desk.record.entries[receipt.entry]
    assert (deleted.kind, deleted.facts["key"]) == ("study.deleted", receipt.key_fingerprint)
    assert list(desk.blobs.names()) == []
    assert await desk.library.search(ME.id) == ([], 0)
    with pytest.raises(NotFound):
        await desk.library.open_stack(stack)


async def test_wrapped_key_is_gone_from_the_database(desk: StudyDesk) -> None:
    """After deletion no file of the data folder but the write-ahead log may still hold the wrapped key."""
    study, _ = await mine(desk)
    row = await desk.shelf.study(study)
    assert row is not None

    await desk.studies.deletion.delete(ME.id, study)
    async with desk.database.write() as conn:
        await conn.exec_driver_sql("SELECT 1")
    await desk.database.stop()

    assert all(row.wrapped_key not in path.read_bytes() for path in desk.folder.rglob("*") if path.is_file())
    await desk.database.start()


async def test_only_the_owner_deletes(desk: StudyDesk) -> None:
    """A colleague is refused, a stranger finds nothing, and the study stays."""
    study, _ = await mine(desk)
    await desk.studies.sharing.share(ME.id, study, COLLEAGUE.id)

    with pytest.raises(Refused) as refused:
        await desk.studies.deletion.delete(COLLEAGUE.id, study)
    assert refused.value.code == "not_owner"
    with pytest.raises(NotFound):
        await desk.studies.deletion.delete(STRANGER.id, study)
    assert len(list(desk.blobs.names())) == 2


async def test_study_in_a_running_consult_stays(desk: StudyDesk) -> None:
    """While a running consult shows it a study is not deleted; afterwards it is."""
    study, _ = await mine(desk)
    desk.rooms.showing.add(study)
    with pytest.raises(Refused) as refused:
        await desk.studies.deletion.delete(ME.id, study)
    assert refused.value.code == "in_use"

    desk.rooms.showing.clear()
    assert (await desk.studies.deletion.delete(ME.id, study)).objects == 2


async def test_without_record_nothing_is_destroyed(desk: StudyDesk) -> None:
    """No entry, no deletion; later it works."""
    study, _ = await mine(desk)
    desk.record.is_broken = True
    with pytest.raises(Unavailable):
        await desk.studies.deletion.delete(ME.id, study)
    assert (await desk.library.study(ME.id, study)).row.instances == 2

    desk.record.is_broken = False
    assert (await desk.studies.deletion.delete(ME.id, study)).objects == 2


async def test_deleted_study_may_come_in_again(desk: StudyDesk) -> None:
    """The same files brought in again are a new study under a new key."""
    study, _ = await mine(desk)
    await desk.studies.deletion.delete(ME.id, study)

    again, _ = await mine(desk)

    assert again != study
    assert (await desk.library.study(ME.id, again)).row.instances == 2


@pytest.mark.parametrize("reached", ["intended", "key destroyed"])
async def test_restart_finishes_a_deletion(desk: StudyDesk, reached: str) -> None:
    """A crash in the middle only delays: the next start destroys the rest and the record says so once."""
    study, _ = await mine(desk)
    deletions = StudyDeletionRepository(desk.database)
    await deletions.intend(DeletionRow("f" * 32, study, ME.id, NOW_MS, 2, 100, "fingerprint", None, done=False))
    if reached == "key destroyed":
        await deletions.destroy_key(study, 7)

    assert await desk.make_studies().deletion.resume() == 2

    assert list(desk.blobs.names()) == []
    assert await deletions.unfinished() == []
    assert desk.record.kinds().count("study.deleted") == (1 if reached == "intended" else 0)


@pytest.mark.parametrize(("age_s", "removed"), [(STRAY_S + 5, 1), (STRAY_S - 60, 0)])
async def test_what_no_row_refers_to_goes_once_it_is_old(desk: StudyDesk, age_s: float, removed: int) -> None:
    """An object whose row was never written (a crash during intake) goes; a young one may be waiting for its row."""
    await mine(desk)
    desk.blobs.put("0" * 32, [b"left behind"])
    then_s = time.time() - age_s
    os.utime(desk.folder / "blobs" / "00" / ("0" * 30), (then_s, then_s))

    assert await desk.make_studies().deletion.resume() == removed

    assert len(list(desk.blobs.names())) == 3 - removed


async def test_names_of_files_go_with_their_study(desk: StudyDesk) -> None:
    """T-53: the report of an import stays, and counts; how a file was called, which is often somebody's name, does not."""
    import_id = await desk.begin()
    file = await desk.bring(import_id, slice_file(1), name="DOE_JANE.dcm")
    assert file.study is not None

    await desk.studies.deletion.delete(ME.id, file.study)

    (left,) = (await desk.intake.state(ME.id, import_id)).files
    assert (left.name, left.outcome) == ("", "accepted")
