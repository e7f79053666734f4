"""Whether a picture may have a name written into its pixels, so that somebody must look before a guest does."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from server.studies.header import InstanceHeader

_STORAGE: Final = "1.2.840.10008.5.1.4.1.1"
CLASSES: Final = (
    f"{_STORAGE}.7",  # Secondary Capture, single-frame and (7.1 … 7.4) multi-frame
    f"{_STORAGE}.3",  # Ultrasound Multi-frame, the retired one too
    f"{_STORAGE}.6",  # Ultrasound, Enhanced Ultrasound Volume
    f"{_STORAGE}.77",  # visible light: endoscopes, microscopes, photographs, eyes, slides with their labels
)
"""SOP classes whose pictures were taken off a screen or with a camera, with everything below them. PS3.4 B.5."""

MODALITIES: Final = frozenset(
    {"US", "BDUS", "IVUS", "CD", "DD", "EC"}  # ultrasound, the retired codes of it too
    | {"OT", "SC", "HC", "BMD", "TG", "VF", "OPV"}  # whatever it is; print-outs and report sheets
    | {"XC", "ES", "GM", "SM", "DMS", "OP", "OPM", "OSS", "CP", "LP", "FA", "DG"}  # cameras
)
"""Modalities (PS3.3 C.7.3.1.1.1) whose machines write names into the picture, or whose pictures may be of anything."""

IMAGE_TYPES: Final = frozenset({"SCREEN SAVE", "SCREEN_SAVE", "SCREENSAVE", "SCREEN", "LABEL", "OVERVIEW"})
"""Values of Image Type that name a screen, or the paper label of a slide (PS3.3 C.8.12.4.1.1)."""


class Suspicion(StrEnum):
    """Why somebody should look for names: no reason, pictures of this kind often have them, the file says so."""

    NONE = ""
    KIND = "kind"
    STATED = "stated"


def suspicion_of(header: InstanceHeader) -> Suspicion:
    """Say whether one image may have a name in its pixels.

    Burned In Annotation (0028,0301) YES flags an image of any kind. NO is believed: it is the maker's statement that
    nothing in the pixels identifies the patient, and a provider who knows better masks the series anyway. Where it is
    absent (PS3.3 C.7.6.1: "may or may not contain") the kind of picture decides: a CT or MR slice is made of numbers,
    what was taken off a screen or by a camera is not.
    """
    if header.burned_in is not None:
        return Suspicion.STATED if header.burned_in else Suspicion.NONE
    return Suspicion.KIND if _is_captured(header) else Suspicion.NONE


def suspicion_among(headers: Iterable[InstanceHeader]) -> Suspicion:
    """The strongest suspicion among the images of a stack: one of them is enough."""
    found = {suspicion_of(header) for header in headers}
    return next((one for one in (Suspicion.STATED, Suspicion.KIND) if one in found), Suspicion.NONE)


def _is_captured(header: InstanceHeader) -> bool:
    return (
        header.series.modality in MODALITIES
        or any(header.sop_class == root or header.sop_class.startswith(f"{root}.") for root in CLASSES)
        or any(value.strip().upper() in IMAGE_TYPES for value in header.image_type)
    )
