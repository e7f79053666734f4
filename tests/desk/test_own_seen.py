"""Who looked at my pictures: the patient's own view of the record of their visit, and nobody else's."""

import pytest

from server.identity.logins import GuestLogin
from server.terms.entries import Entry
from server.terms.errors import Refused
from tests.desk.people import NOW, People, consult_of, guest_of, secret_of
from tests.desk.test_auditing import seen_by


async def patient_of(people: People, *, let_in: bool = True, role: str = "patient") -> GuestLogin:
    """Somebody who came by the link of a consult in which both were shown pictures."""
    card = await consult_of(people, await people.staff(), role=role)  # type: ignore[arg-type]  # one of the two
    session, participant = card.session.id, guest_of(card)
    code = await people.invites.show_code(card.session, participant)
    _, secret = await people.joining.enter_code(secret_of(card), code.digits, address="")
    if let_in:
        admitted = Entry("participant.admitted", NOW, card.session.host.id, session, {"participant": participant})
        await people.log.append([admitted])
    for who in (card.session.host.id, participant):
        await seen_by(people, session, who, NOW)
    guest = await people.joining.who(secret)
    assert guest is not None
    return guest


async def test_a_patient_reads_who_looked_in_what_role_and_for_how_long(people: People) -> None:
    """I6: names as in the visit, series by kind, minutes by the server's clock; that they looked is an entry."""
    guest = await patient_of(people)
    looked = await people.own_seen.looked(guest)
    assert [(each.name, each.role, each.is_me, each.modality, each.total) for each in looked] == [
        ("Dr Lee", "provider", False, "CT", 120), ("Maria", "patient", True, "CT", 120),
    ]  # fmt: skip
    assert {(each.seen.pictures_shown, each.seen.shown_ms) for each in looked} == {(1, 4_000)}
    last = (await people.log.read())[-1].entry
    assert (last.kind, last.actor, last.session) == ("log.used", guest.participant, guest.session)


@pytest.mark.parametrize(("let_in", "role"), [(False, "patient"), (True, "specialist")])
async def test_nobody_else_reads_it(people: People, let_in: bool, role: str) -> None:  # noqa: FBT001
    """Who only holds a link and was never let in, and who is not the patient, learn no name; nothing is recorded."""
    guest = await patient_of(people, let_in=let_in, role=role)
    before = await people.kinds()
    with pytest.raises(Refused, match="forbidden"):
        await people.own_seen.looked(guest)
    assert await people.kinds() == before
