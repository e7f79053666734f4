"""Pixel spacing with its origin, so that a length is never measured on the wrong plane. PS3.3 10.7.1.3, C.8.5.5."""

from server.studies.fields import Fields
from server.terms.images import PixelSpacing, UltrasoundRegion

_PROJECTIONS = {"CR", "DX", "MG", "XA", "RF", "IO", "PX", "RG", "RTIMAGE"}
_CENTIMETRES = 3
_REGIONS = 16
_AGREEING = 0.01
_MAGNIFIED_MOST = 10.0


def spacing_of(fields: Fields, shared: Fields | None = None) -> PixelSpacing | None:
    """The spacing of an image: from its ultrasound region, on the patient, calibrated, or on the detector.

    A detector's spacing is brought to the patient by the magnification that the file estimates, if it does; that counts
    as calibrated, as PS3.3 10.7.1.3 calls it for GEOMETRY.
    """
    region = _region(fields)
    if region is not None:
        return region
    measures = shared.first("PixelMeasuresSequence") if shared else None
    own = pair(fields, "PixelSpacing") or (pair(measures, "PixelSpacing") if measures else None)
    detector = pair(fields, "ImagerPixelSpacing") or pair(fields, "ImagePlanePixelSpacing")
    if own and fields.code("Modality").upper() not in _PROJECTIONS:
        return PixelSpacing(*own, "patient")
    if own and (fields.has("PixelSpacingCalibrationType") or (detector is not None and own != detector)):
        return PixelSpacing(*own, "calibrated")
    plane = detector or own
    if plane:
        return _at_patient(fields, plane)
    scanned = pair(fields, "NominalScannedPixelSpacing")
    return PixelSpacing(*scanned, "none") if scanned else None


def pair(fields: Fields, keyword: str) -> tuple[float, float] | None:
    """Two positive millimetre values, rows first."""
    values = fields.decimals(keyword)
    return (values[0], values[1]) if len(values) == 2 and min(values) > 0 else None


def _at_patient(fields: Fields, detector: tuple[float, float]) -> PixelSpacing:
    """A spacing on the detector, divided by the estimated magnification of what lies in front of it. C.8.7.10."""
    magnified = fields.decimal("EstimatedRadiographicMagnificationFactor")
    if magnified is None or not 1 <= magnified <= _MAGNIFIED_MOST:
        return PixelSpacing(*detector, "detector")
    return PixelSpacing(detector[0] / magnified, detector[1] / magnified, "calibrated")


def regions_of(fields: Fields) -> tuple[UltrasoundRegion, ...]:
    """The regions of an ultrasound picture, each with its own scale; those without a place are left out. C.8.5.5.1.1."""
    found = []
    for region in fields.items("SequenceOfUltrasoundRegions", limit=_REGIONS):
        left, top = region.integer("RegionLocationMinX0"), region.integer("RegionLocationMinY0")
        right, bottom = region.integer("RegionLocationMaxX1"), region.integer("RegionLocationMaxY1")
        if left is None or top is None or right is None or bottom is None or right < left or bottom < top:
            continue
        scale = _scale(region)
        spacing = PixelSpacing(*scale, "region") if scale else None
        found.append(UltrasoundRegion(left, top, right + 1, bottom + 1, spacing))
    return tuple(found)


def _region(fields: Fields) -> PixelSpacing | None:
    """The scale of an ultrasound picture: that of its regions measured in centimetres both ways, if they agree. C.8.5.5.

    Spectra and M-mode have a time in one direction and say nothing; two pictures of different scale say two things.
    """
    found = [
        scale for region in fields.items("SequenceOfUltrasoundRegions", limit=_REGIONS) if (scale := _scale(region))
    ]
    if not found or any(abs(a - b) > _AGREEING * b for one in found for a, b in zip(one, found[0], strict=True)):
        return None
    return PixelSpacing(*found[0], "region")


def _scale(region: Fields) -> tuple[float, float] | None:
    units = (region.integer("PhysicalUnitsXDirection"), region.integer("PhysicalUnitsYDirection"))
    across, down = region.decimal("PhysicalDeltaX"), region.decimal("PhysicalDeltaY")
    if units != (_CENTIMETRES, _CENTIMETRES) or not across or not down:
        return None
    return abs(down) * 10, abs(across) * 10
