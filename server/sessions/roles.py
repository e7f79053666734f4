"""Who may do what when: role by command by phase, and what else a role may; whatever is not written here is refused."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

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
from server.sessions.phases import Phase
from server.sessions.session import PresenceState, Session
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from server.terms.people import Role
from server.terms.policy import Right

_SCHEDULED, _LOBBY, _LIVE, _PAUSED, _CLOSING, _LOCKED = Phase

_ALWAYS = frozenset(Phase)
_UNLOCKED = _ALWAYS - {_LOCKED}
_TALK = frozenset({_LIVE, _PAUSED})
_KEEPING = frozenset({_LOBBY, _LIVE, _PAUSED, _CLOSING})
_BEFORE_CLOSING = _UNLOCKED - {_CLOSING}

MAY: Final[Mapping[type[PersonCommand], Mapping[Role, frozenset[Phase]]]] = MappingProxyType(
    {
        OpenDoors: {Role.PROVIDER: _UNLOCKED},
        Admit: {Role.PROVIDER: frozenset({_LOBBY, _LIVE, _PAUSED})},
        Deny: {Role.PROVIDER: frozenset({_LOBBY, _LIVE, _PAUSED})},
        AddGuest: {Role.PROVIDER: _BEFORE_CLOSING},
        CallGuest: {Role.PROVIDER: frozenset({_LOBBY, _LIVE, _PAUSED})},
        OverrideBirth: {Role.PROVIDER: frozenset({_LOBBY, _LIVE, _PAUSED})},
        Remove: {Role.PROVIDER: _ALWAYS},
        Pause: {Role.PROVIDER: _TALK},
        Resume: {Role.PROVIDER: _TALK},
        Extend: {Role.PROVIDER: _UNLOCKED},
        End: {Role.PROVIDER: _ALWAYS},
        AskAgain: {Role.PROVIDER: _TALK},
        RecordBasis: {Role.PROVIDER: _BEFORE_CLOSING},
        ReleaseStack: {Role.PROVIDER: _BEFORE_CLOSING},
        AddStacks: {Role.PROVIDER: _BEFORE_CLOSING},
        DenyPrior: {Role.PROVIDER: _BEFORE_CLOSING},
        AskPrior: {Role.SPECIALIST: _TALK},
        PutQuestion: {Role.PROVIDER: _TALK},
        CastVote: {Role.PROVIDER: _TALK, Role.SPECIALIST: _TALK},
        CloseVote: {Role.PROVIDER: _TALK},
        GiveConsent: {Role.PATIENT: _TALK},
        RefuseConsent: {Role.PATIENT: _TALK},
        Narrow: {Role.PROVIDER: _ALWAYS, Role.PATIENT: _ALWAYS},
        Withdraw: {Role.PROVIDER: _ALWAYS, Role.PATIENT: _ALWAYS},
        Leave: {role: frozenset({_LOBBY, _LIVE, _PAUSED, _CLOSING}) for role in Role if role is not Role.PROVIDER},
        ObjectTo: {role: _TALK for role in Role if role is not Role.PROVIDER},
        SetView: {Role.PROVIDER: frozenset({_LOBBY, _LIVE}), Role.SPECIALIST: frozenset({_LIVE})},
        LookAround: {role: frozenset({_LIVE}) for role in (Role.PROVIDER, Role.SPECIALIST, Role.PATIENT)},
        Follow: dict.fromkeys((Role.PROVIDER, Role.SPECIALIST, Role.PATIENT), _TALK),
        AllowLooking: {Role.PROVIDER: frozenset({_LOBBY, _LIVE, _PAUSED})},
        Blank: {Role.PROVIDER: frozenset({_LOBBY, _LIVE, _PAUSED})},
        KeepView: {Role.PROVIDER: _KEEPING, Role.SPECIALIST: _KEEPING - {_LOBBY}},
        DropView: {Role.PROVIDER: _KEEPING, Role.SPECIALIST: _KEEPING - {_LOBBY}},
        PutMark: {Role.PROVIDER: frozenset({_LOBBY, _LIVE}), Role.SPECIALIST: frozenset({_LIVE})},
        DropMark: {Role.PROVIDER: frozenset({_LOBBY, _LIVE}), Role.SPECIALIST: frozenset({_LIVE})},
        TakeControl: {Role.PROVIDER: _TALK},
        HandOver: {Role.PROVIDER: _TALK, Role.SPECIALIST: _TALK},
        ReleaseControl: {Role.PROVIDER: _TALK, Role.SPECIALIST: _TALK},
        RequestControl: {Role.SPECIALIST: frozenset({_LIVE})},
    }
)
"""Phases in which a role may send a command at all; the rules of the command come after."""

FROM_CARD: Final[frozenset[type[PersonCommand]]] = frozenset(
    {OpenDoors, AddGuest, Remove, Extend, End, RecordBasis, ReleaseStack, AddStacks, DenyPrior, Narrow, Withdraw}
)
"""What the host may also do from the consult's card, without having entered the room."""

STEERERS: Final[frozenset[Role]] = frozenset({Role.PROVIDER, Role.SPECIALIST})
"""Who may ever hold the token; a patient or an observer never steers or flips a picture."""


class Capability(StrEnum):
    """What somebody in the talk may do besides commands."""

    CHAT = "chat"
    READ_CHAT = "read_chat"
    SIGNAL = "signal"
    CONFER = "confer"
    POINT = "point"
    READ_VALUES = "read_values"


_SPOKEN = frozenset({_LIVE, _PAUSED, _CLOSING})

CAPABILITIES: Final[Mapping[Capability, Mapping[Role, frozenset[Phase]]]] = MappingProxyType(
    {
        Capability.CHAT: {
            Role.PROVIDER: _SPOKEN | {_LOBBY},
            Role.SPECIALIST: _SPOKEN,
            Role.PATIENT: _SPOKEN,
        },
        Capability.READ_CHAT: {
            Role.PROVIDER: _SPOKEN | {_LOBBY},
            Role.SPECIALIST: _SPOKEN,
            Role.PATIENT: _SPOKEN,
            Role.OBSERVER: _SPOKEN,
        },
        Capability.SIGNAL: {Role.PATIENT: _SPOKEN},
        Capability.POINT: {
            Role.PROVIDER: frozenset({_LOBBY, _LIVE}),
            Role.SPECIALIST: frozenset({_LIVE}),
            Role.PATIENT: frozenset({_LIVE}),
        },
        Capability.READ_VALUES: {Role.PROVIDER: frozenset({_LOBBY, _LIVE}), Role.SPECIALIST: frozenset({_LIVE})},
        Capability.CONFER: {Role.PROVIDER: _SPOKEN | {_LOBBY}, Role.SPECIALIST: _SPOKEN},
    }
)
"""Phases in which a role in the talk may use a capability."""

NEEDS: Final[Mapping[type[PersonCommand] | Capability, Right]] = MappingProxyType(
    {
        Capability.CHAT: Right.CHAT,
        Capability.CONFER: Right.CONFER,
        Capability.POINT: Right.POINT,
        Capability.READ_VALUES: Right.READ_VALUES,
        PutMark: Right.DRAW,
        DropMark: Right.DRAW,
        KeepView: Right.KEEP_VIEWS,
        DropView: Right.KEEP_VIEWS,
        LookAround: Right.LOOK_AROUND,
        SetView: Right.STEER,
        RequestControl: Right.STEER,
        CastVote: Right.CONFER,
    }
)
"""What a session type can take away. The tables above are the ceiling: it never gives what they do not."""


def authorize(session: Session, command: PersonCommand) -> None:
    """Let pass what this person may send now.

    Raises
    ------
    Refused
        `forbidden` for a stranger or a role without a row, `not_admitted` for a guest before admission, `locked`,
        `too_early` or `conflict` {phase} for the wrong phase, `not_admitted` for a host who has not entered.
    """
    role = session.role_of(command.by)
    phases = MAY[type(command)].get(role)
    if phases is None or is_withheld(session, role, type(command)):
        raise Refused("forbidden")
    has_standing = _has_standing(session, command)
    if not has_standing and command.by != session.host.id:
        raise Refused("not_admitted")
    if session.phase not in phases:
        raise Refused(_wrong_phase(session.phase), phase=session.phase.value)
    if not has_standing:
        raise Refused("not_admitted")


def may(session: Session, participant: ParticipantId, capability: Capability) -> bool:
    """Whether somebody may chat, read the chat or signal now; False for strangers and before admission."""
    return any(
        here.participant == participant
        and here.is_admitted
        and session.phase in CAPABILITIES[capability].get(session.role_of(participant), ())
        and not is_withheld(session, session.role_of(participant), capability)
        for here in session.presence
    )


def is_withheld(session: Session, role: Role, deed: type[PersonCommand] | Capability) -> bool:
    """Whether the session's type has taken this from a role."""
    right = NEEDS.get(deed)
    return right is not None and not session.policy.gives(role, right)


def _has_standing(session: Session, command: PersonCommand) -> bool:
    here = session.presence_of(command.by)
    if here.is_admitted:
        return True
    if command.by == session.host.id:
        return type(command) in FROM_CARD
    return isinstance(command, Leave) and here.state is PresenceState.WAITING


def _wrong_phase(phase: Phase) -> str:
    match phase:
        case Phase.LOCKED:
            return "locked"
        case Phase.SCHEDULED:
            return "too_early"
        case _:
            return "conflict"
