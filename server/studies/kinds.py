"""What an instance is, by its SOP class: only what has pixels we show is an image. PS3.4 B.5, B.6, I.4, GG.3; PS3.6 A."""

from server.studies.header import Kind
from server.terms.syntaxes import is_video

_ROOT = "1.2.840.10008.5.1.4."
_STORAGE = _ROOT + "1.1."
_BY_CLASS: dict[str, Kind] = {
    "1.2.840.10008.1.3.10": Kind.DIRECTORY,
    _STORAGE + "4.2": Kind.SPECTROSCOPY,
    _STORAGE + "66": Kind.RAW,
    _STORAGE + "66.1": Kind.REGISTRATION,
    _STORAGE + "66.2": Kind.FIDUCIALS,
    _STORAGE + "66.3": Kind.REGISTRATION,
    _STORAGE + "66.5": Kind.MESH,
    _STORAGE + "66.6": Kind.TRACTS,
    _STORAGE + "67": Kind.VALUE_MAPPING,
    _STORAGE + "77.1.5.3": Kind.STEREO_PAIR,
    _STORAGE + "77.1.5.8": Kind.MEASUREMENTS,
    _STORAGE + "79.1": Kind.MEASUREMENTS,
    _STORAGE + "80.1": Kind.MEASUREMENTS,
    _STORAGE + "88.59": Kind.KEY_OBJECTS,
    _STORAGE + "88.67": Kind.DOSE_REPORT,
    _STORAGE + "88.68": Kind.DOSE_REPORT,
    _STORAGE + "88.73": Kind.DOSE_REPORT,
    _STORAGE + "88.76": Kind.DOSE_REPORT,
    _STORAGE + "104.1": Kind.PDF,
    _STORAGE + "104.3": Kind.MESH,
    _STORAGE + "104.4": Kind.MESH,
    _STORAGE + "104.5": Kind.MESH,
    _STORAGE + "131": Kind.HANGING_PROTOCOL,
    _STORAGE + "481.3": Kind.STRUCTURE_SET,
    _STORAGE + "481.4": Kind.TREATMENT_RECORD,
    _STORAGE + "481.6": Kind.TREATMENT_RECORD,
    _STORAGE + "481.7": Kind.TREATMENT_RECORD,
    _STORAGE + "481.9": Kind.TREATMENT_RECORD,
    _STORAGE + "481.11": Kind.STRUCTURE_SET,
    _STORAGE + "481.16": Kind.TREATMENT_RECORD,
    _STORAGE + "481.17": Kind.TREATMENT_RECORD,
    _STORAGE + "481.18": Kind.TREATMENT_RECORD,
    _STORAGE + "481.19": Kind.TREATMENT_RECORD,
    _STORAGE + "481.20": Kind.TREATMENT_RECORD,
    _STORAGE + "501.3": Kind.REPORT,
    **{_STORAGE + f"481.{number}": Kind.PLAN for number in (5, 8, 10, 12, 13, 14, 15, 21, 22, 25)},
    **{_STORAGE + f"{number}": Kind.RETIRED for number in (8, 9, 10, 11, 129)},
}
_BY_FAMILY: tuple[tuple[str, Kind], ...] = (
    (_STORAGE + "9.1.", Kind.ECG),
    (_STORAGE + "9.4.", Kind.AUDIO),
    (_STORAGE + "9.", Kind.WAVEFORM),
    (_STORAGE + "11.", Kind.PRESENTATION_STATE),
    (_STORAGE + "68.", Kind.MESH),
    (_STORAGE + "78.", Kind.MEASUREMENTS),
    (_STORAGE + "88.", Kind.REPORT),
    (_STORAGE + "90.", Kind.REPORT),
    (_STORAGE + "91.", Kind.ANNOTATIONS),
    (_STORAGE + "104.", Kind.DOCUMENT),
    (_STORAGE + "200.", Kind.PROTOCOL),
    (_STORAGE + "201.", Kind.INVENTORY),
    (_ROOT + "34.", Kind.PLAN),
    (_ROOT + "38.", Kind.HANGING_PROTOCOL),
    (_ROOT + "39.", Kind.COLOR_PALETTE),
    (_ROOT + "43.", Kind.IMPLANT),
    (_ROOT + "44.", Kind.IMPLANT),
    (_ROOT + "45.", Kind.IMPLANT),
)


def kind_of(sop_class: str, transfer_syntax: str, *, has_pixels: bool) -> Kind:
    """The kind of an instance; `OTHER` for what has no pixels and no name we know."""
    if sop_class in _BY_CLASS:
        return _BY_CLASS[sop_class]
    for family, kind in _BY_FAMILY:
        if sop_class.startswith(family):
            return kind
    if not has_pixels:
        return Kind.OTHER
    return Kind.VIDEO if is_video(transfer_syntax) else Kind.IMAGE
