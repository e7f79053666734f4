"""Pixel spacing with its origin, so that a length is never measured on the wrong plane. PS3.3 10.7.1.3, C.8.5.5."""

from server.studies.fields import Fields
from server.terms.images import PixelSpacing, SpacingOrigin

_PROJECTIONS = {"CR", "DX", "MG", "XA", "RF", "IO", "PX", "RG"}
_CENTIMETRES = 3


def spacing_of(fields: Fields, shared: Fields | None = None) -> PixelSpacing | None:
    """The spacing of an image: on the patient, on the detector, calibrated, or from its one ultrasound region."""
    measures = shared.first("PixelMeasuresSequence") if shared else None
    own = pair(fields, "PixelSpacing") or (pair(measures, "PixelSpacing") if measures else None)
    detector = pair(fields, "ImagerPixelSpacing")
    if own:
        return PixelSpacing(*own, _origin(fields, own, detector))
    if detector:
        return PixelSpacing(*detector, "detector")
    scanned = pair(fields, "NominalScannedPixelSpacing")
    if scanned:
        return PixelSpacing(*scanned, "none")
    return _region(fields)


def pair(fields: Fields, keyword: str) -> tuple[float, float] | None:
    """Two positive millimetre values, rows first."""
    values = fields.decimals(keyword)
    return (values[0], values[1]) if len(values) == 2 and min(values) > 0 else None


def _origin(fields: Fields, own: tuple[float, float], detector: tuple[float, float] | None) -> SpacingOrigin:
    if fields.code("Modality").upper() not in _PROJECTIONS:
        return "patient"
    calibrated = fields.has("PixelSpacingCalibrationType") or (detector is not None and own != detector)
    return "calibrated" if calibrated else "detector"


def _region(fields: Fields) -> PixelSpacing | None:
    """The scale of an ultrasound picture, only when it has exactly one region measured in centimetres both ways."""
    regions = list(fields.items("SequenceOfUltrasoundRegions", limit=16))
    if len(regions) != 1:
        return None
    region = regions[0]
    units = (region.integer("PhysicalUnitsXDirection"), region.integer("PhysicalUnitsYDirection"))
    across, down = region.decimal("PhysicalDeltaX"), region.decimal("PhysicalDeltaY")
    if units != (_CENTIMETRES, _CENTIMETRES) or not across or not down:
        return None
    return PixelSpacing(abs(down) * 10, abs(across) * 10, "region")
