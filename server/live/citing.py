"""Pictures as reports cite them: the file's own numbers, the window they were seen through, and how well."""

from server.live.stack import LiveStack
from server.live.stage import Stage
from server.terms.ids import ParticipantId
from server.terms.view import Cited, Quality, Viewport, Window


def cited(stage: Stage, by: ParticipantId) -> tuple[Cited, ...]:
    """The pictures of the shared view, in the order of its viewports; none while no stack is open."""
    view = stage.session.view
    named = (cite(stage, by, viewport) for viewport in (view.viewports if view is not None else ()))
    return tuple(each for each in named if each is not None)


def cite(stage: Stage, by: ParticipantId, viewport: Viewport) -> Cited | None:
    """One picture as `by` sees it; None for an empty place or a stack that is not open."""
    stack = next((each for each in stage.stacks if each.index == viewport.stack), None)
    if stack is None:
        return None
    number = stack.opened.frames[viewport.pos].image_number
    image = viewport.pos + 1 if number is None else number
    quality = _quality(stage, by, (stack.index, viewport.pos))
    return Cited(stack.index, viewport.pos, stack.opened.facts.series_number, image, _window(stack, viewport), quality)


def _window(stack: LiveStack, viewport: Viewport) -> Window | None:
    """The view's own window, else the one the picture opens with."""
    if stack.ref.bounds.color:
        return None
    if viewport.voi is not None:
        return viewport.voi
    own = next(iter(stack.opened.facts.windows), None)
    return stack.auto if own is None else Window(own.center, own.width, own.function)


def _quality(stage: Stage, by: ParticipantId, picture: tuple[int, int]) -> Quality:
    """What this person's screen said last, if it was about this picture."""
    screen = stage.screens.get(by)
    return screen.seen_tier if screen is not None and screen.seen == picture else ""
