"""Values of others' data sets: there, absent, or refused by the name of their element."""

from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.dataset import Dataset

from server.reports.elements import bytes_of, items_of, numbers_of, private_text_of, text_of
from server.reports.heading import file_of
from server.reports.key_objects import key_object_selection, key_objects_of
from server.sessions.session import Bookmark
from server.terms.errors import LightboxError, Malformed
from server.terms.marks import Mark
from server.terms.view import View
from tests.reports.consult import HOST, NEW, PATIENT, SLICE, STUDY, VIEWPORT, back, state


def test_absent_element_is_empty() -> None:
    assert items_of(Dataset(), "ContentSequence") == ()
    assert numbers_of(Dataset(), "WindowCenter") == ()
    assert text_of(Dataset(), "ContentLabel") == ""
    assert bytes_of(Dataset(), "ICCProfile") == b""
    assert private_text_of(Dataset(), 0x0071, "SOMEBODY", 1) == ""


def test_one_number_and_several_are_both_a_tuple() -> None:
    dataset = Dataset()
    dataset.WindowCenter, dataset.WindowWidth = 40, [1, 2]
    assert numbers_of(dataset, "WindowCenter") == (40.0,)
    assert numbers_of(dataset, "WindowWidth", 2) == (1.0, 2.0)


def test_number_of_values_is_checked() -> None:
    dataset = Dataset()
    dataset.WindowWidth = [1, 2, 3]
    with pytest.raises(Malformed, match="WindowWidth"):
        numbers_of(dataset, "WindowWidth", 2)


def test_infinite_number_is_refused() -> None:
    dataset = Dataset()
    dataset.GraphicData = [1.0, float("inf")]
    with pytest.raises(Malformed, match="GraphicData"):
        numbers_of(dataset, "GraphicData")


@pytest.mark.parametrize("keyword", ["ContentLabel", "WindowCenter"])
def test_value_that_is_no_sequence_is_refused(keyword: str) -> None:
    dataset = Dataset()
    dataset.ContentLabel, dataset.WindowCenter = "X", 1
    with pytest.raises(Malformed, match=keyword):
        items_of(dataset, keyword)


def test_text_that_is_no_number_is_refused_without_being_repeated() -> None:
    dataset = Dataset()
    dataset.PatientName = "Doe^Jane"
    with pytest.raises(Malformed) as refused:
        numbers_of(dataset, "PatientName")
    assert "Doe" not in str(refused.value)


def test_text_is_the_first_of_several() -> None:
    dataset = Dataset()
    dataset.ImageType = ["ORIGINAL", "PRIMARY"]
    assert text_of(dataset, "ImageType") == "ORIGINAL"


PALETTE_VIEW = replace(VIEWPORT, palette="PET")
MARKS = (
    Mark("00000000000000e1", HOST, 0, 7, "arrow", ((10.0, 10.0), (200.0, 120.0)), "here"),
    Mark("00000000000000e2", HOST, 0, 7, "ellipse", ((20.0, 30.0), (120.0, 90.0))),
)
KEPT = Bookmark(1, HOST, 0, "node", True, View(1, HOST, 0, (1, 1), "a", (VIEWPORT,)))
SELECTION = key_object_selection([KEPT], lambda *_: SLICE, patient=PATIENT, study=STUDY, new=NEW)
OBJECTS = tuple(map(file_of, (state(VIEWPORT, MARKS), state(PALETTE_VIEW, MARKS), SELECTION)))


def opened(content: bytes) -> Dataset | None:
    """The data set of a file; None where pydicom itself refuses it, which happens before our code is asked."""
    try:
        return dcmread(BytesIO(content))
    except Exception:  # noqa: BLE001  # whatever pydicom raises for a file that is none
        return None


@pytest.mark.filterwarnings("ignore")  # pydicom says what it finds in broken files
@settings(max_examples=60)
@given(
    st.sampled_from(OBJECTS), st.lists(st.tuples(st.integers(300, 3000), st.integers(0, 255)), min_size=1, max_size=6)
)
def test_broken_object_is_read_or_refused_in_our_words(whole: bytes, changes: list[tuple[int, int]]) -> None:
    """Whatever a few wrong bytes do to an object, reading it ends in a value or in one of our own errors."""
    content = bytearray(whole)
    for at, byte in changes:
        content[at % len(content)] = byte
    dataset = opened(bytes(content))
    if dataset is not None:
        with suppress(LightboxError):
            key_objects_of(dataset) if whole is OBJECTS[2] else back(dataset)
