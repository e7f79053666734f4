"""Every way to write the same stored values gives the same stored values back. PS3.5 8.2, A; D7 of the plan."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.encaps import encapsulate
from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

from server.workers.pool import WorkerPool
from tests.reference.files import color, grayscale
from tests.reference.way import values_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
Array = NDArray[Any]
SEED = np.random.default_rng(7)
NOISE = SEED.integers(0, 1 << 16, (23, 17))
DEFLATED_FRAMES, JPEG_XL = UID("1.2.840.10008.1.2.8.1"), UID("1.2.840.10008.1.2.4.110")


def stored(bits: int, *, signed: bool = False) -> Array:
    """Values that reach both ends of `bits` bits."""
    values = NOISE >> (16 - min(bits, 16))
    values = values << max(bits - 16, 0)
    values[0, :2] = 0, (1 << bits) - 1
    width = max(8, 1 << (bits - 1).bit_length())
    return (values - (1 << (bits - 1))).astype(f"i{width // 8}") if signed else values.astype(f"u{width // 8}")


def rgb(bits: int = 8) -> Array:
    return np.stack([stored(bits), stored(bits)[::-1], stored(bits)[:, ::-1]], axis=-1)


def packbits(plane: bytes) -> Iterator[int]:
    """Literal runs only, which every reader must take. PS3.5 G.3."""
    for start in range(0, len(plane), 128):
        run = plane[start : start + 128]
        yield len(run) - 1
        yield from run


def run_length(image: Array) -> bytes:
    """One RLE frame: sample by sample, most significant byte plane first. PS3.5 G.2."""
    samples = image.reshape(*image.shape[:2], -1)
    segments = []
    for sample in range(samples.shape[2]):
        octets = samples[..., sample].astype(image.dtype.newbyteorder(">")).tobytes()
        for place in range(image.dtype.itemsize):
            segment = bytes(packbits(octets[place :: image.dtype.itemsize]))
            segments.append(segment + bytes(len(segment) % 2))
    offsets = [64 + sum(len(segment) for segment in segments[:index]) for index in range(len(segments))]
    return struct.pack("<16L", len(segments), *offsets, *[0] * (15 - len(segments))) + b"".join(segments)


def jpeg_lossless(image: Array, **options: Any) -> bytes:
    return bytes(imagecodecs.jpeg8_encode(image, lossless=True, **({"predictor": 1} | options)))


def by_predictor(predictor: int) -> Callable[[Array], bytes]:
    return partial(jpeg_lossless, predictor=predictor)


def jpeg_2000(image: Array, **options: Any) -> bytes:
    return bytes(imagecodecs.jpeg2k_encode(image, codecformat="j2k", reversible=True, **options))


def htj2k(image: Array) -> bytes:
    return bytes(imagecodecs.htj2k_encode(image, reversible=True))


def as_unsigned(image: Array) -> Array:
    return image.view(image.dtype.str.replace("i", "u"))


@dataclass(frozen=True, slots=True)
class Written:
    """Stored values, and one way to write them."""

    how: str
    values: Array
    syntax: UID
    encode: Callable[[Array], bytes] | None = None
    elements: dict[str, Any] = field(default_factory=dict)

    def content(self) -> bytes:
        make = color if self.values.ndim == 3 else grayscale
        more = {} if self.encode is None else {"Fragments": [self.encode(self.values)]}
        return make(self.values, Syntax=self.syntax, **more, **self.elements)


TWELVE = {"BitsStored": 12}
WAYS = [
    *(Written(f"{name}, {values.dtype}", values, syntax)
      for name, syntax in (("explicit", ExplicitVRLittleEndian), ("implicit", ImplicitVRLittleEndian),
                           ("big endian", ExplicitVRBigEndian), ("deflated", DeflatedExplicitVRLittleEndian))
      for values in (stored(8), stored(16), stored(16, signed=True), stored(32), stored(32, signed=True))),
    *(Written(f"RLE, {values.dtype}", values, RLELossless, run_length)
      for values in (stored(8), stored(16), stored(16, signed=True), stored(32), rgb())),
    # of 15 bits: with 16, the encoder of libjpeg-turbo is wrong for 5 to 7 (dcmtk's is right, and every decoder agrees)
    *(Written(f"JPEG lossless, selection value {predictor}", stored(15), JPEGLossless, by_predictor(predictor),
              {"BitsStored": 15})
      for predictor in range(1, 8)),
    Written("JPEG lossless, 16 bits", stored(16), JPEGLossless, jpeg_lossless),
    Written("JPEG lossless, 8 bits", stored(8), JPEGLosslessSV1, jpeg_lossless),
    Written("JPEG lossless, 12 bits", stored(12), JPEGLosslessSV1,
            lambda image: jpeg_lossless(image, bitspersample=12), TWELVE),
    Written("JPEG lossless, signed bit patterns", stored(16, signed=True), JPEGLosslessSV1,
            lambda image: jpeg_lossless(as_unsigned(image))),
    Written("JPEG lossless, RGB", rgb(), JPEGLosslessSV1,
            lambda image: jpeg_lossless(image, colorspace="RGB", outcolorspace="RGB")),
    *(Written(f"JPEG-LS, {values.dtype}", values, JPEGLSLossless, lambda image: bytes(imagecodecs.jpegls_encode(image)))
      for values in (stored(8), stored(16), rgb())),
    Written("JPEG-LS, signed bit patterns", stored(16, signed=True), JPEGLSLossless,
            lambda image: bytes(imagecodecs.jpegls_encode(as_unsigned(image)))),
    *(Written(f"JPEG 2000, {values.dtype}", values, JPEG2000Lossless, jpeg_2000)
      for values in (stored(8), stored(16), stored(16, signed=True))),
    Written("JPEG 2000, reversible, under the lossy syntax", stored(16), JPEG2000, jpeg_2000),
    Written("JPEG 2000, 12 bits", stored(12), JPEG2000Lossless, lambda image: jpeg_2000(image, bitspersample=12), TWELVE),
    Written("JPEG 2000, a codestream that forgot its sign", stored(16, signed=True), JPEG2000Lossless,
            lambda image: jpeg_2000(as_unsigned(image))),
    Written("JPEG 2000, RGB with its transform", rgb(), JPEG2000Lossless, jpeg_2000,
            {"PhotometricInterpretation": "YBR_RCT"}),
    Written("JPEG 2000, RGB without", rgb(), JPEG2000Lossless, lambda image: jpeg_2000(image, mct=False)),
    *(Written(f"HTJ2K ({syntax.name}), {values.dtype}", values, syntax, htj2k)
      for syntax in (HTJ2KLossless, HTJ2KLosslessRPCL, HTJ2K)
      for values in (stored(8), stored(16), stored(16, signed=True))),
    Written("HTJ2K, RGB", rgb(), HTJ2KLossless, htj2k, {"PhotometricInterpretation": "YBR_RCT"}),
    Written("JPEG XL, 16 bits", stored(16), JPEG_XL, lambda image: bytes(imagecodecs.jpegxl_encode(image, lossless=True))),
    Written("JPEG XL, RGB", rgb(), JPEG_XL, lambda image: bytes(imagecodecs.jpegxl_encode(image, lossless=True))),
    Written("deflated frames", stored(16), DEFLATED_FRAMES,
            lambda image: bytes(imagecodecs.deflate_encode(image.tobytes(), raw=True))),
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=[way.how for way in WAYS])
async def test_values_come_back_to_the_bit(pool: WorkerPool, way: Written) -> None:
    """D7: lossless means that not one bit differs, whoever wrote it."""
    decoded = await values_of(pool, way.content())
    np.testing.assert_array_equal(decoded.stored, way.values)


@pytest.mark.parametrize(
    ("syntax", "bits", "most"), [(JPEGBaseline8Bit, 8, 4), (JPEGExtended12Bit, 8, 4), (JPEGExtended12Bit, 12, 12)]
)
async def test_lossy_jpeg_stays_close(pool: WorkerPool, syntax: UID, bits: int, most: int) -> None:
    """Process 1 and 2 & 4: what comes back is what went in, but for what quality 98 leaves out."""
    down, across = np.mgrid[0:64, 0:48]
    smooth = ((down + across) * ((1 << bits) - 1) // 111).astype("u1" if bits == 8 else "u2")
    encoded = bytes(imagecodecs.jpeg8_encode(smooth, 98, bitspersample=bits))
    content = grayscale(smooth, Syntax=syntax, Fragments=[encoded], BitsStored=bits, LossyImageCompression="01")
    decoded = await values_of(pool, content)
    assert np.abs(decoded.stored.astype(int) - smooth).max() <= most
    assert decoded.traits.lossy


@pytest.mark.parametrize(("sample", "white"), [("u1", 255), ("u2", 65_535)])
@pytest.mark.parametrize("lossy", ["HTJ2K", "JPEG 2000"])
async def test_lossy_wavelets_stay_close_at_black_and_white(
    pool: WorkerPool, lossy: str, sample: str, white: int
) -> None:
    """What overshoots white is white: a decoder that does not clamp (OpenJPH in imagecodecs) would make it black."""
    down, across = np.mgrid[0:64, 0:48]
    stripes = np.where((down // 7 + across // 5) % 2, white, 0).astype(sample)
    if lossy == "HTJ2K":
        encoded, syntax = imagecodecs.htj2k_encode(stripes, 0.02, reversible=False), HTJ2K
    else:
        encoded, syntax = imagecodecs.jpeg2k_encode(stripes, 40, codecformat="j2k", reversible=False), JPEG2000
    content = grayscale(stripes, Syntax=syntax, Fragments=[bytes(encoded)], LossyImageCompression="01")
    decoded = await values_of(pool, content)
    assert np.abs(decoded.stored.astype(int) - stripes).max() <= white // 10


@pytest.mark.parametrize("pieces", [1, 2, 3])
@pytest.mark.parametrize("with_table", [True, False], ids=["offset table", "no offset table"])
async def test_frames_are_found_whatever_their_fragments(pool: WorkerPool, pieces: int, *, with_table: bool) -> None:
    """PS3.5 A.4: a frame may be in several fragments, and the offset table may be empty."""
    frames = [stored(16), stored(16)[::-1].copy(), stored(16)[:, ::-1].copy()]
    content = grayscale(np.stack(frames), Syntax=JPEG2000Lossless, Fragments=[jpeg_2000(frame) for frame in frames],
                        Encapsulated=lambda parts: encapsulate(parts, fragments_per_frame=pieces, has_bot=with_table))  # fmt: skip
    for number, frame in enumerate(frames):
        decoded = await values_of(pool, content, frame=number)
        np.testing.assert_array_equal(decoded.stored, frame)
