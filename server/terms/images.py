"""What rendering needs to know about an image besides its pixels, in DICOM's words; values only, no pixels."""

from dataclasses import dataclass, replace
from typing import Literal

from server.terms.view import VoiFunction

SampleType = Literal["uint8", "int16", "uint16", "int32", "uint32", "float32"]
"""How one stored value rests in memory (numpy's spelling); 8-bit signed widens to int16, double narrows to float32."""
PixelElement = Literal["PixelData", "FloatPixelData", "DoubleFloatPixelData"]
SpacingOrigin = Literal["patient", "detector", "calibrated", "region", "none"]
"""What a spacing was measured on: the patient plane, the detector, a calibration, an ultrasound region, nothing."""
LEAST_OBLONG, MOST_OBLONG = 0.005, 64.0
"""Pixels are taken for square when their sides differ by less than half a percent (rounded spacings), or so much that
their spacing must be a mistake."""
SAMPLE_BYTES: dict[SampleType, int] = {"uint8": 1, "int16": 2, "uint16": 2, "int32": 4, "uint32": 4, "float32": 4}


@dataclass(frozen=True, slots=True)
class PixelGrid:
    """Shape and type of one decoded frame: `(rows, columns)` stored values, or `(rows, columns, 3)` RGB as uint8.

    `overlay` says that a second plane follows it in memory: `(rows, columns) uint8`, 255 where an overlay of the file
    (60xx) is drawn and 0 elsewhere.
    """

    rows: int
    columns: int
    samples: Literal[1, 3]
    sample_type: SampleType
    overlay: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        """Array shape, rows first."""
        return (self.rows, self.columns) if self.samples == 1 else (self.rows, self.columns, 3)

    @property
    def picture_bytes(self) -> int:
        """Bytes of the frame itself in memory."""
        return self.rows * self.columns * self.samples * SAMPLE_BYTES[self.sample_type]

    @property
    def byte_count(self) -> int:
        """Bytes of the frame in memory, its overlay plane included."""
        return self.picture_bytes + (self.rows * self.columns if self.overlay else 0)

    def reduced(self, halvings: int) -> "PixelGrid":
        """The grid of a frame decoded at a lower resolution: rows and columns halved (rounded up) that often."""
        step = (1 << halvings) - 1
        return replace(self, rows=(self.rows + step) >> halvings, columns=(self.columns + step) >> halvings)


@dataclass(frozen=True, slots=True)
class WindowChoice:
    """A window the file offers, in modality units, with its explanation ("LUNG"). PS3.3 C.11.2.1.2."""

    center: float
    width: float
    function: VoiFunction = "LINEAR"
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class LookupTable:
    """A modality, VOI or palette table. PS3.3 C.11.1.1, C.11.2.1.1, C.7.6.3.1.5.

    `first_value` is the input mapped to entry 0 (inputs below and above take the end entries); `entries` are
    little-endian unsigned 16-bit values of which the low `bits` bits count.
    """

    first_value: int
    bits: int
    entries: bytes
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Palette:
    """Red, green and blue tables of PALETTE COLOR. PS3.3 C.7.6.3.1.5."""

    red: LookupTable
    green: LookupTable
    blue: LookupTable


@dataclass(frozen=True, slots=True)
class Overlay:
    """A bit plane that the file draws over its image (group 60xx). PS3.3 C.9.2.

    `top` and `left` place its first bit on the image, from 0, and may lie outside. Plane `first_frame` (from 0) is the
    first image frame that has one, `frames` how many have; `repeated` says that they share one. `packed_bit` is the bit
    of the pixel cell that holds it in old files, None when it is in Overlay Data. A `region` (R) marks an area,
    graphics (G) are drawn as they are.
    """

    group: int
    rows: int
    columns: int
    top: int = 0
    left: int = 0
    frames: int = 1
    first_frame: int = 0
    packed_bit: int | None = None
    region: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Shutter:
    """What of the image is to be seen; several intersect. Pixels count from 0. PS3.3 C.7.6.11.

    `values`: rectangular (left, top, right, bottom), the first and last visible column and row; circular (row, column,
    radius); polygonal (row, column, row, column, …).
    """

    shape: Literal["rectangular", "circular", "polygonal"]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """What one segment of a segmentation stands for; `rgb` is its recommended color as sRGB. PS3.3 C.8.20.4."""

    number: int
    label: str = ""
    rgb: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class PixelLocation:
    """Where the pixel element's value lies in the (inflated) file.

    `length` is None for encapsulated frames (undefined length); `extended_offsets` is the value of Extended Offset
    Table (7FE0,0001), empty when the file has none. `words` says that bytes come in 16-bit words (OW), which
    matters in big-endian files.
    """

    element: PixelElement
    offset: int
    length: int | None
    words: bool = False
    extended_offsets: bytes = b""


@dataclass(frozen=True, slots=True)
class PixelSpacing:
    """Millimetres between rows and between columns, and what they were measured on."""

    row_mm: float
    column_mm: float
    origin: SpacingOrigin


@dataclass(frozen=True, slots=True)
class Nature:
    """How an image was made, where that sets it apart from others of the same place (PS3.3 C.8.13, C.8.15, C.8.4).

    `flavor` is a word of the standard for what is shown ("M", "PHASE", "WATER"), `energy` a tube voltage in kV or the
    number of an energy window. `trigger_ms` is the time since the heart beat, `at_s` a time of acquisition.
    """

    flavor: str = ""
    energy: float | None = None
    b_value: float | None = None
    gradient: tuple[float, ...] = ()
    echo_ms: float | None = None
    inversion_ms: float | None = None
    kernel: str = ""
    trigger_ms: float | None = None
    at_s: float | None = None


@dataclass(frozen=True, slots=True)
class UltrasoundRegion:
    """A part of an ultrasound picture with a scale of its own, in pixels; right and bottom exclusive. PS3.3 C.8.5.5.

    `spacing` is None where its axes are not both lengths (a spectrum, an M-mode).
    """

    left: int
    top: int
    right: int
    bottom: int
    spacing: PixelSpacing | None


@dataclass(frozen=True, slots=True)
class FrameValues:
    """What one frame of an enhanced image says instead of the whole image; None and empty mean "as the image".

    `tile` is the place of a tile's first pixel in the whole slide level (row, column), from 1; `taken_ms` when the frame
    was taken, counted from some day of the file's own.
    """

    slope: float | None = None
    intercept: float | None = None
    windows: tuple[WindowChoice, ...] = ()
    position: tuple[float, float, float] | None = None
    orientation: tuple[float, float, float, float, float, float] | None = None
    spacing: PixelSpacing | None = None
    laterality: str = ""
    dimension_index: tuple[int, ...] = ()
    stack_id: str = ""
    in_stack: int | None = None
    temporal_position: int | None = None
    echo: str = ""
    segment: int | None = None
    patient_orientation: tuple[str, str] | None = None
    nature: Nature | None = None
    tile: tuple[int, int] | None = None
    taken_ms: float | None = None


@dataclass(frozen=True, slots=True)
class ImageTraits:
    """Everything the way from stored values to a picture depends on, besides the pixels. PS3.3 C.7.6.3, C.11.

    `grid` is what a decoded frame looks like in memory (after color conversion); the other fields describe the file.
    `padding` is the closed range of stored values that are no image (Pixel Padding Value and Range Limit).
    `lossy` says that the stored image was compressed irreversibly before it reached us.

    `supplemental_palette` colors the stored values it names and leaves the others gray (PS3.3 C.7.6.19). `icc_profile`
    says that the file carries a color profile that is not sRGB: the worker applies it. `shutter_value` is the gray of
    what shutters hide, 0 (black) … 65 535 (white). `suv_factor` turns modality values of a PET image into SUV by body
    weight (g/ml). `segmentation` and `segments` are of a segmentation, whose values are masks.
    """

    grid: PixelGrid
    transfer_syntax: str
    location: PixelLocation
    modality: str
    frames: int
    rows: int
    columns: int
    samples_per_pixel: int
    photometric_interpretation: str
    bits_allocated: int
    bits_stored: int
    high_bit: int
    signed: bool
    planar_configuration: int = 0
    palette: Palette | None = None
    slope: float = 1.0
    intercept: float = 0.0
    rescale_type: str = ""
    modality_lut: LookupTable | None = None
    windows: tuple[WindowChoice, ...] = ()
    voi_luts: tuple[LookupTable, ...] = ()
    presentation_lut_shape: str = ""
    padding: tuple[float, float] | None = None
    lossy: bool = False
    spacing: PixelSpacing | None = None
    pixel_aspect: tuple[int, int] | None = None
    frame_values: tuple[FrameValues, ...] = ()
    supplemental_palette: Palette | None = None
    icc_profile: bool = False
    overlays: tuple[Overlay, ...] = ()
    shutters: tuple[Shutter, ...] = ()
    shutter_value: int = 0
    suv_factor: float | None = None
    segmentation: Literal["", "BINARY", "FRACTIONAL", "LABELMAP"] = ""
    segments: tuple[Segment, ...] = ()
    regions: tuple[UltrasoundRegion, ...] = ()

    @property
    def color(self) -> bool:
        """Whether frames arrive as RGB, so that no window applies."""
        return self.grid.samples == 3

    def values_of(self, frame: int) -> FrameValues:
        """What frame `frame` (from 0) says for itself; values that stand alone hold for every frame."""
        if len(self.frame_values) == 1:
            return self.frame_values[0]
        return self.frame_values[frame] if frame < len(self.frame_values) else FrameValues()

    @property
    def levels_after_color(self) -> bool:
        """Whether a mean of stored values means nothing (labels, colored values, single bits).

        Such a frame is kept at full size and reduced after its colors are made.
        """
        labels = self.segmentation in {"BINARY", "LABELMAP"} or self.bits_stored == 1
        return not self.color and (labels or self.supplemental_palette is not None)

    @property
    def aspect(self) -> float:
        """Height of a pixel by its width; 1.0 for square ones and where nothing is said. PS3.3 C.7.6.3.1.7."""
        aspect = 1.0
        spacing = self.spacing or (self.frame_values[0].spacing if self.frame_values else None)
        if self.pixel_aspect is not None:
            aspect = self.pixel_aspect[0] / self.pixel_aspect[1]
        elif spacing is not None:
            aspect = spacing.row_mm / spacing.column_mm
        oblong = abs(aspect - 1) > LEAST_OBLONG and 1 / MOST_OBLONG <= aspect <= MOST_OBLONG
        return aspect if oblong else 1.0
