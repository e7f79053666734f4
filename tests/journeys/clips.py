"""Clips whose pictures say which they are: a number in large black and white fields, read back from what is painted."""

import io
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, UltrasoundMultiFrameImageStorage

from tests.desk.dicom_files import ROOT

SIDE: Final = 256
CELLS: Final = 16
"""The picture is so many cells wide and high; a bit is 3 cells wide and 4 high."""
NUMBERS: Final = 64
"""How many positions can be told apart: six bits, a seventh that is always white, and an odd parity."""


def clip_file(frames: int, **values: object) -> bytes:
    """An ultrasound clip of numbered gray pictures with some noise around; `values` set elements by keyword."""
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset = FileDataset("", {}, file_meta=meta, preamble=bytes(128))
    name = f"{ROOT}.77.{frames}.{sum(map(ord, repr(sorted(values.items()))))}"
    dataset.SOPClassUID, dataset.SOPInstanceUID = UltrasoundMultiFrameImageStorage, f"{name}.1.1"
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = name, f"{name}.1"
    dataset.PatientName, dataset.PatientID, dataset.PatientSex = "Planted^Patience", "PLANTED-ID-77", "F"
    dataset.Modality, dataset.SeriesNumber, dataset.SeriesDescription, dataset.InstanceNumber = "US", 1, "Clip", 1
    dataset.BurnedInAnnotation = "NO"
    dataset.StudyDate = "20240506"
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 8, 8, 7, 0
    dataset.Rows = dataset.Columns = SIDE
    dataset.NumberOfFrames = frames
    dataset.WindowCenter, dataset.WindowWidth = 127.5, 255
    dataset.PixelData = b"".join(numbered(pos).tobytes() for pos in range(frames))
    for keyword, value in values.items():
        setattr(dataset, keyword, value)
    meta.MediaStorageSOPInstanceUID, meta.MediaStorageSOPClassUID = dataset.SOPInstanceUID, dataset.SOPClassUID
    written = io.BytesIO()
    dataset.save_as(written, enforce_file_format=True)
    return written.getvalue()


def numbered(pos: int) -> NDArray[np.uint8]:
    """The picture of one position."""
    grain = np.random.default_rng(pos).integers(60, 160, (SIDE, SIDE), dtype=np.uint8)
    size = SIDE // CELLS
    for bit, on in enumerate(bits_of(pos)):
        top, left = (4 + 4 * (bit // 4)) * size, (2 + 3 * (bit % 4)) * size
        grain[top : top + 4 * size, left : left + 3 * size] = 255 if on else 0
    return grain


def bits_of(pos: int) -> Sequence[bool]:
    """Eight fields: the number, one that is always white, and an odd parity."""
    bits = [bool(pos >> bit & 1) for bit in range(6)] + [True]
    return [*bits, sum(bits) % 2 == 0]


WATCH: Final = """
() => {
  const small = new OffscreenCanvas(16, 16).getContext("2d", { willReadFrequently: true });
  const shown = () => {
    const canvas = document.querySelector("canvas.stage-canvas");
    if (!canvas || canvas.width === 0) return -1;
    const edge = Math.min(canvas.width, canvas.height);
    small.drawImage(canvas, (canvas.width - edge) / 2, (canvas.height - edge) / 2, edge, edge, 0, 0, 16, 16);
    const values = small.getImageData(0, 0, 16, 16).data;
    const bits = Array.from({ length: 8 }, (_, bit) => {
      const value = values[4 * (16 * (6 + 4 * Math.floor(bit / 4)) + 3 + 3 * (bit % 4))];
      return value > 170 ? 1 : value < 85 ? 0 : 2;
    });
    const sum = bits.reduce((so, bit) => so + bit, 0);
    if (bits.includes(2) || bits[6] !== 1 || sum % 2 !== 1) return -1;
    return bits.slice(0, 6).reduce((so, bit, at) => so + (bit << at), 0);
  };
  window.clipSamples = [];
  let [last, due] = [performance.now(), 0];
  const tick = () => {
    const now = performance.now();
    const waited = now - last;
    last = now;
    if (now >= due) {
      window.clipSamples.push([Date.now(), shown(), waited]);
      due = now + 60 + 60 * Math.random();
    }
    window.clipTick = requestAnimationFrame(tick);
  };
  window.clipTick = requestAnimationFrame(tick);
}
"""
"""From now on note now and then (machine's clock in ms, the position painted or -1, ms since the page last painted)."""
