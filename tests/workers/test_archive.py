import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from server.terms.errors import Malformed
from server.workers import archive
from server.workers.limits import WorkerLimits
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile
from server.workers.wire import ArchiveMember

LIMITS = WorkerLimits()
pytestmark = pytest.mark.asyncio(loop_scope="module")


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as file:
        for name, content in members:
            file.writestr(name, content)
    return written.getvalue()


def special(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def listed(content: bytes) -> tuple[ArchiveMember, ...]:
    file = InputFile.holding(content)
    try:
        return archive.list_members(file.descriptor, file.byte_count, LIMITS)
    finally:
        file.close()


def extracted(content: bytes, index: int = 0, limit: int = 1 << 20) -> bytes:
    file, out = InputFile.holding(content), bytearray()
    try:
        size = archive.extract(file.descriptor, file.byte_count, index, limit, LIMITS, out.extend)
    finally:
        file.close()
    assert size == len(out)
    return bytes(out)


async def test_files_are_listed_and_extracted() -> None:
    """Folders are left out; a member's bytes come back whole."""
    content = zipped(("scan/", b""), ("scan/IM1", b"first"), ("scan/IM2", b"second" * 1000))
    members = listed(content)
    assert [(member.index, member.name, member.refused) for member in members] == [
        (1, "scan/IM1", ""),
        (2, "scan/IM2", ""),
    ]
    assert extracted(content, 2) == b"second" * 1000


UNSAFE = [
    "../../evil.dcm", "a/../../b", "/etc/passwd", "C:\\windows\\x", "C:x", "\\\\server\\share\\x", "..\\up", "CON",
    "dir/nul.dcm", "a/AUX", "com1.txt", "//x/y", "a/..", "LPT9", "prn",
]  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
async def test_names_that_climb_or_name_devices_are_refused(name: str) -> None:
    """T-29, BI-89: the member is refused by name; nothing is ever written to a path anyway."""
    good, bad = listed(zipped(("ok.dcm", b"x"), (name, b"x")))
    assert (good.refused, bad.refused) == ("", "archive_unsafe_name")
    with pytest.raises(Malformed, match="archive_unsafe_name"):
        extracted(zipped((name, b"x")))


async def test_name_with_a_nul_is_refused() -> None:
    """T-29, BI-89: what hides behind a NUL is seen."""
    content = zipped(("safeXdcm", b"x")).replace(b"safeXdcm", b"safe\0dcm")
    assert listed(content)[0].refused == "archive_unsafe_name"


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o010644, 0o140755, 0o060660])
async def test_links_and_devices_are_refused(mode: int) -> None:
    """T-29, BI-89: symlink, devices, pipe, socket."""
    assert listed(zipped((special("link", mode), b"/etc/passwd")))[0].refused == "archive_link"


async def test_duplicate_names_are_refused() -> None:
    """BI-89: the same name twice, by case or by Unicode form, could show one file and keep another."""
    with pytest.warns(UserWarning, match="Duplicate"):
        content = zipped(("a.dcm", b"1"), ("A.DCM", b"2"), ("a.dcm", b"3"), ("\u00e9", b"4"), ("e\u0301", b"5"))
    assert [member.refused for member in listed(content)] == [
        "", "archive_duplicate_name", "archive_duplicate_name", "", "archive_duplicate_name",
    ]  # fmt: skip


async def test_archives_inside_archives_are_refused() -> None:
    """BI-88: by name, and by content under another name."""
    inner = zipped(("x", b"x"))
    assert listed(zipped(("inner.zip", inner)))[0].refused == "archive_nested"
    with pytest.raises(Malformed, match="archive_nested"):
        extracted(zipped(("inner.dcm", inner)))


async def test_ratio_bombs_are_refused_before_inflating() -> None:
    """BI-88, T-27: more than a hundredfold is no picture."""
    content = zipped(("z.dcm", bytes(8 << 20)))
    assert listed(content)[0].refused == "archive_ratio"
    with pytest.raises(Malformed, match="archive_ratio"):
        extracted(content, limit=1 << 30)


async def test_size_metadata_is_not_believed() -> None:
    """BI-88: a member that inflates to more than it says stops there."""
    content = bytearray(zipped(("z.dcm", os.urandom(50_000))))
    directory = content.rfind(b"PK\x01\x02")
    struct.pack_into("<L", content, directory + 24, 100)
    with pytest.raises(Malformed, match=r"archive_size_lie|archive_checksum"):
        extracted(bytes(content))


async def test_wrong_checksum_is_refused() -> None:
    """A member whose content changed is not handed on as whole."""
    content = bytearray(zipped(("z.dcm", b"A" * 50), method=zipfile.ZIP_STORED))
    content[content.find(b"AAAA")] = ord("B")
    with pytest.raises(Malformed, match="archive_checksum"):
        extracted(bytes(content))


async def test_encrypted_members_are_refused() -> None:
    """BI-90: nobody is asked for a password."""
    content = bytearray(zipped(("z.dcm", b"secret")))
    for record, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(record) + flags] |= 1
    assert listed(bytes(content))[0].refused == "archive_encrypted"


async def test_other_compression_is_refused_by_name() -> None:
    """Only stored and deflated members are read."""
    assert listed(zipped(("z.dcm", b"x" * 99), method=zipfile.ZIP_LZMA))[0].refused == "archive_method"


async def test_too_many_files_are_refused_before_they_are_read() -> None:
    """BI-93: a hundred thousand tiny files are refused by the end record alone."""
    with pytest.raises(Malformed, match="archive_too_many_files"):
        listed(zipped(*((f"{number}", b"") for number in range(20_001)), method=zipfile.ZIP_STORED))


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06", bytes(100), b"PK\x03\x04" + bytes(60)])
async def test_what_is_no_zip_is_refused(content: bytes) -> None:
    """A file without a directory of members."""
    with pytest.raises(Malformed, match="not_a_zip"):
        listed(content)


@pytest.mark.parametrize("index", [-1, 1, 99])
async def test_members_that_are_not_there_cannot_be_extracted(index: int) -> None:
    """Only what was listed can be asked for."""
    with pytest.raises(Malformed, match="no_such_member"):
        extracted(zipped(("a", b"x")), index)


async def test_a_member_larger_than_allowed_is_refused() -> None:
    """The server decides how much it takes."""
    with pytest.raises(Malformed, match="archive_member_too_large"):
        extracted(zipped(("a", os.urandom(5000))), limit=4999)


async def test_names_for_people_show_no_hidden_characters() -> None:
    """T-19, T-21: display text only."""
    assert listed(zipped(("a\u202efdp.dcm", b"x")))[0].name == "afdp.dcm"


async def test_archives_are_read_in_a_worker(pool: WorkerPool) -> None:
    """The server hands over descriptors and gets sizes back."""
    file, out = InputFile.holding(zipped(("a.dcm", b"content"))), InputFile()
    (member,) = await pool.list_archive(file.descriptor)
    assert await pool.extract(file.descriptor, member.index, out.descriptor, 100) == 7
    assert os.pread(out.descriptor, 100, 0) == b"content"
    out.close()
    file.close()


SHARED = {
    "zip-bomb-256MB.zip": ["archive_ratio"],
    "zip-slip.zip": ["archive_unsafe_name", ""],
    "zip-symlink.zip": ["", "archive_link"],
}


@pytest.mark.parametrize("name", SHARED)
async def test_shared_hostile_archives(
    pool: WorkerPool, shared_data: Path, compared: Callable[[Path], None], name: str
) -> None:
    """T-27, T-29: bomb, traversal and symlink of the shared set."""
    path = shared_data / "hostile" / name
    file = InputFile.holding(path.read_bytes())
    assert [member.refused for member in await pool.list_archive(file.descriptor)] == SHARED[name]
    file.close()
    compared(path)
