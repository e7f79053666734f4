"""The same file drawn by others: pydicom with a little numpy, and dcmtk's dcmj2pnm where it is installed."""

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut
from pydicom.pixels.utils import pixel_array

from server.terms.view import Window

Display = NDArray[np.uint8]
_FUNCTIONS = {"LINEAR": "+Wfl", "SIGMOID": "+Wfs"}


def by_pydicom(content: bytes, frame: int, window: Window | None, *, inverse: bool) -> Display:
    """A frame as pydicom reads it: colors as RGB, gray through the window by the standard's formula in float64."""
    dataset = dcmread(BytesIO(content))
    values = np.asarray(pixel_array(dataset, index=frame))
    if dataset.PhotometricInterpretation == "PALETTE COLOR":
        colors = apply_color_lut(values, dataset)
        return np.asarray(colors >> 8 if colors.max() > 255 else colors, np.uint8)
    if values.ndim == 3:
        return np.asarray(values >> (int(dataset.BitsStored) - 8), np.uint8)
    assert window is not None
    display = _windowed(_modality(values, dataset, frame), window)
    return 255 - display if inverse else display


def _modality(values: NDArray[Any], dataset: Dataset, frame: int) -> NDArray[np.float64]:
    """Modality values; pydicom leaves functional groups to its caller."""
    for name, place in (("PerFrameFunctionalGroupsSequence", frame), ("SharedFunctionalGroupsSequence", 0)):
        groups = dataset.get(name) or []
        if len(groups) > place and "PixelValueTransformationSequence" in groups[place]:
            own = groups[place].PixelValueTransformationSequence[0]
            return values.astype(np.float64) * float(own.RescaleSlope) + float(own.RescaleIntercept)
    return np.asarray(apply_modality_lut(values, dataset)).astype(np.float64)


def _windowed(values: NDArray[np.float64], window: Window) -> Display:
    center, width = window.center, window.width
    if window.function == "SIGMOID":
        display = 255 / (1 + np.exp(-4 * (values - center) / width))
    elif window.function == "LINEAR" and width == 1:
        display = np.where(values > center - 0.5, 255.0, 0.0)
    else:
        if window.function == "LINEAR":
            center, width = center - 0.5, width - 1
        display = ((values - center) / width + 0.5) * 255
    return np.floor(np.clip(display, 0, 255) + 0.5).astype(np.uint8)


def by_dcmtk(program: str, path: Path, frame: int, window: Window | None, *, lut: bool = False) -> Display | None:
    """A frame by dcmj2pnm (dcml2pnm for JPEG-LS), overlays off; None where it cannot read the file."""
    chosen = ["+Wl", "1"] if lut else []
    if window is not None:
        if window.function not in _FUNCTIONS:
            return None
        chosen = ["+Ww", str(window.center), str(window.width), _FUNCTIONS[window.function]]
    for tool in (program, program.replace("dcmj2pnm", "dcml2pnm")):
        command = [tool, "--quiet", "+op", "-O", "+F", str(frame + 1), *chosen, str(path)]
        made = subprocess.run(command, capture_output=True, check=False, timeout=30)
        if made.returncode == 0 and made.stdout:
            with Image.open(BytesIO(made.stdout)) as picture:
                return np.asarray(picture)
    return None
