"""Looking through a series for names: flagged, decided, remembered, sealed, recorded."""

from dataclasses import replace

import pytest
from pydicom.uid import SecondaryCaptureImageStorage

from server.desk.checking import Looked
from server.desk.sealed_headers import key_of
from server.desk.study_views import SeriesView, seal_summary
from server.terms.consults import Mask
from server.terms.errors import Malformed, NotFound, Refused, Unavailable
from server.terms.ids import SeriesId, StudyId
from server.terms.people import Role
from tests.desk.dicom_files import slice_file
from tests.desk.study_desk import COLLEAGUE, ME, STRANGER, StudyDesk

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAME = Mask(0, 0, 16, 3, (Role.PATIENT, Role.OBSERVER))


def capture(number: int = 1, burned_in: str = "") -> bytes:
    """A picture taken off a screen: no place in space."""
    return slice_file(
        number,
        SOPClassUID=SecondaryCaptureImageStorage,
        Modality="OT",
        ImagePositionPatient=None,
        ImageOrientationPatient=None,
        FrameOfReferenceUID=None,
        BurnedInAnnotation=burned_in,
    )


async def seen(desk: StudyDesk, study: StudyId, series: SeriesId) -> SeriesView:
    view = await desk.library.study(ME.id, study)
    return next(one for one in view.series if one.id == series)


async def decide(desk: StudyDesk, study: StudyId, series: SeriesId, *masks: Mask) -> SeriesView:
    frames = (await seen(desk, study, series)).stacks[0].frames
    return await desk.studies.checking.check(ME.id, study, series, [Looked(frames, masks)])


async def test_a_capture_waits_for_somebody_to_look_and_a_slice_does_not(desk: StudyDesk) -> None:
    """H5: held back from guests until decided; a scanner's slice is nobody's worry."""
    study, series = await desk.bring_all([capture()])
    assert [(one.suspicion, one.held) for one in (await seen(desk, study, series)).stacks] == [("kind", True)]
    assert [ref.held for ref in (await desk.library.stacks_of(ME.id, [series])).stacks] == [True]
    _, plain = await desk.bring_all([slice_file(1, StudyInstanceUID="1.2.3", SeriesInstanceUID="1.2.3.1")])
    assert [ref.held for ref in (await desk.library.stacks_of(ME.id, [plain])).stacks] == [False]


async def test_what_the_file_says_counts_for_any_picture(desk: StudyDesk) -> None:
    """(0028,0301) YES on a CT slice."""
    study, series = await desk.bring_all([slice_file(1), slice_file(2, BurnedInAnnotation="YES")])
    assert [one.suspicion for one in (await seen(desk, study, series)).stacks] == ["stated"]


async def test_a_decision_is_remembered_for_the_next_consult(desk: StudyDesk) -> None:
    """H5: copied into what the consult keeps; a second decision takes the place of the first."""
    study, series = await desk.bring_all([capture()])
    view = await decide(desk, study, series, NAME)
    assert (view.stacks[0].checked, view.stacks[0].masks) == (True, (NAME,))
    ref = (await desk.library.stacks_of(ME.id, [series])).stacks[0]
    assert (ref.held, ref.masks) == (False, (NAME,))

    await decide(desk, study, series)
    ref = (await desk.library.stacks_of(ME.id, [series])).stacks[0]
    assert (ref.held, ref.masks) == (False, ())


async def test_a_series_that_is_not_flagged_can_be_masked_too(desk: StudyDesk) -> None:
    """H5: a provider may know better than a file that says NO."""
    study, series = await desk.bring_all([capture(burned_in="NO")])
    assert not (await seen(desk, study, series)).stacks[0].held
    await decide(desk, study, series, NAME)
    assert (await desk.library.stacks_of(ME.id, [series])).stacks[0].masks == (NAME,)


async def test_pictures_that_came_in_since_wait_again(desk: StudyDesk) -> None:
    """H5: a decision is about what was looked at; its rectangles are where the next one begins."""
    study, series = await desk.bring_all([capture(1), capture(2)])
    before = (await desk.library.stacks_of(ME.id, [series])).stacks[0]
    await decide(desk, study, series, NAME)
    await desk.bring_all([capture(3)])
    grown = (await seen(desk, study, series)).stacks[0]
    assert (grown.held, grown.checked, grown.masks) == (True, False, (NAME,))
    ref = (await desk.library.stacks_of(ME.id, [series])).stacks[0]
    assert (ref.held, ref.masks) == (True, ())

    assert await desk.studies.checking.decided(before) is None
    await decide(desk, study, series, NAME)
    assert await desk.studies.checking.decided(before) == (NAME,)
    assert await desk.studies.checking.decided(ref) == (NAME,)


async def test_each_decision_is_an_entry_without_places_or_words(desk: StudyDesk) -> None:
    """H5: who, which series, how many rectangles."""
    study, series = await desk.bring_all([capture()])
    await decide(desk, study, series, NAME, replace(NAME, top=8, bottom=16))
    await decide(desk, study, series)
    masked, cleared = desk.record.entries[-2:]
    assert (masked.kind, cleared.kind) == ("pictures.masked", "pictures.cleared")
    assert masked.actor == ME.id
    assert masked.facts == {"study": study, "series": series, "stack": 0, "rectangles": 2}
    assert cleared.facts["rectangles"] == 0


async def test_what_cannot_be_recorded_does_not_count(desk: StudyDesk) -> None:
    """H5: no log, no decision."""
    study, series = await desk.bring_all([capture()])
    desk.record.is_broken = True
    with pytest.raises(Unavailable, match="log_unavailable"):
        await decide(desk, study, series)
    assert (await seen(desk, study, series)).stacks[0].held


async def test_a_colleague_decides_and_a_stranger_finds_nothing(desk: StudyDesk) -> None:
    """H5: whoever may look may decide."""
    study, series = await desk.bring_all([capture()])
    frames = (await seen(desk, study, series)).stacks[0].frames
    for person in (COLLEAGUE, STRANGER):
        with pytest.raises(NotFound, match="study"):
            await desk.studies.checking.check(person.id, study, series, [Looked(frames, ())])
    await desk.studies.sharing.share(ME.id, study, COLLEAGUE.id)
    view = await desk.studies.checking.check(COLLEAGUE.id, study, series, [Looked(frames, ())])
    assert view.stacks[0].checked


@pytest.mark.parametrize(
    "mask",
    [replace(NAME, right=17), replace(NAME, left=16), replace(NAME, roles=())],
    ids=["outside", "empty", "nobody"],
)
async def test_a_mask_that_is_none_is_refused(desk: StudyDesk, mask: Mask) -> None:
    """H5: the image is 16 × 16; nothing is kept."""
    study, series = await desk.bring_all([capture()])
    with pytest.raises(Malformed, match="bad_value"):
        await decide(desk, study, series, NAME, mask)
    assert (await seen(desk, study, series)).stacks[0].held


async def test_what_is_not_there_any_more_cannot_be_decided_about(desk: StudyDesk) -> None:
    """H5: the page looked at something else."""
    study, series = await desk.bring_all([capture()])
    with pytest.raises(Refused, match="conflict"):
        await desk.studies.checking.check(ME.id, study, series, [Looked("0" * 64, ())])
    with pytest.raises(NotFound, match="series"):
        await desk.studies.checking.check(ME.id, study, SeriesId("0" * 32), [])


async def test_decisions_are_sealed_and_go_with_the_study(desk: StudyDesk) -> None:
    """T-60: nothing readable rests; a deleted study leaves no decision."""
    study, series = await desk.bring_all([capture()])
    await decide(desk, study, series, NAME)
    async with desk.database.read() as conn:
        [row] = (await conn.exec_driver_sql("SELECT series, decided FROM checked_names")).all()
    assert row.series == series
    assert b"patient" not in row.decided
    await desk.studies.deletion.delete(ME.id, study)
    async with desk.database.read() as conn:
        assert (await conn.exec_driver_sql("SELECT count(*) FROM checked_names")).scalar() == 0


async def test_cards_kept_by_an_earlier_version_are_made_anew(desk: StudyDesk) -> None:
    """H5: a summary that does not say which stacks to look through must not mean that there are none."""
    study, series = await desk.bring_all([capture()])
    view = await desk.library.study(ME.id, study)
    row = await desk.library.row(study)
    old = seal_summary(key_of(desk.dep, row), row, [replace(one, stacks=()) for one in view.series])
    await desk.shelf.keep_summary(study, old, row.instances)
    assert (await seen(desk, study, series)).stacks[0].held
