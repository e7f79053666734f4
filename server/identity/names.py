"""Names as people type them, made safe to show: no controls, no bidi tricks, no letters of two scripts in one word."""

import re
import unicodedata
from typing import Final

from server.terms.errors import Malformed

DISPLAY_NAME_MAX: Final = 80
LOGIN_NAME_MAX: Final = 120

_LOOKALIKE_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
"""Scripts whose letters pass for each other; a word mixing two of them is a disguise."""
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_BLANK_LETTERS = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u2800", "\u034f"}
"""Letters by category that show nothing (Hangul fillers, braille blank, combining joiner)."""
_JOINERS_KEEP = re.compile("(?<=[\u0600-\u06ff\u0900-\u0dff])\u200c(?=[\u0600-\u06ff\u0900-\u0dff])")
_KEPT_JOINER = "\ue000"
_MARKS_PER_LETTER = 4


def display_name(typed: str) -> str:
    """Give a name fit to be shown beside others (T-21).

    NFC, invisible and direction-changing characters removed (a zero-width non-joiner stays between Persian or Indic
    letters, where it is spelling), white space collapsed, at most 80 characters.

    Raises
    ------
    Malformed
        `bad_name` {why: empty, long, mixed_letters, stacked_marks}.
    """
    # One private-use character stands in for a kept joiner while everything invisible is dropped.
    held = _JOINERS_KEEP.sub(_KEPT_JOINER, typed.replace(_KEPT_JOINER, ""))
    seen = "".join(_seen(mark) for mark in unicodedata.normalize("NFC", held))
    name = " ".join(seen.split()).replace(_KEPT_JOINER, "\u200c")
    if not any(unicodedata.category(mark)[0] in "LN" for mark in name):
        raise Malformed("bad_name", why="empty")
    if len(name) > DISPLAY_NAME_MAX:
        raise Malformed("bad_name", why="long")
    if any(_mixes_scripts(word) for word in name.split()):
        raise Malformed("bad_name", why="mixed_letters")
    if _has_stacked_marks(name):
        raise Malformed("bad_name", why="stacked_marks")
    return name


def login_name(typed: str) -> str:
    """Give the one spelling of a login name under which an account is found: NFKC, case folded, no outer space."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", typed).casefold()).strip()[:LOGIN_NAME_MAX]


def _seen(mark: str) -> str:
    if mark.isspace():
        return " "
    if mark == _KEPT_JOINER:
        return mark
    hidden = unicodedata.category(mark) in _INVISIBLE or mark in _BLANK_LETTERS or "\ufe00" <= mark <= "\ufe0f"
    return "" if hidden else mark


def _mixes_scripts(word: str) -> bool:
    scripts = set()
    for mark in word:
        if unicodedata.category(mark).startswith("L"):
            first = unicodedata.name(mark, "").split(" ", 1)[0]
            if first in _LOOKALIKE_SCRIPTS:
                scripts.add(first)
    return len(scripts) > 1


def _has_stacked_marks(name: str) -> bool:
    run = 0
    for mark in name:
        run = run + 1 if unicodedata.category(mark) == "Mn" else 0
        if run > _MARKS_PER_LETTER:
            return True
    return False
