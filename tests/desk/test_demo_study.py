"""The demonstration's study comes in once, in the background, and is marked as made up."""

from collections.abc import Iterator

import pytest

from tests.desk.dicom_files import slice_file
from tests.desk.study_desk import COLLEAGUE, ME, StudyDesk

pytestmark = pytest.mark.asyncio(loop_scope="module")


FILES = [(f"demo/{number}", slice_file(number)) for number in range(1, 4)]


async def test_demo_study_is_marked_synthetic(desk: StudyDesk) -> None:
    """The study made by the project is there like any other, recorded, and marked."""
    assert await desk.studies.demo.load(ME.id, iter(FILES))

    ((view,), total) = await desk.library.search(ME.id)
    assert total == 1
    assert (view.row.synthetic, view.row.instances) == (True, 3)
    assert desk.record.kinds() == ["import.started", "instances.imported", "instances.imported", "import.finished"]


async def test_demo_study_is_loaded_once_per_person(desk: StudyDesk) -> None:
    """The second start makes nothing, not even the files; another person has their own."""

    def never() -> list[tuple[str, bytes]]:
        raise AssertionError("asked for files again")

    await desk.studies.demo.load(ME.id, FILES)

    assert not await desk.make_studies().demo.load(ME.id, (file for make in (never,) for file in make()))
    assert await desk.studies.demo.load(COLLEAGUE.id, FILES)


async def test_demo_study_cut_short_is_completed(desk: StudyDesk) -> None:
    """What a crash left undone is brought in by the next start; nothing is doubled."""

    def breaking() -> Iterator[tuple[str, bytes]]:
        yield FILES[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await desk.studies.demo.load(ME.id, breaking())
    assert await desk.make_studies().demo.load(ME.id, FILES)

    ((view,), _) = await desk.library.search(ME.id)
    assert view.row.instances == 3


async def test_deleted_demo_study_stays_deleted(desk: StudyDesk) -> None:
    """Whoever deletes the demo study does not find it again after the next start."""
    await desk.studies.demo.load(ME.id, FILES)
    ((view,), _) = await desk.library.search(ME.id)
    await desk.studies.deletion.delete(ME.id, view.row.id)

    assert not await desk.make_studies().demo.load(ME.id, FILES)
    assert await desk.library.search(ME.id) == ([], 0)
