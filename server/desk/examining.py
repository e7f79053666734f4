"""One file, whatever it is, to what became of it: read and tried in a worker, then filed, or named and refused."""

import asyncio
import os
from collections.abc import Sequence
from typing import Protocol

from server.desk.filing import BeforeVisible, Filing
from server.desk.other_objects import OtherObjects
from server.desk.study_rows import NewReport
from server.studies.foreign import HEAD_BYTES, kind_of_foreign
from server.studies.header import InstanceHeader, Kind
from server.terms.errors import Malformed
from server.terms.ids import PersonId
from server.terms.images import ImageTraits, PixelGrid
from server.workers.shared_frame import InputFile, SharedFrame
from server.workers.wire import ArchiveMember

FOREIGN = {"not_dicom": "", "media_directory": Kind.DIRECTORY, "no_pixel_data": Kind.OTHER}
"""Refusals that say "this is no image" rather than "this image is broken", and the kind when they know it."""
AT_ONCE = 2
TRIAL_BYTES = 8 << 20
"""Frames up to this size are tried; larger ones would show in this process's memory."""


class FileWorkers(Protocol):
    """The limited processes that read untrusted bytes (`server.workers.pool`); all raise `Malformed` for refusals."""

    async def inspect(self, descriptor: int) -> InstanceHeader:
        """Read the header of a DICOM file."""
        ...

    async def decode(
        self, descriptor: int, frame: int, *, traits: ImageTraits, out: SharedFrame, instance: str = ""
    ) -> PixelGrid:
        """Decode one frame."""
        ...

    async def list_archive(self, descriptor: int) -> Sequence[ArchiveMember]:
        """List the files in a zip."""
        ...

    async def extract(self, descriptor: int, index: int, out: int, limit: int) -> int:
        """Write one member of a zip into `out`; give its size."""
        ...


class Examiner:
    """Examines files, a few at a time, so that pictures people wait for never queue behind an upload."""

    def __init__(self, workers: FileWorkers, filing: Filing, others: OtherObjects) -> None:
        self._workers = workers
        self._filing = filing
        self._others = others
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def examine(
        self,
        owner: PersonId,
        sealed_name: bytes,
        file: InputFile,
        *,
        before_visible: BeforeVisible,
        synthetic: bool = False,
    ) -> NewReport:
        """Say what the sealed file is and, if it is an image that can be shown, keep it; else its study names it.

        Raises
        ------
        Unavailable
            A disk, a limit or the record stands in the way: nothing is kept, and the same file may work later.
        """
        try:
            async with self._turns:
                header = await self._read(file)
            if header.kind is not Kind.IMAGE:
                await self._others.note(owner, header)
                return NewReport(sealed_name, "not_an_image", "not_an_image", header.kind)
            filed = await self._filing.file(owner, header, file, before_visible=before_visible, synthetic=synthetic)
        except Malformed as refusal:
            if refusal.code not in FOREIGN:
                return NewReport(sealed_name, "unreadable", refusal.code)
            return _foreign(sealed_name, refusal.code, file)
        return NewReport(
            sealed_name,
            filed.outcome,
            filed.code,
            header.kind,
            filed.study,
            filed.series,
            file.byte_count if filed.outcome == "accepted" else 0,
        )

    async def _read(self, file: InputFile) -> InstanceHeader:
        """Read the header, and of a compressed image try the first frame: its header says nothing about its pixels."""
        header = await self._workers.inspect(file.descriptor)
        image = header.image
        if image is not None and image.location.length is None and image.grid.byte_count <= TRIAL_BYTES:
            out = SharedFrame.for_grid(image.grid)
            try:
                await self._workers.decode(file.descriptor, 0, traits=image, out=out)
            finally:
                out.close()
        return header


def _foreign(sealed_name: bytes, code: str, file: InputFile) -> NewReport:
    kind = FOREIGN[code] or kind_of_foreign(os.pread(file.descriptor, HEAD_BYTES, 0))
    return NewReport(sealed_name, "not_an_image", "iso_not_yet" if kind == "iso" else code, kind)
