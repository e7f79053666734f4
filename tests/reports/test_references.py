"""Objects named from another: by instance, by frame, and in the list of evidence. PS3.3 10.8, C.17.2.1."""

from dataclasses import replace

import pytest
from pydicom.dataset import Dataset

from server.reports.references import Reference, applies, evidence, evidence_of, listed, reference_item, refers_to
from server.terms.errors import Malformed
from server.terms.ids import InstanceUID, SeriesUID, StudyUID
from tests.reports.consult import SLICE


@pytest.mark.parametrize(
    ("named", "asked", "expected"),
    [(None, None, True), (None, 3, True), (3, 3, True), (3, 4, False), (1, None, True), (2, None, False)],
)
def test_reference_without_frames_means_all_of_them(named: int | None, asked: int | None, *, expected: bool) -> None:
    assert refers_to(reference_item(replace(SLICE, frame=named)), replace(SLICE, frame=asked)) is expected


def test_item_that_names_no_image_applies_to_all() -> None:
    assert applies(Dataset(), SLICE)


def test_evidence_lists_each_object_once_under_its_study_and_series() -> None:
    prior = Reference(StudyUID("2.25.5"), SeriesUID("2.25.6"), SLICE.sop_class_uid, InstanceUID("2.25.7"))
    items = evidence([replace(SLICE, frame=1), prior, replace(SLICE, frame=2)])
    assert [study.StudyInstanceUID for study in items] == ["2.25.1", "2.25.5"]
    assert [len(series.ReferencedSOPSequence) for study in items for series in study.ReferencedSeriesSequence] == [1, 1]
    assert "ReferencedFrameNumber" not in items[0].ReferencedSeriesSequence[0].ReferencedSOPSequence[0]


def test_evidence_comes_back() -> None:
    dataset = Dataset()
    dataset.CurrentRequestedProcedureEvidenceSequence = evidence([replace(SLICE, frame=4)])
    assert evidence_of(dataset) == {"2.25.3": SLICE}


def test_item_that_names_several_frames_means_each() -> None:
    item = reference_item(SLICE)
    item.ReferencedFrameNumber = [2, 5]
    assert [reference.frame for reference in listed(item, {"2.25.3": SLICE})] == [2, 5]


def test_object_that_is_no_evidence_is_refused() -> None:
    with pytest.raises(Malformed, match="Evidence"):
        listed(reference_item(SLICE), {})
