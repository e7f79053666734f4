"""Which pictures somebody has to look at before a guest does."""

from dataclasses import replace

import pytest

from server.studies.burned_in import Suspicion, suspicion_among, suspicion_of
from tests.studies.headers import slice_at

CT = "1.2.840.10008.5.1.4.1.1.2"
MR = "1.2.840.10008.5.1.4.1.1.4"
CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
SCREEN = ("DERIVED", "SECONDARY", "SCREEN SAVE")


@pytest.mark.parametrize(
    ("modality", "sop_class", "image_type", "flagged"),
    [
        # numbers of a scanner: no text in them unless the file says so
        ("CT", CT, ("ORIGINAL", "PRIMARY", "AXIAL"), False),
        ("CT", CT, ("ORIGINAL", "PRIMARY", "LOCALIZER"), False),
        ("CT", "1.2.840.10008.5.1.4.1.1.2.1", (), False),
        ("MR", MR, ("DERIVED", "SECONDARY", "PROJECTION IMAGE"), False),
        ("MR", "1.2.840.10008.5.1.4.1.1.4.1", (), False),
        ("PT", "1.2.840.10008.5.1.4.1.1.128", (), False),
        ("NM", "1.2.840.10008.5.1.4.1.1.20", (), False),
        ("CR", "1.2.840.10008.5.1.4.1.1.1", (), False),
        ("DX", "1.2.840.10008.5.1.4.1.1.1.1", (), False),
        ("MG", "1.2.840.10008.5.1.4.1.1.1.2", (), False),
        ("XA", "1.2.840.10008.5.1.4.1.1.12.1", (), False),
        ("RF", "1.2.840.10008.5.1.4.1.1.12.2", (), False),
        ("SEG", "1.2.840.10008.5.1.4.1.1.66.4", (), False),
        ("RTDOSE", "1.2.840.10008.5.1.4.1.1.481.2", (), False),
        # screens of machines
        ("US", "1.2.840.10008.5.1.4.1.1.6.1", (), True),
        ("US", "1.2.840.10008.5.1.4.1.1.3.1", (), True),
        ("US", "1.2.840.10008.5.1.4.1.1.6.2", (), True),
        ("IVUS", "1.2.840.10008.5.1.4.1.1.3.1", (), True),
        ("CT", CAPTURE, (), True),
        ("MR", f"{CAPTURE}.4", (), True),
        ("CT", CT, SCREEN, True),
        ("MR", MR, ("DERIVED", "SECONDARY", "screen save "), True),
        ("OT", CT, (), True),
        ("BMD", "1.2.840.10008.5.1.4.1.1.1", (), True),
        # cameras
        ("XC", "1.2.840.10008.5.1.4.1.1.77.1.4", (), True),
        ("ES", "1.2.840.10008.5.1.4.1.1.77.1.1", (), True),
        ("OP", "1.2.840.10008.5.1.4.1.1.77.1.5.1", (), True),
        ("DMS", "1.2.840.10008.5.1.4.1.1.77.1.7", (), True),
        ("SM", "1.2.840.10008.5.1.4.1.1.77.1.6", ("ORIGINAL", "PRIMARY", "LABEL", "NONE"), True),
    ],
)
def test_the_kind_of_picture_decides_where_the_file_says_nothing(
    modality: str, sop_class: str, image_type: tuple[str, ...], *, flagged: bool
) -> None:
    """H5: what was taken off a screen or with a camera is looked at first; a slice of a scanner is not."""
    header = slice_at(0.0, 1, modality=modality, sop_class=sop_class, image_type=image_type)
    assert suspicion_of(header) is (Suspicion.KIND if flagged else Suspicion.NONE)


@pytest.mark.parametrize("modality", ["CT", "MR", "US", "XC", "OT"])
def test_what_the_file_says_comes_first(modality: str) -> None:
    """PS3.3 C.7.6.1: YES flags anything, NO is believed."""
    header = slice_at(0.0, 1, modality=modality)
    assert suspicion_of(replace(header, burned_in=True)) is Suspicion.STATED
    assert suspicion_of(replace(header, burned_in=False)) is Suspicion.NONE


def test_a_class_that_only_begins_alike_is_another() -> None:
    """…1.1.66.4 is no …1.1.6, …1.1.30 no …1.1.3."""
    for sop_class in ("1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.30", "1.2.840.10008.5.1.4.1.1.78.1"):
        assert suspicion_of(slice_at(0.0, 1, sop_class=sop_class)) is Suspicion.NONE


def test_one_image_of_a_stack_is_enough() -> None:
    """The strongest reason counts."""
    plain = slice_at(0.0, 1)
    kind, stated = replace(plain, sop_class=CAPTURE), replace(plain, burned_in=True)
    assert suspicion_among([plain, plain]) is Suspicion.NONE
    assert suspicion_among([plain, kind]) is Suspicion.KIND
    assert suspicion_among([kind, plain, stated]) is Suspicion.STATED
    assert suspicion_among([]) is Suspicion.NONE
