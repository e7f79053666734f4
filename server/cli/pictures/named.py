"""Windows by name: those the file explains, else well-known ones."""

from server.render.voi import window_of
from server.terms.images import ImageTraits
from server.terms.view import Window


def named_window(traits: ImageTraits, name: str, frame: int) -> Window | None:
    """The window of that name (in capitals or not): of the frame, of the file, of the usual ones for CT."""
    return _windows(traits, frame).get(name.strip().casefold())


def window_names(traits: ImageTraits, frame: int) -> tuple[str, ...]:
    """The names there are for an image."""
    return tuple(_windows(traits, frame))


def _windows(traits: ImageTraits, frame: int) -> dict[str, Window]:
    explained = (*traits.values_of(frame).windows, *traits.windows)
    return {choice.explanation.casefold(): window_of(choice) for choice in explained if choice.explanation}
