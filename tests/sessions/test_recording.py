"""Entries."""

import pytest

from server.sessions.recording import reference
from server.terms.errors import Malformed


@pytest.mark.parametrize("value", ["", "note-1", "0123abcd" * 8, "form:en/7"])
def test_a_reference_is_a_code_or_an_id(value: str) -> None:
    """[SES-9] As it may stand in an entry."""
    assert reference(value, "note_ref") == value


@pytest.mark.parametrize("value", ["Maria Santos", "naïve", "a\nb", "x" * 65, "\x7f"])
def test_words_cannot_pass_as_a_reference(value: str) -> None:
    """[SES-9] A name or a sentence does not get into the record."""
    with pytest.raises(Malformed) as refused:
        reference(value, "note_ref")
    assert refused.value.facts == {"field": "note_ref"}
    assert value not in str(refused.value)
