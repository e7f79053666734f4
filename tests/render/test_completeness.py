import io

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from server.render.completeness import check_end
from server.terms.errors import Malformed
from tests.render import encoders as e

WHOLE = e.j2k(e.ramp(12, signed=False, rows=64, columns=64), 12)
JPEG_LS = bytes(imagecodecs.jpegls_encode(e.ramp(8, signed=False)))


def tiled() -> bytes:
    """Nine tiles of one part each."""
    written = io.BytesIO()
    values = np.add.outer(np.arange(90), np.arange(90)).astype(np.uint8)
    Image.fromarray(values).save(written, "JPEG2000", tile_size=(32, 32), no_jp2=True)
    return written.getvalue()


TILED = tiled()
COMPLETE = {
    "as written": WHOLE,
    "padded": WHOLE + b"\0",
    "without its end marker": WHOLE[:-2],
    "something behind it": WHOLE + bytes(range(200)),
    "JPEG-LS": JPEG_LS,
    "JPEG-LS with something behind it": JPEG_LS + bytes(range(200)),
    "tiles": TILED,
    "tiles without end marker": TILED[:-2],
}
CUT = {
    "a byte": WHOLE[:-3],
    "JPEG-LS": JPEG_LS[:-2],
    "half": WHOLE[: len(WHOLE) // 2],
    "all but the header": WHOLE[:90],
    "the last tile": TILED[: TILED.rindex(b"\xff\x90")],
    "a tile's parts": WHOLE[:-2].replace(b"\0\1\xff\x93", b"\0\2\xff\x93"),
}


@pytest.mark.parametrize("encoded", COMPLETE.values(), ids=COMPLETE)
def test_a_codestream_with_all_its_parts_is_whole(encoded: bytes) -> None:
    """ISO 15444-1 A.4.2: the lengths of the tile parts tell, where the end marker is missing or not at the end."""
    check_end(encoded)


@pytest.mark.parametrize("encoded", CUT.values(), ids=CUT)
def test_a_codestream_cut_short_is_refused(encoded: bytes) -> None:
    """BI-72: half a picture is never shown as one."""
    with pytest.raises(Malformed, match="pixel_data_truncated"):
        check_end(encoded)
