"""Values of a data set that somebody else may have made: there or not, of the form asked for, or refused."""

import math
from collections.abc import Iterable

from pydicom.dataset import Dataset

from server.terms.errors import Malformed


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


def _value(dataset: Dataset, keyword: str) -> object:
    """What pydicom makes of an element; it converts late, so that a broken one fails here."""
    try:
        return dataset.get(keyword)
    except (ValueError, TypeError, OverflowError) as error:
        raise Malformed("bad_value", field=keyword) from error
