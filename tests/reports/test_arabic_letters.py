"""Arabic letters in the shapes their neighbors give them."""

import unicodedata

import pytest

from server.reports.arabic_letters import joined


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("\u0628", ["isolated"]),
        ("\u0628\u0628\u0628", ["initial", "medial", "final"]),
        ("\u0627\u0628", ["isolated", "isolated"]),
        ("\u0628\u064e\u0628", ["initial", "", "final"]),
        ("\u0628 \u0628", ["isolated", "", "isolated"]),
        ("\u0628\u200c\u0628", ["isolated", "", "isolated"]),
        ("\u0644\u0627", ["isolated"]),
        ("\u0628\u0644\u0627", ["initial", "final"]),
    ],
)
def test_a_letter_has_the_shape_its_neighbors_give_it(text: str, shapes: list[str]) -> None:
    """Alef joins nothing after it, marks do not part letters, lam and alef are one sign."""
    found = [unicodedata.decomposition(each).partition(" ")[0].strip("<>") for each in joined(text)]
    assert [each if each in {"isolated", "initial", "medial", "final"} else "" for each in found] == shapes


def test_other_letters_stay_as_they_are() -> None:
    assert joined("Dr Lee, résumé 9.2 mm² ★") == "Dr Lee, résumé 9.2 mm² ★"
