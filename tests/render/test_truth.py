"""Every file of the shared set, drawn as other tools draw it or refused by name; none is passed over.

TRUTH.json holds what dcmtk, ITK and pydicom made of the files, MANIFEST.json names them all. What we do not draw is in
`REFUSED` and `NAMED`, with the reason people read; everything else must be drawn.
"""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypedDict, TypeVar

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from server.studies.header import Kind
from server.terms.errors import Malformed
from server.terms.images import SampleType
from server.terms.syntaxes import CODECS, Codec
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile
from tests.conftest import SHARED_DATA
from tests.reference.way import Shown, chosen, shown, values_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
TRUSTED = {
    "two independent tools agree",
    "single tool",
    "pydicom and ITK agree, dcmtk cannot read",
    "pydicom and ITK agree, dcmtk differs",
}
Told = TypeVar("Told", str, Kind)
CLOSE, CLOSE_FOR_LOSSY_COLOR = 3, 6
LOSSY = {Codec.JPEG, Codec.JPEG_LS, Codec.JPEG_2000, Codec.HTJ2K}
TOOLS = ("pydicom", "itk", "dcmtk")
REFUSED = {
    "charset/chrJap": "no_pixel_data",
    "charset/chrKoreanMulti.dcm": "no_pixel_data",
    "hostile/bomb-deflate-256MB.dcm": "inflates_too_much",
    "hostile/bomb-frames.dcm": "too_many_frames",
    "hostile/bomb-rows-cols.dcm": "frame_too_large",
    "hostile/dicomdir-traversal/": "media_directory",
    "hostile/empty.dcm": "empty_file",
    "hostile/frames-fewer-than-declared.dcm": "frames_missing",
    "hostile/j2k-dims-bomb.dcm": "bad_codestream",
    "hostile/jpeg-dims-bomb.dcm": "codestream_mismatch",
    "hostile/jpeg-renamed.dcm": "not_dicom",
    "hostile/len-4GB.dcm": "pixel_data_truncated",
    "hostile/only-magic.dcm": "no_transfer_syntax",
    "hostile/pixels-short.dcm": "pixel_data_truncated",
    "hostile/rle-bad-offsets.dcm": "bad_rle",
    "hostile/sq-depth-5000.dcm": "nested_too_deep",
    "hostile/truncated-0.dcm": "no_transfer_syntax",
    "hostile/truncated-1.dcm": "truncated",
    "hostile/truncated-2.dcm": "truncated",
    "hostile/truncated-3.dcm": "pixel_data_truncated",
    "hostile/ts-unknown.dcm": "unsupported_transfer_syntax",
    "hostile/wl-degenerate.dcm": "bad_rescale",
    "hostile/zip-": "not_dicom",
    "malformed/badVR.dcm": "bad_frame_count",
    "malformed/meta_missing_tsyntax.dcm": "no_transfer_syntax",
    "malformed/nested_priv_SQ.dcm": "bad_geometry",
    "malformed/no_meta.dcm": "not_dicom",
    "malformed/rtplan_truncated.dcm": "truncated",
    "media/cd-tiny-alpha.iso": "not_dicom",
    "media/dicomdir-pydicom/DICOMDIR-nooffset": "broken_sequence",
    "media/dicomdir-pydicom/DICOMDIR": "media_directory",
    "media/dicomdir-pydicom/TINY_ALPHA/DICOMDIR": "media_directory",
    "sc/JPEG2000-embedded-sequence-delimiter.dcm": "bad_codestream",
}
"""Files that get no picture, by how their names begin, and the code of the reason; the first that fits."""
NAMED: dict[str, Kind] = {
    "charset/chrSQEncoding": Kind.OTHER,
    "charset/empty_charset_LEI.dcm": Kind.OTHER,
    "ko/": Kind.KEY_OBJECTS,
    "malformed/ExplVR_BigEndNoMeta.dcm": Kind.PLAN,
    "malformed/ExplVR_LitEndNoMeta.dcm": Kind.PLAN,
    "malformed/UN_sequence.dcm": Kind.OTHER,
    "malformed/no-meta-length-test.dcm": Kind.OTHER,
    "malformed/no-pixel-data.dcm": Kind.REPORT,
    "malformed/no_meta_group_length.dcm": Kind.OTHER,
    "malformed/priv_SQ.dcm": Kind.OTHER,
    "malformed/reportsi_with_empty_number_tags.dcm": Kind.REPORT,
    "media/dicomdir-pydicom/TINY_ALPHA/PT": Kind.OTHER,
    "palettes/": Kind.COLOR_PALETTE,
    "pdf/": Kind.PDF,
    "pr/": Kind.PRESENTATION_STATE,
    "rt/rtplan.dcm": Kind.PLAN,
    "rt/rtstruct.dcm": Kind.STRUCTURE_SET,
    "sr/": Kind.REPORT,
    "video/": Kind.VIDEO,
    "waveform/": Kind.ECG,
    "wsi/sm_annotations.dcm": Kind.ANNOTATIONS,
}
"""Files that are no image, by how their names begin, and what they are called."""


class Truth(TypedDict, total=False):
    """What TRUTH.json says of a file, as far as it is used here."""

    window: tuple[float | None, float | None, str]
    render: dict[str, dict[str, object]]


@cache
def known() -> tuple[dict[str, Truth], list[list[str]], list[str]]:
    """What other tools made of the files, the groups of identical ones, and the names of all."""
    if not (SHARED_DATA / "TRUTH.json").is_file():
        return {}, [], []
    truth = json.loads((SHARED_DATA / "TRUTH.json").read_text())
    entries = json.loads((SHARED_DATA / "MANIFEST.json").read_text())["entries"]
    return truth["files"], truth["identical_pixels"], sorted(entry["file"] for entry in entries)


def frames_of(name: str) -> list[tuple[int, dict[str, object]]]:
    """The frames of a file that other tools were asked for; the first where none was."""
    render = known()[0].get(name, {}).get("render", {})
    return [(int(number), made) for number, made in render.items()] or [(0, {})]


def thumbnail(display: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The comparison the shared set describes: luminance, box reduction to 32 by 32, rounded."""
    gray = display.astype(np.float64) if display.ndim == 2 else display @ np.array([0.299, 0.587, 0.114])
    small = Image.fromarray(gray.astype(np.float32)).resize((32, 32), Image.Resampling.BOX)
    return np.asarray(np.rint(np.asarray(small)), np.float32)


@pytest.mark.parametrize("name", known()[2] or ["absent"])
async def test_every_file_is_drawn_as_others_draw_it_or_refused_by_name(
    pool: WorkerPool,
    shared_data: Path,
    compared: Callable[[Path], None],
    judged: Callable[[str], None],
    name: str,
) -> None:
    """Truth: within 3 of 255 of an independent tool (6 for lossy color), or the reason that `REFUSED` states."""
    if (kind := told(name, NAMED)) is not None:
        assert await kind_of(pool, content(name)) == kind
        judged(f"named: {kind}")
        return
    if (code := told(name, REFUSED)) is not None:
        for number, _ in frames_of(name):
            with pytest.raises(Malformed, match=f"^{code}"):
                await drawn(pool, name, number)
        judged(f"refused: {code}")
        return
    for number, render in frames_of(name):
        made = await drawn(pool, name, number)
        judged(verdict(made, render))
        compared(shared_data / name)


def verdict(made: Shown, render: dict[str, object]) -> str:
    """How a picture compares with what independent tools made; fails where it differs from one that is trusted."""
    reference = render.get(str(render.get("reference")))
    if not isinstance(reference, dict) or "thumb32_b64" not in reference or render["confidence"] not in TRUSTED:
        return "drawn, and no tool to compare with"
    digest = hashlib.sha256(np.ascontiguousarray(made.pixels).tobytes()).hexdigest()
    by_tool = [tool for tool in TOOLS if isinstance(render.get(tool), dict)]
    if any(digest == render[tool].get("sha256_pixels") for tool in by_tool):  # type: ignore[attr-defined]  # a dict
        return "drawn, to the byte as another tool"
    lossy_color = made.traits.color and CODECS[made.traits.transfer_syntax] in LOSSY
    expected = np.frombuffer(base64.b64decode(reference["thumb32_b64"]), np.uint8).reshape(32, 32)
    far = np.abs(thumbnail(made.pixels) - expected).max()
    assert far <= (CLOSE_FOR_LOSSY_COLOR if lossy_color else CLOSE), render["confidence"]
    return f"drawn, within tolerance ({render['confidence']})"


def told(name: str, table: dict[str, Told]) -> Told | None:
    """What a table says of a file."""
    return next((said for beginning, said in table.items() if name.startswith(beginning)), None)


def content(name: str) -> bytes:
    """A file of the shared set."""
    return (SHARED_DATA / name).read_bytes()


async def drawn(pool: WorkerPool, name: str, number: int) -> Shown:
    """A frame in the window that the other tools were given, without overlays."""
    center, width, _ = known()[0].get(name, {}).get("window") or (None, None, "")
    return await shown(pool, content(name), frame=number, window=chosen(center, width), overlays=False)


async def kind_of(pool: WorkerPool, written: bytes) -> Kind:
    """What a file is called."""
    file = InputFile.holding(written)
    try:
        return (await pool.inspect(file.descriptor)).kind
    finally:
        file.close()


@pytest.mark.parametrize("group", known()[1] or [["absent#0"]], ids=lambda group: group[0])
async def test_same_image_in_other_syntaxes_is_bit_identical(
    pool: WorkerPool, shared_data: Path, judged: Callable[[str], None], group: list[str]
) -> None:
    """Truth: whatever the transfer syntax, the values are the same to the bit; of a palette image its indices."""
    pictures = {}
    for name, number in (entry.split("#") for entry in group):
        pictures[name] = await stored_of(pool, content(name), int(number))
        judged("bit-identical in another syntax")
    first = next(iter(pictures.values()))
    for name, stored in pictures.items():
        np.testing.assert_array_equal(stored, first, err_msg=name)


async def stored_of(pool: WorkerPool, written: bytes, number: int) -> NDArray[np.generic]:
    """The decoded values of a frame, before any palette."""
    decoded = await values_of(pool, written, frame=number)
    if decoded.traits.palette is None:
        return decoded.stored
    kind: SampleType = "uint8" if decoded.traits.bits_allocated == 8 else "uint16"
    grid = replace(decoded.traits.grid, samples=1, sample_type=kind)
    indices = replace(decoded.traits, palette=None, grid=grid, photometric_interpretation="MONOCHROME2")
    return (await values_of(pool, written, frame=number, traits=indices)).stored
