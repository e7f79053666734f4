"""A consult on paper: what its reader finds on it, in their language, and nothing that is not theirs."""

import os
from dataclasses import replace

import pytest

from server.desk.accounts import NewAccount
from server.desk.erasing import Erasing
from server.desk.sign_in import SignedIn
from server.reports.bidi import seen
from server.reports.paper import Paper, Part
from server.sessions.phases import LockReason, Phase
from server.sessions.session import Ballot, Basis, Bookmark, Grant, Presence, Session, Vote
from server.storage.database.erasures import ErasureRows
from server.storage.database.session_people import SessionPeopleRepository
from server.terms.errors import NotFound
from server.terms.ids import ParticipantId
from server.terms.marks import Figure, Mark, Measured
from server.terms.people import NO_LINK, Arrival, Person, Role, Seat
from server.terms.readers import Reader
from server.terms.view import Cited, View, Viewport, Window
from tests.desk.people import CLINIC, People, consult_of

WORDS = "A nodule of 9 mm. Look again in three months."
ENGLISH = Reader("en", 60)


async def held(people: People) -> tuple[NewAccount, SignedIn, Session]:
    """A consult that is over: a starred view, a measure, a patient who agreed, and another basis before."""
    account = await people.staff()
    signed_in, _ = await people.signed_in(account)
    session = (await consult_of(people, account)).session
    host, patient, now = session.host.id, session.guests[0].id, people.clock()
    cited = Cited(0, 56, 4, 57, Window(-600, 1500), "lossless")
    view = View(1, host, now, (1, 1), "a", (Viewport("a", 0, 56),))
    figures = (
        Figure("area", 81.3, "mm²"),
        Figure("mean", -34.2, "HU"),
        Figure("min", -60, "HU"),
        Figure("max", 15, "HU"),
    )
    kept = await people.consent.keep_basis(
        session.id, host, "guardian", {"who": "Ana Ruiz", "relation": "mother", "for_whom": "Maria"}, now
    )
    over = replace(
        session,
        phase=Phase.LOCKED,
        lock_reason=LockReason.ENDED,
        locked_ms=now + 60_000,
        viewing_started_ms=now,
        bookmarks=(Bookmark(1, host, now, "Nodule", True, view, (cited,)),),
        marks=(Mark("0" * 16, host, 0, 56, "ellipse", ((1, 1), (2, 2)), measured=Measured(figures), cited=cited),),
        grants=(
            Grant(1, Basis.GUARDIAN, host, now, (patient,), (0,), note_ref=kept, withdrawn_ms=now + 1000),
            Grant(2, Basis.PATIENT_TAP, patient, now, (patient,), (0, 1), now + 60_000, "ab" * 32, "es"),
        ),
        presence=tuple(
            replace(here, factors=("login",))
            if here.participant == host
            else replace(
                here,
                factors=("code", "link"),
                recognized="name_and_birth_date",
                arrival=replace(NO_LINK, claim=1, birth="matched"),
            )
            for here in session.presence
        ),
    )
    await people.sessions.save(over, fence=await people.sessions.claim(session.id))
    return account, signed_in, over


def with_board(session: Session, *, colleague: Person | None = None) -> Session:
    """The same consult after its board: the host agreed, a specialist differed and left, another said nothing; one is open."""
    host, now = session.host.id, session.created_ms
    specialist = Seat(ParticipantId("c" * 16), Role.SPECIALIST, "Dr Roe", colleague.id if colleague else None)
    silent = Seat(ParticipantId("e" * 16), Role.SPECIALIST, "Dr Moor")
    board = (host, specialist.id, silent.id)
    votes = (Vote(host, now, 0), Vote(specialist.id, now, 1, "Growth is not shown."))
    asked = Ballot(1, now, "Resect?", (), board, 2, votes, now + 1000)
    return replace(
        session,
        guests=(*session.guests, specialist, silent),
        presence=(*session.presence, Presence(specialist.id), Presence(silent.id)),
        ballots=(
            asked,
            replace(asked, number=2, quorum=1, absent=(specialist.id,)),
            replace(asked, number=3, votes=(*votes, Vote(silent.id, now, 1, "Wait first."))),
            Ballot(4, now, "Zqopen?", ("Resect", "Wait"), board, 2, votes),
        ),
    )


async def signed(people: People, account: NewAccount, signed_in: SignedIn, session: Session) -> None:
    """Write and sign the note while the consult runs, as it would have been."""
    fence = await people.sessions.claim(session.id)
    await people.sessions.save(replace(session, phase=Phase.CLOSING), fence=fence)
    people.clock.later(seconds=30)
    await people.notes.save(account.person, session.id, 1, 0, WORDS)
    await people.notes.sign(signed_in, session.id, 1, 1, people.code(account))
    await people.sessions.save(session, fence=fence)


def part(paper: Paper, name: str) -> Part:
    return next(each for each in paper.parts if each.id == name)


def row(paper: Paper, name: str, number: int = 0) -> tuple[str, ...]:
    table = part(paper, name).table
    assert table is not None
    return tuple(cell.replace("\u00a0", " ") for cell in table.rows[number])


async def test_a_paper_has_note_references_measures_people_and_basis(people: People) -> None:
    """L1, JP12: series and image number, window and quality; factors and how somebody was known; who agreed to what."""
    account, signed_in, session = await held(people)
    await signed(people, account, signed_in, session)
    paper = await people.papers.read(account.person, session.id, ENGLISH)
    (passage,) = part(paper, "note").passages
    assert passage.text == WORDS
    assert passage.said.startswith("Signed by Dr Lee, 2026-")
    assert passage.small.startswith("Fingerprint in the record: ")
    assert row(paper, "images") == (
        "Nodule", "Se 4 · Im 57", "W 1500 L \u2212600", "lossless",
        "Area 81.3 mm² · Mean \u221234.2 HU · \u221260 … 15 HU",
    )  # fmt: skip
    assert row(paper, "measures")[:2] == ("Se 4 · Im 57", "Ellipse")
    assert row(paper, "people", 1) == (
        "Maria", "patient", "code entered\nlink opened\nbirth date matched", "by name and birth date"
    )  # fmt: skip
    guardian, tap = row(paper, "consent"), row(paper, "consent", 1)
    assert "Who agreed: Ana Ruiz\nRelation: mother\nFor whom: Maria" in guardian[1]
    assert "withdrawn 2026-" in guardian[4]
    assert tap[1:3] == (
        "the patient agrees on their own screen\nMaria agreed\nText fingerprint abababababababab (es)",
        "Se 4 · CT Thorax 1.5\nSe 5 · US",
    )  # fmt: skip
    assert CLINIC in paper.foot
    assert "UTC+01:00" in paper.foot


@pytest.mark.parametrize("language", ["es", "ar"])
async def test_a_paper_is_worded_in_every_language(people: People, language: str) -> None:
    """Every sentence exists, and figures keep their order where people write to the left."""
    account, _, session = await held(people)
    await people.sessions.save(with_board(session), fence=await people.sessions.claim(session.id))
    paper = await people.papers.read(account.person, session.id, Reader(language, -150))
    assert (paper.language, paper.is_rtl) == (language, language == "ar")
    english = await people.papers.read(account.person, session.id, Reader("en", -150))
    for ours, theirs in zip(paper.parts, english.parts, strict=True):
        assert seen(ours.heading) != theirs.heading
    same = {seen(each) for each in paper.said()} & {each for each in english.said() if each.islower()}
    assert same - {session.id} == set()
    assert "UTC\u221202:30" in seen(paper.foot)


async def test_a_paper_says_what_the_board_came_to_and_who_dissented(people: People) -> None:
    """[SES-312] F7: no majority, decided with one who left, decided against the host; nothing of a question that is open."""
    account, _, session = await held(people)
    await people.sessions.save(with_board(session), fence=await people.sessions.claim(session.id))
    paper = await people.papers.read(account.person, session.id, ENGLISH)
    parts = [each for each in paper.parts if each.id == "board"]
    assert [each.facts[1].words for each in parts] == [
        "No majority: no position has more than half of the votes (2)", "Agree (votes: 1 of 1)",
        "Differ (votes: 2 of 3)",
    ]  # fmt: skip
    rows = [each.table.rows for each in parts if each.table]
    assert rows[0][1:] == (("Dr Roe", "Differ", "Growth is not shown."), ("Dr Moor", "did not vote", "–"))
    assert rows[1][1][1] == "Differ\nleft before it was closed; not counted"
    assert [cells[1] for cells in rows[2]] == ["Agree\nDissent", "Differ", "Differ"]
    assert not any("Zqopen" in each for each in paper.said())


async def test_of_a_board_colleagues_without_a_seat_on_it_read_nothing(people: People) -> None:
    """[SES-309] [SES-312] Neither question nor votes on the paper of somebody the consult was only shared with."""
    _, _, session = await held(people)
    seated, other = (await people.staff("roe")).person, (await people.staff("sol")).person
    fence = await people.sessions.claim(session.id)
    await people.sessions.save(with_board(session, colleague=seated), fence=fence)
    for colleague, parts in ((seated, 3), (other, 0)):
        await SessionPeopleRepository(people.db).share(session.id, colleague.id, people.clock())
        paper = await people.papers.read(colleague, session.id, ENGLISH)
        assert len([each for each in paper.parts if each.id == "board"]) == parts


async def test_a_draft_is_its_hosts_alone_and_says_that_it_is_one(people: People) -> None:
    """SES-214: to a colleague it was shared with there is no note before one is signed."""
    account, _, session = await held(people)
    fence = await people.sessions.claim(session.id)
    await people.sessions.save(replace(session, phase=Phase.CLOSING), fence=fence)
    await people.notes.save(account.person, session.id, 1, 0, WORDS)
    await people.sessions.save(session, fence=fence)
    colleague = (await people.staff("roe")).person
    with pytest.raises(NotFound):
        await people.papers.read(colleague, session.id, ENGLISH)
    await SessionPeopleRepository(people.db).share(session.id, colleague.id, people.clock())
    mine = part(await people.papers.read(account.person, session.id, ENGLISH), "note")
    theirs = part(await people.papers.read(colleague, session.id, ENGLISH), "note")
    assert [(each.said, each.text) for each in mine.passages] == [("Draft, not signed", WORDS)]
    assert (theirs.passages, theirs.empty) == ((), "There is no note.")


async def test_reading_and_taking_along_are_entries_before_anything_is_given(people: People) -> None:
    """I1: who looked at the note, and who has it as a file."""
    account, _, session = await held(people)
    await people.papers.read(account.person, session.id, ENGLISH)
    pdf = await people.papers.pdf(account.person, session.id, ENGLISH)
    assert pdf.startswith(b"%PDF-")
    told = [each.entry for each in await people.log.read(session=session.id) if each.entry.kind.startswith("note.")]
    assert [(entry.kind, entry.actor) for entry in told] == [
        ("note.read", account.person.id), ("note.printed", account.person.id)
    ]  # fmt: skip


async def test_a_note_that_was_changed_at_rest_is_not_shown_and_the_rest_is(people: People) -> None:
    """T-48: the record page stays readable, and says what is wrong with the note."""
    account, signed_in, session = await held(people)
    await signed(people, account, signed_in, session)
    other = await people.notes.note(account.person, session.id)
    async with people.db.write() as conn:
        await conn.exec_driver_sql("UPDATE notes SET signed_ms = signed_ms + 1")
    paper = await people.papers.read(account.person, session.id, ENGLISH)
    assert part(paper, "note").passages == ()
    assert "was changed by somebody outside this program" in part(paper, "note").empty
    assert row(paper, "people")[0] == "Dr Lee"
    assert other.signed


async def test_who_never_came_proved_nothing(people: People) -> None:
    """L1: a seat is no person; a doubt that the host has overridden is said."""
    account, _, session = await held(people)
    (host, guest) = session.presence
    vouched = replace(guest, arrival=Arrival(claim=2, birth="mismatch"), vouched_claim=2, recognized="known")
    fence = await people.sessions.claim(session.id)
    await people.sessions.save(replace(session, presence=(replace(host, factors=()), vouched)), fence=fence)
    paper = await people.papers.read(account.person, session.id, ENGLISH)
    assert row(paper, "people")[2] == "did not come in"
    assert row(paper, "people", 1)[3] == "by voice or face\nby the provider, in spite of the birth date"


async def test_an_erased_consult_has_an_empty_paper_and_not_a_broken_one(people: People) -> None:
    """T-53: note first, then all of it; what is gone is said as gone, and nobody is named any more but the host."""
    account, signed_in, session = await held(people)
    await signed(people, account, signed_in, session)
    erasing = Erasing(
        shelf=ErasureRows(people.db, people.dep, people.sessions),
        record=people.log,
        clock=people.clock,
        random=os.urandom,
    )
    await erasing.erase(session.id, "note", why="asked", actor=account.person.id)
    without = await people.papers.read(account.person, session.id, ENGLISH)
    assert (part(without, "note").passages, part(without, "note").empty) == ((), "There is no note.")
    assert row(without, "people", 1)[0] == "Maria"
    await erasing.erase(session.id, "record", why="asked", actor=account.person.id)
    nothing = await people.papers.read(account.person, session.id, ENGLISH)
    assert not {"Maria", "Nodule", "Canary, Penelope", WORDS} & set(nothing.said())
