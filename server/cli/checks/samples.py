"""A picture of 8 × 8 in every way of writing that hospitals send: as small as can be, decoded to known values."""

import base64
import io
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import dcmwrite, write_file_meta_info
from pydicom.uid import UID, ExplicitVRLittleEndian, SecondaryCaptureImageStorage

SIDE: Final = 8
Values = npt.NDArray[np.int32]
_STEPS: Final[Values] = np.arange(SIDE * SIDE, dtype=np.int32).reshape(SIDE, SIDE)
_DICOM: Final = "1.2.840.10008.1.2."


@dataclass(frozen=True, slots=True)
class Sample:
    """A codestream (base64, empty: not encoded) of a ramp in steps of `step`, and how far off it may come out."""

    name: str
    syntax: str
    allocated: int
    step: int
    stream: str = ""
    tolerance: int = 0

    @property
    def values(self) -> Values:
        """What is in it."""
        return _STEPS * self.step

    def file(self) -> bytes:
        """The picture as a DICOM file, made here: no patient, no clinic."""
        head = DicomBytesIO()
        head.write(bytes(128) + b"DICM")
        meta = FileMetaDataset()
        meta.FileMetaInformationGroupLength = 0  # counted as it is written
        meta.MediaStorageSOPClassUID = SecondaryCaptureImageStorage
        meta.MediaStorageSOPInstanceUID = UID("2.25.1")
        meta.TransferSyntaxUID = UID(self.syntax)
        # by hand: the library writes no syntax that it does not know (JPEG XL)
        write_file_meta_info(head, meta, enforce_standard=True)
        body = io.BytesIO()
        dcmwrite(body, self._image(), implicit_vr=False, little_endian=True)
        return bytes(head.getvalue()) + body.getvalue()

    def _image(self) -> Dataset:
        image = Dataset()
        image.SOPClassUID, image.SOPInstanceUID = SecondaryCaptureImageStorage, UID("2.25.1")
        image.StudyInstanceUID, image.SeriesInstanceUID = UID("2.25.2"), UID("2.25.3")
        image.PatientName, image.PatientID, image.Modality = "", "", "OT"
        image.Rows = image.Columns = SIDE
        image.SamplesPerPixel, image.PhotometricInterpretation, image.PixelRepresentation = 1, "MONOCHROME2", 0
        image.BitsAllocated = image.BitsStored = self.allocated
        image.HighBit = self.allocated - 1
        if self.stream:
            image.PixelData = encapsulate([base64.b64decode(self.stream)])
            image["PixelData"].VR, image["PixelData"].is_undefined_length = "OB", True
        else:
            image.PixelData = self.values.astype(f"<u{self.allocated // 8}").tobytes()
            image["PixelData"].VR = "OW"
        return image


SAMPLES: Final = (
    Sample("uncompressed", str(ExplicitVRLittleEndian), 16, 64),
    Sample(
        "RLE",
        _DICOM + "5",
        16,
        64,
        "AgAAAEAAAACCAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD8AAAAAAQEBAQIC"
        "AgIDAwMDBAQEBAUFBQUGBgYGBwcHBwgICAgJCQkJCgoKCgsLCwsMDAwMDQ0NDQ4ODg4PDw8PAD8AQIDAAECAwABAgMAAQIDAAECA"
        "wABAgMAAQIDAAECAwABAgMAAQIDAAECAwABAgMAAQIDAAECAwABAgMAAQIDAAA==",
    ),
    Sample(
        "JPEG",
        _DICOM + "4.50",
        8,
        4,
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
        "AQEBAQEBAQEBAQEBAQH/wAALCAAIAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF"
        "BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW"
        "V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi"
        "4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/AM/4bf8ABtx/x7/8UF/d/wCYb9P+mVf/2Q==",
        tolerance=4,
    ),
    Sample(
        "JPEG lossless",
        _DICOM + "4.70",
        16,
        64,
        "/9j/4AAQSkZJRgABAQAAAQABAAD/wwALDAAIAAgBAREA/8QAFgABAQEAAAAAAAAAAAAAAAAABwoM/9oACAEBAAEAAM/+gICAgICA"
        "gUAICAgICAgIFACAgICAgICBQAgICAgICAgUAICAgICAgIFACAgICAgICBQAgICAgICAgUAICAgICAgIH//Z",
    ),
    Sample(
        "JPEG-LS",
        _DICOM + "4.80",
        16,
        64,
        "/9j/6AAgU1BJRkYAAgAAAQAAAAgAAAAIChAGAQAAASwAAAEs/+gACAAAAAH/2P/3AAsQAAgACAEBEQD/+AANAf//ABIAQwEUAED/"
        "2gAIAQEAAAAAo/x/j/H2e4/x9QAkBH6fJ6vF2kAgBdLlcLdbLVH7/y0c3JxcG9Pn/Nza2NbU0p6/1oZ2ZlZGNeP8YmFgX15dXb+1"
        "xbW1pZWV0P/Z",
    ),
    Sample(
        "JPEG 2000",
        _DICOM + "4.90",
        16,
        64,
        "/0//UQApAAAAAAAIAAAACAAAAAAAAAAAAAAACAAAAAgAAAAAAAAAAAABDwEB/1IADAAAAAEAAAQEAAH/XAAEQID/ZAAlAAFDcmVh"
        "dGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAAAABSAAH/k9/4kgASK2cWj4+hghgWURqAMI80fFpSc9SLDlVlBYoA"
        "LKCIAEuDBpR5sPzYfmwLXVwnW+tpdWxt83zfN83zfOAYj/9//9k=",
    ),
    Sample(
        "HTJ2K",
        _DICOM + "4.201",
        16,
        64,
        "/0//UQApQAAAAAAIAAAACAAAAAAAAAAAAAAACAAAAAgAAAAAAAAAAAABDwEB/1AACAACAAAACv9SAAwAAgABAAUEBEAB/1wAEyCI"
        "kJCQkJCQkJCQkJCQiIiI/2QAFwABT3BlbkpQSCBWZXIgMC4yNi4zLv+QAAoAAAAAAFkAAf+TwAAmu/UFB3QAAADAABNAABMARv4C"
        "B3QAPvIDh3QAwAATQAATgB4eAYJ0AP7ojwDDVADAACogABVAvu/7qnCCdQD++/fvwEIB7LYA/9k=",
    ),
    Sample(
        "JPEG XL",
        _DICOM + "4.110",
        16,
        64,
        "AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAAJanhsbAoAAABRanhsY/8KQfADFC0CCAQBAOwASzhoGMLbAQoSkuLy"
        "jfKAfwYAAACAxwAAAAAIBAAAAEAgAAAAAAIBAAAAEAgAAACAQAAAAAAEAgAAAAA=",
    ),
)
