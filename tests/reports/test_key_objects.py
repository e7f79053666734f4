"""Starred views as a Key Object Selection for the referring provider, and back. PS3.3 A.35.4, PS3.16 TID 2010."""

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import GrayscaleSoftcopyPresentationStateStorage

from server.reports.heading import file_of
from server.reports.key_objects import KeyObjects, KeyPicture, key_object_selection, key_objects_of
from server.reports.references import Reference
from server.sessions.session import Bookmark
from server.terms.errors import Malformed, Refused
from server.terms.ids import InstanceUID, SeriesUID, StudyUID
from server.terms.view import View, Viewport
from tests.programs import require_program
from tests.reports.consult import HOST, NEW, PATIENT, SLICE, STUDY


def picture_at(stack: int, pos: int) -> Reference:
    """Stack 0 is a series of slices, any other a multi-frame image of the prior study."""
    if stack == 0:
        return replace(SLICE, sop_instance_uid=InstanceUID(f"2.25.3.{pos}"))
    return Reference(
        StudyUID("2.25.5"), SeriesUID(f"2.25.6.{stack}"), SLICE.sop_class_uid, InstanceUID(f"2.25.7.{stack}"), pos + 1
    )


def kept(name: str, *places: tuple[int | None, int], star: bool = True) -> Bookmark:
    viewports = tuple(Viewport(id, stack, pos) for id, (stack, pos) in zip("abcd", places, strict=False))
    return Bookmark(1, HOST, 0, name, star, View(1, HOST, 0, (1, len(places)), "a", viewports))


def selection(*views: Bookmark, presentations: dict[Reference, Reference] | None = None) -> Dataset:
    """A selection as it comes back from a file."""
    made = key_object_selection(views, picture_at, patient=PATIENT, study=STUDY, new=NEW, presentations=presentations)
    return dcmread(BytesIO(file_of(made)))


places = st.tuples(st.none() | st.integers(0, 2), st.integers(0, 20))
names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=80)


@settings(max_examples=40)
@given(st.lists(st.builds(kept, names, places, places), min_size=1, max_size=6))
def test_selection_comes_back(views: list[Bookmark]) -> None:
    """Each picture once, in the order kept."""
    shown = [(port.stack, port.pos) for each in views for port in each.view.viewports if port.stack is not None]
    expected = tuple(KeyPicture(picture_at(*place)) for place in dict.fromkeys(shown))
    if expected:
        names = tuple(each.name for each in views)
        assert key_objects_of(selection(*views)) == KeyObjects("113002", names, expected)
    else:
        with pytest.raises(Refused, match="empty"):
            selection(*views)


def test_only_starred_views_are_key_views() -> None:
    found = key_objects_of(selection(kept("yes", (0, 1)), kept("no", (0, 2), star=False)))
    assert (found.names, found.pictures) == (("yes",), (KeyPicture(picture_at(0, 1)),))


def test_view_without_a_name_has_no_description() -> None:
    """An empty text item is none: dcmtk would read nothing of the whole document."""
    assert [item.ValueType for item in selection(kept("", (0, 1)), kept(" ", (0, 2))).ContentSequence] == [
        "IMAGE",
        "IMAGE",
    ]
    assert key_objects_of(selection(kept("", (0, 1)), kept("node", (0, 2)))).names == ("node",)


def test_nothing_starred_is_no_selection() -> None:
    with pytest.raises(Refused, match="not_sayable"):
        selection(kept("no", (0, 2), star=False))


def test_title_and_template_are_those_of_the_standard() -> None:
    dataset = selection(kept("node", (0, 1)))
    title, template = dataset.ConceptNameCodeSequence[0], dataset.ContentTemplateSequence[0]
    assert (title.CodeValue, title.CodingSchemeDesignator, title.CodeMeaning) == (
        "113002",
        "DCM",
        "For Referring Provider",
    )
    assert (template.MappingResource, template.TemplateIdentifier) == ("DCMR", "2010")
    assert (dataset.Modality, dataset.ValueType, dataset.ContentDate) == ("KO", "CONTAINER", "20260105")
    assert [item.ValueType for item in dataset.ContentSequence] == ["TEXT", "IMAGE"]


def test_every_picture_is_in_the_evidence() -> None:
    dataset = selection(kept("both", (0, 1), (1, 4)), kept("next", (1, 5)))
    studies = dataset.CurrentRequestedProcedureEvidenceSequence
    listed = [
        (study.StudyInstanceUID, series.SeriesInstanceUID, item.ReferencedSOPInstanceUID)
        for study in studies
        for series in study.ReferencedSeriesSequence
        for item in series.ReferencedSOPSequence
    ]
    assert listed == [("2.25.1", "2.25.2", "2.25.3.1"), ("2.25.5", "2.25.6.1", "2.25.7.1")]


def test_frames_of_a_clip_are_named() -> None:
    image = selection(kept("beat", (1, 4))).ContentSequence[1].ReferencedSOPSequence[0]
    assert image.ReferencedFrameNumber == 5


def test_picture_leads_to_its_presentation_state() -> None:
    picture = picture_at(0, 1)
    state = Reference(
        picture.study_instance_uid,
        NEW.series_instance_uid,
        GrayscaleSoftcopyPresentationStateStorage,
        InstanceUID("2.25.10"),
    )
    dataset = selection(kept("node", (0, 1), (0, 2)), presentations={picture: state})
    assert key_objects_of(dataset).pictures == (KeyPicture(picture, state), KeyPicture(picture_at(0, 2)))


def test_picture_outside_the_evidence_is_refused() -> None:
    dataset = selection(kept("node", (0, 1)))
    dataset.ContentSequence[1].ReferencedSOPSequence[0].ReferencedSOPInstanceUID = "2.25.99"
    with pytest.raises(Malformed, match="Evidence"):
        key_objects_of(dataset)


def test_other_object_is_no_selection() -> None:
    with pytest.raises(Malformed, match="SOPClassUID"):
        key_objects_of(Dataset())


def test_dcmtk_reads_the_document(tmp_path: Path) -> None:
    """`dsrdump` knows the constraints of a key object selection and says what does not meet them.

    What it says about itself (no UTF-8, no templates) is left aside.
    """
    program = require_program("dsrdump", package="dcmtk")
    path = tmp_path / "selection.dcm"
    path.write_bytes(file_of(selection(kept("Größe", (0, 1), (1, 4)))))
    said = subprocess.run([program, path], capture_output=True, timeout=20, check=True)
    own_limits = (b"not support", b"not yet supported")
    assert [line for line in said.stderr.splitlines() if not any(limit in line for limit in own_limits)] == []
    assert b"Key Object Selection Document" in said.stdout
    assert b"For Referring Provider" in said.stdout


def test_selection_of_another_machine_is_read(shared_data: Path) -> None:
    """highdicom's: three slices of a head."""
    found = key_objects_of(dcmread(shared_data / "ko" / "kos-ct-head-ge.dcm"))
    assert found.title == "113000"
    assert len(found.pictures) == 3
    assert {each.picture.sop_class_uid for each in found.pictures} == {SLICE.sop_class_uid}
