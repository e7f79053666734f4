import itertools

import numpy as np
import pytest
from pydicom.dataset import FileDataset

from server.studies.header import Kind
from server.studies.synthetic.files import SYNTHETIC, uid
from server.studies.synthetic.ultrasound import FRAMES
from tests.studies.memory_source import header_of
from tests.studies.synthetic.conftest import Made

pytestmark = pytest.mark.timeout(300)


def _one_of_each(made: Made) -> list[FileDataset]:
    return [made.slices[0], made.radiograph, made.cine]


def test_preamble_holds_nothing(made: Made) -> None:
    assert all(file[:132] == bytes(128) + b"DICM" for file in made.files)


def test_every_object_says_that_it_is_synthetic(made: Made) -> None:
    for one in made.objects:
        assert one.ImageComments == one.PatientComments == SYNTHETIC
        assert "SYNTHETIC" in one.SoftwareVersions
        assert one.PatientID.startswith("SYNTHETIC")
        assert one.SeriesDescription.startswith("SYNTHETIC")


def test_one_patient_one_study_three_series(made: Made) -> None:
    assert len({(one.PatientID, str(one.PatientName)) for one in made.objects}) == 1
    assert len({one.StudyInstanceUID for one in made.objects}) == 1
    assert len({one.SeriesInstanceUID for one in made.objects}) == 3
    assert len({one.SOPInstanceUID for one in made.objects}) == len(made.objects)


def test_uids_come_from_names_and_fit(made: Made) -> None:
    assert uid("study") == uid("study") == made.slices[0].StudyInstanceUID
    assert all(one.SOPInstanceUID.startswith("2.25.") and len(one.SOPInstanceUID) <= 64 for one in made.objects)
    assert all(one.SOPInstanceUID == one.file_meta.MediaStorageSOPInstanceUID for one in made.objects)


def test_every_value_is_a_valid_one_of_its_kind(made: Made) -> None:
    """Read back with pydicom's checks on: warnings are errors."""
    for one in _one_of_each(made):
        assert all(element.value is not None or element.VM == 0 for element in one.iterall())


def test_slices_lie_on_one_line_in_order(made: Made) -> None:
    places = np.array([one.ImagePositionPatient for one in made.slices], dtype=float)

    assert np.allclose(np.diff(places, axis=0), [0, 0, -2.5])
    assert [one.InstanceNumber for one in made.slices] == list(range(1, len(made.slices) + 1))
    assert {tuple(one.ImageOrientationPatient) for one in made.slices} == {(1, 0, 0, 0, 1, 0)}
    assert len({one.FrameOfReferenceUID for one in made.slices}) == 1


def test_slices_are_hu_in_twelve_bits_with_two_windows(made: Made) -> None:
    one = made.slices[64]

    assert (one.RescaleSlope, one.RescaleIntercept, one.RescaleType) == (1, -1024, "HU")
    assert (one.Rows, one.Columns, one.BitsStored, one.PhotometricInterpretation) == (512, 512, 12, "MONOCHROME2")
    assert (list(one.WindowCenter), list(one.WindowWidth)) == ([40, -600], [400, 1500])
    assert list(one.WindowCenterWidthExplanation) == ["SOFT TISSUE", "LUNG"]


def test_radiograph_is_monochrome1_with_its_own_spacing(made: Made) -> None:
    one = made.radiograph

    assert one.PhotometricInterpretation == "MONOCHROME1"
    assert (one.Rows, one.Columns) == (2048, 2048)
    assert list(one.ImagerPixelSpacing) == list(one.PixelSpacing)
    assert list(one.PatientOrientation) == ["L", "F"]
    assert one.pixel_array.max() < 2**one.BitsStored


def test_radiographs_window_reaches_from_spine_to_lung(made: Made) -> None:
    one, pixels = made.radiograph, made.radiograph.pixel_array
    low, high = one.WindowCenter - one.WindowWidth / 2, one.WindowCenter + one.WindowWidth / 2

    assert low < np.median(pixels[900:1300, 990:1060]) < np.median(pixels[700:1100, 380:560]) < high


def test_cine_runs_at_its_true_frame_time(made: Made) -> None:
    one = made.cine

    assert one[one.FrameIncrementPointer].keyword == "FrameTime"
    assert float(one.FrameTime) == 33.3
    assert int(one.NumberOfFrames) == FRAMES


def test_cine_is_color_and_says_what_was_lost(made: Made) -> None:
    one = made.cine

    assert one.pixel_array.shape == (FRAMES, 480, 640, 3)
    assert one.PhotometricInterpretation == "YBR_FULL_422"
    assert (one.LossyImageCompression, one.LossyImageCompressionMethod) == ("01", "ISO_10918_1")
    assert float(one.LossyImageCompressionRatio) > 3


def test_cines_regions_are_calibrated_and_lie_on_the_screen(made: Made) -> None:
    tissue, color = made.cine.SequenceOfUltrasoundRegions

    assert (tissue.RegionDataType, color.RegionDataType) == (1, 2)
    for region in (tissue, color):
        assert 0 <= region.RegionLocationMinX0 < region.RegionLocationMaxX1 < 640
        assert 0 <= region.RegionLocationMinY0 < region.RegionLocationMaxY1 < 480
        assert (region.PhysicalUnitsXDirection, region.PhysicalUnitsYDirection) == (3, 3)
    centimeters = (tissue.RegionLocationMaxY1 - tissue.RegionLocationMinY0) * tissue.PhysicalDeltaY
    assert abs(centimeters - 16) < 0.1


def test_our_own_reader_takes_them_for_images_of_one_study(made: Made) -> None:
    headers = [header_of(made.files[index]) for index in (0, 1, -2, -1)]

    assert {header.kind for header in headers} == {Kind.IMAGE}
    assert len({header.study for header in headers}) == 1
    assert all(header.image is not None for header in headers)


def test_tags_rise(made: Made) -> None:
    for one in _one_of_each(made):
        assert all(before < after for before, after in itertools.pairwise(list(one.keys())))
