"""Transfer syntaxes by what it takes to read their pixels. PS3.5 8.2, A.4; PS3.6 A."""

from enum import StrEnum


class Codec(StrEnum):
    """How the pixels of a frame are written."""

    NATIVE = "native"
    RLE = "rle"
    JPEG = "jpeg"
    JPEG_LS = "jpeg_ls"
    JPEG_2000 = "jpeg_2000"
    HTJ2K = "htj2k"


CODECS: dict[str, Codec] = {
    "1.2.840.10008.1.2": Codec.NATIVE,
    "1.2.840.10008.1.2.1": Codec.NATIVE,
    "1.2.840.10008.1.2.1.99": Codec.NATIVE,
    "1.2.840.10008.1.2.2": Codec.NATIVE,
    "1.2.840.10008.1.2.5": Codec.RLE,
    "1.2.840.10008.1.2.4.50": Codec.JPEG,
    "1.2.840.10008.1.2.4.51": Codec.JPEG,
    "1.2.840.10008.1.2.4.57": Codec.JPEG,
    "1.2.840.10008.1.2.4.70": Codec.JPEG,
    "1.2.840.10008.1.2.4.80": Codec.JPEG_LS,
    "1.2.840.10008.1.2.4.81": Codec.JPEG_LS,
    "1.2.840.10008.1.2.4.90": Codec.JPEG_2000,
    "1.2.840.10008.1.2.4.91": Codec.JPEG_2000,
    "1.2.840.10008.1.2.4.201": Codec.HTJ2K,
    "1.2.840.10008.1.2.4.202": Codec.HTJ2K,
    "1.2.840.10008.1.2.4.203": Codec.HTJ2K,
}
"""Every syntax we decode; another one is refused by name."""

BIG_ENDIAN = "1.2.840.10008.1.2.2"

# MPEG-2, MPEG-4 AVC, HEVC and the SMPTE ST 2110 flows: moving pictures, recognized and named, not decoded.
VIDEO_PREFIXES = (*(f"1.2.840.10008.1.2.4.{number}" for number in range(100, 109)), "1.2.840.10008.1.2.7.")


def is_video(transfer_syntax: str) -> bool:
    """Whether the pixels are a video stream."""
    return transfer_syntax.startswith(VIDEO_PREFIXES)
