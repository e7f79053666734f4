"""Small pictures for the desk: rendered the same way as in a room, sealed under the study's key, recorded before shown.

They belong to the study (decisions 16), not to any session: they go when the study goes. One that was changed or
damaged is an alert and is made anew (LK-7); a stored image that was, an alert and no picture.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from itertools import islice
from typing import Literal, Protocol

from server.desk.library import Library
from server.desk.sealed_headers import key_of
from server.desk.sealed_objects import SealedObjects
from server.desk.study_ports import Record, ThumbnailShelf
from server.desk.study_rows import InstanceRow, StudyRow
from server.render.level import reduced
from server.render.pipeline import render_frame
from server.render.voi import default_view
from server.terms.entries import Entry, EntryFact
from server.terms.errors import Malformed, NotFound, Tampered
from server.terms.ids import InstanceId, LoginId, PersonId, SeriesId, StudyId
from server.terms.images import ImageTraits, PixelGrid
from server.vault.deployment import DeploymentKey
from server.vault.sealing import Random
from server.workers.shared_frame import SharedFrame

Size = Literal["thumb", "look"]
SIDE: dict[Size, int] = {"thumb": 256, "look": 1024}
"""Longest side at most, reached by halving."""
AT_ONCE = 2
REMEMBERED = 10_000


class Decoder(Protocol):
    """The limited processes that decode untrusted bytes."""

    async def decode(
        self, descriptor: int, frame: int, *, traits: ImageTraits, out: SharedFrame, instance: str = ""
    ) -> PixelGrid:
        """Decode one frame into memory the server made; `Malformed` when the file does not allow it."""
        ...


class Thumbnails:
    """Makes each small picture once, and records once per study and login that pictures of it were looked at."""

    def __init__(
        self,
        *,
        library: Library,
        shelf: ThumbnailShelf,
        objects: SealedObjects,
        decoder: Decoder,
        record: Record,
        dep: DeploymentKey,
        random: Random,
        now_ms: Callable[[], int],
    ) -> None:
        self._library = library
        self._shelf = shelf
        self._objects = objects
        self._decoder = decoder
        self._record = record
        self._dep = dep
        self._random = random
        self._now_ms = now_ms
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._recorded: OrderedDict[tuple[LoginId, StudyId], None] = OrderedDict()
        """Owned by `_note`; after a restart an entry more is written, never one too few."""
        self._alerted: OrderedDict[str, None] = OrderedDict()
        """Objects that would not open and of which the record was told; owned by `_alert`."""

    async def picture(
        self, person: PersonId, login: LoginId, study: StudyId, series: SeriesId, position: int, size: Size
    ) -> bytes:
        """Give the JPEG of one position (from 0) of a series, counted through its stacks in order.

        Raises
        ------
        NotFound
            `study`, `series`, `picture`.
        Malformed
            `not_displayable`: the instance cannot be decoded.
        Tampered
            `sealed_object`: the stored image was changed; that is in the record.
        Unavailable
            `log_unavailable`: no entry, no picture.
        """
        row = await self._library.visible(person, study)
        catalog = await self._library.catalog(row)
        found = catalog.find(series)
        if found is None:
            raise NotFound("series")
        frame = next(islice((frame for stack in found.stacks for frame in stack.frames), position, None), None)
        if frame is None:
            raise NotFound("picture")
        instance = catalog.instances[InstanceId(frame.key)]
        if instance.header.image is None:
            raise NotFound("picture")
        await self._note(person, login, study)
        kept = await self._shelf.thumbnail(study, instance.row.id, frame.frame, size)
        if kept is not None:
            try:
                return await self._objects.open_bytes(key_of(self._dep, row), kept)
            except Tampered:
                await self._alert("tampered_thumbnail", kept, study, series)
                await self._shelf.forget_thumbnail(study, kept)
                await self._objects.remove([kept])
        async with self._turns:
            try:
                picture = await self._render(row, instance.row, instance.header.image, frame.frame, size)
            except Tampered:
                await self._alert("tampered_object", instance.row.object_name, study, series)
                raise
        await self._keep(row, instance.row.id, frame.frame, size, picture)
        return picture

    async def _note(self, person: PersonId, login: LoginId, study: StudyId) -> None:
        if (login, study) in self._recorded:
            return
        facts = {"study": study, "login": login}
        await self._record.append([Entry("pictures.thumbnail", self._now_ms(), person, facts=facts)])
        self._recorded[login, study] = None
        if len(self._recorded) > REMEMBERED:
            self._recorded.popitem(last=False)

    async def _alert(self, code: str, object_name: str, study: StudyId, series: SeriesId) -> None:
        """Once per object: what rests was changed behind our back."""
        if object_name in self._alerted:
            return
        facts: dict[str, EntryFact] = {"code": code, "study": study, "series": series}
        await self._record.append([Entry("security.alert", self._now_ms(), "system", facts=facts)])
        self._alerted[object_name] = None
        if len(self._alerted) > REMEMBERED:
            self._alerted.popitem(last=False)

    async def _render(self, row: StudyRow, instance: InstanceRow, traits: ImageTraits, frame: int, size: Size) -> bytes:
        file = await self._objects.open_file(key_of(self._dep, row), instance.object_name)
        memory = SharedFrame.for_grid(traits.grid)
        try:
            await self._decoder.decode(file.descriptor, frame, traits=traits, out=memory, instance=instance.id)
            return await asyncio.to_thread(_encoded, memory, traits, frame, size)
        except Malformed as refusal:
            raise Malformed("not_displayable") from refusal
        finally:
            memory.close()
            file.close()

    async def _keep(self, row: StudyRow, instance: InstanceId, frame: int, size: Size, picture: bytes) -> None:
        """Keep the picture for the next time; somebody else may have been first, or the study gone meanwhile."""
        name = self._random(16).hex()
        await self._objects.keep_bytes(key_of(self._dep, row), name, picture)
        if not await self._shelf.keep_thumbnail(row.id, instance, frame, size, name):
            await self._objects.remove([name])


def _encoded(memory: SharedFrame, traits: ImageTraits, frame: int, size: Size) -> bytes:
    level = 0
    while max(traits.grid.rows, traits.grid.columns) >> level > SIDE[size]:
        level += 1
    stored = reduced(memory.array(traits.grid), 0 if traits.levels_after_color else level, traits.padding)
    return render_frame(
        stored,
        traits,
        window=None,
        invert=default_view(traits, None, frame).inverted,
        level=level,
        tier="lossy",
        mark=None,
        auto=None,
        frame=frame,
    ).content
