"""The image half of a header: everything the picture depends on, checked before any pixel is touched."""

from dataclasses import replace

from server.studies.fields import Fields
from server.studies.frame_values import frame_values, slope_of, windows_of
from server.studies.overlays import Cell, overlays_of
from server.studies.padding import padding_of
from server.studies.profiles import has_profile
from server.studies.scan import Scan
from server.studies.segments import segmentation_of, segments_of, value_window
from server.studies.shutters import shutter_value_of, shutters_of
from server.studies.spacing import regions_of, spacing_of
from server.studies.suv import suv_factor
from server.studies.tables import modality_lut_of, modality_reach, palette_of, supplemental_palette_of, voi_luts_of
from server.terms.errors import Malformed
from server.terms.images import ImageTraits, PixelGrid, PixelLocation, SampleType
from server.terms.syntaxes import BIG_ENDIAN, CODECS, EXPLICIT_LITTLE_ENDIAN, Codec

FRAME_BYTES = 256 << 20
FRAMES = 1_000_000
_PHOTOMETRIC = {
    "MONOCHROME1": 1,
    "MONOCHROME2": 1,
    "PALETTE COLOR": 1,
    "RGB": 3,
    "YBR_FULL": 3,
    "YBR_FULL_422": 3,
    "YBR_PARTIAL_422": 3,
    "YBR_PARTIAL_420": 3,
    "YBR_ICT": 3,
    "YBR_RCT": 3,
}
_GRAY_TYPES: dict[tuple[int, bool], SampleType] = {
    (1, False): "uint8",
    (8, False): "uint8",
    (8, True): "int16",
    (12, False): "uint16",
    (12, True): "int16",
    (16, False): "uint16",
    (16, True): "int16",
    (32, False): "uint32",
    (32, True): "int32",
}


def image_traits(fields: Fields, found: Scan) -> ImageTraits:
    """The traits of an image whose numbers fit each other and the file.

    Raises
    ------
    Malformed
        `unsupported_transfer_syntax`, `no_pixel_data`, `bad_geometry`, `bad_frame_count`, `too_many_frames`,
        `unsupported_photometric`, `unsupported_bits`, `frame_too_large`, `pixel_data_truncated`, `bad_palette`,
        `bad_lookup_table`, `bad_rescale`, `broken_fragments`.
    """
    if found.transfer_syntax not in CODECS:
        raise Malformed("unsupported_transfer_syntax", transfer_syntax=_printable(found.transfer_syntax))
    if found.pixels is None:
        raise Malformed("no_pixel_data")
    rows, columns, frames = _geometry(fields)
    samples, photometric = _photometric(fields)
    allocated, stored, high, signed = _bits(fields, found.pixels)
    syntax, photometric = _as_written(found, rows * columns * frames, samples, allocated, photometric)
    palette = palette_of(fields) if photometric == "PALETTE COLOR" else None
    grid = _grid(rows, columns, found.pixels, color=samples == 3 or palette is not None, gray=(allocated, signed))
    _check_length(found.pixels, rows * columns, frames, samples, allocated, photometric)
    slope, intercept = slope_of(fields) or (1.0, 0.0)
    shared = fields.first("SharedFunctionalGroupsSequence")
    table = modality_lut_of(fields, signed=signed)
    common = slope_of(shared.first("PixelValueTransformationSequence")) if shared else None
    reach = modality_reach(stored, signed=signed, rescale=common or (slope, intercept), table=table)
    overlays = overlays_of(
        fields, rows=rows, columns=columns, frames=frames, cell=Cell(allocated, high + 1 - stored, high)
    )
    kind, segments = segmentation_of(fields), segments_of(fields)
    return ImageTraits(
        grid=replace(grid, overlay=bool(overlays)),
        transfer_syntax=syntax,
        location=found.pixels,
        modality=fields.code("Modality").upper()[:16],
        frames=frames,
        rows=rows,
        columns=columns,
        samples_per_pixel=samples,
        photometric_interpretation=photometric,
        bits_allocated=allocated,
        bits_stored=stored,
        high_bit=high,
        signed=signed,
        planar_configuration=1 if samples > 1 and fields.integer("PlanarConfiguration") == 1 else 0,
        palette=palette,
        slope=slope,
        intercept=intercept,
        rescale_type=_rescale_type(fields, shared),
        modality_lut=table,
        windows=(value_window(fields, kind, segments),) if kind else windows_of(fields),
        voi_luts=voi_luts_of(fields, shared, reach),
        presentation_lut_shape=fields.code("PresentationLUTShape").upper(),
        padding=padding_of(fields, found.pixels.element, allocated=allocated, signed=signed),
        lossy=fields.code("LossyImageCompression") == "01",
        spacing=spacing_of(fields, shared),
        regions=regions_of(fields),
        pixel_aspect=_aspect(fields),
        frame_values=frame_values(fields, shared, frames),
        supplemental_palette=supplemental_palette_of(fields) if photometric == "MONOCHROME2" else None,
        icc_profile=grid.samples > 1 and has_profile(fields),
        overlays=overlays,
        shutters=shutters_of(fields, shared),
        shutter_value=shutter_value_of(fields, shared),
        suv_factor=suv_factor(fields),
        segmentation=kind,
        segments=segments,
    )


def _rescale_type(fields: Fields, shared: Fields | None) -> str:
    """The unit of modality values: of the image, of the shared group or of the first frame. PS3.3 C.7.6.16.2.9."""
    for holder in (shared, fields.first("PerFrameFunctionalGroupsSequence")):
        group = holder.first("PixelValueTransformationSequence") if holder else None
        if group is not None and group.has("RescaleType"):
            return group.text("RescaleType", 16)
    return fields.text("RescaleType", 16)


def _printable(text: str) -> str:
    return "".join(c for c in text[:64] if c in "0123456789.")


def _geometry(fields: Fields) -> tuple[int, int, int]:
    rows, columns = fields.integer("Rows"), fields.integer("Columns")
    if not rows or not columns or rows < 1 or columns < 1:
        raise Malformed("bad_geometry", rows=rows or 0, columns=columns or 0)
    frames = fields.number_text("NumberOfFrames") if fields.has("NumberOfFrames") else 1
    if frames is None or frames < 1:
        raise Malformed("bad_frame_count", frames=frames or 0)
    if frames > FRAMES:
        raise Malformed("too_many_frames", frames=frames, limit=FRAMES)
    return rows, columns, frames


def _photometric(fields: Fields) -> tuple[int, str]:
    photometric = fields.code("PhotometricInterpretation").upper()
    samples = fields.integer("SamplesPerPixel")
    if samples is None:
        samples = _PHOTOMETRIC.get(photometric, 0)
    if _PHOTOMETRIC.get(photometric) != samples:
        raise Malformed("unsupported_photometric", samples=samples)
    return samples, photometric


def _as_written(found: Scan, pixels: int, samples: int, allocated: int, photometric: str) -> tuple[str, str]:
    """Transfer syntax and photometric interpretation as the pixel element itself tells them.

    Plain pixels under a compressed syntax are read as plain; 4:2:2 that fills three samples a pixel is not 4:2:2.
    """
    codec, syntax = CODECS[found.transfer_syntax], found.transfer_syntax
    length = None if found.pixels is None else found.pixels.length
    whole = (pixels * samples * allocated + 7) // 8
    if (length is None) is (codec is Codec.NATIVE):
        if length is None or length < whole:
            raise Malformed("broken_fragments")
        codec, syntax = Codec.NATIVE, EXPLICIT_LITTLE_ENDIAN
    if length is not None and length >= whole:
        photometric = photometric.removesuffix("_422")
    if length is not None and photometric.endswith("_420"):
        raise Malformed("unsupported_photometric", samples=samples)
    plain = codec is Codec.NATIVE and syntax != BIG_ENDIAN
    if (allocated == 12 and not plain) or (allocated in {1, 12} and samples > 1):
        raise Malformed("unsupported_bits", allocated=allocated, stored=allocated)
    return syntax, photometric


def _bits(fields: Fields, location: PixelLocation) -> tuple[int, int, int, bool]:
    """Bits allocated, bits stored, high bit, signedness; a wrong high bit is read as one below bits stored."""
    if location.element != "PixelData":
        bits = 32 if location.element == "FloatPixelData" else 64
        return bits, bits, bits - 1, True
    allocated = fields.integer("BitsAllocated") or 0
    stored = fields.integer("BitsStored") or allocated
    if allocated not in {1, 8, 12, 16, 32} or not 1 <= stored <= allocated:
        raise Malformed("unsupported_bits", allocated=allocated, stored=stored)
    high = fields.integer("HighBit")
    if high is None or not stored - 1 <= high < allocated:
        high = stored - 1
    return allocated, stored, high, fields.integer("PixelRepresentation") == 1 and allocated > 1


def _grid(rows: int, columns: int, location: PixelLocation, *, color: bool, gray: tuple[int, bool]) -> PixelGrid:
    """The decoded frame in memory, within the limit of one frame."""
    sample_type: SampleType = "float32" if location.element != "PixelData" else _GRAY_TYPES[gray]
    grid = PixelGrid(rows, columns, 3, "uint8") if color else PixelGrid(rows, columns, 1, sample_type)
    if grid.byte_count > FRAME_BYTES:
        raise Malformed("frame_too_large", rows=rows, columns=columns, limit_bytes=FRAME_BYTES)
    return grid


def _check_length(
    location: PixelLocation,
    pixels: int,
    frames: int,
    samples: int,
    allocated: int,
    photometric: str,
) -> None:
    """Native pixels must fill their frames; 4:2:2 carries two values for each pixel. PS3.3 C.7.6.3.1.2."""
    if location.length is None:
        return
    values = pixels * 2 if photometric.endswith("_422") else pixels * samples
    bits = frames * values * allocated
    if (bits + 7) // 8 > location.length:
        raise Malformed("pixel_data_truncated")


def _aspect(fields: Fields) -> tuple[int, int] | None:
    values = fields.integers("PixelAspectRatio")
    return (values[0], values[1]) if len(values) == 2 and min(values) > 0 and values[0] != values[1] else None
