"""Where pictures go: names that are the same at every run, never two the same, never outside the output folder."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from server.render.encode import Tier
from server.terms.errors import Refused, Unavailable

SUFFIX: dict[Tier, str] = {"preview": ".jpg", "lossy": ".jpg", "lossless": ".png"}
_DICOM_SUFFIXES = (".dcm", ".dicom", ".dic", ".ima")
_LONGEST = 200  # bytes of a name before its frame number; file systems take 255 in all


class Outputs:
    """Gives out names and writes pictures under them; a picture of that name that was there before is replaced.

    `folder` None leaves the writer wherever the caller's own names lead, relative to the current folder.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._root = None if folder is None else Path(os.path.realpath(folder))
        self._taken: set[str] = set()
        self._checked: set[str] = set()

    def stem(self, place: Sequence[str]) -> str:
        """The name of a file's pictures below the folder, without frame number and suffix; each is given once.

        The second file that would get a name another has (in capitals or not) gets `-2` behind it, and so on.
        """
        *folders, name = place
        kept = _shortened(_plain(name))
        number, stem = 1, "/".join((*folders, kept))
        while stem.casefold() in self._taken:
            number += 1
            stem = "/".join((*folders, f"{kept}-{number}"))
        self._taken.add(stem.casefold())
        return stem

    def path(self, name: str) -> Path:
        """The full path of a name below the folder.

        Raises
        ------
        Refused
            `outside_folder` when it would lead out of the folder, by its name or through a link.
        """
        if not name or name.endswith(("/", "\0")) or "\0" in name:
            raise Refused("bad_output")
        if self.folder is None or self._root is None:
            return Path(name)
        path = self.folder / name
        parent = str(path.parent)
        if parent not in self._checked:
            if not Path(os.path.realpath(parent)).is_relative_to(self._root):
                raise Refused("outside_folder")
            self._checked.add(parent)
        if path.name in {"", "..", "."}:
            raise Refused("outside_folder")
        return path

    def write(self, path: Path, content: bytes, *, source: str) -> None:
        """Write a picture whole or not at all.

        Raises
        ------
        Refused
            `output_is_input` when the file it was made from would be lost.
        Unavailable
            `output_not_written`.
        """
        fresh = path.with_name(f".{os.getpid()}.{id(content):x}.new")
        try:
            if path.exists() and path.samefile(source):
                raise Refused("output_is_input")
            try:
                fresh.write_bytes(content)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                fresh.write_bytes(content)
            fresh.replace(path)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink()
            raise Unavailable("output_not_written", error=error.strerror or type(error).__name__) from error


def _plain(name: str) -> str:
    """The file's name without a suffix that only says DICOM."""
    for suffix in _DICOM_SUFFIXES:
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name


def _shortened(name: str) -> str:
    return os.fsdecode(os.fsencode(name)[:_LONGEST])
