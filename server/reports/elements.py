"""Values of a data set that somebody else may have made: there or not, of the form asked for, or refused."""

import math
import struct
from collections.abc import Iterable
from typing import Final

from pydicom.dataset import Dataset
from pydicom.errors import BytesLengthException

from server.terms.errors import Malformed

BROKEN: Final = (
    BytesLengthException,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    TypeError,
    ValueError,
    struct.error,
)
"""What pydicom raises for an element whose length, representation or items are not what they should be."""


def items_of(dataset: Dataset, keyword: str) -> tuple[Dataset, ...]:
    """The items of a sequence; none when it is absent.

    Raises
    ------
    Malformed
        `bad_value` {field: keyword} when it is no sequence.
    """
    found = _value(dataset, keyword)
    if found is None:
        return ()
    if not isinstance(found, Iterable) or isinstance(found, str):
        raise Malformed("bad_value", field=keyword)
    items = tuple(found)
    if not all(isinstance(item, Dataset) for item in items):
        raise Malformed("bad_value", field=keyword)
    return items


def numbers_of(dataset: Dataset, keyword: str, count: int | None = None) -> tuple[float, ...]:
    """The finite numbers of an element; none when it is absent or empty.

    Raises
    ------
    Malformed
        `bad_value` {field: keyword} when it holds something else, or is there with another number than `count`.
    """
    found = _value(dataset, keyword)
    if found is None or found == "":
        return ()
    several = found if isinstance(found, Iterable) and not isinstance(found, str | bytes) else (found,)
    try:
        numbers = tuple(float(str(each)) for each in several)
    except (TypeError, ValueError) as error:
        raise Malformed("bad_value", field=keyword) from error
    if not all(map(math.isfinite, numbers)) or (count is not None and len(numbers) not in {0, count}):
        raise Malformed("bad_value", field=keyword)
    return numbers


def text_of(dataset: Dataset, keyword: str) -> str:
    """The first value of an element as text; empty when it is absent."""
    found = _value(dataset, keyword)
    if found is None:
        return ""
    if isinstance(found, Iterable) and not isinstance(found, str):
        found = next(iter(found), "")
    return str(found)


def bytes_of(dataset: Dataset, keyword: str) -> bytes:
    """The bytes of an element of tables; empty when it is absent or something else."""
    found = _value(dataset, keyword)
    return found if isinstance(found, bytes) else b""


def private_text_of(dataset: Dataset, group: int, creator: str, element: int) -> str:
    """A private element of `creator` as text; empty when it is absent. PS3.5 7.8.1."""
    try:
        return str(dataset.private_block(group, creator)[element].value)
    except KeyError:
        return ""
    except BROKEN as error:
        raise Malformed("bad_value", field="private") from error


def _value(dataset: Dataset, keyword: str) -> object:
    """What pydicom makes of an element; it converts late, so that a broken one fails here."""
    try:
        return dataset.get(keyword)
    except BROKEN as error:
        raise Malformed("bad_value", field=keyword) from error
