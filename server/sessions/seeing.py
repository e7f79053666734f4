"""Who may see which stacks now: the host always, everybody else only under the standing grant and what was checked."""

from typing import Final

from server.sessions.phases import Phase
from server.sessions.session import Basis, ConsentState, Grant, PresenceState, Session
from server.terms.ids import ParticipantId
from server.terms.people import Role
from server.terms.policy import Right

_MINUTE_MS: Final = 60_000
BLANKED_ROLES: Final[frozenset[Role]] = frozenset({Role.PATIENT, Role.OBSERVER})
"""Who is shown nothing while the host prepares a picture."""


def standing_grant(session: Session) -> Grant | None:
    """The grant that counts: the newest one, unless it was withdrawn; older ones never come back."""
    if not session.grants or session.grants[-1].withdrawn_ms is not None:
        return None
    return session.grants[-1]


def viewing_ends_ms(session: Session) -> int | None:
    """When viewing ends unless somebody ends it: the earliest of D, the latest end and the consent's own limit.

    None before the first admission.
    """
    if session.deadline_ms is None:
        return None
    grant = standing_grant(session)
    consent_ms = grant.until_ms if grant is not None and grant.until_ms is not None else session.latest_end_ms
    return min(session.deadline_ms, session.latest_end_ms, consent_ms)


def farthest_end_ms(session: Session) -> int | None:
    """When viewing ends at the latest, with every extension that is left; None before the first admission."""
    if session.deadline_ms is None:
        return None
    policy = session.policy
    more_min = max(0, policy.extensions_max - session.extensions) * policy.extension_minutes_max
    return min(session.latest_end_ms, session.deadline_ms + more_min * _MINUTE_MS)


def may_see(session: Session, participant: ParticipantId, stack: int, now_ms: int) -> bool:
    """Whether pictures of this stack may be sent to this participant now; False for strangers and unknown stacks."""
    return stack in stacks_of(session, participant, now_ms)


def sees_pictures(session: Session, participant: ParticipantId, now_ms: int) -> bool:
    """Whether this participant may see any picture now."""
    return bool(stacks_of(session, participant, now_ms))


def stacks_of(session: Session, participant: ParticipantId, now_ms: int) -> tuple[int, ...]:
    """The handles of the stacks this participant may see now, ascending."""
    if not session.keyed or not _may_look(session, participant):
        return ()
    ends_ms = viewing_ends_ms(session)
    if ends_ms is not None and now_ms >= ends_ms:
        return ()
    if participant == session.host.id and session.phase in (Phase.LOBBY, Phase.LIVE):
        return tuple(range(len(session.stacks)))
    if session.phase is not Phase.LIVE or (session.blank and session.role_of(participant) in BLANKED_ROLES):
        return ()
    return granted_stacks(session, participant, now_ms)


def granted_stacks(session: Session, participant: ParticipantId, now_ms: int) -> tuple[int, ...]:
    """The stacks the standing grant gives this guest, whatever the phase; a held one is given to nobody.

    Whoever may be somebody else than the patient of the pictures is given none.
    """
    grant = standing_grant(session)
    if grant is None or participant not in grant.persons or session.presence_of(participant).is_doubted:
        return ()
    if grant.until_ms is not None and now_ms >= grant.until_ms:
        return ()
    return tuple(stack for stack in grant.stacks if not session.stacks[stack].held)


def uncovered(session: Session) -> tuple[ParticipantId, ...]:
    """Guests who belong to the consult but came after the standing grant, or are not in it for another reason."""
    grant = standing_grant(session)
    named = () if grant is None else grant.persons
    return tuple(
        here.participant
        for here in session.presence
        if here.participant not in (session.host.id, *named) and here.state is not PresenceState.REMOVED
    )


def unasked(session: Session, participant: ParticipantId) -> ConsentState:
    """How a patient stands to the consent apart from a form that is open: what they agreed to before still counts."""
    grant = standing_grant(session)
    if grant is None or grant.basis is not Basis.PATIENT_TAP or grant.by != participant:
        return ConsentState.NONE
    return ConsentState.GIVEN


def released_stacks(session: Session) -> tuple[int, ...]:
    """The stacks that may be shown to guests at all: nobody has to look for names in them first."""
    return tuple(stack for stack, ref in enumerate(session.stacks) if not ref.held)


def reads_names(session: Session, participant: ParticipantId) -> bool:
    """Whether this participant reads whose pictures they are: identity, the file's own words, its overlays.

    The host does; so does a specialist who is staff, or every specialist if the policy says so, unless the session's
    type has taken it from them. Nobody else ever.
    """
    seat = session.seat_of(participant)
    match seat.role:
        case Role.PROVIDER:
            return True
        case Role.SPECIALIST:
            is_known = seat.person is not None or session.policy.specialist_identity
            return is_known and session.policy.gives(seat.role, Right.READ_NAMES)
        case Role.PATIENT | Role.OBSERVER:
            return False


def viewers(session: Session, now_ms: int) -> tuple[ParticipantId, ...]:
    """Everybody who is connected and may see pictures now: exactly those who get the key."""
    return tuple(
        here.participant
        for here in session.presence
        if here.is_online and sees_pictures(session, here.participant, now_ms)
    )


def _may_look(session: Session, participant: ParticipantId) -> bool:
    """In the talk, and no code is due."""
    return any(
        here.participant == participant and here.is_admitted and here.code_due_ms is None for here in session.presence
    )
