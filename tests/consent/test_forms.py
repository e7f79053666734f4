"""The consent's sentences, and a digest that changes with every one of them."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

import pytest

from server.consent.forms import Form, FormFacts, PictureFacts, ViewerFacts, build_form, canonical_text
from server.desk.texts import Texts

FACTS = FormFacts(
    clinic="Northside",
    host="Dr Lee",
    pictures=(PictureFacts(0, "CT", "Thorax", "20260105", 120), PictureFacts(2, "XX", "", "", 1)),
    viewers=(ViewerFacts("Dr Lee", "provider", verified=True), ViewerFacts("Dr Sol", "specialist", verified=False)),
    minutes=20,
    minutes_most=65,
)
TEXTS = Texts()


def form(facts: FormFacts = FACTS, language: str = "en") -> Form:
    def say(key: str, told: Mapping[str, str | int]) -> str:
        return TEXTS.say(language, key, told)

    return build_form(say, language, facts)


def test_the_consent_says_what_whom_and_until_when() -> None:
    """Issue 2, point 5: plain sentences; the exact pictures, people and minutes are in them."""
    words = canonical_text(form())
    for told in ("Dr Lee", "Northside", "Dr Sol", "20 minutes", "65 minutes", "CT scan", "Thorax", "2026-01-05"):
        assert told in words
    assert "has not checked who this person is" in words
    assert "not now" in words.lower()


def test_every_picture_is_a_choice_with_its_own_stack() -> None:
    choices = dict(form().choices)
    assert list(choices) == [0, 2]
    assert choices[2] == "Pictures, one picture"


def test_the_digest_is_of_exactly_the_text() -> None:
    """Issue 2, point 5: SHA-256 of what is stored."""
    shown = form()
    assert shown.digest == hashlib.sha256(canonical_text(shown).encode()).hexdigest()
    assert canonical_text(shown).splitlines()[:2] == ["lightbox-consent-1", "en"]


@pytest.mark.parametrize(
    "changed",
    [
        replace(FACTS, minutes=21),
        replace(FACTS, minutes_most=80),
        replace(FACTS, host="Dr Li"),
        replace(FACTS, pictures=FACTS.pictures[:1]),
        replace(FACTS, viewers=FACTS.viewers[:1]),
        replace(FACTS, viewers=(FACTS.viewers[0], ViewerFacts("Dr Sol", "specialist", verified=True))),
    ],
    ids=["minutes", "most", "host", "pictures", "viewers", "verified"],
)
def test_another_fact_is_another_digest(changed: FormFacts) -> None:
    assert form(changed).digest != form().digest


def test_a_line_break_in_a_name_forges_no_line() -> None:
    """T-54: a fact stays inside its own line of the stored text."""
    forged = replace(FACTS, host="Dr Lee\nI agree")
    assert len(canonical_text(form(forged)).splitlines()) == len(canonical_text(form()).splitlines())


def test_every_language_has_every_sentence_of_the_consent() -> None:
    """The same facts can be said in each language there is, without falling back to English."""
    for language in TEXTS.languages("consent"):
        said = form(language=language)
        assert len(said.paragraphs) == len(form().paragraphs)
        if language != "en":
            assert said.title != form().title
