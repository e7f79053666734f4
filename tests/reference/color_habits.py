"""Color files drawn by chance: models, depths, planes, palettes, byte orders and lossless codecs, each read plainly."""

import struct
from dataclasses import dataclass
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom.dataelem import DataElement
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from tests.reference import standard as s
from tests.reference.files import color, grayscale
from tests.reference.test_codecs import run_length

Array = NDArray[Any]
PLAIN = (ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian)
CHANNELS = ("Red", "Green", "Blue")


@dataclass(frozen=True, slots=True)
class Colored:
    """A file and the RGB bytes that its plain reading gives."""

    content: bytes
    picture: Array


def color_habit(seed: int) -> Colored:
    """The file of a seed."""
    chance = np.random.default_rng(seed)
    return (_sampled, _subsampled, _paletted)[chance.integers(3)](chance)


def _shape(chance: np.random.Generator) -> tuple[int, int]:
    rows, columns = chance.integers(1, 20, 2)
    return int(rows), int(columns)


def _converted(ybr: Array) -> Array:
    return np.array([[s.rgb_of_ybr(*(int(sample) for sample in pixel)) for pixel in row] for row in ybr], np.uint8)


def _sampled(chance: np.random.Generator) -> Colored:
    """RGB or YBR_FULL, 8 bits or (RGB) more, by pixel or by plane, plain or compressed without loss."""
    model = str(chance.choice(["RGB", "YBR_FULL"]))
    allocated = 8 if model == "YBR_FULL" else int(chance.choice([8, 8, 16]))
    stored = (
        allocated
        if chance.random() < 0.6 or model == "YBR_FULL"
        else int(chance.integers(allocated // 2 + 1, allocated + 1))
    )
    samples = chance.integers(0, 1 << stored, (*_shape(chance), 3)).astype(f"u{allocated // 8}")
    top = samples.astype(int)
    eight = top >> (stored - 8) if stored >= 8 else top * 255 // ((1 << stored) - 1)
    picture = eight.astype(np.uint8) if model == "RGB" else _converted(samples)
    elements: dict[str, Any] = {"PhotometricInterpretation": model, "BitsStored": stored}
    how = chance.integers(5)
    if how == 0:
        elements |= {"Syntax": RLELossless, "Fragments": [run_length(samples)], "PlanarConfiguration": 1}
    elif how == 1 and model == "RGB" and stored == allocated:
        elements |= {"Syntax": JPEGLSLossless, "Fragments": [bytes(imagecodecs.jpegls_encode(samples))]}
    elif how == 2 and model == "RGB" and stored == allocated:
        encoded = imagecodecs.jpeg2k_encode(samples, codecformat="j2k", reversible=True)
        elements |= {"Syntax": JPEG2000Lossless, "Fragments": [bytes(encoded)], "PhotometricInterpretation": "YBR_RCT"}
    else:
        syntax = PLAIN[chance.integers(len(PLAIN))]
        ordered = samples.astype(samples.dtype.newbyteorder(">")) if syntax == ExplicitVRBigEndian else samples
        planar = int(chance.integers(2))
        raw = np.moveaxis(ordered, -1, 0).tobytes() if planar else ordered.tobytes()
        elements |= {"Syntax": syntax, "PlanarConfiguration": planar, "Raw": raw}
    return Colored(color(samples, **elements), picture)


def _subsampled(chance: np.random.Generator) -> Colored:
    """YBR_FULL_422: Y1 Y2 Cb Cr for each pair of a row."""
    rows, half = _shape(chance)
    pairs = chance.integers(0, 256, (rows, half, 4)).astype(np.uint8)
    ybr = np.empty((rows, 2 * half, 3), np.uint8)
    ybr[:, 0::2, 0], ybr[:, 1::2, 0] = pairs[..., 0], pairs[..., 1]
    ybr[..., 1], ybr[..., 2] = np.repeat(pairs[..., 2], 2, axis=1), np.repeat(pairs[..., 3], 2, axis=1)
    syntax = PLAIN[chance.integers(len(PLAIN))]
    content = color(ybr, PhotometricInterpretation="YBR_FULL_422", Raw=pairs.tobytes(), Syntax=syntax)
    return Colored(content, _converted(ybr))


def _paletted(chance: np.random.Generator) -> Colored:
    """PALETTE COLOR with indices inside and outside its tables, entries of 8 or 16 bits, in words or in bytes."""
    wide, signed = bool(chance.integers(2)), bool(chance.random() < 0.3)
    kind = f"{'i' if signed else 'u'}{2 if wide else 1}"
    reach = np.iinfo(kind)
    indices = chance.integers(reach.min, reach.max + 1, _shape(chance)).astype(kind)
    count = int(chance.integers(1, 257))
    first = int(chance.integers(max(reach.min, -32_768), min(reach.max, 32_767) - 1))
    bits = int(chance.choice([8, 16]))
    tables = [chance.integers(0, 1 << bits, count) for _ in CHANNELS]
    if bits == 16:
        tables[0][0] |= 1 << 15  # a table that stays below 256 would pass for one of 8 bits
        tables[1][0] |= 1 << 15
        tables[2][0] |= 1 << 15
    in_bytes = bits == 8 and count > 2 and bool(chance.integers(2))
    syntax = PLAIN[chance.integers(len(PLAIN))]
    elements: dict[str, Any] = {"PhotometricInterpretation": "PALETTE COLOR", "Syntax": syntax}
    for name, entries in zip(CHANNELS, tables, strict=True):
        keyword = f"{name}PaletteColorLookupTable"
        # of 8-bit tables in bytes, a word has the earlier entry below. PS3.3 C.7.6.3.1.6
        packed = bytes(entries.astype("u1")) + bytes(count % 2) if in_bytes else struct.pack(f"<{count}H", *entries)
        if syntax == ExplicitVRBigEndian:
            packed = np.frombuffer(packed, "<u2").astype(">u2").tobytes()
        vr = "SS" if signed else "US"
        elements[keyword] = DataElement(f"{keyword}Descriptor", vr, [count, first, bits])
        elements[f"{keyword}Data"] = DataElement(f"{keyword}Data", "OW", packed)
    at = np.clip(indices.astype(int) - first, 0, count - 1)
    picture = np.stack([entries[at] >> (bits - 8) for entries in tables], axis=-1).astype(np.uint8)
    return Colored(grayscale(indices, **elements), picture)
