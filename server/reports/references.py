"""Naming an object of a study from another: reference items, and the lists of what is referred to. PS3.3 10.8, C.17.2."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from server.reports.elements import items_of, numbers_of, text_of
from server.terms.errors import Malformed
from server.terms.ids import InstanceUID, SeriesUID, StudyUID


@dataclass(frozen=True, slots=True)
class Reference:
    """One object where it belongs; `frame` (from 1) when it is one frame of several, None for the whole object."""

    study_instance_uid: StudyUID
    series_instance_uid: SeriesUID
    sop_class_uid: str
    sop_instance_uid: InstanceUID
    frame: int | None = None


def reference_item(reference: Reference) -> Dataset:
    """The item of a Referenced Image or Referenced SOP Sequence. PS3.3 10.3, 10.8."""
    item = Dataset()
    item.ReferencedSOPClassUID = reference.sop_class_uid
    item.ReferencedSOPInstanceUID = reference.sop_instance_uid
    if reference.frame is not None:
        item.ReferencedFrameNumber = reference.frame
    return item


def refers_to(item: Dataset, reference: Reference) -> bool:
    """Whether a reference item means this object, and this frame of it where it names frames."""
    frames = numbers_of(item, "ReferencedFrameNumber")
    same = text_of(item, "ReferencedSOPInstanceUID") == reference.sop_instance_uid
    return same and (not frames or (reference.frame or 1) in frames)


def applying(dataset: Dataset, keyword: str, reference: Reference) -> Dataset | None:
    """The first item of a sequence that is about this picture, by name or because it names none."""
    return next((item for item in items_of(dataset, keyword) if applies(item, reference)), None)


def applies(item: Dataset, reference: Reference) -> bool:
    """Whether an item of a presentation state is about this picture, by name or because it names none."""
    named = items_of(item, "ReferencedImageSequence")
    return not named or any(refers_to(each, reference) for each in named)


def evidence(references: Iterable[Reference]) -> Items:
    """Every object that is referred to, once, by study and series in the order met. PS3.3 C.17.2.1, Table C.17-3."""
    studies: dict[str, dict[str, dict[str, Dataset]]] = {}
    for reference in references:
        series = studies.setdefault(reference.study_instance_uid, {})
        instances = series.setdefault(reference.series_instance_uid, {})
        instances.setdefault(reference.sop_instance_uid, reference_item(replace(reference, frame=None)))
    return Items(_study_item(uid, series) for uid, series in studies.items())


def evidence_of(dataset: Dataset) -> dict[str, Reference]:
    """The objects that a document lists as its evidence, by their SOP Instance UID."""
    found: dict[str, Reference] = {}
    for study in items_of(dataset, "CurrentRequestedProcedureEvidenceSequence"):
        for series in items_of(study, "ReferencedSeriesSequence"):
            for item in items_of(series, "ReferencedSOPSequence"):
                reference = Reference(
                    StudyUID(text_of(study, "StudyInstanceUID")),
                    SeriesUID(text_of(series, "SeriesInstanceUID")),
                    text_of(item, "ReferencedSOPClassUID"),
                    InstanceUID(text_of(item, "ReferencedSOPInstanceUID")),
                )
                found[reference.sop_instance_uid] = reference
    return found


def listed(item: Dataset, known: dict[str, Reference]) -> tuple[Reference, ...]:
    """What a reference item means, one by one its frames; raises `Malformed` (`bad_value`) for what is not evidence."""
    uid = text_of(item, "ReferencedSOPInstanceUID")
    if uid not in known:
        raise Malformed("bad_value", field="CurrentRequestedProcedureEvidenceSequence")
    frames = numbers_of(item, "ReferencedFrameNumber")
    return tuple(replace(known[uid], frame=int(frame)) for frame in frames) or (known[uid],)


def _study_item(uid: str, series: dict[str, dict[str, Dataset]]) -> Dataset:
    item = Dataset()
    item.StudyInstanceUID = uid
    item.ReferencedSeriesSequence = Items(_series_item(each, instances) for each, instances in series.items())
    return item


def _series_item(uid: str, instances: dict[str, Dataset]) -> Dataset:
    item = Dataset()
    item.SeriesInstanceUID = uid
    item.ReferencedSOPSequence = Items(instances.values())
    return item
