"""A palette is written as its tables and known again by them. PS3.6 B.1, PS3.3 C.7.9."""

from typing import get_args

import pytest
from pydicom.dataset import Dataset

from server.reports.palettes import palette_of, put_palette, tables_of
from server.terms.errors import Refused
from server.terms.view import Palette


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("palette", get_args(Palette))
def test_palette_comes_back(palette: Palette, *, inverted: bool) -> None:
    dataset = Dataset()
    put_palette(dataset, palette, inverted=inverted)
    assert palette_of(dataset) == (palette, inverted)
    assert ("PaletteColorLookupTableUID" in dataset) is not inverted
    assert dataset.ICCProfile


@pytest.mark.parametrize(("palette", "uid"), [("HOT_IRON", 1), ("PET", 2), ("HOT_METAL_BLUE", 3), ("PET_20_STEP", 4)])
def test_table_is_the_one_of_the_standard(palette: Palette, uid: int) -> None:
    """The names are those of PS3.6 Table A-1; each begins with black, and hot iron ends with white."""
    tables = tables_of(palette)
    assert tables.uid == f"1.2.840.10008.1.5.{uid}"
    assert [channel[0] for channel in tables.channels] == [0, 0, 0]
    assert {len(channel) for channel in tables.channels} == {256}
    assert palette != "HOT_IRON" or [channel[255] for channel in tables.channels] == [255, 255, 255]


@pytest.mark.parametrize("descriptor", [[256, 0, 8], [255, 0, 8], [256, 0, 16]])
def test_other_table_is_refused(descriptor: list[int]) -> None:
    dataset = Dataset()
    put_palette(dataset, "PET", inverted=False)
    dataset.RedPaletteColorLookupTableDescriptor = descriptor
    dataset.RedPaletteColorLookupTableData = bytes(256) if descriptor == [256, 0, 8] else tables_of("PET").channels[0]
    with pytest.raises(Refused, match="palette"):
        palette_of(dataset)
