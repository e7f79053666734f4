"""Who holds enough of a clip that waits: the presenter has to, and at least half of those who follow."""

from server.live.screen import Screen
from server.live.stage import Stage
from server.sessions.starting import waits
from server.terms.view import Viewport


def may_start(stage: Stage) -> bool:
    """Whether clips wait and enough screens could play them. Cheap while none does."""
    view, now_ms = stage.session.view, stage.now_ms()
    if view is None:
        return False
    clips = [port for port in view.viewports if port.cine is not None and waits(port.cine, now_ms)]
    presenter = stage.screens.get(stage.session.token.holder)
    if not clips or presenter is None or not _is_ready(presenter, clips):
        return False
    followers = [each for each in stage.screens.values() if each is not presenter and _follows(stage, each, clips)]
    return 2 * sum(_is_ready(screen, clips) for screen in followers) >= len(followers)


def _follows(stage: Stage, screen: Screen, clips: list[Viewport]) -> bool:
    """Whether somebody sees these clips: fed, looking, not alone; who is dark or elsewhere is not waited for."""
    who = screen.viewer.participant
    sees = all(clip.stack is not None and stage.may_show(who, clip.stack) for clip in clips)
    return sees and screen.fed and not screen.feed.screen.hidden and who not in stage.own_views


def _is_ready(screen: Screen, clips: list[Viewport]) -> bool:
    return screen.fed and all(screen.feed.can_play(clip) for clip in clips)
