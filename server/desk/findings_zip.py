"""Sets of findings as a zip of DICOM files: a folder for each study, a file for each object."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from server.desk.sealed_headers import StudyHead
from server.desk.wanted_pictures import WantedPicture
from server.reports.findings import Findings, FoundOn
from server.reports.references import Reference
from server.reports.shown_picture import ShownPicture


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A wanted picture where it lies: what names it outside, and the facts of how it is shown."""

    wanted: WantedPicture
    found: FoundOn
    picture: ShownPicture
    modality: str


@dataclass(frozen=True, slots=True)
class FindingsSet:
    """What is said and about which stored pictures, by study; `said` lacks its pictures. `captions` are by mark.

    `nameless`: for whoever reads no name.
    """

    said: Findings
    stored: tuple[tuple[StudyHead, Sequence[StoredPicture]], ...]
    captions: Mapping[str, str]
    created: datetime
    nameless: bool = False


def moment(at_ms: int) -> datetime:
    """A moment as clocks of the clinic show it: a DA and a TM have no zone."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone()


def zipped(sets: Sequence[FindingsSet], software_version: str) -> tuple[bytes, int]:
    """The files, and how many there are. Of the same findings they are the same bytes. Takes a moment: not on a loop."""
    content, objects = BytesIO(), 0
    with ZipFile(content, "w") as files:
        for name, file in _files(sets, software_version):
            # no moment is in the archive beside those of the objects
            files.writestr(ZipInfo(name), file, ZIP_DEFLATED)
            objects += 1
    return content.getvalue(), objects


def _files(sets: Sequence[FindingsSet], software_version: str) -> Iterator[tuple[str, bytes]]:
    from server.reports.object_set import Making, Sighting, object_set  # noqa: PLC0415  (highdicom: 0.4 s and 20 MB)

    folders: dict[str, int] = {}
    reports: dict[str, Reference] = {}
    for one in sets:
        version = 0 if one.said.answer is None else one.said.answer.version
        for head, pictures in one.stored:
            study = head.study.uid
            folder = f"study-{folders.setdefault(study, len(folders) + 1)}" + (f"/opinion-{version}" if version else "")
            said = replace(one.said, modality=pictures[0].modality, earlier=reports.get(study))
            sightings = [Sighting(each.found, each.picture, each.wanted.views, each.wanted.is_key) for each in pictures]
            making = Making(
                head.patient, head.study, one.created, software_version, one.captions, version, one.nameless
            )
            made = object_set(said, sightings, making)
            if version:
                reports[study] = made[-1].reference
            yield from ((f"{folder}/{each.kind}-{each.number}.dcm", each.content) for each in made)
