"""The phases of a session and the one table that says what every event does in each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from server.sessions.events import Event
from server.terms.errors import Refused


class Phase(StrEnum):
    """Where a session stands; `locked` is terminal."""

    SCHEDULED = "scheduled"
    LOBBY = "lobby"
    LIVE = "live"
    PAUSED = "paused"
    CLOSING = "closing"
    LOCKED = "locked"


class PauseReason(StrEnum):
    """Why pictures are away while the talk goes on."""

    HOST = "host"
    HOST_AWAY = "host_away"
    WITHDRAWN = "withdrawn"
    RECOVERING = "recovering"


class LockReason(StrEnum):
    """Why viewing ended; set when `closing` begins and kept in `locked`."""

    ENDED = "ended"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    ABANDONED = "abandoned"
    PAUSED_TOO_LONG = "paused_too_long"
    FAILED = "failed"
    REVOKED = "revoked"


class Verdict(StrEnum):
    """What a cell of the table says: refused, nothing happens, or the rule acts."""

    REFUSES = "✘"
    NOTHING = "–"
    ACTS = "✔"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the verdict, the phases the event may lead to (none: the phase stays), and the rule in a few words.

    `code` is the refusal of a ✘ cell.
    """

    verdict: Verdict
    to: tuple[Phase, ...] = ()
    code: str = ""
    words: str = ""


_SCHEDULED, _LOBBY, _LIVE, _PAUSED, _CLOSING, _LOCKED = Phase

_NOTHING = Cell(Verdict.NOTHING)
_ENDED = Cell(Verdict.REFUSES, code="locked")
_TOO_EARLY = Cell(Verdict.REFUSES, code="too_early")
_CONFLICT = Cell(Verdict.REFUSES, code="conflict")


def _acts(words: str, *to: Phase) -> Cell:
    return Cell(Verdict.ACTS, to, words=words)


def _row(*cells: Cell) -> Mapping[Phase, Cell]:
    return MappingProxyType(dict(zip(Phase, cells, strict=True)))


TRANSITIONS: Final[Mapping[Event, Mapping[Phase, Cell]]] = MappingProxyType({
    # each row:        scheduled, lobby, live, paused, closing, locked
    Event.DOORS_OPEN: _row(_acts("invites active", _LOBBY), _NOTHING, _NOTHING, _NOTHING, _NOTHING, _ENDED),
    Event.JOIN: _row(
        _TOO_EARLY,
        _acts("waits, neutral page"),
        _acts("lobby card; admitted: the talk"),
        _acts("same, no pictures"),
        _acts("host and admitted only, no pictures"),
        _ENDED,
    ),
    Event.OPEN_PICTURE: _row(_NOTHING, _acts("epoch 1, host alone"), _NOTHING, _NOTHING, _NOTHING, _ENDED),
    Event.ADMIT: _row(
        _TOO_EARLY,
        _acts("first one: new epoch, viewing clock starts", _LIVE),
        _acts("in the talk; pictures only under a grant"),
        _acts("same"),
        _CONFLICT,
        _ENDED,
    ),
    Event.GRANT_GIVEN: _row(
        _acts("recorded"), _acts("recorded"), _acts("pictures flow to those it covers"), _acts("recorded"),
        _CONFLICT, _ENDED,
    ),
    Event.GRANT_NARROWED: _row(
        _acts("recorded"), _acts("recorded"), _acts("new epoch for the narrower set"), _acts("recorded"),
        _NOTHING, _NOTHING,
    ),
    Event.GRANT_WITHDRAWN: _row(
        _acts("recorded"), _acts("recorded"), _acts("pictures gone, keys dead, chat stays", _PAUSED), _acts("stay"),
        _NOTHING, _NOTHING,
    ),
    Event.RELEASE_STACK: _row(
        _acts("recorded"), _acts("recorded"), _acts("pictures flow to those a grant covers; the patient is asked"),
        _acts("recorded"), _CONFLICT, _ENDED,
    ),
    Event.ADD_STACKS: _row(
        _acts("recorded"), _acts("the host sees them"), _acts("the host sees them; the patient is asked"),
        _acts("recorded"), _CONFLICT, _ENDED,
    ),
    Event.REMOVE: _row(
        _NOTHING,
        _acts("card gone"),
        _acts("sockets closed, new epoch"),
        _acts("same"),
        _acts("same"),
        _NOTHING,
    ),
    Event.PAUSE: _row(
        _TOO_EARLY, _CONFLICT, _acts("feeds stop, keys dead; clock keeps running", _PAUSED), _NOTHING, _CONFLICT, _ENDED
    ),
    Event.RESUME: _row(
        _TOO_EARLY, _CONFLICT, _NOTHING, _acts("new epoch; not while withdrawn", _LIVE), _CONFLICT, _ENDED
    ),
    Event.HOST_LOST: _row(
        _NOTHING, _acts("notice"), _acts("60 s", _PAUSED), _acts("keep"), _acts("keep"), _NOTHING
    ),
    Event.PRESENTER_LOST: _row(
        _NOTHING, _NOTHING, _acts("10 s: control to host"), _NOTHING, _NOTHING, _NOTHING
    ),
    Event.HOST_RETURNS: _row(
        _NOTHING, _NOTHING, _NOTHING, _acts("if host_away or recovering: new epoch", _PAUSED, _LIVE), _NOTHING, _ENDED
    ),
    Event.EVERYONE_LEFT: _row(
        _NOTHING, _acts("until lobby_until"), _acts("120 s", _CLOSING), _acts("120 s", _CLOSING), _acts("", _LOCKED),
        _NOTHING,
    ),
    Event.PAUSED_TOO_LONG: _row(_NOTHING, _NOTHING, _NOTHING, _acts("", _CLOSING), _NOTHING, _NOTHING),
    Event.EXTEND: _row(
        _acts("moves times"),
        _acts("moves"),
        _acts("clock += m; entry; all told"),
        _acts("same"),
        _acts("inside caps and consent: new epoch", _LIVE),
        _ENDED,
    ),
    Event.WARNING: _row(_NOTHING, _NOTHING, _acts("said once"), _acts("said once"), _NOTHING, _NOTHING),
    Event.VIEWING_ENDS: _row(_NOTHING, _NOTHING, _acts("", _CLOSING), _acts("", _CLOSING), _NOTHING, _NOTHING),
    Event.END: _row(
        _acts("cancelled", _LOCKED), _acts("cancelled", _LOCKED), _acts("", _CLOSING), _acts("", _CLOSING),
        _acts("", _LOCKED), _NOTHING,
    ),
    Event.LOBBY_UNTIL: _row(_NOTHING, _acts("no_show", _LOCKED), _NOTHING, _NOTHING, _NOTHING, _NOTHING),
    Event.CLOSING_OVER: _row(_NOTHING, _NOTHING, _NOTHING, _NOTHING, _acts("", _LOCKED), _NOTHING),
    Event.OWNER_GONE: _row(
        _acts("re-armed"),
        _acts("re-armed"),
        _acts("clock over: closing or locked; else recovering", _PAUSED, _CLOSING, _LOCKED),
        _acts("clock over: closing or locked; else stays", _PAUSED, _CLOSING, _LOCKED),
        _acts("when its time is over", _CLOSING, _LOCKED),
        _NOTHING,
    ),
    Event.KILL: _row(
        _acts("revoked", _LOCKED), _acts("revoked", _LOCKED), _acts("revoked, keys first", _LOCKED),
        _acts("revoked, keys first", _LOCKED), _acts("revoked, keys first", _LOCKED), _NOTHING,
    ),
})  # fmt: skip
"""Every event in every phase, refusals and idle cells included; `step` asks this table first and may move only where it says."""


def cell_of(event: Event, phase: Phase) -> Cell:
    """The cell of the table, a ✘ as a refusal.

    Raises
    ------
    Refused
        `locked`, `too_early` or `conflict` {phase}.
    """
    cell = TRANSITIONS[event][phase]
    if cell.verdict is Verdict.REFUSES:
        raise Refused(cell.code, phase=phase.value)
    return cell


def move(event: Event, phase: Phase, to: Phase) -> Phase:
    """The phase an event leads to, checked against the table: a move it does not know is a bug of ours."""
    if to not in TRANSITIONS[event][phase].to:
        raise AssertionError(f"{event.value}: {phase.value} -> {to.value} is not in the table")
    return to


def is_idle(event: Event, phase: Phase) -> bool:
    """Whether the event does nothing in this phase (an idle cell).

    Raises
    ------
    Refused
        As `cell_of`.
    """
    return cell_of(event, phase).verdict is Verdict.NOTHING
