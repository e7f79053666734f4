"""Studies that come in and go through several processes at once, over one database and one store."""

import asyncio

import pytest

from server.desk.studies import Studies
from server.storage.database.processes import ProcessRows
from server.storage.database.study_deletions import StudyDeletionRepository
from server.terms.ids import ImportId
from server.terms.nodes import NodeId
from tests.desk.dicom_files import slice_file, zip_file
from tests.desk.study_desk import ME, StudyDesk, pieces

pytestmark = pytest.mark.asyncio(loop_scope="module")
ONE, OTHER = NodeId("1" * 16), NodeId("2" * 16)


async def bring(studies: Studies, import_id: ImportId, content: bytes) -> tuple[str, str]:
    """What became of one file, received by this process."""
    state = await studies.intake.receive(ME.id, import_id, "IM", len(content), pieces(content))
    return state.files[0].outcome, state.files[0].code


async def test_one_import_may_come_in_through_several_processes(desk: StudyDesk) -> None:
    """D1: files of a new study, every other one to each process, at once: one study, none lost, one sum at the end."""
    both = desk.make_studies(process=ONE), desk.make_studies(process=OTHER)
    import_id = (await both[0].intake.begin(ME.id)).row.id

    outcomes = await asyncio.gather(*(bring(both[number % 2], import_id, slice_file(number)) for number in range(1, 9)))
    await asyncio.gather(*(each.intake.finish(ME.id, import_id) for each in both))

    assert outcomes == [("accepted", "")] * 8
    (study,) = await desk.shelf.visible_to(ME.id)
    assert study.instances == 8
    assert len(list(desk.blobs.names())) == 8
    assert desk.record.kinds().count("import.finished") == 1
    for each in both:
        await each.stop()


async def test_start_of_one_process_leaves_the_archives_of_another_alone(desk: StudyDesk) -> None:
    """A zip that a living process reads is not called interrupted; one that a dead process left is, once."""
    reading, starting = desk.make_studies(process=ONE), desk.make_studies(process=OTHER)
    processes = ProcessRows(desk.database)
    for process in (ONE, OTHER):
        await processes.beat(process)
    import_id = (await reading.intake.begin(ME.id)).row.id
    archive = zip_file([(f"IM{number}", slice_file(number)) for number in range(1, 40)])
    await reading.intake.receive(ME.id, import_id, "cd.zip", len(archive), pieces(archive))

    await processes.adopt(OTHER)
    await starting.resume()
    await reading.resume()
    assert (await starting.intake.state(ME.id, import_id)).row.working == 1

    await reading.intake.stop()
    await processes.bury(ONE)
    assert await processes.adopt(OTHER) == 1
    await starting.resume()
    await starting.resume()

    state = await starting.intake.state(ME.id, import_id)
    assert state.row.working == 0
    assert [file.code for file in state.files].count("interrupted") == 1
    await starting.stop()


async def test_deletion_that_another_process_carries_out_is_left_to_it(desk: StudyDesk) -> None:
    """Between intention and entry another process starts: it adds no second entry, whoever comes first."""
    study, _ = await desk.bring_all([slice_file(1)])
    deleting, starting = desk.make_studies(process=ONE), desk.make_studies(process=OTHER)
    processes = ProcessRows(desk.database)
    for process in (ONE, OTHER):
        await processes.beat(process)

    async def start_beside() -> None:
        while not await StudyDeletionRepository(desk.database, ONE).unfinished():
            await asyncio.sleep(0)
        await processes.adopt(OTHER)
        await starting.resume()

    await asyncio.gather(deleting.deletion.delete(ME.id, study), start_beside())

    assert desk.record.kinds().count("study.deleted") == 1
    assert await desk.shelf.visible_to(ME.id) == []
    for each in (deleting, starting):
        await each.stop()
