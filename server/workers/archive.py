"""Zip archives read as hostile: central directory counted and checked first, members inflated under a limit.

Names only ever become display text; nothing is written to a path. Runs inside a worker.
"""

import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BufferedReader, FileIO
from pathlib import PurePosixPath, PureWindowsPath

from server.terms.errors import Malformed
from server.workers.limits import MIB, WorkerLimits
from server.workers.wire import ArchiveMember

_END = b"PK\x05\x06"
_END_SIZE, _COMMENT = 22, 65_535
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"COM{n}" for n in range(1, 10)), *(f"LPT{n}" for n in range(1, 10))}
_ARCHIVE_NAMES = (".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz")
NAME = 255


def list_members(descriptor: int, size: int, limits: WorkerLimits) -> tuple[ArchiveMember, ...]:
    """The regular files of a zip in directory order, each judged by itself: a bad member spoils only itself.

    A refused member says so by code: `archive_unsafe_name`, `archive_link`, `archive_encrypted`, `archive_method`,
    `archive_ratio`, `archive_nested`, `archive_duplicate_name` (every member after the first of that name).

    Raises
    ------
    Malformed
        `not_a_zip`, `archive_too_many_files`.
    """
    with _open(descriptor, size, limits) as archive:
        members = archive.infolist()
        seen: set[str] = set()
        return tuple(
            ArchiveMember(index, _display(member.filename), member.file_size, _refusal(member, seen, limits))
            for index, member in enumerate(members)
            if not member.is_dir()
        )


def extract(
    descriptor: int,
    size: int,
    index: int,
    limit: int,
    limits: WorkerLimits,
    write: Callable[[bytes], None],
) -> int:
    """Inflate one member through `write`, believing neither its stated size nor its checksum.

    Raises
    ------
    Malformed
        `no_such_member`, `archive_member_too_large` beyond `limit`, `archive_size_lie` when it inflates to another
        size than stated, `archive_ratio`, `archive_checksum`, `archive_nested`.
    """
    with _open(descriptor, size, limits) as archive:
        members = archive.infolist()
        if not 0 <= index < len(members) or members[index].is_dir():
            raise Malformed("no_such_member")
        member = members[index]
        _judge(member, limits)
        if member.file_size > limit:
            raise Malformed("archive_member_too_large", limit_bytes=limit)
        return _inflate(archive, member, write)


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, write: Callable[[bytes], None]) -> int:
    written, head = 0, b""
    try:
        with archive.open(member) as content:
            while chunk := content.read(MIB):
                written += len(chunk)
                head = head or chunk[:4]
                if written > member.file_size:
                    raise Malformed("archive_size_lie")
                if head.startswith(b"PK\x03\x04"):
                    raise Malformed("archive_nested")
                write(chunk)
    except zipfile.BadZipFile as error:
        code = "archive_checksum" if "CRC" in str(error) else "broken_archive"
        raise Malformed(code) from error
    except (zlib.error, EOFError) as error:
        raise Malformed("broken_archive") from error
    if written != member.file_size:
        raise Malformed("archive_size_lie")
    return written


def _open(descriptor: int, size: int, limits: WorkerLimits) -> zipfile.ZipFile:
    """The archive, its number of entries checked before any is read."""
    _check_count(descriptor, min(size, os.fstat(descriptor).st_size), limits)
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        return zipfile.ZipFile(BufferedReader(FileIO(descriptor, closefd=False)))
    except (zipfile.BadZipFile, struct.error, UnicodeDecodeError, ValueError, NotImplementedError) as error:
        raise Malformed("not_a_zip") from error


def _check_count(descriptor: int, size: int, limits: WorkerLimits) -> None:
    """Count by the end record, and by the directory's own size: an entry takes at least 46 bytes."""
    tail_start = max(0, size - _END_SIZE - _COMMENT)
    tail = os.pread(descriptor, size - tail_start, tail_start)
    at = tail.rfind(_END)
    if at < 0 or at + _END_SIZE > len(tail):
        raise Malformed("not_a_zip")
    count, directory_bytes = struct.unpack_from("<HL", tail, at + 10)
    if count > limits.archive_members or directory_bytes > limits.archive_members * (46 + NAME + 64):
        raise Malformed("archive_too_many_files", limit=limits.archive_members)


def _judge(member: zipfile.ZipInfo, limits: WorkerLimits) -> None:
    _check_name(member)
    mode = member.external_attr >> 16
    if mode and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and stat.S_IFMT(mode):
        raise Malformed("archive_link")
    if member.flag_bits & _ENCRYPTED:
        raise Malformed("archive_encrypted")
    if member.is_dir():
        return
    if member.compress_type not in _METHODS:
        raise Malformed("archive_method")
    if member.file_size > MIB and member.file_size > limits.archive_ratio * max(1, member.compress_size):
        raise Malformed("archive_ratio", limit=limits.archive_ratio)
    if member.filename.lower().endswith(_ARCHIVE_NAMES):
        raise Malformed("archive_nested")


def _check_name(member: zipfile.ZipInfo) -> None:
    """Refuse names that would climb, name a drive, a share or a device. We never use them, others might."""
    raw = member.orig_filename
    parts = [part for separator in ("/", "\\") for part in raw.split(separator)]
    unsafe = (
        "\0" in raw
        or ".." in parts
        or PurePosixPath(raw).is_absolute()
        or bool(PureWindowsPath(raw).anchor)
        or any(part.split(".")[0].strip().upper() in _DEVICES for part in parts)
    )
    if unsafe:
        raise Malformed("archive_unsafe_name")


def _refusal(member: zipfile.ZipInfo, seen: set[str], limits: WorkerLimits) -> str:
    """Why a member is not extracted, or an empty text; remembers its name in `seen`."""
    try:
        _judge(member, limits)
    except Malformed as error:
        return error.code
    # Two names that some system takes for one could show one file and store another.
    name = unicodedata.normalize("NFC", member.filename).casefold()
    if name in seen:
        return "archive_duplicate_name"
    seen.add(name)
    return ""


def _display(name: str) -> str:
    """The name as text for people: visible characters only, bounded from the left (the end says more)."""
    return "".join(_visible(name))[-NAME:]


def _visible(name: str) -> Iterator[str]:
    for character in name:
        if not unicodedata.category(character).startswith("C"):
            yield character
