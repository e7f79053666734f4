"""What the patient, or the host on another basis, grants, narrows and withdraws; pictures follow at once."""

from dataclasses import replace

from server.sessions.commands import AskAgain, GiveConsent, Narrow, RecordBasis, RefuseConsent, Withdraw
from server.sessions.effects import (
    AskConsent,
    LineCode,
    MakeDark,
    Save,
    Stepped,
    StopFeeds,
    SystemLine,
    TellPresence,
    TellState,
)
from server.sessions.events import Event
from server.sessions.keys import given, turn_epoch
from server.sessions.pausing import hold
from server.sessions.phases import PauseReason, Phase, cell_of, is_idle
from server.sessions.presenting import control_kept
from server.sessions.recording import record, record_grant, reference
from server.sessions.seeing import farthest_end_ms, released_stacks, stacks_of, standing_grant, unasked, uncovered
from server.sessions.session import Basis, ConsentState, Grant, Session
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId
from server.terms.people import Role

_DIGEST_LENGTH = 64


def ask(session: Session, participant: ParticipantId) -> Stepped:
    """Show the form to this patient; while every stack is held back there is nothing to ask about.

    A form names what there is to see: who may be somebody else is not shown it.
    """
    if not released_stacks(session) or session.presence_of(participant).is_doubted:
        return Stepped(session)
    asked = replace(session.presence_of(participant), consent=ConsentState.ASKED)
    return Stepped(session.with_presence(asked), (AskConsent(participant), Save(), TellPresence()))


def ask_again(session: Session, command: AskAgain) -> Stepped:
    """The host asks once more, or for more than was agreed to. What stands, stands until the answer.

    Raises
    ------
    Refused
        `conflict` unless this is the patient, in the talk, and there is something they have not agreed to;
        `names_unchecked` while every stack is held back; `birth_doubted` while this may be somebody else.
    """
    here = session.presence_of(command.participant)
    is_patient = session.role_of(command.participant) is Role.PATIENT
    has_all = here.consent is ConsentState.GIVEN and not _is_less_than_all(session)
    if not is_patient or not here.is_admitted or has_all:
        raise Refused("conflict", consent=here.consent.value)
    if here.is_doubted:
        raise Refused("birth_doubted")
    if not released_stacks(session):
        raise Refused("names_unchecked")
    return ask(session, command.participant)


def give(session: Session, command: GiveConsent, now_ms: int) -> Stepped:
    """The patient agreed to exactly this text: recorded, and pictures flow to those it covers.

    Raises
    ------
    Malformed
        `bad_value` {field}: without its text, for nobody or nothing, or for a held stack, which no form lists.
    """
    cell_of(Event.GRANT_GIVEN, session.phase)
    if session.presence_of(command.by).is_doubted:
        raise Refused("birth_doubted")
    if any(session.stacks[stack].held for stack in _stacks(session, command.stacks)):
        raise Malformed("bad_value", field="stacks")
    _check_text(command.digest, command.language, command.text_ref)
    grant = Grant(
        number=len(session.grants) + 1,
        basis=Basis.PATIENT_TAP,
        by=command.by,
        at_ms=now_ms,
        persons=_persons(session, command.persons),
        stacks=_stacks(session, command.stacks),
        until_ms=_until(command.until_ms, now_ms),
        digest=command.digest,
        language=command.language,
        text_ref=command.text_ref,
        purpose=reference(command.purpose, "purpose"),
    )
    entry = record(
        session, "consent.given", now_ms, command.by,
        number=grant.number, stacks=grant.stacks, persons=grant.persons, until_ms=grant.until_ms, purpose=grant.purpose,
        digest=grant.digest, language=grant.language, text_ref=grant.text_ref,
    )  # fmt: skip
    line = SystemLine(LineCode.CONSENT_GIVEN, {"participant": command.by})
    agreed = session.with_presence(replace(session.presence_of(command.by), consent=ConsentState.GIVEN))
    return Stepped(agreed, (entry, line)).then(_granted(agreed, grant, now_ms))


def refuse(session: Session, command: RefuseConsent, now_ms: int) -> Stepped:
    """Not now: recorded; the host may ask again. `conflict` for who already agreed (they may withdraw)."""
    _check_text(command.digest, command.language, command.text_ref)
    here = session.presence_of(command.by)
    if here.consent is ConsentState.GIVEN:
        raise Refused("conflict", consent=here.consent.value)
    before = unasked(session, command.by)
    answered = ConsentState.REFUSED if before is ConsentState.NONE else before
    return Stepped(
        session.with_presence(replace(here, consent=answered)),
        (
            record(
                session, "consent.refused", now_ms, command.by,
                digest=command.digest, language=command.language, text_ref=command.text_ref,
            ),
            Save(),
            SystemLine(LineCode.CONSENT_REFUSED, {"participant": command.by}),
            TellPresence(),
        ),
    )  # fmt: skip


def record_basis(session: Session, command: RecordBasis, now_ms: int) -> Stepped:
    """The host records another basis; only the patient's own tap is not theirs to record.

    Raises
    ------
    Malformed
        `bad_value` {field}.
    Refused
        `not_in_policy` {field} for a basis that the session's type does not take.
    """
    cell_of(Event.GRANT_GIVEN, session.phase)
    if command.basis is Basis.PATIENT_TAP:
        raise Malformed("bad_value", field="basis")
    if command.basis in session.policy.bases_barred:
        raise Refused("not_in_policy", field="basis")
    grant = Grant(
        number=len(session.grants) + 1,
        basis=command.basis,
        by=command.by,
        at_ms=now_ms,
        persons=_persons(session, command.persons),
        stacks=_stacks(session, command.stacks),
        until_ms=_until(command.until_ms, now_ms),
        note_ref=reference(command.note_ref, "note_ref"),
        purpose=session.policy.kind.value,
    )
    line = SystemLine(LineCode.BASIS_RECORDED, {"basis": grant.basis.value})
    return Stepped(session, (record_grant(session, grant, now_ms), line)).then(_granted(session, grant, now_ms))


def widen(session: Session, by: ParticipantId, stacks: tuple[int, ...], now_ms: int) -> Stepped:
    """The host says that the basis they recorded before covers these stacks, too: a grant of its own on the same basis.

    Raises
    ------
    Refused
        `no_grant` when nothing is granted.
    Malformed
        `bad_value` {field} when the patient's own agreement stands: more is theirs to give.
    """
    grant = standing_grant(session)
    if grant is None:
        raise Refused("no_grant")
    if grant.basis is Basis.PATIENT_TAP:
        raise Malformed("bad_value", field="covered")
    both = tuple(sorted({*grant.stacks, *stacks}))
    wider = replace(grant, number=len(session.grants) + 1, by=by, at_ms=now_ms, stacks=both)
    line = SystemLine(LineCode.BASIS_RECORDED, {"basis": wider.basis.value})
    return Stepped(session, (record_grant(session, wider, now_ms), line)).then(_granted(session, wider, now_ms))


def narrow(session: Session, command: Narrow, now_ms: int) -> Stepped:
    """Less than the standing grant, never more; while live under a new epoch for those who are left.

    Raises
    ------
    Refused
        `no_grant` when nothing is granted.
    Malformed
        `bad_value` {field} for more than is granted, or for nothing (that is a withdrawal).
    """
    if is_idle(Event.GRANT_NARROWED, session.phase):
        return Stepped(session)
    wide = standing_grant(session)
    if wide is None:
        raise Refused("no_grant")
    stacks = _stacks(session, command.stacks)
    persons = wide.persons if command.persons is None else _persons(session, command.persons)
    until_ms = wide.until_ms if command.until_ms is None else _until(command.until_ms, now_ms)
    if not set(stacks) <= set(wide.stacks):
        raise Malformed("bad_value", field="stacks")
    if not set(persons) <= set(wide.persons):
        raise Malformed("bad_value", field="persons")
    if wide.until_ms is not None and until_ms is not None and until_ms > wide.until_ms:
        raise Malformed("bad_value", field="until_ms")
    grant = replace(
        wide, number=len(session.grants) + 1, at_ms=now_ms, stacks=stacks, persons=persons, until_ms=until_ms
    )
    entry = record(
        session, "consent.narrowed", now_ms, command.by,
        number=grant.number, stacks=stacks, persons=persons, until_ms=until_ms,
    )  # fmt: skip
    line = SystemLine(LineCode.CONSENT_NARROWED)
    return Stepped(session, (entry, line)).then(_granted(session, grant, now_ms))


def withdraw(session: Session, command: Withdraw, now_ms: int) -> Stepped:
    """Nothing is granted any more; while live pictures are gone for everybody until there is a new grant."""
    if is_idle(Event.GRANT_WITHDRAWN, session.phase):
        return Stepped(session)
    withdrawn = replace(
        session,
        grants=tuple(_ended(grant, now_ms) for grant in session.grants),
        presence=tuple(
            replace(here, consent=ConsentState.WITHDRAWN) if here.consent is not ConsentState.NONE else here
            for here in session.presence
        ),
    )
    entry = record(
        session, "consent.withdrawn", now_ms, command.by,
        numbers=tuple(grant.number for grant in session.grants if grant.withdrawn_ms is None),
    )  # fmt: skip
    gone = Stepped(withdrawn, (entry, Save(), SystemLine(LineCode.CONSENT_WITHDRAWN), TellPresence()))
    match session.phase:
        case Phase.LIVE:
            dark = replace(withdrawn, withdrawn=True)
            held = gone.then(hold(dark, now_ms, Event.GRANT_WITHDRAWN, PauseReason.WITHDRAWN, command.by))
            return held.then(control_kept(held.session, now_ms))
        case Phase.PAUSED:
            stays = replace(withdrawn, withdrawn=True, pause_reason=PauseReason.WITHDRAWN)
            return gone.then(control_kept(stays, now_ms)).plus(TellState())
        case _:
            return gone


def _is_less_than_all(session: Session) -> bool:
    """Whether the standing grant leaves out a stack, somebody or time that could be agreed to."""
    grant = standing_grant(session)
    if grant is None:
        return True
    farthest_ms = farthest_end_ms(session)
    is_short = grant.until_ms is not None and farthest_ms is not None and grant.until_ms < farthest_ms
    return is_short or bool(uncovered(session)) or not set(released_stacks(session)) <= set(grant.stacks)


def _granted(session: Session, grant: Grant, now_ms: int) -> Stepped:
    """The grant stands from now on: who gains sees, who loses does not, and a loss turns the epoch."""
    after = replace(session, grants=(*session.grants, grant), withdrawn=False)
    if after.viewing_started_ms is not None:
        # a nearer end must not announce minutes that have already passed
        after = replace(after, warned_until_ms=max(after.warned_until_ms, now_ms))
    granted = Stepped(after, (Save(), TellPresence(), TellState()))
    granted = granted.then(control_kept(after, now_ms))
    if session.phase is not Phase.LIVE:
        return granted
    changed = granted.session
    online = tuple(here.participant for here in session.presence if here.is_online)
    before = {person: set(stacks_of(session, person, now_ms)) for person in online}
    now = {person: set(stacks_of(changed, person, now_ms)) for person in online}
    if any(before[person] - now[person] for person in online):
        dark = tuple(person for person in online if before[person] and not now[person])
        return granted.plus(*_darkened(dark)).then(turn_epoch(changed, now_ms))
    return granted.plus(*given(changed, tuple(person for person in online if now[person] - before[person])))


def _darkened(participants: tuple[ParticipantId, ...]) -> tuple[StopFeeds | MakeDark, ...]:
    return (StopFeeds(participants), MakeDark(participants, "narrowed")) if participants else ()


def _ended(grant: Grant, now_ms: int) -> Grant:
    return grant if grant.withdrawn_ms is not None else replace(grant, withdrawn_ms=now_ms)


def _persons(session: Session, persons: tuple[ParticipantId, ...] | None) -> tuple[ParticipantId, ...]:
    """Guests named by a grant, in seat order; None names all. The host needs no grant."""
    guests = tuple(guest.id for guest in session.guests)
    if persons is None:
        return guests
    if not persons or not set(persons) <= set(guests):
        raise Malformed("bad_value", field="persons")
    return tuple(guest for guest in guests if guest in persons)


def _stacks(session: Session, stacks: tuple[int, ...]) -> tuple[int, ...]:
    """Handles of the manifest, ascending, each once; never none."""
    if not stacks or not all(0 <= stack < len(session.stacks) for stack in stacks):
        raise Malformed("bad_value", field="stacks")
    return tuple(sorted(set(stacks)))


def _until(until_ms: int | None, now_ms: int) -> int | None:
    if until_ms is not None and until_ms <= now_ms:
        raise Malformed("bad_value", field="until_ms")
    return until_ms


def _check_text(digest: str, language: str, text_ref: str) -> None:
    """A consent without exactly its text is none."""
    if len(digest) != _DIGEST_LENGTH or not set(digest) <= set("0123456789abcdef"):
        raise Malformed("bad_value", field="digest")
    if not reference(language, "language") or not reference(text_ref, "text_ref"):
        raise Malformed("bad_value", field="text_ref")
