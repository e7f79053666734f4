"""A new consult stays inside its type."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.desk.consults import ConsultAsked, Consults
from server.desk.seating import GuestAsked
from server.policy import read_policy
from server.terms.consults import ViewingPolicy
from server.terms.errors import LightboxError
from server.terms.people import Role
from server.terms.policy import Kind, Right
from server.terms.session_types import Policy
from tests.desk.people import CHEST, People, guest_of, secret_of

PATIENT, SPECIALIST = GuestAsked("patient", "Maria"), GuestAsked("specialist", "Dr Stone")
ASKED = ConsultAsked(series=(CHEST,), guests=(PATIENT,), minutes=20)
OPINION = replace(
    ASKED,
    kind=Kind.SECOND_OPINION,
    guests=(SPECIALIST,),
    minutes=30,
    basis="documented",
    basis_words={"reference": "x"},
)
FILE = """
[types.patient_consult]
roles = ["patient", "specialist"]
required = ["patient"]
minutes_max = 30
bases = ["patient_tap", "guardian"]
[types.patient_consult.rights]
patient = ["point"]

[types.second_opinion]
roles = ["specialist"]
required = ["specialist"]
minutes = 30
bases = ["documented", "emergency"]
forbid_override = ["minutes", "guests", "basis"]
"""


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    path = tmp_path / "policy.toml"
    path.write_text(FILE)
    return read_policy(ViewingPolicy(), path)


@pytest.fixture
def consults(people: People, policy: Policy) -> Consults:
    people.consults._policy = policy
    return people.consults


async def test_a_consult_keeps_its_types_policy(people: People, consults: Consults) -> None:
    """A7: The session's own copy: kind, minutes, rights; a policy that says otherwise later changes nothing of it."""
    account = await people.staff()
    session = (await consults.create(account.person, ASKED)).session
    assert (session.policy.kind, session.policy.minutes_max) == (Kind.PATIENT_CONSULT, 30)
    assert not session.policy.gives(Role.PATIENT, Right.CHAT)
    people.consults._policy = read_policy(ViewingPolicy())
    assert (await people.sessions.load(session.id)).policy == session.policy
    recorded = [each.entry for each in await people.log.read() if each.entry.kind == "session.created"]
    assert recorded[0].facts["type"] == "patient_consult"


@pytest.mark.parametrize(
    ("changed", "code", "facts"),
    [
        (replace(ASKED, kind=Kind.BOARD), "not_in_policy", {"field": "kind"}),
        (replace(ASKED, minutes=31), "minutes_out_of_range", {"least": 5, "most": 30}),
        (replace(ASKED, minutes=4), "minutes_out_of_range", {"least": 5, "most": 30}),
        (replace(ASKED, basis="emergency", basis_words={"reference": "x"}), "not_in_policy", {"field": "basis"}),
        (replace(ASKED, kind=Kind.PATIENT_CONSULT, guests=(SPECIALIST,)), "needed_by_policy", {"role": "patient"}),
        (replace(OPINION, guests=(SPECIALIST, PATIENT)), "not_in_policy", {"field": "guests"}),
        (replace(OPINION, minutes=25), "fixed_by_policy", {"field": "minutes", "minutes": 30}),
        (replace(OPINION, basis="emergency"), "fixed_by_policy", {"field": "basis", "minutes": 30}),
        (
            replace(OPINION, guests=(SPECIALIST, GuestAsked("specialist", "Dr Moor"))),
            "fixed_by_policy",
            {"field": "guests", "minutes": 30},
        ),
    ],
)
async def test_what_the_type_does_not_take_is_refused(
    people: People, consults: Consults, changed: ConsultAsked, code: str, facts: dict[str, object]
) -> None:
    """A7: With the policy's own numbers; nothing is left behind."""
    account = await people.staff()
    with pytest.raises(LightboxError) as refused:
        await consults.create(account.person, changed)
    assert (refused.value.code, refused.value.facts) == (code, facts)
    assert await people.kinds() == []


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (ASKED, Kind.PATIENT_CONSULT),
        (replace(ASKED, kind=Kind.PATIENT_CONSULT), Kind.PATIENT_CONSULT),
        (replace(OPINION, kind=None), Kind.SECOND_OPINION),
        (OPINION, Kind.SECOND_OPINION),
    ],
)
async def test_a_consult_is_of_the_type_asked_for(
    people: People, consults: Consults, asked: ConsultAsked, kind: Kind
) -> None:
    """A7: Without a word, of the one that its guests make it."""
    account = await people.staff()
    assert (await consults.create(account.person, asked)).session.policy.kind is kind


@pytest.mark.parametrize("minutes", [0, 140])
async def test_a_link_lives_as_long_as_its_type_says(people: People, minutes: int) -> None:
    """A7: from the planned start on; without a word as long as the consult can last."""
    first = read_policy(ViewingPolicy()).types[0]
    people.consults._policy = Policy((replace(first, viewing=replace(first.viewing, link_minutes=minutes)),))
    card = await people.consults.create((await people.staff()).person, ASKED)
    (invite,) = card.invites.values()
    session = card.session
    usual_ms = session.latest_end_ms + (120 + 600) * 1000
    assert invite.invite.not_after_ms == (session.starts_ms + minutes * 60_000 if minutes else usual_ms)


@pytest.mark.parametrize("devices", [1, 2])
async def test_a_link_lets_in_as_many_devices_as_its_type_says(people: People, devices: int) -> None:
    """A7: the next one needs a new link, which has as many again."""
    first = read_policy(ViewingPolicy()).types[0]
    people.consults._policy = Policy((replace(first, viewing=replace(first.viewing, link_uses=devices)),))
    card = await people.consults.create((await people.staff()).person, ASKED)
    for _ in range(devices):
        code = await people.invites.show_code(card.session, guest_of(card))
        await people.joining.enter_code(secret_of(card), code.digits, address="192.0.2.7")
    with pytest.raises(LightboxError, match="invite_used_up"):
        await people.invites.show_code(card.session, guest_of(card))
    with pytest.raises(LightboxError, match="invite_used_up"):
        await people.joining.open_link(secret_of(card), address="192.0.2.7", guest=None)
    assert (await people.invites.renew(card.session, guest_of(card))).state == "claimed"
    assert (await people.invites.show_code(card.session, guest_of(card))).digits
