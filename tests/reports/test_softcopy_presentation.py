"""What a viewport says as a presentation state, what others make of it, and that it comes back. PS3.3 A.33.1, A.33.3."""

import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import CTImageStorage

from server.render.voi import apply_window
from server.reports.displayed_area import Rotation
from server.reports.heading import file_of, headed
from server.reports.references import Reference
from server.reports.shown_picture import ShownPicture
from server.reports.softcopy_presentation import presentation_state, viewport_of
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import InstanceUID
from server.terms.images import Shutter
from server.terms.marks import Mark
from server.terms.view import Cine, Palette, Viewport, Window
from tests.programs import require_program
from tests.reports.consult import (
    AUTHORS,
    HOST,
    IMPORTER,
    LEE,
    NEW,
    PATIENT,
    PICTURE,
    ROLES,
    SLICE,
    STUDY,
    VIEWPORT,
    back,
    same_window,
    state,
    viewports,
)

MARKS = (
    Mark("00000000000000e1", HOST, 0, 7, "arrow", ((10.0, 10.0), (200.0, 120.0)), "here"),
    Mark("00000000000000e2", LEE, 0, 7, "ellipse", ((20.0, 30.0), (120.0, 90.0))),
    Mark("00000000000000e3", LEE, 0, 7, "text", ((5.0, 6.0),), "edema?\nsee below"),
)


@settings(max_examples=60)
@given(viewports)
def test_viewport_comes_back(viewport: Viewport) -> None:
    """Exactly, but for the digits of a decimal string and the whole pixels of a displayed area."""
    again, marks = back(state(viewport))
    assert marks == ()
    assert replace(again, voi=None, area=None) == replace(viewport, voi=None, area=None)
    assert same_window(again.voi, viewport.voi) or same_window(viewport.voi, PICTURE.window)
    areas = zip(again.area or PICTURE.whole, viewport.area or PICTURE.whole, strict=True)
    assert all(abs(one - other) < 1 for one, other in areas)


@pytest.mark.parametrize("inverted", [False, True], ids=["MONOCHROME2", "MONOCHROME1"])
@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize("palette", [None, "HOT_IRON"])
def test_polarity_is_written_out_and_comes_back(palette: Palette | None, *, invert: bool, inverted: bool) -> None:
    """PS3.4 N.2.1.4: the image's own Photometric Interpretation is overridden."""
    picture = replace(PICTURE, inverted=inverted)
    dataset = state(replace(VIEWPORT, invert=invert, palette=palette), picture=picture)
    if palette is None:
        assert dataset.PresentationLUTShape == ("INVERSE" if invert != inverted else "IDENTITY")
    else:
        assert ("PaletteColorLookupTableUID" in dataset) == (invert == inverted)
    assert back(dataset, picture)[0].invert == invert


def test_window_and_modality_values_of_the_image_itself_are_written_out() -> None:
    """Without them a state shows stored values from end to end."""
    dataset = state(VIEWPORT)
    voi = dataset.SoftcopyVOILUTSequence[0]
    assert (voi.WindowCenter, voi.WindowWidth, voi.VOILUTFunction) == (40, 400, "LINEAR")
    assert (dataset.RescaleSlope, dataset.RescaleIntercept, dataset.RescaleType) == (1, -1024, "HU")
    assert back(dataset)[0].voi is None


def test_state_says_what_it_is_about() -> None:
    picture = replace(PICTURE, reference=replace(SLICE, frame=3))
    dataset = state(picture=picture, description="Lesion \\ left\n" + "x" * 80)
    series = dataset.ReferencedSeriesSequence[0]
    image = series.ReferencedImageSequence[0]
    assert (series.SeriesInstanceUID, image.ReferencedSOPInstanceUID) == ("2.25.2", "2.25.3")
    assert image.ReferencedFrameNumber == 3
    assert (dataset.PresentationCreationDate, dataset.PresentationCreationTime) == ("20260105", "102030.250000")
    assert (dataset.ContentLabel, dataset.ContentCreatorName) == ("LIGHTBOX", "")
    assert dataset.ContentDescription == "Lesion / left " + "x" * 50


def test_picture_without_millimetres_gives_the_shape_of_its_pixels() -> None:
    with_spacing = state().DisplayedAreaSelectionSequence[0]
    without = state(picture=replace(PICTURE, spacing_mm=None, pixel_aspect=(4, 3))).DisplayedAreaSelectionSequence[0]
    assert list(with_spacing.PresentationPixelSpacing) == [0.7, 0.7]
    assert list(without.PresentationPixelAspectRatio) == [4, 3]
    assert "PresentationPixelSpacing" not in without


def test_nobody_who_drew_is_named() -> None:
    dataset = state(marks=MARKS)
    assert [layer.GraphicLayer for layer in dataset.GraphicLayerSequence] == ["PROVIDER", "SPECIALIST"]
    content = file_of(dataset)
    assert HOST.encode() not in content
    assert LEE.encode() not in content


def test_marks_of_other_pictures_are_left_out() -> None:
    dataset = state(marks=(replace(MARKS[0], pos=8), replace(MARKS[0], stack=1)))
    assert "GraphicAnnotationSequence" not in dataset
    assert "GraphicLayerSequence" not in dataset


@pytest.mark.parametrize(
    ("what", "viewport", "picture"),
    [
        ("empty", Viewport("a"), PICTURE),
        ("cine", replace(VIEWPORT, cine=Cine(0, 9, 10.0, "wrap", 0, 0)), PICTURE),
        ("color", VIEWPORT, replace(PICTURE, color=True)),
        ("modality_lut", VIEWPORT, replace(PICTURE, rescale=None)),
        ("voi_lut", VIEWPORT, replace(PICTURE, window=None)),
    ],
)
def test_what_a_state_cannot_say_is_refused(what: str, viewport: Viewport, picture: ShownPicture) -> None:
    with pytest.raises(Refused) as refused:
        state(viewport, picture=picture)
    assert (refused.value.code, refused.value.facts) == ("not_sayable", {"what": what})


@pytest.mark.parametrize("label", ["", "lower", "A" * 17, "Ä", " A", "A "])
def test_label_is_a_code_string(label: str) -> None:
    with pytest.raises(Malformed, match="label"):
        presentation_state(VIEWPORT, (), PICTURE, patient=PATIENT, study=STUDY, new=NEW, roles=ROLES, label=label)


def test_state_about_another_picture_is_none_of_this_one() -> None:
    other = replace(PICTURE, reference=replace(SLICE, sop_instance_uid=InstanceUID("2.25.4")))
    with pytest.raises(NotFound, match="picture"):
        back(state(), other)


def test_state_of_one_frame_says_nothing_about_the_next() -> None:
    third = replace(PICTURE, reference=replace(SLICE, frame=3))
    with pytest.raises(NotFound, match="picture"):
        back(state(picture=third), replace(PICTURE, reference=replace(SLICE, frame=4)))


@pytest.mark.parametrize(
    ("code", "keyword", "value"),
    [
        ("bad_value", "SOPClassUID", "1.2.840.10008.5.1.4.1.1.2"),
        ("bad_value", "ImageRotation", 45),
        ("not_sayable", "PresentationLUTShape", None),
        ("not_sayable", "SoftcopyVOILUTSequence", None),
        ("not_sayable", "ModalityLUTSequence", [Dataset()]),
        ("not_sayable", "RescaleSlope", -1),
        ("not_sayable", "RescaleSlope", 0),
    ],
)
def test_state_that_a_view_cannot_hold_is_refused(code: str, keyword: str, value: object) -> None:
    dataset = state()
    if value is None:
        del dataset[keyword]
    else:
        setattr(dataset, keyword, value)
    with pytest.raises((Malformed, Refused)) as refused:
        back(dataset)
    assert refused.value.code == code


def test_side_of_the_body_is_there_and_empty() -> None:
    """`dciodvfy` asks for it: type 2C, and nobody knows whether the part is one of a pair. PS3.3 C.7.3.1."""
    assert state()["Laterality"].value == ""


@pytest.mark.parametrize("palette", [None, "PET"])
@pytest.mark.parametrize("rot", [0, 90])
def test_dcmtk_finds_nothing_wrong(palette: Palette | None, rot: Rotation, tmp_path: Path) -> None:
    """`dcmpschk` judges grayscale states as a whole; of pseudo-color ones `dcmdump` at least reads every element.

    Words in ASCII only: dcmtk 3.6.7 judges text by the bytes of Latin-1 whatever the character set is.
    """
    path = tmp_path / "state.dcm"
    viewport = replace(VIEWPORT, palette=palette, rot=rot, area=(10.0, 20.0, 110.0, 220.0), voi=Window(-600.5, 1500.25))
    path.write_bytes(file_of(state(viewport, MARKS, description="Size")))
    program = require_program("dcmpschk" if palette is None else "dcmdump", package="dcmtk")
    said = subprocess.run([program, path], capture_output=True, timeout=20, check=True)
    assert b"E: " not in said.stderr
    assert palette is not None or b"Test passed" in said.stderr + said.stdout


def test_state_of_another_machine_is_read(shared_data: Path) -> None:
    """highdicom's: stored values windowed directly, a circle, and words in a box."""
    dataset = dcmread(shared_data / "pr" / "gsps-ct-head-ge.dcm")
    named = dataset.ReferencedSeriesSequence[0].ReferencedImageSequence[0]
    reference = Reference(
        dataset.StudyInstanceUID,
        dataset.ReferencedSeriesSequence[0].SeriesInstanceUID,
        named.ReferencedSOPClassUID,
        named.ReferencedSOPInstanceUID,
    )
    picture = replace(PICTURE, reference=reference, rows=512)
    viewport, marks = viewport_of(dataset, picture, place=(2, 3), authors=AUTHORS, importer=IMPORTER)
    assert viewport == Viewport("a", stack=2, pos=3, voi=Window(40.0 - 1024, 80.0))
    assert [(mark.kind, mark.points, mark.text, mark.author) for mark in marks] == [
        ("ellipse", ((226.0, 190.0), (286.0, 250.0)), "", IMPORTER),
        ("text", ((300.0, 180.0),), "Second opinion?", IMPORTER),
    ]


@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("rot", [0, 90, 180, 270])
def test_dcmtk_draws_the_view(rot: Rotation, *, flip: bool, invert: bool, tmp_path: Path) -> None:
    """Window, polarity, rotation and flip as another's presentation state engine understands them (`dcmp2pgm`).

    LINEAR only: dcmtk 3.6.7 does not know VOI LUT Function in a presentation state.
    """
    program = require_program("dcmp2pgm", package="dcmtk")
    stored = np.arange(24, dtype="<u2").reshape(4, 6) * 10
    viewport = replace(VIEWPORT, rot=rot, flip=flip, invert=invert, voi=Window(-904.0, 180.0))
    image, presentation, drawn = tmp_path / "image.dcm", tmp_path / "state.dcm", tmp_path / "drawn.pgm"
    image.write_bytes(file_of(slice_of(stored)))
    presentation.write_bytes(file_of(state(viewport, picture=replace(PICTURE, rows=4, columns=6))))
    subprocess.run([program, "-p", presentation, image, drawn], check=True, capture_output=True, timeout=20)
    display = apply_window(stored - 1024.0, Window(-904.0, 180.0))
    expected = np.rot90(255 - display if invert else display, k=-rot // 90)
    expected = expected[:, ::-1] if flip else expected
    gray = np.frombuffer(drawn.read_bytes()[-24:], np.uint8).reshape(expected.shape)
    assert np.abs(gray - expected).max() <= 1


def test_dcmtk_finds_the_shutters_of_the_file(tmp_path: Path) -> None:
    """A state without them would show what the file hides; `dcmp2pgm` says them, counted from 1."""
    program = require_program("dcmp2pgm", package="dcmtk")
    shut = Shutter("rectangular", (1.0, 1.0, 4.0, 2.0))
    image, presentation = tmp_path / "image.dcm", tmp_path / "state.dcm"
    image.write_bytes(file_of(slice_of(np.zeros((4, 6), np.uint16))))
    presentation.write_bytes(file_of(state(picture=replace(PICTURE, rows=4, columns=6, shutters=(shut,)))))
    drawn = tmp_path / "drawn.pgm"
    said = subprocess.run(
        [program, "-v", "-p", presentation, image, drawn], check=True, capture_output=True, timeout=20
    )
    assert b"Rectangular shutter: LV=2 RV=5 UH=2 LH=3" in said.stderr + said.stdout


def slice_of(stored: NDArray[np.uint16]) -> Dataset:
    """The CT slice that the states are about."""
    image = headed(CTImageStorage, "CT", PATIENT, STUDY, NEW)
    image.SeriesInstanceUID, image.SOPInstanceUID = SLICE.series_instance_uid, SLICE.sop_instance_uid
    image.Rows, image.Columns = stored.shape
    image.SamplesPerPixel, image.PhotometricInterpretation, image.PixelRepresentation = 1, "MONOCHROME2", 0
    image.BitsAllocated, image.BitsStored, image.HighBit = 16, 12, 11
    image.RescaleSlope, image.RescaleIntercept = 1, -1024
    image.PixelData = stored.tobytes()
    return image
