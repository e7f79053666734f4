import pytest

from server.render.presets import named_window, window_names
from server.terms.images import FrameValues, LookupTable, WindowChoice
from server.terms.view import Window
from tests.render.traits import gray

AIR = -1024.0
SHARP = LookupTable(0, 8, bytes(512), "Sharp")


@pytest.mark.parametrize("name", ["LUNG", "lung", " Lung "])
def test_usual_windows_of_ct_go_by_their_names(name: str) -> None:
    """Hounsfield units mean the same everywhere: everybody's lung window fits."""
    assert named_window(gray(intercept=AIR), name) == Window(-600.0, 1500.0)


def test_what_the_file_calls_so_goes_first() -> None:
    """PS3.3 C.11.2.1.2: an explanation names the file's own window."""
    own = gray(windows=(WindowChoice(1.0, 2.0), WindowChoice(-500.0, 1200.0, "SIGMOID", "Lung")), intercept=AIR)
    assert named_window(own, "lung") == Window(-500.0, 1200.0, "SIGMOID")


def test_frame_names_its_own_windows() -> None:
    """Enhanced images explain windows per frame."""
    frames = (FrameValues(), FrameValues(windows=(WindowChoice(7.0, 8.0, "LINEAR", "THIN"),)))
    traits = gray(frame_values=frames, modality="MR")
    assert named_window(traits, "thin", 1) == Window(7.0, 8.0)
    assert named_window(traits, "thin", 0) is None


def test_voi_lut_is_a_choice_by_its_explanation() -> None:
    """PS3.3 C.11.2.1.1: tables are alternatives to windows."""
    assert named_window(gray(modality="DX", voi_luts=(SHARP,)), "sharp") == SHARP


def test_usual_windows_of_ct_are_only_for_ct() -> None:
    """Other units, other values: no lung window for MR or for CT without Hounsfield units."""
    assert window_names(gray(modality="MR")) == ()
    assert window_names(gray(rescale_type="US", intercept=AIR)) == ()


def test_pet_with_suv_has_windows_by_suv() -> None:
    """SUV 0 to 10 in the image's own becquerels per milliliter."""
    assert named_window(gray(modality="PT", suv_factor=0.0005), "SUV 0-10") == Window(
        10_000.0, 20_000.0, "LINEAR_EXACT"
    )


def test_unnamed_windows_have_no_name() -> None:
    """An empty explanation is no name."""
    assert window_names(gray(modality="MR", windows=(WindowChoice(1.0, 2.0),))) == ()
