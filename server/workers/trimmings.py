"""What belongs to a picture besides its pixels: overlay planes and the color profile, found by a second scan.

The header kept for an instance says only that they are there, since they are large. Worker side.
"""

import time
from collections.abc import Container

import numpy as np
from numpy.typing import NDArray

from server.render.native import native_frame, rle_frame
from server.render.overlays import halve_overlay, overlay_plane
from server.render.profile import to_srgb
from server.studies.byte_source import ByteSource
from server.studies.elements import OVERLAY_PLANES, PROFILES
from server.studies.fields import Fields
from server.studies.fragments import first_bit, frame_bytes
from server.studies.overlays import overlay_data
from server.studies.profiles import profile_of
from server.studies.scan import scan
from server.terms.images import ImageTraits
from server.terms.syntaxes import CODECS, Codec
from server.workers.limits import WorkerLimits
from server.workers.sources import FileSource, InflatedSource

Plane = NDArray[np.uint8]
Values = NDArray[np.generic]


def overlay_of(
    file: FileSource, source: ByteSource, traits: ImageTraits, frame: int, reduce: int, limits: WorkerLimits
) -> Plane:
    """The overlay plane of a frame, halved `reduce` times. `source` is the (inflated) file the pixels are read from."""
    data: dict[int, bytes] = {}
    if any(overlay.packed_bit is None for overlay in traits.overlays):
        data = overlay_data(_scanned(file, OVERLAY_PLANES, max(OVERLAY_PLANES), limits))
    packed = any(overlay.packed_bit is not None for overlay in traits.overlays)
    plane = overlay_plane(traits, frame, data, _cells(source, traits, frame) if packed else None)
    for _ in range(reduce):
        plane = halve_overlay(plane)
    return np.ascontiguousarray(plane)


def in_srgb(frame: Values, file: FileSource, limits: WorkerLimits) -> Values:
    """The colors of a frame, `(rows, columns, 3) uint8`, through the file's profile."""
    profile = profile_of(_scanned(file, PROFILES, max(PROFILES), limits))
    return to_srgb(frame.astype(np.uint8, copy=False), profile)


def _cells(source: ByteSource, traits: ImageTraits, frame: int) -> Values | None:
    """Pixel cells with every bit, where they were not compressed in a way that knows only stored values."""
    codec = CODECS[traits.transfer_syntax]
    if traits.samples_per_pixel > 1 or traits.bits_allocated not in {8, 16} or codec not in {Codec.NATIVE, Codec.RLE}:
        return None
    encoded = frame_bytes(source, traits, frame)
    if codec is Codec.RLE:
        return rle_frame(encoded, traits)
    return native_frame(encoded, traits, skip_bits=first_bit(traits, frame))


def _scanned(file: FileSource, wanted: Container[int], last: int, limits: WorkerLimits) -> Fields:
    """The wanted elements of the file up to the tag `last`."""

    def inflate(start: int) -> ByteSource:
        return InflatedSource(file, start, ratio=limits.inflate_ratio, byte_limit=limits.inflated_bytes)

    found = scan(file, wanted=wanted, inflate=inflate, seconds=time.process_time, last=last)
    return Fields.parse(found.header, implicit=found.implicit, little_endian=found.little_endian)
