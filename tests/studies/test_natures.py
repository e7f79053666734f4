import pytest

from server.studies.natures import flavor_of, nature_of
from server.terms.images import Nature
from tests.studies import part10 as p
from tests.studies.test_fields import fields


@pytest.mark.parametrize(
    ("image_type", "flavor"),
    [
        (("ORIGINAL", "PRIMARY", "M", "ND", "NORM"), "M"),
        (("ORIGINAL", "PRIMARY", "PHASE MAP", "P", "FFE"), "P"),
        (("DERIVED", "PRIMARY", "DIXON", "WATER"), "WATER"),
        (("DERIVED", "SECONDARY", "MIP"), "MIP"),
        (("ORIGINAL", "PRIMARY", "AXIAL"), ""),
        (("M", "P"), ""),
        ((), ""),
    ],
)
def test_the_image_type_says_what_is_shown(image_type: tuple[str, ...], flavor: str) -> None:
    """From its third value on, in one spelling; words that set nothing apart are not told. PS3.3 C.7.6.1.1.2."""
    assert flavor_of(image_type) == flavor


@pytest.mark.parametrize(
    ("written", "seconds"),
    [(b"101112", 36672.0), (b"101112.250000", 36672.25), (b"10:11:12", 36672.0), (b"1011", None), (b"noon", None)],
)
def test_the_time_of_acquisition_is_seconds_of_its_day(written: bytes, seconds: float | None) -> None:
    """What is no whole time is no time."""
    assert nature_of(fields(p.element(0x00080032, "TM", written))).at_s == seconds


def test_tube_voltage_sets_ct_images_apart_and_no_others() -> None:
    """A fluoroscope finds its voltage anew for every picture."""
    kvp = p.element(0x00180060, "DS", b"120")
    assert nature_of(fields(p.element(0x00080060, "CS", b"CT"), kvp)).energy == 120.0
    assert nature_of(fields(p.element(0x00080060, "CS", b"XA"), kvp)).energy is None


def test_nothing_said_is_nothing_made_up() -> None:
    assert nature_of(fields()) == Nature()
