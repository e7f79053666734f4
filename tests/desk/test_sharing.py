"""Sharing a study with a colleague: only by its owner, only with clinicians, recorded first."""

import pytest

from server.terms.errors import NotFound, Refused, Unavailable
from server.terms.ids import PersonId, StudyId
from tests.desk.dicom_files import slice_file
from tests.desk.study_desk import ADMINISTRATOR, COLLEAGUE, ME, STRANGER, StudyDesk

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def mine(desk: StudyDesk) -> StudyId:
    return (await desk.bring_all([slice_file(1)]))[0]


async def test_colleague_may_look_until_unshared(desk: StudyDesk) -> None:
    """Sharing shows the study on the colleague's list; they do not learn who else may look; unsharing hides it."""
    study = await mine(desk)

    view = await desk.studies.sharing.share(ME.id, study, COLLEAGUE.id)

    assert view.shared_with == (COLLEAGUE,)
    theirs = await desk.library.study(COLLEAGUE.id, study)
    assert (theirs.is_mine, theirs.owner, theirs.shared_with) == (False, ME, ())
    assert (await desk.library.search(COLLEAGUE.id))[1] == 1
    assert (await desk.library.stacks_of(COLLEAGUE.id, [view.series[0].id])).stacks

    assert (await desk.studies.sharing.unshare(ME.id, study, COLLEAGUE.id)).shared_with == ()
    with pytest.raises(NotFound):
        await desk.library.study(COLLEAGUE.id, study)
    assert [kind for kind in desk.record.kinds() if kind.startswith("study.")] == ["study.shared", "study.unshared"]


async def test_sharing_twice_or_with_oneself_changes_nothing(desk: StudyDesk) -> None:
    """A second share and a share with the owner are harmless and leave no entry."""
    study = await mine(desk)
    await desk.studies.sharing.share(ME.id, study, COLLEAGUE.id)

    await desk.studies.sharing.share(ME.id, study, COLLEAGUE.id)
    view = await desk.studies.sharing.share(ME.id, study, ME.id)
    await desk.studies.sharing.unshare(ME.id, study, STRANGER.id)

    assert view.shared_with == (COLLEAGUE,)
    assert desk.record.kinds().count("study.shared") == 1
    assert "study.unshared" not in desk.record.kinds()


async def test_only_the_owner_shares(desk: StudyDesk) -> None:
    """A colleague cannot pass a study on; a stranger cannot even find it."""
    study = await mine(desk)
    await desk.studies.sharing.share(ME.id, study, COLLEAGUE.id)

    with pytest.raises(Refused) as refused:
        await desk.studies.sharing.share(COLLEAGUE.id, study, STRANGER.id)
    assert refused.value.code == "not_owner"
    with pytest.raises(NotFound):
        await desk.studies.sharing.unshare(STRANGER.id, study, COLLEAGUE.id)


async def test_pictures_are_for_clinicians(desk: StudyDesk) -> None:
    """Administrators see no pictures; nobody is let in who does not exist."""
    study = await mine(desk)

    with pytest.raises(Refused) as refused:
        await desk.studies.sharing.share(ME.id, study, ADMINISTRATOR.id)
    assert refused.value.code == "not_a_clinician"
    with pytest.raises(NotFound):
        await desk.studies.sharing.share(ME.id, study, PersonId("9" * 32))


async def test_without_record_nobody_is_let_in(desk: StudyDesk) -> None:
    """No entry, no share."""
    study = await mine(desk)
    desk.record.is_broken = True

    with pytest.raises(Unavailable):
        await desk.studies.sharing.share(ME.id, study, COLLEAGUE.id)
    assert await desk.library.search(COLLEAGUE.id) == ([], 0)
