"""The well-known color palettes as the tables of a pseudo-color presentation state, and back. PS3.6 B.1, PS3.3 C.7.9."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from pydicom import dcmread
from pydicom.data import get_palette_files
from pydicom.dataset import Dataset

from server.reports.elements import bytes_of, numbers_of
from server.terms.errors import Refused
from server.terms.view import Palette

FILES: Final[dict[Palette, str]] = {
    "HOT_IRON": "hotiron.dcm",
    "PET": "pet.dcm",
    "HOT_METAL_BLUE": "hotmetalblue.dcm",
    "PET_20_STEP": "pet20step.dcm",
}
CHANNELS: Final = ("Red", "Green", "Blue")


@dataclass(frozen=True, slots=True)
class Tables:
    """Red, green and blue, 256 entries of 8 bits each; the standard's name of the palette; the profile it is meant in."""

    channels: tuple[bytes, bytes, bytes]
    uid: str
    icc_profile: bytes

    @property
    def from_other_end(self) -> tuple[bytes, bytes, bytes]:
        """The tables from the other end: what an inverted picture goes through."""
        red, green, blue = self.channels
        return red[::-1], green[::-1], blue[::-1]


@cache
def tables_of(palette: Palette) -> Tables:
    """The palette's object as the standard publishes it (pydicom's package carries them)."""
    published = dcmread(get_palette_files(FILES[palette])[0])
    red, green, blue = (published[f"{channel}PaletteColorLookupTableData"].value for channel in CHANNELS)
    return Tables((red, green, blue), str(published.PaletteColorLookupTableUID), published.ICCProfile)


def put_palette(dataset: Dataset, palette: Palette, *, inverted: bool) -> None:
    """Write the Palette Color Lookup Table and ICC Profile modules. PS3.3 C.7.9, C.11.15.

    A pseudo-color state has no Presentation LUT that could invert (A.33.3): an inverted picture goes through the
    reversed table, which is no longer the well-known one and does not carry its name.
    """
    tables = tables_of(palette)
    for channel, entries in zip(CHANNELS, tables.from_other_end if inverted else tables.channels, strict=True):
        setattr(dataset, f"{channel}PaletteColorLookupTableDescriptor", [256, 0, 8])
        setattr(dataset, f"{channel}PaletteColorLookupTableData", entries)
    if not inverted:
        dataset.PaletteColorLookupTableUID = tables.uid
    dataset.ICCProfile = tables.icc_profile


def palette_of(dataset: Dataset) -> tuple[Palette, bool]:
    """Which palette a pseudo-color state uses, and whether from its other end.

    Raises
    ------
    Refused
        `not_sayable` {what: palette} for any other table: a view knows the well-known ones only.
    """
    found = tuple(bytes_of(dataset, f"{channel}PaletteColorLookupTableData") for channel in CHANNELS)
    plain = all(
        numbers_of(dataset, f"{channel}PaletteColorLookupTableDescriptor", 3) == (256, 0, 8) for channel in CHANNELS
    )
    for palette in FILES if plain else ():
        tables = tables_of(palette)
        if found == tables.channels:
            return palette, False
        if found == tables.from_other_end:
            return palette, True
    raise Refused("not_sayable", what="palette")
