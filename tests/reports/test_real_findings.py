"""Findings on real pictures: what is saved names the file's own objects, and another's viewer draws it. F3, L2."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from highdicom.sr import ComprehensiveSR, MeasurementReport
from pydicom import dcmread

from server.render.modality import apply_modality
from server.render.voi import apply_window
from server.reports.findings import FoundOn
from server.reports.object_set import Making, SavedObject, Sighting, object_set
from server.reports.references import Reference
from server.reports.shown_picture import shown_picture
from server.studies.header import InstanceHeader
from server.terms.ids import InstanceUID, SeriesUID, StudyUID
from server.terms.images import ImageTraits
from server.terms.view import Viewport, Window
from tests.programs import require_program
from tests.reports.consult import NEW
from tests.reports.saved import FINDINGS, LINE, ROUND
from tests.studies.memory_source import header_of

# file → the window it is looked at through, in its own units
GRAY: dict[str, Window] = {
    "series/ct-head-ge/05.dcm": Window(40.0, 80.0),
    "mr/MR_small.dcm": Window(600.0, 1600.0),
    "cr-dx/dx_image.dcm": Window(2000.0, 3500.0),
    "pet/1.dcm": Window(5000.0, 10_000.0),
}
FRAMES = "enhanced/emri_small.dcm"
WINDOWS = {**GRAY, FRAMES: Window(500.0, 1000.0)}
COLOR = "us/examples_rgb_color.dcm"


@dataclass(frozen=True)
class Real:
    """A real file, and what was found on one of its frames."""

    path: Path
    header: InstanceHeader
    traits: ImageTraits
    reference: Reference
    made: tuple[SavedObject, ...]

    def tree(self) -> MeasurementReport:
        """The report as highdicom understands it."""
        tree = ComprehensiveSR.from_dataset(dcmread(BytesIO(self.made[-1].content))).content
        assert isinstance(tree, MeasurementReport)
        return tree


def found_on(path: Path, window: Window | None = None, frame: int = 0) -> Real:
    """A line and an ellipse on a picture that is starred and looked at upside down."""
    header = header_of(path.read_bytes())
    traits = header.image
    assert traits is not None
    reference = Reference(
        StudyUID(header.study.uid),
        SeriesUID(header.series.uid),
        header.sop_class,
        InstanceUID(header.sop_instance),
        frame + 1 if traits.frames > 1 else None,
    )
    line = replace(LINE, points=((1.5, 2.0), (traits.columns - 1.0, traits.rows - 2.5)), pos=frame)
    area = replace(ROUND, points=((2.0, 3.0), (traits.columns / 2, traits.rows / 3)), pos=frame)
    found = FoundOn(reference, header.series.number, header.number or 1, (line, area), window, "lossless")
    view = Viewport("a", 0, frame, voi=window, rot=180)
    sighting = Sighting(found, shown_picture(traits, frame, reference, window), (view,), is_key=True)
    base = replace(FINDINGS, pictures=(), key_objects=None, modality=header.series.modality)
    made = object_set(base, [sighting], Making(header.patient, header.study, NEW.created))
    return Real(path, header, traits, reference, made)


@pytest.mark.parametrize("name", [*WINDOWS, COLOR])
def test_report_is_about_the_file(name: str, shared_data: Path, compared: Callable[[Path], None]) -> None:
    """Patient, study and every reference are the file's own, as pydicom reads it; numbers and points come back."""
    real = found_on(shared_data / name, WINDOWS.get(name), frame=2 if name == FRAMES else 0)
    source = dcmread(real.path, stop_before_pixels=True)
    report = dcmread(BytesIO(real.made[-1].content))
    assert report.StudyInstanceUID == source.StudyInstanceUID
    assert str(report.PatientName) == str(source.get("PatientName", ""))
    assert report.PatientID == source.get("PatientID", "")
    tree = real.tree()
    (region,) = tree.get_planar_roi_measurement_groups()
    assert region.roi is not None
    image = region.roi.ContentSequence[0].ReferencedSOPSequence[0]
    assert image.ReferencedSOPInstanceUID == source.SOPInstanceUID
    assert image.ReferencedSOPClassUID == source.SOPClassUID
    assert image.get("ReferencedFrameNumber") == (3 if name == FRAMES else None)
    (length,) = tree.get_image_measurement_groups()[1].get_measurements()
    points = length.referenced_coordinates[0].value
    assert points.tolist() == [[1.5, 2.0], [real.traits.columns - 1.0, real.traits.rows - 2.5]]
    kinds = [each.kind for each in real.made]
    assert kinds == (["key", "report"] if name == COLOR else ["presentation", "key", "report"])
    compared(real.path)


@pytest.mark.parametrize("name", [*WINDOWS, COLOR])
def test_dcmtk_reads_what_was_found(name: str, shared_data: Path, tmp_path: Path) -> None:
    """`dsrdump` prints selection and report of every kind of picture without a complaint."""
    program = require_program("dsrdump", package="dcmtk")
    for each in found_on(shared_data / name, WINDOWS.get(name)).made:
        if each.kind != "presentation":
            path = tmp_path / f"{each.kind}.dcm"
            path.write_bytes(each.content)
            said = subprocess.run([program, "+Pl", "+Pu", path], capture_output=True, timeout=20, check=True)
            assert [line for line in said.stderr.splitlines() if line.startswith(b"E:")] == []
            assert dcmread(shared_data / name, stop_before_pixels=True).SOPInstanceUID.encode() in said.stdout


@pytest.mark.parametrize("name", GRAY)
def test_another_viewer_draws_the_picture_as_it_was_looked_at(
    name: str, shared_data: Path, tmp_path: Path, compared: Callable[[Path], None]
) -> None:
    """`dcmp2pgm` with our presentation state against our own window, on the file's own pixels."""
    program = require_program("dcmp2pgm", package="dcmtk")
    real = found_on(shared_data / name, GRAY[name])
    state, drawn = tmp_path / "state.dcm", tmp_path / "drawn.pgm"
    state.write_bytes(real.made[0].content)
    subprocess.run([program, "-p", state, real.path, drawn], check=True, capture_output=True, timeout=20)
    stored = dcmread(real.path).pixel_array.astype(np.float64)
    expected = apply_window(apply_modality(stored, real.traits, 0), GRAY[name])
    if shown_picture(real.traits, 0, real.reference).inverted:
        expected = 255 - expected
    gray = np.frombuffer(drawn.read_bytes()[-stored.size :], np.uint8).reshape(stored.shape)[::-1, ::-1]
    assert np.abs(gray - np.asarray(expected, np.float64)).max() <= 1
    compared(real.path)
