"""The color profile a file carries: whether it changes anything, and its bytes when a frame is decoded. PS3.3 C.11.15."""

import struct

from server.studies.fields import Fields

_SIGNATURE, _SIGNATURE_AT = b"acsp", 36
_TAGS_AT, _TAG_BYTES, _TAGS, _DESCRIPTION = 128, 12, 100, 512


def has_profile(fields: Fields) -> bool:
    """Whether colors have to go through a profile to be sRGB. One that describes itself as sRGB changes nothing."""
    profile = profile_of(fields)
    if profile[_SIGNATURE_AT : _SIGNATURE_AT + 4] != _SIGNATURE:
        return False
    description = _description(profile)
    return not any("sRGB".encode(encoding) in description for encoding in ("ascii", "utf-16-be"))


def _description(profile: bytes) -> bytes:
    """The beginning of the profile's description, as text of one of two kinds. ICC.1 7.3, 9.2.41."""
    count = struct.unpack_from(">L", profile, _TAGS_AT)[0] if len(profile) >= _TAGS_AT + 4 else 0
    for place in range(min(count, _TAGS)):
        tag = profile[_TAGS_AT + 4 + place * _TAG_BYTES :][:_TAG_BYTES]
        if tag[:4] == b"desc" and len(tag) == _TAG_BYTES:
            start, size = struct.unpack_from(">LL", tag, 4)
            return profile[start : start + min(size, _DESCRIPTION)]
    return b""


def profile_of(fields: Fields) -> bytes:
    """The ICC profile of the image or of its first optical path that has one, empty when Color Space says sRGB.

    Optical paths each name their own (PS3.3 C.8.12.5); a slide's paths of one scanner share it.
    """
    for holder in (fields, *fields.items("OpticalPathSequence", limit=64)):
        if holder.has("ICCProfile"):
            return b"" if holder.code("ColorSpace").upper() == "SRGB" else holder.binary("ICCProfile")
    return b""
