"""Names are shown as they are read: nothing invisible, nothing that turns text around, no disguise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.identity import names
from server.terms.errors import Malformed


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Maria S", "Maria S"),
        ("  Maria \t\n S ", "Maria S"),
        ("Zoe\u0308", "Zoë"),
        ("Maria\u202e", "Maria"),
        ("\u2066Maria\u2069 \u200eS", "Maria S"),
        ("Ma\u200bria\ufeff", "Maria"),
        ("Dr\u00a0Lee", "Dr Lee"),
        ("Maria\x00\x07", "Maria"),
        ("Maria\u3164", "Maria"),
        ("O’Neill-Müller", "O’Neill-Müller"),
        ("\u0645\u062d\u0645\u062f", "\u0645\u062d\u0645\u062f"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("\u041c\u0430\u0440\u0438\u044f", "\u041c\u0430\u0440\u0438\u044f"),
        ("李 Lee", "李 Lee"),
    ],
    ids=range(14),
)
def test_a_name_keeps_its_letters_and_loses_its_tricks(typed: str, shown: str) -> None:
    """T-21: bidi controls, zero-width and blank letters are gone; real names of any script stay."""
    assert names.display_name(typed) == shown


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "empty"),
        ("\u202e\u200b", "empty"),
        ("...", "empty"),
        ("x" * 81, "long"),
        ("Dr L\u0435e", "mixed_letters"),
        ("\u0391nna", "mixed_letters"),
        ("e\u0301\u0302\u0303\u0304\u0305\u0306", "stacked_marks"),
    ],
    ids=range(7),
)
def test_a_disguise_is_refused(typed: str, why: str) -> None:
    """T-21: letters of two scripts in one word pass for somebody else's name."""
    with pytest.raises(Malformed) as refused:
        names.display_name(typed)
    assert (refused.value.code, refused.value.facts) == ("bad_name", {"why": why})


@given(st.text(max_size=120))
def test_cleaning_a_clean_name_changes_nothing(typed: str) -> None:
    """T-21: what comes out goes in again unchanged, and is never longer than 80."""
    try:
        shown = names.display_name(typed)
    except Malformed:
        return
    assert names.display_name(shown) == shown
    assert len(shown) <= names.DISPLAY_NAME_MAX


def test_a_login_name_has_one_spelling() -> None:
    assert (
        names.login_name(" Lee@Clinic.Example ")
        == names.login_name("\uff4c\uff45\uff45@clinic.example")
        == "lee@clinic.example"
    )
