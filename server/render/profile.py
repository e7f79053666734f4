"""Colors through the file's ICC profile to sRGB. Runs only inside a worker, because the profile is untrusted.

PS3.3 C.11.15; ICC.1 for the profile. A profile that cannot be used is no reason to show nothing (BI-83): the colors are
then drawn as they are, as every viewer without color management draws them.
"""

import io
import warnings
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

Display = NDArray[np.uint8]
LARGEST = 8 << 20
_PIXELS_AT_ONCE = 1 << 20
_HEADER, _CLASS, _SPACE, _MAGIC = 128, slice(12, 16), slice(16, 20), slice(36, 40)
_DEVICES = {b"mntr", b"scnr", b"prtr", b"spac"}


def to_srgb(rgb: Display, profile: bytes) -> Display:
    """The colors as sRGB.

    Parameters
    ----------
    rgb
        `(rows, columns, 3) uint8` in the space of the profile; not changed.
    profile
        An ICC profile of an RGB device; one that is broken, of another kind or larger than 8 MiB changes nothing.
    """
    transform = _transform(profile) if _is_plausible(profile) else None
    if transform is None:
        return rgb
    shown = np.empty(rgb.shape, np.uint8)
    band = max(1, _PIXELS_AT_ONCE // rgb.shape[1])  # Pillow copies what it is given: never a whole frame
    for top in range(0, rgb.shape[0], band):
        strip = Image.fromarray(np.ascontiguousarray(rgb[top : top + band]))
        ImageCms.applyTransform(strip, transform, inPlace=True)
        shown[top : top + band] = np.asarray(strip)
    return shown


def _is_plausible(profile: bytes) -> bool:
    if not _HEADER < len(profile) <= LARGEST:
        return False
    return profile[_MAGIC] == b"acsp" and profile[_SPACE] == b"RGB " and profile[_CLASS] in _DEVICES


@lru_cache(maxsize=2)  # the frames of a slide or clip share one; what is kept are curves, not pixels
def _transform(profile: bytes) -> ImageCms.ImageCmsTransform | None:
    """A transform with the perceptual intent, None for a profile that Little CMS does not accept."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
