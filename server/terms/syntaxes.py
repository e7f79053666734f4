"""Transfer syntaxes by what it takes to read their pixels. PS3.5 8.2, A.4; PS3.6 A."""

from enum import StrEnum


class Codec(StrEnum):
    """How the pixels of a frame are written."""

    NATIVE = "native"
    ENCAPSULATED = "encapsulated"
    DEFLATED = "deflated"
    RLE = "rle"
    JPEG = "jpeg"
    JPEG_LS = "jpeg_ls"
    JPEG_2000 = "jpeg_2000"
    HTJ2K = "htj2k"
    JPEG_XL = "jpeg_xl"


_DICOM = "1.2.840.10008.1.2"
IMPLICIT_LITTLE_ENDIAN, EXPLICIT_LITTLE_ENDIAN, BIG_ENDIAN = _DICOM, f"{_DICOM}.1", f"{_DICOM}.2"
DEFLATED_DATASET = f"{_DICOM}.1.99"

CODECS: dict[str, Codec] = {
    IMPLICIT_LITTLE_ENDIAN: Codec.NATIVE,
    EXPLICIT_LITTLE_ENDIAN: Codec.NATIVE,
    DEFLATED_DATASET: Codec.NATIVE,
    BIG_ENDIAN: Codec.NATIVE,
    f"{_DICOM}.1.98": Codec.ENCAPSULATED,  # plain frames in fragments
    f"{_DICOM}.8.1": Codec.DEFLATED,
    f"{_DICOM}.5": Codec.RLE,
    f"{_DICOM}.4.50": Codec.JPEG,  # baseline
    f"{_DICOM}.4.51": Codec.JPEG,  # extended, 8 and 12 bits
    f"{_DICOM}.4.53": Codec.JPEG,  # spectral selection (retired)
    f"{_DICOM}.4.55": Codec.JPEG,  # full progression (retired)
    f"{_DICOM}.4.57": Codec.JPEG,  # lossless
    f"{_DICOM}.4.70": Codec.JPEG,  # lossless, first-order prediction
    f"{_DICOM}.4.80": Codec.JPEG_LS,
    f"{_DICOM}.4.81": Codec.JPEG_LS,
    f"{_DICOM}.4.90": Codec.JPEG_2000,
    f"{_DICOM}.4.91": Codec.JPEG_2000,
    f"{_DICOM}.4.92": Codec.JPEG_2000,  # Part 2; frames that need no Part 2 decode
    f"{_DICOM}.4.93": Codec.JPEG_2000,
    f"{_DICOM}.4.110": Codec.JPEG_XL,
    f"{_DICOM}.4.111": Codec.JPEG_XL,
    f"{_DICOM}.4.112": Codec.JPEG_XL,
    f"{_DICOM}.4.201": Codec.HTJ2K,
    f"{_DICOM}.4.202": Codec.HTJ2K,
    f"{_DICOM}.4.203": Codec.HTJ2K,
}
"""Every syntax we decode; another one is refused by name."""

HTJ2K_LOSSLESS = frozenset({f"{_DICOM}.4.201", f"{_DICOM}.4.202"})
"""High-throughput JPEG 2000 that promises to be reversible. PS3.5 A.4.12."""

# MPEG-2, MPEG-4 AVC, HEVC and the SMPTE ST 2110 flows: moving pictures, recognized and named, not decoded.
VIDEO_PREFIXES = (*(f"{_DICOM}.4.{number}" for number in range(100, 109)), f"{_DICOM}.7.")


def is_video(transfer_syntax: str) -> bool:
    """Whether the pixels are a video stream."""
    return transfer_syntax.startswith(VIDEO_PREFIXES)
