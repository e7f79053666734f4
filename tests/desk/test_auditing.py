"""The record for auditors: searched by time, person and subject, page by page; exported with proofs; each reading once."""

import pytest

from server.audit.kinds import DAMAGED, KINDS
from server.audit.verify import verify
from server.desk.audit_search import GROUPS, Search
from server.desk.auditing import CHUNK, CHUNKS, PAGE, Auditing
from server.terms.entries import Entry, EntryFact
from server.terms.errors import NotFound, Refused, Unavailable
from server.terms.ids import ParticipantId, PersonId, SessionId
from server.terms.people import Person, StaffRole
from tests.desk.people import CHEST, NOW, People, consult_of, guest_of

AUDITOR = Person(PersonId("a" * 32), "Aud", StaffRole.AUDITOR)


async def seen_by(people: People, session: SessionId, who: ParticipantId, at_ms: int) -> None:
    """Somebody was let look at three pictures, was sent two and shown one for four seconds."""
    facts: dict[str, EntryFact] = {"epoch": 1, "stack": 0, "series": CHEST}
    positions: dict[str, EntryFact] = {"positions": (4, 5), "tiers": ("lossy",), "from_ms": at_ms - 4_000}
    shown: dict[str, EntryFact] = {"positions": (4, 4), "tiers": ("lossy",), "ms": (4_000,), "from_ms": at_ms - 4_000}
    await people.log.append([
        Entry("instances.authorized", at_ms - 5_000, who, session, {**facts, "first": 1, "last": 120}),
        Entry("instances.sent", at_ms, who, session, {**facts, **positions}),
        Entry("instances.shown", at_ms, who, session, {**facts, **shown}),
    ])  # fmt: skip


@pytest.mark.parametrize("role", [role for role in StaffRole if role is not StaffRole.AUDITOR])
async def test_the_record_of_all_is_for_auditors(people: People, role: StaffRole) -> None:
    """T-23, H13: nobody else reads it, administrators neither; nothing is written about who was refused."""
    person = Person(PersonId("b" * 32), "Other", role)
    for asked in (
        people.auditing.entries(person, Search()),
        people.auditing.seen(person, 0, 1),
        people.auditing.export(person, Search()),
        people.emergencies.uses(person),
        people.emergencies.review(person, "c" * 32),
    ):
        with pytest.raises(Refused, match="forbidden"):
            await asked
    assert await people.kinds() == []


async def test_reading_is_one_entry_and_does_not_recurse(people: People) -> None:
    """I2: every look into the record is in it, once, before anything is read; what was asked for is told in codes."""
    await people.auditing.entries(AUDITOR, Search(who="Maria", about="alerts", from_ms=5))
    page = await people.auditing.entries(AUDITOR, Search())
    used = [(each.entry.kind, dict(each.entry.facts)) for each in page.entries]
    assert used == [("log.used", {}), ("log.used", {"about": "alerts", "by_person": True, "from_ms": 5})]


async def test_nothing_is_read_that_cannot_be_recorded_as_read(people: People) -> None:
    """Invariant 2 holds for the record too."""

    class Full:
        """A disk that takes nothing."""

        async def append(self, entries: object) -> int:
            raise Unavailable("log_unavailable")

    auditing = Auditing(
        log=Full(), rows=Full(), signer=None, sessions=people.sessions, everybody=people.accounts.names,  # type: ignore[arg-type]  # never asked
        pictures=people.pictures, clock=people.clock,
    )  # fmt: skip
    with pytest.raises(Unavailable):
        await auditing.entries(AUDITOR, Search())


async def test_a_person_is_found_by_name_in_whatever_part(people: People) -> None:
    """Filters: staff by their account, guests by their seat, as who did it and as whom it was about."""
    account = await people.staff()
    card = await consult_of(people, account)
    guest = guest_of(card)
    await people.log.append(
        [Entry("participant.admitted", NOW, card.session.host.id, card.session.id, {"participant": guest})]
    )
    found = {
        who: await people.auditing.entries(AUDITOR, Search(who=who)) for who in ("mari", guest, "dr lee", "nobody")
    }
    assert next(each.entry.kind for each in found["mari"].entries) == "participant.admitted"
    assert found[guest].names[guest] == "Maria"
    assert {each.entry.kind for each in found["dr lee"].entries} >= {"participant.admitted", "session.created"}
    assert (found["nobody"].entries, found["nobody"].before) == ((), None)


async def test_time_consult_and_subject_narrow_it_down(people: People) -> None:
    """Filters: both moments included, one consult, refusals with those of the sign-in."""
    one, two = SessionId("1" * 32), SessionId("2" * 32)
    await people.log.append([
        Entry("participant.denied", 10, "system", one), Entry("sign_in.refused", 20, "system"),
        Entry("security.alert", 30, "system", two, {"code": "clock_jump"}),
    ])  # fmt: skip

    async def kinds(search: Search) -> list[str]:
        return [each.entry.kind for each in (await people.auditing.entries(AUDITOR, search)).entries]

    assert await kinds(Search(about="refusals")) == ["sign_in.refused", "participant.denied"]
    assert await kinds(Search(about="alerts")) == ["security.alert"]
    assert await kinds(Search(from_ms=10, until_ms=20)) == ["sign_in.refused", "participant.denied"]
    assert await kinds(Search(consult=two)) == ["security.alert"]


async def test_pages_follow_one_another_without_a_gap(people: People) -> None:
    """Paging by index: what is appended meanwhile neither doubles nor hides anything."""
    await people.log.append([Entry("key.created", at, "system", None, {"epoch": at}) for at in range(2 * PAGE + 5)])
    search, indexes = Search(), list[int]()
    while True:
        page = await people.auditing.entries(AUDITOR, search)
        indexes += [each.index for each in page.entries if each.entry.kind == "key.created"]
        if page.before is None:
            break
        search = Search(before=page.before)
    assert indexes == list(range(2 * PAGE + 4, -1, -1))


async def test_a_rare_thing_is_looked_for_piece_by_piece(people: People) -> None:
    """One request reads a bounded part of the record; the next goes on from there."""
    await people.log.append([Entry("security.alert", 0, "system", None, {"code": "clock_jump"})])
    many = [Entry("key.created", at, "system", None, {"epoch": at}) for at in range(CHUNK * CHUNKS)]
    await people.log.append(many[: len(many) // 2])
    await people.log.append(many[len(many) // 2 :])
    first = await people.auditing.entries(AUDITOR, Search(about="alerts"))
    assert (first.entries, first.before) == ((), 2)
    second = await people.auditing.entries(AUDITOR, Search(about="alerts", before=first.before))
    assert [each.index for each in second.entries] == [0]


async def test_an_export_of_what_was_found_verifies_and_tells_of_nothing_else(people: People) -> None:
    """AUD-17: with proofs, by the verifier of one file; of all other entries only hashes."""
    account = await people.staff()
    card = await consult_of(people, account)
    await people.log.append([Entry("security.alert", NOW, "system", card.session.id, {"code": "foreign_frame"})])
    part = "".join([line async for line in await people.auditing.export(AUDITOR, Search(about="alerts"))])
    report = verify(part.splitlines())
    assert (report.problems, report.entries) == ([], 1)
    assert "session.created" not in part
    whole = [line async for line in await people.auditing.export(AUDITOR, Search())]
    report = verify(whole)
    assert (report.problems, report.entries) == ([], len(await people.kinds()))


async def test_persons_pictures_and_minutes_between_two_moments(people: People) -> None:
    """I6: who, what they were, whose pictures, which series; an entry across the edge counts, one before it does not."""
    card = await consult_of(people, await people.staff())
    session, guest, host = card.session.id, guest_of(card), card.session.host.id
    await seen_by(people, session, host, NOW - 60_000)
    await seen_by(people, session, guest, NOW)
    (line,) = [each for each in await people.auditing.seen(AUDITOR, NOW - 30_000, NOW - 2_000) if each.seen.shown]
    assert (line.name, line.role, line.patient) == ("Maria", "patient", "Canary, Penelope")
    assert (line.modality, line.number, line.study) == ("CT", 4, card.session.stacks[0].study)
    assert (line.seen.pictures_shown, line.seen.pictures_sent, line.seen.shown_ms) == (1, 2, 4_000)
    everything = await people.auditing.seen(AUDITOR, NOW - 90_000, NOW)
    assert {(each.name, each.seen.pictures_sent) for each in everything} == {("Dr Lee", 2), ("Maria", 2)}
    assert await people.auditing.seen(AUDITOR, NOW + 10_000, NOW + 20_000) == []


async def test_the_host_s_record_has_the_roll_up(people: People) -> None:
    """The same lines on the page of one consult."""
    account = await people.staff()
    card = await consult_of(people, account)
    await seen_by(people, card.session.id, guest_of(card), NOW)
    record = await people.records.record(account.person, card.session.id)
    assert [(line.person, line.shown_ms) for line in record.seen] == [(guest_of(card), 4_000)]
    assert record.left_out == 0


async def test_an_emergency_is_read_with_its_reason_and_reviewed_once(people: People) -> None:
    """H13, JU15: who, when, why; that somebody looked into it is an entry, written once."""
    card = await consult_of(people, await people.staff())
    session, host = card.session.id, card.session.host.id
    ref = await people.consent.keep_basis(session, host, "emergency", {"reason": "unconscious, bleeding"}, NOW)
    await people.consent.keep_basis(session, host, "documented", {"reference": "letter"}, NOW)
    (use,) = await people.emergencies.uses(AUDITOR)
    assert (use.ref, use.consult, use.by_name, use.reason) == (ref, session, "Dr Lee", "unconscious, bleeding")
    assert use.reviewed_ms is None
    for _ in range(2):
        (use,) = await people.emergencies.review(AUDITOR, ref)
        assert use.reviewed_ms == people.clock.now_ms
    reviews = [each.entry for each in await people.log.read() if each.entry.kind == "emergency.reviewed"]
    assert [(each.actor, each.session, each.facts["note_ref"]) for each in reviews] == [(AUDITOR.id, session, ref)]
    with pytest.raises(NotFound):
        await people.emergencies.review(AUDITOR, "0" * 32)


def test_what_can_be_looked_for_can_be_recorded() -> None:
    """Every kind of every subject is one of the closed list."""
    assert set().union(*GROUPS.values()) <= {*KINDS, DAMAGED}
