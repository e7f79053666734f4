"""What a consult left behind goes when its time is over or it is asked for; a receipt stays and proofs verify."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text

from server.desk.consults import ConsultCard
from server.desk.deletion import Deleted
from server.desk.erasing import Erasing
from server.desk.erasure_rows import ErasureRow
from server.desk.note_rows import KeptNote
from server.desk.receipts import ErasureReceipt
from server.desk.retention import Retention
from server.desk.study_rows import DeletedWhy, StudyRow
from server.sessions.chat import ChatMessage
from server.sessions.noting import NoteVersion
from server.sessions.phases import LockReason, Phase
from server.storage.database.chat import ChatRows
from server.storage.database.erasures import ErasureRows
from server.storage.database.notes import NoteRows
from server.storage.database.sessions import SessionRows
from server.terms.entries import Entry
from server.terms.errors import NotFound, Refused, Unavailable
from server.terms.ids import SessionId
from server.terms.lifetimes import DAY_MS, FOR_EVER, Lifetimes, Part
from server.terms.people import Person
from server.terms.readers import Reader
from server.transport.api.consult_cards import consult_card
from tests.desk.people import NOW, People, consult_of, guest_of, people_in, secret_of, stored_in

SAID = "the canary sang at dawn"
FACT = "c4na9y5a1d1n0ne7ac70f7he2ec0rd00"


@dataclass
class Office:
    """A desk with one consult that is over, in which something was said, agreed to and recorded."""

    people: People
    host: Person
    session: SessionId
    shelf: ErasureRows
    folder: Path
    card: ConsultCard

    @property
    def erasing(self) -> Erasing:
        return Erasing(shelf=self.shelf, record=self.people.log, clock=self.people.clock, random=os.urandom)

    def retention(self, lifetimes: Lifetimes) -> Retention:
        return Retention(
            lifetimes=lifetimes, erasing=self.erasing, erasures=self.shelf, studies=NoStudies(), deletion=NoStudies(),
            clock=self.people.clock,
        )  # fmt: skip

    async def lines(self) -> list[str]:
        rows = ChatRows(self.people.db, self.people.sessions)
        return [line.text for line in await rows.since(self.session, 0, limit=10)]


class NoStudies:
    """A shelf without studies."""

    async def due(self, *, added_before_ms: int, longest_before_ms: int, now_ms: int, limit: int) -> list[StudyRow]:
        return []

    async def destroy(self, row: StudyRow, *, why: DeletedWhy) -> Deleted:
        raise AssertionError(why)


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with people_in(tmp_path) as people:
        account = await people.staff()
        card = await consult_of(people, account)
        session = card.session.id
        line = ChatMessage(guest_of(card), NOW, "text", SAID, cid="c1")
        await ChatRows(people.db, people.sessions).append(session, line)
        await people.consent.keep_reason(session, guest_of(card), SAID, NOW)
        await people.log.append([Entry("key.created", NOW, "system", session, {"key": FACT})])
        over = replace(card.session, phase=Phase.LOCKED, lock_reason=LockReason.ENDED, locked_ms=NOW)
        await people.sessions.save(over, fence=await people.sessions.claim(session))
        shelf = ErasureRows(people.db, people.dep, people.sessions)
        yield Office(people, account.person, session, shelf, tmp_path, card)


async def test_an_erased_chat_is_gone_and_said_to_be(office: Office) -> None:
    """[SES-235]: its lines are gone, consents and entries stay readable, the receipt names the key that was destroyed."""
    before = (await office.people.sessions.record_key(office.session)).fingerprint()
    erased = await office.erasing.erase(office.session, "chat", why="asked", actor="operator")

    assert (erased.part, erased.why, erased.items, erased.key_fingerprint) == ("chat", "asked", 1, before)
    assert erased.remains == ("record", "receipt", "backups")
    assert await office.lines() == []
    record = await office.people.records.record(office.host, office.session)
    assert record.erased == (ErasureReceipt(erased, is_changed=False),)
    assert [seat.name for seat in record.card.session.guests] == ["Maria"]
    told = {line.recorded.index: line.recorded.entry for line in record.entries}
    assert (told[erased.entry].kind, told[erased.entry].facts["receipt"]) == ("chat.erased", erased.receipt)
    consents = await office.people.consent._shelf.of_session(office.session)
    assert await office.people.consent.text_of(office.session, consents[0].id) == SAID


async def test_an_erased_record_names_nobody(office: Office) -> None:
    """T-53: names, words, links and what entries said are gone; that it was, when and whose stays, with its receipt."""
    erased = await office.erasing.erase(office.session, "record", why="asked", actor="operator")

    record = await office.people.records.record(office.host, office.session)
    assert record.card.session.guests == ()
    assert (record.card.patient_name, record.card.series) == ("", ())
    assert record.card.session.locked_ms == NOW
    assert record.transcript == ()
    kinds = [line.recorded.entry.kind for line in record.entries]
    assert set(kinds[:-2]) == {"entry.erased"}
    assert kinds[-2:] == ["record.erased", "log.used"]
    assert erased.items == len(kinds) - 2 + 2  # the entries, one line and one consent
    listed = await office.people.consults.list(office.host)
    assert [consult_card(card, NOW).erased for card in listed] == [True]
    assert (await office.people.papers.pdf(office.host, office.session, Reader("en"))).startswith(b"%PDF")
    with pytest.raises(NotFound):
        await office.people.joining.open_link(secret_of(office.card), address="192.0.2.1", guest=None)


async def test_what_was_erased_is_in_no_file(office: Office) -> None:
    """T-53: once overwritten, neither database nor write-ahead log has the sealed rows or the wrapped key any more."""
    async with office.people.db.read() as conn:
        wrapped = [bytes(row[0]) for row in await conn.execute(text("SELECT wrapped_key FROM sessions"))]
        rows = [
            bytes(row[0])
            for table, column in (("chat_lines", "sealed"), ("consents", "text"), ("entry_payloads", "sealed"))
            for row in await conn.execute(text(f"SELECT {column} FROM {table}"))  # noqa: S608  (our own names)
        ]
    kept = stored_in(office.folder)
    assert all(each in kept for each in [*wrapped, *rows])

    await office.erasing.erase(office.session, "record", why="asked", actor="operator")
    assert await office.shelf.overwrite()

    kept = stored_in(office.folder)
    assert [each for each in [*wrapped, *rows] if each in kept or each[12:60] in kept] == []


async def test_a_reader_delays_the_overwriting_and_nothing_else(office: Office) -> None:
    """[SES-236]: while somebody reads an older state the log stays as long as it is; it is said, and done the next time."""
    async with office.people.db.read() as conn:
        await conn.execute(text("SELECT count(*) FROM chat_lines"))
        await office.erasing.erase(office.session, "chat", why="asked", actor="operator")
        assert not await office.shelf.overwrite()
    assert await office.shelf.overwrite()
    assert (office.folder / "lightbox.db-wal").stat().st_size == 0


@pytest.mark.parametrize(
    ("lifetimes", "days", "gone"),
    [
        (FOR_EVER, 40_000, []),
        (Lifetimes(chats_days=30, record_years=2), 29, []),
        (Lifetimes(chats_days=30, record_years=2), 30, ["chat"]),
        (Lifetimes(chats_days=30, record_years=2), 731, ["record"]),
        (Lifetimes(record_years=1), 365, ["record"]),
        (Lifetimes(record_years=1), 364, []),
    ],
)
async def test_what_is_due_goes_once(office: Office, lifetimes: Lifetimes, days: int, gone: list[Part]) -> None:
    """[SES-237]: chat and record each in its time, because its lifetime is over; a second sweep finds nothing."""
    office.people.clock.now_ms = NOW + days * DAY_MS

    assert await office.retention(lifetimes).sweep() == len(gone)
    assert await office.retention(lifetimes).sweep() == 0

    record = await office.people.records.record(office.host, office.session)
    assert [(each.facts.part, each.facts.why) for each in record.erased] == [(part, "lifetime") for part in gone]
    assert bool(await office.lines()) == (not gone)


async def test_a_chat_goes_first_and_its_record_later(office: Office) -> None:
    """[SES-237]: two receipts, each with the key that was destroyed then."""
    lifetimes = Lifetimes(chats_days=30, record_years=2)
    for days in (30, 731):
        office.people.clock.now_ms = NOW + days * DAY_MS
        assert await office.retention(lifetimes).sweep() == 1
    first, second = (await office.people.records.record(office.host, office.session)).erased
    assert (first.facts.part, second.facts.part) == ("chat", "record")
    assert first.facts.key_fingerprint != second.facts.key_fingerprint


async def test_without_the_record_nothing_is_destroyed(office: Office) -> None:
    """[SES-235]: no entry, no erasure, and no intention that would do it later."""
    async with office.people.db.write() as conn:
        await conn.execute(text("ALTER TABLE entry_count RENAME TO elsewhere"))
    with pytest.raises(Unavailable, match="log_unavailable"):
        await office.erasing.erase(office.session, "record", why="asked", actor="operator")
    async with office.people.db.write() as conn:
        await conn.execute(text("ALTER TABLE elsewhere RENAME TO entry_count"))

    assert await office.erasing.resume() == 0
    assert await office.lines() == [SAID]
    assert (await office.erasing.erase(office.session, "record", why="asked", actor="operator")).items > 0


async def test_a_restart_finishes_an_erasure(office: Office) -> None:
    """[SES-235]: cut short after the intention, the next start records it and destroys the rest, once."""
    await office.shelf.intend(ErasureRow("f" * 32, office.session, "record", "asked", NOW))

    assert await office.erasing.resume() == 1
    assert await office.erasing.resume() == 0

    assert await office.lines() == []
    (erased,) = (await office.people.records.record(office.host, office.session)).erased
    assert erased.facts.receipt == "f" * 32
    with pytest.raises(Refused, match="being_deleted"):
        await office.erasing.erase(office.session, "record", why="asked", actor="operator")


async def test_only_what_is_over_is_erased(office: Office) -> None:
    """[SES-234]: a consult that is not over keeps its record; one that never was has none."""
    account = await office.people.staff("sands")
    planned = (await consult_of(office.people, account, minutes_ahead=60)).session.id
    with pytest.raises(Refused, match="conflict"):
        await office.erasing.erase(planned, "record", why="asked", actor="operator")
    with pytest.raises(NotFound):
        await office.erasing.erase(SessionId("0" * 32), "record", why="asked", actor="operator")


async def test_another_process_erases_beside_this_one(office: Office) -> None:
    """[SES-236]: keys kept at hand are noticed to be former ones: what stays is readable, the rest is gone."""
    beside = SessionRows(office.people.db, office.people.dep)
    assert (await beside.load(office.session)).guests
    assert await ChatRows(office.people.db, beside).since(office.session, 0, limit=1)

    await office.erasing.erase(office.session, "record", why="asked", actor="operator")

    assert (await beside.load(office.session)).guests == ()


async def test_what_was_tampered_with_is_erased_all_the_same(office: Office) -> None:
    """[SES-235]: a line that does not open stops neither a chat's end nor its record's."""
    async with office.people.db.write() as conn:
        await conn.execute(text("UPDATE consents SET text = x'00'"))
        await conn.execute(text("UPDATE chat_lines SET sealed = x'00'"))
    await office.erasing.erase(office.session, "chat", why="asked", actor="operator")
    assert await office.lines() == []
    async with office.people.db.write() as conn:
        await conn.execute(text("UPDATE sessions SET state = x'00'"))
    erased = await office.erasing.erase(office.session, "record", why="asked", actor="operator")
    assert erased.items > 0
    async with office.people.db.read() as conn:
        assert (await conn.execute(text("SELECT count(*) FROM consents"))).scalar() == 0


async def test_an_edited_receipt_says_so(office: Office) -> None:
    """[SES-235]: receipts of erasures are signed; one that was changed is shown as that, and is an alert."""
    await office.erasing.erase(office.session, "chat", why="asked", actor="operator")
    async with office.people.db.write() as conn:
        await conn.execute(text("UPDATE receipts SET receipt = CAST(replace(receipt, 'asked', 'never') AS BLOB)"))
    async with office.people.db.write() as conn:
        await conn.execute(text("UPDATE receipts SET receipt = CAST(replace(receipt, 'never', 'lifetime') AS BLOB)"))
    (erased,) = (await office.people.records.record(office.host, office.session)).erased
    assert (erased.facts.why, erased.is_changed) == ("lifetime", True)
    assert "security.alert" in await office.people.kinds()


async def test_an_erased_note_is_gone_and_the_chat_stays(office: Office) -> None:
    """[SES-235]: every version of it; what was said is sealed anew and readable."""
    notes = NoteRows(office.people.db, office.people.sessions)
    written = KeptNote(NoteVersion(1, 1, "no change", NOW), office.host.id)
    assert await notes.keep(office.session, written, over=None, unlocked=False)
    assert len(await notes.of(office.session)) == 1
    office.people.clock.now_ms = NOW + 30 * DAY_MS
    assert await office.retention(Lifetimes(notes_days=30)).sweep() == 1
    assert await notes.of(office.session) == []
    assert await office.lines() == [SAID]
