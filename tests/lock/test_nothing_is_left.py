"""LK-2, LK-3, LK-5, LK-7: one consult, everything kept before and after its end, and nothing of it opens any more.

Each proof has its control: what is looked for was found before the end, or the proof is void. The server's collector of cycles
is off: whatever leaves its memory leaves it at once.
"""

import asyncio
import base64
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.terms.ids import SessionId, StudyId
from server.vault.deployment import DeploymentKey
from server.vault.record_key import RecordKey
from server.vault.study_key import StudyKey
from tests.journeys.server_process import running
from tests.lock import search
from tests.lock.consult import (
    Evidence,
    Hoarder,
    cancelled,
    clinic_in,
    few,
    kept,
    lived_through,
    picture_needles,
    stored_needle,
)
from tests.lock.disk import own_disk
from tests.lock.opener import SealedFrame, frame_key

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    """The consult, over; at last its server is killed, so that nothing is tidied away."""
    folder = tmp_path_factory.mktemp("lock")
    with own_disk(folder) as disk:
        clinic = clinic_in(disk.folder, drawn=folder / "drawn", LIGHTBOX_TEST_UNCOLLECTED="1")
        gathered = Evidence(clinic, folder / "drawn", folder / "before", folder / "after", disk)
        with running(clinic.server):
            asyncio.run(lived_through(gathered, memory=search.may_read(clinic.pid)))
        gathered.killed = search.in_folder(clinic.server.folder, gathered.needles)
        yield gathered


def needs_memory(evidence: Evidence) -> None:
    """Memory of a process that forbids it to its own account is read by root alone."""
    if "server" not in evidence.live:
        pytest.skip("LK-3 needs to read another process's memory: run as root")


# --- LK-2: disks ------------------------------------------------------------------------------------------------------


def test_no_picture_and_no_key_is_ever_on_a_disk(evidence: Evidence) -> None:
    """LK-2, T-41, A5: data, database with its log, blobs, logs, temporary files, key folder: live, ended, locked, killed."""
    assert evidence.live["disk"] == evidence.ended["disk"] == evidence.locked["disk"] == evidence.killed == {}
    names = {path.name for path in evidence.clinic.server.folder.rglob("*")}
    assert {"lightbox.db", "lightbox.db-wal", "blobs", "log.txt", "tmp", "deployment.key"} <= names


def test_nothing_is_in_a_block_that_was_ever_written(evidence: Evidence) -> None:
    """LK-2: free blocks, the journal and erased files with the rest. Control: a file that was erased is found."""
    if evidence.disk is None or evidence.disk.image is None:
        pytest.skip("LK-2 in free blocks needs to mount an image: root, loop devices, mkfs.ext4")
    control = os.urandom(48)
    evidence.disk.erased(bytes(5000) + control + bytes(5000))
    assert not (evidence.disk.folder / "erased").exists()
    assert evidence.disk.found(evidence.needles | {"control": control}) == {"control": 1}


def test_on_a_disk_it_would_be_found(evidence: Evidence, tmp_path: Path) -> None:
    """LK-2, control: each of them, in the middle of other bytes in a file of a copy of the same folder, is found."""
    folder = tmp_path / "planted"
    kept(evidence.clinic, folder)
    planted = b"\x00\xff".join(bytes(4000) + needle for needle in evidence.needles.values())
    (folder / "data" / "lightbox.db-wal").write_bytes(planted)
    assert search.in_folder(folder, evidence.needles).keys() == evidence.needles.keys()


# --- LK-3: memory -----------------------------------------------------------------------------------------------------


def test_keys_and_pictures_leave_the_servers_memory(evidence: Evidence) -> None:
    """LK-3: the key of the epoch and stored values are there while pictures are shown; then nothing of any picture is."""
    needs_memory(evidence)
    live = evidence.live["server"]
    newest = len(evidence.secrets) - 1
    assert live[f"SK {newest} first half"], "the key was never there, or this proves nothing"
    assert live[f"SK {newest} second half"]
    assert live["stored values"], "the pictures were never there, or this proves nothing"
    assert evidence.ended["server"] == evidence.locked["server"] == {}


def test_a_key_that_was_retired_is_gone_while_the_next_one_lives(evidence: Evidence) -> None:
    """LK-3, decisions 3: the first guest's admission ended the host's epoch; its key is in no memory any more."""
    needs_memory(evidence)
    former = len(evidence.secrets) - 2
    assert not [name for name in evidence.live["server"] if f" {former} " in name]


def test_no_key_is_ever_in_a_worker(evidence: Evidence) -> None:
    """LK-3, decisions 11: what decodes untrusted bytes holds no key while it works, and no pixel when it is over."""
    needs_memory(evidence)
    assert not [name for name in evidence.live["workers"] if "SK" in name or "K_frame" in name]
    assert evidence.ended["workers"] == evidence.locked["workers"] == {}


async def shown_and_ended(evidence: Evidence) -> None:
    """The same without a guest, and a look at memory once it has ended."""
    async with evidence.clinic.consult(noisy=(6, 256), kind=Hoarder) as consult:
        await consult.open()
        await consult.host.until(lambda: len(consult.host.frames) >= 6, "pictures")
        await consult.host.until(lambda: any(each.meta["tier"] == "lossless" for each in consult.host.frames), "rest")
        assert isinstance(consult.host, Hoarder)
        evidence.needles = dict([*picture_needles(few([consult.host])), stored_needle()])
        await cancelled(consult)
        evidence.locked = await asyncio.to_thread(evidence.look, memory=True)


def test_without_overwriting_pictures_would_stay_in_memory(tmp_path: Path) -> None:
    """LK-3, control: the same search finds pictures after the end in a server that does not overwrite what it frees."""
    clinic = clinic_in(tmp_path, drawn=tmp_path / "drawn", LIGHTBOX_TEST_UNHARDENED="1")
    gathered = Evidence(clinic, tmp_path / "drawn", tmp_path / "before", tmp_path / "after", None)
    with running(clinic.server):
        if not search.may_read(clinic.pid):
            pytest.skip("LK-3 needs to read another process's memory: run as root")
        asyncio.run(shown_and_ended(gathered))
    assert gathered.locked["server"]


# --- LK-5: everything the server has, before and after ------------------------------------------------------------------


def readable(folder: Path) -> tuple[list[bytes], list[bytes]]:
    """What the deployment key opens of a copy of the server's folders: keys, and sealed rows as they read."""
    dep = DeploymentKey.load(folder / "keys" / "deployment.key")
    keys = [dep._secret, dep._wrapping_key, dep._sealing_key]
    rows: list[bytes] = []
    with sqlite3.connect(folder / "data" / "lightbox.db") as database:
        for study, wrapped in database.execute("SELECT id, wrapped_key FROM studies"):
            keys.append(StudyKey.unwrap(dep, StudyId(study), wrapped)._secret)
        for session, wrapped, state in database.execute("SELECT id, wrapped_key, state FROM sessions"):
            record = RecordKey.unwrap(dep, SessionId(session), wrapped)
            keys.append(record._secret)
            rows.append(record.open_sealed(state, bound_to=f"state {session}"))
        for number, sealed in database.execute("SELECT n, sealed FROM entry_payloads"):
            rows.append(dep.open_sealed(sealed, bound_to=f"entry {number}"))
    return keys, rows


def test_what_was_kept_opens_with_the_session_key_alone(evidence: Evidence) -> None:
    """LK-5, control: our own decryptor, by the published layout, opens every frame that was sent with its epoch's key."""
    keys = [frame_key(secret) for secret in evidence.secrets]
    assert len(evidence.hoard) >= 14
    for frame in evidence.hoard:
        opened = [image for key in keys if (image := frame.opened(key)) is not None]
        assert len(opened) == 1
        assert opened[0].startswith((b"\xff\xd8\xff", b"\x89PNG"))


@pytest.mark.parametrize("when", ["before", "after"])
def test_nothing_the_server_has_opens_a_frame(evidence: Evidence, when: str) -> None:
    """LK-5, A5: every frame from the wire, everything on its disks with its key file, before the end and after it."""
    keys, rows = readable(getattr(evidence, when))
    assert len(rows) > 20
    files = [path.read_bytes() for path in getattr(evidence, when).rglob("*") if path.is_file()]
    for secret in evidence.secrets:
        for key in (secret, frame_key(secret)):
            for form in (key, key.hex().encode(), base64.b64encode(key)[:43], base64.urlsafe_b64encode(key)[:43]):
                assert not any(form in content for content in (*files, *rows))
    tried = [*keys, *map(frame_key, keys)]
    assert not any(frame.opened(key) for frame in evidence.hoard for key in tried)


# --- LK-7: what was changed ---------------------------------------------------------------------------------------------


def changed(frame: SealedFrame, at: int) -> SealedFrame:
    """One bit of it is another."""
    sealed = bytearray(frame.sealed)
    sealed[at] ^= 1
    return replace(frame, sealed=bytes(sealed))


def test_every_changed_frame_is_refused(evidence: Evidence) -> None:
    """LK-7: a bit of the nonce, the ciphertext, the tag, or of what it is bound to: 100 % do not open."""
    keys = [frame_key(secret) for secret in evidence.secrets]
    for frame in evidence.hoard:
        (key,) = (key for key in keys if frame.opened(key))
        for at in (0, 11, 12, len(frame.sealed) // 2, -17, -16, -1):
            assert changed(frame, at).opened(key) is None
        assert replace(frame, sealed=frame.sealed[:-1]).opened(key) is None
        assert replace(frame, room=frame.room[::-1]).opened(key) is None
        for name, value in (
            ("epoch", frame.meta["epoch"] + 1),
            ("fid", frame.meta["fid"][::-1]),
            ("mime", "image/gif"),
        ):
            assert replace(frame, meta={**frame.meta, name: value}).opened(key) is None


def test_frames_put_in_each_others_place_are_refused(evidence: Evidence) -> None:
    """LK-7: another picture, another room about the same pictures, another epoch: no key opens one as the other."""
    keys = [frame_key(secret) for secret in evidence.secrets]
    frames = [*evidence.hoard, *evidence.elsewhere]
    assert len({frame.room for frame in frames}) == 2
    assert len({(frame.room, frame.meta["epoch"]) for frame in frames}) >= 3
    for frame in frames:
        for other in frames:
            if (frame.room, frame.meta["fid"]) != (other.room, other.meta["fid"]):
                assert not any(replace(frame, sealed=other.sealed).opened(key) for key in keys)
