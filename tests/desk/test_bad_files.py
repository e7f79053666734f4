"""Bad input from files: named and refused within two seconds, at no cost to this process, while the rest goes on."""

import asyncio
import io
import os
import subprocess
import zipfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from server.storage.blobs.objects import ObjectBlobs
from server.terms.errors import Unavailable
from server.terms.ids import InstanceId, StudyId
from tests.desk.dicom_files import slice_file, zip_file
from tests.desk.study_desk import ME, StudyDesk
from tests.stopwatch import Stopwatch

pytestmark = pytest.mark.asyncio(loop_scope="module")


# What allocators take meanwhile in a process that ran thousands of tests before (20 seen). The large files here would
# cost more than twice as much if they were held whole, and the bombs several times if they were believed.
STIRRED_MB = 40


def resident_mb() -> float:
    """Resident memory of this process."""
    return int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]) / 1024


REFUSED = {
    "bomb-deflate-256MB.dcm": "inflates_too_much",
    "bomb-frames.dcm": "too_many_frames",
    "bomb-rows-cols.dcm": "frame_too_large",
    "empty.dcm": "empty_file",
    "frames-fewer-than-declared.dcm": "frames_missing",
    "jpeg-renamed.dcm": "not_dicom",
    "len-4GB.dcm": "pixel_data_truncated",
    "only-magic.dcm": "no_transfer_syntax",
    "pixels-short.dcm": "pixel_data_truncated",
    "sq-depth-5000.dcm": "nested_too_deep",
    "truncated-0.dcm": "no_transfer_syntax",
    "truncated-1.dcm": "truncated",
    "truncated-2.dcm": "truncated",
    "truncated-3.dcm": "pixel_data_truncated",
    "ts-unknown.dcm": "unsupported_transfer_syntax",
    "uid-traversal.dcm": "missing_uid",
}


@pytest.mark.parametrize(("name", "code"), REFUSED.items(), ids=REFUSED)
async def test_hostile_file_is_refused_by_name(desk: StudyDesk, shared_data: Path, name: str, code: str) -> None:
    """T-27, D8: each hostile file has its verdict within two seconds, costs no memory here and stores nothing."""
    content = (shared_data / "hostile" / name).read_bytes()
    import_id, before, watch = await desk.begin(), resident_mb(), Stopwatch()

    file = await desk.bring(import_id, content, name)

    assert file.code == code
    assert watch.own_s < 2
    assert resident_mb() - before < STIRRED_MB
    assert list(desk.blobs.names()) == []
    assert (await desk.bring(import_id, slice_file(1))).outcome == "accepted"


TRIED = ["j2k-dims-bomb.dcm", "jpeg-dims-bomb.dcm", "rle-bad-offsets.dcm"]


@pytest.mark.parametrize("name", TRIED)
async def test_compressed_lie_is_found_by_trying(desk: StudyDesk, shared_data: Path, name: str) -> None:
    """BI-70, BI-75: a codestream that is not what the header says is refused when it comes in, not in a consult."""
    content, before = (shared_data / "hostile" / name).read_bytes(), resident_mb()

    file = await desk.bring(await desk.begin(), content, name)

    assert file.outcome == "unreadable"
    assert file.code
    assert resident_mb() - before < STIRRED_MB


async def test_548_byte_bomb_is_refused(desk: StudyDesk) -> None:
    """T-27, BI-39: a few hundred bytes that ask for gigabytes ask in vain."""
    bomb = slice_file(1, Rows=65535, Columns=65535)

    watch = Stopwatch()
    file = await desk.bring(await desk.begin(), bomb)

    assert (file.outcome, file.code) == ("unreadable", "frame_too_large")
    assert watch.own_s < 2


async def test_malformed_files_have_outcomes(desk: StudyDesk, shared_data: Path) -> None:
    """D1: every malformed file of the shared data gets an outcome and a reason, and none stops the others."""
    import_id = await desk.begin()
    paths = [path for path in sorted((shared_data / "malformed").iterdir()) if path.is_file()]

    files = [await desk.bring(import_id, path.read_bytes(), path.name) for path in paths]

    assert [file.name for file in files] == [path.name for path in paths]
    assert [file.name for file in files if file.outcome != "accepted" and not file.code] == []


async def test_directory_file_of_a_cd_is_named(desk: StudyDesk, shared_data: Path) -> None:
    """A DICOMDIR is no image, and says what it is."""
    paths = [path for path in (shared_data / "media").rglob("DICOMDIR*") if path.is_file()]
    import_id = await desk.begin()

    files = [await desk.bring(import_id, path.read_bytes(), path.name) for path in paths]

    assert paths
    assert {(file.outcome, file.kind) for file in files} <= {("not_an_image", "directory"), ("unreadable", "")}
    assert ("not_an_image", "directory") in {(file.outcome, file.kind) for file in files}


async def test_iso_of_the_shared_data_is_refused_by_name(desk: StudyDesk, shared_data: Path) -> None:
    """BI-91: a CD image waits for its own issue and says so."""
    file = await desk.bring(await desk.begin(), (shared_data / "media" / "cd-tiny-alpha.iso").read_bytes())

    assert (file.outcome, file.code) == ("not_an_image", "iso_not_yet")


async def test_ten_thousand_tiny_members_are_bounded(desk: StudyDesk) -> None:
    """BI-93: an archive of more files than anybody has pictures is refused as a whole, at once."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"{number}", b"")

    watch = Stopwatch()
    state = await desk.bring_zip(await desk.begin(), written.getvalue())

    assert [file.code for file in state.files] == ["archive_too_many_files"]
    assert watch.own_s < 4


async def test_large_file_never_shows_in_memory(desk: StudyDesk) -> None:
    """A file of 96 MB passes through without this process growing: it is written, sealed and opened in pieces."""
    rows = 4096
    content = slice_file(1, side=16)
    large = slice_file(2, NumberOfFrames=3, Rows=rows, Columns=rows, PixelData=bytes(3 * rows * rows * 2))
    import_id = await desk.begin()
    await desk.bring(import_id, content)
    before, highest = resident_mb(), 0.0

    async def watched() -> AsyncIterator[bytes]:
        nonlocal highest
        view = memoryview(large)
        for at in range(0, len(large), 1 << 18):
            highest = max(highest, resident_mb())
            yield bytes(view[at : at + (1 << 18)])

    state = await desk.intake.receive(ME.id, import_id, "large", len(large), watched())
    highest = max(highest, resident_mb())
    descriptor = await desk.library.open_object(*await _newest(desk))
    os.close(descriptor)
    highest = max(highest, resident_mb())

    assert state.files[0].outcome == "accepted"
    assert highest - before < STIRRED_MB


async def _newest(desk: StudyDesk) -> tuple[StudyId, InstanceId]:
    (study,) = await desk.shelf.visible_to(ME.id)
    return study.id, (await desk.shelf.instances(study.id))[-1].id


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MiB, mounted where the test may."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def files_in(folder: Path) -> list[Path]:
    """Whatever rests there, half-written files included."""
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_disk_without_room_takes_nothing(desk: StudyDesk, small_disk: Path) -> None:
    """T-33: a file that does not fit is refused as a whole; a smaller one is accepted."""
    desk.blobs = ObjectBlobs.in_folder(small_disk / "blobs")
    desk.studies = desk.make_studies()
    import_id = await desk.begin()

    with pytest.raises(Unavailable) as refused:
        await desk.bring(import_id, slice_file(1, side=1400))

    assert refused.value.code == "storage_full"
    assert files_in(small_disk) == []
    assert await desk.shelf.visible_to(ME.id) == []
    assert (await desk.bring(import_id, slice_file(2))).seq == 1


async def test_disk_that_fills_up_meanwhile_stores_nothing_by_halves(desk: StudyDesk, small_disk: Path) -> None:
    """T-33: two files that each fit and together do not: at most one is stored, and of the other nothing stays."""
    desk.blobs = ObjectBlobs.in_folder(small_disk / "blobs")
    desk.studies = desk.make_studies()
    import_id = await desk.begin()

    done = await asyncio.gather(
        *(desk.bring(import_id, slice_file(number, side=1000)) for number in (1, 2)), return_exceptions=True
    )

    refused = [one for one in done if isinstance(one, Unavailable)]
    assert {one.code for one in refused} == {"storage_full"}
    kept = sum(study.instances for study in await desk.shelf.visible_to(ME.id))
    assert (len(files_in(small_disk)), kept) == (2 - len(refused), 2 - len(refused))
    assert (await desk.bring(import_id, slice_file(3))).outcome == "accepted"


async def test_disk_full_in_an_archive_is_said_once(desk: StudyDesk, small_disk: Path) -> None:
    """T-33: members before stay, the archive says why it stopped, nothing is half-stored."""
    desk.blobs = ObjectBlobs.in_folder(small_disk / "blobs")
    desk.studies = desk.make_studies()
    pixels = (os.urandom(20_000) + bytes(60_000)) * 49
    large = slice_file(2, side=1400, PixelData=pixels)
    archive = zip_file([("small", slice_file(1)), ("large", large), ("never", slice_file(3))])

    state = await desk.bring_zip(await desk.begin(), archive)

    assert [(file.name, file.code) for file in state.files] == [("small", ""), ("cd.zip", "storage_full")]
    assert len(list(desk.blobs.names())) == 1
