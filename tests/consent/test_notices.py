"""The privacy notice: short, complete, digested."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from server.consent.notices import Notice, NoticeFacts, build_notice
from server.desk.texts import Texts

FACTS = NoticeFacts(clinic="Northside", phone="555 01", host="Dr Lee", years=10)
TEXTS = Texts()


def notice(facts: NoticeFacts = FACTS, language: str = "en") -> Notice:
    def say(key: str, told: Mapping[str, str | int | datetime]) -> str:
        return TEXTS.say(language, key, told)

    return build_notice(say, language, facts)


def test_it_says_who_what_how_long_and_which_rights() -> None:
    """JM05: who is responsible, the record, how long it is kept, what one may ask for, whom to ring."""
    words = " ".join(notice().paragraphs)
    for told in ("Northside", "Dr Lee", "record", "10 years", "copy", "authority", "555 01"):
        assert told in words


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_it_is_short(language: str) -> None:
    """It is read on a phone, by somebody who is worried: at most 120 words in any language."""
    assert len(" ".join(notice(language=language).paragraphs).split()) <= 120


def test_without_a_phone_or_a_number_of_years_it_says_what_is_true() -> None:
    plain = notice(replace(FACTS, phone="", years=0))
    assert "as long as the law asks" in " ".join(plain.paragraphs)
    assert len(plain.paragraphs) == len(notice().paragraphs) - 1


def test_its_digest_is_of_exactly_its_text() -> None:
    shown = notice()
    assert shown.digest == hashlib.sha256(shown.text.encode()).hexdigest()
    assert shown.text.splitlines() == ["lightbox-privacy-1", "en", shown.title, *shown.paragraphs, shown.go_on]
    assert notice(replace(FACTS, years=11)).digest != shown.digest


def test_every_language_has_its_own_words() -> None:
    english = notice().text.splitlines()[2:]
    for language in {*TEXTS.languages("privacy")} - {"en"}:
        assert not {*notice(language=language).text.splitlines()[2:]} & {*english}
