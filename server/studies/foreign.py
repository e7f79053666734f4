"""What a file that is not DICOM seems to be, by its first bytes: a word for people, never a way to open it."""

HEAD_BYTES = 32_774
"""How much of the file is looked at: an ISO 9660 volume says so after 16 sectors."""

_AT_START: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x00\x00\x00\x0cjP  ", "jpeg2000"),
    (b"\xff\x4f\xff\x51", "jpeg2000"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"%PDF-", "pdf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"#!", "program"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"\x00\x05\x16\x07", "system"),
    (b"\x00\x00\x00\x01Bud1", "system"),
    (b"{\\rtf", "document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"),
    (b"SQLite format 3\x00", "database"),
)
_INSIDE: tuple[tuple[int, bytes, str], ...] = (
    (32_769, b"CD001", "iso"),
    (344, b"n+1\x00", "nifti"),
    (257, b"ustar", "tar"),
    (4, b"ftyp", "video"),
    (8, b"WEBP", "webp"),
    (8, b"AVI ", "video"),
)
_MARKUP = ((b"<!doctype html", "html"), (b"<html", "html"), (b"<?xml", "xml"), (b"<svg", "svg"))
_TEXT = frozenset(range(0x20, 0x7F)) | {0x09, 0x0A, 0x0D}


def kind_of_foreign(head: bytes) -> str:
    """Give a word for the first `HEAD_BYTES` of a file: "jpeg", "zip", "iso", "text" …, or "unknown"."""
    for at, mark, kind in _INSIDE:
        if head[at : at + len(mark)] == mark:
            return kind
    for mark, kind in _AT_START:
        if head.startswith(mark):
            return kind
    start = head[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, kind in _MARKUP:
        if start.startswith(mark):
            return kind
    return "text" if start and _TEXT.issuperset(start) else "unknown"
