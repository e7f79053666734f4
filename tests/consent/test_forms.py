"""The consent's sentences and choices, and a digest that changes with every one of them."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from server.consent.forms import Form, FormFacts, PictureFacts, ViewerFacts, build_form, build_scope
from server.consent.times import MINUTE_MS, Ends
from server.consent.words import Say
from server.desk.texts import Texts

NOON = 1_800_014_400_000
"""12:00 UTC of some day."""
FACTS = FormFacts(
    clinic="Northside",
    host="Dr Lee",
    pictures=(PictureFacts(0, "CT", "Thorax", "20260105", 120), PictureFacts(2, "XX", "", "", 1)),
    viewers=(ViewerFacts("c" * 16, "Dr Sol", "specialist", verified=False),),
    ends=Ends(NOON, NOON + 20 * MINUTE_MS, NOON + 65 * MINUTE_MS),
)
TEXTS = Texts()


def saying(language: str) -> Say:
    def say(key: str, told: Mapping[str, str | int | datetime]) -> str:
        return TEXTS.say(language, key, told)

    return say


def form(facts: FormFacts = FACTS, language: str = "en") -> Form:
    return build_form(saying(language), language, facts)


def choices(shown: Form, kind: str) -> dict[str, str]:
    return {choice.value: choice.words for part in shown.parts if part.kind == kind for choice in part.choices}


def test_the_consent_says_who_what_why_and_until_when() -> None:
    """Issue 2, point 5: plain sentences; the exact pictures, people and times are in them."""
    words = form().text
    for told in (
        "Dr Lee",
        "Northside",
        "Dr Sol",
        "one reason",
        "12:20",
        "13:05",
        "CT scan",
        "Thorax",
        "January 5, 2026",
    ):
        assert told in words
    assert "has not checked who this person is" in words
    assert "not now" in words.lower()


def test_every_picture_and_everybody_but_the_host_is_a_choice() -> None:
    """H3: which series, which persons; the host is named and cannot be unticked."""
    assert choices(form(), "stack").keys() == {"0", "2"}
    assert choices(form(), "stack")["2"] == "Pictures, one picture"
    assert choices(form(), "person").keys() == {"c" * 16}


@pytest.mark.parametrize(
    ("left_min", "offered_min"),
    [(4, (4, 49)), (10, (5, 10, 55)), (20, (10, 20, 65)), (90, (10, 30, 90, 135))],
)
def test_the_ends_that_can_be_chosen(left_min: int, offered_min: tuple[int, ...]) -> None:
    """H3: how many minutes, as times of day: shorter ones, the planned one, and the one with all time that may be added."""
    ends = Ends(NOON, NOON + left_min * MINUTE_MS, NOON + (left_min + 45) * MINUTE_MS)
    assert ends.offered_ms == tuple(NOON + minutes * MINUTE_MS for minutes in offered_min)


def test_the_session_s_own_end_stands_chosen() -> None:
    """H3: exactly one end is ticked beforehand: the planned one, with the time the host may add in words."""
    (part,) = [part for part in form().parts if part.kind == "until"]
    assert [choice.ticked for choice in part.choices] == [False, False, True]
    assert part.choices[-1].words == "until 12:20; Dr Lee may add time if you need it, but never beyond 13:05"


def test_without_time_to_add_the_planned_end_is_the_last_one() -> None:
    """A2: nothing is offered that the policy would refuse."""
    strict = replace(FACTS, ends=Ends(NOON, NOON + 20 * MINUTE_MS, NOON + 20 * MINUTE_MS))
    assert list(choices(form(strict), "until").values())[-1] == "until 12:20 and not longer"


@pytest.mark.parametrize(
    ("offset_min", "hours", "shown"),
    [(0, 24, "12:20"), (150, 24, "14:50"), (-765, 24, "23:35"), (0, 12, "12:20 PM"), (-60, 12, "11:20 AM")],
)
def test_times_are_on_the_readers_clock(offset_min: int, hours: int, shown: str) -> None:
    """JM05: "until 14:30" in the reader's zone and habits."""
    facts = replace(FACTS, offset_min=offset_min, twelve=hours == 12)
    assert f"until {shown};" in form(facts).text


def test_the_digest_is_of_exactly_the_text() -> None:
    """Issue 2, point 5: SHA-256 of what is stored, in the format that counts choices of people and time too."""
    shown = form()
    assert shown.digest == hashlib.sha256(shown.text.encode()).hexdigest()
    assert shown.text.splitlines()[:3] == ["lightbox-consent-2", "en", "May we show your pictures?"]
    assert "x stack 0\tCT scan “Thorax”, 120 pictures, taken on January 5, 2026" in shown.text.splitlines()
    assert f"- until {NOON + 10 * MINUTE_MS}\tuntil 12:10" in shown.text.splitlines()


@pytest.mark.parametrize(
    "changed",
    [
        replace(FACTS, ends=replace(FACTS.ends, planned_ms=NOON + 21 * MINUTE_MS)),
        replace(FACTS, ends=replace(FACTS.ends, farthest_ms=NOON + 80 * MINUTE_MS)),
        replace(FACTS, offset_min=60),
        replace(FACTS, host="Dr Li"),
        replace(FACTS, purpose="second_opinion"),
        replace(FACTS, pictures=FACTS.pictures[:1]),
        replace(FACTS, viewers=()),
        replace(FACTS, viewers=(replace(FACTS.viewers[0], verified=True),)),
        replace(FACTS, viewers=(replace(FACTS.viewers[0], id="d" * 16),)),
    ],
    ids=["minutes", "most", "clock", "host", "purpose", "pictures", "viewers", "verified", "another"],
)
def test_another_fact_is_another_digest(changed: FormFacts) -> None:
    assert form(changed).digest != form().digest


def test_a_line_break_in_a_name_forges_no_line() -> None:
    """T-54: a fact stays inside its own line of the stored text."""
    forged = replace(FACTS, host="Dr Lee\nI agree", viewers=(replace(FACTS.viewers[0], name="Dr Sol\n- person x"),))
    assert len(form(forged).text.splitlines()) == len(form().text.splitlines())


def test_every_language_has_every_sentence_of_the_consent() -> None:
    """The same facts can be said in each language there is, without falling back to English."""
    english = form().text.splitlines()
    for language in {*TEXTS.languages("consent")} - {"en"}:
        said = form(language=language).text.splitlines()
        assert len(said) == len(english)
        assert not {*said[2:]} & {*english[2:]}


def test_what_stands_can_only_be_narrowed() -> None:
    """SES-171: the scope offers what is granted, nothing later than its end, and its own end is chosen."""
    scope = build_scope(saying("en"), "en", FACTS, NOON + 15 * MINUTE_MS)
    assert choices(scope, "until") == {
        str(NOON + 10 * MINUTE_MS): "until 12:10",
        str(NOON + 15 * MINUTE_MS): "until 12:15",
    }
    (chosen,) = [choice for part in scope.parts if part.kind == "until" for choice in part.choices if choice.ticked]
    assert chosen.value == str(NOON + 15 * MINUTE_MS)


def test_the_host_reads_the_scope_in_words_of_their_own() -> None:
    """SES-171: the same choices; nobody is told what their own provider does."""
    mine, theirs = (build_scope(saying("en"), "en", FACTS, None, for_host=host) for host in (False, True))
    for kind in ("stack", "person", "until"):
        assert choices(mine, kind).keys() == choices(theirs, kind).keys()
    assert choices(theirs, "person") == {"c" * 16: "Dr Sol"}
    assert "your provider" in mine.text
    assert "your provider" not in theirs.text
    assert list(choices(theirs, "until").values())[-1] == "until 13:05, with all the time that may be added"
