"""What an instance is, by its SOP class: only what has pixels we show is an image. PS3.4 B.5, I.4."""

from server.studies.header import Kind
from server.terms.syntaxes import is_video

_STORAGE = "1.2.840.10008.5.1.4.1.1."
_BY_CLASS: dict[str, Kind] = {
    "1.2.840.10008.1.3.10": Kind.DIRECTORY,
    _STORAGE + "481.3": Kind.STRUCTURE_SET,
    _STORAGE + "481.5": Kind.PLAN,
    _STORAGE + "481.8": Kind.PLAN,
    _STORAGE + "66.1": Kind.REGISTRATION,
    _STORAGE + "66.3": Kind.REGISTRATION,
    _STORAGE + "66.5": Kind.MESH,
    _STORAGE + "88.59": Kind.KEY_OBJECTS,
    _STORAGE + "88.67": Kind.DOSE_REPORT,
    _STORAGE + "104.3": Kind.MESH,
    _STORAGE + "104.4": Kind.MESH,
    _STORAGE + "104.5": Kind.MESH,
}
_BY_FAMILY: tuple[tuple[str, Kind], ...] = (
    (_STORAGE + "88.", Kind.REPORT),
    (_STORAGE + "104.", Kind.DOCUMENT),
    (_STORAGE + "9.", Kind.WAVEFORM),
    (_STORAGE + "11.", Kind.PRESENTATION_STATE),
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
