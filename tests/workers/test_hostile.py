"""Files made to hurt: each is refused or shown within two seconds, and the server and the next picture never notice."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from server.terms.errors import Malformed
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame
from tests.conftest import SHARED_DATA
from tests.studies import part10 as p

pytestmark = pytest.mark.asyncio(loop_scope="module")
VERDICT_S, NEXT_S, MEMORY_BYTES = 2.0, 0.5, 20_000_000
HONEST = p.image()


def resident() -> int:
    """Bytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def verdict(pool: WorkerPool, content: bytes) -> str:
    """What becomes of a file: the code of its refusal, or "shown" when its first frame was decoded."""
    file = InputFile.holding(content)
    try:
        header = await pool.inspect(file.descriptor)
        if header.image is None:
            return header.kind
        memory = SharedFrame.for_grid(header.image.grid)
        try:
            await pool.decode(file.descriptor, 0, traits=header.image, out=memory)
        finally:
            memory.close()
    except Malformed as refusal:
        return refusal.code
    finally:
        file.close()
    return "shown"


async def judged(pool: WorkerPool, content: bytes) -> str:
    """The verdict, with its time and memory and the honest file after it."""
    await verdict(pool, HONEST)
    before, began = resident(), time.monotonic()
    code = await verdict(pool, content)
    took, grown = time.monotonic() - began, resident() - before
    began = time.monotonic()
    assert await verdict(pool, HONEST) == "shown"
    assert time.monotonic() - began < NEXT_S
    assert took < VERDICT_S
    assert grown < MEMORY_BYTES
    return code


RLE_OF_ZEROS = bytes([1, 0, 0, 0, 64]) + bytes(59) + b"\x81\0"
BOMBS: list[tuple[str, bytes, str]] = [
    ("T-27 BI-39 548-byte RLE bomb", p.rle_bomb(), "frame_too_large"),
    ("T-27 RLE bomb inside the limits", p.image(p.fragments(RLE_OF_ZEROS), rows=16000, columns=16000, syntax=p.RLE),
     "bad_rle"),
    ("T-27 BI-40 deflate bomb", p.deflate_bomb(64), "inflates_too_much"),
    ("T-27 BI-41 nested 5000", p.nested(5000, defined=False), "nested_too_deep"),
    ("T-27 BI-43 4 GB of pixels", p.image(p.element(0x7FE00010, "OW", b"abc", length=0xFFFFFFFE)),
     "pixel_data_truncated"),
    ("BI-69 10^5 fragments", p.image(p.fragments(*[b"ab"] * 100_000), syntax=p.JPEG_BASELINE), "too_many_elements"),
    ("BI-50 large duplicates", p.image(extra={0x00420011: p.element(0x00420011, "OB", bytes(4_800_000)) * 8}),
     "shown"),
    ("T-31 HTML", b"<!doctype html><p>DICM", "not_dicom"),
    ("T-31 empty", b"", "empty_file"),
    ("T-31 one byte", b"D", "not_dicom"),
    ("BI-71 JPEG of noise", p.image(p.fragments(b"\xff\xd8\xff\xc0\0\x0b\x08\0\4\0\4\1\1\x11\0" + bytes(range(256))),
                                    syntax=p.JPEG_BASELINE), "bad_codestream"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "code"), [case[1:] for case in BOMBS], ids=[case[0] for case in BOMBS])
async def test_generated_bombs_cost_nothing(pool: WorkerPool, content: bytes, code: str) -> None:
    """T-27, T-31: verdict within two seconds, this process grows less than 20 MB, the next picture is unharmed."""
    assert await judged(pool, content) == code


@pytest.mark.parametrize(
    "preamble",
    [b"MZ\x90\0", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"#!/bin/sh\n", b"%PDF-1.7", b"<html>", b"PK\x03\x04", b"II*\0"],
)
async def test_preamble_of_another_format_is_not_looked_at(pool: WorkerPool, preamble: bytes) -> None:
    """T-30, BI-60: what stands in the preamble decides nothing; the store zeroes it."""
    assert await verdict(pool, preamble.ljust(128, b"\0") + HONEST[128:]) == "shown"


def hostile() -> list[str]:
    names = [path for folder in ("hostile", "malformed") for path in sorted((SHARED_DATA / folder).glob("*"))]
    return [str(path.relative_to(SHARED_DATA)) for path in names if path.is_file() and path.suffix != ".zip"]


REFUSALS = {
    "hostile/bomb-deflate-256MB.dcm": "inflates_too_much",
    "hostile/bomb-frames.dcm": "too_many_frames",
    "hostile/bomb-rows-cols.dcm": "frame_too_large",
    "hostile/empty.dcm": "empty_file",
    "hostile/frames-fewer-than-declared.dcm": "frames_missing",
    "hostile/jpeg-dims-bomb.dcm": "codestream_mismatch",
    "hostile/jpeg-renamed.dcm": "not_dicom",
    "hostile/len-4GB.dcm": "pixel_data_truncated",
    "hostile/only-magic.dcm": "no_transfer_syntax",
    "hostile/pixels-short.dcm": "pixel_data_truncated",
    "hostile/rle-bad-offsets.dcm": "bad_rle",
    "hostile/sq-depth-5000.dcm": "nested_too_deep",
    "hostile/ts-unknown.dcm": "unsupported_transfer_syntax",
    "hostile/wl-degenerate.dcm": "bad_rescale",
}


@pytest.mark.parametrize("name", hostile() or ["absent"])
async def test_hostile_and_malformed_files_are_refused_or_shown(
    pool: WorkerPool, shared_data: Path, compared: Callable[[Path], None], name: str
) -> None:
    """T-27 to T-31 with the shared set: a reason for each, never a crash, never a hang."""
    code = await judged(pool, (shared_data / name).read_bytes())
    assert not code.startswith("decoder_")
    assert code == REFUSALS.get(name, code)
    compared(shared_data / name)


async def test_uid_with_a_path_in_it_names_nothing(pool: WorkerPool, shared_data: Path) -> None:
    """T-29: a UID is digits and dots; a file with another one has no identity to be stored under."""
    file = InputFile.holding((shared_data / "hostile/uid-traversal.dcm").read_bytes())
    header = await pool.inspect(file.descriptor)
    file.close()
    assert not header.identified
