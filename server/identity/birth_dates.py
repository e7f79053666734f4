"""Birth dates as a guard against the wrong recipient: never a factor, never kept, compared without a hint.

What somebody says is three fields of digits in any script; what a study says is DICOM's DA, which may be missing, cut
short, impossible, or of another calendar. Only a real date of a life that can be lived now is compared at all.
"""

import hmac
import unicodedata
from datetime import date
from typing import Final

from server.terms.errors import Malformed

TRIES: Final = 3
"""Wrong answers for one link; a new link starts over."""
LONGEST_LIFE_YEARS: Final = 125
_NOTHING: Final = "00000000"


def stated(year: str, month: str, day: str, today: date) -> str:
    """Give what a person says as YYYYMMDD.

    Digits of any script count, blanks around them do not; the year has four. `today` is the server's (UTC): a birth
    may be a day ahead of it.

    Raises
    ------
    Malformed
        `bad_birth_date` {field: year, month, day} for what is no date of a living person. Nothing is compared then.
    """
    numbers = {"year": _number(year, 4, 4), "month": _number(month, 1, 2), "day": _number(day, 1, 2)}
    for field, number in numbers.items():
        if number is None:
            raise Malformed("bad_birth_date", field=field)
    written = f"{numbers['year']:04}{numbers['month']:02}{numbers['day']:02}"
    if not 1 <= (numbers["month"] or 0) <= 12:
        raise Malformed("bad_birth_date", field="month")
    if _date(written) is None:
        raise Malformed("bad_birth_date", field="day")
    if not is_comparable(written, today):
        raise Malformed("bad_birth_date", field="year")
    return written


def is_comparable(dicom: str, today: date) -> bool:
    """Say whether a DICOM date (DA, PS3.5 6.2) can be the birth date of somebody who lives."""
    born = _date(dicom)
    if born is None:
        return False
    return today.year - LONGEST_LIFE_YEARS <= born.year and (born - today).days <= 1


def is_same(said: str, known: str, today: date) -> bool | None:
    """Compare what was said with what is known, in the same time whatever the two are; None: not to be compared."""
    comparable = is_comparable(known, today)
    same = hmac.compare_digest(said.encode(), (known if comparable else _NOTHING).encode())
    return same if comparable else None


def _number(typed: str, least: int, most: int) -> int | None:
    figures = "".join(typed.split())
    if not least <= len(figures) <= most or not all(unicodedata.category(each) == "Nd" for each in figures):
        return None
    return int("".join(str(unicodedata.decimal(each)) for each in figures))


def _date(written: str) -> date | None:
    if len(written) != len(_NOTHING) or not (written.isascii() and written.isdigit()):
        return None
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None
