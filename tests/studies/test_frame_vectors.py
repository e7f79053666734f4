import struct

import pytest

from server.studies.frame_vectors import values_by_vector
from server.terms.images import Nature
from tests.studies import part10 as p
from tests.studies.test_fields import fields

POSITION = p.element(0x00200032, "DS", b"-10\\-20\\30")
AXIAL, FLIPPED = p.element(0x00200037, "DS", b"1\\0\\0\\0\\1\\0"), p.element(0x00200037, "DS", b"1\\0\\0\\0\\-1\\0")


def dose(orientation: bytes, offsets: bytes) -> list[tuple[float, float, float] | None]:
    values = values_by_vector(fields(POSITION, orientation, p.element(0x3004000C, "DS", offsets)), 3)
    return [value.position for value in values]


@pytest.mark.parametrize(
    ("orientation", "offsets", "places"),
    [
        (AXIAL, b"0\\5\\10", [30.0, 35.0, 40.0]),
        (FLIPPED, b"0\\5\\10", [30.0, 25.0, 20.0]),
        (AXIAL, b"30\\35\\40", [30.0, 35.0, 40.0]),
    ],
)
def test_planes_of_a_dose_grid_lie_by_their_offsets(orientation: bytes, offsets: bytes, places: list[float]) -> None:
    """PS3.3 C.8.8.3.2: relative ones along the normal, or the planes' own z."""
    assert dose(orientation, offsets) == [(-10.0, -20.0, z) for z in places]


@pytest.mark.parametrize("offsets", [b"0\\5", b"", b"0\\5\\x"])
def test_offsets_that_do_not_fit_the_frames_say_nothing(offsets: bytes) -> None:
    assert dose(AXIAL, offsets) == []


def vector(tag: int, *values: int) -> bytes:
    return p.element(tag, "US", struct.pack(f"<{len(values)}H", *values))


def test_slices_of_a_scintigram_lie_from_the_first_on() -> None:
    """PS3.3 C.8.4.9.1: Spacing Between Slices along the normal, by the slice vector."""
    detector = p.element(0x00540022, "SQ", p.item(POSITION + AXIAL))
    head = p.element(0x00080008, "CS", b"DERIVED\\PRIMARY\\RECON TOMO\\EMISSION"), p.element(0x00180088, "DS", b"4")
    values = values_by_vector(fields(*head, detector, vector(0x00540080, 3, 2, 1)), 3)
    assert [value.position for value in values] == [(-10.0, -20.0, z) for z in (38.0, 34.0, 30.0)]


def test_energy_windows_of_a_scintigram_are_told() -> None:
    """Frames of two windows are not one stack."""
    values = values_by_vector(fields(vector(0x00540010, 1, 1, 2)), 3)
    assert [value.nature for value in values] == [Nature(energy=1.0), Nature(energy=1.0), Nature(energy=2.0)]
    assert values_by_vector(fields(vector(0x00540010, 1, 1, 1)), 3) == ()
