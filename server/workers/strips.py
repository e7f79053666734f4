"""Frames whose bytes are the picture already, taken from file to output strip by strip: about one copy each.

A strip fits the processor's cache, so that cutting unused bits off costs next to nothing, and no frame is ever whole
in the worker's own memory.
"""

import os

import numpy as np

from server.render.native import lies_as_shown, stored_values
from server.terms.errors import Malformed
from server.terms.images import SAMPLE_BYTES, ImageTraits
from server.terms.syntaxes import BIG_ENDIAN, DEFLATED_DATASET
from server.workers.sources import FileSource

STRIP_BYTES = 128 * 1024


def can_be_copied(traits: ImageTraits) -> bool:
    """Whether `copy_frame` makes the frame that the traits promise."""
    return lies_as_shown(traits) and not traits.icc_profile and traits.transfer_syntax != DEFLATED_DATASET


def copy_frame(file: FileSource, traits: ImageTraits, frame: int, output: int) -> None:
    """Frame `frame` (from 0) written at the start of `output`.

    Raises
    ------
    Malformed
        `no_such_frame`, `pixel_data_truncated`.
    """
    if not 0 <= frame < traits.frames:
        raise Malformed("no_such_frame", frames=traits.frames)
    size, sample_type = traits.grid.picture_bytes, traits.grid.sample_type
    start, at = traits.location.offset + frame * size, 0
    strip = bytearray(min(size, STRIP_BYTES))
    view = memoryview(strip)
    cells = np.frombuffer(strip, f"<u{SAMPLE_BYTES[sample_type]}")
    while at < size:
        wanted = min(len(strip), size - at)
        if file.read_into(start + at, view[:wanted]) < wanted:
            raise Malformed("pixel_data_truncated")
        if traits.transfer_syntax == BIG_ENDIAN:
            cells.byteswap(inplace=True)
        if sample_type != "float32":
            stored_values(cells[: wanted // cells.itemsize], traits, sample_type)  # in place: the width is the same
        write_all(output, view[:wanted], at)
        at += wanted
    cells.fill(0)


def write_all(output: int, content: memoryview, at: int = 0) -> None:
    """All of `content` at position `at` of the output."""
    while content:
        written = os.pwrite(output, content, at)
        content, at = content[written:], at + written
