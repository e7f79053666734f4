"""Looking around alone, beside the shared view, and taking pictures away from patients while one is prepared."""

from dataclasses import replace
from typing import Final

from server.sessions.commands import AllowLooking, Blank, Follow, LookAround
from server.sessions.effects import MakeDark, Save, ShowOwnView, Stepped, StopFeeds, TellState
from server.sessions.keys import turn_epoch
from server.sessions.phases import Phase
from server.sessions.recording import record
from server.sessions.seeing import BLANKED_ROLES, may_see
from server.sessions.session import Session
from server.sessions.starting import alone
from server.sessions.views import clamp
from server.terms.errors import Malformed, Refused
from server.terms.people import Role
from server.terms.policy import Right
from server.terms.view import View

LOOKERS: Final[frozenset[Role]] = frozenset({Role.PROVIDER, Role.SPECIALIST, Role.PATIENT})
"""Who may ever be let look around; the host always may, an observer never."""


def look_around(session: Session, command: LookAround, now_ms: int) -> Stepped:
    """Somebody's own view, clamped, inside what they may see; nobody else hears of it and nothing is kept.

    Raises
    ------
    Refused
        `conflict` for whoever steers: their view is the shared one; `forbidden` for a role that may not now, or a
        stack they may not see.
    Malformed
        `bad_value` {field}.
    """
    if session.token.holder == command.by:
        raise Refused("conflict", phase=session.phase.value)
    if not may_look_around(session, session.role_of(command.by)):
        raise Refused("forbidden")
    proposed = View(
        rev=command.cseq,
        by=command.by,
        at_ms=now_ms,
        layout=command.layout,
        active=command.active,
        viewports=command.viewports,
        link=command.link,
    )
    clamped = clamp(proposed, tuple(stack.bounds for stack in session.stacks), command.bearings)
    view = replace(clamped, viewports=tuple(alone(viewport, now_ms) for viewport in clamped.viewports))
    stacks = {viewport.stack for viewport in view.viewports if viewport.stack is not None}
    if not all(may_see(session, command.by, stack, now_ms) for stack in stacks):
        raise Refused("forbidden")
    return Stepped(session, (ShowOwnView(command.by, view, command.cseq),))


def follow(session: Session, command: Follow) -> Stepped:
    """Back to the shared view, from wherever."""
    return Stepped(session, (ShowOwnView(command.by, None, None),))


def may_look_around(session: Session, role: Role) -> bool:
    """Whether people of this role may leave the shared view: the host always, others as the host lets them."""
    return role is Role.PROVIDER or role in session.lookers


def allow(session: Session, command: AllowLooking) -> Stepped:
    """The host lets a role look around, or calls it back to the shared view at once.

    Raises
    ------
    Malformed
        `bad_value` {field} for a role that never may, or always does.
    Refused
        `not_in_policy` {field} for a role from which the session's type has taken it.
    """
    if command.role is Role.PROVIDER or command.role not in LOOKERS:
        raise Malformed("bad_value", field="role")
    if command.allowed and not session.policy.gives(command.role, Right.LOOK_AROUND):
        raise Refused("not_in_policy", field="look_around")
    lookers = tuple(role for role in session.lookers if role is not command.role)
    if command.allowed:
        return Stepped(replace(session, lookers=(*lookers, command.role)), (Save(), TellState()))
    called = tuple(ShowOwnView(seat.id, None, None) for seat in session.guests if seat.role is command.role)
    return Stepped(replace(session, lookers=lookers), (Save(), *called, TellState()))


def blank(session: Session, command: Blank, now_ms: int) -> Stepped:
    """Patients' and observers' screens go dark, or light again with what is shown by then; recorded both times.

    The reign between is one they are never given: what is prepared meanwhile they could not open if they had it.
    """
    if session.blank == command.blank:
        return Stepped(session)
    changed = replace(session, blank=command.blank)
    concerned = tuple(seat.id for seat in session.guests if seat.role in BLANKED_ROLES)
    told = (Save(), TellState())
    if command.blank:
        entry = record(session, "pictures.blanked", now_ms, command.by)
        blanked = Stepped(changed, (StopFeeds(concerned), MakeDark(concerned, "blank"), entry, *told))
    else:
        blanked = Stepped(changed, (record(session, "pictures.unblanked", now_ms, command.by), *told))
    if session.phase is not Phase.LIVE or not concerned:
        # who is let in turns the epoch anyway, and where nobody is blanked nobody is given less
        return blanked
    return blanked.then(turn_epoch(changed, now_ms))
