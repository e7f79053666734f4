"""Small pictures of the desk: true to the file, sealed at rest, recorded before they are seen."""

from pathlib import Path

import numpy as np
import pytest
import simplejpeg

from server.desk.import_states import FileState
from server.terms.errors import NotFound, Tampered, Unavailable
from server.terms.ids import LoginId, SeriesId
from tests.desk.dicom_files import slice_file
from tests.desk.study_desk import ME, STRANGER, StudyDesk

pytestmark = pytest.mark.asyncio(loop_scope="module")


LOGIN = LoginId("e" * 32)


async def brought(desk: StudyDesk, content: bytes) -> FileState:
    return await desk.bring(await desk.begin(), content)


async def picture(
    desk: StudyDesk, file: FileState, position: int = 0, size: str = "thumb", login: LoginId = LOGIN
) -> bytes:
    assert file.study is not None
    assert file.series is not None
    return await desk.studies.thumbnails.picture(
        ME.id, login, file.study, file.series, position, "thumb" if size == "thumb" else "look"
    )


async def test_picture_shows_the_stored_values(desk: StudyDesk) -> None:
    """A thumbnail is the frame in its own window: dark where values are low, bright where they are high."""
    file = await brought(desk, slice_file(10, side=32, WindowCenter=488, WindowWidth=1024))

    shown = simplejpeg.decode_jpeg(await picture(desk, file), colorspace="GRAY")[..., 0].astype(int)

    assert shown.shape == (32, 32)
    stored = np.arange(32 * 32).reshape(32, 32) - 24
    expected = np.clip((stored - 487.5) / 1023 + 0.5, 0, 1) * 255
    assert np.abs(shown - expected).mean() < 2


async def test_picture_is_made_small_by_halves(desk: StudyDesk) -> None:
    """The longest side stays within 256 for the list and 1024 for a look."""
    file = await brought(desk, slice_file(1, side=600))

    for size, side in (("thumb", 150), ("look", 600)):
        assert simplejpeg.decode_jpeg_header(await picture(desk, file, 0, size))[:2] == (side, side)


async def test_picture_is_made_once_and_rests_sealed(desk: StudyDesk) -> None:
    """The second asking is answered from a sealed object of the study; no JPEG lies on the disk."""
    file = await brought(desk, slice_file(1))
    first = await picture(desk, file)
    objects = len(list(desk.blobs.names()))

    again = await picture(desk, file)

    assert again == first
    assert len(list(desk.blobs.names())) == objects == 2
    assert not any(
        path.read_bytes().startswith(b"\xff\xd8") for path in (desk.folder / "blobs").rglob("*") if path.is_file()
    )


async def test_one_entry_per_study_and_login_before_the_picture(desk: StudyDesk) -> None:
    """Looking is recorded once per study and login, and without the record nothing is shown."""
    file = await brought(desk, slice_file(1))
    desk.record.is_broken = True
    with pytest.raises(Unavailable):
        await picture(desk, file)
    desk.record.is_broken = False

    await picture(desk, file)
    await picture(desk, file, size="look")
    await picture(desk, file, login=LoginId("f" * 32))

    looked = [entry for entry in desk.record.entries if entry.kind == "pictures.thumbnail"]
    assert [(entry.actor, entry.facts["study"], entry.facts["login"]) for entry in looked] == [
        (ME.id, file.study, LOGIN),
        (ME.id, file.study, "f" * 32),
    ]


async def test_picture_is_for_those_who_may_look(desk: StudyDesk) -> None:
    """Strangers, unknown series and positions outside are not found, and leave no entry."""
    file = await brought(desk, slice_file(1))
    assert file.study is not None
    assert file.series is not None

    for person, series, position in ((STRANGER, file.series, 0), (ME, SeriesId("0" * 32), 0), (ME, file.series, 1)):
        with pytest.raises(NotFound):
            await desk.studies.thumbnails.picture(person.id, LOGIN, file.study, series, position, "thumb")
    assert "pictures.thumbnail" not in desk.record.kinds()


SHARED = ["cr-dx/dx_image.dcm", "cr-dx/RG3_J2KR.dcm", "us/examples_ybr_color.dcm", "us/examples_palette.dcm"]


@pytest.mark.parametrize("name", SHARED)
async def test_shared_pictures_show_something(desk: StudyDesk, shared_data: Path, name: str) -> None:
    """Real projections and clips come out with contrast in them."""
    file = await brought(desk, (shared_data / name).read_bytes())
    assert file.outcome == "accepted", file.code

    shown = simplejpeg.decode_jpeg(await picture(desk, file), colorspace="GRAY")

    assert max(shown.shape) <= 256
    assert shown.std() > 10


def flip(desk: StudyDesk, object_name: str) -> None:
    """One bit of an object at rest."""
    path = desk.folder / "blobs" / object_name[:2] / object_name[2:]
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 2] ^= 1
    path.write_bytes(changed)


async def test_a_changed_small_picture_is_an_alert_and_made_anew(desk: StudyDesk) -> None:
    """LK-7: what is only a copy is rebuilt from the stored image, and the record is told once."""
    file = await brought(desk, slice_file(1))
    image = set(desk.blobs.names())
    first = await picture(desk, file)
    (kept,) = set(desk.blobs.names()) - image
    flip(desk, kept)

    assert await picture(desk, file) == first
    assert await picture(desk, file) == first

    assert kept not in set(desk.blobs.names())
    (alert,) = (entry for entry in desk.record.entries if entry.kind == "security.alert")
    assert (alert.actor, alert.facts["code"], alert.facts["series"]) == ("system", "tampered_thumbnail", file.series)


async def test_a_changed_image_is_an_alert_and_no_picture(desk: StudyDesk) -> None:
    """LK-7: nothing is made of it, however often it is asked for; the record is told once."""
    file = await brought(desk, slice_file(1))
    flip(desk, *desk.blobs.names())

    for _ in range(3):
        with pytest.raises(Tampered):
            await picture(desk, file)

    (alert,) = (entry for entry in desk.record.entries if entry.kind == "security.alert")
    assert alert.facts["code"] == "tampered_object"
