"""Sealed objects by random name over obstore: put whole or not at all, read in pieces, remove twice without harm.

A name is 32 hex digits that we drew ourselves, so nothing that came in with a file (its name, its UIDs) can decide
where bytes rest. All calls block and belong into a thread; they hold at most a few pieces of `PIECE_BYTES` in memory.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore

from server.desk.study_rows import Space
from server.terms.errors import NotFound, Unavailable

PIECE_BYTES = 1 << 20
"""Bytes per piece on the way in and out; the store keeps at most two of them while it writes."""
_NAME = re.compile(r"[0-9a-f]{32}\Z")
_FULL = ("os error 28)", "os error 122)")
"""How obstore words ENOSPC and EDQUOT; it gives no error number."""


class ObjectBlobs:
    """Objects in one store; `folder` is where a local store keeps them, so that a put can be made durable."""

    def __init__(self, store: ObjectStore, folder: Path | None = None) -> None:
        self._store = store
        self._folder = folder

    @classmethod
    def in_folder(cls, folder: Path) -> "ObjectBlobs":
        """Keep objects below `folder` (made with mode 0700 when it is not there)."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(LocalStore(folder), folder)

    @classmethod
    def in_memory(cls) -> "ObjectBlobs":
        """Keep objects in this process only."""
        return cls(MemoryStore())

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """Store the pieces as one object: durable and whole on return, or nothing at all when anything raises.

        Raises
        ------
        Unavailable
            `storage_full`, `storage_unavailable`.
        """
        path = _path_of(name)
        with _spoken():
            obstore.put(self._store, path, iter(pieces), use_multipart=True, chunk_size=PIECE_BYTES, max_concurrency=1)
            self._make_durable(path)

    def read(self, name: str) -> Iterator[bytes]:
        """Give the object's bytes in order, in pieces of any size.

        Raises
        ------
        NotFound
            `object`, when there is none of that name.
        """
        with _spoken():
            for piece in obstore.get(self._store, _path_of(name)).stream(min_chunk_size=PIECE_BYTES):
                yield bytes(piece)

    def remove(self, name: str) -> bool:
        """Remove the object; says whether there was one."""
        path = _path_of(name)
        with _spoken():
            try:
                obstore.head(self._store, path)
                obstore.delete(self._store, path)
            except FileNotFoundError:
                return False
        return True

    def names(self) -> Iterator[str]:
        """Give the names of all objects; what else lies in the store is passed over."""
        with _spoken():
            for batch in obstore.list(self._store):
                for meta in batch:
                    name = meta["path"].replace("/", "")
                    if _NAME.match(name) and _path_of(name) == meta["path"]:
                        yield name

    def space(self) -> Space | None:
        """Room on the disk; None where space is somebody else's care."""
        if self._folder is None:
            return None
        try:
            disk = os.statvfs(self._folder)
        except OSError as error:
            raise Unavailable("storage_unavailable") from error
        return Space(free=disk.f_bavail * disk.f_frsize, total=disk.f_blocks * disk.f_frsize)

    def _make_durable(self, path: str) -> None:
        # obstore renames a finished file into place but never syncs: without this a power cut could keep the row
        # and lose the object.
        if self._folder is None:
            return
        for part in (self._folder / path, (self._folder / path).parent, self._folder):
            descriptor = os.open(part, os.O_RDONLY | os.O_CLOEXEC)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _path_of(name: str) -> str:
    if not _NAME.match(name):
        raise ValueError("an object's name is 32 hex digits")
    return f"{name[:2]}/{name[2:]}"


@contextmanager
def _spoken() -> Iterator[None]:
    """Turn the store's failures into our words; what the giver of the pieces raises passes as it is."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound("object") from error
    except (BaseError, OSError) as error:
        full = any(sign in str(error) for sign in _FULL) or getattr(error, "errno", None) in {28, 122}
        raise Unavailable("storage_full" if full else "storage_unavailable") from error
