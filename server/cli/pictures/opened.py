"""Files that are open now: each is inspected once, and each frame decoded once, for all pictures of it in a row."""

import asyncio
import os
import time
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from server.cli.pictures.sharing import Sharing
from server.cli.pictures.sources import Source, open_file
from server.render.pipeline import Values
from server.studies.foreign import HEAD_BYTES, kind_of_foreign
from server.studies.header import InstanceHeader
from server.terms.errors import Malformed
from server.terms.view import Window
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame

Identity = tuple[int, ...]
"""Tells a file from another that took its name meanwhile."""
MEMBER_BYTES = 1 << 30
"""A zip's member is unpacked into memory: at most this large."""


class Memory:
    """Memory of frames, used again by the next frame of the same size, which overwrites all of it.

    To make and map it anew costs as much as decoding a small frame.
    """

    KEPT, KEPT_BYTES = 4, 4 << 20

    def __init__(self) -> None:
        self._free: list[SharedFrame] = []

    def take(self, byte_count: int) -> SharedFrame:
        """Memory of exactly that size."""
        for place, memory in enumerate(self._free):
            if memory.byte_count == byte_count:
                return self._free.pop(place)
        return SharedFrame(byte_count)

    def give_back(self, memory: SharedFrame) -> None:
        """Keep it for another frame, or free it."""
        if memory.byte_count > self.KEPT_BYTES:
            memory.close()
            return
        self._free.append(memory)
        if len(self._free) > self.KEPT:
            self._free.pop(0).close()

    def close(self) -> None:
        """Wipe and free all that is kept."""
        while self._free:
            self._free.pop().close()


@dataclass(slots=True)
class DecodedFrame:
    """Stored values in memory we own; `overlay` is the plane the file draws over them."""

    memory: SharedFrame
    stored: Values
    overlay: NDArray[np.uint8] | None
    decode_ms: float


@dataclass(slots=True)
class OpenedFile:
    """A file that was let in, with its header and the frames decoded of it; `auto` is its own automatic window."""

    source: Source
    descriptor: int
    byte_count: int
    header: InstanceHeader
    read_ms: float
    inspect_ms: float
    frames: Sharing[int, DecodedFrame]
    auto: "asyncio.Task[Window | None] | None" = None

    def close(self) -> None:
        """Close the file and free its frames."""
        if self.auto is not None:
            self.auto.cancel()
        self.frames.close()
        os.close(self.descriptor)


class Shelf:
    """Opens files and decodes frames through the pool; owned by the event loop."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool, self._memory = pool, Memory()
        self._files: Sharing[tuple[Source, Identity], OpenedFile] = Sharing(OpenedFile.close, kept=1)

    def file(self, source: Source) -> AbstractAsyncContextManager[tuple[OpenedFile, bool]]:
        """A file with its header, and whether it was opened for this call.

        Raises
        ------
        Malformed
            `no_such_file`, `not_a_file`, `file_unreadable`, and what `WorkerPool.inspect` raises.
        """
        return self._files.use((source, _identity(source.path)), lambda: self._open(source))

    def frame(self, opened: OpenedFile, frame: int) -> AbstractAsyncContextManager[tuple[DecodedFrame, bool]]:
        """Frame `frame` (from 0) of an image, and whether it was decoded for this call; raises as the pool."""
        return opened.frames.use(frame, lambda: self._decode(opened, frame))

    def close(self) -> None:
        """Close every file that nobody uses."""
        self._files.close()
        self._memory.close()

    async def _open(self, source: Source) -> OpenedFile:
        began = time.perf_counter()
        descriptor = open_file(source.path)
        try:
            if source.member is not None:
                archive, descriptor = descriptor, -1
                descriptor = await self._unpacked(archive, source, source.member)
            size = os.fstat(descriptor).st_size
            read = time.perf_counter()
            header = await self._inspected(descriptor, size)
        except BaseException:
            if descriptor >= 0:
                os.close(descriptor)
            raise
        inspected = time.perf_counter()
        frames: Sharing[int, DecodedFrame] = Sharing(self._freed, kept=1)
        return OpenedFile(source, descriptor, size, header, (read - began) * 1000, (inspected - read) * 1000, frames)

    def _freed(self, decoded: DecodedFrame) -> None:
        self._memory.give_back(decoded.memory)

    async def _inspected(self, descriptor: int, size: int) -> InstanceHeader:
        try:
            return await self._pool.inspect(descriptor, size=size)
        except Malformed as refusal:
            if refusal.code != "not_dicom":
                raise
            kind = kind_of_foreign(os.pread(descriptor, HEAD_BYTES, 0))
            raise Malformed(refusal.code, kind=kind) from refusal

    async def _unpacked(self, archive: int, source: Source, member: int) -> int:
        """A member of a zip in memory; the archive's descriptor is this call's own, because a worker moves it."""
        file = InputFile()
        try:
            if source.member_bytes > MEMBER_BYTES:
                raise Malformed("archive_member_too_large", limit_bytes=MEMBER_BYTES)
            await self._pool.extract(archive, member, file.descriptor, source.member_bytes)
            try:
                file.seal()
            except OSError as error:
                # The worker still maps what it was lent: it is not to be trusted with this file.
                raise Malformed("decoder_crashed") from error
            return os.dup(file.descriptor)
        finally:
            file.close()
            os.close(archive)

    async def _decode(self, opened: OpenedFile, frame: int) -> DecodedFrame:
        traits = opened.header.image
        if traits is None:
            raise Malformed("not_an_image")
        began = time.perf_counter()
        memory = self._memory.take(traits.grid.byte_count)
        try:
            grid = await self._pool.decode(
                opened.descriptor,
                frame,
                traits=traits,
                out=memory,
                size=opened.byte_count,
                instance=opened.source.shown,
            )
        except BaseException:
            memory.close()
            raise
        took = (time.perf_counter() - began) * 1000
        return DecodedFrame(memory, memory.array(grid), memory.overlay(grid), took)


def _identity(path: str) -> Identity:
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return ()
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size
