"""Studies have a lifetime: told on their page, longer when their owner asks for it inside the policy, then they go."""

import os

import pytest

from server.desk.deletion import Deletion
from server.desk.erasing import Erasing
from server.desk.retention import Retention
from server.storage.database.erasures import ErasureRows
from server.storage.database.sessions import SessionRows
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import StudyId
from server.terms.lifetimes import DAY_MS, FOR_EVER, Lifetimes
from tests.desk.dicom_files import slice_file
from tests.desk.study_desk import COLLEAGUE, ME, NOW_MS, STRANGER, StudyDesk

pytestmark = pytest.mark.asyncio(loop_scope="module")
MONTH = Lifetimes(studies_days=30, studies_days_most=90)


async def mine(desk: StudyDesk) -> StudyId:
    study, _ = await desk.bring_all([slice_file(1), slice_file(2)])
    return study


def retention(desk: StudyDesk, lifetimes: Lifetimes, deletion: Deletion | None = None) -> Retention:
    shelf = ErasureRows(desk.database, desk.dep, SessionRows(desk.database, desk.dep))
    return Retention(
        lifetimes=lifetimes,
        erasing=Erasing(shelf=shelf, record=desk.record, clock=lambda: desk.now_ms, random=os.urandom),
        erasures=shelf,
        studies=desk.shelf,
        deletion=deletion or desk.studies.deletion,
        clock=lambda: desk.now_ms,
    )


async def test_a_study_says_until_when_it_is_kept(desk: StudyDesk) -> None:
    """[SES-231]: with a lifetime its end and the latest end; without one neither."""
    study = await mine(desk)
    view = await desk.make_studies(lifetimes=MONTH).library.study(ME.id, study)
    assert (view.until_ms, view.longest_ms) == (NOW_MS + 30 * DAY_MS, NOW_MS + 90 * DAY_MS)
    view = await desk.library.study(ME.id, study)
    assert (view.until_ms, view.longest_ms) == (None, None)


async def test_its_owner_has_it_kept_longer(desk: StudyDesk) -> None:
    """[SES-231]: inside the policy, recorded; not sooner, not longer, not by a colleague, and to a stranger it is not there."""
    study, keeping = await mine(desk), desk.make_studies(lifetimes=MONTH).keeping
    await desk.studies.sharing.share(ME.id, study, COLLEAGUE.id)
    longer = NOW_MS + 60 * DAY_MS

    assert (await keeping.keep(ME.id, study, longer)).until_ms == longer

    assert desk.record.entries[-1].kind == "study.kept"
    for until_ms in (NOW_MS, NOW_MS + 29 * DAY_MS, NOW_MS + 91 * DAY_MS):
        with pytest.raises(Malformed, match="bad_value"):
            await keeping.keep(ME.id, study, until_ms)
    with pytest.raises(Malformed, match="bad_value"):
        await desk.studies.keeping.keep(ME.id, study, longer)
    with pytest.raises(Refused, match="not_owner"):
        await keeping.keep(COLLEAGUE.id, study, longer)
    with pytest.raises(NotFound):
        await keeping.keep(STRANGER.id, study, longer)
    assert (await desk.make_studies(lifetimes=MONTH).library.study(COLLEAGUE.id, study)).until_ms == longer


async def test_a_study_goes_when_its_time_is_over(desk: StudyDesk) -> None:
    """[SES-237]: its key and its files, by the system, because its lifetime is over; not a day before."""
    study = await mine(desk)
    desk.now_ms = NOW_MS + 30 * DAY_MS - 1
    assert await retention(desk, MONTH).sweep() == 0
    desk.now_ms += 1
    assert await retention(desk, FOR_EVER).sweep() == 0
    assert await retention(desk, MONTH).sweep() == 1

    assert list(desk.blobs.names()) == []
    deleted = desk.record.entries[-1]
    assert (deleted.kind, deleted.actor, deleted.facts["why"]) == ("study.deleted", "system", "lifetime")
    with pytest.raises(NotFound):
        await desk.library.study(ME.id, study)


async def test_a_study_kept_longer_goes_later(desk: StudyDesk) -> None:
    """[SES-237]: when its owner's time is over too, or when the policy has become shorter than what was asked for."""
    study = await mine(desk)
    await desk.make_studies(lifetimes=MONTH).keeping.keep(ME.id, study, NOW_MS + 60 * DAY_MS)
    desk.now_ms = NOW_MS + 59 * DAY_MS
    assert await retention(desk, MONTH).sweep() == 0
    assert await retention(desk, Lifetimes(studies_days=30, studies_days_most=60)).sweep() == 0
    assert await retention(desk, Lifetimes(studies_days=30, studies_days_most=45)).sweep() == 1


async def test_a_study_that_a_consult_needs_stays(desk: StudyDesk) -> None:
    """[SES-237]: until that consult is over; the sweep goes on with others and ends."""
    study = await mine(desk)
    desk.rooms.showing.add(study)
    desk.now_ms = NOW_MS + 31 * DAY_MS
    assert await retention(desk, MONTH).sweep() == 0
    desk.rooms.showing.clear()
    assert await retention(desk, MONTH).sweep() == 1


async def test_a_sweep_takes_only_so_many_at_a_time(desk: StudyDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """[SES-238]: bounded batches, so that nobody waits behind a long night's work; the next one goes on."""
    for number in range(3):
        await desk.bring_all([slice_file(1, StudyInstanceUID=f"1.2.{number + 3}", SOPInstanceUID=f"1.9.{number}")])
    monkeypatch.setattr("server.desk.retention.BATCH", 2)
    desk.now_ms = NOW_MS + 31 * DAY_MS
    swept = retention(desk, MONTH)
    assert [await swept.sweep() for _ in range(3)] == [2, 1, 0]
