"""The note: written until the lock, signed as it stands, amended by later versions."""

from dataclasses import replace

import pytest

from server.sessions.noting import NOTE_MAX, NoteVersion, draft_of, may_write, sign, write
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.errors import Malformed, Refused
from tests.sessions.consult import NOW, scheduled

WORDS = "A nodule of 9 mm. Look again in three months."
DRAFT = NoteVersion(1, 3, WORDS, NOW)
SIGNED = replace(DRAFT, signed_ms=NOW + 1)


def in_phase(phase: Phase) -> Session:
    return replace(scheduled().session, phase=phase)


LIVE, LOCKED = in_phase(Phase.LIVE), in_phase(Phase.LOCKED)


@pytest.mark.parametrize("phase", [each for each in Phase if each is not Phase.LOCKED])
def test_the_host_writes_until_the_lock(phase: Phase) -> None:
    """[SES-210] In every phase; the first word begins version 1."""
    assert write(in_phase(phase), (), 1, 0, WORDS, NOW) == NoteVersion(1, 1, WORDS, NOW)
    assert may_write(in_phase(phase), ())


def test_nothing_is_begun_after_the_lock() -> None:
    """[SES-210] A consult that is over has the note it has."""
    with pytest.raises(Refused, match="locked"):
        write(LOCKED, (), 1, 0, WORDS, NOW)
    assert not may_write(LOCKED, ())


def test_a_later_save_replaces_the_draft() -> None:
    """[SES-211] The same version, one revision on."""
    assert write(LIVE, (DRAFT,), 1, 3, "Other words.", NOW + 9) == NoteVersion(1, 4, "Other words.", NOW + 9)


@pytest.mark.parametrize(("number", "revision"), [(1, 1), (1, 4), (2, 0), (2, 3)])
def test_a_save_over_other_words_is_refused(number: int, revision: int) -> None:
    """[SES-211] Two tabs: the second one is told what stands there now, and nothing is lost."""
    with pytest.raises(Refused, match="conflict") as refused:
        write(LIVE, (DRAFT,), number, revision, "Other words.", NOW)
    assert refused.value.facts == {"version": 1, "revision": 3}


@pytest.mark.parametrize("revision", [2, 3])
def test_the_same_words_again_change_nothing(revision: int) -> None:
    """[SES-211] Its answer was lost, or nothing was written since."""
    assert write(LIVE, (DRAFT,), 1, revision, f" {WORDS}\n", NOW + 9) is None


@pytest.mark.parametrize("phase", Phase)
def test_signing_takes_the_words_as_they_stand(phase: Phase) -> None:
    """[SES-212] In any phase: no picture is needed for it."""
    assert in_phase(phase).phase is phase
    assert sign((DRAFT,), 1, 3, NOW + 1) == SIGNED


@pytest.mark.parametrize(("number", "revision"), [(1, 2), (2, 0)])
def test_words_that_changed_meanwhile_are_not_signed(number: int, revision: int) -> None:
    """[SES-212] One signs what one has read."""
    with pytest.raises(Refused, match="conflict"):
        sign((DRAFT,), number, revision, NOW)


@pytest.mark.parametrize("text", ["", " \n\u200d"])
def test_a_note_that_says_nothing_is_not_signed(text: str) -> None:
    """[SES-212] Neither an empty one nor one that was never begun."""
    with pytest.raises(Refused, match="note_empty"):
        sign((replace(DRAFT, text=text),), 1, 3, NOW)
    with pytest.raises(Refused, match="note_empty"):
        sign((), 1, 0, NOW)


@pytest.mark.parametrize("session", [LIVE, LOCKED], ids=["live", "locked"])
def test_what_was_signed_is_amended_and_never_changed(session: Session) -> None:
    """[SES-213] A new version, before the lock and after it."""
    assert draft_of((SIGNED,)) == NoteVersion(2, 0, "", 0)
    with pytest.raises(Refused, match="conflict"):
        write(session, (SIGNED,), 1, 3, "Other words.", NOW)
    amended = write(session, (SIGNED,), 2, 0, "It was 8 mm.", NOW)
    assert amended == NoteVersion(2, 1, "It was 8 mm.", NOW)
    again = write(session, (SIGNED, amended), 2, 1, "It was 7 mm.", NOW)
    assert again is not None
    assert sign((SIGNED, again), 2, 2, NOW + 5).signed_ms == NOW + 5


def test_a_draft_nobody_signed_is_signed_later_and_never_written_on() -> None:
    """[SES-214] After the lock."""
    with pytest.raises(Refused, match="locked"):
        write(LOCKED, (DRAFT,), 1, 3, "Other words.", NOW)
    assert sign((DRAFT,), 1, 3, NOW + 1) == SIGNED


def test_the_note_is_tidied_like_a_line_of_chat() -> None:
    """[SES-215] NFC, lines kept, direction tricks gone; 8000 characters and no more."""
    made = write(LIVE, (), 1, 0, " Nodul\u202ee\r\nre\u0301sume\u0301 ", NOW)
    assert made is not None
    assert made.text == "Nodule\nr\u00e9sum\u00e9"
    assert write(LIVE, (), 1, 0, "x" * NOTE_MAX, NOW) is not None
    with pytest.raises(Malformed, match="bad_value") as refused:
        write(LIVE, (), 1, 0, "x" * (NOTE_MAX + 1), NOW)
    assert refused.value.facts == {"field": "text", "characters_max": NOTE_MAX}


def test_words_can_be_taken_back_to_nothing() -> None:
    """[SES-211] An empty draft is one, too."""
    assert write(LIVE, (DRAFT,), 1, 3, "", NOW + 9) == NoteVersion(1, 4, "", NOW + 9)
