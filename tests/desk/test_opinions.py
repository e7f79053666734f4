"""Asking for opinions and giving them at the desk: the clock, the factor, the signature, and who is told."""

import asyncio
from dataclasses import replace

import pytest

from server.desk.asking_opinions import OpinionAsked
from server.desk.giving_opinions import AnswerAsked
from server.desk.opinion_cards import AskedCard
from server.desk.opinion_statements import check_signed
from server.desk.overdue_opinions import OverdueOpinions
from server.desk.previewing import NOT_YET
from server.desk.readings import age_on
from server.desk.sign_in import SignedIn
from server.identity.logins import GuestLogin
from server.live.post_rounds import PostRounds
from server.opinions.commands import Accept, Reveal
from server.opinions.request import State
from server.sessions.phases import LockReason, Phase
from server.sessions.seeing import reads_names
from server.sessions.session import Session
from server.terms.errors import Malformed, NotFound, Refused, Tampered, Unavailable
from server.terms.opinions import Confidence, NextStep, Position, Urgency
from server.terms.people import Channel, Person, Role, StaffRole
from server.terms.policy import Kind
from tests.desk.people import CHEST, NOW, People
from tests.desk.post import BY_MAIL, MAIL, Postbox, delivering_of

HOUR_MS = 3600 * 1000
ASKED = OpinionAsked(
    question="Follow-up or biopsy?",
    urgency=Urgency.URGENT,
    due_ms=NOW + 4 * HOUR_MS,
    minutes=30,
    basis="documented",
    basis_words={"reference": "Letter of 5 May"},
    series=(CHEST,),
    name="Dr Stone",
    first_report="Benign.",
    blind=True,
)
ANSWER = AnswerAsked(Position.DIFFER, Confidence.HIGH, Urgency.SOON, NextStep.TISSUE, "Spiculated.")


@pytest.fixture
async def lee(people: People) -> Person:
    """Whoever asks."""
    return (await people.staff()).person


async def by_link(people: People, card: AskedCard) -> tuple[GuestLogin, str]:
    """Somebody outside who proved link and code, and the link's secret."""
    session = await people.sessions.load(card.opinion.facts.session)
    invite = await people.invites.card(session, card.opinion.reader)
    secret = str(invite.link).rpartition("#")[2]
    code = await people.invites.show_code(session, card.opinion.reader)
    _, cookie = await people.joining.enter_code(secret, code.digits, address="192.0.2.1")
    guest = await people.joining.who(cookie)
    assert guest is not None
    return guest, secret


async def locked(people: People, session: Session) -> None:
    """The reading is over."""
    fence = await people.sessions.claim(session.id)
    over = replace(session, phase=Phase.LOCKED, locked_ms=people.clock.now_ms, lock_reason=LockReason.EXPIRED)
    await people.sessions.save(over, fence=fence)


async def test_asking_makes_a_reading_of_its_own(people: People, lee: Person) -> None:
    """Issue 8, H6: open until after the due time, for one specialist who reads no name, on a basis that is recorded."""
    card = await people.asking.ask(lee, ASKED)
    session = await people.sessions.load(card.opinion.facts.session)
    assert session.policy.alone
    assert session.lobby_until_ms >= ASKED.due_ms
    assert [seat.role for seat in session.guests] == [Role.SPECIALIST]
    assert not reads_names(session, card.opinion.reader)
    assert "grant.recorded" in await people.kinds()
    assert (await people.kinds())[-1] == "opinion.asked"


async def test_late_is_told_once_by_whoever_notices(people: People, lee: Person) -> None:
    """[OPN-16] F8: both sides have a notice and the record one entry, however many processes look."""
    sol = (await people.staff("sol", StaffRole.SPECIALIST)).person
    card = await people.asking.ask(lee, replace(ASKED, colleague=sol.id, name=""))
    overdue = OverdueOpinions(people.keeping)
    await overdue.tell()
    assert "opinion.overdue" not in await people.kinds()
    people.clock.now_ms = ASKED.due_ms
    await overdue.tell()
    await OverdueOpinions(people.keeping).tell()
    assert (await people.kinds()).count("opinion.overdue") == 1
    for person in (lee, sol):
        told = [each.kind for each in await people.staff_desk.notices.of_opinions(person.id)]
        assert told.count("opinion_overdue") == 1
        assert await people.staff_desk.notices.of(person.id) == []
    assert (await people.asking.read(lee, card.opinion.facts.session)).opinion.overdue_ms == ASKED.due_ms


async def test_somebody_outside_is_written_to_when_late(people: People, lee: Person) -> None:
    """[OPN-16] F8: the way their link went, once, without a link or a name; by hand there is nobody to write to."""
    await people.asking.ask(lee, ASKED)
    await people.asking.ask(lee, replace(ASKED, ways=BY_MAIL))
    mail = Postbox()
    post = delivering_of(people, {"mail": mail})
    assert await post.deliver_due("mail") == 1
    people.clock.now_ms = ASKED.due_ms
    for _ in range(2):
        await OverdueOpinions(people.keeping).tell()
        await post.deliver_due("mail")
    assert [each.to for each in mail.taken] == [MAIL, MAIL]
    late = mail.taken[-1]
    assert "overdue" in late.subject + late.body or "time has passed" in late.body
    for hidden in ("/join#", "Stone", "biopsy"):
        assert hidden not in late.body


async def test_somebody_outside_is_written_to_when_it_was_withdrawn(people: People, lee: Person) -> None:
    """[OPN-40] The way their link went, although the reading is locked by then; by hand nobody, and then no address is left."""
    by_mail = await people.asking.ask(lee, replace(ASKED, ways=BY_MAIL))
    by_hand = await people.asking.ask(lee, ASKED)
    mail = Postbox()
    post = delivering_of(people, {"mail": mail})
    assert await post.deliver_due("mail") == 1
    for card in (by_mail, by_hand):
        await people.asking.withdraw(lee, card.opinion.facts.session)
        await locked(people, await people.sessions.load(card.opinion.facts.session))
    await post.tidy()
    await post.deliver_due("mail")
    assert [each.to for each in mail.taken] == [MAIL, MAIL]
    told = mail.taken[-1]
    assert told.subject.startswith("No longer needed")
    for hidden in ("/join#", "Stone", "biopsy", "Lee"):
        assert hidden not in told.subject + told.body
    people.clock.later(seconds=10)
    await post.tidy()
    session = by_mail.opinion.facts.session
    invite = await people.invite_shelf.find(session, by_mail.opinion.reader)
    assert invite is not None
    assert invite.link_to is None


async def test_who_was_overtaken_by_somebody_who_only_read_is_not_refused(people: People, lee: Person) -> None:
    """[OPN-43] A code that was read out is not spent in vain because whoever asked looked at that moment; once on record."""
    session = (await people.asking.ask(lee, replace(ASKED, blind=False))).opinion.facts.session
    reader = (await people.keeping.of(session)).opinion.reader
    before = await people.keeping.of(session)
    await people.keeping.act(before, "reader", Accept(reader))
    stale = await people.keeping.of(session)
    await people.asking.move_due(lee, session, ASKED.due_ms + HOUR_MS)
    revealed = await people.keeping.act(stale, "reader", Reveal(reader))
    assert (revealed.opinion.revealed_ms, revealed.opinion.due_ms) == (people.clock.now_ms, ASKED.due_ms + HOUR_MS)
    assert (await people.keeping.of(session)).opinion == revealed.opinion
    assert (await people.kinds()).count("opinion.revealed") == 1
    with pytest.raises(Refused, match="conflict"):
        await people.keeping.act(before, "reader", Accept(reader))


async def test_a_preview_of_a_request_is_the_message(people: People, lee: Person) -> None:
    """F8, JP03: who asks reads beforehand, letter for letter, what somebody outside is sent."""
    planned = people.previewing.planned(BY_MAIL, 30, None, Kind.SECOND_OPINION, due_ms=ASKED.due_ms)
    card = await people.asking.ask(lee, replace(ASKED, ways=BY_MAIL))
    kept = await people.previewing.kept(await people.sessions.load(card.opinion.facts.session), card.opinion.reader)
    assert [each.words.subject for each in planned] == [each.words.subject for each in kept]
    secret = kept[0].words.body.partition("/join?lang=en#")[2].split()[0]
    assert planned[0].words.body.replace(f"#{NOT_YET}", f"#{secret}") == kept[0].words.body


async def test_the_rounds_ask_for_what_is_late() -> None:
    """[OPN-16] Nobody has to look: the rounds of messages ask each time, whatever became of the time before."""
    asked, again = 0, asyncio.Event()

    async def late() -> None:
        nonlocal asked
        asked += 1
        if asked > 1:
            again.set()
        raise Unavailable("log_unavailable")

    class NoPost:
        channels: tuple[Channel, ...] = ()

        async def deliver_due(self, channel: Channel) -> int:
            return 0

        async def tidy(self) -> None:
            return None

    rounds = PostRounds(NoPost(), round_s=0.001, late=late)
    rounds.start()
    async with asyncio.timeout(10):
        await again.wait()
    await rounds.stop()


async def test_somebody_outside_signs_with_a_code_also_after_the_reading(people: People, lee: Person) -> None:
    """[OPN-19] F4: the time to look is over, the answer is not; a code signs once, and a wrong one nothing."""
    card = await people.asking.ask(lee, ASKED)
    reading = card.opinion.facts.session
    guest, _ = await by_link(people, card)
    await people.giving.accept(guest, reading)
    await locked(people, await people.sessions.load(reading))
    people.clock.later(minutes=20)
    session = await people.sessions.load(reading)
    code = await people.invites.show_code(session, guest.participant)
    with pytest.raises(Refused, match="wrong_code"):
        await people.giving.sign_as_guest(guest, ANSWER, "000000", address="192.0.2.1")
    people.clock.later(seconds=10)
    signed = await people.giving.sign_as_guest(guest, ANSWER, code.digits, address="192.0.2.1")
    assert signed.opinion.state is State.ANSWERED
    with pytest.raises(Refused, match="code_used"):
        await people.giving.sign_as_guest(
            guest, replace(ANSWER, over=1, reason="More."), code.digits, address="192.0.2.1"
        )


async def test_what_is_wrong_with_an_answer_is_said_before_a_code_is_spent(people: People, lee: Person) -> None:
    """[OPN-2] [OPN-20] An answer before accepting, or one that says nothing, leaves the code good."""
    card = await people.asking.ask(lee, ASKED)
    guest, _ = await by_link(people, card)
    reading = card.opinion.facts.session
    code = await people.invites.show_code(await people.sessions.load(reading), guest.participant)
    with pytest.raises(Refused, match="conflict"):
        await people.giving.sign_as_guest(guest, ANSWER, code.digits, address="192.0.2.1")
    await people.giving.accept(guest, reading)
    with pytest.raises(Malformed, match="bad_value"):
        await people.giving.sign_as_guest(guest, replace(ANSWER, text=" "), code.digits, address="192.0.2.1")
    signed = await people.giving.sign_as_guest(guest, ANSWER, code.digits, address="192.0.2.1")
    assert len(signed.opinion.answers) == 1


async def test_to_anybody_else_a_request_does_not_exist(people: People, lee: Person) -> None:
    """T-15: not to another member of staff, nor to the guest of another request."""
    first, second = [await people.asking.ask(lee, ASKED) for _ in range(2)]
    guest, _ = await by_link(people, first)
    roe = (await people.staff("roe")).person
    reading = second.opinion.facts.session
    for ask in (
        people.giving.read(guest, reading),
        people.giving.accept(roe.id, reading),
        people.asking.read(roe, reading),
        people.asking.withdraw(roe, reading),
    ):
        with pytest.raises(NotFound, match="no_request"):
            await ask


async def test_an_answer_that_was_changed_is_tampering(people: People, lee: Person) -> None:
    """T-47: what was signed is held against the signature, version by version."""
    card = await people.asking.ask(lee, ASKED)
    guest, _ = await by_link(people, card)
    reading = card.opinion.facts.session
    await people.giving.accept(guest, reading)
    code = await people.invites.show_code(await people.sessions.load(reading), guest.participant)
    await people.giving.sign_as_guest(guest, ANSWER, code.digits, address="192.0.2.1")
    kept = await people.keeping.of(reading)
    first = kept.opinion.answers[0]
    for changed in (
        replace(kept, opinion=replace(kept.opinion, answers=(replace(first, position=Position.AGREE),))),
        replace(kept, signed=()),
        replace(kept, signed=(replace(kept.signed[0], statement=kept.signed[0].statement.replace(b"Spi", b"Smo")),)),
    ):
        with pytest.raises(Tampered, match="opinion"):
            check_signed(people.keeping.signing, changed)


async def test_only_clinicians_ask_and_are_asked(people: People, lee: Person) -> None:
    """T-23: an administrator has no pictures to ask about, and answers nothing."""
    ada = (await people.staff("ada", StaffRole.ADMINISTRATOR)).person
    with pytest.raises(Refused, match="forbidden"):
        await people.asking.ask(ada, ASKED)
    with pytest.raises(Refused, match="not_a_clinician"):
        await people.asking.ask(lee, replace(ASKED, colleague=ada.id))
    with pytest.raises(NotFound, match="person"):
        await people.asking.ask(lee, replace(ASKED, colleague=lee.id))


async def test_a_reading_is_begun_by_who_waits_in_it(people: People, lee: Person) -> None:
    """[OPN-12] Whoever has no page open there begins nothing, and nothing is recorded of it."""
    card = await people.asking.ask(lee, ASKED)
    guest, _ = await by_link(people, card)
    await people.giving.accept(guest, card.opinion.facts.session)
    with pytest.raises(Refused, match="conflict"):
        await people.giving.begin(guest, card.opinion.facts.session)
    assert "opinion.begun" not in await people.kinds()


async def test_a_colleague_gets_a_ticket_once_they_accepted(people: People, lee: Person) -> None:
    """SES-285: into the lobby of the reading, as a colleague; not before they said they would answer."""
    sol = await people.staff("sol", StaffRole.SPECIALIST)
    card = await people.asking.ask(lee, replace(ASKED, colleague=sol.person.id, name=""))
    signed_in: SignedIn = (await people.signed_in(sol, "sol"))[0]
    reading = card.opinion.facts.session
    with pytest.raises(Refused, match="conflict"):
        await people.giving.ticket(signed_in, reading)
    await people.giving.accept(sol.person.id, reading)
    seat, secret = await people.giving.ticket(signed_in, reading)
    assert (await people.tickets.redeem(secret, reading)).participant == seat.id == card.opinion.reader


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("19610203", "20240506", "063Y"),
        ("19610203", "20240202", "062Y"),
        ("20240110", "20240506", "003M"),
        ("20231110", "20240206", "002M"),
        ("", "20240506", ""),
        ("1961", "20240506", ""),
        ("20250101", "20240506", ""),
    ],
)
def test_an_age_is_said_as_dicom_says_it(born: str, on: str, age: str) -> None:
    """H6: age and sex are all of the patient that a reader is told. PS3.5 6.2, AS."""
    assert age_on(born, on) == age
