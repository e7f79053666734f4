"""Everything that is saved of one study: presentation states, the selection of key pictures, and the report on both.

Objects are named after what they say (`made_uid`), so that whoever saves the same thing twice has the same objects.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

from pydicom.dataset import Dataset

from server.reports.findings import Findings, FoundOn
from server.reports.graphic_annotation import is_sayable
from server.reports.heading import NewObject, file_of
from server.reports.key_objects import key_object_selection
from server.reports.made_uids import made_uid
from server.reports.measurement_report import measurement_report
from server.reports.references import Reference
from server.reports.shown_picture import ShownPicture
from server.reports.softcopy_presentation import presentation_state
from server.studies.header import PatientHeader, StudyHeader
from server.terms.errors import Refused
from server.terms.ids import InstanceUID, ParticipantId, SeriesUID, StudyUID
from server.terms.view import View, Viewport

SavedKind = Literal["presentation", "key", "report"]
SERIES_NUMBERS: Final[Mapping[SavedKind, int]] = {"presentation": 9001, "key": 9002, "report": 9003}
"""Far from those of machines."""
VERSION_STEP: Final = 1000


@dataclass(frozen=True, slots=True)
class Sighting:
    """A picture as it was looked at: `views` are its viewports, none where nobody says. `is_key`: it is a key picture."""

    found: FoundOn
    picture: ShownPicture
    views: tuple[Viewport, ...]
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Making:
    """Whose the objects are and when what they say was so.

    `captions` are figures as a sentence, by mark. `version` is the version of the opinion they belong to, 0 for none: the
    numbers of instances count on from it, since all of them are in the same series. `nameless`: `patient` and `study` say
    nothing that names anybody; such objects are in series of their own, beside those that do.
    """

    patient: PatientHeader
    study: StudyHeader
    created: datetime
    software_version: str = ""
    captions: Mapping[str, str] | None = None
    version: int = 0
    nameless: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class SavedObject:
    """One DICOM file. `number` counts its kind from 1."""

    kind: SavedKind
    number: int
    reference: Reference
    content: bytes


@dataclass(frozen=True, slots=True)
class _KeyView:
    """A key picture as a selection wants it."""

    name: str
    view: View
    star: bool = True


def object_set(findings: Findings, sightings: Sequence[Sighting], making: Making) -> tuple[SavedObject, ...]:
    """The objects of one study, the report last; `findings` says all but its pictures and what it refers to.

    A picture that a presentation state cannot be made for (color, tables) is in the report without one; a drawing that
    reaches beyond its picture is in the report alone.

    Raises
    ------
    Refused
        `not_sayable` {what: empty} without a picture of this study.
    """
    states = [_state(number, *each, findings, making) for number, each in enumerate(_views(sightings), start=1)]
    made = [each for each in states if each is not None]
    shown: dict[Reference, Reference] = {}
    for sighting, saved in made:
        shown.setdefault(sighting.found.picture, saved.reference)
    objects = [saved for _, saved in made]
    objects += list(_selection(sightings, shown, findings, making))
    key = next((each.reference for each in objects if each.kind == "key"), None)
    pictures = tuple(replace(each.found, presentation=shown.get(each.found.picture)) for each in sightings)
    said = replace(findings, pictures=pictures, key_objects=key)
    new = _new("report", 1, making, findings.source, said)
    report = measurement_report(said, patient=making.patient, study=making.study, new=new)
    return (*objects, _saved("report", 1, report, making))


def _views(sightings: Iterable[Sighting]) -> Iterator[tuple[Sighting, Viewport]]:
    return ((each, replace(view, cine=None)) for each in sightings for view in each.views)


def _state(
    number: int, sighting: Sighting, view: Viewport, findings: Findings, making: Making
) -> tuple[Sighting, SavedObject] | None:
    marks = [mark for mark in sighting.found.marks if is_sayable(mark, sighting.picture)]
    captions = {mark.id: (making.captions or {}).get(mark.id, "") for mark in marks}
    new = _new("presentation", number, making, findings.source, (sighting, view, captions))
    try:
        state = presentation_state(
            view,
            marks,
            sighting.picture,
            patient=making.patient,
            study=making.study,
            new=new,
            roles=dict(findings.roles),
            captions=captions,
            description=sighting.found.caption,
        )
    except Refused:
        return None
    return sighting, _saved("presentation", number, state, making)


def _selection(
    sightings: Sequence[Sighting], shown: Mapping[Reference, Reference], findings: Findings, making: Making
) -> Iterator[SavedObject]:
    keys = [each for each in sightings if each.is_key]
    if not keys:
        return
    at = {(view.stack, view.pos): each.found.picture for each in keys for view in each.views}
    views = [
        _KeyView(each.found.caption, View(0, ParticipantId(""), 0, (1, 1), view.id, (view,)))
        for each in keys
        for view in each.views[:1]
    ]
    presentations = {each.found.picture: shown[each.found.picture] for each in keys if each.found.picture in shown}
    selection = key_object_selection(
        views,
        lambda stack, pos: at[stack, pos],
        patient=making.patient,
        study=making.study,
        new=_new("key", 1, making, findings.source, (keys, presentations)),
        presentations=presentations,
    )
    yield _saved("key", 1, selection, making)


def _new(kind: SavedKind, number: int, making: Making, source: str, says: object) -> NewObject:
    """The names of an object that says this. Values are frozen: their `repr` is what they say, and nothing else."""
    study = making.study.uid
    digest = hashlib.sha256(repr((says, making)).encode()).hexdigest()
    return NewObject(
        series_instance_uid=SeriesUID(
            made_uid("nameless series" if making.nameless else "series", source, study, kind)
        ),
        sop_instance_uid=InstanceUID(made_uid("object", source, study, kind, digest)),
        created=making.created,
        series_number=SERIES_NUMBERS[kind],
        instance_number=making.version * VERSION_STEP + number,
        software_version=making.software_version,
        nameless=making.nameless,
    )


def _saved(kind: SavedKind, number: int, dataset: Dataset, making: Making) -> SavedObject:
    reference = Reference(
        StudyUID(making.study.uid),
        SeriesUID(dataset.SeriesInstanceUID),
        str(dataset.SOPClassUID),
        InstanceUID(dataset.SOPInstanceUID),
    )
    return SavedObject(kind, number, reference, file_of(dataset))
