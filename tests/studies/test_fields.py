import struct

import pytest

from server.studies.fields import Fields
from tests.studies import part10 as p

CENTER, NUMBER, ROWS, NAME = 0x00281050, 0x00200013, 0x00280010, 0x00100010


def fields(*elements: bytes, syntax: str = p.EXPLICIT) -> Fields:
    return Fields.parse(b"".join(elements), implicit=syntax == p.IMPLICIT, little_endian=syntax != p.BIG)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"40", (40.0,)),
        (b"40\\-600", (40.0, -600.0)),
        (b" 1.5e2 ", (150.0,)),
        (b"NaN", ()),
        (b"Infinity", ()),
        (b"1e999", ()),
        (b"9" * 400, ()),
        (b"40\\abc", ()),
        (b"", ()),
    ],
)
def test_only_finite_decimals_are_read(written: bytes, read: tuple[float, ...]) -> None:
    """BI-53: not-a-number, infinity and endless digits read as absent."""
    assert fields(p.element(CENTER, "DS", written)).decimals("WindowCenter") == read


@pytest.mark.parametrize(
    ("written", "read"),
    [(b"57", 57), (b"-3 ", -3), (b"57.0", 57), (b"5.5", None), (b"99999999999999999999", None), (b"1A", None)],
)
def test_integer_strings_are_whole_numbers(written: bytes, read: int | None) -> None:
    """BI-54: an integer string that overflows or is no integer reads as absent."""
    assert fields(p.element(NUMBER, "IS", written)).number_text("InstanceNumber") == read


@pytest.mark.parametrize("vr", ["AT", "LO", "DS"])
def test_rows_of_another_type_are_absent(vr: str) -> None:
    """BI-54: Rows typed as something else is not believed."""
    written = b"ab" if vr != "AT" else b"\1\0\2\0"
    assert fields(p.element(ROWS, vr, written)).integer("Rows") is None


@pytest.mark.parametrize("syntax", [p.EXPLICIT, p.IMPLICIT, p.BIG])
def test_binary_integers_follow_the_byte_order(syntax: str) -> None:
    """BI-48: the same number in every encoding."""
    assert fields(p.element(ROWS, "US", p.number(512, syntax), syntax=syntax), syntax=syntax).integer("Rows") == 512


def test_unknown_vr_falls_back_to_the_dictionary() -> None:
    """Elements that a gateway wrote as UN keep their meaning."""
    assert fields(p.element(CENTER, "UN", b"40")).decimals("WindowCenter") == (40.0,)


def test_signedness_of_us_or_ss_is_the_callers() -> None:
    """Implicit VR leaves US or SS open; pixel representation decides."""
    raw = fields(p.element(0x00280120, "US", struct.pack("<h", -2000), syntax=p.IMPLICIT), syntax=p.IMPLICIT)
    assert raw.integer("PixelPaddingValue", signed=True) == -2000
    assert raw.integer("PixelPaddingValue") == 63536


@pytest.mark.filterwarnings("ignore::UserWarning")  # pydicom comments on odd files; workers silence it (preload)
@pytest.mark.parametrize(
    ("charset", "written", "read"),
    [
        (b"ISO_IR 100", "Gr\u00fcn^\u00c4".encode("latin-1"), "Gr\u00fcn^\u00c4"),
        (b"ISO_IR 192", "\u5c71\u7530".encode(), "\u5c71\u7530"),
        (b"ISO_IR 192", b"bad\xff\xfe", "bad\ufffd\ufffd"),
        (b"ISO_IR 999", b"plain", "plain"),
        (b"ISO-IR-192", "\u5c71".encode(), "\u5c71"),
        (b"utf_7", b"+AGE-", "+AGE-"),
        (b"zlib_codec", b"plain", "plain"),
        (b"ISO_IR 100\0\\x", b"plain", "plain"),
        (b"\\ISO 2022 IR 87", b"Y^T=\x1b$B;3ED\x1b(B", "Y^T=\u5c71\u7530"),
        (b"\\ISO 2022 IR 87", b"cut\x1b$", "cut$"),
        (b"", b"plain", "plain"),
    ],
)
def test_names_are_decoded_by_their_character_set(charset: bytes, written: bytes, read: str) -> None:
    """BI-55: honest character sets are read, lies and cut escapes never raise."""
    raw = fields(p.element(0x00080005, "CS", charset), p.element(NAME, "PN", written))
    assert raw.text("PatientName") == read
