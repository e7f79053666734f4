"""DICOM files made for one test each, by pydicom from an array and the elements that matter."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian

from tests.studies.part10 import part10

Array = NDArray[np.generic]
ROOT = "1.2.826.0.1.3680043.10.1597.8"
CLASSES = {
    "CT": "1.2.840.10008.5.1.4.1.1.2",
    "MR": "1.2.840.10008.5.1.4.1.1.4",
    "US": "1.2.840.10008.5.1.4.1.1.6.1",
    "OT": "1.2.840.10008.5.1.4.1.1.7",
    "DX": "1.2.840.10008.5.1.4.1.1.1.1",
    "PT": "1.2.840.10008.5.1.4.1.1.128",
    "RTDOSE": "1.2.840.10008.5.1.4.1.1.481.2",
    "SEG": "1.2.840.10008.5.1.4.1.1.66.4",
}


def sequence_item(**elements: Any) -> Dataset:
    """An item of a sequence; a value may be a whole element where its VR matters."""
    made = Dataset()
    for keyword, value in elements.items():
        if isinstance(value, DataElement):
            made.add(value)
        else:
            setattr(made, keyword, value)
    return made


def lut(values: Sequence[int], *, first: int = 0, bits: int = 16, **elements: Any) -> Dataset:
    """An item of a modality or VOI LUT sequence; a negative first value is written as SS. C.11.1.1, C.11.2.1.1."""
    made = sequence_item(**elements)
    made.add_new("LUTDescriptor", "SS" if first < 0 else "US", [len(values), first, bits])
    made.add_new("LUTData", "US", list(values))
    return made


def grayscale(pixels: Array, **elements: Any) -> bytes:
    """A file of `(rows, columns)` or `(frames, rows, columns)` stored values."""
    frames = {"NumberOfFrames": pixels.shape[0]} if pixels.ndim == 3 else {}
    return file_of(pixels, {"PhotometricInterpretation": "MONOCHROME2", "SamplesPerPixel": 1} | frames | elements)


def color(pixels: Array, **elements: Any) -> bytes:
    """A file of `(rows, columns, 3)` samples."""
    described = {"PhotometricInterpretation": "RGB", "SamplesPerPixel": 3, "PlanarConfiguration": 0}
    return file_of(pixels, described | elements, shape=pixels.shape[:2])


def file_of(pixels: Array, elements: Mapping[str, Any], *, shape: tuple[int, ...] = ()) -> bytes:
    """A Part 10 file; `elements` are by keyword and go before what the array says.

    `pixels` gives the bytes (in the file's order) and the defaults; `Fragments` (a list of encoded frames) replaces
    the bytes, `Encapsulated` says how they are put together; `Syntax` is the transfer syntax; None leaves an element out.
    """
    given = dict(elements)
    syntax = given.pop("Syntax", ExplicitVRLittleEndian)
    fragments: Sequence[bytes] | None = given.pop("Fragments", None)
    enclose = given.pop("Encapsulated", encapsulate)
    raw: bytes | None = given.pop("Raw", None)
    rows, columns = shape or pixels.shape[-2:]
    bits = pixels.dtype.itemsize * 8
    stored = given.get("BitsStored") or bits
    described: dict[str, Any] = {
        "Modality": "OT", "Rows": rows, "Columns": columns, "BitsAllocated": bits, "BitsStored": stored,
        "HighBit": stored - 1, "PixelRepresentation": int(pixels.dtype.kind == "i"),
        "StudyInstanceUID": f"{ROOT}.1", "SeriesInstanceUID": f"{ROOT}.1.1", "SOPInstanceUID": f"{ROOT}.1.1.1",
    } | given  # fmt: skip
    described.setdefault("SOPClassUID", CLASSES.get(described["Modality"], CLASSES["OT"]))
    made = sequence_item(**{keyword: value for keyword, value in described.items() if value is not None})
    if fragments is not None:
        made.PixelData = enclose(list(fragments))
        made["PixelData"].VR, made["PixelData"].is_undefined_length = "OB", True
    elif not {"FloatPixelData", "DoubleFloatPixelData"} & given.keys():
        ordered = pixels.astype(pixels.dtype.newbyteorder(">")) if syntax == ExplicitVRBigEndian else pixels
        content = ordered.tobytes() if raw is None else raw
        made.PixelData = content + bytes(len(content) % 2)
        made["PixelData"].VR = "OW" if described["BitsAllocated"] > 8 else "OB"
    return written(made, syntax)


def written(dataset: Dataset, syntax: UID = ExplicitVRLittleEndian) -> bytes:
    """The dataset as a file."""
    content = BytesIO()
    if not syntax.is_transfer_syntax:  # newer than pydicom; every encapsulated one is explicit little endian. PS3.5 A.4
        dcmwrite(content, dataset, implicit_vr=False, little_endian=True)
        return part10(content.getvalue(), syntax)
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = syntax
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.file_meta = meta
    dcmwrite(content, dataset, enforce_file_format=True)
    return content.getvalue()
