"""Our pictures beside those of pydicom and of dcmtk, on pydicom's packaged files and on our own reference objects.

Where another tool differs it is named in a table here, with the part and section that decides; `docs/pictures` has no
picture of patients, and this is the list that stands for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pydicom.data
import pytest
from numpy.typing import NDArray

from server.render.presentation import shows_inverted
from server.terms.errors import Malformed
from server.terms.view import Window
from server.workers.pool import WorkerPool
from tests.programs import require_program
from tests.reference import test_color, test_gray
from tests.reference.others import by_dcmtk, by_pydicom
from tests.reference.way import Shown, shown, values_of

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.filterwarnings("ignore::UserWarning"),  # pydicom about odd files, which is why they are here
    pytest.mark.filterwarnings("ignore:overflow:RuntimeWarning"),
]
PACKAGED = Path(pydicom.data.__file__).parent / "test_files"
REFUSED = {
    "JPEG2000-embedded-sequence-delimiter.dcm": "bad_codestream",
    "MR_truncated.dcm": "pixel_data_truncated",
    "badVR.dcm": "bad_frame_count",
    "meta_missing_tsyntax.dcm": "no_transfer_syntax",
    "nested_priv_SQ.dcm": "bad_geometry",
    "no_meta.dcm": "not_dicom",
    "rtplan_truncated.dcm": "truncated",
}
NO_IMAGES = {
    "ExplVR_BigEndNoMeta.dcm", "ExplVR_LitEndNoMeta.dcm",
    "UN_sequence.dcm", "empty_charset_LEI.dcm", "no_meta_group_length.dcm", "priv_SQ.dcm", "reportsi.dcm",
    "reportsi_with_empty_number_tags.dcm", "rtplan.dcm", "rtstruct.dcm", "test-SR.dcm", "waveform_ecg.dcm",
}  # fmt: skip
DCMTK_DIFFERS = {
    "rtdose_expb.dcm": "it takes 32 bits in big-endian words for two words, the lower first; every writer means the "
    "most significant byte first, and so read the file is rtdose.dcm again (PS3.5 A.3)",
    "rtdose_expb_1frame.dcm": "as rtdose_expb.dcm",
    "a fractional slope as the file writes it": "it rounds modality values to whole numbers (C.11.1.1.2 does not)",
    "frames of an enhanced image have their own rescale and window (C.7.6.16.2.9, .10)": "its pictures know no "
    "functional groups",
    "16 bits announced, values of 8": "it is literal, and black: writers that announce 16 bits and fill 8 are taken at "
    "their values here",
    "a supplemental palette colors the values it names, the others are gray (C.7.6.19)": "it knows no such palette",
}
"""Pictures in which dcmj2pnm 3.6.7 differs by more than rounding, and why ours is right."""
PYDICOM_DIFFERS = {
    "a high bit above bits stored: the value is shifted down (PS3.5 8.1.1)": "it does not look at High Bit, and says so",
    "a supplemental palette colors the values it names, the others are gray (C.7.6.19)": "it says that it cannot",
}
"""Pictures in which pydicom 3.0 differs by more than rounding, and why ours is right."""
VALUES = Window(0.5, 1.0, "LINEAR_EXACT")
"""Shows a segmentation's values, not the colors of its segments."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A file and one of its frames."""

    name: str
    make: Callable[[], bytes]
    frame: int = 0


PICTURES = [
    *(Picture(path.name, path.read_bytes) for path in sorted(PACKAGED.glob("*.dcm"))),
    *(Picture(r.rule, r.make, r.frame) for r in (*test_gray.REFERENCES, *test_color.REFERENCES)),
]
pictures = pytest.mark.parametrize("picture", PICTURES, ids=[picture.name for picture in PICTURES])


@pictures
async def test_pydicom_draws_it_so_too(pool: WorkerPool, judged: Callable[[str], None], picture: Picture) -> None:
    """Within one step of 255 of pydicom's values through the standard's formula, for every frame it can read."""
    made = await drawn(pool, picture)
    if made is None or made.frame.window_source == "lut":
        judged("beside pydicom: no picture")
        return
    try:
        other = by_pydicom(picture.make(), picture.frame, made.frame.window_used, inverse=inverse(made))
    except (RuntimeError, NotImplementedError, ValueError, AttributeError, IndexError, TypeError):
        judged("beside pydicom: it cannot read this")
        return
    judged(compared(made, other, picture.name, PYDICOM_DIFFERS, "pydicom"))


@pictures
async def test_dcmtk_draws_it_so_too(
    pool: WorkerPool, judged: Callable[[str], None], tmp_path: Path, picture: Picture
) -> None:
    """Within two steps of 255 of dcmj2pnm in the same window: it rounds down, and counts its window in tables."""
    program = require_program("dcmj2pnm", package="dcmtk")
    made = await drawn(pool, picture)
    if made is None:
        judged("beside dcmtk: no picture")
        return
    path = tmp_path / "picture.dcm"
    path.write_bytes(picture.make())
    lut = made.frame.window_source == "lut"
    other = by_dcmtk(program, path, picture.frame, made.frame.window_used, lut=lut)
    if other is None:
        judged("beside dcmtk: it cannot read this")
        return
    judged(compared(made, other, picture.name, DCMTK_DIFFERS, "dcmtk"))


async def drawn(pool: WorkerPool, picture: Picture) -> Shown | None:
    """The picture; None for what is refused or no image, which is checked to be just that."""
    content = picture.make()
    if picture.name in NO_IMAGES or picture.name in REFUSED:
        with pytest.raises(Malformed, match=f"^{REFUSED.get(picture.name, 'not_an_image')}"):
            await values_of(pool, content)
        return None
    traits = (await values_of(pool, content, frame=picture.frame)).traits
    return await shown(
        pool, content, frame=picture.frame, overlays=False, window=VALUES if traits.segmentation else None
    )


def inverse(made: Shown) -> bool:
    """Whether low values were drawn white."""
    return shows_inverted(made.traits, invert=made.traits.suv_factor is not None)


def compared(made: Shown, other: NDArray[Any], name: str, excused: dict[str, str], tool: str) -> str:
    """What came of it; fails where the tool differs and no reason is on record, and where a reason is not needed."""
    far = int(np.abs(other.astype(int) - made.pixels).max()) if other.shape == made.pixels.shape else 255
    if name in excused:
        assert far > 2, f"{tool} agrees now: the excuse can go"
        return f"beside {tool}: it differs, for a reason on record"
    assert far <= 2, f"{far} steps from {tool}"
    return f"beside {tool}: " + ("the same bytes" if far == 0 else "a step or two apart")
