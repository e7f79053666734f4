"""Lines of the chat."""

import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sessions.chat import (
    TEXT_MAX,
    ChatMessage,
    as_seen_by,
    check_message,
    check_signal,
    clean,
    noticed_line,
    system_line,
)
from server.sessions.effects import LineCode
from server.terms.errors import Malformed, Refused
from server.terms.view import Cine, Viewport
from tests.sessions.consult import HOST, NOW, OBSERVER, PATIENT, SPECIALIST, closing, live, sharing


def test_a_line_keeps_its_words_and_its_own_id() -> None:
    """[SES-94] The store gives id and seq."""
    message = check_message(sharing().session, SPECIALIST, "c" * 16, "  It is <b>benign</b>.\n", "text", NOW)
    assert message == ChatMessage(SPECIALIST, NOW, "text", text="It is <b>benign</b>.", cid="c" * 16)
    assert (message.id, message.seq) == ("", 0)


def test_people_may_say_goodbye() -> None:
    """[SES-93] Chat stays open while closing."""
    assert check_message(closing().session, PATIENT, "c" * 16, "Thank you", "text", NOW).text == "Thank you"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("e\u0301", "\u00e9"),
        ("a\x00b\x1bc\x7fd\x85e", "abcde"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("\ufeffhello", "hello"),
        ("a\ud800b", "ab"),
        ("\u200f\u0645\u0631\u062d\u0628\u0627", "\u200f\u0645\u0631\u062d\u0628\u0627"),
        ("👩‍⚕️", "👩‍⚕️"),
        ("tab\there", "tab\there"),
        ("a\u200bb\u2060c\u00add\U000e0041", "abcd"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("\u0600\u0661", "\u0600\u0661"),
        ("x" + "\u0336" * 300 + "y", "x" + "\u0336" * 8 + "y"),
    ],
)
def test_text_is_cleaned(said: str, kept: str) -> None:
    """[SES-94] T-21: NFC, no controls, no direction tricks, nothing unseen; Arabic marks and joined emoji stay."""
    assert clean(said) == kept


@pytest.mark.parametrize(
    "said", ["", "   \n", "\x00\u202e", "x" * (TEXT_MAX + 1), "\u200b\u200d", "\u3164\u2800", " \u0301"]
)
def test_nothing_or_too_much_is_malformed(said: str) -> None:
    """[SES-94] One to four thousand characters."""
    with pytest.raises(Malformed, match="bad_value"):
        clean(said)


def test_four_thousand_characters_are_fine() -> None:
    """[SES-94] The limit itself is inside."""
    assert len(clean("x" * TEXT_MAX)) == TEXT_MAX


@given(st.text(min_size=1, max_size=60))
def test_cleaning_twice_is_cleaning_once(said: str) -> None:
    """[SES-94] And what is kept can be stored as UTF-8."""
    try:
        once = clean(said)
    except Malformed:
        return
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


def test_a_signal_is_a_line_of_the_patient() -> None:
    """[SES-93] Four of them, each time anew."""
    assert check_signal(sharing().session, PATIENT, "slower", NOW) == ChatMessage(PATIENT, NOW, "signal", text="slower")
    message = check_message(sharing().session, PATIENT, "c" * 16, "again", "signal", NOW)
    assert (message.kind, message.cid) == ("signal", "c" * 16)
    with pytest.raises(Malformed):
        check_signal(sharing().session, PATIENT, "faster", NOW)


def test_a_system_line_has_a_code_and_no_words() -> None:
    """[SES-93] Pages word it in the reader's language."""
    line = system_line(LineCode.WARNING, {"minutes": 5}, NOW)
    assert (line.author, line.kind, line.code, line.text, line.facts) == (
        "system",
        "system",
        "warning",
        "",
        {"minutes": 5},
    )
    assert msgspec.json.decode(msgspec.json.encode(line), type=ChatMessage) == line


def test_clinicians_confer_where_no_patient_reads() -> None:
    """[SES-95] G3: host and specialists write and read the channel; for anybody else it does not exist."""
    session = sharing(PATIENT, SPECIALIST, OBSERVER).session
    said = check_message(session, SPECIALIST, "c" * 16, "Malignant?", "text", NOW, channel="clinicians")
    assert as_seen_by(session, HOST, said, NOW) == said
    assert as_seen_by(session, PATIENT, said, NOW) is None
    assert as_seen_by(session, OBSERVER, said, NOW) is None
    for person in (PATIENT, OBSERVER):
        with pytest.raises(Refused, match="forbidden"):
            check_message(session, person, "c" * 16, "Hello", "text", NOW, channel="clinicians")


def test_a_line_carries_a_picture_that_stands_still() -> None:
    """[SES-96] Clamped, inside what its author may see, without its clip."""
    consult = live().agrees(stacks=(0,))
    playing = Viewport("a", 0, 4_000, cine=Cine(0, 9, 10.0, "wrap", 0, 0))
    said = check_message(consult.session, SPECIALIST, "c" * 16, "Here", "text", NOW, picture=playing)
    assert said.picture == Viewport("a", 0, 119)
    with pytest.raises(Refused, match="forbidden"):
        check_message(consult.session, SPECIALIST, "c" * 16, "Here", "text", NOW, picture=Viewport("a", 1))
    with pytest.raises(Malformed, match="bad_value"):
        check_message(consult.session, SPECIALIST, "c" * 16, "Here", "text", NOW, picture=Viewport("a", 9))


def test_whoever_may_not_see_it_reads_the_line_without_its_picture() -> None:
    """[SES-96] The words reach everybody, the picture those whom a grant covers at that moment."""
    consult = live().agrees(stacks=(0,))
    said = check_message(consult.session, HOST, "c" * 16, "And here", "text", NOW, picture=Viewport("a", 2, 5))
    assert as_seen_by(consult.session, HOST, said, NOW) == said
    for_patient = as_seen_by(consult.session, PATIENT, said, NOW)
    assert for_patient is not None
    assert (for_patient.text, for_patient.picture) == ("And here", None)


def test_a_signal_is_noticed_by_a_clinician() -> None:
    """[SES-97] The line says who; the same for everybody who notices, so that the store keeps one."""
    session = sharing(PATIENT, SPECIALIST).session
    line = noticed_line(session, SPECIALIST, 7, NOW)
    assert (line.author, line.code, line.facts) == (
        "system",
        "signal_noticed",
        {"participant": SPECIALIST, "signal": 7},
    )
    assert noticed_line(session, HOST, 7, NOW).cid == line.cid != noticed_line(session, HOST, 8, NOW).cid
    with pytest.raises(Refused, match="forbidden"):
        noticed_line(session, PATIENT, 7, NOW)
