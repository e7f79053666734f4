"""Any history of commands and pauses keeps every invariant of SPEC.md: hypothesis over `step`.

A history is bytes, three per event (what, with what, how long after), so that drawing is cheap and a failure shrinks.
"""
# ruff: noqa: ARG005  (every maker of a command is given the same three, whether it needs them or not)

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.audit.kinds import KINDS
from server.sessions import commands as said
from server.sessions.clock import due_ms
from server.sessions.effects import (
    DestroyKeys,
    Effect,
    GiveKey,
    MakeDark,
    MintEpoch,
    Record,
    Save,
    SetDeadline,
    StartFeed,
    Stepped,
    StopFeeds,
    TellControl,
    TellPresence,
    TellState,
)
from server.sessions.phases import TRANSITIONS, LockReason, Phase
from server.sessions.seeing import may_see, standing_grant, viewing_ends_ms
from server.sessions.session import Basis, Presence, PresenceState, Session
from server.sessions.step import step
from server.sessions.views import clamp
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId
from server.terms.view import Cine, Viewport, Window
from tests.sessions.consult import (
    ADMINISTRATOR,
    DIGEST,
    GUESTS,
    HOST,
    MINUTE,
    NOW,
    PATIENT,
    PRIOR,
    SECOND,
    STACKS,
    STRANGER,
    scheduled,
)

EVENT_BYTES = 3
PAUSES_MS = (0, 0, 0, 1, 400, SECOND, 5 * SECOND, 10 * SECOND, 25 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 20 * MINUTE)
CODES = {
    "forbidden", "not_admitted", "locked", "too_early", "conflict", "removed", "wrong_word", "withdrawn", "cap",
    "no_grant", "not_presenter", "names_unchecked", "bad_value",
}  # fmt: skip

DIRECT = {(source, target) for row in TRANSITIONS.values() for source, cell in row.items() for target in cell.to}


def _closure(pairs: set[tuple[Phase, Phase]]) -> set[tuple[Phase, Phase]]:
    while True:
        longer = pairs | {(start, end) for start, middle in pairs for other, end in pairs if middle is other}
        if longer == pairs:
            return pairs
        pairs = longer


# one step may hold several decisions: what was due, the command, and what that made due
REACHABLE = _closure(DIRECT) | {(phase, phase) for phase in Phase}

Make = Callable[[Session, ParticipantId, int], said.Command]


def _subset(number: int) -> tuple[int, ...]:
    return tuple(stack for stack in range(4) if number >> stack & 1)


def _view(session: Session, person: ParticipantId, number: int) -> said.SetView:
    window = Window(float(number) * 1e5, float(number), "LINEAR") if number & 1 else None
    cine = Cine(number, number // 2, float(number), "wrap", 3, 0) if number & 2 else None
    port = Viewport("a", number % 4, number * 10 - 300, window, area=(-1.0, 2.0, number + 0.5, 900.0), cine=cine)
    return said.SetView(person, session.token.token_epoch - (number == 255), number, (1, 1), "a", (port,))


def _admit(session: Session, person: ParticipantId, number: int) -> said.Admit:
    word = session.presence_of(person).word if person != STRANGER else ""
    return said.Admit(HOST, person, "known", word if number < 240 else "1 wrong")


def _basis(session: Session, person: ParticipantId, number: int) -> said.RecordBasis:
    return said.RecordBasis(HOST, list(Basis)[number % 5], _subset(number), "note-1", None, (person,))


def _consent(session: Session, person: ParticipantId, number: int) -> said.GiveConsent:
    until_ms = session.created_ms + number * MINUTE if number & 64 else None
    return said.GiveConsent(PATIENT, _subset(number | 1 << number % 3), DIGEST, "en", "form-1", until_ms)


def _more_pictures(session: Session, person: ParticipantId, number: int) -> said.AddStacks:
    ref = replace(PRIOR, part=len(session.stacks) if number & 3 else 0, held=number & 4 == 0)
    wish = len(session.wishes) if number & 8 else None
    return said.AddStacks(HOST if number & 16 else person, (ref,), wish, covered=number & 32 == 0)


def _clinicians(session: Session) -> tuple[ParticipantId, ...]:
    here = {each.participant for each in session.presence if each.is_admitted}
    return tuple(each.id for each in session.seats if each.id in here and each.role in {"provider", "specialist"})


MAKE: tuple[Make, ...] = (
    lambda _, person, number: said.Join(person, ("link",), number),
    lambda _, person, number: said.Join(person, ("link", "code"), number),
    lambda _, person, number: said.Join(HOST),
    lambda _, person, number: said.Drop(person),
    lambda _, person, number: said.Drop(HOST),
    _admit,
    _admit,
    _admit,
    _view,
    lambda session, person, number: _view(session, HOST, number),
    lambda session, person, number: _view(session, session.token.holder, number % 4),
    _consent,
    _consent,
    lambda _, person, number: said.KnockAgain(person, number),
    _basis,
    lambda _, person, number: said.ReleaseStack(HOST if number & 7 else person, number % 4),
    lambda _, person, number: said.RefuseConsent(person, DIGEST, "en", "form-1"),
    lambda _, person, number: said.Narrow(PATIENT, _subset(number), (person,) if number & 16 else None),
    lambda _, person, number: said.Narrow(person, _subset(number)),
    lambda _, person, number: said.Withdraw(PATIENT),
    lambda _, person, number: said.AskAgain(HOST, person),
    lambda _, person, number: said.RequestControl(person),
    lambda session, person, number: said.HandOver(session.token.holder if number & 1 else HOST, person),
    lambda _, person, number: said.ReleaseControl(person),
    lambda _, person, number: said.TakeControl(HOST),
    lambda _, person, number: said.Pause(HOST),
    lambda _, person, number: said.Resume(HOST),
    lambda _, person, number: said.Resume(HOST),
    lambda _, person, number: said.Extend(HOST, number % 17, "asked"),
    lambda _, person, number: said.Leave(person),
    lambda _, person, number: said.Deny(HOST, person),
    lambda _, person, number: said.Remove(HOST, person) if number & 3 == 0 else said.Join(person),
    lambda _, person, number: said.End(HOST) if number & 7 == 0 else said.End(person),
    lambda _, person, number: said.Kill(ADMINISTRATOR, LockReason.REVOKED) if number == 0 else said.Tick(),
    lambda _, person, number: said.Recover() if number & 1 else said.OpenDoors(HOST),
    lambda _, person, number: said.PageSeen(person, seen=number % 3 == 0),
    lambda _, person, number: said.PageSeen(HOST, seen=number % 3 == 0),
    lambda _, person, number: said.Proved(person) if number & 3 else said.NeedCode(person),
    lambda _, person, number: said.Join(person, seen=number & 1 == 0, proven_ms=number),
    lambda _, person, number: said.BeginReading(person),
    lambda _, person, number: said.AskPrior(person, "earlier" if number & 1 else "", "CT" if number & 2 else ""),
    _more_pictures,
    lambda _, person, number: said.DenyPrior(HOST, number % 3, "no"),
    lambda session, person, number: said.PutQuestion(HOST, "Resect?", _clinicians(session), quorum=1 + number % 2),
    lambda session, person, number: said.CastVote(
        person, len(session.ballots), number % 4, "why" if number & 8 else ""
    ),
    lambda session, person, number: said.CloseVote(HOST, len(session.ballots)),
    lambda _, person, number: said.Tick(),
)

PEOPLE = (*GUESTS, PATIENT, HOST, *GUESTS, STRANGER)


def _tells(kind: type[Effect], effects: tuple[Effect, ...]) -> bool:
    return any(isinstance(effect, kind) for effect in effects)


def _sees(session: Session, now_ms: int) -> set[ParticipantId]:
    return {
        seat.id
        for seat in session.seats
        for stack in range(len(session.stacks))
        if may_see(session, seat.id, stack, now_ms)
    }


# --- invariants ------------------------------------------------------------------------------------------------------


def _state_is_whole(session: Session, now_ms: int) -> None:
    """What must be true of a session at any moment."""
    phase = session.phase
    assert session.keyed == (phase is Phase.LIVE) or phase is Phase.LOBBY
    assert (phase is Phase.PAUSED) == (session.pause_reason is not None) == (session.paused_since_ms is not None)
    assert (phase in {Phase.CLOSING, Phase.LOCKED}) == (session.lock_reason is not None)
    assert (phase is Phase.CLOSING) == (session.closing_until_ms is not None)
    assert (phase is Phase.LOCKED) == (session.locked_ms is not None)
    assert session.deadline_ms is None or session.deadline_ms <= session.latest_end_ms
    assert session.extensions <= session.policy.extensions_max
    assert (session.viewing_started_ms is None) == (not session.deadlines)
    due = due_ms(session)
    assert due is None or due > now_ms
    words = [here.word for here in session.presence if here.state is PresenceState.WAITING]
    assert all(words)
    assert len(words) == len(set(words))
    assert not words or phase not in {Phase.CLOSING, Phase.LOCKED}
    assert all(not here.word for here in session.presence if here.state is not PresenceState.WAITING)
    if session.view is not None:
        assert clamp(session.view, [stack.bounds for stack in session.stacks]) == session.view


def _sight_is_granted(session: Session, now_ms: int) -> None:
    """[SES-41] derived a second time, from the words of the rule."""
    grant, ends_ms = standing_grant(session), viewing_ends_ms(session)
    for here in session.presence:
        for stack in range(-1, len(session.stacks) + 2):
            sees = may_see(session, here.participant, stack, now_ms)
            in_time = ends_ms is None or now_ms < ends_ms
            looks = here.is_admitted and here.code_due_ms is None
            possible = session.keyed and looks and in_time and 0 <= stack < len(session.stacks)
            if here.participant == HOST:
                expected = possible
            else:
                expected = possible and session.phase is Phase.LIVE and grant is not None
                expected = (
                    expected and grant is not None and here.participant in grant.persons and stack in grant.stacks
                )
                expected = expected and not session.stacks[stack].held
            assert sees == expected


def _token_is_in_good_hands(session: Session) -> None:
    """[SES-64], [SES-65]: the holder is the host or a specialist in the talk whom the grant covers."""
    grant = standing_grant(session)
    hands = [session.token.holder, *([session.token.request.by] if session.token.request else [])]
    if session.phase in {Phase.CLOSING, Phase.LOCKED}:
        return
    for person in hands:
        if person != HOST:
            assert session.role_of(person) == "specialist"
            assert session.presence_of(person).is_admitted
            assert session.presence_of(person).code_due_ms is None
            assert grant is not None
            assert person in grant.persons


def _nothing_is_undone(before: Session, after: Session) -> None:
    """[SES-3], [SES-10], [SES-33], [SES-43], [SES-52], [SES-301], [SES-303], [SES-312]: what only ever grows."""
    assert (before.phase, after.phase) in REACHABLE
    assert after.latest_end_ms == before.latest_end_ms
    assert after.epoch >= before.epoch
    assert after.token.token_epoch >= before.token.token_epoch
    assert after.deadlines[: len(before.deadlines)] == before.deadlines
    assert (after.view.rev if after.view else 0) >= (before.view.rev if before.view else 0)
    kept = [replace(ref, held=old.held, masks=old.masks) for ref, old in zip(after.stacks, before.stacks, strict=False)]
    assert tuple(kept) == before.stacks
    for wish, answered in zip(before.wishes, after.wishes, strict=False):
        as_asked = replace(answered, state="open", reply="", stacks=())
        assert wish == answered or (wish.state, as_asked) == ("open", wish)
    for asked, stands in zip(before.ballots, after.ballots, strict=False):
        assert asked == stands or asked.closed_ms is None
        assert [vote.by for vote in stands.votes][: len(asked.votes)] == [vote.by for vote in asked.votes]
        assert len({vote.by for vote in stands.votes} & set(stands.board)) == len(stands.votes)
    for old, new in zip(before.grants, after.grants, strict=False):
        assert replace(new, withdrawn_ms=old.withdrawn_ms) == old
        assert old.withdrawn_ms is None or new.withdrawn_ms == old.withdrawn_ms
    if before.phase is Phase.LOCKED:
        assert after == before


def _keys_are_kept_well(before: Session, after: Session, effects: tuple[Effect, ...], now_ms: int) -> None:
    """[SES-8], [SES-42], [SES-45]: who holds a key, and when none is alive."""
    epoch = before.epoch
    for effect in effects:
        if isinstance(effect, MintEpoch):
            assert effect.epoch == epoch + 1
            epoch = effect.epoch
        if isinstance(effect, GiveKey):
            assert effect.epoch == epoch
    assert epoch == after.epoch
    if before.keyed and not after.keyed:
        assert _tells(DestroyKeys, effects)
    given = [effect for effect in effects if isinstance(effect, GiveKey | StartFeed)]
    if after.keyed and not _tells(DestroyKeys, effects):
        seeing = _sees(after, now_ms)
        for effect in given:
            assert set(effect.participants) <= seeing
            assert all(after.presence_of(person).is_online for person in effect.participants)
        if after.epoch > before.epoch:
            online = {here.participant for here in after.presence if here.is_online}
            assert {person for effect in given for person in effect.participants} == seeing & online


def _destroying_waits_for_nothing(effects: tuple[Effect, ...]) -> None:
    """[SES-8] Feeds, keys, screens, in this order; then what can fail: a new owner finds no screen to darken."""
    for first, second in pairwise(effects):
        if isinstance(second, DestroyKeys):
            assert isinstance(first, StopFeeds)
        if isinstance(first, DestroyKeys):
            assert isinstance(second, MakeDark) or not _tells(MakeDark, effects)


def _who_loses_sight_goes_dark(
    before: Session, after: Session, effects: tuple[Effect, ...], was_ms: int, now_ms: int
) -> None:
    """[SES-45], [SES-54], [SES-74]: nobody keeps a picture they may no longer see."""
    dark = [effect.participants for effect in effects if isinstance(effect, MakeDark)]
    for person in _sees(before, was_ms) - _sees(after, now_ms):
        if before.presence_of(person).is_online and after.presence_of(person).is_online:
            assert any(people is None or person in people for people in dark)


def _durable(session: Session) -> Session:
    """What must be saved at once: not lines that come and go, not the view, not a request."""
    return replace(
        session,
        view=None,
        keyed=False,
        token=replace(session.token, request=None),
        presence=tuple(replace(here, connected=0, last_seen_ms=None, unseen_ms=None) for here in session.presence),
    )


def _public(presence: tuple[Presence, ...]) -> list[tuple[object, ...]]:
    return [(here.participant, here.state, here.is_online, here.word, here.consent) for here in presence]


def _changes_are_saved_and_told(before: Session, after: Session, effects: tuple[Effect, ...]) -> None:
    """What changed is durable, and those it concerns hear of it."""
    if _durable(before) != _durable(after):
        assert _tells(Save, effects)
    if before.phase is not after.phase or before.deadlines != after.deadlines:
        assert _tells(TellState, effects)
    somebody_hears = any(here.is_online for here in after.presence)
    if somebody_hears and not _tells(DestroyKeys, effects):
        if _public(before.presence) != _public(after.presence):
            assert _tells(TellPresence, effects)
        if before.token != after.token:
            assert _tells(TellControl, effects)
    new_rows = [effect.row for effect in effects if isinstance(effect, SetDeadline)]
    assert tuple(new_rows) == after.deadlines[len(before.deadlines) :]


def _entries_are_clean(session: Session, effects: tuple[Effect, ...]) -> None:
    """[SES-9] Closed kinds, no names."""
    for effect in effects:
        if isinstance(effect, Record):
            assert effect.entry.kind in KINDS
            assert effect.entry.session == session.id
            assert not any(seat.name in repr(effect.entry) for seat in session.seats)


# --- histories -------------------------------------------------------------------------------------------------------


def _events(history: bytes) -> Iterator[tuple[Make, ParticipantId, int, int]]:
    for start in range(0, len(history) - EVENT_BYTES + 1, EVENT_BYTES):
        what, detail, pause = history[start : start + EVENT_BYTES]
        yield MAKE[what % len(MAKE)], PEOPLE[detail % len(PEOPLE)], detail, pause


def _refused_or_done(session: Session, command: said.Command, now_ms: int) -> Stepped:
    """The step, or for a command that is refused (by a code we know) what time alone does."""
    try:
        return step(session, command, now_ms)
    except (Refused, Malformed) as error:
        code = error.code
    assert code in CODES
    return step(session, said.Tick(), now_ms)


def _live_through(session: Session, history: bytes) -> Session:
    """Play a history, checking everything after each event; gives the session at its end."""
    was_ms = now_ms = NOW
    for make, person, number, pause in _events(history):
        due = due_ms(session)
        now_ms += PAUSES_MS[pause % len(PAUSES_MS)]
        if pause > 250 and due is not None:
            now_ms = max(now_ms, due)
        before = session
        stepped = _refused_or_done(before, make(before, person, number), now_ms)
        session = stepped.session
        _state_is_whole(session, now_ms)
        _sight_is_granted(session, now_ms)
        _token_is_in_good_hands(session)
        _nothing_is_undone(before, session)
        _keys_are_kept_well(before, session, stepped.effects, now_ms)
        _destroying_waits_for_nothing(stepped.effects)
        _who_loses_sight_goes_dark(before, session, stepped.effects, was_ms, now_ms)
        _changes_are_saved_and_told(before, session, stepped.effects)
        _entries_are_clean(session, stepped.effects)
        was_ms = now_ms
    return session


OPENING = bytes([2, 0, 0, 0, 0, 0, 1, 1, 0, 9, 0, 0, 5, 0, 0, 5, 1, 0, 11, 7, 0])
"""Host, patient and specialist come, the host looks, both are admitted, the patient agrees: most histories start so."""


@cache
def _begun(*, warm: bool, soon: bool) -> Session:
    stacks = (*STACKS[:2], replace(STACKS[2], held=not warm))
    start = scheduled(starts_in_ms=0 if soon else 30 * MINUTE, minutes=15, stacks=stacks).session
    return _live_through(start, OPENING) if warm else start


def _check(history: bytes, *, warm: bool, soon: bool) -> None:
    session = _live_through(_begun(warm=warm, soon=soon), history)
    assert msgspec.json.decode(msgspec.json.encode(session), type=Session) == session


def test_the_usual_opening_is_live_and_shared() -> None:
    """The histories below really start in the middle of a consult."""
    session = _begun(warm=True, soon=True)
    assert session.phase is Phase.LIVE
    assert len(_sees(session, NOW)) == 3


@pytest.mark.timeout(180)
@settings(max_examples=3_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(min_size=EVENT_BYTES * 4, max_size=EVENT_BYTES * 20))
def test_any_history_of_a_running_consult_keeps_the_rules(history: bytes) -> None:
    """[SES-4] [SES-5] [SES-6] Whatever people, lines and clocks do in a running consult."""
    _check(history, warm=True, soon=True)


@settings(max_examples=4_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(min_size=EVENT_BYTES * 4, max_size=EVENT_BYTES * 20), st.booleans())
def test_any_history_from_the_beginning_keeps_the_rules(history: bytes, soon: bool) -> None:  # noqa: FBT001  (drawn)
    """[SES-4] [SES-5] [SES-6] Whatever happens from creation on, planned or at once."""
    _check(history, warm=False, soon=soon)


@pytest.mark.slow
@pytest.mark.hunt
@pytest.mark.timeout(1800)
@settings(max_examples=20_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(min_size=EVENT_BYTES * 10, max_size=EVENT_BYTES * 60))
def test_long_histories_keep_the_rules(history: bytes) -> None:
    """[SES-4] [SES-5] [SES-6] The same, longer and more often."""
    _check(history, warm=True, soon=True)
