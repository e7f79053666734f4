"""Making a consult: what is needed, what is refused, what its host sees; and that it is nobody else's."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from server.desk.consults import ConsultAsked
from server.desk.seating import GuestAsked
from server.sessions.phases import LockReason, Phase
from server.sessions.session import Basis
from server.terms.consults import Mask
from server.terms.errors import LightboxError, NotFound, Refused
from server.terms.ids import ParticipantId, SeriesId, StudyId
from server.terms.people import Role, StaffRole
from server.transport.api.consult_cards import consult_card
from tests.desk.people import CHEST, CINE, PATIENT_NAME, PUBLIC_URL, People, consult_of, guest_of, stored_in

PATIENT, SPECIALIST = GuestAsked("patient", "Maria"), GuestAsked("specialist", "Dr Sol")
ASKED = ConsultAsked(series=(CHEST,), guests=(PATIENT, SPECIALIST), minutes=20)
DAY_MS = 24 * 3600 * 1000


async def test_a_consult_comes_with_an_invite_for_each_guest(people: People) -> None:
    """Issue 2, point 4: the card shows link and state; entries come first."""
    account = await people.staff()
    card = await people.consults.create(account.person, ASKED)
    assert [seat.name for seat in card.session.guests] == ["Maria", "Dr Sol"]
    assert all(invite.link.startswith(f"{PUBLIC_URL}/join#") for invite in card.invites.values())
    assert card.patient_name == "Canary, Penelope"
    assert await people.kinds() == ["session.created", "session.opened", "invite.created", "invite.created"]
    assert people.rooms.told == [("scheduled", card.session.id)]


async def test_the_card_shows_the_same_link_again(people: People) -> None:
    """Issue 2, point 4: only its hash is kept, and yet it can be seen later."""
    account = await people.staff()
    made = await consult_of(people, account)
    again = await people.consults.card(account.person, made.session.id)
    assert again.invites == made.invites


async def test_only_hashes_of_links_are_stored(people: People, tmp_path: Path) -> None:
    """T-03: neither a link's secret nor a name is found in what is stored."""
    card = await consult_of(people, await people.staff())
    stored = stored_in(tmp_path)
    assert card.session.id.encode() in stored
    secret = card.invites[guest_of(card)].link.split("#")[1]
    for readable in (secret.encode(), b"Maria", PATIENT_NAME.encode(), b"Canary", b"Thorax"):
        assert readable not in stored


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (replace(ASKED, minutes=4), "minutes_out_of_range"),
        (replace(ASKED, minutes=121), "minutes_out_of_range"),
        (replace(ASKED, start_ms=1), "start_in_past"),
        (replace(ASKED, start_ms=1_770_000_000_000 + 400 * DAY_MS), "start_too_far"),
        (replace(ASKED, guests=()), "bad_value"),
        (replace(ASKED, guests=(PATIENT, GuestAsked("patient", "Other"))), "one_patient"),
        (replace(ASKED, guests=(PATIENT, GuestAsked("specialist", "MARIA"))), "bad_name"),
        (replace(ASKED, guests=(GuestAsked("patient", "dr lee"),)), "bad_name"),
        (replace(ASKED, guests=(GuestAsked("patient", "\u202e"),)), "bad_name"),
        (replace(ASKED, guests=(SPECIALIST,)), "basis_needed"),
        (replace(ASKED, guests=(SPECIALIST,), basis="documented"), "bad_value"),
        (replace(ASKED, series=(SeriesId("f" * 32),)), "series"),
    ],
    ids=range(12),
)
async def test_an_impossible_consult_is_refused_and_leaves_nothing(
    people: People, changed: ConsultAsked, code: str
) -> None:
    """Issue 2, point 4: by its reason; no session, no invite, no entry."""
    account = await people.staff()
    with pytest.raises(LightboxError) as refused:
        await people.consults.create(account.person, changed)
    assert refused.value.code == code
    assert await people.consults.list(account.person) == []
    assert await people.kinds() == []


@pytest.mark.parametrize("role", [StaffRole.ADMINISTRATOR, StaffRole.AUDITOR])
async def test_an_administrator_makes_no_consult(people: People, role: StaffRole) -> None:
    """T-23."""
    account = await people.staff(role=role)
    with pytest.raises(Refused) as refused:
        await people.consults.create(account.person, ASKED)
    assert refused.value.code == "forbidden"


async def test_a_form_filled_in_slowly_still_means_now(people: People) -> None:
    account = await people.staff()
    asked = replace(ASKED, start_ms=people.clock.now_ms - 59_000)
    assert (await people.consults.create(account.person, asked)).session.starts_ms == people.clock.now_ms


async def test_without_a_patient_another_basis_is_kept_in_words(people: People) -> None:
    """Issue 2, point 5: the note is sealed, and the grant refers to it."""
    card = await consult_of(people, await people.staff(), role="specialist")
    grant = card.session.grants[0]
    assert grant.basis is Basis.DOCUMENTED
    kept = await people.consent.text_of(card.session.id, grant.note_ref)
    assert json.loads(kept or "") == {"basis": "documented", "reference": "letter of 3 May"}


async def test_a_consult_exists_for_its_host_only(people: People) -> None:
    """T-16: for everybody else it is as if it were not there."""
    card = await consult_of(people, await people.staff())
    other = await people.staff("other")
    for doing in (people.consults.card, people.consults.cancel, people.records.record):
        with pytest.raises(NotFound):
            await doing(other.person, card.session.id)
    assert await people.consults.list(other.person) == []


async def test_the_list_puts_what_comes_next_on_top_and_ended_ones_last(people: People) -> None:
    account = await people.staff()
    later = await consult_of(people, account, minutes_ahead=120)
    over = await consult_of(people, account, minutes_ahead=60)
    soon = await consult_of(people, account, minutes_ahead=30)
    ended = replace(over.session, phase=Phase.LOCKED, lock_reason=LockReason.CANCELLED)
    await people.sessions.save(ended, fence=await people.sessions.claim(ended.id))
    listed = [each.session.id for each in await people.consults.list(account.person)]
    assert listed == [soon.session.id, later.session.id, over.session.id]


async def test_a_running_room_is_what_the_card_shows(people: People) -> None:
    account = await people.staff()
    card = await consult_of(people, account)
    waiting = replace(card.session.presence_of(guest_of(card)), word="4 owl")
    people.rooms.running[card.session.id] = card.session.with_presence(waiting)
    shown = (await people.consults.card(account.person, card.session.id)).session
    assert shown.presence_of(guest_of(card)).word == "4 owl"


async def test_cancelling_is_the_rooms_work_and_not_possible_twice(people: People) -> None:
    account = await people.staff()
    card = await consult_of(people, account)
    await people.consults.cancel(account.person, card.session.id)
    assert people.rooms.told[-1] == ("cancel", card.session.id, card.session.host.id)
    over = replace(card.session, phase=Phase.LOCKED, lock_reason=LockReason.CANCELLED)
    people.rooms.running[card.session.id] = over
    with pytest.raises(Refused) as refused:
        await people.consults.cancel(account.person, card.session.id)
    assert refused.value.code == "locked"


async def test_the_host_gets_a_ticket_for_the_hosts_seat(people: People) -> None:
    account = await people.staff()
    card = await consult_of(people, account)
    signed_in, _ = await people.signed_in(account)
    seat, secret = await people.consults.ticket(signed_in, card.session.id)
    ticket = await people.tickets.redeem(secret, card.session.id)
    assert (ticket.kind, ticket.participant, ticket.login) == ("host", seat.id, signed_in.login.id)


async def test_an_invite_of_a_stranger_is_not_found(people: People) -> None:
    card = await consult_of(people, await people.staff())
    with pytest.raises(NotFound):
        await people.invites.show_code(card.session, ParticipantId("0" * 16))


async def test_a_locked_consult_gives_no_codes_and_no_links(people: People) -> None:
    """Issue 2, point 8."""
    card = await consult_of(people, await people.staff())
    over = replace(card.session, phase=Phase.LOCKED, lock_reason=LockReason.ENDED)
    for doing in (people.invites.show_code, people.invites.renew):
        with pytest.raises(Refused) as refused:
            await doing(over, guest_of(card))
        assert refused.value.code == "locked"


async def test_two_renewals_at_once_make_one_link(people: People) -> None:
    card = await consult_of(people, await people.staff())
    invite = card.invites[guest_of(card)]
    found = (await people.invite_shelf.of_session(card.session.id))[0]
    assert await people.invite_shelf.renew(found.id, 2, b"1" * 32)
    assert not await people.invite_shelf.renew(found.id, 2, b"2" * 32)
    assert (await people.invites.cards(card.session))[guest_of(card)].link != invite.link


async def test_the_record_tells_what_happened_by_whom(people: People) -> None:
    """Issue 2, point 10: looking at it is an entry too."""
    account = await people.staff()
    card = await consult_of(people, account)
    await people.invites.show_code(card.session, guest_of(card))
    record = await people.records.record(account.person, card.session.id)
    kinds = [line.recorded.entry.kind for line in record.entries]
    assert kinds == ["session.created", "session.opened", "invite.created", "code.issued", "log.used"]
    assert {line.actor_name for line in record.entries} == {"Dr Lee", ""}
    assert (record.transcript, record.receipt) == ((), None)
    assert CINE in {each.id for each in record.card.series}


async def test_a_consult_may_be_made_before_anybody_looked_for_names(people: People) -> None:
    """H5: what is held back is on the card; nothing is asked of the provider first."""
    people.pictures.held = {CINE}
    account = await people.staff()
    card = await people.consults.create(account.person, replace(ASKED, series=(CHEST, CINE)))
    assert [ref.held for ref in card.session.stacks] == [False, True]


async def test_the_card_names_its_studies_to_its_host_alone(people: People) -> None:
    """B1: whoever plans it again finds them all, in the order they are shown; to a colleague who was let in they are nobody's."""
    account = await people.staff()
    card = await people.consults.create(account.person, replace(ASKED, series=(CINE, CHEST)))
    now, before = (replace(ref, study=StudyId(of * 32)) for ref, of in zip(card.session.stacks, "dc", strict=True))
    shown = replace(card, session=replace(card.session, stacks=(now, before, now)))
    assert consult_card(shown, 0).studies == ["d" * 32, "c" * 32]
    assert consult_card(replace(shown, is_mine=False), 0).studies == []


async def test_what_was_looked_through_since_is_released(people: People) -> None:
    """H5: held stacks only, and only those somebody has decided about; the room is told."""
    people.pictures.held = {CINE}
    account = await people.staff()
    card = await people.consults.create(account.person, replace(ASKED, series=(CHEST, CINE)))
    await people.consults.release(account.person, card.session.id)
    assert [told[0] for told in people.rooms.told] == ["scheduled"]

    people.looked.masks = {CHEST: (), CINE: (Mask(0, 0, 640, 20, (Role.PATIENT,)),)}
    await people.consults.release(account.person, card.session.id)
    assert people.rooms.told[-1] == ("release", card.session.id, card.session.host.id, "1", "1")
    assert [told[0] for told in people.rooms.told] == ["scheduled", "release"]


async def test_nobody_releases_in_somebody_elses_consult(people: People) -> None:
    """H5: to a stranger it does not exist."""
    card = await consult_of(people, await people.staff())
    other = await people.staff("other")
    with pytest.raises(NotFound, match="no_session"):
        await people.consults.release(other.person, card.session.id)
