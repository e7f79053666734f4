import numpy as np
import pytest

from server.studies.pixels import FRAME_BYTES
from server.terms.errors import Malformed
from server.terms.images import ImageTraits
from tests.reference import files
from tests.studies import part10 as p
from tests.studies.memory_source import header_of


def traits(content: bytes) -> ImageTraits:
    image = header_of(content).image
    assert image is not None
    return image


def replaced(tag: int, vr: str, value: bytes) -> bytes:
    return p.image(replaced={tag: p.element(tag, vr, value)})


REFUSED: list[tuple[str, bytes, str]] = [
    ("BI-39 548-byte RLE bomb", p.rle_bomb(), "frame_too_large"),
    ("BI-65 no rows", p.image(rows=0), "bad_geometry"),
    ("BI-65 no columns", p.image(columns=0), "bad_geometry"),
    ("BI-65 65535 squared", p.image(p.element(0x7FE00010, "OW", b"x"), rows=65535, columns=65535), "frame_too_large"),
    ("BI-65 negative rows", replaced(0x00280010, "SS", b"\xff\xff"), "bad_geometry"),
    ("BI-66 7 bits", p.image(allocated=7), "unsupported_bits"),
    ("BI-66 12 bits packed, big endian", p.image(allocated=12, syntax=p.BIG), "unsupported_bits"),
    ("BI-66 12 bits packed, run-length", p.image(p.fragments(b"x"), allocated=12, syntax=p.RLE), "unsupported_bits"),
    ("BI-66 one bit in color", p.image(allocated=1, samples=3, photometric="RGB"), "unsupported_bits"),
    ("fragments under a native syntax", p.image(p.fragments(b"x")), "broken_fragments"),
    (
        "half the pixels under a compressed one",
        p.image(p.element(0x7FE00010, "OB", b"1234"), syntax=p.RLE),
        "broken_fragments",
    ),
    ("4:2:0 without a codec", p.image(samples=3, photometric="YBR_PARTIAL_420"), "unsupported_photometric"),
    ("BI-66 64 bits", p.image(allocated=64), "unsupported_bits"),
    ("BI-66 more stored than allocated", p.image(allocated=8, stored=12), "unsupported_bits"),
    ("BI-67 no frames", replaced(0x00280008, "IS", b"0"), "bad_frame_count"),
    ("BI-67 minus one frame", replaced(0x00280008, "IS", b"-1"), "bad_frame_count"),
    ("BI-67 two million frames", replaced(0x00280008, "IS", b"2000000"), "too_many_frames"),
    ("BI-67 frames in words", replaced(0x00280008, "IS", b"abc"), "bad_frame_count"),
    ("pixels short", p.image(p.element(0x7FE00010, "OB", bytes(10))), "pixel_data_truncated"),
    ("frames short", replaced(0x00280008, "IS", b"2"), "pixel_data_truncated"),
    ("BI-49 private syntax", p.image(p.fragments(b"x"), syntax="1.2.3.4.5.6"), "unsupported_transfer_syntax"),
    ("BI-86 PMSCT_RLE1", p.image(p.fragments(b"x"), syntax="1.3.46.670589.33.1.4.1"), "unsupported_transfer_syntax"),
    ("samples lie", p.image(samples=3), "unsupported_photometric"),
    ("unknown photometric", p.image(photometric="ARGB"), "unsupported_photometric"),
    ("no photometric", replaced(0x00280004, "CS", b""), "unsupported_photometric"),
    ("palette missing", p.image(photometric="PALETTE COLOR"), "bad_palette"),
    ("BI-78 slope zero", replaced(0x00281053, "DS", b"0"), "bad_rescale"),
]


@pytest.mark.parametrize(("content", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_numbers_that_do_not_fit_are_refused(content: bytes, code: str) -> None:
    """Every impossible image is refused before a byte is allocated for it."""
    with pytest.raises(Malformed) as refusal:
        header_of(content)
    assert refusal.value.code == code


def test_rle_bomb_is_a_few_hundred_bytes() -> None:
    """BI-39: the bomb of the test above is as small as the one that was measured."""
    assert len(p.rle_bomb()) < 900


@pytest.mark.parametrize(
    ("allocated", "signed", "sample_type"),
    [
        (12, 0, "uint16"),
        (12, 1, "int16"),
        (8, 0, "uint8"),
        (8, 1, "int16"),
        (16, 0, "uint16"),
        (16, 1, "int16"),
        (32, 0, "uint32"),
        (32, 1, "int32"),
    ],
)
def test_grid_has_the_type_of_the_stored_values(allocated: int, signed: int, sample_type: str) -> None:
    """Stored values keep their width and sign in memory."""
    assert traits(p.image(allocated=allocated, signed=signed)).grid.sample_type == sample_type


def test_color_arrives_as_rgb_bytes() -> None:
    """Every color model becomes three bytes a pixel."""
    grid = traits(p.image(samples=3, photometric="RGB")).grid
    assert (grid.shape, grid.sample_type, grid.byte_count) == ((4, 4, 3), "uint8", 48)


def test_frame_limit_is_in_bytes_of_memory() -> None:
    """Decision 13: a frame of 256 MB is the largest."""
    assert FRAME_BYTES == 256 * 1024 * 1024


def test_wrong_high_bit_reads_as_one_below_bits_stored() -> None:
    """BI-66: a high bit below the stored bits is impossible and corrected."""
    content = p.image(allocated=16, stored=12, replaced={0x00280102: p.element(0x00280102, "US", p.number(3))})
    assert traits(content).high_bit == 11


@pytest.mark.parametrize(
    ("center", "width", "function", "expected"),
    [
        (b"40", b"400", b"", [(40.0, 400.0, "LINEAR")]),
        (b"40\\-600", b"400\\1500", b"", [(40.0, 400.0, "LINEAR"), (-600.0, 1500.0, "LINEAR")]),
        (b"40", b"0.5", b"", [(40.0, 0.5, "LINEAR_EXACT")]),
        (b"40", b"400", b"SIGMOID", [(40.0, 400.0, "SIGMOID")]),
        (b"40", b"0", b"", []),
        (b"40", b"-1", b"", []),
        (b"nan", b"400", b"", []),
        (b"40", b"1e308", b"", []),
        (b"40", b"", b"", []),
    ],
)
def test_only_windows_that_can_be_drawn_are_offered(
    center: bytes, width: bytes, function: bytes, expected: list[tuple[float, float, str]]
) -> None:
    """BI-77: width 0, negative, not-a-number or absurd is no window; below 1 is LINEAR_EXACT."""
    found = traits(
        p.image(
            extra={
                0x00281050: p.element(0x00281050, "DS", center),
                0x00281051: p.element(0x00281051, "DS", width),
                0x00281056: p.element(0x00281056, "CS", function),
            }
        )
    ).windows
    assert [(choice.center, choice.width, choice.function) for choice in found] == expected


def test_padding_range_is_ordered() -> None:
    """BI-81: an inverted padding range means the same values."""
    content = p.image(
        allocated=16,
        extra={
            0x00280120: p.element(0x00280120, "US", p.number(900)),
            0x00280121: p.element(0x00280121, "US", p.number(100)),
        },
    )
    assert traits(content).padding == (100, 900)


def test_square_pixels_have_no_aspect() -> None:
    """Only an aspect that changes the picture is kept."""
    for written, kept in ((b"2\\1", (2, 1)), (b"1\\1", None), (b"0\\1", None)):
        content = p.image(extra={0x00280034: p.element(0x00280034, "IS", written)})
        assert traits(content).pixel_aspect == kept


def test_plain_pixels_under_a_compressed_syntax_are_read_as_plain() -> None:
    """What lies there counts: a whole frame of defined length is no codestream."""
    assert traits(p.image(syntax=p.RLE)).transfer_syntax == p.EXPLICIT


@pytest.mark.parametrize(("size", "photometric"), [(32, "YBR_FULL_422"), (48, "YBR_FULL")])
def test_three_samples_a_pixel_are_not_4_2_2(size: int, photometric: str) -> None:
    """BI-79: a file that says 4:2:2 and holds three values for each pixel is taken by what it holds."""
    pixels = p.element(0x7FE00010, "OB", bytes(size))
    assert traits(p.image(pixels, samples=3, photometric="YBR_FULL_422")).photometric_interpretation == photometric


@pytest.mark.parametrize("group", ["SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"])
def test_unit_of_an_enhanced_image_is_in_its_groups(group: str) -> None:
    """PS3.3 C.7.6.16.2.9: a map of blood flow is not in Hounsfield units, though it is CT."""
    rescale = files.sequence_item(RescaleIntercept=-1024, RescaleSlope=1, RescaleType="US")
    item = files.sequence_item(PixelValueTransformationSequence=[rescale])
    assert traits(files.grayscale(np.zeros((2, 2), np.uint16), **{group: [item]})).rescale_type == "US"
