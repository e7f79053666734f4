"""The consent of one patient in one session, and that exactly its words are kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from server.consent.forms import Form
from server.desk.consent_preview import ConsentPreview
from server.desk.consults import ConsultAsked
from server.desk.seating import GuestAsked
from server.policy import read_policy
from server.sessions.session import Basis, Grant, PresenceState
from server.terms.consults import ViewingPolicy
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import SeriesId
from server.terms.people import StaffRole
from server.terms.readers import Reader
from tests.desk.people import CHEST, CINE, NOW, People, stored_in

ASKED = ConsultAsked(
    series=(CHEST, CINE), guests=(GuestAsked("patient", "Maria"), GuestAsked("specialist", "Dr Sol")), minutes=20
)
READER = Reader()


def pictures(form: Form) -> list[str]:
    return [choice.words for part in form.parts if part.kind == "stack" for choice in part.choices]


async def test_the_form_names_the_viewers_but_not_the_reader(people: People) -> None:
    """Issue 2, point 5: whom, by name and role; not the patient."""
    session = (await people.consults.create((await people.staff()).person, ASKED)).session
    form = await people.consent.form_for(session, session.guests[0].id, READER, NOW)
    assert "Dr Lee" in form.text
    assert "Dr Sol" in form.text
    assert "Maria" not in form.text
    assert form.offers("stack") == ("0", "1")
    assert form.offers("person") == (session.guests[1].id,)
    assert "Thorax 1.5" in pictures(form)[0]


async def test_the_form_is_the_same_until_something_changes(people: People) -> None:
    session = (await people.consults.create((await people.staff()).person, ASKED)).session
    patient, specialist = (seat.id for seat in session.guests)
    form = await people.consent.form_for(session, patient, READER, NOW)
    assert await people.consent.form_for(session, patient, Reader("en-GB,xx;q=0.5"), NOW) == form
    gone = session.with_presence(replace(session.presence_of(specialist), state=PresenceState.REMOVED))
    assert (await people.consent.form_for(gone, patient, READER, NOW)).digest != form.digest


async def test_exactly_the_words_shown_are_kept_sealed(people: People, tmp_path: Path) -> None:
    """Issue 2, point 5: text, language and digest are stored; the text cannot be read at rest."""
    session = (await people.consults.create((await people.staff()).person, ASKED)).session
    form = await people.consent.form_for(session, session.guests[0].id, READER, NOW)
    notice = await people.consent.notice_for(session, READER)
    for shown in (form, notice):
        ref = await people.consent.keep(session.id, session.guests[0].id, shown, NOW)
        assert await people.consent.text_of(session.id, ref) == shown.text
        assert shown.digest.encode() in stored_in(tmp_path)
    assert b"Dr Sol" not in stored_in(tmp_path)
    assert await people.consent.text_of(session.id, "0" * 32) is None


async def test_what_a_basis_names_is_kept_sealed_and_without_a_digest(people: People, tmp_path: Path) -> None:
    """A digest of a name beside it could be guessed back."""
    session = (await people.consults.create((await people.staff()).person, ASKED)).session
    keep = people.consent.keep_basis
    ref = await keep(session.id, session.host.id, "verbal_witness", {"witness": " Nurse\u202e Ng "}, NOW)
    kept = await people.consent.text_of(session.id, ref)
    assert kept is not None
    assert json.loads(kept) == {"basis": "verbal_witness", "witness": "Nurse Ng"}
    assert b"Nurse Ng" not in stored_in(tmp_path)
    with pytest.raises(Malformed):
        await keep(session.id, session.host.id, "verbal_witness", {}, NOW)


async def test_the_form_lists_nothing_that_is_held_back(people: People) -> None:
    """H5: a consent names only what can be shown; the others keep their numbers."""
    people.pictures.held = {CHEST}
    session = (await people.consults.create((await people.staff()).person, ASKED)).session
    form = await people.consent.form_for(session, session.guests[0].id, READER, NOW)
    assert form.offers("stack") == ("1",)
    assert "Thorax 1.5" not in form.text


async def test_the_scope_offers_what_stands_and_nothing_else(people: People) -> None:
    """SES-171: fewer stacks, fewer people; somebody whom the grant does not name is not named either."""
    session = (await people.consults.create((await people.staff()).person, ASKED)).session
    with pytest.raises(Refused, match="no_grant"):
        await people.consent.scope_for(session, READER, NOW, for_host=False)
    patient, specialist = (seat.id for seat in session.guests)
    grant = Grant(1, Basis.PATIENT_TAP, patient, NOW, (patient, specialist), (1,))
    scope = await people.consent.scope_for(replace(session, grants=(grant,)), READER, NOW, for_host=False)
    assert (scope.offers("stack"), scope.offers("person")) == (("1",), (specialist,))
    alone = replace(grant, persons=(patient,))
    scope = await people.consent.scope_for(replace(session, grants=(alone,)), READER, NOW, for_host=True)
    assert scope.offers("person") == ()
    assert "Dr Sol" not in scope.text


async def test_the_preview_is_what_the_patient_will_read(people: People) -> None:
    """JP03: the words a host sees while planning are those of the form, but for whose seats they are."""
    person = (await people.staff()).person
    previews = ConsentPreview(
        forms=people.consent, pictures=people.pictures, policy=read_policy(ViewingPolicy()), clock=lambda: NOW
    )
    notice, planned = await previews.of(person, replace(ASKED, start_ms=NOW), READER)
    session = (await people.consults.create(person, ASKED)).session
    real = await people.consent.form_for(session, session.guests[0].id, READER, NOW)
    assert pictures(planned) == pictures(real)
    assert [part.paragraphs for part in planned.parts] == [part.paragraphs for part in real.parts]
    assert notice == await people.consent.notice_for(session, READER)


async def test_the_preview_shows_nobody_what_is_not_theirs(people: People) -> None:
    """T-16: a series of somebody else's does not exist; who has no pictures has no preview."""
    previews = ConsentPreview(
        forms=people.consent, pictures=people.pictures, policy=read_policy(ViewingPolicy()), clock=lambda: NOW
    )
    person = (await people.staff()).person
    with pytest.raises(NotFound):
        await previews.of(person, replace(ASKED, series=(SeriesId("9" * 32),)), READER)
    with pytest.raises(Refused, match="forbidden"):
        await previews.of(replace(person, role=StaffRole.ADMINISTRATOR), ASKED, READER)


async def test_a_half_filled_preview_has_a_place_for_what_is_missing(people: People) -> None:
    """A form that is being filled in is previewed from the start."""
    previews = ConsentPreview(
        forms=people.consent, pictures=people.pictures, policy=read_policy(ViewingPolicy()), clock=lambda: NOW
    )
    asked = ConsultAsked(series=(), guests=(GuestAsked("patient", ""), GuestAsked("specialist", " ")), minutes=20)
    _, form = await previews.of((await people.staff()).person, asked, READER)
    assert pictures(form) == []
    assert "…, a specialist" in form.text
