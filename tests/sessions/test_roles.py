"""Role by command by phase, generated (T-15)."""

from typing import get_args

import pytest

from server.sessions.chat import check_message
from server.sessions.commands import (
    AddGuest,
    AddStacks,
    Admit,
    AllowLooking,
    AskAgain,
    AskPrior,
    Blank,
    CallGuest,
    CastVote,
    CloseVote,
    Deny,
    DenyPrior,
    DropMark,
    DropView,
    End,
    Extend,
    Follow,
    GiveConsent,
    HandOver,
    KeepView,
    Leave,
    LookAround,
    Narrow,
    ObjectTo,
    OpenDoors,
    OverrideBirth,
    Pause,
    PersonCommand,
    PutMark,
    PutQuestion,
    RecordBasis,
    RefuseConsent,
    ReleaseControl,
    ReleaseStack,
    Remove,
    RequestControl,
    Resume,
    SetView,
    TakeControl,
    Withdraw,
)
from server.sessions.events import Event
from server.sessions.phases import TRANSITIONS, Phase, Verdict
from server.sessions.roles import MAY, Capability, authorize, may
from server.sessions.session import Basis
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from server.terms.marks import Mark
from server.terms.people import Role
from server.terms.view import Viewport
from tests.sessions.consult import (
    DIGEST,
    HOST,
    LATE_SEAT,
    OBSERVER,
    PATIENT,
    PRIOR,
    SECOND_SPECIALIST,
    SPECIALIST,
    STRANGER,
    Consult,
    in_lobby,
    live,
    locked,
    paused,
    planned,
    sharing,
)

SCHEDULED, LOBBY, LIVE, PAUSED, CLOSING, LOCKED = Phase
ALL = set(Phase)
UNLOCKED = ALL - {LOCKED}
TALK = {LIVE, PAUSED}
EVERYBODY = (HOST, PATIENT, SPECIALIST, OBSERVER)

# Expected, written down a second time: who may send what in which phase, being in the talk where there is one.
EXPECTED: dict[type[PersonCommand], dict[ParticipantId, set[Phase]]] = {
    OpenDoors: {HOST: UNLOCKED},
    Admit: {HOST: {LOBBY, LIVE, PAUSED}},
    Deny: {HOST: {LOBBY, LIVE, PAUSED}},
    AddGuest: {HOST: {SCHEDULED, LOBBY, LIVE, PAUSED}},
    CallGuest: {HOST: {LOBBY, LIVE, PAUSED}},
    OverrideBirth: {HOST: {LOBBY, LIVE, PAUSED}},
    Remove: {HOST: ALL},
    Pause: {HOST: TALK},
    Resume: {HOST: TALK},
    Extend: {HOST: UNLOCKED},
    End: {HOST: ALL},
    AskAgain: {HOST: TALK},
    RecordBasis: {HOST: {SCHEDULED, LOBBY, LIVE, PAUSED}},
    ReleaseStack: {HOST: {SCHEDULED, LOBBY, LIVE, PAUSED}},
    AddStacks: {HOST: {SCHEDULED, LOBBY, LIVE, PAUSED}},
    DenyPrior: {HOST: {SCHEDULED, LOBBY, LIVE, PAUSED}},
    AskPrior: {SPECIALIST: TALK},
    PutQuestion: {HOST: TALK},
    CastVote: {HOST: TALK, SPECIALIST: TALK},
    CloseVote: {HOST: TALK},
    GiveConsent: {PATIENT: TALK},
    RefuseConsent: {PATIENT: TALK},
    Narrow: {HOST: ALL, PATIENT: {LIVE, PAUSED, CLOSING, LOCKED}},
    Withdraw: {HOST: ALL, PATIENT: {LIVE, PAUSED, CLOSING, LOCKED}},
    Leave: {person: {LIVE, PAUSED, CLOSING} for person in (PATIENT, SPECIALIST, OBSERVER)},
    ObjectTo: dict.fromkeys((PATIENT, SPECIALIST, OBSERVER), TALK),
    SetView: {HOST: {LOBBY, LIVE}, SPECIALIST: {LIVE}},
    TakeControl: {HOST: TALK},
    HandOver: {HOST: TALK, SPECIALIST: TALK},
    LookAround: {person: {LIVE} for person in (HOST, SPECIALIST, PATIENT)},
    Follow: dict.fromkeys((HOST, SPECIALIST, PATIENT), TALK),
    AllowLooking: {HOST: {LOBBY, LIVE, PAUSED}},
    Blank: {HOST: {LOBBY, LIVE, PAUSED}},
    KeepView: {HOST: {LOBBY, LIVE, PAUSED, CLOSING}, SPECIALIST: {LIVE, PAUSED, CLOSING}},
    DropView: {HOST: {LOBBY, LIVE, PAUSED, CLOSING}, SPECIALIST: {LIVE, PAUSED, CLOSING}},
    PutMark: {HOST: {LOBBY, LIVE}, SPECIALIST: {LIVE}},
    DropMark: {HOST: {LOBBY, LIVE}, SPECIALIST: {LIVE}},
    ReleaseControl: {HOST: TALK, SPECIALIST: TALK},
    RequestControl: {SPECIALIST: {LIVE}},
}


def _sent(kind: type[PersonCommand], by: ParticipantId) -> PersonCommand:
    made: dict[type[PersonCommand], PersonCommand] = {
        OpenDoors: OpenDoors(by),
        Admit: Admit(by, PATIENT, "known", "1 owl"),
        Deny: Deny(by, PATIENT),
        AddGuest: AddGuest(by, LATE_SEAT),
        CallGuest: CallGuest(by, PATIENT),
        OverrideBirth: OverrideBirth(by, PATIENT, "note-1"),
        Remove: Remove(by, PATIENT),
        Pause: Pause(by),
        Resume: Resume(by),
        Extend: Extend(by, 5),
        End: End(by),
        AskAgain: AskAgain(by, PATIENT),
        RecordBasis: RecordBasis(by, Basis.DOCUMENTED, (0,), "note-1"),
        ReleaseStack: ReleaseStack(by, 0),
        AddStacks: AddStacks(by, (PRIOR,)),
        DenyPrior: DenyPrior(by, 1),
        AskPrior: AskPrior(by, "the earlier CT"),
        PutQuestion: PutQuestion(by, "Resect?", (HOST, SPECIALIST)),
        CastVote: CastVote(by, 1, 0),
        CloseVote: CloseVote(by, 1),
        GiveConsent: GiveConsent(by, (0,), DIGEST, "en", "form-1"),
        RefuseConsent: RefuseConsent(by, DIGEST, "en", "form-1"),
        Narrow: Narrow(by, (0,)),
        Withdraw: Withdraw(by),
        Leave: Leave(by),
        ObjectTo: ObjectTo(by, SPECIALIST),
        SetView: SetView(by, 1, 1, (1, 1), "a", (Viewport("a", 0),)),
        LookAround: LookAround(by, 1, (1, 1), "a", (Viewport("a", 0),)),
        Follow: Follow(by),
        AllowLooking: AllowLooking(by, Role.PATIENT, allowed=True),
        Blank: Blank(by, blank=True),
        KeepView: KeepView(by, "Nodule"),
        DropView: DropView(by, 1),
        PutMark: PutMark(by, Mark("1" * 16, by, 0, 0, "arrow", ((1, 1), (5, 5))), 0),
        DropMark: DropMark(by, "1" * 16, 1),
        TakeControl: TakeControl(by),
        HandOver: HandOver(by, HOST),
        ReleaseControl: ReleaseControl(by),
        RequestControl: RequestControl(by),
    }
    return made[kind]


def _everybody_in(phase: Phase) -> Consult:
    """A consult in this phase with everybody as far in as one can be then."""
    guests = (PATIENT, SPECIALIST, OBSERVER)
    match phase:
        case Phase.SCHEDULED:
            return planned()
        case Phase.LOBBY:
            return in_lobby(*guests)
        case Phase.LIVE:
            return sharing(*guests)
        case Phase.PAUSED:
            return sharing(*guests).does(Pause(HOST))
        case Phase.CLOSING:
            return sharing(*guests).does(End(HOST))
        case Phase.LOCKED:
            return sharing(*guests).does(End(HOST)).does(End(HOST))


def _verdict(consult: Consult, command: PersonCommand) -> str:
    try:
        authorize(consult.session, command)
    except Refused as refused:
        return refused.code
    return "passes"


def _expected(kind: type[PersonCommand], by: ParticipantId, phase: Phase) -> str:
    if by not in EXPECTED[kind]:
        return "forbidden"
    if phase in EXPECTED[kind][by]:
        return "passes"
    if by != HOST and phase in {SCHEDULED, LOBBY}:
        return "passes" if kind is Leave and phase is LOBBY else "not_admitted"
    return {SCHEDULED: "too_early", LOCKED: "locked"}.get(phase, "conflict")


def test_every_command_of_a_person_has_a_row() -> None:
    """[SES-90] In the table and in the expectation."""
    assert set(get_args(PersonCommand)) == set(MAY) == set(EXPECTED)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("by", EVERYBODY)
@pytest.mark.parametrize("kind", get_args(PersonCommand))
def test_the_matrix(kind: type[PersonCommand], by: ParticipantId, phase: Phase) -> None:
    """[SES-90] T-15: role by command by phase, default deny."""
    assert _verdict(_everybody_in(phase), _sent(kind, by)) == _expected(kind, by, phase)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("kind", get_args(PersonCommand))
def test_a_stranger_is_refused_whatever_they_send(kind: type[PersonCommand], phase: Phase) -> None:
    """[SES-91] T-15: a provider of another room has no seat here."""
    assert _verdict(_everybody_in(phase), _sent(kind, STRANGER)) == "forbidden"


@pytest.mark.parametrize("kind", [kind for kind in get_args(PersonCommand) if kind is not Leave])
@pytest.mark.parametrize("guest", [PATIENT, SPECIALIST, OBSERVER])
def test_a_guest_who_waits_may_only_leave(kind: type[PersonCommand], guest: ParticipantId) -> None:
    """[SES-92] T-15: both factors passed, not admitted."""
    consult = live(SECOND_SPECIALIST).joins(guest)
    assert _verdict(consult, _sent(kind, guest)) in {"forbidden", "not_admitted"}
    assert _verdict(consult, Leave(guest)) == "passes"


def test_a_host_who_has_not_entered_acts_from_the_card_only() -> None:
    """[SES-92] Cancel, open, extend, remove and consent; nothing of the room."""
    consult = planned().after(3_000_000)
    assert consult.phase() is LOBBY
    card = {OpenDoors, AddGuest, Remove, Extend, End, RecordBasis, ReleaseStack, AddStacks, DenyPrior, Narrow, Withdraw}
    for kind in get_args(PersonCommand):
        expected = _expected(kind, HOST, LOBBY)
        if expected == "passes" and kind not in card:
            expected = "not_admitted"
        assert _verdict(consult, _sent(kind, HOST)) == expected


EVENT_OF = {
    OpenDoors: Event.DOORS_OPEN, Admit: Event.ADMIT, Remove: Event.REMOVE, Pause: Event.PAUSE, Resume: Event.RESUME,
    Extend: Event.EXTEND, End: Event.END, RecordBasis: Event.GRANT_GIVEN,
    ReleaseStack: Event.RELEASE_STACK, AddStacks: Event.ADD_STACKS, Narrow: Event.GRANT_NARROWED,
    Withdraw: Event.GRANT_WITHDRAWN,
}  # fmt: skip


@pytest.mark.parametrize("kind", EVENT_OF)
def test_roles_and_phases_agree(kind: type[PersonCommand]) -> None:
    """[SES-90] The host may send what the phase table does not refuse."""
    cells = TRANSITIONS[EVENT_OF[kind]]
    assert MAY[kind][Role.PROVIDER] == {phase for phase in Phase if cells[phase].verdict is not Verdict.REFUSES}


SPOKEN = {LIVE, PAUSED, CLOSING}
CAPABLE = {
    Capability.CHAT: {HOST: SPOKEN | {LOBBY}, PATIENT: SPOKEN, SPECIALIST: SPOKEN},
    Capability.READ_CHAT: {HOST: SPOKEN | {LOBBY}, PATIENT: SPOKEN, SPECIALIST: SPOKEN, OBSERVER: SPOKEN},
    Capability.SIGNAL: {PATIENT: SPOKEN},
    Capability.POINT: {HOST: {LOBBY, LIVE}, SPECIALIST: {LIVE}, PATIENT: {LIVE}},
    Capability.READ_VALUES: {HOST: {LOBBY, LIVE}, SPECIALIST: {LIVE}},
    Capability.CONFER: {HOST: SPOKEN | {LOBBY}, SPECIALIST: SPOKEN},
}


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("person", [*EVERYBODY, STRANGER])
@pytest.mark.parametrize("capability", Capability)
def test_capabilities(capability: Capability, person: ParticipantId, phase: Phase) -> None:
    """[SES-93] Chat, reading and signals by role and phase."""
    assert may(_everybody_in(phase).session, person, capability) == (phase in CAPABLE[capability].get(person, set()))


def test_who_waits_has_no_capability() -> None:
    """[SES-92] Not even reading."""
    consult = sharing(PATIENT).joins(SPECIALIST)
    assert not any(may(consult.session, SPECIALIST, capability) for capability in Capability)


def test_chat_is_refused_by_name() -> None:
    """[SES-93] Not admitted, not theirs, or over."""
    cases = [
        (sharing(PATIENT).joins(SPECIALIST), SPECIALIST, "text", "not_admitted"),
        (sharing(PATIENT, OBSERVER), OBSERVER, "text", "forbidden"),
        (sharing(), SPECIALIST, "signal", "forbidden"),
        (sharing(), HOST, "system", "forbidden"),
        (locked(), HOST, "text", "locked"),
        (paused(), STRANGER, "text", "forbidden"),
    ]
    for consult, author, kind, code in cases:
        with pytest.raises(Refused) as refused:
            check_message(consult.session, author, "c" * 16, "hello", kind, consult.at)
        assert refused.value.code == code
