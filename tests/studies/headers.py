"""Headers of instances made directly, for tests of grouping and order."""

from dataclasses import replace

from server.studies.header import InstanceHeader, Kind, PatientHeader, Placement, SeriesHeader, StudyHeader
from server.terms.geometry import Vector
from server.terms.images import FrameValues, ImageTraits, PixelGrid, PixelLocation

AXIAL: tuple[Vector, Vector] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
SAGITTAL: tuple[Vector, Vector] = ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0))
TRAITS = ImageTraits(
    grid=PixelGrid(16, 16, 1, "int16"),
    transfer_syntax="1.2.840.10008.1.2.1",
    location=PixelLocation("PixelData", 1000, 512),
    modality="CT",
    frames=1,
    rows=16,
    columns=16,
    samples_per_pixel=1,
    photometric_interpretation="MONOCHROME2",
    bits_allocated=16,
    bits_stored=16,
    high_bit=15,
    signed=True,
)


def slice_at(
    z: float | None,
    number: int | None,
    *,
    series: str = "1.1",
    series_number: int | None = 1,
    modality: str = "CT",
    description: str = "",
    orientation: tuple[Vector, Vector] | None = AXIAL,
    image: ImageTraits | None = TRAITS,
    image_type: tuple[str, ...] = (),
    echo: str = "",
    sop_class: str = "1.2.840.10008.5.1.4.1.1.2",
    kind: Kind = Kind.IMAGE,
    frame_ms: float | None = None,
) -> InstanceHeader:
    """One instance, an axial CT slice unless told otherwise."""
    return InstanceHeader(
        sop_class=sop_class,
        sop_instance=f"{series}.{number}",
        kind=kind,
        patient=PatientHeader("P1"),
        study=StudyHeader("1"),
        series=SeriesHeader(series, modality, series_number, description),
        number=number,
        image_type=image_type,
        echo=echo,
        placement=Placement("1.9", None if z is None else (0.0, 0.0, z), orientation),
        frame_ms=frame_ms,
        image=image,
    )


def frames(count: int, *, positions: bool = False) -> ImageTraits:
    """Traits of a multi-frame image, its frames in space or not."""
    own = tuple(FrameValues(position=(0.0, 0.0, float(z))) for z in range(count)) if positions else ()
    return replace(TRAITS, frames=count, frame_values=own)
