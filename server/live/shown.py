"""What a view shows: its viewports with a picture, which picture each has, and what decides what belongs around it."""

from server.live.want import Picture
from server.terms.view import View, Viewport, Window


def shown_in(view: View) -> tuple[Viewport, ...]:
    """The viewports with a picture, the active one first."""
    shown = (viewport for viewport in view.viewports if viewport.stack is not None)
    return tuple(sorted(shown, key=lambda viewport: viewport.id != view.active))


def picture_of(viewport: Viewport) -> Picture:
    """The picture a viewport shows while no clip plays in it."""
    return (viewport.stack or 0, viewport.pos, viewport.voi)


def plays(viewport: Viewport, picture: Picture) -> bool:
    """Whether a picture is one of the clip that plays here."""
    stack, pos, voi = picture
    cine = viewport.cine
    return cine is not None and (viewport.stack, viewport.voi) == (stack, voi) and cine.first <= pos <= cine.last


def place_of(viewport: Viewport) -> tuple[int | None, int, Window | None, object]:
    """What decides which pictures belong around it."""
    return viewport.stack, viewport.pos, viewport.voi, viewport.cine


def windows_of(view: View | None) -> tuple[tuple[int | None, Window | None], ...]:
    """Which window each viewport has."""
    return () if view is None else tuple((viewport.stack, viewport.voi) for viewport in view.viewports)
