"""Messages on their way: queued with what they are about, sent once, tried again, given up, forgotten."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from server.desk.consults import ConsultCard
from server.desk.couriers import Outcome
from server.desk.delivering import HANDING_MS
from server.desk.delivery_rows import SENDS_MAX, SENDS_WINDOW_MS, Delivery
from server.desk.inviting import Ways
from server.sessions.phases import Phase
from server.storage.database.deliveries import deliveries
from server.storage.database.invite_rows import invites
from server.terms.errors import LightboxError
from server.terms.ids import SessionId
from tests.desk.people import People, consult_of, guest_of, people_in, secret_of, stored_in
from tests.desk.post import BOTH, BY_MAIL, MAIL, PHONE, Postbox, delivering_of

LATER = Outcome("later", "busy")
HERE = "192.0.2.7"


@pytest.fixture
async def people(tmp_path: Path) -> AsyncIterator[People]:
    async with people_in(tmp_path) as opened:
        yield opened


async def newest(people: People, card: ConsultCard) -> Delivery:
    """What became of the newest message of a consult."""
    return (await people.deliveries.of_session(card.session.id))[0]


async def test_a_link_goes_out_with_its_invite(people: People) -> None:
    """B1, JP03: queued with the invite, sent outside the request, to the address and nobody else; recorded."""
    mail = Postbox()
    card = await consult_of(people, await people.staff(), ways=BY_MAIL)
    assert await delivering_of(people, {"mail": mail}).deliver_due("mail") == 1
    (letter,) = mail.taken
    assert letter.to == MAIL
    assert f"https://clinic.example/join?lang=en#{secret_of(card)}" in letter.body
    assert (await newest(people, card)).state == "sent"
    assert (await people.kinds())[-1] == "message.sent"
    assert await delivering_of(people, {"mail": mail}).deliver_due("mail") == 0


async def test_nothing_is_sent_of_a_link_that_is_handed_over(people: People) -> None:
    """Read-out and handing over are the default and need no message."""
    card = await consult_of(people, await people.staff())
    assert await people.deliveries.of_session(card.session.id) == []


async def test_a_restart_between_queue_and_sending_loses_nothing(tmp_path: Path) -> None:
    """What one process queued the next one sends."""
    async with people_in(tmp_path) as first:
        card = await consult_of(first, await first.staff(), ways=BY_MAIL)
    mail = Postbox()
    async with people_in(tmp_path) as second:
        await delivering_of(second, {"mail": mail}).deliver_due("mail")
    assert secret_of(card) in mail.taken[0].body


async def test_two_processes_send_one_message(tmp_path: Path) -> None:
    """A try is taken before it is made: of any number at once one makes it."""
    mail = Postbox()
    async with people_in(tmp_path) as one, people_in(tmp_path) as other:
        for number in range(4):
            await consult_of(one, await one.staff(f"lee{number}"), ways=BY_MAIL)
        rounds = [delivering_of(each, {"mail": mail}).deliver_due("mail") for each in (one, other) * 4]
        await asyncio.gather(*rounds)
    assert len(mail.taken) == len({each.id for each in mail.taken}) == 4


async def test_who_died_while_handing_over_does_it_again_under_the_same_id(people: People) -> None:
    """Nobody can know whether it arrived: the id says that it is the same message."""
    mail = Postbox()
    await consult_of(people, await people.staff(), ways=BY_MAIL)
    now_ms = people.clock.now_ms
    (taken,) = await people.deliveries.take_due("mail", now_ms, now_ms + HANDING_MS)
    await delivering_of(people, {"mail": mail}).deliver_due("mail")
    assert mail.taken == []
    people.clock.later(seconds=HANDING_MS / 1000)
    await delivering_of(people, {"mail": mail}).deliver_due("mail")
    assert [each.id for each in mail.taken] == [taken.id]


async def test_it_is_tried_again_with_growing_waits(people: People) -> None:
    """5, 10, 20 s …: a server that is busy is not made busier."""
    mail = Postbox([LATER, LATER, LATER])
    card = await consult_of(people, await people.staff(), ways=BY_MAIL)
    desk = delivering_of(people, {"mail": mail})
    for wait_s in (5, 10, 20):
        await desk.deliver_due("mail")
        assert (await newest(people, card)).state == "trying"
        people.clock.later(seconds=wait_s - 0.001)
        assert await desk.deliver_due("mail") == 0
        people.clock.later(seconds=0.001)
    await desk.deliver_due("mail")
    assert len({each.id for each in mail.tried}) == 1
    assert (await newest(people, card)).state == "sent"


async def test_what_nobody_takes_is_said_on_the_card(people: People) -> None:
    """Could not be delivered: the host reads it out instead."""
    mail = Postbox([Outcome("never", "refused")])
    card = await consult_of(people, await people.staff(), ways=BY_MAIL)
    await delivering_of(people, {"mail": mail}).deliver_due("mail")
    (told,) = (await people.invites.cards(card.session))[guest_of(card)].messages
    assert (told.kind, told.state, told.trouble) == ("link", "failed", "refused")
    assert (await people.kinds())[-1] == "message.failed"
    code = await people.invites.show_code(card.session, guest_of(card))
    await people.joining.enter_code(secret_of(card), code.digits, address=HERE)


async def test_a_code_nobody_could_deliver_in_time_is_given_up(people: People) -> None:
    """A code lives ten minutes; nobody is sent a dead one."""
    text = Postbox([LATER] * 50)
    card = await consult_of(people, await people.staff(), ways=BOTH)
    await people.joining.send_code(secret_of(card), address=HERE)
    desk = delivering_of(people, {"text": text})
    for _ in range(70):
        await desk.deliver_due("text")
        await desk.tidy()
        people.clock.later(seconds=10)
    failed = next(each for each in await people.deliveries.of_session(card.session.id) if each.kind == "code")
    assert (failed.state, failed.trouble) == ("failed", "busy")
    text.outcomes.clear()
    assert await desk.deliver_due("text") == 0


async def test_a_message_no_courier_carries_any_more_is_given_up(people: People) -> None:
    """The channel was taken out of the settings: the card says so when its time is over."""
    card = await consult_of(people, await people.staff(), ways=BY_MAIL)
    people.clock.later(minutes=25 * 60)
    await delivering_of(people, {}).tidy()
    assert (await newest(people, card)).trouble == "expired"
    assert (await people.kinds())[-1] == "message.failed"


async def test_a_replaced_or_withdrawn_link_is_not_sent(people: People) -> None:
    """What was overtaken on its way would only mislead: the new link goes instead."""
    mail = Postbox()
    account = await people.staff()
    renewed, revoked = await consult_of(people, account, ways=BY_MAIL), await consult_of(people, account, ways=BY_MAIL)
    new = await people.invites.renew(renewed.session, guest_of(renewed))
    await people.invites.revoke(revoked.session, guest_of(revoked))
    await delivering_of(people, {"mail": mail}).deliver_due("mail")
    assert [new.link in each.body for each in mail.taken] == [True]
    assert all(secret_of(each) not in letter.body for letter in mail.taken for each in (renewed, revoked))


async def test_nothing_is_sent_of_a_consult_that_is_over(people: People) -> None:
    mail = Postbox()
    card = await consult_of(people, await people.staff(), ways=BY_MAIL)
    people.rooms.running[card.session.id] = replace(card.session, phase=Phase.LOCKED)
    await delivering_of(people, {"mail": mail}).deliver_due("mail")
    assert mail.tried == []


async def test_invites_whose_consult_is_not_kept_yet_wait(people: People) -> None:
    """The session's own row is written last: until then its messages wait, and are not counted as failed."""
    mail, waiting = Postbox(), SessionId("e" * 32)
    card = await consult_of(people, await people.staff(), ways=BY_MAIL)
    async with people.db.write() as conn:
        await conn.execute(update(deliveries).values(session=waiting))
    desk = delivering_of(people, {"mail": mail})
    await desk.deliver_due("mail")
    assert (mail.tried, (await people.deliveries.of_session(waiting))[0].state) == ([], "waiting")
    async with people.db.write() as conn:
        await conn.execute(update(deliveries).values(session=card.session.id))
    people.clock.later(seconds=2)
    await desk.deliver_due("mail")
    assert len(mail.taken) == 1


# --- codes ---


async def test_a_guest_has_a_code_sent_and_comes_in(people: People) -> None:
    """JM01, JM02: link by mail, code by text message when the page asks for it; good for one seat."""
    mail, text = Postbox(), Postbox()
    card = await consult_of(people, await people.staff(), ways=BOTH)
    desk = delivering_of(people, {"mail": mail, "text": text})
    await desk.deliver_due("mail")
    sent = await people.joining.send_code(secret_of(card), address=HERE)
    await desk.deliver_due("text")
    (letter,) = text.taken
    assert (sent.channel, letter.to, letter.subject) == ("text", PHONE, "")
    digits = next(word for word in letter.body.split() if word.isdecimal() and len(word) == 6)
    entered, _ = await people.joining.enter_code(secret_of(card), digits, address=HERE)
    assert entered.participant == guest_of(card)
    assert digits not in mail.taken[0].body


async def test_a_newer_code_is_the_one_that_is_sent(people: People) -> None:
    """A code that was replaced while it waited is dead, and not sent."""
    text = Postbox()
    card = await consult_of(people, await people.staff(), ways=BOTH)
    await people.joining.send_code(secret_of(card), address=HERE)
    read_out = await people.invites.show_code(card.session, guest_of(card))
    await delivering_of(people, {"text": text}).deliver_due("text")
    assert text.tried == []
    await people.joining.enter_code(secret_of(card), read_out.digits, address=HERE)


async def test_three_messages_in_ten_minutes_and_no_more(people: People) -> None:
    """Security §2 row 5: links and codes together; the fourth is refused with how long to wait, and the code in hand lives."""
    card = await consult_of(people, await people.staff(), ways=BOTH)
    for _ in range(SENDS_MAX - 1):
        await people.joining.send_code(secret_of(card), address=HERE)
    with pytest.raises(LightboxError, match="too_many_sends") as refused:
        await people.joining.send_code(secret_of(card), address=HERE)
    assert refused.value.facts["retry_ms"] == SENDS_WINDOW_MS
    invite = await people.invite_shelf.find(card.session.id, guest_of(card))
    assert invite is not None
    assert invite.code_counter == SENDS_MAX - 1
    people.clock.later(seconds=SENDS_WINDOW_MS / 1000)
    await people.joining.send_code(secret_of(card), address=HERE)


async def test_at_once_no_more_than_three_either(people: People) -> None:
    """Counted in the statement's own transaction: a hundred taps at once are three messages."""
    card = await consult_of(people, await people.staff(), ways=BOTH)
    taps = [people.sending.send(card.session, guest_of(card), by=guest_of(card)) for _ in range(30)]
    done = await asyncio.gather(*taps, return_exceptions=True)
    assert sum(not isinstance(each, BaseException) for each in done) == SENDS_MAX - 1
    assert len(await people.deliveries.of_session(card.session.id)) == SENDS_MAX


async def test_a_clock_set_back_silences_nobody(people: People) -> None:
    card = await consult_of(people, await people.staff(), ways=BOTH)
    for _ in range(SENDS_MAX - 1):
        await people.joining.send_code(secret_of(card), address=HERE)
    people.clock.later(minutes=-60)
    await people.joining.send_code(secret_of(card), address=HERE)


async def test_a_code_that_is_read_out_is_not_sent(people: People) -> None:
    card = await consult_of(people, await people.staff(), ways=BY_MAIL)
    with pytest.raises(LightboxError, match="no_channel"):
        await people.joining.send_code(secret_of(card), address=HERE)


async def test_who_guesses_links_has_nothing_sent(people: People) -> None:
    """Equal to any other unknown link."""
    with pytest.raises(LightboxError, match="no_such_link"):
        await people.joining.send_code("x" * 43, address=HERE)


async def test_a_stopped_link_has_no_code_sent(people: People) -> None:
    """Five wrong codes are not given back by asking for another one."""
    card = await consult_of(people, await people.staff(), ways=BOTH)
    await people.joining.send_code(secret_of(card), address=HERE)
    for _ in range(5):
        with pytest.raises(LightboxError):
            await people.joining.enter_code(secret_of(card), "000000", address=HERE)
        people.clock.later(seconds=10)
    with pytest.raises(LightboxError, match="invite_suspended"):
        await people.joining.send_code(secret_of(card), address=HERE)


# --- what rests, and for how long ---


async def test_no_address_and_no_word_rests_readable(people: People, tmp_path: Path) -> None:
    """Addresses are sealed; what a message says is nowhere: it is written when it is sent."""
    card = await consult_of(people, await people.staff(), ways=BOTH)
    await people.joining.send_code(secret_of(card), address=HERE)
    code = await people.invites.show_code(card.session, guest_of(card))
    stored = stored_in(tmp_path)
    for canary in (MAIL, PHONE, PHONE[1:], secret_of(card), code.digits.encode().hex(), "online visit"):
        assert canary.encode() not in stored


@pytest.mark.parametrize("how", ["expired", "locked"])
async def test_addresses_are_forgotten_with_the_visit(people: People, how: str) -> None:
    card = await consult_of(people, await people.staff(), ways=BOTH)
    desk = delivering_of(people, {})
    await desk.tidy()
    assert (await people.invites.cards(card.session))[guest_of(card)].link_to == MAIL
    if how == "expired":
        people.clock.now_ms = card.invites[guest_of(card)].invite.not_after_ms
    else:
        fence = await people.sessions.claim(card.session.id)
        await people.sessions.save(replace(card.session, phase=Phase.LOCKED), fence=fence)
    await desk.tidy()
    async with people.db.read() as conn:
        assert list(await conn.execute(select(invites.c.link_to, invites.c.code_to))) == [(None, None)]


# --- ways ---


@pytest.mark.parametrize(
    ("ways", "code"),
    [
        (Ways(link_by="mail", link_to=MAIL, code_by="mail", code_to="other@mail.example"), "same_channel"),
        (Ways(link_by="text", link_to=PHONE, code_by="text", code_to="+34600999999"), "same_channel"),
        (Ways(link_by="mail", link_to=""), "bad_address"),
        (Ways(link_by="mail", link_to=f"{MAIL}\r\nBcc: eve@mail.example"), "bad_address"),
        (Ways(link_by="mail", link_to=MAIL, code_by="text", code_to="600123456"), "bad_address"),
        (replace(BY_MAIL, language="xx"), "bad_value"),
        (replace(BY_MAIL, uses_max=0), "link_uses"),
        (replace(BY_MAIL, uses_max=6), "link_uses"),
        (replace(BY_MAIL, not_before_ms=2**52), "link_window"),
        (replace(BY_MAIL, not_after_ms=1), "link_window"),
        (replace(BY_MAIL, not_after_ms=2**52), "link_window"),
    ],
)  # fmt: skip
async def test_ways_that_lead_nowhere_are_refused_before_anything_is_kept(
    people: People, ways: Ways, code: str
) -> None:
    """A code never goes where its link goes; what is refused leaves no entry and no invite."""
    account = await people.staff()
    before = await people.kinds()
    with pytest.raises(LightboxError, match=code):
        await consult_of(people, account, ways=ways)
    assert await people.kinds() == before


@pytest.mark.parametrize("code_by", ["text", "mail"])
async def test_a_link_by_hand_takes_a_code_by_any_channel(people: People, code_by: str) -> None:
    ways = Ways(code_by=code_by, code_to=PHONE if code_by == "text" else MAIL)  # type: ignore[arg-type]
    card = await consult_of(people, await people.staff(), ways=ways)
    assert (await people.joining.send_code(secret_of(card), address=HERE)).channel == code_by


# --- the window and the uses of a link ---


async def test_a_link_works_in_its_window_only(people: People) -> None:
    """B3: not before, not after, each to the millisecond; who comes early is told when to come."""
    starts_ms = people.clock.now_ms + 60 * 60_000
    ways = Ways(not_before_ms=starts_ms - 600_000, not_after_ms=starts_ms + 3_600_000)
    card = await consult_of(people, await people.staff(), minutes_ahead=60, ways=ways)
    with pytest.raises(LightboxError, match="invite_early") as early:
        await people.joining.open_link(secret_of(card), address=HERE, guest=None)
    assert early.value.facts["opens_ms"] == starts_ms - 600_000
    with pytest.raises(LightboxError, match="invite_early"):
        await people.invites.show_code(card.session, guest_of(card))
    people.clock.now_ms = starts_ms - 600_000
    assert (await people.joining.open_link(secret_of(card), address=HERE, guest=None)).needs_code
    people.clock.now_ms = starts_ms + 3_600_000 - 1
    await people.joining.open_link(secret_of(card), address=HERE, guest=None)
    people.clock.now_ms += 1
    with pytest.raises(LightboxError, match="invite_expired"):
        await people.joining.open_link(secret_of(card), address=HERE, guest=None)


async def test_a_link_for_one_device_is_used_up_by_it(people: People) -> None:
    """B2: the chosen number, not the house's."""
    card = await consult_of(people, await people.staff(), ways=Ways(uses_max=1))
    code = await people.invites.show_code(card.session, guest_of(card))
    await people.joining.enter_code(secret_of(card), code.digits, address=HERE)
    with pytest.raises(LightboxError, match="invite_used_up"):
        await people.invites.show_code(card.session, guest_of(card))
    with pytest.raises(LightboxError, match="invite_used_up"):
        await people.joining.open_link(secret_of(card), address=HERE, guest=None)


async def test_a_link_leads_to_pages_in_the_language_of_its_message(people: People) -> None:
    """K7: who was written to in Arabic reads on in Arabic, whatever their browser prefers; nothing sent, nothing chosen."""
    sent = await consult_of(people, await people.staff(), ways=replace(BY_MAIL, language="ar"))
    handed = await consult_of(people, await people.staff("roe"), ways=Ways(language="ar"))
    links = [next(iter(card.invites.values())).link for card in (sent, handed)]
    assert [link.partition("#")[0] for link in links] == [
        "https://clinic.example/join?lang=ar",
        "https://clinic.example/join",
    ]
