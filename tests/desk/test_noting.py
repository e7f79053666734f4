"""The note at its host's desk: written, signed with a fresh factor, amended, and nobody else's."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from server.desk.accounts import NewAccount
from server.desk.noting import Note
from server.desk.sign_in import SignedIn
from server.sessions.phases import Phase
from server.sessions.session import Bookmark, Session
from server.storage.database.notes import notes
from server.terms.entries import Entry, EntryFact
from server.terms.errors import NotFound, Refused, Tampered
from server.terms.ids import SessionId
from server.terms.marks import Figure, Mark, Measured
from server.terms.view import Cited, View, Viewport, Window
from tests.desk.people import People, consult_of

WORDS = "A nodule of 9 mm. Look again in three months."


async def begun(people: People) -> tuple[NewAccount, SignedIn, Session]:
    """A host who is signed in, and a consult of theirs."""
    account = await people.staff()
    signed_in, _ = await people.signed_in(account)
    card = await consult_of(people, account)
    people.clock.later(seconds=30)
    return account, signed_in, card.session


async def locked(people: People, session: Session) -> Session:
    """The same consult when it is over."""
    over = replace(session, phase=Phase.LOCKED, locked_ms=people.clock())
    await people.sessions.save(over, fence=await people.sessions.claim(session.id))
    return over


async def signed(people: People, account: NewAccount, signed_in: SignedIn, session: SessionId) -> Note:
    """The present draft signed with the present code."""
    draft = (await people.notes.note(signed_in.person, session)).draft
    return await people.notes.sign(signed_in, session, draft.number, draft.revision, people.code(account))


async def test_words_are_saved_signed_and_amended(people: People) -> None:
    """JP12, SES-210…213: the old version stays readable, the new one says that it amends."""
    account, signed_in, session = await begun(people)
    await people.notes.save(signed_in.person, session.id, 1, 0, "A nodule.")
    saved = await people.notes.save(signed_in.person, session.id, 1, 1, WORDS)
    assert (saved.draft.revision, saved.draft.text, saved.signed) == (2, WORDS, ())
    first = await signed(people, account, signed_in, session.id)
    assert (first.signed[0].text, first.draft.number, first.draft.revision) == (WORDS, 2, 0)
    await locked(people, session)
    people.clock.later(seconds=30)
    await people.notes.save(signed_in.person, session.id, 2, 0, "It was 8 mm.")
    both = await signed(people, account, signed_in, session.id)
    assert [(each.number, each.text) for each in both.signed] == [(1, WORDS), (2, "It was 8 mm.")]
    assert both.may_write


async def test_signing_spends_a_code_and_a_used_one_signs_nothing(people: People) -> None:
    """T-06, SES-212: neither a wrong code, nor the one of the sign-in; what was refused for its words spends none."""
    account, signed_in, session = await begun(people)
    await people.notes.save(signed_in.person, session.id, 1, 0, WORDS)
    with pytest.raises(Refused, match="conflict"):
        await people.notes.sign(signed_in, session.id, 1, 0, people.code(account))
    with pytest.raises(Refused, match="factor_wrong"):
        await people.notes.sign(signed_in, session.id, 1, 1, people.code(account, skew_s=-300))
    people.clock.later(seconds=2)
    assert (await signed(people, account, signed_in, session.id)).signed
    await people.notes.save(signed_in.person, session.id, 2, 0, "More.")
    with pytest.raises(Refused, match="factor_wrong"):
        await people.notes.sign(signed_in, session.id, 2, 1, people.code(account))
    assert len((await people.notes.note(signed_in.person, session.id)).signed) == 1


async def test_a_draft_of_before_the_lock_is_signed_after_it_and_not_written_on(people: People) -> None:
    """SES-214: writing ends with the consult, signing does not; no picture is opened for it."""
    account, signed_in, session = await begun(people)
    await people.notes.save(signed_in.person, session.id, 1, 0, WORDS)
    await locked(people, session)
    with pytest.raises(Refused, match="locked"):
        await people.notes.save(signed_in.person, session.id, 1, 1, "Other words.")
    assert not (await people.notes.note(signed_in.person, session.id)).may_write
    assert (await signed(people, account, signed_in, session.id)).signed[0].text == WORDS
    assert "instances.authorized" not in await people.kinds()


async def test_the_lock_wins_over_a_save_that_believed_in_time(people: People) -> None:
    """SES-210: a process that has not heard of the end writes nothing after it."""
    _, signed_in, session = await begun(people)
    await people.notes.save(signed_in.person, session.id, 1, 0, WORDS)
    await locked(people, session)
    people.rooms.running[session.id] = session
    with pytest.raises(Refused, match="conflict"):
        await people.notes.save(signed_in.person, session.id, 1, 1, "Other words.")
    assert (await people.notes.note(signed_in.person, session.id)).draft.text == WORDS


async def test_a_note_is_nobody_elses(people: People) -> None:
    """T-15: to another provider it does not exist."""
    _, signed_in, session = await begun(people)
    other, _ = await people.signed_in(await people.staff("roe"), "roe")
    with pytest.raises(NotFound):
        await people.notes.note(other.person, session.id)
    with pytest.raises(NotFound):
        await people.notes.save(other.person, session.id, 1, 0, "Mine.")
    with pytest.raises(NotFound):
        await people.notes.sign(other, session.id, 1, 0, "000000")
    assert (await people.notes.note(signed_in.person, session.id)).draft.revision == 0


async def test_the_record_hears_of_writing_once_a_minute_and_never_the_words(people: People) -> None:
    """I1: who wrote when, in which version; the digest of what was signed is there, so that it can be held against it."""
    account, signed_in, session = await begun(people)
    for revision in range(40):
        await people.notes.save(signed_in.person, session.id, 1, revision, f"{WORDS} {revision}")
        people.clock.later(seconds=2)
    note = await signed(people, account, signed_in, session.id)
    entries = [each.entry for each in await people.log.read(session=session.id)]
    told = [entry for entry in entries if entry.kind.startswith("note.")]
    assert [entry.kind for entry in told] == ["note.saved", "note.saved", "note.signed"]
    assert told[-1].facts == {"version": 1, "digest": note.signed[0].digest}
    assert {entry.actor for entry in told} == {session.host.id}
    assert all("nodule" not in str(entry.facts) for entry in entries)


async def test_what_was_signed_names_its_key_images_as_they_were(people: People) -> None:
    """L1: series, image, window, quality and measures are signed with it; forgetting a view later changes nothing."""
    account, signed_in, session = await begun(people)
    view = View(1, session.host.id, people.clock(), (1, 1), "a", (Viewport("a", 0, 56),))
    window = Window(40, 400)
    kept = Bookmark(1, session.host.id, people.clock(), "Nodule", True, view, (Cited(0, 56, 4, 57, window, "lossy"),))
    plain = Bookmark(2, session.host.id, people.clock(), "Not starred", False, view)
    found = Measured((Figure("length", 9.2, "mm"),))
    ruler = Mark("0" * 16, session.host.id, 0, 56, "length", ((1, 1), (2, 2)), measured=found)
    starred = replace(session, bookmarks=(kept, plain), marks=(ruler,))
    await people.sessions.save(starred, fence=await people.sessions.claim(session.id))
    positions: dict[str, EntryFact] = {
        "stack": 0,
        "positions": (40, 60, 50, 60),
        "tiers": ("preview", "lossless"),
        "ms": (40, 900),
    }
    await people.log.append([Entry("instances.shown", people.clock(), session.host.id, session.id, positions)])
    await people.notes.save(signed_in.person, session.id, 1, 0, WORDS)
    (image,) = (await signed(people, account, signed_in, session.id)).signed[0].key_images
    assert (image.number, image.name, image.series, image.image, image.window) == (1, "Nodule", 4, 57, (40, 400))
    assert image.quality == "lossless"
    assert [each.measured for each in image.measured] == [found]
    await people.sessions.save(session, fence=await people.sessions.claim(session.id))
    again = await people.notes.note(signed_in.person, session.id)
    assert again.signed[0].key_images == (image,)


async def test_words_changed_behind_our_back_are_not_shown_as_signed(people: People) -> None:
    """T-48: a row whose signature is another one's is tampering, not a note."""
    account, signed_in, session = await begun(people)
    await people.notes.save(signed_in.person, session.id, 1, 0, WORDS)
    await signed(people, account, signed_in, session.id)
    async with people.db.write() as conn:
        await conn.execute(update(notes).values(sealed=bytes(100)))
    with pytest.raises(Tampered, match="note"):
        await people.notes.note(signed_in.person, session.id)
