"""A guest's way in: link, code, ticket; what each refusal says, and that none says a name."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace

import msgspec
import pytest

from server.audit.lock_receipt import LockFacts
from server.desk.consults import ConsultCard
from server.identity.logins import GuestLogin
from server.identity.otp import CODE_LIFE_MS
from server.sessions.phases import LockReason, Phase
from server.sessions.strain import FALLS_MS, RISES_MS, Reading
from server.terms.errors import LightboxError, Malformed, NotFound, Refused
from server.terms.ids import InviteId
from tests.desk.people import People, consult_of, guest_of, people_on, secret_of

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.1"


async def consult(people: People, *, minutes_ahead: int = 0) -> ConsultCard:
    return await consult_of(people, await people.staff(), minutes_ahead=minutes_ahead)


async def code(people: People, card: ConsultCard) -> str:
    session = await people.sessions.load(card.session.id)
    return (await people.invites.show_code(session, guest_of(card))).digits


async def entered(people: People, card: ConsultCard) -> GuestLogin:
    digits = await code(people, card)
    _, secret = await people.joining.enter_code(secret_of(card), digits, address=HERE)
    guest = await people.joining.who(secret)
    assert guest is not None
    return guest


async def refused(doing: Awaitable[object]) -> LightboxError:
    with pytest.raises(LightboxError) as raised:
        await doing
    return raised.value


async def locked(people: People, card: ConsultCard, why: LockReason = LockReason.ENDED) -> None:
    session = await people.sessions.load(card.session.id)
    over = replace(session, phase=Phase.LOCKED, lock_reason=why)
    await people.sessions.save(over, fence=await people.sessions.claim(session.id))


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 1_000_000:06}"


async def test_link_and_code_let_a_guest_in(people: People) -> None:
    """Issue 2, point 5."""
    card = await consult(people)
    link = await people.joining.open_link(secret_of(card), address=HERE, guest=None)
    assert (link.state, link.needs_code, link.minutes) == ("open", True, 20)
    guest = await entered(people, card)
    assert (guest.session, guest.participant, guest.claim) == (card.session.id, guest_of(card), 1)
    assert (await people.kinds())[-2:] == ["code.issued", "code.accepted"]


async def test_a_ticket_opens_one_socket_of_its_own_session(people: People) -> None:
    """T-11: used, late, or another session's tickets are all the same refusal."""
    card = await consult(people)
    guest = await entered(people, card)
    tickets = [(await people.joining.ticket(guest))[1] for _ in range(3)]
    opened = await people.tickets.redeem(tickets[0], guest.session)
    assert (opened.participant, opened.kind, opened.claim) == (guest.participant, "guest", 1)
    assert (await refused(people.tickets.redeem(tickets[0], guest.session))).code == "auth"
    other = (await consult_of(people, await people.staff("other"))).session.id
    assert (await refused(people.tickets.redeem(tickets[1], other))).code == "auth"
    people.clock.later(seconds=30)
    assert (await refused(people.tickets.redeem(tickets[2], guest.session))).code == "auth"


async def test_a_ticket_is_worth_nothing_once_another_device_has_the_seat(people: People) -> None:
    """T-11: whoever was put out cannot come back on a ticket made before."""
    card = await consult(people)
    former = await entered(people, card)
    ticket = (await people.joining.ticket(former))[1]
    await entered(people, card)
    await people.invites.knock_answered(card.session, former.participant, admitted=True)
    assert (await refused(people.tickets.redeem(ticket, former.session))).code == "auth"


async def test_a_ticket_is_worth_nothing_once_its_holder_was_turned_away(people: People) -> None:
    """Denied in the lobby: only a new code leads there again."""
    card = await consult(people)
    guest = await entered(people, card)
    ticket = (await people.joining.ticket(guest))[1]
    session = await people.sessions.load(card.session.id)
    await people.invites.turned_away(session, guest.participant, for_good=False)
    assert (await refused(people.tickets.redeem(ticket, guest.session))).code == "auth"


async def test_this_browser_needs_no_second_code(people: People) -> None:
    """Decisions 6: the cookie is enough until the session ends."""
    card = await consult(people)
    guest = await entered(people, card)
    link = await people.joining.open_link(secret_of(card), address=HERE, guest=guest)
    assert not link.needs_code
    another = replace(guest, invite=InviteId("0" * 32))
    assert (await people.joining.open_link(secret_of(card), address=HERE, guest=another)).needs_code


async def test_a_code_is_good_while_there_is_no_room_and_is_asked_for_once(people: People) -> None:
    """[SES-278]: the seat is theirs from the code on; it has run out when there is room, and nobody asks for another."""
    card = await consult(people)
    for half_seconds in range(1 + 3 * RISES_MS // 500):
        people.gate.weighed(Reading(late_ms=500, render_wait_ms=0, busy=1), 500 * half_seconds)
    guest = await entered(people, card)
    later = await refused(people.joining.ticket(guest))
    assert later.code == "crowded"
    assert int(later.facts["retry_ms"]) >= 15_000
    people.clock.later(seconds=CODE_LIFE_MS // 1000 + 1)
    assert (await refused(people.joining.ticket(guest))).code == "crowded"
    for half_seconds in range(1 + 3 * FALLS_MS // 500):
        people.gate.weighed(Reading(late_ms=0, render_wait_ms=0, busy=0), 60_000 + 500 * half_seconds)
    _, ticket = await people.joining.ticket(guest)
    assert (await people.tickets.redeem(ticket, guest.session)).participant == guest.participant


async def test_an_unknown_link_does_not_exist(people: People) -> None:
    """T-04."""
    with pytest.raises(NotFound) as unknown:
        await people.joining.open_link("x" * 43, address=HERE, guest=None)
    assert (unknown.value.code, unknown.value.facts) == ("no_such_link", {})


async def test_a_renewed_link_says_so_and_the_new_one_opens(people: People) -> None:
    card = await consult(people)
    renewed = await people.invites.renew(card.session, guest_of(card))
    old = await refused(people.joining.open_link(secret_of(card), address=HERE, guest=None))
    assert old.code == "invite_renewed"
    new = await people.joining.open_link(renewed.link.split("#")[1], address=HERE, guest=None)
    assert new.state == "open"


async def test_a_revoked_invite_says_so_and_its_guest_is_out(people: People) -> None:
    """T-10: cookie and link are dead in the same moment, and the room is told."""
    card = await consult(people)
    guest = await entered(people, card)
    _, secret = await people.joining.enter_code(secret_of(card), await code(people, card), address=HERE)
    await people.invites.revoke(card.session, guest_of(card))
    assert await people.joining.who(secret) is None
    old = await refused(people.joining.open_link(secret_of(card), address=HERE, guest=None))
    assert old.code == "invite_revoked"
    assert people.rooms.told[-1] == ("guest_changed", guest.session, guest.participant, "revoked")


async def test_a_link_expires_after_the_latest_end(people: People) -> None:
    """BI-36: to the millisecond."""
    card = await consult(people)
    people.clock.now_ms = card.invites[guest_of(card)].invite.not_after_ms - 1
    assert (await people.joining.open_link(secret_of(card), address=HERE, guest=None)).state == "open"
    people.clock.now_ms += 1
    late = await refused(people.joining.open_link(secret_of(card), address=HERE, guest=None))
    assert late.code == "invite_expired"


async def test_before_the_doors_open_a_guest_waits_with_the_time(people: People) -> None:
    """Decisions 5: the code may be typed before; the ticket comes when the doors open."""
    card = await consult(people, minutes_ahead=60)
    link = await people.joining.open_link(secret_of(card), address=HERE, guest=None)
    assert (link.state, link.start_ms) == ("too_early", card.session.starts_ms)
    guest = await entered(people, card)
    early = await refused(people.joining.ticket(guest))
    assert (early.code, early.facts["start_ms"]) == ("too_early", card.session.starts_ms)
    people.clock.now_ms = int(early.facts["opens_ms"])
    assert len((await people.joining.ticket(guest))[1]) == 43


async def test_after_the_end_a_link_says_ended_and_a_guest_is_told_locked(people: People) -> None:
    """Issue 2, point 8: who was in it hears 423, whoever only has the link hears that it is over."""
    card = await consult(people)
    guest = await entered(people, card)
    digits = await code(people, card)
    await locked(people, card)
    assert (await people.joining.open_link(secret_of(card), address=HERE, guest=None)).state == "ended"
    assert (await people.kinds())[-1] == "invite.late", "JS12: one entry"
    assert (await refused(people.joining.enter_code(secret_of(card), digits, address=HERE))).code == "ended"
    doings = (
        people.joining.where(guest),
        people.joining.ticket(guest),
        people.joining.open_link(secret_of(card), address=HERE, guest=guest),
    )
    for doing in doings:
        over = await refused(doing)
        assert (over.code, over.facts) == ("locked", {"reason": "ended", "receipt": "", "role": ""})


@pytest.mark.parametrize(
    ("why", "never"),
    [
        (LockReason.CANCELLED, "cancelled"),
        (LockReason.REVOKED, "cancelled"),
        (LockReason.NO_SHOW, "no_show"),
        (LockReason.ENDED, ""),
    ],
)
async def test_a_link_of_a_visit_that_never_was_says_so(people: People, why: LockReason, never: str) -> None:
    """B10: who opens the link of a cancelled visit is not thanked for a visit, nor told of pictures they never saw."""
    card = await consult(people)
    await locked(people, card, why)
    link = await people.joining.open_link(secret_of(card), address=HERE, guest=None)
    assert (link.state, link.never) == ("ended", never)


async def test_a_glance_at_a_link_is_not_noted(people: People) -> None:
    """B10, JM12: a page that only asks whether the visit is over leaves no sign that anybody opened the link."""
    card = await consult(people)
    assert (await people.joining.open_link(secret_of(card), address=HERE, guest=None, glance=True)).state == "open"
    assert (await people.invites.cards(card.session))[guest_of(card)].invite.opened_ms is None
    await locked(people, card)
    over = await people.joining.open_link(secret_of(card), address=HERE, guest=None, glance=True)
    assert over.state == "ended"


async def test_a_locked_guest_is_told_the_receipts_number(people: People) -> None:
    """Screens: true words about the lock, with the number people can compare."""
    card = await consult(people)
    guest = await entered(people, card)
    await locked(people, card)
    lock = LockFacts(1, "ended", 7, 1000, ("ab",), 12, ("originals",))
    await people.receipts.add("lock", card.session.id, msgspec.json.encode(lock), 1)
    number = (await refused(people.joining.where(guest))).facts["receipt"]
    host = await people.accounts.person(card.host.id)
    assert host is not None
    receipt = (await people.records.record(host, card.session.id)).receipt
    assert receipt is not None
    assert (receipt.number, receipt.facts, receipt.standing) == (number, lock, "holds")


async def test_a_code_works_once(people: People) -> None:
    """Issue 2, point 13: a reused code says that it was used."""
    card = await consult(people)
    digits = await code(people, card)
    await people.joining.enter_code(secret_of(card), digits, address=HERE)
    assert (await refused(people.joining.enter_code(secret_of(card), digits, address=HERE))).code == "code_used"


async def test_two_activations_at_once_are_one(people: People) -> None:
    """BI-38."""
    card = await consult(people)
    digits = await code(people, card)
    other = people_on(people.db, people.clock)
    tries = [desk.joining.enter_code(secret_of(card), digits, address=HERE) for desk in (people, other)]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(each, tuple) for each in results) == 1


async def test_no_code_and_an_old_code_say_so_and_cost_nothing(people: People) -> None:
    card = await consult(people)
    attempt = people.joining.enter_code(secret_of(card), "123456", address=HERE)
    assert (await refused(attempt)).code == "no_code_yet"
    digits = await code(people, card)
    people.clock.later(minutes=10)
    assert (await refused(people.joining.enter_code(secret_of(card), digits, address=HERE))).code == "code_expired"
    assert (await people.invites.cards(card.session))[guest_of(card)].invite.failures == 0


async def test_a_new_code_kills_the_former_one(people: People) -> None:
    """Decisions 5; BI-34: the previous code is simply wrong."""
    card = await consult(people)
    former, newest = await code(people, card), await code(people, card)
    assert (await refused(people.joining.enter_code(secret_of(card), former, address=HERE))).code == "wrong_code"
    people.clock.later(seconds=1)
    await people.joining.enter_code(secret_of(card), newest, address=HERE)


async def test_another_invites_code_is_wrong(people: People) -> None:
    """BI-34."""
    account = await people.staff()
    mine, other = await consult_of(people, account), await consult_of(people, account)
    digits = await code(people, mine)
    others = await code(people, other)
    assert digits != others
    assert (await refused(people.joining.enter_code(secret_of(mine), others, address=HERE))).code == "wrong_code"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "\u0661\u0662\u0663\u0664\u0665\u0666", "1" * 256])
async def test_what_is_no_code_is_not_counted(people: People, typed: str) -> None:
    """T-08, BI-34."""
    card = await consult(people)
    await code(people, card)
    with pytest.raises(Malformed) as malformed:
        await people.joining.enter_code(secret_of(card), typed, address=HERE)
    assert malformed.value.code == "bad_code"
    assert (await people.invites.cards(card.session))[guest_of(card)].invite.failures == 0


async def test_five_wrong_codes_suspend_an_invite_and_a_new_code_gives_none_back(people: People) -> None:
    """T-05: the right one comes too late then; a new code gives no tries back, a new link does."""
    card = await consult(people)
    digits = await code(people, card)
    for left, wait_ms in ((3, 1000), (2, 2000), (1, 4000)):
        error = await refused(people.joining.enter_code(secret_of(card), wrong(digits), address=HERE))
        assert (error.code, error.facts) == ("wrong_code", {"left": left, "retry_ms": wait_ms})
        people.clock.later(seconds=wait_ms / 1000)
    digits = await code(people, card)
    for expected in ("wrong_code", "invite_suspended"):
        people.clock.later(seconds=8)
        error = await refused(people.joining.enter_code(secret_of(card), wrong(digits), address=ELSEWHERE))
        assert error.code == expected
    assert (await refused(people.joining.enter_code(secret_of(card), digits, address=HERE))).code == "invite_suspended"
    session = await people.sessions.load(card.session.id)
    assert (await refused(people.invites.show_code(session, guest_of(card)))).code == "invite_suspended"
    renewed = await people.invites.renew(session, guest_of(card))
    fresh = (await people.invites.show_code(session, guest_of(card))).digits
    await people.joining.enter_code(renewed.link.split("#")[1], fresh, address=HERE)
    assert (await people.kinds()).count("invite.suspended") == 1


async def suspended(people: People, card: ConsultCard) -> None:
    digits = await code(people, card)
    for number in range(5):
        people.clock.later(seconds=8)
        typed = f"{(int(digits) + 1 + number) % 1_000_000:06}"
        await refused(people.joining.enter_code(secret_of(card), typed, address=f"198.51.{number}.1"))


async def test_the_host_hears_of_a_suspension_in_the_room(people: People) -> None:
    """B4: at once, not when somebody looks at the card."""
    card = await consult(people)
    await suspended(people, card)
    assert people.rooms.told[-1] == ("guest_changed", card.session.id, guest_of(card), "suspended")


async def test_a_suspended_link_still_opens_so_that_its_guest_can_ask(people: People) -> None:
    """Screens, never a dead end: the page says so and has a button, and asking is one entry."""
    card = await consult(people)
    await suspended(people, card)
    assert (await people.joining.open_link(secret_of(card), address=HERE, guest=None)).state == "suspended"
    await people.joining.ask_clinic(secret_of(card), address=HERE)
    assert people.rooms.told[-1] == ("guest_changed", card.session.id, guest_of(card), "asked")
    assert (await people.kinds())[-1] == "invite.asked"
    assert (await people.invites.cards(card.session))[guest_of(card)].invite.asked_ms == people.clock.now_ms


async def test_asking_again_at_once_is_the_same_call(people: People) -> None:
    """Thirty seconds between two calls that anybody hears of; a clock set back silences nobody."""
    card = await consult(people)
    for later_s in (0, 29, 1, -3600):
        people.clock.later(seconds=later_s)
        await people.joining.ask_clinic(secret_of(card), address=HERE)
    assert (await people.kinds()).count("invite.asked") == 3


async def test_one_tap_of_the_host_lets_the_same_link_go_on(people: People) -> None:
    """Decisions 5, screens: a new code on the host's card, the message of the patient stays good, the call is answered."""
    card = await consult(people)
    await suspended(people, card)
    await people.joining.ask_clinic(secret_of(card), address=HERE)
    session = await people.sessions.load(card.session.id)
    helped = await people.invites.help_in(session, guest_of(card))
    assert people.rooms.told[-1] == ("guest_changed", card.session.id, guest_of(card), "helped")
    invite = (await people.invites.cards(session))[guest_of(card)]
    assert (invite.invite.failures, invite.invite.asked_ms) == (0, None)
    await people.joining.enter_code(secret_of(card), helped.digits, address=HERE)
    assert (await people.kinds())[-3:] == ["invite.asked", "invite.reinstated", "code.accepted"]


async def test_after_a_reinstatement_five_more_are_compared_and_former_codes_are_worth_nothing(people: People) -> None:
    """T-05: a new secret; what was guessed before says nothing about what comes."""
    card = await consult(people)
    former = await code(people, card)
    await suspended(people, card)
    session = await people.sessions.load(card.session.id)
    await people.invites.help_in(session, guest_of(card))
    codes = []
    for number in range(6):
        trying = people.joining.enter_code(secret_of(card), former, address=f"198.51.{number}.1")
        codes.append((await refused(trying)).code)
        people.clock.later(seconds=8)
    assert codes == ["wrong_code"] * 4 + ["invite_suspended"] * 2


async def test_helping_who_was_not_stopped_gives_a_code_and_no_new_tries(people: People) -> None:
    """T-05: only a suspended invite starts over."""
    card = await consult(people)
    await refused(people.joining.enter_code(secret_of(card), wrong(await code(people, card)), address=HERE))
    await people.joining.ask_clinic(secret_of(card), address=HERE)
    people.clock.later(seconds=1)
    helped = await people.invites.help_in(await people.sessions.load(card.session.id), guest_of(card))
    invite = (await people.invites.cards(card.session))[guest_of(card)]
    assert (invite.invite.failures, invite.invite.asked_ms) == (1, None)
    assert people.rooms.told[-1][-1] == "helped"
    await people.joining.enter_code(secret_of(card), helped.digits, address=HERE)


async def test_two_who_help_at_once_start_one_code(people: People) -> None:
    """Of two taps one reinstates; the other is told, or gives a plain code that kills the first: five tries in all."""
    card = await consult(people)
    await suspended(people, card)
    session = await people.sessions.load(card.session.id)
    other = people_on(people.db, people.clock)
    taps = [desk.invites.help_in(session, guest_of(card)) for desk in (people, other)]
    await asyncio.gather(*taps, return_exceptions=True)
    assert (await people.invites.cards(session))[guest_of(card)].invite.failures == 0
    tries = [
        people.joining.enter_code(secret_of(card), f"{number:06}", address=HERE) for number in range(100_000, 100_020)
    ]
    await asyncio.gather(*tries, return_exceptions=True)
    assert (await people.kinds()).count("code.refused") <= 10


async def test_a_link_that_is_over_asks_nobody(people: People) -> None:
    """Only the telephone helps then: nobody who was shut out can call on."""
    card = await consult(people)
    await people.invites.revoke(card.session, guest_of(card))
    assert (await refused(people.joining.ask_clinic(secret_of(card), address=HERE))).code == "invite_revoked"
    assert (await refused(people.joining.ask_clinic("x" * 43, address=HERE))).code == "no_such_link"
    assert "invite.asked" not in await people.kinds()


async def test_two_hundred_at_once_compare_five_codes(people: People) -> None:
    """T-05: counted before it is looked at, in the database, not per process."""
    card = await consult(people)
    digits = await code(people, card)
    desks = [people, people_on(people.db, people.clock)]
    for _ in range(6):
        tries = [
            desks[number % 2].joining.enter_code(
                secret_of(card), f"{(int(digits) + 1 + number) % 1_000_000:06}", address=f"10.{number}.0.1"
            )
            for number in range(34)
        ]
        results = await asyncio.gather(*tries, return_exceptions=True)
        assert all(isinstance(each, Refused) for each in results)
        people.clock.later(minutes=1)
    assert (await people.kinds()).count("code.refused") == 5


@pytest.mark.parametrize(("failures", "wait_s"), [(1, 1), (2, 2), (3, 4), (4, 8)])
async def test_each_wrong_code_doubles_the_wait_for_everybody(people: People, failures: int, wait_s: int) -> None:
    """T-05: 1, 2, 4, 8 s on one invite, whoever tries; the right code waits as well, and is not used up by waiting."""
    card = await consult(people)
    digits = await code(people, card)
    for number in range(failures):
        people.clock.later(seconds=8)
        await refused(people.joining.enter_code(secret_of(card), wrong(digits), address=f"198.51.{number}.1"))
    for address in (HERE, "198.51.0.1"):
        early = await refused(people.joining.enter_code(secret_of(card), digits, address=address))
        assert (early.code, early.facts) == ("slow_down", {"retry_ms": wait_s * 1000})
    people.clock.later(seconds=wait_s)
    await people.joining.enter_code(secret_of(card), digits, address=HERE)


async def test_a_clock_set_back_makes_nobody_wait_longer_than_the_longest_wait(people: People) -> None:
    card = await consult(people)
    digits = await code(people, card)
    await refused(people.joining.enter_code(secret_of(card), wrong(digits), address=HERE))
    people.clock.later(minutes=-5)
    await people.joining.enter_code(secret_of(card), digits, address=HERE)


async def test_who_guesses_links_reaches_no_invite(people: People) -> None:
    """T-09: without the link nobody can suspend, slow down or call on an invite, and nobody's neighbors are stopped."""
    card = await consult(people)
    digits = await code(people, card)
    for number in range(130):
        await refused(people.joining.enter_code(f"{number:043}", wrong(digits), address=HERE))
    assert (await people.invites.cards(card.session))[guest_of(card)].invite.failures == 0
    await people.joining.enter_code(secret_of(card), digits, address=HERE)


async def test_one_link_has_sixty_tries_in_ten_minutes_wherever_from(people: People) -> None:
    """T-05: who floods one link stops that link's page for a while, not those of its neighbors."""
    card = await consult(people)
    other = await consult_of(people, await people.staff("other"))
    for number in range(60):
        await people.joining.open_link(secret_of(card), address=f"10.{number}.0.1", guest=None)
    assert (await refused(people.joining.open_link(secret_of(card), address=HERE, guest=None))).code == "slow_down"
    await people.joining.open_link(secret_of(other), address=HERE, guest=None)


async def test_a_second_device_knocks_and_puts_nobody_out(people: People) -> None:
    """T-01, JU1: a new code on another device is an alert and a card of its own; it gets no ticket, the first keeps all."""
    card = await consult(people)
    first_secret = (await people.joining.enter_code(secret_of(card), await code(people, card), address=HERE))[1]
    second = await entered(people, card)
    assert (second.claim, second.is_knocking) == (2, True)
    assert people.rooms.told[-1] == ("guest_changed", second.session, second.participant, "knocked")
    assert (await people.kinds())[-1] == "security.alert"
    assert (await refused(people.joining.ticket(second))).code == "knocking"
    assert (await people.joining.where(second)).is_knocking
    first = await people.joining.who(first_secret)
    assert first is not None
    await people.joining.ticket(first)


@pytest.mark.parametrize("admitted", [True, False])
async def test_of_two_devices_the_host_keeps_one(people: People, *, admitted: bool) -> None:
    """T-01: let in, the second has the seat and the first's cookie is worth nothing; refused, it is the other way."""
    card = await consult(people)
    secrets = [
        (await people.joining.enter_code(secret_of(card), await code(people, card), address=HERE))[1] for _ in range(2)
    ]
    await people.invites.knock_answered(card.session, guest_of(card), admitted=admitted)
    kept, gone = (secrets[1], secrets[0]) if admitted else (secrets[0], secrets[1])
    assert await people.joining.who(gone) is None
    guest = await people.joining.who(kept)
    assert guest is not None
    assert len((await people.joining.ticket(guest))[1]) == 43


async def test_nobody_is_let_in_who_does_not_knock(people: People) -> None:
    card = await consult(people)
    await entered(people, card)
    assert (
        await refused(people.invites.knock_answered(card.session, guest_of(card), admitted=True))
    ).code == "conflict"


async def test_a_third_device_takes_the_place_of_the_second(people: People) -> None:
    """SES-143: one seat, one knock; and to turn the first away keeps the knock."""
    card = await consult(people)
    secrets = [
        (await people.joining.enter_code(secret_of(card), await code(people, card), address=HERE))[1] for _ in range(3)
    ]
    found = [await people.joining.who(secret) for secret in secrets]
    assert [None if each is None else each.is_knocking for each in found] == [False, None, True]
    await people.invites.turned_away(card.session, guest_of(card), for_good=False)
    assert await people.joining.who(secrets[0]) is None
    assert await people.joining.who(secrets[2]) is not None


async def test_a_link_passed_around_is_used_up(people: People) -> None:
    card = await consult(people)
    for _ in range(5):
        await entered(people, card)
    assert (await refused(people.joining.open_link(secret_of(card), address=HERE, guest=None))).code == "invite_used_up"


async def test_an_address_cannot_ask_without_end(people: People) -> None:
    """T-05: 120 tries in ten minutes per neighborhood, known links or not."""
    codes = [(await refused(people.joining.open_link("x" * 43, address=HERE, guest=None))).code for _ in range(121)]
    assert codes == ["no_such_link"] * 120 + ["slow_down"]


async def test_a_denied_guest_needs_a_new_code_and_a_removed_one_a_new_link(people: People) -> None:
    card = await consult(people)
    _, secret = await people.joining.enter_code(secret_of(card), await code(people, card), address=HERE)
    await people.invites.turned_away(card.session, guest_of(card), for_good=False)
    assert await people.joining.who(secret) is None
    await entered(people, card)
    await people.invites.turned_away(card.session, guest_of(card), for_good=True)
    gone = await refused(people.joining.open_link(secret_of(card), address=HERE, guest=None))
    assert gone.code == "invite_revoked"
