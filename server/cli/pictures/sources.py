"""What the command line names as single files: folders walked in order, zips opened by a worker."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Protocol

from server.terms.errors import LightboxError, Malformed
from server.workers.wire import ArchiveMember

_OURS = re.compile(r"\.f\d{3,}\.(png|jpg)$")
_ZIP, _PART_10, _PREAMBLE = b"PK\x03\x04", b"DICM", 128


class ArchiveLister(Protocol):
    """The limited processes that read untrusted archives."""

    async def list_archive(self, descriptor: int) -> Sequence[ArchiveMember]:
        """List the files in a zip; raises `Malformed`."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """One file to look at.

    `place` is where its pictures go below the output folder: names of folders, then of the file. `member` is its
    number in the zip at `path`, None for a file by itself; `refused` a code that was known before it was opened.
    """

    path: str
    place: tuple[str, ...]
    member: int | None = None
    member_name: str = ""
    member_bytes: int = 0
    refused: str = ""

    @property
    def shown(self) -> str:
        """Its name for people and programs: the path, for a member with the name inside the zip behind it."""
        return self.path if self.member is None else f"{self.path}/{self.member_name}"


async def find(paths: Iterable[str], archives: ArchiveLister, *, out: Path | None = None) -> list[Source]:
    """Every file the paths name: folders with all below them in order of names, zips with their members.

    Links to folders are not followed. Pictures that an earlier run left in the folder `out` are none of them.
    """
    found: list[Source] = []
    for path in paths:
        for source, by_name in _walked(path, out):
            if not source.refused and _is_zip(source.path, by_name=by_name):
                found += await _members(source, archives)
            else:
                found.append(source)
    return found


def _walked(path: str, out: Path | None) -> Iterator[tuple[Source, bool]]:
    """The files at and below a path, and whether only their name may say that they are zips."""
    if not Path(path).is_dir():
        yield Source(path, (PurePath(path).name,)), False
        return
    closed: list[OSError] = []
    for folder, below, names in os.walk(path, onerror=closed.append):
        below.sort()
        inside = PurePath(folder).relative_to(path).parts
        is_ours = out is not None and Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(out))
        for name in sorted(names):
            if is_ours and _OURS.search(name):
                continue
            yield Source(f"{folder.rstrip(os.sep)}{os.sep}{name}", (*inside, name)), True
    for error in closed:
        yield Source(str(error.filename), (PurePath(error.filename).name,), refused="file_unreadable"), True


def _is_zip(path: str, *, by_name: bool) -> bool:
    """Whether it is opened as a zip. A DICOM file may begin like one: then it is a DICOM file."""
    if path.lower().endswith(".zip"):
        return True
    if by_name:
        return False
    try:
        descriptor = open_file(path)
    except LightboxError:
        return False  # it is refused when it is opened
    try:
        head = os.pread(descriptor, _PREAMBLE + len(_PART_10), 0)
    finally:
        os.close(descriptor)
    return head.startswith(_ZIP) and not head.endswith(_PART_10)


def open_file(path: str) -> int:
    """A descriptor of a regular file to read from; nothing that could keep us waiting is opened.

    Raises
    ------
    Malformed
        `no_such_file`, `not_a_file`, `file_unreadable`.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise Malformed("no_such_file") from error
    except OSError as error:
        raise Malformed("file_unreadable") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Malformed("not_a_file")
    return descriptor


async def _members(archive: Source, archives: ArchiveLister) -> list[Source]:
    """The files in a zip; one that cannot be opened is itself what is refused."""
    try:
        descriptor = open_file(archive.path)
        try:
            members = await archives.list_archive(descriptor)
        finally:
            os.close(descriptor)
    except Malformed as refusal:
        return [Source(archive.path, archive.place, refused=refusal.code)]
    if not members:
        return [Source(archive.path, archive.place, refused="archive_empty")]
    folders = (*archive.place[:-1], _without_suffix(archive.place[-1]))
    return [
        Source(
            archive.path,
            (*folders, *_safe_parts(member.name)),
            member.index,
            member.name,
            member.byte_count,
            member.refused,
        )
        for member in sorted(members, key=lambda member: member.name.replace("\\", "/").split("/"))
    ]


def _safe_parts(name: str) -> tuple[str, ...]:
    """A member's name as names of folders and a file that lead nowhere else: it comes from a stranger."""
    parts = [part.strip() for part in name.replace("\\", "/").split("/")]
    safe = ["".join(c if c not in '<>:"|?*' and c.isprintable() else "_" for c in part) for part in parts]
    return tuple(part for part in safe if part.strip(".")) or ("member",)


def _without_suffix(name: str) -> str:
    return name[: -len(".zip")] if name.lower().endswith(".zip") and len(name) > len(".zip") else name
