"""Arabic letters as they are written beside each other: a printer that draws one sign after another needs their shapes.

The shapes are Unicode's presentation forms; which letter joins which is what forms it has there.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final, Literal

Form = Literal["isolated", "initial", "medial", "final"]
_FORMS: Final[dict[str, dict[str, str]]] = {}
"""A letter, or lam and an alef, → the shapes it has."""
for _code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)):
    _kind, *_letters = unicodedata.decomposition(chr(_code)).split() or [""]
    _joined = "".join(chr(int(each, 16)) for each in _letters)
    if _kind in {"<isolated>", "<initial>", "<medial>", "<final>"} and (
        len(_joined) == 1 or (len(_joined) == 2 and _joined[0] == "\u0644" and _joined[1] in "\u0622\u0623\u0625\u0627")
    ):
        _FORMS.setdefault(_joined, {}).setdefault(_kind[1:-1], chr(_code))
_LAM: Final = "\u0644"
_JOINERS: Final = "\u0640\u200d"
"""Tatweel and the zero-width joiner join on both sides and look the same everywhere."""


def joined(text: str) -> str:
    """The same text with each Arabic letter in the shape its neighbors give it; everything else as it was."""
    if not any("\u0600" <= each <= "\u08ff" for each in text):
        return text
    return "".join(_shapes([*_signs(text)]))


def parted(text: str) -> str:
    """The letters themselves again, as they were written."""
    return "".join(unicodedata.normalize("NFKC", each) if "\ufb50" <= each <= "\ufefc" else each for each in text)


def _signs(text: str) -> Iterator[str]:
    """Letters; lam with an alef after it is one."""
    at = 0
    while at < len(text):
        pair = text[at : at + 2]
        length = 2 if pair in _FORMS and len(pair) == 2 else 1
        yield text[at : at + length]
        at += length


def _shapes(signs: list[str]) -> Iterator[str]:
    for at, sign in enumerate(signs):
        forms = _FORMS.get(sign)
        if forms is None:
            yield sign
            continue
        from_before = "final" in forms and _joins_on(_neighbor(signs, at, -1))
        to_next = "initial" in forms and _is_joined_to(_neighbor(signs, at, 1))
        form: Form = (
            "medial" if from_before and to_next else "final" if from_before else "initial" if to_next else "isolated"
        )
        yield forms.get(form, sign)


def _neighbor(signs: list[str], at: int, step: int) -> str:
    """The next sign that is more than a mark over another one; empty at the end."""
    at += step
    while 0 <= at < len(signs) and unicodedata.category(signs[at][0]) == "Mn":
        at += step
    return signs[at] if 0 <= at < len(signs) else ""


def _joins_on(sign: str) -> bool:
    return bool(sign) and (sign in _JOINERS or "initial" in _FORMS.get(sign, {}))


def _is_joined_to(sign: str) -> bool:
    return bool(sign) and (sign in _JOINERS or "final" in _FORMS.get(sign, {}))
