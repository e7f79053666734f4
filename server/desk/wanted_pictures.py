"""Which pictures of a consult are saved: those with a drawing on them, and those of starred views, each once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from server.desk.key_images import Shown, better
from server.sessions.session import Bookmark, Session
from server.terms.marks import Mark
from server.terms.opinions import UNDECLARED, Answer, CitedImage, DeclaredDisplay
from server.terms.view import Cited, Quality, Viewport, Window

NOT_CITED: Final = "Not cited: the first picture of what was asked about"
Place = tuple[int, int]
"""Stack and position in the consult's manifest."""


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """One picture, what was drawn on it and how it was looked at: `views` is empty where nobody says."""

    place: Place
    views: tuple[Viewport, ...]
    marks: tuple[Mark, ...] = ()
    window: Window | None = None
    quality: Quality = ""
    display: DeclaredDisplay = UNDECLARED
    caption: str = ""
    is_key: bool = False


def of_consult(session: Session, shown: Shown) -> tuple[WantedPicture, ...]:
    """What was kept and drawn in a consult; starred views first, in the order in which they were kept."""
    starred = [(kept, view) for kept in session.bookmarks if kept.star for view in kept.view.viewports]
    kept_at = [(view.stack, view.pos) for _, view in starred if view.stack is not None]
    places = dict.fromkeys((*kept_at, *((mark.stack, mark.pos) for mark in session.marks)))
    return tuple(_at(place, session, starred, shown) for place in places)


def of_answer(answer: Answer, stacks: int) -> tuple[WantedPicture, ...]:
    """The pictures an answer rests on, with what its author drew on them, as it was when it was signed.

    A report has to name a picture: of an answer that cites none these are the first of each of the `stacks` that were
    asked about, and it is said of them that they were not cited.
    """
    asked = (WantedPicture((stack, 0), (), caption=NOT_CITED) for stack in range(stacks))
    return tuple(_cited(image) for image in answer.images) or tuple(asked)


def _cited(image: CitedImage) -> WantedPicture:
    return WantedPicture(
        place=(image.stack, image.pos),
        views=(Viewport("a", image.stack, image.pos, voi=image.window),),
        marks=image.marks,
        window=image.window,
        quality=image.quality,
        display=image.display,
        caption=image.caption,
        is_key=True,
    )


def _at(place: Place, session: Session, starred: Sequence[tuple[Bookmark, Viewport]], shown: Shown) -> WantedPicture:
    marks = tuple(mark for mark in session.marks if (mark.stack, mark.pos) == place)
    kept = [(bookmark, view) for bookmark, view in starred if (view.stack, view.pos) == place]
    cited = [
        *_said([bookmark for bookmark, _ in kept], place),
        *(each.cited for each in marks if each.cited is not None),
    ]
    window = next((each.window for each in cited if each.window is not None), None)
    seen_by = {*(bookmark.by for bookmark, _ in kept), *(mark.author for mark in marks)}
    quality: Quality = ""
    for each in (*(one.quality for one in cited), *(shown.get((person, *place), "") for person in seen_by)):
        quality = better(quality, each)
    return WantedPicture(
        place=place,
        views=tuple(view for _, view in kept) or (Viewport("a", *place, voi=window),),
        marks=marks,
        window=window,
        quality=quality,
        caption=" · ".join(dict.fromkeys(bookmark.name for bookmark, _ in kept)),
        is_key=bool(kept),
    )


def _said(kept: Sequence[Bookmark], place: Place) -> Iterator[Cited]:
    return (each for bookmark in kept for each in bookmark.cited if (each.stack, each.pos) == place)
