"""What messages say: the clinic, the time on its clock, what is needed; never who, never why."""

import itertools
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from server.desk.consults import ConsultAsked
from server.desk.couriers import Outcome
from server.desk.inviting import Ways
from server.desk.messages import Visit
from server.desk.previewing import NOT_YET
from server.desk.seating import GuestAsked
from server.identity.invites import CodeWay
from server.terms.people import Channel
from tests.desk.people import CHEST, CINE, CLINIC, PATIENT_NAME, TEXTS, People, guest_of, messages_of, secret_of
from tests.desk.post import BOTH, MAIL, PHONE, Postbox, delivering_of

LANGUAGES = ("en", "es", "ar")
STARTS = 1_795_354_200_000
"""22 November 2026, 13:30 UTC: 14:30 in Madrid."""
LINK = "https://clinic.example/join#" + "s" * 43
ALLOWED = "clinic phone link code digits"


def visit(language: str = "en", code_by: CodeWay = "read", **more: int) -> Visit:
    window = {"not_before_ms": 0, "not_after_ms": STARTS + 3_600_000, "uses_max": 5} | more
    return Visit(language, STARTS, 20, code_by, window["not_before_ms"], window["not_after_ms"], window["uses_max"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_says_clinic_time_and_what_is_needed(language: str) -> None:
    """JM01: in the guest's language, on the clinic's clock, with the same moment in figures nobody misreads."""
    words = messages_of(CLINIC).link(visit(language, "text"), "mail", LINK)
    assert CLINIC in words.subject
    for said in (CLINIC, "2026-11-22 14:30", "Europe/Madrid", LINK, "555 0100", "20"):
        assert said in words.body
    assert TEXTS.say(language, "messages-code-text", {"clinic": CLINIC}) in words.body


def test_english_words() -> None:
    """What people read in the end, once as a whole."""
    words = messages_of(CLINIC).link(visit("en", "text", not_before_ms=STARTS - 2_400_000, uses_max=2), "mail", LINK)
    assert words.body == (
        "Northside invites you to an online visit.\n\n"
        "It starts on Sunday, November 22, 2026, 2:30 PM (Europe/Madrid, 2026-11-22 14:30) and takes about 20 minutes.\n\n"
        "Open this link on a phone or a computer. You need no account, and nothing is installed:\n"
        f"{LINK}\n\n"
        "You will also need a code of six digits. The page sends it to your phone when you ask for it.\n\n"
        "The link works from Nov 22, 2026, 1:50 PM to Nov 22, 2026, 3:30 PM (Europe/Madrid), on up to 2 devices. It is for "
        "you alone: please do not pass it on.\n\n"
        "If something does not work, ring Northside: 555 0100\n\n"
        "If you did not expect this message, you need not do anything.\n"
    )


@pytest.mark.parametrize("channel", ["mail", "text"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_asked_for_an_opinion_reads_no_invitation_to_a_visit(language: str, channel: Channel) -> None:
    """Issue 8, F8: until when they can begin to look, by themselves; a link as in every message, and no name."""
    asked = replace(visit(language, "read"), reading_until_ms=STARTS)
    words = messages_of(CLINIC).link(asked, channel, LINK)
    assert LINK in words.body.split("\n")
    assert words != messages_of(CLINIC).link(visit(language, "read"), channel, LINK)
    if channel == "mail":
        assert "2026-11-22 14:30" in words.body
        assert CLINIC in words.subject
        assert "\n" not in words.subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_stands_alone_in_its_line(language: str) -> None:
    """Right-to-left words before it, or marks around it, must not become part of it."""
    for channel in get_args(Channel):
        assert LINK in messages_of(CLINIC).link(visit(language), channel, LINK).body.split("\n")


@pytest.mark.parametrize(("language", "channel"), list(itertools.product(LANGUAGES, get_args(Channel))))
def test_a_code_is_in_its_message_once_and_in_no_subject(language: str, channel: Channel) -> None:
    """A subject is read on a locked screen."""
    words = messages_of(CLINIC).code(visit(language), channel, "123456", STARTS + 600_000)
    assert words.body.split().count("123456") == 1
    assert "123456" not in words.subject


def test_an_english_text_message_fits_its_letters() -> None:
    """The 7-bit alphabet of text messages (3GPP TS 23.038): anything else halves what fits."""
    messages = messages_of(CLINIC)
    for words in (messages.link(visit(), "text", LINK), messages.code(visit(), "text", "123456", STARTS)):
        assert words.subject == ""
        assert words.body.isascii()
        assert len(words.body) <= 306, "two parts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_telephone_none_is_missing(language: str) -> None:
    body = messages_of(CLINIC, "").link(visit(language), "mail", LINK).body
    assert TEXTS.say(language, "messages-trouble-no-phone", {"clinic": CLINIC}) in body


def test_a_visit_has_no_field_for_a_name() -> None:
    """What a message's writer does not know it cannot tell: times, numbers, a language, a way."""
    assert Visit.__slots__ == (
        "language", "starts_ms", "minutes", "code_by", "not_before_ms", "not_after_ms", "uses_max", "reading_until_ms",
    )  # fmt: skip


@given(
    clinic=st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="{}"), min_size=1, max_size=30),
    language=st.sampled_from(LANGUAGES),
    channel=st.sampled_from(get_args(Channel)),
    starts_ms=st.integers(0, 4_000_000_000_000),
    uses=st.integers(1, 5),
)
def test_any_clinic_at_any_time_makes_one_subject_line(
    clinic: str, language: str, channel: Channel, starts_ms: int, uses: int
) -> None:
    """Whatever the clinic is called: one line of subject, the link whole, nothing unformatted."""
    told = Visit(language, starts_ms, 20, "read", starts_ms, starts_ms + 1000, uses)
    words = messages_of(clinic).link(told, channel, LINK)
    assert words.subject.isprintable() or language == "ar"
    assert "\n" not in words.subject
    assert LINK in words.body
    assert "{" not in words.body


# --- never who, never why ---

WORDS_OF_THE_CASE = ("Canary", "Penelope", "Maria", "Dr", "Lee", "Thorax", "CT", "US", "1.2.3", "20260105", CHEST, CINE)


@pytest.mark.parametrize(
    ("language", "role", "ways"),
    [
        (language, role, ways)
        for language in LANGUAGES
        for role in ("patient", "specialist")
        for ways in (BOTH, Ways(link_by="text", link_to=PHONE, code_by="mail", code_to=MAIL))
    ],
    ids=lambda value: str(value) if isinstance(value, str) else value.link_by,
)
async def test_no_message_entry_or_log_line_tells_who_or_why(
    people: People, language: str, role: str, ways: Ways
) -> None:
    """JP03: no patient, no guest, no host, no study, no UID, in any language and channel, and no address in a log."""
    account = await people.staff()
    told = Ways(ways.link_by, ways.code_by, ways.link_to, ways.code_to, language)
    asked = ConsultAsked(
        series=(CHEST, CINE),
        guests=(GuestAsked(role, "Maria Canary", ways=told),),  # type: ignore[arg-type]
        minutes=20,
        basis="patient_tap" if role == "patient" else "documented",
        basis_words={} if role == "patient" else {"reference": f"letter about {PATIENT_NAME}"},
    )
    post = Postbox([Outcome("later", "busy")])
    with capture_logs() as logged:
        card = await people.consults.create(account.person, asked)
        await people.joining.send_code(secret_of(card), address="192.0.2.7")
        desk = delivering_of(people, {"mail": post, "text": post})
        for channel in (*get_args(Channel), *get_args(Channel)):
            await desk.deliver_due(channel)
            people.clock.later(seconds=5)
    assert len(post.taken) == 2
    for letter in post.taken:
        said = f"{letter.subject} {letter.body}".replace(secret_of(card), "")
        plain = set(said.replace(",", " ").replace(".", " ").replace(":", " ").split())
        assert [each for each in WORDS_OF_THE_CASE if each in plain or (len(each) > 3 and each in said)] == []
    assert logged
    entries = [str(each.entry) for each in await people.log.read() if each.entry.kind.startswith(("message", "code"))]
    for kept in (*map(str, logged), *entries):
        for canary in (*WORDS_OF_THE_CASE[:3], MAIL, PHONE, secret_of(card), "online visit"):
            assert canary not in kept


# --- shown beforehand ---


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_preview_is_the_message(people: People, language: str) -> None:
    """JP03: letter for letter what is sent, but for the secrets that are not made yet."""
    ways = Ways("mail", "text", MAIL, PHONE, language, uses_max=2)
    starts_ms = people.clock.now_ms + 3_600_000
    account = await people.staff()
    asked = ConsultAsked((CHEST,), (GuestAsked("patient", "Maria", ways=ways),), 20, starts_ms)
    planned = people.previewing.planned(ways, 20, starts_ms)
    card = await people.consults.create(account.person, asked)
    kept = await people.previewing.kept(card.session, guest_of(card))
    post = Postbox()
    await delivering_of(people, {"mail": post}).deliver_due("mail")
    (letter,) = post.taken
    link, code = planned
    assert (link.words.subject, link.words.body.replace(f"#{NOT_YET}", f"#{secret_of(card)}")) == (
        letter.subject, letter.body,
    )  # fmt: skip
    assert kept[0].words.body == letter.body
    people.clock.now_ms = starts_ms
    await people.joining.send_code(secret_of(card), address="192.0.2.7")
    await delivering_of(people, {"text": post}).deliver_due("text")
    digits = next(word for word in post.taken[1].body.split() if word.isdecimal() and len(word) == 6)
    assert code.words.body.replace(NOT_YET, digits) == post.taken[1].body


async def test_what_is_handed_over_and_read_out_has_no_messages(people: People) -> None:
    assert people.previewing.planned(Ways(), 20, None) == []
