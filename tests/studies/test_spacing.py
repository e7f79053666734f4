import struct

import pytest

from server.studies.spacing import regions_of, spacing_of
from server.terms.images import PixelSpacing, UltrasoundRegion
from tests.studies import part10 as p
from tests.studies.test_fields import fields

OWN, IMAGER, CALIBRATION, NOMINAL = 0x00280030, 0x00181164, 0x00280A02, 0x00182010


def spacing(modality: bytes, **by_name: bytes) -> PixelSpacing | None:
    tags = {"own": OWN, "imager": IMAGER, "calibration": CALIBRATION, "nominal": NOMINAL}
    parts = {0x00080060: p.element(0x00080060, "CS", modality)}
    for name, text in by_name.items():
        parts[tags[name]] = p.element(tags[name], "CS" if name == "calibration" else "DS", text)
    return spacing_of(fields(*(parts[tag] for tag in sorted(parts))))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (spacing(b"CT", own=b"0.5\\0.6"), PixelSpacing(0.5, 0.6, "patient")),
        (spacing(b"DX", imager=b"0.2\\0.2"), PixelSpacing(0.2, 0.2, "detector")),
        (spacing(b"DX", own=b"0.2\\0.2", imager=b"0.2\\0.2"), PixelSpacing(0.2, 0.2, "detector")),
        (spacing(b"DX", own=b"0.1\\0.1", imager=b"0.2\\0.2"), PixelSpacing(0.1, 0.1, "calibrated")),
        (spacing(b"CR", own=b"0.1\\0.1", calibration=b"FIDUCIAL"), PixelSpacing(0.1, 0.1, "calibrated")),
        (spacing(b"SC", nominal=b"0.1\\0.1"), PixelSpacing(0.1, 0.1, "none")),
        (spacing(b"CT", own=b"0\\0.6"), None),
        (spacing(b"CT", own=b"0.5"), None),
        (spacing(b"CT"), None),
    ],
)
def test_spacing_says_what_it_was_measured_on(found: PixelSpacing | None, expected: PixelSpacing | None) -> None:
    """A length is only as true as the plane of its spacing."""
    assert found == expected


MAGNIFIED, PLANE = 0x00181114, 0x30020011


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ({IMAGER: b"0.2\\0.2", MAGNIFIED: b"1.25"}, PixelSpacing(0.16, 0.16, "calibrated")),
        ({IMAGER: b"0.2\\0.2", MAGNIFIED: b"0.5"}, PixelSpacing(0.2, 0.2, "detector")),
        ({OWN: b"0.2\\0.2", IMAGER: b"0.2\\0.2", MAGNIFIED: b"1.25"}, PixelSpacing(0.16, 0.16, "calibrated")),
        ({OWN: b"0.1\\0.1", IMAGER: b"0.2\\0.2", MAGNIFIED: b"1.25"}, PixelSpacing(0.1, 0.1, "calibrated")),
        ({PLANE: b"0.4\\0.4"}, PixelSpacing(0.4, 0.4, "detector")),
    ],
)
def test_a_detector_is_brought_to_the_patient_by_the_stated_magnification(
    elements: dict[int, bytes], expected: PixelSpacing
) -> None:
    """PS3.3 10.7.1.3, C.8.7.10: a calibration by the file itself wins, an impossible factor says nothing."""
    parts = {tag: p.element(tag, "DS", text) for tag, text in elements.items()}
    parts[0x00080060] = p.element(0x00080060, "CS", b"MG")
    assert spacing_of(fields(*(parts[tag] for tag in sorted(parts)))) == expected


def scale(unit: int, across: float) -> bytes:
    return (
        p.element(0x00186024, "US", p.number(unit))
        + p.element(0x00186026, "US", p.number(unit))
        + p.element(0x0018602C, "FD", struct.pack("<d", across))
        + p.element(0x0018602E, "FD", struct.pack("<d", -0.04))
    )


def part(unit: int, across: float) -> bytes:
    return p.item(scale(unit, across))


def region(unit: int, *, count: int = 1) -> PixelSpacing | None:
    return spacing_of(fields(p.element(0x00186011, "SQ", part(unit, 0.05) * count)))


def test_ultrasound_is_measured_by_its_regions_in_centimetres() -> None:
    """A calibrated region gives a spacing, and so do two that agree; other units give none."""
    assert region(3) == PixelSpacing(0.4, 0.5, "region")
    assert region(3, count=2) == PixelSpacing(0.4, 0.5, "region")
    assert region(4) is None


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (part(3, 0.08), None),
        (part(4, 0.08), PixelSpacing(0.4, 0.5, "region")),
        (part(3, 0.0), PixelSpacing(0.4, 0.5, "region")),
    ],
    ids=["another scale", "a spectrum", "no scale"],
)
def test_two_pictures_of_different_scale_have_none(other: bytes, expected: PixelSpacing | None) -> None:
    """A spectrum beside the picture takes nothing from its scale."""
    assert spacing_of(fields(p.element(0x00186011, "SQ", part(3, 0.05) + other))) == expected


def test_the_region_of_an_ultrasound_goes_before_its_pixel_spacing() -> None:
    """Both are written at times; the region says where it holds. PS3.3 C.8.5.5."""
    own = p.element(OWN, "DS", b"0.3\\0.3")
    assert spacing_of(fields(p.element(0x00186011, "SQ", part(3, 0.05)), own)) == PixelSpacing(0.4, 0.5, "region")


def placed(left: int, top: int, right: int, bottom: int, unit: int = 3) -> bytes:
    """A region's item with its place, of which the file names the last pixel."""
    corners = zip((0x00186018, 0x0018601A, 0x0018601C, 0x0018601E), (left, top, right, bottom), strict=True)
    place = b"".join(p.element(tag, "UL", struct.pack("<L", number)) for tag, number in corners)
    return p.item(place + scale(unit, 0.05))


def test_regions_say_where_they_are_and_what_scale_they_have() -> None:
    """PS3.3 C.8.5.5.1.1: a spectrum has a place and no lengths; one that ends before it begins is none."""
    sequence = placed(0, 10, 99, 109) + placed(100, 0, 199, 99, unit=4) + placed(50, 0, 10, 5)
    assert regions_of(fields(p.element(0x00186011, "SQ", sequence))) == (
        UltrasoundRegion(0, 10, 100, 110, PixelSpacing(0.4, 0.5, "region")),
        UltrasoundRegion(100, 0, 200, 100, None),
    )
