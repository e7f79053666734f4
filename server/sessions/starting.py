"""When a clip starts: once the presenter and at least half of those who follow hold its first second, or 2 s have passed.

A clip that waits has its anchor in the future: the latest moment at which it starts, come what may. Who has the frames
is for the running session to know; it says `StartClips`. Late viewers skip and never hold up the others.
"""

from dataclasses import replace
from typing import Final

from server.sessions.cine import ends_ms
from server.sessions.effects import ShowView, Stepped
from server.sessions.session import Session
from server.terms.view import Cine, View, Viewport

LEAD_MS: Final = 300
"""From the decision to the first step: time for everybody to hear of it."""
WAIT_MS: Final = 2_000
"""The longest wait for frames."""
HELD_MS: Final = 1_000
"""How much of a clip, in time of play, somebody holds who is ready."""


def waits(cine: Cine, now_ms: int) -> bool:
    """Whether a clip waits for its frames; it may be started earlier than it says."""
    return cine.anchor_ms > now_ms + LEAD_MS


def asked(viewport: Viewport, shown: View | None, now_ms: int) -> Viewport:
    """The viewport with a clip that waits, when it says that it has not started (0, or a moment to come).

    A clip that the room already waits for, or plays, stays as it is: whoever moves something else meanwhile repeats an
    anchor they were told before, and sets nothing back.
    """
    cine = viewport.cine
    if cine is None or 0 < cine.anchor_ms <= now_ms:
        return viewport
    before = _same_clip(viewport, cine, shown)
    if (
        before is not None
        and not _is_over(before, now_ms)
        and (cine.anchor_ms == 0 or cine.anchor_ms > before.anchor_ms)
    ):
        return replace(viewport, cine=before)
    if 0 < cine.anchor_ms <= now_ms + LEAD_MS:
        return viewport
    return replace(viewport, cine=replace(cine, anchor_ms=now_ms + WAIT_MS + LEAD_MS))


def alone(viewport: Viewport, now_ms: int) -> Viewport:
    """The same for somebody's own view: nobody else is to be waited for."""
    cine = viewport.cine
    if cine is None or 0 < cine.anchor_ms <= now_ms + LEAD_MS:
        return viewport
    return replace(viewport, cine=replace(cine, anchor_ms=now_ms + LEAD_MS))


def start_clips(session: Session, now_ms: int) -> Stepped:
    """Every clip that waits starts now, all at the same moment; nothing happens when none does."""
    view = session.view
    if view is None or not session.keyed or not any(port.cine and waits(port.cine, now_ms) for port in view.viewports):
        return Stepped(session)
    viewports = tuple(
        replace(port, cine=replace(port.cine, anchor_ms=now_ms + LEAD_MS))
        if port.cine and waits(port.cine, now_ms)
        else port
        for port in view.viewports
    )
    started = replace(view, rev=view.rev + 1, at_ms=now_ms, viewports=viewports)
    return Stepped(replace(session, view=started), (ShowView(started, None, view.by),))


def _same_clip(viewport: Viewport, cine: Cine, shown: View | None) -> Cine | None:
    """The clip as the room has it, when it is this one but for its anchor's time."""
    for port in shown.viewports if shown is not None else ():
        if (port.id, port.stack) == (viewport.id, viewport.stack) and port.cine is not None:
            return port.cine if replace(port.cine, anchor_ms=cine.anchor_ms) == cine else None
    return None


def _is_over(cine: Cine, now_ms: int) -> bool:
    over_ms = ends_ms(cine)
    return over_ms is not None and now_ms >= over_ms
