"""The key views of a consult as its note refers to them: words and numbers of pictures, never a picture."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

from server.audit.log import Recorded
from server.desk.note_rows import KeyImage
from server.desk.seen import stretches
from server.sessions.session import Bookmark, Session
from server.terms.ids import ParticipantId, SeriesId, SessionId
from server.terms.marks import Mark
from server.terms.view import Cited, Quality, Viewport

RANKS: Final[Mapping[str, int]] = {"": 0, "preview": 1, "lossy": 2, "lossless": 3}
"""How good each quality is."""


class SessionRecord(Protocol):
    """The log of one consult, read back."""

    async def read(self, *, session: SessionId) -> Sequence[Recorded]:
        """Give its entries in order, each proven against its commitment."""
        ...


Shown = Mapping[tuple[ParticipantId, int, int], Quality]
"""The best quality of (participant, stack, position) that a screen said it had shown."""


def shown_in(record: Iterable[Recorded]) -> Shown:
    """Give what screens said they had shown, as far as the record knows in which quality."""
    best: dict[tuple[ParticipantId, int, int], Quality] = {}
    for entry in (each.entry for each in record if each.entry.kind == "instances.shown"):
        stack = entry.facts.get("stack")
        if not isinstance(stack, int):
            continue
        for quality, (first, last), _ in stretches(entry):
            for position in range(first - 1, last):
                place = ParticipantId(entry.actor), stack, position
                best[place] = better(quality, best.get(place, ""))
    return best


def better(one: Quality, other: Quality) -> Quality:
    """Give the better of two qualities."""
    return one if RANKS[one] >= RANKS[other] else other


def key_images(session: Session, series: Mapping[SeriesId, int | None], shown: Shown) -> tuple[KeyImage, ...]:
    """Give a reference for every picture of every starred view, in the order in which they were kept.

    Parameters
    ----------
    series
        The numbers of the consult's series, for views that were kept before they were cited.
    """
    starred = (kept for kept in session.bookmarks if kept.star)
    return tuple(each for kept in starred for each in _images(session, kept, series, shown))


def _images(
    session: Session, kept: Bookmark, series: Mapping[SeriesId, int | None], shown: Shown
) -> Iterator[KeyImage]:
    for cited in kept.cited or tuple(_cited(session, kept.view.viewports, series)):
        yield KeyImage(
            number=kept.number,
            name=kept.name,
            series=cited.series,
            image=cited.image,
            window=None if cited.window is None else (cited.window.center, cited.window.width),
            quality=better(cited.quality, shown.get((kept.by, cited.stack, cited.pos), "")),
            measured=tuple(measured_on(session.marks, cited.stack, cited.pos)),
        )


def measured_on(marks: Sequence[Mark], stack: int, pos: int) -> Iterator[Mark]:
    """Give the marks on a picture that measure something."""
    return (mark for mark in marks if (mark.stack, mark.pos) == (stack, pos) and mark.measured is not None)


def _cited(session: Session, viewports: Iterable[Viewport], series: Mapping[SeriesId, int | None]) -> Iterator[Cited]:
    for port in viewports:
        if port.stack is not None:
            number = series.get(session.stacks[port.stack].series)
            yield Cited(port.stack, port.pos, number, port.pos + 1, port.voi)
