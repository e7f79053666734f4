"""P6: one picture from file to sealed frame, against the script everybody writes with pydicom and Pillow.

Real pictures where LIGHTBOX_TEST_DATA (default ../shared/data) has them, made ones elsewhere; each line says which.
"""

import io
import os
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import pydicom
from numpy.typing import NDArray
from PIL import Image
from pydicom.dataset import FileMetaDataset
from pydicom.multival import MultiValue
from pydicom.pixels.processing import apply_modality_lut, apply_voi_lut
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

from bench.measure import Judged, Result, taking_turns
from server.render.encode import Tier
from server.render.level import reduced
from server.render.pipeline import EncodedFrame, render_frame
from server.terms.ids import FrameId, SessionId
from server.terms.images import ImageTraits
from server.terms.view import Window
from server.vault.session_keys import KeyRing
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame

DATA = Path(os.environ.get("LIGHTBOX_TEST_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
WINDOW = Window(40.0, 400.0, "LINEAR")
SESSION, FID = SessionId("bench"), FrameId("bench-frame")


NAMES = ("P6.ct", "P6.cr")
LEAST_PSNR_DB = 38.0


@dataclass(frozen=True, slots=True)
class Case:
    """A picture of some size, and how far it is reduced for the screen."""

    judged: Judged
    side: int
    level: int
    real: str
    tier: Tier = "lossy"

    def content(self) -> tuple[bytes, str]:
        """A native DICOM file, and what it is."""
        path = DATA / self.real
        if not path.is_file():
            return dicom_file(self.side), f"made picture {self.side}²"
        dataset = pydicom.dcmread(path)
        if dataset.file_meta.TransferSyntaxUID.is_compressed:
            dataset.decompress()
        out = io.BytesIO()
        dataset.save_as(out, enforce_file_format=True)
        return out.getvalue(), f"real {dataset.Modality} {dataset.Columns}×{dataset.Rows}"


CASES = (
    Case(Judged("P6.ct", "×", 5, 10), 512, 0, "series/ct-head-ge/12.dcm"),
    Case(Judged("P6.cr", "×", 30, 100), 2048, 1, "cr-dx/966_fixed.dcm"),
)


async def measure(names: list[str]) -> list[Result]:
    """P6 through the real workers: decode in one, table, encoding and sealing here."""
    pool = WorkerPool(size=1)
    await pool.start()
    try:
        return [await _measure(case, pool) for case in CASES if case.judged.name in names]
    finally:
        await pool.stop()


async def _measure(case: Case, pool: WorkerPool) -> Result:
    content, what = case.content()
    ring = KeyRing()
    ring.mint(SESSION, 1)
    file = InputFile.holding(content)
    traits = (await pool.inspect(file.descriptor)).image
    assert traits is not None
    shared = SharedFrame.for_grid(traits.grid)
    made: list[bytes] = []

    async def ours() -> None:
        await pool.decode(file.descriptor, 0, traits=traits, out=shared)
        picture = render(reduced(shared.array(traits.grid), case.level, traits.padding), traits, case)
        made[:] = [ring.seal(SESSION, 1, FID, picture.mime, picture.content)]

    async def theirs() -> None:
        typical_script(content)

    try:
        pairs = await taking_turns(ours, theirs, repeats=3)
    finally:
        shared.close()
        file.close()
    psnr_db = likeness(ring.open_sealed(SESSION, 1, FID, "image/jpeg", made[0]), content, case.level)
    assert psnr_db >= LEAST_PSNR_DB, f"the picture is wrong: {psnr_db:.1f} dB"
    return case.judged.told(
        [slow / fast for fast, slow in pairs],
        ours_ms=median(fast for fast, _ in pairs),
        theirs_ms=median(slow for _, slow in pairs),
        ours=f"{what}, file → decoded in a worker → sealed JPEG q90 at level {case.level}",
        theirs="pydicom + VOI + Pillow PNG",
        verified=f"opened picture against pydicom's values through the window: {psnr_db:.1f} dB",
    )


def likeness(picture: bytes, content: bytes, level: int) -> float:
    """Peak signal-to-noise ratio of a picture against the file's window written out over pydicom's values.

    The window is that of PS3.3 C.11.2.1.2; MONOCHROME1 is shown inverted; halves are means of four.
    """
    dataset = pydicom.dcmread(io.BytesIO(content))
    values = np.asarray(apply_modality_lut(dataset.pixel_array, dataset), dtype=np.float64)
    for _ in range(level):
        values = (values[::2, ::2] + values[1::2, ::2] + values[::2, 1::2] + values[1::2, 1::2]) / 4
    center, width = _first(dataset.WindowCenter), _first(dataset.WindowWidth)
    display = np.clip(((values - (center - 0.5)) / (width - 1) + 0.5) * 255, 0, 255)
    if dataset.PhotometricInterpretation == "MONOCHROME1":
        display = 255 - display
    with Image.open(io.BytesIO(picture)) as opened:
        shown = np.asarray(opened.convert("L"), dtype=np.float64)
    error = float(np.mean((shown - display) ** 2))
    return 10 * float(np.log10(255**2 / error))


def _first(value: object) -> float:
    return float(value[0] if isinstance(value, MultiValue) else str(value))


def render(stored: NDArray[np.generic], traits: ImageTraits, case: Case) -> EncodedFrame:
    """One frame as the room renders it."""
    return render_frame(
        stored, traits, window=None, invert=False, level=case.level, tier=case.tier, mark=None, auto=None
    )


def typical_script(content: bytes) -> bytes:
    """What a search for "DICOM to PNG in Python" answers."""
    dataset = pydicom.dcmread(io.BytesIO(content))
    values = apply_voi_lut(apply_modality_lut(dataset.pixel_array, dataset), dataset).astype(np.float64)
    values = (values - values.min()) / (values.max() - values.min()) * 255
    out = io.BytesIO()
    Image.fromarray(values.astype(np.uint8)).save(out, "PNG")
    return out.getvalue()


def dicom_file(side: int) -> bytes:
    """A native 16-bit image: soft shapes under noise, so that no encoder has it easy."""
    rows, columns = np.mgrid[0:side, 0:side] / side
    noise = np.random.default_rng(6).normal(0, 15, (side, side))
    hu = 300 * np.sin(9 * rows) * np.cos(7 * columns) - 200 + noise
    dataset = pydicom.Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID = CTImageStorage
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID = pydicom.uid.generate_uid()
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = pydicom.uid.generate_uid(), pydicom.uid.generate_uid()
    dataset.Modality, dataset.PatientID = "CT", "BENCH"
    dataset.Rows = dataset.Columns = side
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 16, 12, 11, 0
    dataset.RescaleSlope, dataset.RescaleIntercept = 1, -1024
    dataset.WindowCenter, dataset.WindowWidth = WINDOW.center, WINDOW.width
    dataset.PixelData = np.clip(hu + 1024, 0, 4095).astype("<u2").tobytes()
    out = io.BytesIO()
    dataset.save_as(out, enforce_file_format=True)
    return out.getvalue()
