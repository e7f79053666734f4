"""One read DICOM file into its owner's study: sealed object first, then its rows in one step, or nothing at all."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal
from weakref import WeakValueDictionary

from server.desk.sealed_headers import StudyHead, key_of, open_head, seal_head, seal_instance
from server.desk.sealed_objects import SealedObjects
from server.desk.study_ports import StudyFiling
from server.desk.study_rows import NewInstance, NewStudy, StudyRow
from server.studies.header import InstanceHeader
from server.studies.patients import contradict
from server.terms.errors import Malformed, Unavailable
from server.terms.ids import InstanceId, PersonId, SeriesId, StudyId
from server.vault.deployment import DeploymentKey
from server.vault.sealing import Random
from server.vault.study_key import StudyKey
from server.workers.shared_frame import InputFile

ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Filed:
    """Where the instance is. `code` tells a harmless duplicate (empty) from `conflicting_duplicate`."""

    outcome: Literal["accepted", "duplicate"]
    study: StudyId
    series: SeriesId
    code: str = ""


BeforeVisible = Callable[[StudyId], Awaitable[None]]
"""Called when the object is sealed and before anybody can see it: no entry, no instance."""


class Filing:
    """Puts instances on the shelf under the key of their study, which the study's first instance brings along."""

    def __init__(
        self,
        shelf: StudyFiling,
        objects: SealedObjects,
        dep: DeploymentKey,
        random: Random,
        now_ms: Callable[[], int],
    ) -> None:
        self._shelf = shelf
        self._objects = objects
        self._dep = dep
        self._random = random
        self._now_ms = now_ms
        self._births: WeakValueDictionary[tuple[PersonId, str], asyncio.Lock] = WeakValueDictionary()
        """Owned by `file`: one study is begun by one file while others of it wait."""

    async def file(
        self,
        owner: PersonId,
        header: InstanceHeader,
        file: InputFile,
        *,
        before_visible: BeforeVisible,
        synthetic: bool = False,
    ) -> Filed:
        """Add one instance to its owner's study.

        Raises
        ------
        Malformed
            `missing_uid`, `other_patient` (the study is somebody else's), `study_deleted` (meanwhile).
        Unavailable
            `storage_full`, `storage_unavailable`, or what `before_visible` raises; nothing is left then.
        """
        if not (header.study.uid and header.series.uid and header.sop_instance):
            raise Malformed("missing_uid")
        tag = self._dep.tag(header.study.uid, purpose="study uid")
        study = await self._shelf.study_by_tag(owner, tag)
        if study is not None:
            return await self._add(study, header, file, before_visible)
        lock = self._births.setdefault((owner, tag), asyncio.Lock())
        async with lock:
            study = await self._shelf.study_by_tag(owner, tag)
            if study is None:
                return await self._begin(owner, tag, header, file, before_visible, synthetic=synthetic)
        return await self._add(study, header, file, before_visible)

    async def _begin(
        self,
        owner: PersonId,
        tag: str,
        header: InstanceHeader,
        file: InputFile,
        before_visible: BeforeVisible,
        *,
        synthetic: bool,
    ) -> Filed:
        study = StudyId(self._random(ID_BYTES).hex())
        key = StudyKey.create(self._random)
        new = NewStudy(
            id=study,
            owner=owner,
            uid_tag=tag,
            wrapped_key=key.wrapped(self._dep, study),
            header=seal_head(key, study, StudyHead(header.patient, header.study)),
            synthetic=synthetic,
            added_ms=self._now_ms(),
        )
        digest = await self._objects.digest(file.descriptor, file.byte_count)
        return await self._put(key, study, header, file, digest, before_visible, new)

    async def _add(
        self, study: StudyRow, header: InstanceHeader, file: InputFile, before_visible: BeforeVisible
    ) -> Filed:
        key = key_of(self._dep, study)
        if contradict(open_head(key, study).patient, header.patient):
            raise Malformed("other_patient")
        digest = await self._objects.digest(file.descriptor, file.byte_count)
        there = await self._already(study.id, header, digest)
        return there or await self._put(key, study.id, header, file, digest, before_visible, None)

    async def _put(
        self,
        key: StudyKey,
        study: StudyId,
        header: InstanceHeader,
        file: InputFile,
        digest: bytes,
        before_visible: BeforeVisible,
        new: NewStudy | None,
    ) -> Filed:
        instance = InstanceId(self._random(ID_BYTES).hex())
        name = self._random(ID_BYTES).hex()
        row = NewInstance(
            id=instance,
            study=study,
            series_id=SeriesId(self._random(ID_BYTES).hex()),
            series_tag=self._dep.tag(header.series.uid, purpose=f"series uid {study}"),
            sop_tag=self._sop_tag(study, header),
            digest=digest,
            object_name=name,
            size_bytes=file.byte_count,
            header=seal_instance(key, instance, header),
        )
        await self._objects.keep_file(key, name, file.descriptor, file.byte_count)
        try:
            await before_visible(study)
            series = await self._shelf.file(row, new)
        except BaseException:
            # Known or not, the outcome of a failed commit is read back: an object with a row must stay.
            await asyncio.shield(self._take_back(study, row))
            raise
        if series is not None:
            return Filed("accepted", study, series)
        await self._objects.remove([name])
        there = await self._already(study, header, digest)
        if there is not None:
            return there
        begun = await self._shelf.study_by_tag(new.owner, new.uid_tag) if new is not None else None
        if begun is None:
            raise Malformed("study_deleted")
        # another process began the same study at the same moment: this file goes into that one
        return await self._add(begun, header, file, before_visible)

    async def _take_back(self, study: StudyId, row: NewInstance) -> None:
        # When even this cannot be read, the object waits for the sweep of the next start.
        with suppress(Unavailable):
            there = await self._shelf.instance_by_tag(study, row.sop_tag)
            if there is None or there.object_name != row.object_name:
                await self._objects.remove([row.object_name])

    async def _already(self, study: StudyId, header: InstanceHeader, digest: bytes) -> Filed | None:
        there = await self._shelf.instance_by_tag(study, self._sop_tag(study, header))
        if there is None:
            return None
        return Filed("duplicate", study, there.series, "" if there.digest == digest else "conflicting_duplicate")

    def _sop_tag(self, study: StudyId, header: InstanceHeader) -> str:
        return self._dep.tag(header.sop_instance, purpose=f"sop instance uid {study}")
