"""What frames of older multi-frame images say by vectors beside the image: places of a dose grid, windows of a scintigram.

PS3.3 C.8.8.3 (RT Dose), C.8.4.8 and C.8.4.9 (NM multi-frame, NM detector).
"""

from server.studies.fields import Fields
from server.studies.orientation import cross, plane_of
from server.terms.geometry import Vector
from server.terms.images import FrameValues, Nature


def values_by_vector(fields: Fields, frames: int) -> tuple[FrameValues, ...]:
    """One `FrameValues` per frame, or nothing when no vector says anything about all of them."""
    places = _dose_places(fields, frames) or _slice_places(fields, frames)
    windows = _vector(fields, "EnergyWindowVector", frames)
    times = _vector(fields, "TimeSlotVector", frames) if places else ()  # several detectors share a slot, no volume
    if not places and len(set(windows)) < 2:
        return ()
    return tuple(
        FrameValues(
            position=places[frame] if places else None,
            nature=Nature(energy=float(windows[frame])) if len(set(windows)) > 1 else None,
            temporal_position=times[frame] if len(set(times)) > 1 else None,
        )
        for frame in range(frames)
    )


def _vector(fields: Fields, keyword: str, frames: int) -> tuple[int, ...]:
    values = fields.integers(keyword)
    return values if len(values) == frames else ()


def _dose_places(fields: Fields, frames: int) -> list[Vector]:
    """The planes of a dose grid: Grid Frame Offset Vector along the normal, from the first plane. C.8.8.3.2.

    Offsets that do not begin at 0 are the planes' own z, which the standard allows for transverse grids only.
    """
    offsets = fields.decimals("GridFrameOffsetVector")
    plane = plane_of(fields.decimals("ImageOrientationPatient"))
    origin = fields.decimals("ImagePositionPatient")
    if len(offsets) != frames or frames < 2 or plane is None or len(origin) != 3:
        return []
    if offsets[0] == 0:
        return [_moved(origin, cross(*plane), offset) for offset in offsets]
    is_transverse = abs(abs(plane[0][0]) - 1) < 1e-3 and abs(abs(plane[1][1]) - 1) < 1e-3
    return [(origin[0], origin[1], offset) for offset in offsets] if is_transverse else []


def _slice_places(fields: Fields, frames: int) -> list[Vector]:
    """The slices of a reconstructed scintigram: from the first, Spacing Between Slices along the normal. C.8.4.9.1.2."""
    detector = fields.first("DetectorInformationSequence")
    step = fields.decimal("SpacingBetweenSlices")
    is_volume = {"RECON TOMO", "RECON GATED TOMO"} & set(fields.codes("ImageType"))
    plane = plane_of(detector.decimals("ImageOrientationPatient")) if detector else None
    origin = detector.decimals("ImagePositionPatient") if detector else ()
    if not is_volume or not step or plane is None or len(origin) != 3:
        return []
    slices = _vector(fields, "SliceVector", frames) or tuple(range(1, frames + 1))
    return [_moved(origin, cross(*plane), (number - 1) * step) for number in slices]


def _moved(origin: tuple[float, ...], direction: Vector, distance: float) -> Vector:
    x, y, z = (start + distance * part for start, part in zip(origin, direction, strict=True))
    return x, y, z
