"""What each basis has to name."""

import json
from collections.abc import Mapping

import pytest

from server.consent.bases import NAMES, checked_words, words_kept
from server.sessions.session import Basis
from server.terms.errors import Malformed

GOOD: Mapping[str, Mapping[str, str]] = {
    "verbal_witness": {"witness": "Nurse Ng"},
    "guardian": {"who": "Ana S", "relation": "mother", "for_whom": "Leo S"},
    "documented": {"reference": "letter of 3 May, chart 12"},
    "emergency": {"reason": "unconscious after a fall"},
}


def test_every_basis_but_the_tap_names_something() -> None:
    assert NAMES.keys() == {basis.value for basis in Basis} - {"patient_tap"} == GOOD.keys()


@pytest.mark.parametrize("basis", GOOD)
def test_what_it_has_to_name_is_kept_with_its_kind(basis: str) -> None:
    """Issue 5: verbal + witness, guardian for whom, documented elsewhere, emergency."""
    words = checked_words(basis, {**dict.fromkeys(("witness", "who", "reason"), ""), **GOOD[basis]})
    assert json.loads(words_kept(basis, words)) == {"basis": basis, **GOOD[basis]}


@pytest.mark.parametrize(("basis", "missing"), [(basis, name) for basis in GOOD for name in GOOD[basis]])
def test_without_it_it_is_none(basis: str, missing: str) -> None:
    """Blank, of spaces or of marks nobody can see: all of it is nothing."""
    with pytest.raises(Malformed) as refused:
        checked_words(basis, {**GOOD[basis], missing: " \u202e\t "})
    assert refused.value.facts["field"] == missing


@pytest.mark.parametrize(
    ("basis", "words", "field"),
    [
        ("patient_tap", {}, "basis"),
        ("documented", {"reference": "x" * 301}, "reference"),
        ("documented", {"reference": "letter", "witness": "Nurse Ng"}, "witness"),
    ],
)
def test_what_belongs_elsewhere_or_is_too_long_is_refused(basis: str, words: Mapping[str, str], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        checked_words(basis, words)
    assert refused.value.facts["field"] == field


def test_words_are_one_clean_line() -> None:
    assert checked_words("documented", {"reference": " by phone,\n\u202ewitness:\tDr Ng \x00"}) == {
        "reference": "by phone, witness: Dr Ng"
    }
