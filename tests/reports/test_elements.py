"""Values of others' data sets: there, absent, or refused by the name of their element."""

import pytest
from pydicom.dataset import Dataset

from server.reports.elements import items_of, numbers_of, text_of
from server.terms.errors import Malformed


def test_absent_element_is_empty() -> None:
    assert items_of(Dataset(), "ContentSequence") == ()
    assert numbers_of(Dataset(), "WindowCenter") == ()
    assert text_of(Dataset(), "ContentLabel") == ""


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
