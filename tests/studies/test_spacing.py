import struct

import pytest

from server.studies.spacing import spacing_of
from server.terms.images import PixelSpacing
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


def region(unit: int, *, count: int = 1) -> PixelSpacing | None:
    one = p.item(
        p.element(0x00186024, "US", p.number(unit))
        + p.element(0x00186026, "US", p.number(unit))
        + p.element(0x0018602C, "FD", struct.pack("<d", 0.05))
        + p.element(0x0018602E, "FD", struct.pack("<d", -0.04))
    )
    return spacing_of(fields(p.element(0x00186011, "SQ", one * count)))


def test_ultrasound_is_measured_by_its_only_region_in_centimetres() -> None:
    """One calibrated region gives a spacing; two, or other units, give none."""
    assert region(3) == PixelSpacing(0.4, 0.5, "region")
    assert region(4) is None
    assert region(3, count=2) is None
