"""A zip is one upload: its members are examined one by one, and a bad one spoils only itself."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from server.desk.import_states import ImportState
from server.desk.storage_room import IntakeLimits
from server.workers.pool import WorkerPool
from tests.desk.dicom_files import slice_file, zip_file
from tests.desk.study_desk import ME, StudyDesk, pieces

pytestmark = pytest.mark.asyncio(loop_scope="module")


def outcomes(state: ImportState) -> list[tuple[str, str, str]]:
    """Name, outcome and code of each file."""
    return [(file.name, file.outcome, file.code) for file in state.files]


async def test_members_get_their_own_outcomes(desk: StudyDesk) -> None:
    """D1: images, duplicates, foreign and broken files of one zip are told apart, in order."""
    archive = zip_file(
        [
            ("CD/IM1", slice_file(1)),
            ("CD/IM2", slice_file(2)),
            ("CD/COPY", slice_file(1)),
            ("CD/AUTORUN.EXE", b"MZ" + bytes(300)),
            ("CD/IM3", slice_file(3)[:-10]),
        ]
    )

    state = await desk.bring_zip(await desk.begin(), archive)

    assert outcomes(state) == [
        ("CD/IM1", "accepted", ""),
        ("CD/IM2", "accepted", ""),
        ("CD/COPY", "duplicate", ""),
        ("CD/AUTORUN.EXE", "not_an_image", "not_dicom"),
        ("CD/IM3", "unreadable", "pixel_data_truncated"),
    ]
    assert state.row.working == 0


UNSAFE = [
    "../evil.dcm",
    "../../../../../../tmp/evil.dcm",
    "a/../../evil",
    "..\\..\\evil.dcm",
    "a\\..\\..\\evil.dcm",
    "/etc/evil.dcm",
    "//host/share/evil.dcm",
    "C:\\evil.dcm",
    "C:evil.dcm",
    "\\\\host\\share\\evil.dcm",
    "\\\\?\\C:\\evil.dcm",
    "CON",
    "nul.dcm",
    "CD/COM1",
    "CD/lpt9.dcm",
    "..",
]


@pytest.mark.parametrize("name", UNSAFE)
async def test_name_that_climbs_is_refused_and_the_rest_goes_on(desk: StudyDesk, name: str) -> None:
    """T-29, BI-89: a member named for somewhere else is refused by name; nothing appears outside the folder."""
    before = sorted(path for path in desk.folder.parent.rglob("*") if "blobs" not in path.parts)

    state = await desk.bring_zip(await desk.begin(), zip_file([(name, slice_file(1)), ("ok", slice_file(2))]))

    assert [(file.outcome, file.code) for file in state.files] == [
        ("unreadable", "archive_unsafe_name"),
        ("accepted", ""),
    ]
    after = sorted(path for path in desk.folder.parent.rglob("*") if "blobs" not in path.parts)
    assert [path for path in after if path not in before and ".db" not in path.name] == []


async def test_symbolic_link_is_refused(desk: StudyDesk) -> None:
    """BI-89: a link is never followed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        link = zipfile.ZipInfo("link.dcm")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("ok", slice_file(1))

    state = await desk.bring_zip(await desk.begin(), written.getvalue())

    assert [file.code for file in state.files] == ["archive_link", ""]


async def test_encrypted_member_is_refused(desk: StudyDesk) -> None:
    """BI-90: we ask for no passwords."""
    archive = bytearray(zip_file([("IM1", slice_file(1)), ("IM2", slice_file(2))]))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.find(mark) + flags] |= 1

    state = await desk.bring_zip(await desk.begin(), bytes(archive))

    assert [file.code for file in state.files] == ["archive_encrypted", ""]


async def test_nested_archive_is_refused_by_name(desk: StudyDesk) -> None:
    """BI-88: a zip inside a zip is not opened, whatever it is called."""
    inner = zip_file([("IM1", slice_file(1))])

    state = await desk.bring_zip(
        await desk.begin(), zip_file([("inner.zip", inner), ("IM9", inner), ("IM1", slice_file(1))])
    )

    assert [file.code for file in state.files] == ["archive_nested", "archive_nested", ""]


async def test_bomb_is_refused_and_the_rest_goes_on(desk: StudyDesk) -> None:
    """T-27, BI-88: a member that would inflate a thousandfold is not inflated."""
    state = await desk.bring_zip(await desk.begin(), zip_file([("bomb", bytes(64 << 20)), ("IM1", slice_file(1))]))

    assert [file.code for file in state.files] == ["archive_ratio", ""]


async def test_same_name_twice_is_refused_the_second_time(desk: StudyDesk) -> None:
    """BI-89: names that only differ in case count as the same."""
    state = await desk.bring_zip(await desk.begin(), zip_file([("IM1", slice_file(1)), ("im1", slice_file(2))]))

    assert [file.code for file in state.files] == ["", "archive_duplicate_name"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"PK\x03\x04" + bytes(500), "not_a_zip"), (zip_file([]), "archive_empty")],
    ids=["rubbish", "empty"],
)
async def test_unreadable_archive_is_named(desk: StudyDesk, content: bytes, code: str) -> None:
    """What only starts like a zip, or holds nothing, is one unreadable file."""
    state = await desk.bring_zip(await desk.begin(), content, "cd.zip")

    assert outcomes(state) == [("cd.zip", "unreadable", code)]


async def test_member_over_the_limit_is_refused(tmp_path: Path, workers: WorkerPool) -> None:
    """A member larger than a file may be is not extracted."""
    archive = zip_file([("large", slice_file(1, side=64)), ("small", slice_file(2))])
    limits = IntakeLimits(free_share=0.0, file_bytes=len(archive) + 100)
    async with StudyDesk(tmp_path, workers, limits) as desk:
        state = await desk.bring_zip(await desk.begin(), archive)

    assert [file.code for file in state.files] == ["too_large", ""]


async def test_archives_never_wait_for_themselves(tmp_path: Path, workers: WorkerPool) -> None:
    """Archives that fill all memory for uploads are still read to their end, and give it back."""
    archive = zip_file([("IM1", slice_file(1)), ("IM2", slice_file(2))])
    limits = IntakeLimits(free_share=0.0, file_bytes=len(archive), memory_bytes=len(archive))
    async with StudyDesk(tmp_path, workers, limits) as desk:
        first = await desk.bring_zip(await desk.begin(), archive)
        again = await desk.bring_zip(await desk.begin(), archive)

    assert [file.outcome for file in (*first.files, *again.files)] == ["accepted"] * 2 + ["duplicate"] * 2


async def test_record_out_of_order_stops_the_archive(desk: StudyDesk) -> None:
    """Without the record the rest of a zip is not tried; the zip says why."""
    import_id = await desk.begin()
    desk.record.is_broken = True

    state = await desk.bring_zip(import_id, zip_file([("IM1", slice_file(1)), ("IM2", slice_file(2))]))

    assert outcomes(state) == [("cd.zip", "unreadable", "log_unavailable")]
    assert list(desk.blobs.names()) == []


async def test_import_ends_when_its_archives_do(desk: StudyDesk) -> None:
    """Finishing while a zip is read waits with the sums until it has been read."""
    import_id = await desk.begin()
    archive = zip_file([(f"IM{number}", slice_file(number)) for number in range(1, 6)])
    await desk.intake.receive(ME.id, import_id, "cd.zip", len(archive), pieces(archive))

    state = await desk.intake.finish(ME.id, import_id)
    assert state.row.working == 1
    assert not state.is_finished
    assert "import.finished" not in desk.record.kinds()

    for task in set(desk.intake.reading):
        await task
    assert (await desk.intake.state(ME.id, import_id)).is_finished
    assert desk.record.entries[-1].facts["accepted"] == 5


async def test_archive_cut_short_by_a_restart_is_named(desk: StudyDesk) -> None:
    """After a restart the import says which zip was interrupted; what had come in stays."""
    import_id = await desk.begin()
    archive = zip_file([(f"IM{number}", slice_file(number)) for number in range(1, 60)])
    await desk.intake.receive(ME.id, import_id, "cd.zip", len(archive), pieces(archive))
    await desk.intake.stop()

    again = desk.make_studies().intake
    await again.resume()

    state = await again.state(ME.id, import_id)
    assert state.row.working == 0
    assert outcomes(state)[-1] == ("cd.zip", "unreadable", "interrupted")


async def test_shared_archives(desk: StudyDesk, shared_data: Path) -> None:
    """T-27, T-29: the hostile zips of the shared data, member by member."""
    found = {}
    for path in sorted((shared_data / "hostile").glob("*.zip")):
        state = await desk.bring_zip(await desk.begin(), path.read_bytes(), path.name)
        found[path.name] = [(file.outcome, file.code) for file in state.files]

    assert found == {
        "zip-bomb-256MB.zip": [("unreadable", "archive_ratio")],
        "zip-slip.zip": [("unreadable", "archive_unsafe_name"), ("accepted", "")],
        "zip-symlink.zip": [("duplicate", ""), ("unreadable", "archive_link")],
    }
