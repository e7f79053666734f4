import pytest

from server.studies.beginning import beginning_of
from server.terms.errors import Malformed
from tests.studies import part10 as p
from tests.studies.memory_source import MemorySource, header_of

WHOLE = p.image()
START = WHOLE.index(p.element(0x00080016, "UI", p.CT.encode()))


def dataset(syntax: str) -> bytes:
    """A small image without preamble and meta."""
    whole = p.image(syntax=syntax)
    return whole[whole.index(p.element(0x00080016, "UI", p.CT.encode(), syntax=syntax)) :]


def stating(syntax: str, content: bytes) -> bytes:
    """A file whose meta states a syntax, whatever its dataset is written in."""
    meta = p.element(0x00020010, "UI", syntax.encode()) if syntax else p.element(0x00020013, "SH", b"US")
    return bytes(128) + b"DICM" + meta + content


NATIVE = (p.EXPLICIT, p.IMPLICIT, p.BIG)


@pytest.mark.parametrize("syntax", NATIVE)
def test_a_bare_dataset_tells_its_encoding(syntax: str) -> None:
    """BI-45: neither preamble nor meta; ascending elements of group 0008 say how they are written."""
    image = header_of(dataset(syntax)).image
    assert image is not None
    assert (image.transfer_syntax, image.rows) == (syntax, 4)


@pytest.mark.parametrize("cut", [128, 132], ids=["DICM first", "meta first"])
def test_the_preamble_may_be_missing(cut: int) -> None:
    """BI-45: file meta information without the 128 free bytes before it."""
    assert header_of(WHOLE[cut:]).image is not None
    assert beginning_of(MemorySource(WHOLE[cut:])).start == START - cut


@pytest.mark.parametrize("stated", [*NATIVE, ""])
@pytest.mark.parametrize("written", NATIVE)
def test_the_dataset_itself_decides_between_native_syntaxes(stated: str, written: str) -> None:
    """BI-45, BI-47, BI-48: a wrong or missing transfer syntax yields to what the elements are written in."""
    image = header_of(stating(stated, dataset(written))).image
    assert image is not None
    assert image.transfer_syntax == written


def test_a_compressed_syntax_holds_in_an_implicit_dataset() -> None:
    """BI-47: the pixels are what the syntax says even where the elements around them are not."""
    found = beginning_of(MemorySource(stating(p.RLE, dataset(p.IMPLICIT))))
    assert (found.transfer_syntax, found.encoding.implicit) == (p.RLE, True)


def test_a_deflated_syntax_over_a_plain_dataset_is_plain() -> None:
    """What never was deflated is read as it is."""
    assert beginning_of(MemorySource(stating(p.DEFLATED, dataset(p.EXPLICIT)))).transfer_syntax == p.EXPLICIT
    assert beginning_of(MemorySource(p.image(syntax=p.DEFLATED))).deflated


def test_meta_without_value_representations_is_read() -> None:
    """BI-46: writers of implicit datasets forget that the meta is explicit."""
    meta = p.element(0x00020010, "UI", p.IMPLICIT.encode(), syntax=p.IMPLICIT)
    content = bytes(128) + b"DICM" + meta + dataset(p.IMPLICIT)
    assert beginning_of(MemorySource(content)).transfer_syntax == p.IMPLICIT


FOREIGN = {
    "a page": b"<!doctype html><html><head><title>" + b" " * 400,
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(400),
    "text": b"Dear colleague, this is no image at all. " * 20,
    "zeros": bytes(1000),
    "two elements": dataset(p.EXPLICIT)[:40],
    "another group first": p.element(0x00100010, "PN", b"A^B") * 3,
    "descending": p.element(0x00080018, "UI", b"1.2") + p.element(0x00080016, "UI", b"1.2") * 3,
    "a TIFF": b"II*\0\x08\0\0\0" + bytes(400),
    "an archive": b"PK\3\4" + bytes(400),
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_what_is_not_dicom_never_becomes_it(content: bytes) -> None:
    """T-31: only elements that ascend in group 0008 with lengths that fit count as a dataset."""
    with pytest.raises(Malformed, match="not_dicom"):
        beginning_of(MemorySource(content))


def test_a_syntax_that_nothing_says_is_refused() -> None:
    """BI-45: a meta without transfer syntax before something that is no dataset."""
    with pytest.raises(Malformed, match="no_transfer_syntax"):
        beginning_of(MemorySource(stating("", b"\1" * 400)))


STREAMS = {
    "JPEG": (b"\xff\xd8\xff\xe0", "1.2.840.10008.1.2.4.51"),
    "JPEG 2000": (b"\xff\x4f\xff\x51", "1.2.840.10008.1.2.4.91"),
    "JPEG 2000 in boxes": (b"\0\0\0\x0cjP  ", "1.2.840.10008.1.2.4.91"),
    "JPEG XL": (b"\xff\x0a\0\0", "1.2.840.10008.1.2.4.112"),
}


@pytest.mark.parametrize(("head", "syntax"), STREAMS.values(), ids=STREAMS)
@pytest.mark.parametrize("table", [b"", bytes(4)])
def test_fragments_without_a_true_syntax_are_named_by_their_stream(head: bytes, syntax: str, table: bytes) -> None:
    """BI-45, BI-47: fragments are never native; what they begin with tells their family."""
    whole = p.image(p.fragments(head + bytes(20), table=table))
    for content in (whole, whole[START:]):
        image = header_of(content).image
        assert image is not None
        assert image.transfer_syntax == syntax
