"""Where the frames of a stack lie in the patient, as far as all of them say so. PS3.3 C.7.6.2."""

import math
from collections.abc import Sequence

from server.studies.cells import Cell
from server.studies.ordering import normal_of
from server.terms.geometry import Slices, Vector


def slices_of(cells: Sequence[Cell]) -> Slices | None:
    """Where cells in space lie by the middles of their pictures; None unless each has a scale at the patient."""
    normal, middles = normal_of(cells), [_middle(cell) for cell in cells]
    known = tuple(middle for middle in middles if middle is not None)
    if normal is None or len(known) < len(cells):
        return None
    length = math.hypot(*normal)
    unit = (normal[0] / length, normal[1] / length, normal[2] / length)
    return Slices(cells[0].header.placement.frame_of_reference, unit, known)


def _middle(cell: Cell) -> Vector | None:
    """The middle of a picture: its first pixel, and half the way along a row and a column. C.7.6.2.1.1."""
    position, plane, spacing = cell.position, cell.orientation, cell.spacing
    if position is None or plane is None or spacing is None or spacing.origin != "patient":
        return None
    across_mm = spacing.column_mm * (cell.traits.columns - 1) / 2
    down_mm = spacing.row_mm * (cell.traits.rows - 1) / 2
    along, down = plane
    return (
        position[0] + along[0] * across_mm + down[0] * down_mm,
        position[1] + along[1] * across_mm + down[1] * down_mm,
        position[2] + along[2] * across_mm + down[2] * down_mm,
    )
