"""The color profile a file carries: whether it changes anything, and its bytes when a frame is decoded. PS3.3 C.11.15."""

from server.studies.fields import Fields

_ALREADY = ("sRGB IEC61966", "sRGB built-in")
_HEAD = 4096
_SIGNATURE, _SIGNATURE_AT = b"acsp", 36


def has_profile(fields: Fields) -> bool:
    """Whether colors have to go through a profile to be sRGB. One that names itself sRGB changes nothing."""
    profile = profile_of(fields)
    if profile[_SIGNATURE_AT : _SIGNATURE_AT + 4] != _SIGNATURE:
        return False
    head = profile[:_HEAD]
    return not any(name.encode() in head or name.encode("utf-16-be") in head for name in _ALREADY)


def profile_of(fields: Fields) -> bytes:
    """The ICC profile of the image or of its first optical path that has one, empty when Color Space says sRGB.

    Optical paths each name their own (PS3.3 C.8.12.5); a slide's paths of one scanner share it.
    """
    for holder in (fields, *fields.items("OpticalPathSequence", limit=64)):
        if holder.has("ICCProfile"):
            return b"" if holder.code("ColorSpace").upper() == "SRGB" else holder.binary("ICCProfile")
    return b""
