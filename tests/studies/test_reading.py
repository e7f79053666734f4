from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.studies.fields import Fields
from server.studies.header import Kind
from server.terms.errors import Malformed
from tests.studies import part10 as p
from tests.studies.memory_source import header_of, scanned

POSITION, ORIENTATION, LETTERS = 0x00200032, 0x00200037, 0x00200020


def placed(tag: int, written: bytes) -> bytes:
    return p.image(extra={tag: p.element(tag, "CS" if tag == LETTERS else "DS", written)})


def test_header_tells_who_what_and_where() -> None:
    """A small image reads as patient, study, series, instance and traits."""
    header = header_of(p.image())
    assert (header.patient.name, header.series.modality, header.kind) == ("Planted^Patience", "CT", Kind.IMAGE)
    assert all((header.study.uid, header.series.uid, header.sop_instance))
    assert header.image is not None
    assert header.image.grid.shape == (4, 4)


@pytest.mark.parametrize("written", [b"../../etc/passwd", b"1.2.3/4", b"1.2\\..", b"", b"a.b"])
def test_uid_of_other_characters_is_absent(written: bytes) -> None:
    """BI-57, T-29: a UID is digits and dots or nothing."""
    header = header_of(p.image(replaced={0x0020000D: p.element(0x0020000D, "UI", written)}))
    assert header.study.uid in {"", "1.2"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"19610203", "19610203"),
        (b"1961.02.03", "19610203"),
        (b"00000000", ""),
        (b"99991399", ""),
        (b"19610101-19620101", ""),
        (b"abcdefgh", ""),
    ],
)
def test_impossible_dates_are_absent(written: bytes, read: str) -> None:
    """BI-58: a date is a day or nothing."""
    header = header_of(p.image(extra={0x00100030: p.element(0x00100030, "DA", written)}))
    assert header.patient.birth_date == read


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (b"1\\0\\0\\0\\1\\0", True),
        (b"0.8\\0.6\\0\\-0.6\\0.8\\0", True),
        (b"1\\0\\0\\1\\0\\0", False),
        (b"2\\0\\0\\0\\1\\0", False),
        (b"0\\0\\0\\0\\0\\0", False),
        (b"1\\0\\0\\0\\1", False),
    ],
)
def test_orientation_is_two_perpendicular_unit_vectors_or_absent(written: bytes, known: bool) -> None:  # noqa: FBT001  (a table)
    """No direction is made up from numbers that are none."""
    assert (header_of(placed(ORIENTATION, written)).placement.orientation is not None) is known


def test_position_needs_three_numbers() -> None:
    """A place in space is three finite numbers."""
    assert header_of(placed(POSITION, b"1\\2\\3")).placement.position == (1.0, 2.0, 3.0)
    assert header_of(placed(POSITION, b"1\\2")).placement.position is None
    assert header_of(placed(POSITION, b"1\\2\\nan")).placement.position is None


@pytest.mark.parametrize(
    ("extra", "milliseconds"),
    [
        ({0x00181063: b"33.3"}, 33.3),
        ({0x00181065: b"0\\40\\40"}, 40.0),
        ({0x00180040: b"25"}, 40.0),
        ({0x00181063: b"0"}, None),
        ({}, None),
    ],
)
def test_frame_time_comes_from_the_file(extra: dict[int, bytes], milliseconds: float | None) -> None:
    """Frame Time, else its vector, else the cine rate; nothing is guessed."""
    elements = {tag: p.element(tag, "IS" if tag == 0x00180040 else "DS", text) for tag, text in extra.items()}
    assert header_of(p.image(extra=elements)).frame_ms == milliseconds


@pytest.mark.parametrize(
    ("sop_class", "kind"),
    [
        ("1.2.840.10008.5.1.4.1.1.88.11", Kind.REPORT),
        ("1.2.840.10008.5.1.4.1.1.88.67", Kind.DOSE_REPORT),
        ("1.2.840.10008.5.1.4.1.1.88.59", Kind.KEY_OBJECTS),
        ("1.2.840.10008.5.1.4.1.1.104.1", Kind.PDF),
        ("1.2.840.10008.5.1.4.1.1.9.1.1", Kind.ECG),
        ("1.2.840.10008.5.1.4.1.1.11.1", Kind.PRESENTATION_STATE),
        ("1.2.840.10008.5.1.4.1.1.481.3", Kind.STRUCTURE_SET),
    ],
)
def test_what_is_no_image_is_named(sop_class: str, kind: Kind) -> None:
    """Documents, waveforms and plans are recognized, never an error."""
    sop = p.element(0x00080016, "UI", sop_class.encode())
    header = header_of(p.part10(sop, sop_class=sop_class))
    assert (header.kind, header.image) == (kind, None)


def test_image_class_without_pixels_is_refused() -> None:
    """A file that has rows but no pixels has lost them."""
    with pytest.raises(Malformed, match="no_pixel_data"):
        header_of(p.image(b""))


def test_media_directory_is_refused_by_name() -> None:
    """BI-61, BI-62: a DICOMDIR is never followed; its file ids and offsets are not even read."""
    directory = "1.2.840.10008.1.3.10"
    with pytest.raises(Malformed, match="media_directory"):
        header_of(p.part10(p.element(0x00080016, "UI", directory.encode()), sop_class=directory))


CHARSETS = {
    "chrGerm.dcm": "\u00c4neas^R\u00fcdiger",
    "chrRuss.dcm": "\u041b\u044e\u043ace\u043c\u0431yp\u0433",
    "chrH31.dcm": "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060^\u305f\u308d\u3046",
    "chrX1.dcm": "Wang^XiaoDong=\u738b^\u5c0f\u6771=",
    "chrKoreanMulti.dcm": "\uae40\ud76c\uc911",
}


@pytest.mark.parametrize("name", CHARSETS)
def test_real_character_sets_are_read(shared_data: Path, compared: Callable[[Path], None], name: str) -> None:
    """Names of many scripts read as their bearers write them."""
    path = shared_data / "charset" / name
    content = path.read_bytes()
    found = scanned(content)
    fields = Fields.parse(found.header, implicit=found.implicit, little_endian=found.little_endian)
    assert fields.text("PatientName") == CHARSETS[name]
    compared(path)


@pytest.mark.filterwarnings("ignore::UserWarning")
@given(st.data())
def test_mutated_headers_are_read_or_refused(data: st.DataObject) -> None:
    """Whatever bytes change, a header or a refusal comes out, never another error."""
    nested = p.element(
        0x00283010, "SQ", p.item(p.element(0x00283002, "US", bytes(6)) + p.element(0x00283006, "US", b"ab"))
    )
    content = bytearray(p.image(extra={0x00283010: nested, 0x00080005: p.element(0x00080005, "CS", b"ISO_IR 192")}))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(132, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        header_of(bytes(content))
    except Malformed as refusal:
        assert refusal.code  # noqa: PT017  (either outcome is right)
