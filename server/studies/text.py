"""Text from a file made fit to show: no control, bidirectional or invisible characters, one line, bounded."""

import unicodedata

LINE = 128
# Cc, Cf, Cs, Co, Cn: controls, format (bidi, zero-width), surrogates, private use, unassigned.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def one_line(text: str, limit: int = LINE) -> str:
    """The visible characters of `text` on one line, at most `limit` of them.

    Zero-width joiners go too: they can make two names look alike, and no name of ours needs them to be read.
    """
    spaced = "".join(
        " " if character in "\r\n\t\f\v" or unicodedata.category(character) in {"Zl", "Zp", "Zs"} else character
        for character in text[: 8 * limit]
    )
    visible = "".join(character for character in spaced if unicodedata.category(character) not in _HIDDEN)
    return " ".join(unicodedata.normalize("NFC", visible).split())[:limit].rstrip()


def readable_name(person_name: str) -> str:
    """A DICOM person name for reading: `Doe^Jane^M^Dr` becomes `Doe, Jane M`. PS3.5 6.2.1.

    The first component group that says anything is taken (alphabetic, then ideographic, then phonetic).
    """
    for group in person_name.split("="):
        family, *rest = [part.strip() for part in group.split("^")]
        given = " ".join(part for part in rest[:2] if part)
        if family or given:
            return one_line(", ".join(part for part in (family, given) if part))
    return ""
