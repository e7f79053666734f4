"""The factor that turns the values of a PET image into SUV by body weight, or nothing when any part of it is missing.

After the vendor-neutral rules of QIBA's FDG-PET profile: a wrong SUV is worse than none. PS3.3 C.8.9.1, C.8.9.2.
"""

from datetime import datetime, timedelta

from server.studies.fields import Fields

_CREATORS = {0x70530010: "Philips PET Private Group", 0x00090010: "GEMS_PETD_01"}
_PHILIPS_SUV, _PHILIPS_ACTIVITY, _GE_SCAN = 0x70531000, 0x70531009, 0x0009100D
_LEAST_DOSE_BQ, _MOST_DOSE_BQ, _MOST_WEIGHT_KG = 1e5, 1e12, 500.0
_MOST_HOURS = 24
_GRAMS = 1000.0
_HOURS_AND_MINUTES = 4


def suv_factor(fields: Fields) -> float | None:
    """What modality values (stored value times slope) are multiplied with to be SUV in g/ml.

    None for other modalities; for values without attenuation and decay correction; for Units other than BQML, CNTS
    (Philips, by its own factors) and GML; and when weight, dose, half-life or a time is missing or impossible.
    """
    if fields.code("Modality").upper() != "PT" or not {"ATTN", "DECY"} <= _corrections(fields):
        return None
    units = fields.code("Units").upper()
    if units == "GML":  # already a SUV; by body weight unless another kind is named. PS3.3 C.8.9.1.1.3
        return 1.0 if fields.code("SUVType").upper() in {"", "BW"} else None
    if units == "BQML":
        return _per_activity(fields)
    if units != "CNTS":
        return None
    ready = _private(fields, _PHILIPS_SUV)
    if ready:
        return ready
    activity, per_activity = _private(fields, _PHILIPS_ACTIVITY), _per_activity(fields)
    return activity * per_activity if activity and per_activity else None


def _corrections(fields: Fields) -> set[str]:
    """Corrections that were made; "DECAY" is how some write DECY."""
    return {"DECY" if word.upper().startswith("DEC") else word.upper() for word in fields.codes("CorrectedImage")}


def _per_activity(fields: Fields) -> float | None:
    """Grams of the patient per becquerel still there at the time to which the image is corrected."""
    weight = fields.decimal("PatientWeight")
    dose = _dose_then(fields)
    if weight is None or not 0 < weight <= _MOST_WEIGHT_KG or dose is None:
        return None
    return weight * _GRAMS / dose


def _dose_then(fields: Fields) -> float | None:
    """Activity of the injected dose at the time that decay correction refers to: the injection, or the scan's start."""
    given = fields.first("RadiopharmaceuticalInformationSequence")
    dose = given.decimal("RadionuclideTotalDose") if given else None
    if given is None or dose is None or not _LEAST_DOSE_BQ <= dose <= _MOST_DOSE_BQ:
        return None
    correction = fields.code("DecayCorrection").upper()
    if correction == "ADMIN":
        return dose
    half_life, scan = given.decimal("RadionuclideHalfLife"), _scan_start(fields)
    if correction != "START" or half_life is None or half_life <= 0 or scan is None:
        return None
    injection = _injection(given, scan)
    if injection is None or not timedelta(0) <= scan - injection <= timedelta(hours=_MOST_HOURS):
        return None
    return float(dose * 2.0 ** (-(scan - injection).total_seconds() / half_life))


def _scan_start(fields: Fields) -> datetime | None:
    """When the scan began: Series Date and Time, unless the series was made later than it was acquired.

    Then only the scan time that GE keeps for itself is safe.
    """
    series = _moment(fields.code("SeriesDate"), fields.code("SeriesTime"))
    acquired = _moment(fields.code("AcquisitionDate"), fields.code("AcquisitionTime"))
    if series is not None and acquired is not None and series <= acquired:
        return series
    text = _private_text(fields, _GE_SCAN)
    return _moment(text[:8], text[8:])


def _injection(given: Fields, scan: datetime) -> datetime | None:
    """When the dose was given; a time without a date that lies after the scan was on the day before."""
    text = given.code("RadiopharmaceuticalStartDateTime")
    dated = _moment(text[:8], text[8:])
    if dated is not None:
        return dated
    undated = _moment(scan.strftime("%Y%m%d"), given.code("RadiopharmaceuticalStartTime"))
    if undated is None:
        return None
    return undated - timedelta(days=1) if undated > scan else undated


def _moment(date: str, time: str) -> datetime | None:
    """A date and a time of at least hours and minutes, in the clock of the scanner (differences only are used)."""
    clock = time.replace("-", "+").partition("+")[0]
    digits, _, rest = clock.partition(".")
    micro = "".join(c for c in rest[:6] if c.isdigit()).ljust(6, "0")
    if len(digits) < _HOURS_AND_MINUTES:
        return None
    try:
        return datetime.strptime(f"{date}{digits.ljust(6, '0')}{micro}+0000", "%Y%m%d%H%M%S%f%z")
    except ValueError:
        return None


def _private(fields: Fields, tag: int) -> float | None:
    try:
        value = float(_private_text(fields, tag))
    except ValueError:
        return None
    return value if 0 < value < float("inf") else None


def _private_text(fields: Fields, tag: int) -> str:
    """Text of a vendor's element, empty when its block belongs to somebody else. PS3.5 7.8.1."""
    creator, element = fields.elements.get(tag & 0xFFFF0000 | 0x10), fields.elements.get(tag)
    if creator is None or element is None:
        return ""
    owner = bytes(creator.value[:64]).decode("ascii", "replace").strip("\0 ")
    if owner != _CREATORS[tag & 0xFFFF0000 | 0x10]:
        return ""
    return bytes(element.value[:32]).decode("ascii", "replace").strip("\0 ").split("\\")[0]
