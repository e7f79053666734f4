"""The shared view on every screen, and the own view of whoever looks around alone."""

from collections.abc import Iterable
from dataclasses import replace

from server.live.notices import BookmarksChanged, ManifestShown, MarksChanged, OwnViewShown, ViewShown
from server.live.screen import Screen
from server.live.stage import Stage
from server.live.telling import tell_presence
from server.sessions.marking import marks_of
from server.terms.ids import ParticipantId
from server.terms.view import View, Viewport


async def start_feeds(stage: Stage, participants: Iterable[ParticipantId]) -> None:
    """Manifest, view, then frames for these participants."""
    wanting = set(participants)
    stage.unfed |= wanting
    await stage.open_stacks()
    # who was taken out of sight meanwhile stays there
    wanting &= stage.unfed
    stage.unfed -= wanting
    for screen in stage.audience.chosen(wanting):
        screen.feed.grow(tuple(ref.bounds for ref in stage.session.stacks))
        mine = stage.seen_by(screen.viewer.participant)
        shown = tuple(stack for stack in stage.stacks if stack.index in mine)
        screen.viewer.tell(ManifestShown(stage.session, shown))
        screen.viewer.tell(BookmarksChanged(stage.session, stage.now_ms()))
        screen.viewer.tell(
            MarksChanged(marks_of(stage.session, screen.viewer.participant, stage.now_ms()), (), whole=True)
        )
        screen.feed.times = {stack.index: stack.opened.facts.times for stack in stage.stacks}
        _show_view(stage, screen, stage.session.view, None)
        screen.start()


def show_view(stage: Stage, view: View, cseq: int | None, author: ParticipantId) -> None:
    """The new view to everybody who sees pictures; whoever looks around alone hears of it and stays."""
    for screen in stage.screens.values():
        if stage.seen_by(screen.viewer.participant):
            _show_view(stage, screen, view, cseq if screen.viewer.participant == author else None)


def show_own_view(stage: Stage, participant: ParticipantId, view: View | None, cseq: int | None) -> None:
    """One screen leaves the shared view for its own, or comes back to it."""
    was_alone = stage.own_views.pop(participant, None) is not None
    screen = stage.screens.get(participant)
    allowed = stage.seen_by(participant)
    if view is not None and screen is not None and allowed:
        stage.own_views[participant] = view
        narrowed = _narrowed(view, allowed)
        screen.slot(OwnViewShown(narrowed, cseq))
        screen.feed.look(narrowed, stage.now_ms())
        screen.wake()
    elif was_alone and screen is not None:
        screen.slot(OwnViewShown(None, cseq))
        if allowed:
            _show_view(stage, screen, stage.session.view, None)
    if was_alone != (participant in stage.own_views):
        tell_presence(stage)


def _show_view(stage: Stage, screen: Screen, view: View | None, cseq: int | None) -> None:
    if view is None:
        return
    allowed = stage.seen_by(screen.viewer.participant)
    narrowed = _narrowed(view, allowed)
    screen.slot(ViewShown(narrowed, cseq))
    own = stage.own_views.get(screen.viewer.participant)
    screen.feed.look(narrowed if own is None else _narrowed(own, allowed), stage.now_ms())
    screen.wake()


def _narrowed(view: View, allowed: frozenset[int]) -> View:
    """The view without pictures of stacks this participant was not granted: their places stay, empty and unlinked."""
    hidden = {port.id for port in view.viewports if port.stack is not None and port.stack not in allowed}
    viewports = tuple(Viewport(port.id) if port.id in hidden else port for port in view.viewports)
    is_whole = view.link is None or hidden.isdisjoint((view.link.first, view.link.second))
    return replace(view, viewports=viewports, link=view.link if is_whole else None)
