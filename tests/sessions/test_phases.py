"""The table of the design, cell by cell: first against TRANSITIONS, then by driving `step` through every cell."""

import re
from collections.abc import Callable

import pytest

from server.sessions.clock import Timer, timers
from server.sessions.commands import (
    AddStacks,
    Admit,
    Drop,
    End,
    Extend,
    Join,
    Kill,
    Narrow,
    OpenDoors,
    Pause,
    Recover,
    ReleaseStack,
    Remove,
    Resume,
    Withdraw,
)
from server.sessions.events import Event
from server.sessions.phases import TRANSITIONS, Phase, Verdict, move
from server.terms.errors import Refused
from tests.sessions.consult import (
    ADMINISTRATOR,
    HOST,
    MINUTE,
    NOW,
    PATIENT,
    PRIOR,
    SECOND,
    SECOND_SPECIALIST,
    SPECIALIST,
    Consult,
    holding,
    in_phase,
    presented_by,
)

SCHEDULED, LOBBY, LIVE, PAUSED, CLOSING, LOCKED = Phase

# Copied from the design's table of §5, word for word; *looked for names* and *more pictures* came later.
DESIGN = """
doors open (timer or host early) | → lobby, invites active | – | – | – | – | ✘
join (ticket good) | `too_early` | waits, neutral page | lobby card; admitted → the talk | same, no pictures | host and admitted only, no pictures | `locked`
host opens a picture | – | epoch 1, host alone | – | – | – | ✘
admit | ✘ | first one: → live, new epoch, start viewing clock | in the talk; pictures only under a grant | same | ✘ | ✘
grant given | recorded | recorded | pictures flow to those it covers | recorded | ✘ | ✘
grant narrowed | recorded | recorded | new epoch for the narrower set | recorded | – | –
grant withdrawn | recorded | recorded | pictures gone ≤ 1 s, keys dead, chat stays: → paused(withdrawn) | stay | – | –
looked for names (host) | recorded | recorded | pictures flow to those a grant covers; the patient is asked | recorded | ✘ | ✘
more pictures (host) | recorded | the host sees them | the host sees them; the patient is asked | recorded | ✘ | ✘
remove a participant | – | card gone | sockets closed, new epoch | same | same | –
pause (host) | ✘ | ✘ | → paused: feeds stop, keys dead, screens blank; clock keeps running | – | ✘ | ✘
resume (host) | ✘ | ✘ | – | → live, new epoch (not while withdrawn without a new grant) | ✘ | ✘
host lost | – | notice | 60 s → paused(host_away) | keep | keep | –
presenter lost | – | – | 10 s → control to host | – | – | –
host returns | – | – | – | if host_away → live, new epoch | – | ✘
everyone left | – | until lobby_until | 120 s → closing | 120 s → closing | → locked | –
paused too long | – | – | – | → closing | – | –
extend(m) | moves times | moves | clock += m; entry; all told | same | inside caps and consent → live, new epoch | ✘
T−5, T−1 | – | – | said once | said once | – | –
viewing ends | – | – | → closing | → closing | – | –
end (host) | → locked cancelled | → locked cancelled | → closing | → closing | → locked | –
lobby_until | – | → locked no_show | – | – | – | –
closing over | – | – | – | – | → locked | –
owner gone (crash) | re-armed from SQL | re-armed | new owner: clock over → closing/locked, else paused(recovering) → live when host or presenter is back | → paused | → locked when its time is over | –
kill (administrator) | → locked revoked | same | → locked revoked, keys first | same | same | –
"""  # noqa: E501, RUF001  (the design's own lines and signs)  # fmt: skip

MOVES = {
    # phases a cell may lead to, where the design's words need a reader ("same", "closing/locked", "if …")
    (Event.OWNER_GONE, LIVE): {PAUSED, CLOSING, LOCKED},
    (Event.OWNER_GONE, PAUSED): {PAUSED, CLOSING, LOCKED},
    (Event.OWNER_GONE, CLOSING): {CLOSING, LOCKED},
    (Event.HOST_RETURNS, PAUSED): {PAUSED, LIVE},
    (Event.KILL, LOBBY): {LOCKED},
    (Event.KILL, PAUSED): {LOCKED},
    (Event.KILL, CLOSING): {LOCKED},
}

ROWS = [[cell.strip() for cell in line.split("|")] for line in DESIGN.strip().splitlines()]
CELLS = [
    (event, phase, words)
    for event, row in zip(Event, ROWS, strict=True)
    for phase, words in zip(Phase, row[1:], strict=True)
]


@pytest.mark.parametrize(("event", "phase", "words"), CELLS)
def test_every_cell_says_what_the_design_says(event: Event, phase: Phase, words: str) -> None:
    """[SES-1] Every event has one cell in every phase."""
    cell = TRANSITIONS[event][phase]
    if words in {"✘", "`too_early`", "`locked`"}:
        assert cell.verdict is Verdict.REFUSES
        assert cell.code == (words.strip("`") if words != "✘" else cell.code)
        return
    assert cell.verdict is (Verdict.NOTHING if words == "–" else Verdict.ACTS)
    named = {Phase(name) for name in re.findall(r"→ (\w+)", words) if name in set(Phase)}
    assert set(cell.to) == MOVES.get((event, phase), named)


def test_a_move_outside_the_table_is_a_bug() -> None:
    """[SES-1] A phase changes only to where its cell says."""
    with pytest.raises(AssertionError):
        move(Event.PAUSE, LOBBY, PAUSED)


# --- driving step ----------------------------------------------------------------------------------------------------


def _joins_or_returns(consult: Consult) -> Consult:
    return consult.joins(PATIENT if consult.session.phase is CLOSING else SECOND_SPECIALIST)


def _admits(consult: Consult) -> Consult:
    if consult.session.phase in {LIVE, PAUSED}:
        consult.joins(SECOND_SPECIALIST)
        return consult.admits(SECOND_SPECIALIST)
    return consult.does(Admit(HOST, PATIENT, "known", consult.presence(PATIENT).word))


def _narrows(consult: Consult) -> Consult:
    if consult.session.phase in {SCHEDULED, LOBBY}:
        consult.has_basis()
    return consult.does(Narrow(HOST, (0,)))


def _withdraws(consult: Consult) -> Consult:
    if consult.session.phase in {SCHEDULED, LOBBY}:
        consult.has_basis()
        assert consult.session.grants[-1].withdrawn_ms is None
    return consult.does(Withdraw(HOST))


def _host_lost(consult: Consult) -> Consult:
    consult.drops(HOST)
    return consult.after(60 * SECOND) if consult.session.phase is LIVE else consult


def _presenter_lost(consult: Consult) -> Consult:
    return presented_by(SPECIALIST).drops(SPECIALIST).after(10 * SECOND) if consult.session.phase is LIVE else consult


def _host_returns(consult: Consult) -> Consult:
    if consult.session.phase is PAUSED:
        consult = in_phase(LIVE).drops(HOST).after(60 * SECOND)
    return consult.does(Join(HOST))


def _everyone_left(consult: Consult) -> Consult:
    was_closing = consult.session.phase is CLOSING
    consult.drops(*(here.participant for here in consult.session.presence if here.is_online))
    return consult if was_closing else consult.after(120 * SECOND)


def _waits_until(timer: Timer) -> Callable[[Consult], Consult]:
    def wait(consult: Consult) -> Consult:
        if consult.session.phase is PAUSED and timer in {Timer.WARNING, Timer.VIEWING_ENDS}:
            # paused late enough that the pause itself lasts until then
            consult = in_phase(LIVE).after(20 * MINUTE).does(Pause(HOST))
        moments = [due.at_ms for due in timers(consult.session) if due.timer is timer]
        return consult.after(moments[0] - consult.at) if moments else consult

    return wait


DRIVE: dict[Event, Callable[[Consult], Consult]] = {
    Event.DOORS_OPEN: lambda consult: consult.does(OpenDoors(HOST)),
    Event.JOIN: _joins_or_returns,
    Event.OPEN_PICTURE: lambda consult: consult.looks(),
    Event.ADMIT: _admits,
    Event.GRANT_GIVEN: lambda consult: consult.has_basis(),
    Event.GRANT_NARROWED: _narrows,
    Event.GRANT_WITHDRAWN: _withdraws,
    Event.RELEASE_STACK: lambda consult: holding(consult, 2).does(ReleaseStack(HOST, 2)),
    Event.ADD_STACKS: lambda consult: consult.does(AddStacks(HOST, (PRIOR,))),
    Event.REMOVE: lambda consult: consult.does(Remove(HOST, SPECIALIST)),
    Event.PAUSE: lambda consult: consult.does(Pause(HOST)),
    Event.RESUME: lambda consult: consult.does(Resume(HOST)),
    Event.HOST_LOST: _host_lost,
    Event.PRESENTER_LOST: _presenter_lost,
    Event.HOST_RETURNS: _host_returns,
    Event.EVERYONE_LEFT: _everyone_left,
    Event.PAUSED_TOO_LONG: _waits_until(Timer.PAUSED_TOO_LONG),
    Event.EXTEND: lambda consult: consult.does(Extend(HOST, 5)),
    Event.WARNING: _waits_until(Timer.WARNING),
    Event.VIEWING_ENDS: _waits_until(Timer.VIEWING_ENDS),
    Event.END: lambda consult: consult.does(End(HOST)),
    Event.LOBBY_UNTIL: _waits_until(Timer.LOBBY_UNTIL),
    Event.CLOSING_OVER: _waits_until(Timer.CLOSING_OVER),
    Event.OWNER_GONE: lambda consult: consult.does(Recover()),
    Event.KILL: lambda consult: consult.does(Kill(ADMINISTRATOR)),
}

# Where each acting cell ends; everything else is a refusal or idle, as the design's sign says.
ENDS_IN: dict[Event, dict[Phase, Phase]] = {
    Event.DOORS_OPEN: {SCHEDULED: LOBBY},
    Event.JOIN: {LOBBY: LOBBY, LIVE: LIVE, PAUSED: PAUSED, CLOSING: CLOSING},
    Event.OPEN_PICTURE: {LOBBY: LOBBY},
    Event.ADMIT: {LOBBY: LIVE, LIVE: LIVE, PAUSED: PAUSED},
    Event.GRANT_GIVEN: {SCHEDULED: SCHEDULED, LOBBY: LOBBY, LIVE: LIVE, PAUSED: PAUSED},
    Event.GRANT_NARROWED: {SCHEDULED: SCHEDULED, LOBBY: LOBBY, LIVE: LIVE, PAUSED: PAUSED},
    Event.GRANT_WITHDRAWN: {SCHEDULED: SCHEDULED, LOBBY: LOBBY, LIVE: PAUSED, PAUSED: PAUSED},
    Event.RELEASE_STACK: {SCHEDULED: SCHEDULED, LOBBY: LOBBY, LIVE: LIVE, PAUSED: PAUSED},
    Event.ADD_STACKS: {SCHEDULED: SCHEDULED, LOBBY: LOBBY, LIVE: LIVE, PAUSED: PAUSED},
    Event.REMOVE: {LOBBY: LOBBY, LIVE: LIVE, PAUSED: PAUSED, CLOSING: CLOSING},
    Event.PAUSE: {LIVE: PAUSED},
    Event.RESUME: {PAUSED: LIVE},
    Event.HOST_LOST: {LOBBY: LOBBY, LIVE: PAUSED, PAUSED: PAUSED, CLOSING: CLOSING},
    Event.PRESENTER_LOST: {LIVE: LIVE},
    Event.HOST_RETURNS: {PAUSED: LIVE},
    Event.EVERYONE_LEFT: {LOBBY: LOBBY, LIVE: CLOSING, PAUSED: CLOSING, CLOSING: LOCKED},
    Event.PAUSED_TOO_LONG: {PAUSED: CLOSING},
    Event.EXTEND: {SCHEDULED: SCHEDULED, LOBBY: LOBBY, LIVE: LIVE, PAUSED: PAUSED, CLOSING: LIVE},
    Event.WARNING: {LIVE: LIVE, PAUSED: PAUSED},
    Event.VIEWING_ENDS: {LIVE: CLOSING, PAUSED: CLOSING},
    Event.END: {SCHEDULED: LOCKED, LOBBY: LOCKED, LIVE: CLOSING, PAUSED: CLOSING, CLOSING: LOCKED},
    Event.LOBBY_UNTIL: {LOBBY: LOCKED},
    Event.CLOSING_OVER: {CLOSING: LOCKED},
    Event.OWNER_GONE: {SCHEDULED: SCHEDULED, LOBBY: LOBBY, LIVE: PAUSED, PAUSED: PAUSED, CLOSING: CLOSING},
    Event.KILL: dict.fromkeys((SCHEDULED, LOBBY, LIVE, PAUSED, CLOSING), LOCKED),
}

# Refusals by phase: what people are told when it is too soon, not the moment, or over.
CODES = {SCHEDULED: "too_early", LOBBY: "conflict", CLOSING: "conflict", LOCKED: "locked"}

REFUSED = [(event, phase) for event, phase, words in CELLS if words in {"✘", "`too_early`", "`locked`"}]
ACTING = [(event, phase) for event, ends in ENDS_IN.items() for phase in ends]
IDLE = [(event, phase) for event, phase, _ in CELLS if (event, phase) not in [*REFUSED, *ACTING]]

ALSO_ELSEWHERE = {
    # idle cells whose command has a meaning of its own there, tested with that meaning
    (Event.OPEN_PICTURE, SCHEDULED), (Event.OPEN_PICTURE, LIVE), (Event.OPEN_PICTURE, PAUSED),
    (Event.OPEN_PICTURE, CLOSING), (Event.HOST_RETURNS, SCHEDULED), (Event.HOST_RETURNS, LOBBY),
    (Event.HOST_RETURNS, LIVE), (Event.HOST_RETURNS, CLOSING),
    (Event.EVERYONE_LEFT, SCHEDULED),
}  # fmt: skip


@pytest.mark.parametrize(("event", "phase"), ACTING)
def test_an_acting_cell_acts_and_ends_where_the_design_says(event: Event, phase: Phase) -> None:
    """[SES-1] Every acting cell, driven."""
    before = in_phase(phase)
    assert before.session.phase is phase
    after = DRIVE[event](in_phase(phase))
    assert after.session.phase is ENDS_IN[event][phase]
    assert after.effects or after.session != before.session


@pytest.mark.parametrize(("event", "phase"), REFUSED)
def test_a_refusing_cell_refuses_by_name(event: Event, phase: Phase) -> None:
    """[SES-2] A refused event leaves nothing behind."""
    consult = in_phase(phase)
    before = consult.session
    with pytest.raises(Refused) as refused:
        DRIVE[event](consult)
    assert refused.value.code == CODES[phase]
    assert consult.session == before


@pytest.mark.parametrize(("event", "phase"), [cell for cell in IDLE if cell not in ALSO_ELSEWHERE])
def test_an_idle_cell_changes_nothing_and_asks_for_nothing(event: Event, phase: Phase) -> None:
    """[SES-2] An idle event changes nothing."""
    consult = in_phase(phase)
    consult.effects = ()
    after = DRIVE[event](consult)
    assert after.session == in_phase(phase).session
    assert after.effects == ()


@pytest.mark.parametrize("phase", [SCHEDULED, LIVE, PAUSED, CLOSING])
def test_a_view_outside_the_lobby_mints_nothing(phase: Phase) -> None:
    """[SES-2] Opening a picture is an event of the lobby: elsewhere no epoch comes of a view."""
    consult = in_phase(phase)
    epoch = consult.session.epoch
    if phase is LIVE:
        consult.looks()
    else:
        with pytest.raises(Refused):
            consult.looks()
    assert consult.session.epoch == epoch
    assert consult.session.phase is phase


@pytest.mark.parametrize("phase", [LOBBY, LIVE, CLOSING])
def test_a_host_who_comes_back_where_nothing_was_paused_just_is_there(phase: Phase) -> None:
    """[SES-2] The host's return is an event of `paused` only."""
    consult = in_phase(phase)
    epoch = consult.session.epoch
    consult.drops(HOST).joins(HOST)
    assert (consult.session.phase, consult.session.epoch) == (phase, epoch)
    assert consult.presence(HOST).is_online


def test_nobody_can_be_lost_or_return_before_the_doors_open() -> None:
    """[SES-2] Before the doors nobody is connected; the host's arrival opens them."""
    consult = in_phase(SCHEDULED)
    assert not any(here.is_online for here in consult.session.presence)
    assert [due.timer for due in timers(consult.session)] == [Timer.DOORS_OPEN]
    assert consult.joins(HOST).session.phase is LOBBY


def test_idle_time_events_have_no_timer() -> None:
    """[SES-5] A phase waits for exactly the timers whose cells act in it."""
    waits = {phase: {due.timer for due in timers(in_phase(phase).session)} for phase in Phase}
    assert waits == {
        SCHEDULED: {Timer.DOORS_OPEN},
        LOBBY: {Timer.LOBBY_UNTIL},
        LIVE: {Timer.VIEWING_ENDS, Timer.WARNING},
        PAUSED: {Timer.VIEWING_ENDS, Timer.WARNING, Timer.PAUSED_TOO_LONG},
        CLOSING: {Timer.CLOSING_OVER},
        LOCKED: set(),
    }


@pytest.mark.parametrize("phase", Phase)
def test_a_drop_of_somebody_who_is_not_connected_is_nothing(phase: Phase) -> None:
    """[SES-2] A line that is not there cannot be lost."""
    consult = in_phase(phase)
    before = consult.session
    consult.does(Drop(SECOND_SPECIALIST))
    assert consult.session == before
    assert consult.effects == ()


@pytest.mark.parametrize("command", [End(HOST), Kill(ADMINISTRATOR), Withdraw(PATIENT), Recover(), Drop(HOST)])
def test_nothing_changes_a_locked_session(command: End | Kill | Withdraw | Recover | Drop) -> None:
    """[SES-3] `locked` is terminal."""
    consult = in_phase(LOCKED)
    before = consult.session
    consult.at = NOW + 600 * MINUTE
    assert consult.does(command).session == before
