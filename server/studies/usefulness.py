"""Which pictures people came for: volumes and clips before localizers, screen saves and dose sheets."""

from collections.abc import Sequence
from enum import StrEnum

from server.studies.header import InstanceHeader
from server.terms.images import ImageTraits

_SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
_LOCALIZER_WORDS = ("localizer", "localiser", "scout", "topogram", "surview", "scanogram")
_DOSE_WORDS = ("dose", "dosis")
_MOVING = {"US", "IVUS", "XA", "RF", "ES", "GM", "XC", "OP"}
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


def kind_of_stack(headers: Sequence[InstanceHeader]) -> StackKind:
    """The kind of a stack by its instances (at least one)."""
    first = headers[0]
    words = first.series.description.casefold()
    if any(word in words for word in _DOSE_WORDS) or "DOSE" in " ".join(first.image_type).upper():
        return StackKind.DOSE
    if is_localizer(first):
        return StackKind.LOCALIZER
    if first.sop_class.startswith(_SECONDARY_CAPTURE) or "SCREEN SAVE" in first.image_type:
        return StackKind.CAPTURE
    if first.image is not None and first.image.frames > 1:
        return _kind_of_frames(first, first.image)
    in_space = all(header.placement.position and header.placement.orientation for header in headers)
    return StackKind.VOLUME if in_space and len(headers) >= _VOLUME_SLICES else StackKind.IMAGES


def _kind_of_frames(header: InstanceHeader, image: ImageTraits) -> StackKind:
    """The kind of a multi-frame image: frames in space, in time, or side by side."""
    placed = sum(1 for values in image.frame_values if values.position is not None)
    if placed >= _VOLUME_SLICES:
        return StackKind.VOLUME
    return StackKind.CINE if header.frame_ms or header.series.modality in _MOVING else StackKind.IMAGES
