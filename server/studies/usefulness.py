"""Which pictures people came for: volumes and clips before localizers, screen saves and dose sheets."""

from collections.abc import Sequence
from enum import StrEnum

from server.studies.header import InstanceHeader

_SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
_LOCALIZER_WORDS = ("localizer", "localiser", "scout", "topogram", "surview", "scanogram")
_DOSE_WORDS = ("dose", "dosis")
_MOVING = {"US", "IVUS", "XA", "RF", "ES", "GM", "XC", "OP"}
_DOSE_MODALITIES = {"RTDOSE"}  # a volume of dose is a volume, not a sheet about it
_VOLUME_SLICES = 5


class StackKind(StrEnum):
    """What a stack is good for, in the order people look at stacks."""

    VOLUME = "volume"
    CINE = "cine"
    IMAGES = "images"
    LOCALIZER = "localizer"
    CAPTURE = "capture"
    DOSE = "dose"
    OTHER = "other"

    @property
    def useful(self) -> bool:
        """Whether it is offered first."""
        return self in {StackKind.VOLUME, StackKind.CINE, StackKind.IMAGES}

    @property
    def rank(self) -> int:
        """Place in the order, 0 first."""
        return list(StackKind).index(self)


def is_localizer(header: InstanceHeader) -> bool:
    """Whether the image is a planning view."""
    words = header.series.description.casefold()
    return "LOCALIZER" in header.image_type or any(word in words for word in _LOCALIZER_WORDS)


def is_capture(header: InstanceHeader) -> bool:
    """Whether the image is a picture of a screen or of paper."""
    is_plain = header.sop_class == _SECONDARY_CAPTURE or header.sop_class.startswith(_SECONDARY_CAPTURE + ".")
    return is_plain or "SCREEN SAVE" in header.image_type


def kind_of_stack(first: InstanceHeader, count: int, *, in_space: bool) -> StackKind:
    """The kind of a stack by its first image, its frames, and whether they lie in different places of the patient."""
    words = first.series.description.casefold()
    if first.series.modality not in _DOSE_MODALITIES and _speaks_of_dose(words, first.image_type):
        return StackKind.DOSE
    if is_localizer(first) or {"OVERVIEW", "THUMBNAIL"} & set(first.image_type):
        return StackKind.LOCALIZER
    if is_capture(first) or "LABEL" in first.image_type:
        return StackKind.CAPTURE
    if in_space and count >= _VOLUME_SLICES:
        return StackKind.VOLUME
    is_clip = count > 1 and first.image is not None and first.image.frames > 1 and first.tiling is None
    moves = first.frame_ms is not None or first.series.modality in _MOVING
    return StackKind.CINE if is_clip and moves else StackKind.IMAGES


def _speaks_of_dose(description: str, image_type: Sequence[str]) -> bool:
    return any(word in description for word in _DOSE_WORDS) or "DOSE" in " ".join(image_type).upper()
