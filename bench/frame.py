"""P6: one picture from file to sealed frame, against the script everybody writes with pydicom and Pillow."""

import io
from dataclasses import dataclass

import numpy as np
import pydicom
from numpy.typing import NDArray
from PIL import Image
from pydicom.dataset import FileMetaDataset
from pydicom.pixels.processing import apply_modality_lut, apply_voi_lut
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

from bench.measure import Result, ratio
from server.render.encode import Tier
from server.render.level import reduced
from server.render.pipeline import EncodedFrame, render_frame
from server.terms.ids import FrameId, SessionId
from server.terms.images import ImageTraits
from server.terms.view import Window
from server.vault.session_keys import KeyRing
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame

WINDOW = Window(40.0, 400.0, "LINEAR")
SESSION, FID = SessionId("bench"), FrameId("bench-frame")


@dataclass(frozen=True, slots=True)
class Case:
    """A picture of some size, and how far it is reduced for the screen."""

    name: str
    side: int
    level: int
    goal: str
    tier: Tier = "lossy"


CASES = (Case("P6.ct", 512, 0, "10×"), Case("P6.cr", 2048, 1, "100×"))


async def measure(wanted: str) -> list[Result]:
    """P6 through the real workers: decode in one, table, encoding and sealing here."""
    pool = WorkerPool(size=1)
    await pool.start()
    try:
        return [await _measure(case, pool) for case in CASES if case.name.startswith(wanted)]
    finally:
        await pool.stop()


async def _measure(case: Case, pool: WorkerPool) -> Result:
    content = dicom_file(case.side)
    ring = KeyRing()
    ring.mint(SESSION, 1)
    file = InputFile.holding(content)
    traits = (await pool.inspect(file.descriptor)).image
    assert traits is not None
    shared = SharedFrame.for_grid(traits.grid)

    async def ours() -> None:
        await pool.decode(file.descriptor, 0, traits=traits, out=shared)
        picture = render(reduced(shared.array(traits.grid), case.level, traits.padding), traits, case)
        ring.seal(SESSION, 1, FID, picture.mime, picture.content)

    async def theirs() -> None:
        typical_script(content)

    try:
        what = f"{case.side}², file → sealed JPEG, and the usual script's PNG"
        return await ratio(case.name, what, case.goal, ours=ours, theirs=theirs)
    finally:
        shared.close()
        file.close()


def render(stored: NDArray[np.generic], traits: ImageTraits, case: Case) -> EncodedFrame:
    """One frame as the room renders it."""
    return render_frame(
        stored, traits, window=WINDOW, invert=False, level=case.level, tier=case.tier, mark=None, auto=None
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
