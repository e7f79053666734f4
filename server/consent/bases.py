"""Other bases than the patient's tap: what each kind has to name, so that somebody can check it later."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from server.consent.words import one_line
from server.terms.errors import Malformed

NAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "verbal_witness": ("witness",),
        "guardian": ("who", "relation", "for_whom"),
        "documented": ("reference",),
        "emergency": ("reason",),
    }
)
"""Basis → what has to be said of it."""
LENGTH_MAX: Final = 300


def checked_words(basis: str, said: Mapping[str, str]) -> dict[str, str]:
    """Give what a basis has to name, each in one clean line.

    Raises
    ------
    Malformed
        `bad_value` {field}: something is missing or too long, belongs to another basis, or the basis is none of these.
    """
    names = NAMES.get(basis)
    if names is None:
        raise Malformed("bad_value", field="basis")
    words = {name: one_line(text) for name, text in said.items() if one_line(text)}
    for name in (*names, *sorted(words)):
        if name not in words or name not in names or len(words[name]) > LENGTH_MAX:
            raise Malformed("bad_value", field=name)
    return {name: words[name] for name in names}


def words_kept(basis: str, words: Mapping[str, str]) -> str:
    """What is sealed of a basis: JSON with its kind and everything it names."""
    return json.dumps({"basis": basis, **words}, ensure_ascii=False)
