"""Which color model a JPEG stream is in: its own markers say so, the header where they are silent.

PS3.5 8.2.1 wants them to agree. Where they do not, dcmtk believes the header and pydicom now one, now the other; most
such files were made by libraries that write JFIF's YCbCr whatever the header says, which is what we draw.
"""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from pydicom.uid import JPEGBaseline8Bit

from server.workers.pool import WorkerPool
from tests.reference.files import color
from tests.reference.way import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
RED = (200, 30, 40)
_JFIF, _ADOBE, _FRAME, _SCAN = 0xE0, 0xEE, 0xC0, 0xDA
_ADOBE_YCC = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x01"


def encoded(*, in_rgb: bool) -> bytes:
    """A red picture as Pillow writes it: YCbCr with JFIF's marker, or RGB with Adobe's."""
    content = BytesIO()
    Image.new("RGB", (24, 16), RED).save(content, "JPEG", quality=95, subsampling=0, keep_rgb=in_rgb)
    return content.getvalue()


def segments(stream: bytes) -> list[tuple[int, bytes]]:
    """Marker and bytes of each segment, the scan with all that follows."""
    found, at = [], 2
    while stream[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(stream[at + 2 : at + 4])
        found.append((stream[at + 1], stream[at:end]))
        at = end
    return [*found, (_SCAN, stream[at:])]


def rewritten(stream: bytes, *, names: bytes = b"", first: bytes = b"") -> bytes:
    """The stream without application markers, `first` before all else, its components named anew."""
    parts = []
    for marker, part in segments(stream):
        if marker in {_JFIF, _ADOBE}:
            continue
        changed = bytearray(part)
        if names and marker == _FRAME:
            changed[10:19:3] = names
        if names and marker == _SCAN:
            changed[5:11:2] = names
        parts.append(bytes(changed))
    return stream[:2] + first + b"".join(parts)


YCC, RGB = encoded(in_rgb=False), encoded(in_rgb=True)
STREAMS = {
    "JFIF says YCbCr": (YCC, ("RGB", "YBR_FULL", "YBR_FULL_422")),
    "Adobe says YCbCr": (rewritten(YCC, first=_ADOBE_YCC), ("RGB", "YBR_FULL", "YBR_FULL_422")),
    "Adobe says RGB": (RGB, ("RGB", "YBR_FULL", "YBR_FULL_422")),
    "its components are called R, G, B": (rewritten(RGB, names=b"RGB"), ("RGB", "YBR_FULL", "YBR_FULL_422")),
    "nothing said, the header says YBR": (rewritten(YCC, names=b"\1\2\3"), ("YBR_FULL", "YBR_FULL_422")),
    "nothing said, counted from 0": (rewritten(YCC, names=b"\0\1\2"), ("YBR_FULL", "YBR_FULL_422")),
    "nothing said, the header says RGB": (rewritten(RGB, names=b"\1\2\3"), ("RGB",)),
}
CASES = [(said, stream, header) for said, (stream, headers) in STREAMS.items() for header in headers]


@pytest.mark.parametrize(("said", "stream", "header"), CASES, ids=[f"{case[0]}, {case[2]}" for case in CASES])
async def test_red_is_red(pool: WorkerPool, said: str, stream: bytes, header: str) -> None:
    """PS3.5 8.2.1, ITU-T T.871 6.1: whatever the header calls it, the picture has the colors that were put in."""
    sized = np.zeros((16, 24, 3), np.uint8)
    content = color(sized, Syntax=JPEGBaseline8Bit, Fragments=[stream], PhotometricInterpretation=header)
    made = await shown(pool, content)
    assert np.abs(made.pixels.astype(int) - RED).max() <= 4
