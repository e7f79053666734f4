"""The way of bytes between anonymous memory and sealed objects, piece by piece, in two threads of its own.

Nothing here maps a file: pieces of 1 MiB pass through, so the size of a file never shows in this process's memory.
"""

import asyncio
import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from server.desk.held_objects import HeldObjects
from server.desk.study_ports import Blobs
from server.desk.study_rows import Space
from server.vault.study_key import StudyKey, open_chunks, seal_chunks
from server.workers.shared_frame import InputFile

PIECE_BYTES = 1 << 20
PREAMBLE_BYTES = 128
THREADS = 2
THREADS_FOR_REMOTE = 8
Result = TypeVar("Result")


class SealedObjects:
    """Seals files into blobs and opens them again; `stop` waits for its threads."""

    def __init__(self, blobs: Blobs, held_bytes: int = 0) -> None:
        self.held = HeldObjects(blobs, held_bytes)
        self._blobs: Blobs = self.held
        # a store elsewhere answers late: whoever waits for it must not keep what is held from being opened
        threads = THREADS_FOR_REMOTE if self.held.holds else THREADS
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="objects")

    def stop(self) -> None:
        """Wait for what is running and end the threads."""
        self._threads.shutdown()

    async def digest(self, descriptor: int, size: int) -> bytes:
        """SHA-256 of what would be stored: the file with its preamble zeroed."""

        def work() -> bytes:
            found = hashlib.sha256()
            for piece in _without_preamble(descriptor, size):
                found.update(piece)
            return found.digest()

        return await self._in_thread(work)

    async def check(self) -> None:
        """Pass when the store answers.

        Raises
        ------
        Unavailable
            `storage_unavailable`.
        """
        await self.look(0.0)

    async def keep_file(self, key: StudyKey, name: str, descriptor: int, size: int) -> None:
        """Seal a DICOM file into the object `name`, its preamble zeroed (T-30); durable on return, or not there.

        Raises
        ------
        Unavailable
            `storage_full`, `storage_unavailable`.
        """
        await self._keep(key, name, _without_preamble(descriptor, size))

    async def keep_bytes(self, key: StudyKey, name: str, content: bytes) -> None:
        """Seal a few bytes into the object `name`; durable on return, or not there."""
        await self._keep(key, name, (content,))

    async def open_file(self, key: StudyKey, name: str) -> InputFile:
        """Open an object into a sealed anonymous file, which the caller closes.

        Raises
        ------
        NotFound, Tampered, Unavailable
            `object`; `sealed_object`; the storage's own codes.
        """
        file = InputFile()

        def work() -> None:
            for piece in open_chunks(key, name, self._blobs.read(name)):
                file.write(piece)
            file.seal()

        try:
            await self._in_thread(work)
        except BaseException:
            file.close()
            raise
        return file

    async def open_bytes(self, key: StudyKey, name: str) -> bytes:
        """Open a small object."""
        return await self._in_thread(lambda: b"".join(open_chunks(key, name, self._blobs.read(name))))

    async def fetch(self, name: str) -> None:
        """Read an object for its being held only; `NotFound` and `Unavailable` as `open_file`."""
        await self._in_thread(lambda: deque(self._blobs.read(name), maxlen=0))

    async def look(self, every_s: float) -> None:
        """Ask the store whether it answers, unless it did so lately; raises `Unavailable`."""
        # beside the threads, which uploads may have for a while
        await asyncio.to_thread(self.held.look, every_s)

    async def remove(self, names: Iterable[str]) -> int:
        """Remove objects; says how many there were."""
        wanted = list(names)
        return await self._in_thread(lambda: sum(self._blobs.remove(name) for name in wanted))

    async def names(self, *, older_than_s: float = 0.0) -> set[str]:
        """Give the names of all objects that were put so long ago."""
        return await self._in_thread(lambda: set(self._blobs.names(older_than_s=older_than_s)))

    async def space(self) -> Space | None:
        """Give the room on the disk."""
        return await self._in_thread(self._blobs.space)

    async def _keep(self, key: StudyKey, name: str, pieces: Iterable[bytes]) -> None:
        try:
            await self._in_thread(lambda: self._blobs.put(name, seal_chunks(key, name, pieces)))
        except asyncio.CancelledError:
            # The thread went on to the end, so the object may be there: whoever asked for it is not.
            await self._in_thread(lambda: self._blobs.remove(name))
            raise

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        """Run `work` in a thread; a cancelled caller still waits for it, because a thread cannot be stopped."""
        running = asyncio.get_running_loop().run_in_executor(self._threads, work)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            await asyncio.wait([running])
            raise


def _without_preamble(descriptor: int, size: int) -> Iterator[bytes]:
    """Pieces of a Part 10 file whose first 128 bytes are zero: no stored object starts as a program or a page."""
    at = 0
    while at < size:
        piece = os.pread(descriptor, min(PIECE_BYTES, size - at), at)
        if not piece:
            raise OSError("the file ended early")
        if at == 0:
            piece = bytes(min(PREAMBLE_BYTES, len(piece))) + piece[PREAMBLE_BYTES:]
        at += len(piece)
        yield piece
