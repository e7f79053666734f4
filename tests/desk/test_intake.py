"""Bringing studies in: each file gets its outcome, nothing is half-stored, and nothing readable rests on the disk."""

import asyncio
import os
from pathlib import Path

import pytest

from server.desk.sealed_headers import key_of
from server.desk.storage_room import IntakeLimits
from server.terms.errors import Malformed, NotFound, Refused, Unavailable
from server.terms.ids import ImportId
from server.vault.study_key import open_chunks
from server.workers.pool import WorkerPool
from tests.desk.dicom_files import ROOT, slice_file
from tests.desk.study_desk import ADMINISTRATOR, ME, STRANGER, StudyDesk, pieces

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def stored(desk: StudyDesk) -> list[bytes]:
    """The plaintext of every object there is."""
    opened: list[bytes] = []
    for study in await desk.shelf.visible_to(ME.id):
        key = key_of(desk.dep, study)
        names = [row.object_name for row in await desk.shelf.instances(study.id)]
        opened += [b"".join(open_chunks(key, name, desk.blobs.read(name))) for name in names]
    return opened


async def test_image_is_accepted_and_stored_as_it_came(desk: StudyDesk) -> None:
    """D1: an image is accepted, names its study and series, and opens to the same bytes."""
    file = await desk.bring(await desk.begin(), content := slice_file(1), "folder/IM1")

    assert (file.name, file.outcome, file.code, file.kind) == ("folder/IM1", "accepted", "", "image")
    assert file.study is not None
    assert file.series is not None
    assert await stored(desk) == [content]


async def test_series_of_one_study_come_together(desk: StudyDesk) -> None:
    """Files are grouped by their study and series UIDs, whichever order or import they come in."""
    first = await desk.bring(await desk.begin(), slice_file(2))
    second = await desk.bring(await desk.begin(), slice_file(1))
    other = await desk.bring(await desk.begin(), slice_file(9, SeriesInstanceUID=f"{ROOT}.1.2"))

    assert (first.study, first.series) == (second.study, second.series)
    assert other.study == first.study
    assert other.series != first.series


async def test_files_of_a_new_study_at_once_make_one_study(desk: StudyDesk) -> None:
    """Four uploads at the same time do not begin the same study four times."""
    import_id = await desk.begin()

    files = await asyncio.gather(*(desk.bring(import_id, slice_file(number)) for number in range(1, 9)))

    assert {file.outcome for file in files} == {"accepted"}
    assert len({file.study for file in files}) == 1
    assert len(list(desk.blobs.names())) == 8


async def test_same_file_again_is_a_duplicate(desk: StudyDesk) -> None:
    """The same content under the same SOP Instance UID is stored once, also when its preamble differs."""
    import_id = await desk.begin()
    first = await desk.bring(import_id, slice_file(1))

    again = await desk.bring(import_id, slice_file(1, preamble=b"MZ" + bytes(126)))

    assert (again.outcome, again.code, again.study) == ("duplicate", "", first.study)
    assert len(list(desk.blobs.names())) == 1


async def test_other_content_under_the_same_uid_is_said(desk: StudyDesk) -> None:
    """A second content under one SOP Instance UID never replaces the first, and is not called the same."""
    import_id = await desk.begin()
    await desk.bring(import_id, slice_file(1))

    conflicting = await desk.bring(import_id, slice_file(1, StationName="ELSEWHERE"))

    assert (conflicting.outcome, conflicting.code) == ("duplicate", "conflicting_duplicate")
    assert await stored(desk) == [slice_file(1)]


async def test_duplicates_at_once_are_stored_once(desk: StudyDesk) -> None:
    """Of the same file twice at the same time, one is accepted and no stray object stays."""
    import_id = await desk.begin()
    await desk.bring(import_id, slice_file(1))

    files = await asyncio.gather(*(desk.bring(import_id, slice_file(2)) for _ in range(4)))

    assert sorted(file.outcome for file in files) == ["accepted", "duplicate", "duplicate", "duplicate"]
    assert len(list(desk.blobs.names())) == 2


async def test_owners_do_not_share_by_accident(desk: StudyDesk) -> None:
    """The same study brought in by two people is two studies under two keys."""
    mine = await desk.bring(await desk.begin(), slice_file(1))
    theirs = await desk.bring(await desk.begin(STRANGER), slice_file(1), person=STRANGER)

    assert theirs.outcome == "accepted"
    assert theirs.study != mine.study


async def test_file_of_another_patient_is_kept_out_of_a_study(desk: StudyDesk) -> None:
    """T-32: a file with this study's UID and another patient's birth date is refused by name."""
    import_id = await desk.begin()
    await desk.bring(import_id, slice_file(1))

    file = await desk.bring(import_id, slice_file(2, PatientID="OTHER", PatientBirthDate="19990909"))

    assert (file.outcome, file.code) == ("unreadable", "other_patient")


MAGICS = [b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"#!/bin/sh\n", b"%PDF-1.7\n", b"<html>", b"PK\x03\x04", b"II*\x00"]


@pytest.mark.parametrize("magic", MAGICS)
async def test_preamble_is_zeroed_whatever_it_was(desk: StudyDesk, magic: bytes) -> None:
    """T-30, BI-60: no stored object starts as a program, a page or an archive; the instance is the same."""
    file = await desk.bring(await desk.begin(), slice_file(1, preamble=magic.ljust(128, b"\x90")))

    assert file.outcome == "accepted"
    assert await stored(desk) == [slice_file(1)]


FOREIGN = [
    (b"\xff\xd8\xff\xe0" + bytes(200), "jpeg"),
    (b"\x89PNG\r\n\x1a\n" + bytes(200), "png"),
    (b"%PDF-1.7\n" + b"x" * 200, "pdf"),
    (b"<!DOCTYPE html><html></html>" + b" " * 200, "html"),
    (b"plain words about nothing " * 10, "text"),
    (b"\x1f\x8b\x08" + bytes(200), "gzip"),
    (os.urandom(16) + bytes(500), "unknown"),
    (b"D", "text"),
]


@pytest.mark.parametrize(("content", "kind"), FOREIGN, ids=[kind for _, kind in FOREIGN])
async def test_foreign_file_is_named(desk: StudyDesk, content: bytes, kind: str) -> None:
    """T-31: what is no DICOM is named for what it is, never forced; renaming does not help."""
    file = await desk.bring(await desk.begin(), content, "IM1.dcm")

    assert (file.outcome, file.code, file.kind) == ("not_an_image", "not_dicom", kind)
    assert list(desk.blobs.names()) == []


NAMES = [
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\evil.dcm",
    "\\\\host\\share\\evil.dcm",
    "CON",
    "a\0b",
    "x" * 5000,
    "",
    ".",
    "<script>alert(1)</script>",
    "\u202egnp.exe",
    "line\r\nbreak",
]


@pytest.mark.parametrize("name", NAMES, ids=[ascii(name[:12]) for name in NAMES])
async def test_name_of_a_file_is_only_ever_words(desk: StudyDesk, name: str) -> None:
    """T-29: whatever a file is called decides nothing; it is shown to its owner without what cannot be seen."""
    file = await desk.bring(await desk.begin(), slice_file(1), name)

    assert file.outcome == "accepted"
    assert len(file.name) <= 255
    assert not set(file.name) & set("\0\r\n\u202e")
    assert len([path for path in (desk.folder / "blobs").rglob("*") if path.is_file()]) == 1


async def test_iso_is_refused_by_name(desk: StudyDesk) -> None:
    """A CD image is not read yet, and says so."""
    file = await desk.bring(await desk.begin(), bytes(32_768) + b"\x01CD001\x01" + bytes(4096), "cd.iso")

    assert (file.outcome, file.code, file.kind) == ("not_an_image", "iso_not_yet", "iso")


async def test_empty_file_is_unreadable(desk: StudyDesk) -> None:
    """T-31: nothing is not an image, and says why."""
    file = await desk.bring(await desk.begin(), b"")

    assert (file.outcome, file.code) == ("unreadable", "empty_file")


async def test_file_without_uids_is_unreadable(desk: StudyDesk) -> None:
    """BI-57: without usable UIDs an instance has no place; `../` is no UID."""
    uid = f"{ROOT}.1.1.1".encode()
    climbing = (b"../" * len(uid))[: len(uid)]

    file = await desk.bring(await desk.begin(), slice_file(1).replace(uid, climbing))

    assert (file.outcome, file.code) == ("unreadable", "missing_uid")


async def test_truncated_file_stops_nothing(desk: StudyDesk) -> None:
    """BI-44: a cut file is refused with its reason, the next one is accepted."""
    import_id = await desk.begin()

    cut = await desk.bring(import_id, slice_file(1)[:-100])
    whole = await desk.bring(import_id, slice_file(2))

    assert (cut.outcome, cut.code) == ("unreadable", "pixel_data_truncated")
    assert whole.outcome == "accepted"


async def test_import_can_be_left_and_returned_to(desk: StudyDesk) -> None:
    """The state of an import counts outcomes and gives the files after a number, names included."""
    import_id = await desk.begin()
    for number, content in enumerate([slice_file(1), slice_file(1), b"words", b""]):
        await desk.bring(import_id, content, f"file {number}")

    state = await desk.intake.state(ME.id, import_id, since=2)

    row = state.row
    assert (row.received, row.accepted, row.duplicate, row.not_an_image, row.unreadable) == (4, 1, 1, 1, 1)
    assert [(file.seq, file.name) for file in state.files] == [(3, "file 2"), (4, "file 3")]
    assert [one.row.id for one in await desk.intake.recent(ME.id)] == [import_id]


async def test_import_of_another_is_not_found(desk: StudyDesk) -> None:
    """Nobody learns of somebody else's import, or adds to it."""
    import_id = await desk.begin()

    with pytest.raises(NotFound):
        await desk.intake.state(STRANGER.id, import_id)
    with pytest.raises(NotFound):
        await desk.bring(import_id, slice_file(1), person=STRANGER)
    with pytest.raises(NotFound):
        await desk.intake.finish(STRANGER.id, ImportId("0" * 32))


async def test_administrator_brings_nothing_in(desk: StudyDesk) -> None:
    """Administrators see no pictures, so they own none."""
    with pytest.raises(Refused) as refused:
        await desk.begin(ADMINISTRATOR)
    assert refused.value.code == "forbidden"


async def test_finished_import_takes_no_more(desk: StudyDesk) -> None:
    """After the end nothing is added; ending twice is harmless."""
    import_id = await desk.begin()
    await desk.bring(import_id, slice_file(1))
    assert (await desk.intake.finish(ME.id, import_id)).is_finished
    assert (await desk.intake.finish(ME.id, import_id)).is_finished

    with pytest.raises(Refused) as refused:
        await desk.bring(import_id, slice_file(2))
    assert refused.value.code == "import_finished"


async def test_record_tells_an_import_by_ids_and_sums(desk: StudyDesk) -> None:
    """Begin, each study before it is visible, sums at the end: no name, no UID."""
    import_id = await desk.begin()
    file = await desk.bring(import_id, slice_file(1))
    await desk.bring(import_id, slice_file(2))
    await desk.bring(import_id, b"words")
    await desk.intake.finish(ME.id, import_id)

    assert desk.record.kinds() == ["import.started", "instances.imported", "instances.imported", "import.finished"]
    assert desk.record.entries[1].facts == {"import": import_id, "study": file.study}
    assert desk.record.entries[2].facts["objects"] == 2
    assert desk.record.entries[3].facts["not_an_image"] == 1


async def test_without_record_nothing_is_stored(desk: StudyDesk) -> None:
    """No log, no image: when the entry cannot be written the file is refused and nothing stays."""
    import_id = await desk.begin()
    desk.record.is_broken = True

    with pytest.raises(Unavailable) as refused:
        await desk.bring(import_id, slice_file(1))

    assert refused.value.code == "log_unavailable"
    assert list(desk.blobs.names()) == []
    assert await desk.shelf.visible_to(ME.id) == []
    desk.record.is_broken = False
    assert (await desk.bring(import_id, slice_file(1))).outcome == "accepted"


async def test_body_must_be_what_was_announced(desk: StudyDesk) -> None:
    """BI-24: a body that ends early or goes on too long is refused and not counted."""
    import_id = await desk.begin()
    content = slice_file(1)

    for size, code in ((len(content) + 1, "body_incomplete"), (len(content) - 1, "body_too_long")):
        with pytest.raises(Malformed) as refused:
            await desk.intake.receive(ME.id, import_id, "IM1", size, pieces(content))
        assert refused.value.code == code

    assert (await desk.intake.state(ME.id, import_id)).row.received == 0
    assert list(desk.blobs.names()) == []


async def test_file_over_the_limit_is_refused_before_it_comes(desk: StudyDesk) -> None:
    """BI-24: four announced gigabytes are refused without a byte being read."""
    import_id = await desk.begin()

    with pytest.raises(Malformed) as refused:
        await desk.intake.receive(ME.id, import_id, "IM1", 4 << 30, pieces(b""))

    assert refused.value.code == "too_large"


async def test_quota_is_kept_per_person(tmp_path: Path, workers: WorkerPool) -> None:
    """T-33: who has used up their share is told so; others go on."""
    content = slice_file(1)
    async with StudyDesk(tmp_path, workers, IntakeLimits(free_share=0.0, quota_bytes=len(content) + 10)) as desk:
        import_id = await desk.begin()
        await desk.bring(import_id, content)

        with pytest.raises(Refused) as refused:
            await desk.bring(import_id, slice_file(2))
        assert refused.value.code == "quota_reached"
        assert (await desk.bring(await desk.begin(STRANGER), slice_file(2), person=STRANGER)).outcome == "accepted"


async def test_free_share_of_the_disk_stays_free(tmp_path: Path, workers: WorkerPool) -> None:
    """T-33: intake stops before the disk is full, and nothing is half-stored."""
    async with StudyDesk(tmp_path, workers, IntakeLimits(free_share=1.0)) as desk:
        with pytest.raises(Unavailable) as refused:
            await desk.bring(await desk.begin(), slice_file(1))

        assert refused.value.code == "storage_full"
        assert list(desk.blobs.names()) == []
