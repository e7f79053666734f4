"""The file's shutters in a presentation state, which otherwise would open them. PS3.3 C.7.6.11, C.11.12, PS3.4 N.2.3."""

from collections.abc import Sequence
from typing import Final

from pydicom.dataset import Dataset

from server.terms.images import Shutter

NEUTRAL: Final = 0x8080
"""Neither red nor green, neither yellow nor blue, as CIELab is written. PS3.3 C.10.7.1.1."""


def put_shutters(dataset: Dataset, shutters: Sequence[Shutter], value: int, *, pseudo_color: bool) -> None:
    """Write the Display Shutter module; places count from 0 here and from 1 there.

    Parameters
    ----------
    value
        The gray of what is hidden, 0 (black) … 65 535 (white); a colored picture wants it as a color.
    """
    if not shutters:
        return
    dataset.ShutterShape = [shutter.shape.upper() for shutter in shutters]
    for shutter in shutters:
        numbers = [round(number) for number in shutter.values]
        match shutter.shape:
            case "rectangular":
                left, top, right, bottom = (number + 1 for number in numbers)
                dataset.ShutterLeftVerticalEdge, dataset.ShutterRightVerticalEdge = left, right
                dataset.ShutterUpperHorizontalEdge, dataset.ShutterLowerHorizontalEdge = top, bottom
            case "circular":
                row, column, radius = numbers
                dataset.CenterOfCircularShutter, dataset.RadiusOfCircularShutter = [row + 1, column + 1], radius
            case "polygonal":
                dataset.VerticesOfThePolygonalShutter = [number + 1 for number in numbers]
    if pseudo_color:
        dataset.ShutterPresentationColorCIELabValue = [value, NEUTRAL, NEUTRAL]
    else:
        dataset.ShutterPresentationValue = value
