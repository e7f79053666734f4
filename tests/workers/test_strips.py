"""Native frames taken from file to output strip by strip are the frames that decoding would make."""

import os
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from server.render.decode import decode_frame
from server.terms.errors import Malformed
from server.terms.images import ImageTraits, PixelLocation
from server.workers.shared_frame import InputFile, SharedFrame
from server.workers.sources import FileSource
from server.workers.strips import STRIP_BYTES, can_be_copied, copy_frame
from tests.render.traits import color, gray

BIG = "1.2.840.10008.1.2.2"
HEAD = 11  # bytes before the pixels: an odd number, as files have it
ROWS, COLUMNS = 397, 233  # a frame of 16 bits is a strip and a bit


@pytest.fixture
def noise() -> bytes:
    """Two frames of sixteen bits and what lies before them."""
    return np.random.default_rng(3).bytes(HEAD + 8 * ROWS * COLUMNS)


@pytest.fixture
def file(noise: bytes) -> Iterator[InputFile]:
    held = InputFile.holding(noise)
    yield held
    held.close()


def placed(traits: ImageTraits, **changes: object) -> ImageTraits:
    """The traits with their pixels after the head, in two frames."""
    location = replace(traits.location, offset=HEAD)
    return replace(traits, location=location, frames=2, **changes)  # type: ignore[arg-type]  # fields of traits


KINDS = {
    "16 bits": gray("uint16", ROWS, COLUMNS),
    "signed": gray("int16", ROWS, COLUMNS),
    "12 of 16": gray("uint16", ROWS, COLUMNS, bits_stored=12, high_bit=11),
    "12 of 16, signed": gray("int16", ROWS, COLUMNS, bits_stored=12, high_bit=11),
    "12 of 16, on top": gray("uint16", ROWS, COLUMNS, bits_stored=12, high_bit=15),
    "8 bits": gray("uint8", ROWS, COLUMNS),
    "7 of 8": gray("uint8", ROWS, COLUMNS, bits_stored=7, high_bit=6),
    "32 bits": gray("uint32", ROWS, COLUMNS // 2),
    "24 of 32, signed": gray("int32", ROWS, COLUMNS // 2, bits_stored=24, high_bit=23),
    "float": gray("float32", ROWS, COLUMNS // 2),
    "RGB": color(ROWS, COLUMNS // 2),
    "big endian": gray("uint16", ROWS, COLUMNS, transfer_syntax=BIG),
    "big endian, 12 of 16, signed": gray("int16", ROWS, COLUMNS, bits_stored=12, high_bit=11, transfer_syntax=BIG),
    "big endian, 32 bits": gray("uint32", ROWS, COLUMNS // 2, transfer_syntax=BIG),
    "big endian, float": gray("float32", ROWS, COLUMNS // 2, transfer_syntax=BIG),
}


@pytest.mark.parametrize("traits", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("frame", [0, 1])
def test_a_copied_frame_is_the_decoded_one(file: InputFile, noise: bytes, traits: ImageTraits, frame: int) -> None:
    """PS3.5 8.1.1: unused bits are cut, signs extended, nothing else is touched, over the seams of strips."""
    traits = placed(traits)
    assert can_be_copied(traits)
    out = SharedFrame.for_grid(traits.grid)
    copy_frame(FileSource(file.descriptor, file.byte_count), traits, frame, out.descriptor)
    start = HEAD + frame * traits.grid.picture_bytes
    expected = decode_frame(noise[start : start + traits.grid.picture_bytes], traits)
    np.testing.assert_array_equal(np.array(out.array(traits.grid)), expected)
    out.close()


OTHER = {
    "big endian, bytes": gray("uint8", transfer_syntax=BIG),
    "deflated": gray("uint16", transfer_syntax="1.2.840.10008.1.2.1.99"),
    "compressed": gray("uint16", transfer_syntax="1.2.840.10008.1.2.5"),
    "planes": color(planar_configuration=1),
    "YBR": color(photometric_interpretation="YBR_FULL"),
    "deep color": color(bits_allocated=16, bits_stored=16, high_bit=15),
    "with a profile": color(icc_profile=True),
    "8 bits signed": gray("int16", bits_allocated=8, bits_stored=8, high_bit=7),
    "bit by bit": gray("uint8", bits_allocated=1, bits_stored=1, high_bit=0),
    "12 bits packed": gray("uint16", bits_allocated=12, bits_stored=12, high_bit=11),
    "double": gray("float32", location=PixelLocation("DoubleFloatPixelData", 0, 1)),
}


@pytest.mark.parametrize("traits", OTHER.values(), ids=OTHER)
def test_what_must_be_changed_is_decoded(traits: ImageTraits) -> None:
    """Only frames whose bytes are the picture take the short way."""
    assert not can_be_copied(traits)


def test_a_file_that_ends_early_is_refused(file: InputFile) -> None:
    """BI-43: the frame is there whole or not at all."""
    traits = placed(KINDS["16 bits"])
    out = SharedFrame.for_grid(traits.grid)
    assert traits.grid.byte_count > STRIP_BYTES
    for size, frame, code in (
        (HEAD + STRIP_BYTES + 5, 0, "pixel_data_truncated"),
        (file.byte_count, 2, "no_such_frame"),
    ):
        with pytest.raises(Malformed, match=code):
            copy_frame(FileSource(file.descriptor, size), traits, frame, out.descriptor)
    out.close()


def test_reading_into_memory_ends_with_the_file(file: InputFile, noise: bytes) -> None:
    """A view is filled as far as the file reaches, and the position of the descriptor stays."""
    room = bytearray(10)
    source = FileSource(file.descriptor, len(noise))
    before = os.lseek(file.descriptor, 0, os.SEEK_CUR)
    assert source.read_into(len(noise) - 4, memoryview(room)) == 4
    assert source.read_into(len(noise) + 4, memoryview(room)) == 0
    assert bytes(room[:4]) == noise[-4:]
    assert os.lseek(file.descriptor, 0, os.SEEK_CUR) == before
