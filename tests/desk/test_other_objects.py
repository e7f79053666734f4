"""What comes in with a study and is no picture."""

import pytest
import sqlalchemy as sa

from server.terms.ids import StudyId
from tests.desk.dicom_files import ROOT, slice_file
from tests.desk.study_desk import COLLEAGUE, ME, StudyDesk

pytestmark = pytest.mark.asyncio(loop_scope="module")


ECG, REPORT = "1.2.840.10008.5.1.4.1.1.9.1.1", "1.2.840.10008.5.1.4.1.1.88.11"


def other(number: int, sop_class: str = ECG) -> bytes:
    """A file of this class in the study of `slice_file`, in a series of its own."""
    return slice_file(
        number, SOPClassUID=sop_class, SeriesInstanceUID=f"{ROOT}.1.9", SOPInstanceUID=f"{ROOT}.9.{number}"
    )


async def others(desk: StudyDesk, study: StudyId) -> tuple[tuple[str, int], ...]:
    return (await desk.library.study(ME.id, study)).others


async def test_a_study_names_what_came_with_it(desk: StudyDesk) -> None:
    """An ECG and two reports are named, whether they came in before the pictures or after them."""
    import_id = await desk.begin()
    first = await desk.bring(import_id, other(1))
    study, _ = await desk.bring_all([slice_file(1)])
    for content in (other(2, REPORT), other(3, REPORT), other(3, REPORT)):
        await desk.bring(import_id, content)

    assert (first.outcome, first.kind) == ("not_an_image", "ecg")
    assert await others(desk, study) == (("ecg", 1), ("report", 2))


async def test_nothing_of_it_is_kept_but_its_kind(desk: StudyDesk) -> None:
    """No object, no series, no UID: a kind under keyed tags."""
    study, _ = await desk.bring_all([slice_file(1)])
    objects = list(desk.blobs.names())
    await desk.bring(await desk.begin(), other(1))

    assert list(desk.blobs.names()) == objects
    assert len((await desk.library.study(ME.id, study)).series) == 1
    async with desk.database.read() as conn:
        rows = (await conn.execute(sa.text("SELECT * FROM other_objects"))).all()
    assert ROOT not in repr(rows)


async def test_what_somebody_else_brought_in_is_theirs(desk: StudyDesk) -> None:
    """The same study in two hands: each sees what came with their own."""
    study, _ = await desk.bring_all([slice_file(1)])
    await desk.bring(await desk.begin(COLLEAGUE), other(1), person=COLLEAGUE)
    assert await others(desk, study) == ()


async def test_it_goes_with_its_study(desk: StudyDesk) -> None:
    """Brought in anew after a deletion, the study begins without."""
    study, _ = await desk.bring_all([slice_file(1)])
    await desk.bring(await desk.begin(), other(1))
    await desk.studies.deletion.delete(ME.id, study)
    anew, _ = await desk.bring_all([slice_file(1)])
    assert await others(desk, anew) == ()


async def test_objects_of_no_study_are_in_none(desk: StudyDesk) -> None:
    """Without the identifiers that say where it belongs it is only reported."""
    file = await desk.bring(await desk.begin(), slice_file(1, SOPClassUID=ECG, StudyInstanceUID=None))
    study, _ = await desk.bring_all([slice_file(1)])
    assert (file.kind, await others(desk, study)) == ("ecg", ())
