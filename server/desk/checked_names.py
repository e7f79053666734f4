"""What somebody decided after looking through a series for names, sealed under its study's key.

A decision is about exactly the frames that were looked at: a stack that has grown since waits for somebody again, with
the rectangles of before as a beginning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from server.desk.study_views import SeriesView, StackView
from server.terms.consults import Mask
from server.terms.errors import Tampered
from server.terms.ids import PersonId, SeriesId
from server.vault.study_key import StudyKey


@dataclass(frozen=True, slots=True)
class CheckedStack:
    """One stack as it was decided: `frames` names exactly the frames, no masks means that nothing identifies."""

    frames: str
    masks: tuple[Mask, ...]
    by: PersonId
    at_ms: int
    columns: int
    rows: int


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[CheckedStack, ...]).decode


def seal_checked(key: StudyKey, series: SeriesId, checked: Sequence[CheckedStack]) -> bytes:
    """Seal the decisions about a series for its row."""
    return key.seal_value(_encode(checked), bound_to=f"checked names {series}")


def open_checked(key: StudyKey, series: SeriesId, sealed: bytes | None) -> tuple[CheckedStack, ...]:
    """Open the decisions about a series, none for a series without; raises `Tampered` (`sealed_value`)."""
    if sealed is None:
        return ()
    try:
        return _decode(key.open_value(sealed, bound_to=f"checked names {series}"))
    except msgspec.DecodeError as error:
        raise Tampered("sealed_value") from error


def with_checked(key: StudyKey, series: SeriesView, rows: Mapping[SeriesId, bytes]) -> SeriesView:
    """Give a series with what was decided about its stacks."""
    checked = open_checked(key, series.id, rows.get(series.id))
    return (
        replace(series, stacks=tuple(_with_checked(stack, checked) for stack in series.stacks)) if checked else series
    )


def _with_checked(stack: StackView, checked: Sequence[CheckedStack]) -> StackView:
    for one in checked:
        if one.frames == stack.frames:
            return replace(stack, checked=True, masks=one.masks)
    alike = [one for one in checked if (one.columns, one.rows) == (stack.columns, stack.rows)]
    return replace(stack, masks=alike[0].masks) if alike else stack
