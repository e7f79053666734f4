"""The facts of the one picture a viewport shows, as far as other machines have to know them."""

from dataclasses import dataclass

from server.render.modality import slope_and_intercept
from server.render.presentation import shows_inverted
from server.render.voi import default_view
from server.reports.displayed_area import Area
from server.reports.references import Reference
from server.terms.images import LEAST_OBLONG, ImageTraits, Shutter
from server.terms.view import Window


@dataclass(frozen=True, slots=True)
class Rescale:
    """Stored values to modality values; `unit` is a Rescale Type ("HU", "US" for unspecified). PS3.3 C.11.1.1.2."""

    slope: float = 1.0
    intercept: float = 0.0
    unit: str = "US"


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """One frame as it is shown when nobody chose anything.

    `rescale` is None when a table makes the modality values, `window` when a table or nothing makes the display values
    (in modality units otherwise). `inverted` says that low values are white: MONOCHROME1, a Presentation LUT Shape of
    INVERSE, PET. `spacing_mm` is between rows and between columns, `pixel_aspect` a pixel's height to its width.
    `shutters` are the file's own, `shutter_value` their gray.
    """

    reference: Reference
    rows: int
    columns: int
    rescale: Rescale | None = Rescale()
    window: Window | None = None
    inverted: bool = False
    color: bool = False
    spacing_mm: tuple[float, float] | None = None
    pixel_aspect: tuple[int, int] = (1, 1)
    shutters: tuple[Shutter, ...] = ()
    shutter_value: int = 0

    @property
    def whole(self) -> Area:
        """The area of the whole image, in pixel edges."""
        return 0.0, 0.0, float(self.columns), float(self.rows)


def shown_picture(traits: ImageTraits, frame: int, reference: Reference, auto: Window | None = None) -> ShownPicture:
    """The facts of frame `frame` (from 0) of an instance; `auto` is the window of a stack whose files offer none."""
    default = default_view(traits, auto, frame)
    slope, intercept = slope_and_intercept(traits, frame)
    spacing = traits.values_of(frame).spacing or traits.spacing
    # two ways to say the shape of a pixel: millimetres, unless the file's ratio contradicts them or there are none
    agrees = spacing is not None and abs(spacing.row_mm / spacing.column_mm / traits.aspect - 1) <= 2 * LEAST_OBLONG
    return ShownPicture(
        reference=reference,
        rows=traits.rows,
        columns=traits.columns,
        rescale=Rescale(slope, intercept, traits.rescale_type or "US") if traits.modality_lut is None else None,
        window=default.window,
        inverted=shows_inverted(traits, invert=default.inverted),
        color=traits.color,
        spacing_mm=(spacing.row_mm, spacing.column_mm) if spacing is not None and agrees else None,
        pixel_aspect=traits.pixel_aspect or (1, 1),
        shutters=traits.shutters,
        shutter_value=traits.shutter_value,
    )
