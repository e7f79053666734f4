"""Units of modality values that a file may name. PS3.3 C.11.1.1.2."""

from typing import Final, Literal, get_args

Unit = Literal["", "OD", "HU", "MGML", "Z_EFF", "ED", "EDW", "HU_MOD", "PCT"]
"""Empty: not known."""
UNITS: Final = frozenset(get_args(Unit)) - {""}
"""Rescale types that name a unit (US is unspecified)."""


def unit_of(modality: str, rescale_type: str) -> str:
    """The file's unit of modality values if it is one; CT without a rescale type means Hounsfield units (C.8.2.1)."""
    if rescale_type in UNITS:
        return rescale_type
    return "HU" if modality == "CT" and rescale_type == "" else ""
