"""Sealed objects by random name over obstore: put whole or not at all, read in pieces, remove twice without harm.

A name is 32 hex digits that we drew ourselves, so nothing that came in with a file (its name, its UIDs) can decide
where bytes rest. All calls block and belong into a thread; they hold at most a few pieces of `PIECE_BYTES` in memory.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Final

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore

from server.desk.study_rows import Space
from server.storage.blobs.bucket import Bucket, store_of
from server.terms.errors import NotFound, Unavailable
from server.terms.figures import Tally

PIECE_BYTES = 1 << 20
"""Bytes per piece on the way in and out; a folder keeps at most two of them while it writes."""
PART_BYTES: Final = 8 << 20
"""Bytes per part of a large object on its way into a bucket, where a part has to have 5 MiB; two are in memory."""
_NAME = re.compile(r"[0-9a-f]{32}\Z")
_FULL = ("os error 28)", "os error 122)", "QuotaExceeded", "InsufficientStorage", "XMinioStorageFull")
"""How obstore words ENOSPC and EDQUOT (it gives no error number), and what S3-like stores call the same."""
_NO_PLACE = "NoSuchBucket"
"""Answered with the same 404 as an object that is not there; it is the store that is not there."""


class ObjectBlobs:
    """Objects in one store; `folder` is where a local store keeps them, so that a put can be made durable."""

    def __init__(self, store: ObjectStore, folder: Path | None = None, *, is_remote: bool = False) -> None:
        self._store = store
        self._folder = folder
        self._is_remote = is_remote
        self.failures = Tally()
        """What could not be done, by code."""

    @classmethod
    def in_folder(cls, folder: Path) -> "ObjectBlobs":
        """Keep objects below `folder` (made with mode 0700 when it is not there)."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(LocalStore(folder), folder)

    @classmethod
    def in_memory(cls) -> "ObjectBlobs":
        """Keep objects in this process only."""
        return cls(MemoryStore())

    @classmethod
    def in_bucket(cls, bucket: Bucket) -> "ObjectBlobs":
        """Keep objects in a bucket, which somebody else made, watches and pays for."""
        return cls(store_of(bucket), is_remote=True)

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """Store the pieces as one object: durable and whole on return, or nothing at all when anything raises.

        Raises
        ------
        Unavailable
            `storage_full`, `storage_unavailable`.
        """
        path = _path_of(name)
        with _spoken(self.failures, is_there=True):
            if self._is_remote:
                self._send(path, iter(pieces))
                return
            obstore.put(self._store, path, iter(pieces), use_multipart=True, chunk_size=PIECE_BYTES, max_concurrency=1)
            self._make_durable(path)

    def read(self, name: str) -> Iterator[bytes]:
        """Give the object's bytes in order, in pieces of any size.

        Raises
        ------
        NotFound
            `object`, when there is none of that name.
        """
        with _spoken(self.failures):
            for piece in obstore.get(self._store, _path_of(name)).stream(min_chunk_size=PIECE_BYTES):
                yield bytes(piece)

    def remove(self, name: str) -> bool:
        """Remove the object; says whether there was one."""
        path = _path_of(name)
        with _spoken(self.failures):
            try:
                obstore.head(self._store, path)
                obstore.delete(self._store, path)
            except FileNotFoundError:
                # a HEAD has no body to say that it is the bucket that is missing: it counts as nothing to remove
                return False
        return True

    def names(self, *, older_than_s: float = 0.0) -> Iterator[str]:
        """Give the names of objects put at least so long ago; what else lies in the store is passed over."""
        latest = datetime.now(UTC) - timedelta(seconds=older_than_s)
        with _spoken(self.failures):
            for batch in obstore.list(self._store):
                for meta in batch:
                    name = meta["path"].replace("/", "")
                    is_old = not older_than_s or meta["last_modified"] <= latest
                    if is_old and _NAME.match(name) and _path_of(name) == meta["path"]:
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

    def _send(self, path: str, pieces: Iterator[bytes]) -> None:
        """Into a bucket: in one request what fits into one part, else in parts that appear together or not at all."""
        head = bytearray()
        for piece in pieces:
            head += piece
            if len(head) > PART_BYTES:
                break
        try:
            if len(head) <= PART_BYTES:
                obstore.put(self._store, path, bytes(head), use_multipart=False)
            else:
                whole = chain([bytes(head)], pieces)
                obstore.put(self._store, path, whole, use_multipart=True, chunk_size=PART_BYTES, max_concurrency=1)
        except BaseError:
            # an answer that was lost on its way may have been a yes
            with suppress(BaseError, OSError):
                obstore.delete(self._store, path)
            raise

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
def _spoken(failures: Tally, *, is_there: bool = False) -> Iterator[None]:
    """Turn the store's failures into our words; what the giver of the pieces raises passes as it is.

    With `is_there` nothing had to be found, so what is missing is the place itself.
    """
    try:
        yield
    except FileNotFoundError as error:
        if is_there or _NO_PLACE in str(error):
            raise _counted(failures, "storage_unavailable") from error
        raise NotFound("object") from error
    except (BaseError, OSError) as error:
        full = any(sign in str(error) for sign in _FULL) or getattr(error, "errno", None) in {28, 122}
        raise _counted(failures, "storage_full" if full else "storage_unavailable") from error


def _counted(failures: Tally, code: str) -> Unavailable:
    failures.add(code)
    return Unavailable(code)
