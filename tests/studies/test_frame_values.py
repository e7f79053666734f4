import struct

import pytest

from server.terms.images import FrameValues, ImageTraits, Nature, PixelSpacing, WindowChoice
from tests.studies import part10 as p
from tests.studies.memory_source import header_of


def group(*macros: tuple[int, bytes]) -> bytes:
    return p.item(b"".join(p.element(tag, "SQ", p.item(content)) for tag, content in macros))


POSITION = 0x00209113, 0x00200032
SHARED = group(
    (0x00209116, p.element(0x00200037, "DS", b"1\\0\\0\\0\\1\\0")),
    (0x00289110, p.element(0x00280030, "DS", b"0.5\\0.5")),
    (0x00289145, p.element(0x00281052, "DS", b"-1024") + p.element(0x00281053, "DS", b"1")),
)


def frame(z: bytes, *more: tuple[int, bytes]) -> bytes:
    return group((0x00209113, p.element(0x00200032, "DS", b"0\\0\\" + z)), *more)


def enhanced(per_frame: bytes) -> ImageTraits:
    image = header_of(
        p.image(
            p.element(0x7FE00010, "OB", bytes(32)),
            extra={
                0x00280008: p.element(0x00280008, "IS", b"2"),
                0x52009229: p.element(0x52009229, "SQ", SHARED),
                0x52009230: p.element(0x52009230, "SQ", per_frame),
            },
        )
    ).image
    assert image is not None
    return image


def test_shared_groups_fill_what_a_frame_leaves_out() -> None:
    """PS3.3 C.7.6.16: orientation, spacing and rescale once for all, position per frame."""
    first, second = enhanced(frame(b"1") + frame(b"2")).frame_values
    assert (first.position, second.position) == ((0.0, 0.0, 1.0), (0.0, 0.0, 2.0))
    assert first.orientation == second.orientation == (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    assert (first.intercept, first.spacing) == (-1024.0, PixelSpacing(0.5, 0.5, "patient"))


def test_a_frame_may_have_its_own_window_and_rescale() -> None:
    """What a frame says for itself wins."""
    window = p.element(0x00281050, "DS", b"10") + p.element(0x00281051, "DS", b"20")
    rescale = p.element(0x00281052, "DS", b"5") + p.element(0x00281053, "DS", b"2")
    image = enhanced(frame(b"1") + frame(b"2", (0x00289132, window), (0x00289145, rescale)))
    assert image.values_of(1).windows == (WindowChoice(10.0, 20.0),)
    assert (image.values_of(1).slope, image.values_of(0).slope) == (2.0, 1.0)


def test_classic_images_say_nothing_per_frame() -> None:
    """Without functional groups every frame is as the image."""
    image = header_of(p.image()).image
    assert image is not None
    assert image.frame_values == ()
    assert image.values_of(0) == FrameValues()


def test_a_frame_says_where_it_is_counted() -> None:
    """Stack, position in it, time and dimension index. PS3.3 C.7.6.16.2.2."""
    content = (
        p.element(0x00209056, "SH", b"A")
        + p.element(0x00209057, "UL", struct.pack("<L", 7))
        + p.element(0x00209128, "UL", struct.pack("<L", 2))
        + p.element(0x00209157, "UL", struct.pack("<2L", 1, 7))
    )
    own = enhanced(frame(b"1", (0x00209111, content)) + frame(b"2")).values_of(0)
    assert (own.stack_id, own.in_stack, own.temporal_position, own.dimension_index) == ("A", 7, 2, (1, 7))


def test_a_frame_says_how_it_was_made() -> None:
    """Echo, diffusion, voltage and what is shown. PS3.3 C.8.13.5, C.8.15.3."""
    groups = (
        (0x00189114, p.element(0x00189082, "FD", struct.pack("<d", 4.6))),
        (0x00189117, p.element(0x00189087, "FD", struct.pack("<d", 1000))),
        (0x00189226, p.element(0x00089007, "CS", b"ORIGINAL\\PRIMARY\\WATER\\NONE")),
    )
    own = enhanced(frame(b"1", *groups) + frame(b"2")).values_of(0)
    assert (own.echo, own.nature) == ("4.6", Nature(flavor="WATER", b_value=1000.0, echo_ms=4.6))
    assert enhanced(frame(b"1") + frame(b"2")).values_of(0).nature is None


@pytest.mark.parametrize(("written", "read"), [(b"L", "L"), (b"r", "R"), (b"B", "B"), (b"LEFT", ""), (b"CANARY", "")])
def test_a_frame_has_a_side_only_as_the_standard_spells_it(written: bytes, read: str) -> None:
    """PS3.3 C.7.6.16.2.8."""
    anatomy = (0x00209071, p.element(0x00209072, "CS", written))
    assert enhanced(frame(b"1", anatomy) + frame(b"2")).values_of(0).laterality == read


def test_a_frame_may_be_oriented_by_words() -> None:
    """Patient Orientation in Frame. PS3.3 C.7.6.16.2.15."""
    oriented = (0x00209450, p.element(0x00200020, "CS", b"A\\F"))
    assert enhanced(frame(b"1", oriented) + frame(b"2")).values_of(0).patient_orientation == ("A", "F")


@pytest.mark.parametrize("cosines", [b"1\\0\\0\\1\\0\\0", b"2\\0\\0\\0\\1\\0", b"0\\0\\0\\0\\0\\0"])
def test_a_frame_that_lies_impossibly_lies_as_the_image(cosines: bytes) -> None:
    """Directions that are no perpendicular unit vectors are not believed. PS3.3 C.7.6.2.1.1."""
    turned = (0x00209116, p.element(0x00200037, "DS", cosines))
    assert enhanced(frame(b"1", turned) + frame(b"2")).values_of(0).orientation == (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def test_a_tile_of_a_slide_says_its_place() -> None:
    """Rows and columns count from 1 in the whole level. PS3.3 C.8.12.6.1."""
    place = p.element(0x0048021E, "SL", struct.pack("<l", 513)) + p.element(0x0048021F, "SL", struct.pack("<l", 257))
    assert enhanced(frame(b"1", (0x0048021A, place)) + frame(b"2")).values_of(0).tile == (257, 513)
