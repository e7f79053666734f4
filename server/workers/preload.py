"""Everything a worker may need, loaded before the first fork: afterwards files are out of its reach."""

import warnings

import imagecodecs
import numpy as np
import pydicom.config
from PIL import ImageCms
from pydicom.charset import python_encoding

from server.render import decode  # noqa: F401  (loaded for the workers)

_CODECS = ("jpeg8", "jpegls", "jpeg2k", "htj2k", "jpegxl", "packbits")


def everything() -> None:
    """Load codecs and text encodings, and make pydicom quiet and lenient: the scan has judged the structure."""
    warnings.simplefilter("ignore")
    pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE
    for codec in _CODECS:
        getattr(imagecodecs, f"{codec}_decode")
    for name in {*python_encoding.values(), "ascii", "utf-8", "idna"}:
        "".encode(name)
    ImageCms.createProfile("sRGB")
    np.zeros((2, 2), np.uint8).sum()
