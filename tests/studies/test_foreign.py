"""What is not DICOM is named for what it is."""

import pytest

from server.studies.foreign import HEAD_BYTES, kind_of_foreign

HEADS = {
    "zip": b"PK\x03\x04rest",
    "gzip": b"\x1f\x8b\x08\x00",
    "jpeg": b"\xff\xd8\xff\xe1",
    "jpeg2000": b"\x00\x00\x00\x0cjP  \r\n\x87\n",
    "png": b"\x89PNG\r\n\x1a\n",
    "tiff": b"II*\x00",
    "pdf": b"%PDF-1.4",
    "program": b"MZ\x90\x00",
    "html": b"\xef\xbb\xbf  <!DOCTYPE HTML>",
    "xml": b"<?xml version='1.0'?>",
    "video": b"\x00\x00\x00\x18ftypmp42",
    "iso": bytes(32_769) + b"CD001",
    "tar": bytes(257) + b"ustar",
    "nifti": bytes(344) + b"n+1\x00",
    "text": b"Dear colleague,\r\n",
    "unknown": b"\x00\x01\x02\x03",
}


@pytest.mark.parametrize(("kind", "head"), HEADS.items(), ids=HEADS)
def test_kind_is_told_by_the_first_bytes(kind: str, head: bytes) -> None:
    """T-31: a name, an extension or hope decide nothing."""
    assert kind_of_foreign(head[:HEAD_BYTES]) == kind


def test_every_length_has_an_answer() -> None:
    """Short heads are told too, without an error."""
    for head in HEADS.values():
        for length in range(12):
            assert kind_of_foreign(head[:length])
