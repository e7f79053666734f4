"""The consent of one patient in one session, and that exactly its words are kept."""

from dataclasses import replace
from pathlib import Path

from server.consent.forms import canonical_text
from server.desk.consults import ConsultAsked, GuestAsked
from server.sessions.session import PresenceState
from tests.desk.people import CHEST, CINE, NOW, People, stored_in

ASKED = ConsultAsked(
    series=(CHEST, CINE), guests=(GuestAsked("patient", "Maria"), GuestAsked("specialist", "Dr Sol")), minutes=20
)


async def test_the_form_names_the_viewers_but_not_the_reader(people: People) -> None:
    """Issue 2, point 5: whom, by name and role; not the patient."""
    session = (await people.consults.create((await people.staff()).person, ASKED)).session
    form = await people.consent.form_for(session, session.guests[0].id, "en")
    words = "\n".join(form.paragraphs)
    assert "Dr Lee" in words
    assert "Dr Sol" in words
    assert "Maria" not in words
    assert [stack for stack, _ in form.choices] == [0, 1]
    assert "Thorax 1.5" in form.choices[0][1]


async def test_the_form_is_the_same_until_something_changes(people: People) -> None:
    session = (await people.consults.create((await people.staff()).person, ASKED)).session
    patient, specialist = (seat.id for seat in session.guests)
    form = await people.consent.form_for(session, patient, "en")
    assert await people.consent.form_for(session, patient, "en-GB,xx;q=0.5") == form
    gone = session.with_presence(replace(session.presence_of(specialist), state=PresenceState.REMOVED))
    assert (await people.consent.form_for(gone, patient, "en")).digest != form.digest


async def test_exactly_the_words_shown_are_kept_sealed(people: People, tmp_path: Path) -> None:
    """Issue 2, point 5: text, language and digest are stored; the text cannot be read at rest."""
    session = (await people.consults.create((await people.staff()).person, ASKED)).session
    form = await people.consent.form_for(session, session.guests[0].id, "en")
    ref = await people.consent.keep(session.id, session.guests[0].id, form, NOW)
    assert await people.consent.text_of(session.id, ref) == canonical_text(form)
    stored = stored_in(tmp_path)
    assert form.digest.encode() in stored
    assert b"Dr Sol" not in stored
    assert await people.consent.text_of(session.id, "0" * 32) is None


async def test_a_note_is_one_clean_line(people: People) -> None:
    session = (await people.consults.create((await people.staff()).person, ASKED)).session
    ref = await people.consent.keep_note(session.id, session.host.id, " by phone,\n\u202ewitness:\tDr Ng \x00", NOW)
    assert await people.consent.text_of(session.id, ref) == "by phone, witness: Dr Ng"


async def test_the_form_lists_nothing_that_is_held_back(people: People) -> None:
    """H5: a consent names only what can be shown; the others keep their numbers."""
    people.pictures.held = {CHEST}
    session = (await people.consults.create((await people.staff()).person, ASKED)).session
    form = await people.consent.form_for(session, session.guests[0].id, "en")
    assert [stack for stack, _ in form.choices] == [1]
    assert "Thorax 1.5" not in canonical_text(form)
