"""Renders compared with independent tools: the shared set's TRUTH.json holds what dcmtk, ITK and pydicom made."""

import base64
import hashlib
import json
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypedDict

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from server.render.decode import decode_frame
from server.render.pipeline import display_frame
from server.studies.byte_source import ByteSource
from server.studies.elements import WANTED
from server.studies.fragments import first_bit, frame_bytes
from server.studies.reading import read_header
from server.studies.scan import scan
from server.terms.errors import Malformed
from server.terms.images import ImageTraits
from server.terms.view import Window
from tests.conftest import SHARED_DATA
from tests.studies.memory_source import MemorySource

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # pydicom on odd files; workers silence it (preload)
TRUSTED = {
    "two independent tools agree",
    "single tool",
    "pydicom and ITK agree, dcmtk cannot read",
    "pydicom and ITK agree, dcmtk differs",
}
MUST_RENDER = ("series/", "us/", "cr-dx/", "xa/")
TOLERANCE = 3


class Truth(TypedDict, total=False):
    """What TRUTH.json says of a file, as far as it is used here."""

    window: tuple[float, float, str]
    render: dict[str, dict[str, object]]


@cache
def truth() -> tuple[dict[str, Truth], list[list[str]]]:
    path = SHARED_DATA / "TRUTH.json"
    if not path.is_file():
        return {}, []
    known = json.loads(path.read_text())
    return known["files"], known["identical_pixels"]


def opened(path: Path) -> tuple[ByteSource, ImageTraits]:
    """A file's bytes (inflated) and traits; raises `Malformed` when it is no image."""
    content = path.read_bytes()
    source: list[ByteSource] = [MemorySource(content)]

    def inflate(start: int) -> ByteSource:
        plain = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content[start:], 50_000_000)
        source[0] = MemorySource(plain)
        return source[0]

    image = read_header(scan(source[0], wanted=WANTED, inflate=inflate, seconds=lambda: 0.0)).image
    if image is None:
        raise Malformed("not_an_image")
    return source[0], image


def decoded(path: Path, frame: int) -> tuple[NDArray[np.generic], ImageTraits]:
    source, traits = opened(path)
    return decode_frame(frame_bytes(source, traits, frame), traits, skip_bits=first_bit(traits, frame)), traits


def thumbnail(display: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The comparison the shared set describes: luminance, box reduction to 32 by 32, rounded."""
    gray = display.astype(np.float64) if display.ndim == 2 else display @ np.array([0.299, 0.587, 0.114])
    small = Image.fromarray(gray.astype(np.float32)).resize((32, 32), Image.Resampling.BOX)
    return np.asarray(np.rint(np.asarray(small)), np.float32)


@pytest.mark.parametrize("name", sorted(truth()[0]) or ["absent"])
def test_render_agrees_with_independent_tools(shared_data: Path, compared: Callable[[Path], None], name: str) -> None:
    """Every file we accept looks as other tools draw it, within 3 of 255; series, us, cr-dx and xa are all accepted."""
    known = truth()[0][name]
    for number, render in known.get("render", {}).items():
        reference = render.get(str(render.get("reference")))
        if render["confidence"] not in TRUSTED or not isinstance(reference, dict) or "thumb32_b64" not in reference:
            continue
        try:
            stored, traits = decoded(shared_data / name, int(number))
        except Malformed:
            if name.startswith(MUST_RENDER):
                raise
            return
        window = known.get("window")
        chosen = None if window is None or traits.color else _window(window[0], window[1])
        display, _, _ = display_frame(stored, traits, window=chosen, invert=False, auto=None, frame=int(number))
        expected = np.frombuffer(base64.b64decode(reference["thumb32_b64"]), np.uint8).reshape(32, 32)
        assert np.abs(thumbnail(display) - expected).max() <= TOLERANCE, number
        compared(shared_data / name)


def _window(center: float, width: float) -> Window:
    return Window(center, width, "LINEAR" if width >= 1 else "LINEAR_EXACT")


@pytest.mark.parametrize("group", truth()[1] or [["absent#0"]], ids=lambda group: group[0])
def test_same_image_in_other_syntaxes_is_bit_identical(shared_data: Path, group: list[str]) -> None:
    """Whatever the transfer syntax, the stored values are the same to the bit."""
    digests = set()
    for name, number in (entry.split("#") for entry in group):
        try:
            stored, traits = decoded(shared_data / name, int(number))
        except Malformed:
            continue  # refused by name: it cannot differ
        if traits.palette is None:  # a palette's indices are not kept, only its colors
            digests.add(hashlib.sha256(np.ascontiguousarray(stored, np.int64).tobytes()).hexdigest())
    assert len(digests) <= 1
