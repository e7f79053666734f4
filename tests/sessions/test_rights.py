"""What a session's type takes away."""

from dataclasses import replace

import pytest

from server.sessions.adding import may_add
from server.sessions.commands import (
    AddGuest,
    AllowLooking,
    Extend,
    HandOver,
    KeepView,
    LookAround,
    PersonCommand,
    PutMark,
    RecordBasis,
    RequestControl,
)
from server.sessions.extending import minutes_left
from server.sessions.phases import Phase
from server.sessions.roles import CAPABILITIES, MAY, NEEDS, Capability, authorize, may
from server.sessions.seeing import reads_names
from server.sessions.session import Basis, Session
from server.terms.consults import ViewingPolicy
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId
from server.terms.marks import Mark
from server.terms.people import Role, Seat
from server.terms.policy import RIGHTS, Right, Withheld
from server.terms.view import Viewport
from tests.sessions.consult import HOST, OBSERVER, PATIENT, SPECIALIST, Consult, scheduled, sharing
from tests.sessions.test_roles import _sent

PEOPLE = {Role.PATIENT: PATIENT, Role.SPECIALIST: SPECIALIST}
PAIRS = [(role, right) for role, rights in RIGHTS.items() for right in rights]


def made_under(policy: ViewingPolicy) -> Consult:
    """Live under a policy, and the patient agreed to everything."""
    people = (PATIENT, SPECIALIST, OBSERVER)
    session = scheduled(starts_in_ms=0, policy=policy).session
    return Consult(session).joins(HOST, *people).looks().admits(*people).agrees()


def without(*taken: Withheld) -> ViewingPolicy:
    return ViewingPolicy(withheld=taken, specialist_identity=True)


def may_do(session: Session, who: ParticipantId, right: Right) -> bool:
    """Whether somebody may do everything that a right stands for."""
    if right is Right.READ_NAMES:
        return reads_names(session, who)
    deeds = [deed for deed, needed in NEEDS.items() if needed is right and not _is_the_hosts_anyway(session, who, deed)]
    assert deeds
    return all(passes(session, who, deed) for deed in deeds)


def _is_the_hosts_anyway(session: Session, who: ParticipantId, deed: object) -> bool:
    """The host never asks for control: it is theirs to take."""
    return who == session.host.id and deed is RequestControl


def passes(session: Session, who: ParticipantId, deed: type[PersonCommand] | Capability) -> bool:
    if isinstance(deed, Capability):
        return may(session, who, deed)
    try:
        authorize(session, _sent(deed, who))
    except Refused as refused:
        if refused.code != "forbidden":
            raise
        return False
    return True


@pytest.mark.parametrize(("role", "right"), PAIRS)
def test_what_is_withheld_is_refused_and_nothing_else(role: Role, right: Right) -> None:
    """[SES-191] Every right of every role: with it, without it, and without it for somebody else."""
    other = next(each for each in PEOPLE if each is not role)
    assert may_do(made_under(without()).session, PEOPLE[role], right)
    assert may_do(made_under(without(Withheld(other, right))).session, PEOPLE[role], right)
    session = made_under(without(Withheld(role, right))).session
    assert [each for each in RIGHTS[role] if not may_do(session, PEOPLE[role], each)] == [right]


@pytest.mark.parametrize("right", Right)
def test_nothing_is_taken_from_the_host(right: Right) -> None:
    """[SES-191] Whatever the guests have lost."""
    session = made_under(without(*(Withheld(role, each) for role, each in PAIRS))).session
    assert may_do(session, HOST, right)


def test_the_tables_are_the_ceiling() -> None:
    """[SES-191] A right that can be named is one that the role has without any policy; an observer has none."""
    for role, rights in RIGHTS.items():
        for deed, right in NEEDS.items():
            row = CAPABILITIES[deed] if isinstance(deed, Capability) else MAY[deed]
            assert (right in rights) == (role in row), (role, deed)


def test_steering_that_is_withheld_is_neither_asked_for_nor_given() -> None:
    """[SES-194] Not even by the host."""
    consult = made_under(without(Withheld(Role.SPECIALIST, Right.STEER)))
    for command in (RequestControl(SPECIALIST), HandOver(HOST, SPECIALIST)):
        with pytest.raises(Refused, match="forbidden"):
            consult.does(command)
    assert sharing().does(HandOver(HOST, SPECIALIST)).session.token.holder == SPECIALIST


def test_a_role_that_may_not_look_around_cannot_be_let() -> None:
    """[SES-195] It does not begin with it either; another role can."""
    consult = made_under(without(Withheld(Role.SPECIALIST, Right.LOOK_AROUND)))
    assert consult.session.lookers == ()
    with pytest.raises(Refused, match="not_in_policy"):
        consult.does(AllowLooking(HOST, Role.SPECIALIST, allowed=True))
    with pytest.raises(Refused, match="forbidden"):
        consult.does(LookAround(SPECIALIST, 1, (1, 1), "a", (Viewport("a", 0),)))
    assert consult.does(AllowLooking(HOST, Role.PATIENT, allowed=True)).session.lookers == (Role.PATIENT,)
    assert sharing().session.lookers == (Role.SPECIALIST,)


def test_barred_roles_have_no_seat() -> None:
    """[SES-192] Nor does a barred basis make a consult."""
    with pytest.raises(Refused, match="not_in_policy"):
        scheduled(policy=ViewingPolicy(roles_barred=(Role.OBSERVER,)))
    with pytest.raises(Refused, match="not_in_policy"):
        scheduled(policy=ViewingPolicy(bases_barred=("emergency",)), basis=Basis.EMERGENCY, note_ref="note-1")
    planned = scheduled(policy=ViewingPolicy(bases_barred=("emergency",)), basis=Basis.GUARDIAN, note_ref="note-1")
    assert planned.session.basis is Basis.GUARDIAN


def test_nobody_is_added_to_guests_that_are_fixed() -> None:
    """[SES-196] Of the roles that are left somebody can come, where the type does not fix them."""
    interpreter = Seat(ParticipantId("7" * 16), Role.OBSERVER, "Ana", comes_as="interpreter")
    fixed = made_under(ViewingPolicy(guests_fixed=True))
    with pytest.raises(Refused, match="fixed_by_policy"):
        fixed.does(AddGuest(HOST, interpreter))
    assert may_add(fixed.session) == ()
    assert may_add(made_under(ViewingPolicy()).session) == (Role.SPECIALIST, Role.OBSERVER)
    later = made_under(ViewingPolicy()).does(AddGuest(HOST, interpreter))
    assert later.session.guests[-1] == interpreter
    barred = replace(later.session, policy=ViewingPolicy(roles_barred=(Role.SPECIALIST,)))
    assert may_add(barred) == (Role.OBSERVER,)
    with pytest.raises(Refused, match="not_in_policy"):
        Consult(barred).does(AddGuest(HOST, Seat(ParticipantId("8" * 16), Role.SPECIALIST, "Dr New")))


def test_a_barred_basis_is_not_recorded() -> None:
    """[SES-192] Later neither."""
    consult = made_under(ViewingPolicy(bases_barred=("emergency",)))
    with pytest.raises(Refused, match="not_in_policy"):
        consult.does(RecordBasis(HOST, Basis.EMERGENCY, (0,), "note-1"))
    consult.does(RecordBasis(HOST, Basis.GUARDIAN, (0,), "note-1"))


@pytest.mark.parametrize(("minutes", "accepted"), [(5, True), (10, True), (1, False), (7, False), (15, False)])
def test_only_the_named_minutes_are_added(minutes: int, accepted: bool) -> None:  # noqa: FBT001
    """[SES-193] The refusal names them, and what is left."""
    policy = ViewingPolicy(extensions_max=2, extension_minutes_max=10, extension_sizes=(5, 10))
    consult = made_under(policy)
    if accepted:
        assert consult.does(Extend(HOST, minutes)).session.extensions == 1
        return
    with pytest.raises(Refused) as refused:
        consult.does(Extend(HOST, minutes))
    assert refused.value.facts == {"minutes_left": 10, "extensions_left": 2, "sizes": "5, 10"}


def test_what_is_left_is_a_size_that_fits() -> None:
    """[SES-193] Seven minutes before the latest end five can be added; before four, nothing."""
    consult = made_under(ViewingPolicy(extension_minutes_max=10, extension_sizes=(5, 10)))
    until_ms = consult.session.deadline_ms
    assert until_ms is not None
    for room, left in ((12, 10), (7, 5), (4, 0)):
        session = replace(consult.session, latest_end_ms=until_ms + room * 60_000)
        assert minutes_left(session, consult.at) == left


def test_a_session_keeps_the_policy_it_was_made_under() -> None:
    """[SES-190] The whole of it is in the session; nothing is looked up later."""
    policy = replace(without(Withheld(Role.PATIENT, Right.CHAT)), minutes_max=60, link_uses=2)
    consult = made_under(policy)
    assert consult.session.policy == policy
    assert consult.session.phase is Phase.LIVE


def test_what_is_withheld_stays_so_for_marks_and_kept_views() -> None:
    """[SES-191] Over the rules themselves, not only their table."""
    taken = (Withheld(Role.SPECIALIST, Right.DRAW), Withheld(Role.SPECIALIST, Right.KEEP_VIEWS))
    consult = made_under(without(*taken))
    drawn = Mark("1" * 16, SPECIALIST, 0, 0, "arrow", ((1, 1), (5, 5)))
    for command in (PutMark(SPECIALIST, drawn, 0), KeepView(SPECIALIST, "Nodule")):
        with pytest.raises(Refused, match="forbidden"):
            consult.does(command)
    with pytest.raises(Malformed, match="bad_value"):
        consult.does(AllowLooking(HOST, Role.OBSERVER, allowed=True))
