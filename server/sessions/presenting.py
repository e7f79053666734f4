"""Who steers, and what may be steered: one token, whole views, the server's order."""

from dataclasses import replace
from typing import Final

from server.sessions.commands import HandOver, ReleaseControl, RequestControl, SetView, TakeControl
from server.sessions.effects import LineCode, Save, ShowOwnView, ShowView, Stepped, SystemLine, TellControl
from server.sessions.events import Event
from server.sessions.keys import turn_epoch
from server.sessions.phases import cell_of
from server.sessions.recording import SYSTEM, record
from server.sessions.roles import STEERERS
from server.sessions.seeing import granted_stacks, may_see
from server.sessions.session import ControlRequest, Session, Token
from server.sessions.starting import asked
from server.sessions.views import clamp
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from server.terms.policy import Right
from server.terms.view import View

REQUEST_MS: Final = 20_000
"""An unanswered request for control lapses."""


def set_view(session: Session, command: SetView, now_ms: int) -> Stepped:
    """The presenter's whole view, clamped and numbered; the host's first one in the lobby mints the first epoch.

    Raises
    ------
    Refused
        `not_presenter` {holder, token_epoch}; `forbidden` for a stack the presenter may not see.
    Malformed
        `bad_value` {field} for what no clamping can mean.
    """
    token = session.token
    if token.holder != command.by or token.token_epoch != command.token_epoch:
        raise Refused("not_presenter", holder=token.holder, token_epoch=token.token_epoch)
    proposed = View(
        rev=1 if session.view is None else session.view.rev + 1,
        by=command.by,
        at_ms=now_ms,
        layout=command.layout,
        active=command.active,
        viewports=command.viewports,
        link=command.link,
    )
    clamped = clamp(proposed, tuple(stack.bounds for stack in session.stacks), command.bearings)
    view = replace(clamped, viewports=tuple(asked(viewport, session.view, now_ms) for viewport in clamped.viewports))
    shown = Stepped(replace(session, view=view), (ShowView(view, command.cseq, command.by),))
    if not session.keyed:
        cell_of(Event.OPEN_PICTURE, session.phase)
        return shown.plus(Save()).then(turn_epoch(shown.session, now_ms))
    stacks = {viewport.stack for viewport in view.viewports if viewport.stack is not None}
    if not all(may_see(session, command.by, stack, now_ms) for stack in stacks):
        raise Refused("forbidden")
    return shown


def request(session: Session, command: RequestControl, now_ms: int) -> Stepped:
    """Ask to steer: holder and host are prompted. `conflict` while somebody else asks, `forbidden` without pictures."""
    if session.token.holder == command.by:
        return Stepped(session)
    pending = session.token.request
    if pending is not None and pending.by != command.by:
        raise Refused("conflict", asking=pending.by)
    if not _may_hold(session, command.by, now_ms):
        raise Refused("forbidden")
    token = replace(session.token, request=ControlRequest(command.by, now_ms + REQUEST_MS))
    return Stepped(replace(session, token=token), (TellControl(),))


def hand_over(session: Session, command: HandOver, now_ms: int) -> Stepped:
    """Presenter or host gives the token to somebody in the talk who sees the pictures.

    Raises
    ------
    Refused
        `not_presenter` {holder, token_epoch}; `forbidden` when `to` may not steer; `conflict` when they are away.
    """
    token = session.token
    if command.by not in (token.holder, session.host.id):
        raise Refused("not_presenter", holder=token.holder, token_epoch=token.token_epoch)
    if command.to == token.holder:
        return Stepped(session)
    if not _may_hold(session, command.to, now_ms):
        raise Refused("forbidden")
    if not session.presence_of(command.to).is_online:
        raise Refused("conflict", presence="offline")
    return _passed(session, command.to, now_ms, command.by)


def take_alone(session: Session, reader: ParticipantId, now_ms: int) -> Stepped:
    """In a reading its reader steers as soon as they may; nothing happens when they do, or may not yet."""
    if session.token.holder == reader or not _may_hold(session, reader, now_ms):
        return Stepped(session)
    return _passed(session, reader, now_ms, reader)


def release(session: Session, command: ReleaseControl, now_ms: int) -> Stepped:
    """The presenter gives control back to the host."""
    token = session.token
    if token.holder != command.by:
        raise Refused("not_presenter", holder=token.holder, token_epoch=token.token_epoch)
    return to_host(session, now_ms, command.by)


def take(session: Session, command: TakeControl, now_ms: int) -> Stepped:
    """The host steers again at once, whoever held the token."""
    return to_host(session, now_ms, command.by)


def to_host(session: Session, now_ms: int, by: str = SYSTEM) -> Stepped:
    """Control is the host's again; nothing happens when it already was."""
    if session.token.holder == session.host.id:
        return Stepped(session)
    return _passed(session, session.host.id, now_ms, by)


def lapse(session: Session) -> Stepped:
    """A request nobody answered is gone."""
    return Stepped(replace(session, token=replace(session.token, request=None)), (TellControl(),))


def control_kept(session: Session, now_ms: int) -> Stepped:
    """After people or grants changed: whoever may not steer any more neither holds the token nor asks for it."""
    kept = Stepped(session)
    pending = session.token.request
    if pending is not None and not _may_hold(session, pending.by, now_ms):
        kept = lapse(session)
    if _may_hold(session, session.token.holder, now_ms):
        return kept
    return kept.then(to_host(kept.session, now_ms))


def _may_hold(session: Session, participant: ParticipantId, now_ms: int) -> bool:
    """The host always; a specialist in the talk whom the standing grant covers, if the session's type lets them."""
    if participant == session.host.id:
        return True
    return (
        session.role_of(participant) in STEERERS
        and session.policy.gives(session.role_of(participant), Right.STEER)
        and session.presence_of(participant).is_admitted
        and session.presence_of(participant).code_due_ms is None
        and bool(granted_stacks(session, participant, now_ms))
    )


def _passed(session: Session, to: ParticipantId, now_ms: int, by: str) -> Stepped:
    token = Token(holder=to, token_epoch=session.token.token_epoch + 1)
    return Stepped(
        replace(session, token=token),
        (
            record(session, "control.changed", now_ms, by, holder=to, token_epoch=token.token_epoch),
            Save(),
            SystemLine(LineCode.PRESENTING, {"participant": to}),
            ShowOwnView(to, None, None),
            TellControl(),
        ),
    )
