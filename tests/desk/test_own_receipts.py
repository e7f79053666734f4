"""Receipts for everybody who was there: what is in them, who gets one and when (I3, L5)."""

import json
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from server.audit.checkpoint import Signer
from server.audit.lock_receipt import lock_receipt
from server.audit.verify import verify_receipt
from server.desk.consults import ConsultCard
from server.desk.erasure_rows import RECEIPT_KIND, Erased
from server.desk.own_receipts import OwnReceipt
from server.identity.logins import GuestLogin
from server.identity.pace import LINK_BUCKET
from server.storage.database.attempts import AttemptRepository
from server.storage.database.entries import EntryRows
from server.terms.entries import Entry, EntryFact
from server.terms.errors import NotFound
from server.terms.lifetimes import DAY_MS
from server.terms.people import Person
from tests.desk.people import People
from tests.desk.test_joining import consult, entered, locked, refused

FACTS: dict[str, EntryFact] = {"reason": "ended", "frames": 7, "size_bytes": 4096, "keys": ("00ff00ff00ff00ff",)}


async def over(people: People) -> tuple[ConsultCard, GuestLogin]:
    """Let a guest in, and end."""
    card = await consult(people)
    guest = await entered(people, card)
    await ended(people, card)
    return card, guest


async def ended(people: People, card: ConsultCard) -> None:
    await locked(people, card)
    end = Entry("lock.started", people.clock.now_ms, card.session.host.id, card.session.id, FACTS)
    index = await people.log.append([end])
    await people.receipts.add("lock", card.session.id, lock_receipt(end, index).content, end.at_ms)
    await people.log.append([Entry("chat.closed", people.clock.now_ms, "system", card.session.id)])


def verified(people: People, receipt: OwnReceipt) -> dict[str, Any]:
    """Give what a receipt says; it verifies under the key of this installation, and its number is on its first line."""
    text = receipt.content.decode("ascii")
    report = verify_receipt(text, key=Signer(people.dep.signing_key()).verifier_key)
    assert report.problems == []
    assert report.says[0].startswith(f"number {receipt.number}, ")
    content: dict[str, Any] = json.loads(text.split("\n")[0])
    return content


async def host_of(people: People, card: ConsultCard) -> Person:
    host = await people.accounts.person(card.host.id)
    assert host is not None
    return host


async def test_a_guest_is_given_what_verifies(people: People) -> None:
    """L5, JM12: what was destroyed, what remains, and one's own way in; the number is the one on the page."""
    card, guest = await over(people)
    receipt = await people.own_receipts.of_guest(guest)
    content = verified(people, receipt)
    assert (content["destroyed"]["frames"], content["destroyed"]["reason"]) == (7, "ended")
    assert content["remains"] == [{"until_ms": None, "what": each} for each in ("originals", "chat", "note", "record")]
    kinds = [json.loads(each["payload"])["kind"] for each in content["entries"]]
    assert kinds == ["code.accepted", "lock.started", "chat.closed"]
    assert receipt.number == (await refused(people.joining.where(guest))).facts["receipt"]
    given = (await people.log.read())[-1].entry
    assert (given.kind, given.actor, given.session) == ("receipt.given", guest.participant, card.session.id)


async def test_all_receipts_of_a_consult_end_in_one_tree(people: People) -> None:
    """AUD-23: host and guest, today and after the record has grown, hold one signed record against the clinic."""
    card, guest = await over(people)
    mine = await people.own_receipts.of_guest(guest)
    hosts = await people.own_receipts.of_staff(await host_of(people, card), card.session.id)
    again = await people.own_receipts.of_guest(guest)
    contents = [verified(people, each) for each in (mine, hosts, again)]
    assert len({each["checkpoint"] for each in contents}) == 1
    assert verify_receipt(mine.content.decode(), earlier=hosts.content.decode()).problems == []
    made = [json.loads(each["payload"])["kind"] for each in contents[1]["entries"]]
    assert made[0] == "session.created"
    assert guest.participant not in {json.loads(each["payload"])["actor"] for each in contents[1]["entries"]}


async def test_no_receipt_before_everything_is_recorded(people: People) -> None:
    """AUD-23: while a consult goes on, and while its last entries are on their way, there is none; then there is."""
    card = await consult(people)
    guest = await entered(people, card)
    early = await refused(people.own_receipts.of_guest(guest))
    assert (early.code, early.facts) == ("receipt_later", {"retry_ms": 1_000})
    await ended(people, card)
    people.rooms.running[card.session.id] = await people.sessions.load(card.session.id)
    assert (await refused(people.own_receipts.of_guest(guest))).code == "receipt_later"
    people.rooms.running.clear()
    verified(people, await people.own_receipts.of_guest(guest))


async def test_an_erased_consult_still_has_receipts(people: People) -> None:
    """T-53, AUD-24: what was erased is not in it, the end still is: its row says what its entry said."""
    card, guest = await over(people)
    before = await people.own_receipts.of_guest(guest)
    assert await EntryRows(people.db, people.dep).erase(card.session.id)
    after = await people.own_receipts.of_guest(guest)
    content = verified(people, after)
    assert content["destroyed"] == verified(people, before)["destroyed"]
    assert [each["payload"] for each in content["entries"]] == [None]


async def test_a_changed_checkpoint_is_not_handed_out(people: People) -> None:
    """AUD-23: a row that somebody edited is nothing that was signed."""
    card, guest = await over(people)
    note = Signer(people.dep.signing_key()).sign(await people.log.head())
    await people.receipts.add("head", card.session.id, note.replace("\n", "\n9", 1).encode(), 1)
    verified(people, await people.own_receipts.of_guest(guest))


async def test_a_receipt_says_what_stays_and_until_when(people: People) -> None:
    """L5: the policy's lifetimes where there are any; what has gone since is not said to be there."""
    card, guest = await over(people)
    session = await people.sessions.load(card.session.id)
    fence = await people.sessions.claim(session.id)
    await people.sessions.save(replace(session, locked_ms=people.clock.now_ms), fence=fence)
    chat_until_ms, people.pictures.until_ms = people.clock.now_ms + 30 * DAY_MS, 77
    assert await remaining(people, guest) == {"originals": 77, "chat": chat_until_ms, "note": None, "record": None}
    assert (await refused(people.joining.where(guest))).facts["chat_until_ms"] == chat_until_ms
    gone = Erased("e" * 32, "chat", "asked", people.clock.now_ms, 1, 1, "ff", 3, ())
    await people.receipts.add(RECEIPT_KIND, session.id, msgspec.json.encode(gone), people.clock.now_ms)
    people.pictures.gone = True
    assert await remaining(people, guest) == {"note": None, "record": None}
    assert (await refused(people.joining.where(guest))).facts["chat_erased"] is True


async def remaining(people: People, guest: GuestLogin) -> dict[str, int | None]:
    """Give what the guest's receipt says remains."""
    remains = verified(people, await people.own_receipts.of_guest(guest))["remains"]
    return {each["what"]: each["until_ms"] for each in remains}


async def test_whoever_was_not_there_is_given_none(people: People) -> None:
    """T-15: not a device that never had the seat, not another member of staff."""
    card, guest = await over(people)
    assert (await refused(people.own_receipts.of_guest(replace(guest, is_knocking=True)))).code == "knocking"
    other = (await people.staff("roe")).person
    with pytest.raises(NotFound):
        await people.own_receipts.of_staff(other, card.session.id)


async def test_receipts_are_given_at_a_pace(people: People) -> None:
    """T-21: each giving is an entry, so nobody fills the record with them."""
    _, guest = await over(people)
    attempts, whose = AttemptRepository(people.db), people.dep.tag(guest.id, purpose="receipt")
    for _ in range(LINK_BUCKET.attempts - 1):
        await attempts.draw(whose, LINK_BUCKET, people.clock.now_ms)
    await people.own_receipts.of_guest(guest)
    assert (await refused(people.own_receipts.of_guest(guest))).code == "slow_down"
