from server.terms.images import FrameValues, ImageTraits, PixelSpacing, WindowChoice
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
