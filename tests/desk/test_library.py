"""Looking at studies: owners and those they let in see everything, others not even that it exists."""

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from server.desk.opened_stacks import OpenedStack
from server.desk.study_views import StudyView
from server.terms.consults import StackRef
from server.terms.errors import NotFound, Refused, Tampered
from server.terms.ids import InstanceId, LoginId, SeriesId, StudyId
from server.terms.view import StackBounds
from tests.desk.dicom_files import ROOT, slice_file
from tests.desk.study_desk import ME, STRANGER, StudyDesk

pytestmark = pytest.mark.asyncio(loop_scope="module")


OTHER_STUDY: dict[str, Any] = {"StudyInstanceUID": f"{ROOT}.7", "SeriesInstanceUID": f"{ROOT}.7.1"}


async def volume(desk: StudyDesk, slices: int = 6) -> StudyView:
    """A study with one series of a few slices."""
    study, _ = await desk.bring_all(slice_file(number) for number in range(1, slices + 1))
    return await desk.library.study(ME.id, study)


async def test_study_says_what_it_is(desk: StudyDesk) -> None:
    """A card: patient, study, series with count, size and kind, owner, nobody else."""
    view = await volume(desk)

    assert (view.head.patient.name, view.head.patient.birth_date) == ("Planted^Patience", "19610203")
    assert (view.head.study.description, view.head.study.date) == ("Planted study words", "20240506")
    (series,) = view.series
    assert (series.modality, series.number, series.description) == ("CT", 4, "Planted series words")
    assert (series.count, series.columns, series.rows, series.kind, series.useful) == (6, 16, 16, "volume", True)
    assert (view.owner, view.is_mine, view.shared_with) == (ME, True, ())


async def test_useful_series_come_first(desk: StudyDesk) -> None:
    """Volumes before localizers, dose sheets and screen saves, whatever their numbers."""
    view = await volume(desk)
    import_id = await desk.begin()
    extra: dict[str, Any] = {"SeriesNumber": 1, "SeriesInstanceUID": f"{ROOT}.1.9", "SOPInstanceUID": f"{ROOT}.1.9.1"}
    await desk.bring(import_id, slice_file(1, ImageType=["ORIGINAL", "PRIMARY", "LOCALIZER"], **extra))

    again = await desk.library.study(ME.id, view.row.id)

    assert [series.kind for series in again.series] == ["volume", "localizer"]


async def test_list_is_newest_first_and_mine(desk: StudyDesk) -> None:
    """The list holds one's own studies, newest first, and nobody else's."""
    old = await volume(desk, 1)
    desk.now_ms += 1000
    await desk.bring(await desk.begin(), slice_file(1, **OTHER_STUDY))

    listed, total = await desk.library.search(ME.id)

    assert total == 2
    assert listed[1].row.id == old.row.id
    assert await desk.library.search(STRANGER.id) == ([], 0)


SEARCHES = [
    ("PLANTED", 1),
    ("patience planted", 1),
    ("planted-id", 1),
    ("series words", 1),
    ("20240506 ct", 1),
    ("planted nobody", 0),
    ("%", 0),
    ("  ", 1),
]


@pytest.mark.parametrize(("asked", "found"), SEARCHES)
async def test_search_finds_every_word_without_case(desk: StudyDesk, asked: str, found: int) -> None:
    """Every word must be found somewhere in names, ids, dates or descriptions; wildcards mean nothing."""
    await volume(desk, 1)

    listed, total = await desk.library.search(ME.id, asked)

    assert (len(listed), total) == (found, found)


async def test_stranger_learns_nothing(desk: StudyDesk) -> None:
    """A study that is not theirs does not exist, like one that never did."""
    view = await volume(desk, 1)

    for study in (view.row.id, StudyId("0" * 32)):
        with pytest.raises(NotFound) as refused:
            await desk.library.study(STRANGER.id, study)
        assert refused.value.code == "study"


async def test_first_slice_can_be_looked_at_while_others_come(desk: StudyDesk) -> None:
    """D2: as soon as one file of a series is in, its stack opens; the next file makes it longer."""
    view = await volume(desk, 1)
    one = await desk.library.stacks_of(ME.id, [view.series[0].id])
    assert one.stacks[0].bounds == StackBounds(1, 16, 16, color=False)

    await desk.bring(await desk.begin(), slice_file(2))

    two = await desk.library.stacks_of(ME.id, [view.series[0].id])
    assert two.stacks[0].bounds.frames == 2


async def opened(desk: StudyDesk, view: StudyView) -> OpenedStack:
    stacks = await desk.library.stacks_of(ME.id, [view.series[0].id])
    return await desk.library.open_stack(stacks.stacks[0])


async def test_stack_is_in_order_with_what_is_said_beside_it(desk: StudyDesk) -> None:
    """A stack's frames are sorted in space; letters, numbers and units are the file's own."""
    study, _ = await desk.bring_all(slice_file(number, RescaleType="HU") for number in (3, 1, 2, 5, 4))
    stack = await opened(desk, await desk.library.study(ME.id, study))

    assert [frame.image_number for frame in stack.frames] == [1, 2, 3, 4, 5]
    assert stack.frames[0].letters == ("R", "L", "A", "P")
    assert (stack.facts.modality, stack.facts.unit, stack.facts.series_number) == ("CT", "HU", 4)
    assert stack.facts.windows[0].center == 40
    assert stack.facts.is_calibrated
    assert stack.patient.name == "Planted^Patience"


async def test_object_opens_to_the_stored_bytes(desk: StudyDesk) -> None:
    """Decoding gets an anonymous file with the plaintext, whose digest is the frame's."""
    view = await volume(desk, 2)
    frame = (await opened(desk, view)).frames[1]

    descriptor = await desk.library.open_object(view.row.id, frame.instance)

    try:
        content = os.pread(descriptor, 1 << 20, 0)
    finally:
        os.close(descriptor)
    assert content == slice_file(2)
    assert hashlib.sha256(content).digest() == frame.digest


async def test_slices_that_come_later_do_not_move_a_consult(desk: StudyDesk) -> None:
    """A consult's positions keep meaning the same pictures while the series still grows."""
    _, series = await desk.bring_all(slice_file(number) for number in (2, 4, 6, 8, 10))
    ref = (await desk.library.stacks_of(ME.id, [series])).stacks[0]
    before = await desk.library.open_stack(ref)

    await desk.bring_all(slice_file(number) for number in (1, 3, 5))

    assert (await desk.library.open_stack(ref)).frames == before.frames


async def test_a_stack_of_equal_size_that_comes_later_is_not_taken_for_it(desk: StudyDesk) -> None:
    """4-D series: the first echo comes in after the second one is shown already."""
    _, series = await desk.bring_all(slice_file(number, EchoNumbers=2) for number in (11, 12, 13))
    ref = (await desk.library.stacks_of(ME.id, [series])).stacks[0]
    before = await desk.library.open_stack(ref)

    await desk.bring_all(slice_file(number, EchoNumbers=1) for number in (1, 2, 3))

    assert [frame.image_number for frame in before.frames] == [11, 12, 13]
    assert (await desk.library.open_stack(ref)).frames == before.frames


async def test_a_series_card_says_what_is_odd(desk: StudyDesk) -> None:
    """From the summary as well as from the headers: a slice is missing."""
    study, _ = await desk.bring_all(slice_file(number) for number in (1, 2, 3, 5, 6))
    for _ in range(2):
        (series,) = (await desk.library.study(ME.id, study)).series
        assert [(note.code, dict(note.facts)["missing"]) for note in series.notes] == [("gap", 1)]


async def test_a_card_of_a_consult_opens_no_header_of_its_study(desk: StudyDesk) -> None:
    """Lists of consults are asked for every few seconds: what they show comes from the study's one sealed summary."""
    import_id = await desk.begin()
    state = await desk.bring(import_id, slice_file(1), "IM1")
    assert state.series is not None
    stacks = (await desk.library.stacks_of(ME.id, [state.series])).stacks
    shown = await desk.library.series_of_stacks(stacks)
    library = desk.make_studies().library
    assert await library.series_of_stacks(stacks) == shown
    assert not library._catalogs._kept


async def test_stack_that_never_was_is_not_found(desk: StudyDesk) -> None:
    """Bounds or parts that fit nothing open nothing."""
    view = await volume(desk, 2)

    with pytest.raises(NotFound):
        await desk.library.open_stack(StackRef(view.row.id, view.series[0].id, 3, StackBounds(2, 16, 16, color=False)))
    with pytest.raises(NotFound):
        await desk.library.open_object(view.row.id, InstanceId("0" * 32))


async def test_consult_needs_series_one_may_see(desk: StudyDesk) -> None:
    """Somebody else's series, an unknown one or none at all cannot be put into a consult."""
    view = await volume(desk, 1)

    for person, wanted in ((STRANGER, [view.series[0].id]), (ME, [SeriesId("0" * 32)]), (ME, [])):
        with pytest.raises(NotFound) as refused:
            await desk.library.stacks_of(person.id, wanted)
        assert refused.value.code == "series"


@pytest.mark.parametrize(
    "other",
    [
        {"PatientID": "SOMEBODY-ELSE"},
        {"PatientBirthDate": "19610204"},
        {"PatientName": "Other^Person"},
        {"PatientName": "", "PatientID": "", "PatientBirthDate": ""},
    ],
    ids=["id", "birth date", "name", "nothing known"],
)
async def test_series_of_two_patients_make_no_consult(desk: StudyDesk, other: dict[str, Any]) -> None:
    """T-32: series that are not surely of one patient are kept apart."""
    mine = await volume(desk, 1)
    file = await desk.bring(await desk.begin(), slice_file(1, **OTHER_STUDY, **other))
    assert file.series is not None

    with pytest.raises(Refused) as refused:
        await desk.library.stacks_of(ME.id, [mine.series[0].id, file.series])
    assert refused.value.code == "two_patients"


async def test_two_studies_of_one_patient_make_a_consult(desk: StudyDesk) -> None:
    """Current and prior of the same patient go together, in the asked order, each series once."""
    mine = await volume(desk, 1)
    file = await desk.bring(await desk.begin(), slice_file(1, PatientName="PLANTED^PATIENCE", **OTHER_STUDY))
    assert file.series is not None

    stacks = await desk.library.stacks_of(ME.id, [file.series, mine.series[0].id, file.series])

    assert [ref.series for ref in stacks.stacks] == [file.series, mine.series[0].id]
    assert [view.id for view in await desk.library.series_of_stacks(stacks.stacks)] == [file.series, mine.series[0].id]


async def test_multi_frame_and_color(desk: StudyDesk, shared_data: Path) -> None:
    """A color clip of the shared data is one stack of its frames, without a window."""
    content = (shared_data / "us" / "examples_ybr_color.dcm").read_bytes()
    study, _ = await desk.bring_all([content])
    stack = await opened(desk, await desk.library.study(ME.id, study))

    assert len(stack.frames) == 30
    assert stack.ref.bounds.color
    assert [frame.frame for frame in stack.frames] == list(range(30))


async def test_whole_series_of_the_shared_data(desk: StudyDesk, shared_data: Path) -> None:
    """The head CT comes in whole, in whatever order, and opens sorted."""
    paths = sorted((shared_data / "series" / "ct-head-ge").glob("*.dcm"), key=lambda path: path.name[::-1])
    study, _ = await desk.bring_all(path.read_bytes() for path in paths)
    stack = await opened(desk, await desk.library.study(ME.id, study))

    numbers = [frame.image_number for frame in stack.frames]
    assert len(numbers) == 28
    assert numbers == sorted(number for number in numbers if number is not None)


async def test_changed_bytes_open_nothing(desk: StudyDesk) -> None:
    """Whoever changes a stored object is noticed: nothing of it is shown."""
    view = await volume(desk, 1)
    frame = (await opened(desk, view)).frames[0]
    path = next(path for path in (desk.folder / "blobs").rglob("*") if path.is_file())
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))

    with pytest.raises(Tampered):
        await desk.library.open_object(view.row.id, frame.instance)


async def test_nothing_readable_rests_on_the_disk(desk: StudyDesk) -> None:
    """What files say about people is in no file of the data folder, sealed objects and database alike."""
    view = await volume(desk, 2)
    await desk.bring(await desk.begin(), b"words", "Planted Patience file name.txt")
    await desk.library.search(ME.id, "planted")
    await desk.studies.thumbnails.picture(ME.id, LoginId("e" * 32), view.row.id, view.series[0].id, 0, "thumb")

    everything = b"".join(path.read_bytes() for path in desk.folder.rglob("*") if path.is_file())

    for planted in (b"Planted", b"Patience", b"PLANTED", b"19610203", ROOT.encode(), b"words", b"DICM"):
        assert planted not in everything, planted
