"""The record of a consult after somebody changed the database: what was changed is named, the rest is there."""

from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import delete, insert, update

from server.audit.kinds import DAMAGED
from server.audit.lock_receipt import lock_receipt
from server.desk.records import ConsultRecord
from server.sessions.chat import ChatMessage
from server.storage.database.chat import TABLES, ChatRows
from server.storage.database.entries import entry_payloads
from server.storage.database.receipts import receipts
from server.terms.entries import Entry, EntryFact
from server.terms.ids import ParticipantId, SessionId
from server.terms.people import Person
from tests.desk.people import People, consult_of

AUTHOR = ParticipantId("a" * 16)


async def ended(people: People, *, frames: int = 7, at_ms: int = 1_000) -> tuple[Person, SessionId]:
    """A consult that ended, with its entry and its receipt."""
    account = await people.staff()
    session = (await consult_of(people, account)).session.id
    await end_again(people, session, frames=frames, at_ms=at_ms)
    return account.person, session


async def end_again(people: People, session: SessionId, *, frames: int, at_ms: int) -> None:
    facts: dict[str, EntryFact] = {
        "reason": "ended",
        "epoch": 1,
        "frames": frames,
        "size_bytes": 1_000,
        "keys": ("ab12",),
    }
    entry = Entry("lock.started", at_ms, "system", session, facts)
    receipt = lock_receipt(entry, await people.log.append([entry]))
    await people.receipts.add("lock", session, receipt.content, receipt.at_ms)


async def edited(people: People, edit: object) -> None:
    async with people.db.write() as conn:
        await conn.execute(edit)  # type: ignore[call-overload]  # any statement


async def alerts(people: People) -> list[object]:
    return [each.entry.facts["code"] for each in await people.log.read() if each.entry.kind == "security.alert"]


def frames_of(record: ConsultRecord) -> int:
    assert record.receipt is not None
    assert record.receipt.facts is not None
    return record.receipt.facts.frames


async def test_an_untouched_receipt_holds(people: People) -> None:
    """AUD-19: row, signature and entry agree; the number is that of the entry."""
    host, session = await ended(people)
    record = await people.records.record(host, session)
    assert record.receipt is not None
    assert (record.receipt.standing, frames_of(record)) == ("holds", 7)
    assert record.receipt.facts is not None
    assert record.receipt.number.replace("-", "").lower() == record.receipt.facts.digest[:8]
    assert await alerts(people) == []


async def _content(people: People, session: SessionId) -> dict[str, object]:
    content: dict[str, object] = msgspec.json.decode((await people.receipts.of(session))[-1].receipt)
    return content


Edit = Callable[[dict[str, object]], dict[str, object]]
EDITS: dict[str, Edit] = {
    "content": lambda content: {"receipt": msgspec.json.encode({**content, "frames": 3})},
    "no JSON": lambda _: {"receipt": b"{"},
    "signature": lambda _: {"signature": bytes(64)},
    "signature taken off": lambda _: {"signature": None},
    "content, signature taken off": lambda content: {
        "receipt": msgspec.json.encode({**content, "frames": 3}), "signature": None,
    },
    "as a former version made it": lambda content: {
        "receipt": msgspec.json.encode({**content, "frames": 3, "digest": ""}), "signature": None,
    },
    "time": lambda _: {"at_ms": 1},
}  # fmt: skip


@pytest.mark.parametrize("way", EDITS)
async def test_an_edited_receipt_is_said_and_the_record_counts(people: People, way: str) -> None:
    """T-48, AUD-19: the page shows what the record says of that end, not what somebody wrote over it; one alert."""
    host, session = await ended(people)
    await edited(people, update(receipts).values(EDITS[way](await _content(people, session))))
    for _ in range(2):
        record = await people.records.record(host, session)
        assert record.receipt is not None
        assert (record.receipt.standing, frames_of(record)) == ("changed", 7)
    assert await alerts(people) == ["tampered_receipt"]


async def test_an_older_receipt_put_in_place_of_the_newest_is_found(people: People) -> None:
    """AUD-19: a receipt that we did sign, for an end that was not the last one."""
    host, session = await ended(people)
    await end_again(people, session, frames=20, at_ms=9_000)
    newest = [row.receipt for row in await people.receipts.of(session)][-1]
    await edited(people, delete(receipts).where(receipts.c.receipt == newest))
    record = await people.records.record(host, session)
    assert record.receipt is not None
    assert (record.receipt.standing, frames_of(record)) == ("changed", 20)


async def test_a_receipt_of_another_consult_is_found(people: People) -> None:
    """AUD-19: the signature covers whose receipt it is."""
    host, session = await ended(people)
    await edited(people, update(receipts).values(subject="9" * 32))
    assert (await people.receipts.of("9" * 32))[0].seal == "broken"
    record = await people.records.record(host, session)
    assert record.receipt is not None
    assert (record.receipt.standing, frames_of(record)) == ("owed", 7)


async def test_a_receipt_of_a_former_version_is_held_against_the_record(people: People) -> None:
    """AUD-19: unsigned ones stay readable, and say that nobody signed them."""
    host, session = await ended(people)
    content = {**await _content(people, session)}
    del content["digest"]
    await edited(people, delete(receipts))
    row = {"kind": "lock", "subject": session, "at_ms": 1_000, "receipt": msgspec.json.encode(content)}
    await edited(people, insert(receipts).values(row))
    record = await people.records.record(host, session)
    assert record.receipt is not None
    assert (record.receipt.standing, frames_of(record)) == ("unsigned", 7)


async def test_one_damaged_entry_keeps_no_other_from_being_read(people: People) -> None:
    """T-48, AUD-13: the page has every other entry, and one alert is recorded however often it is looked at."""
    host, session = await ended(people)
    whole = [line.recorded.entry.kind for line in (await people.records.record(host, session)).entries]
    index = (await people.log.read(session=session))[1].index
    await edited(people, update(entry_payloads).where(entry_payloads.c.n == index).values(sealed=bytes(64)))
    for _ in range(2):
        record = await people.records.record(host, session)
        kinds = [line.recorded.entry.kind for line in record.entries]
        assert kinds[: len(whole)] == [whole[0], DAMAGED, *whole[2:]]
    assert await alerts(people) == ["tampered_entry"]


async def test_a_damaged_lock_entry_leaves_the_signed_receipt(people: People) -> None:
    """AUD-19: what the entry said cannot be compared any more; the receipt stands with its signature."""
    host, session = await ended(people)
    content = await _content(people, session)
    await edited(people, update(entry_payloads).where(entry_payloads.c.n == content["entry"]).values(sealed=bytes(64)))
    record = await people.records.record(host, session)
    assert record.receipt is not None
    assert (record.receipt.standing, frames_of(record)) == ("holds", 7)


@pytest.mark.parametrize("at", [1, 2, 3])
async def test_one_damaged_line_of_chat_keeps_no_other_from_being_read(people: People, at: int) -> None:
    """Lines around a changed one, or one that was taken out, are shown; that one is missing is said."""
    host, session = await ended(people)
    chat = ChatRows(people.db, people.sessions)
    for number in range(1, 4):
        await chat.append(session, ChatMessage(AUTHOR, number, "text", f"line {number}", str(number) * 8))
    lines = TABLES["talk"]
    wrong = update(lines).where(lines.c.seq == at).values(sealed=bytes(64))
    await edited(people, delete(lines).where(lines.c.seq == at) if at == 2 else wrong)
    record = await people.records.record(host, session)
    assert [line.text for _, line in record.transcript] == [f"line {each}" for each in (1, 2, 3) if each != at]
    assert record.damaged_lines == 1
    assert await alerts(people) == ["tampered_chat"]
