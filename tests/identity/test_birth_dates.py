"""Birth dates as people say them and as files have them."""

from datetime import date

import pytest

from server.identity.birth_dates import is_comparable, is_same, stated
from server.terms.errors import Malformed

TODAY = date(2026, 11, 22)

SAID = [
    (("1968", "4", "12"), "19680412"),
    (("1968", "04", "12"), "19680412"),
    ((" 1968 ", " 4", "12 "), "19680412"),
    (("\uff11\uff19\uff16\uff18", "\uff14", "\uff11\uff12"), "19680412"),
    (("١٩٦٨", "٤", "١٢"), "19680412"),
    (("۱۹۶۸", "۴", "۱۲"), "19680412"),
    (("१९६८", "४", "१२"), "19680412"),
    (("2024", "2", "29"), "20240229"),
    (("2026", "11", "22"), "20261122"),
    (("2026", "11", "23"), "20261123"),
    (("1901", "1", "1"), "19010101"),
]
"""What is typed, and the date that it is; the last but one is tomorrow here and today where the sun rose already."""


@pytest.mark.parametrize(("typed", "written"), SAID)
def test_digits_of_any_script_are_a_date(typed: tuple[str, str, str], written: str) -> None:
    """B7: full width, Arabic, Persian, Devanagari; blanks and leading zeros do no harm."""
    assert stated(*typed, TODAY) == written


NOT_SAID = [
    (("68", "4", "12"), "year"),
    (("19680", "4", "12"), "year"),
    (("", "4", "12"), "year"),
    (("1387", "4", "12"), "year"),
    (("2511", "4", "12"), "year"),
    (("1899", "12", "31"), "year"),
    (("2026", "11", "24"), "year"),
    (("1968", "", "12"), "month"),
    (("1968", "13", "12"), "month"),
    (("1968", "0", "12"), "month"),
    (("1968", "April", "12"), "month"),
    (("1968", "4", ""), "day"),
    (("1968", "2", "30"), "day"),
    (("1968", "4", "0"), "day"),
    (("1968", "4", "31"), "day"),
    (("2023", "2", "29"), "day"),
    (("1968", "4", "1²"), "day"),
    (("1968", "4", "-1"), "day"),
    (("1968", "4", "XII"), "day"),
]
"""Two digits, the Hijri and the Thai year, a life too long, the future, February 30, letters, superscripts."""


@pytest.mark.parametrize(("typed", "field"), NOT_SAID)
def test_what_is_no_date_is_asked_again_and_not_counted(typed: tuple[str, str, str], field: str) -> None:
    """B7: said by the part that cannot be, whatever the study has."""
    with pytest.raises(Malformed) as refused:
        stated(*typed, TODAY)
    assert (refused.value.code, refused.value.facts["field"]) == ("bad_birth_date", field)


ODD = [
    "", "1968", "196804", "19680000", "19680400", "19680012", "19680230", "13870115", "00010101", "99991231", "20301231",
    "1968.4.12", "19680412-19680413", "UNKNOWN", "١٩٦٨٠٤١٢", "1968041", "18991231",
]  # fmt: skip
"""Missing, cut short, zeros for what is not known, impossible, another calendar, a placeholder, a range, text."""


@pytest.mark.parametrize("known", ODD)
def test_odd_dates_are_not_compared(known: str) -> None:
    """B7: neither right nor wrong: a person has to look."""
    assert not is_comparable(known, TODAY)
    assert is_same("19680412", known, TODAY) is None


def test_real_dates_are_compared() -> None:
    assert is_same("19680412", "19680412", TODAY) is True
    assert is_same("19680412", "19680413", TODAY) is False
