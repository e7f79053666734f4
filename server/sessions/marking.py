"""What people draw on a picture: bounded, on pictures they see, changed by their author or whoever steers."""

import math
import unicodedata
from dataclasses import replace
from typing import Final

from server.sessions.chat import clean
from server.sessions.commands import DropMark, PutMark
from server.sessions.effects import Stepped, TellMarks
from server.sessions.seeing import may_see, stacks_of
from server.sessions.session import Session
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import ParticipantId
from server.terms.marks import MEASURED, Mark, MarkKind, Measured, Point
from server.terms.view import StackBounds

MARKS_MAX: Final = 200
POINTS_MAX: Final = 256
TEXT_MAX: Final = 500
POINTS: Final[dict[MarkKind, tuple[int, int]]] = {
    "arrow": (2, 2),
    "freehand": (2, POINTS_MAX),
    "text": (1, 1),
    "length": (2, 2),
    "angle": (3, 4),
    "ellipse": (2, 2),
    "rectangle": (2, 2),
}
"""How few and how many points each kind has."""


def put(session: Session, command: PutMark, now_ms: int) -> Stepped:
    """A new mark, or an earlier one changed; everybody who sees its picture sees it.

    Raises
    ------
    Refused
        `forbidden` for a picture its author may not see, or somebody else's mark; `conflict` {rev} when it was changed
        meanwhile; `too_many` {most}.
    Malformed
        `bad_value` {field}.
    """
    mark = check_mark(session, command.mark, command.measured)
    known = next((each for each in session.marks if each.id == mark.id), None)
    touched = {mark.stack} if known is None else {mark.stack, known.stack}
    if not all(may_see(session, command.by, stack, now_ms) for stack in touched):
        raise Refused("forbidden")
    rev = 0 if known is None else known.rev
    if rev != command.base_rev:
        raise Refused("conflict", rev=rev)
    if known is None and len(session.marks) >= MARKS_MAX:
        raise Refused("too_many", most=MARKS_MAX)
    if known is not None:
        _check_may_change(session, known, command.by)
        if (known.stack, known.pos, known.kind) != (mark.stack, mark.pos, mark.kind):
            raise Malformed("bad_value", field="mark")
    author = command.by if known is None else known.author
    drawn = replace(mark, author=author, rev=rev + 1, at_ms=now_ms)
    others = tuple(each for each in session.marks if each.id != mark.id)
    return Stepped(replace(session, marks=(*others, drawn)), (TellMarks((drawn,)),))


def drop(session: Session, command: DropMark, now_ms: int) -> Stepped:
    """A mark is taken away; `NotFound` (`mark`) also for one on a picture they may not see, the rest as `put`."""
    known = next((each for each in session.marks if each.id == command.id), None)
    if known is None or not may_see(session, command.by, known.stack, now_ms):
        raise NotFound("mark")
    if known.rev != command.base_rev:
        raise Refused("conflict", rev=known.rev)
    _check_may_change(session, known, command.by)
    others = tuple(each for each in session.marks if each is not known)
    return Stepped(replace(session, marks=others), (TellMarks((), (known,)),))


def marks_of(session: Session, participant: ParticipantId, now_ms: int) -> tuple[Mark, ...]:
    """The marks on pictures this participant may see now."""
    seen = stacks_of(session, participant, now_ms)
    return tuple(mark for mark in session.marks if mark.stack in seen)


def check_mark(session: Session, mark: Mark, measured: Measured | None = None) -> Mark:
    """The mark inside its bounds, its words cleaned; raises `Malformed` (`bad_value` {field})."""
    if not 0 <= mark.stack < len(session.stacks):
        raise Malformed("bad_value", field="stack")
    bounds = session.stacks[mark.stack].bounds
    if not 0 <= mark.pos < bounds.frames:
        raise Malformed("bad_value", field="pos")
    least, most = POINTS[mark.kind]
    if not least <= len(mark.points) <= most:
        raise Malformed("bad_value", field="points")
    points = tuple(_clamped(point, bounds) for point in mark.points)
    text = _words(mark.text) if mark.text or mark.kind == "text" else ""
    return replace(mark, points=points, text=text, measured=measured if mark.kind in MEASURED else None)


def _clamped(point: Point, bounds: StackBounds) -> Point:
    """At most an image away from the image."""
    if not all(math.isfinite(number) for number in point):
        raise Malformed("bad_value", field="points")
    x = min(max(point[0], -float(bounds.columns)), 2.0 * bounds.columns)
    return x, min(max(point[1], -float(bounds.rows)), 2.0 * bounds.rows)


def _words(text: str) -> str:
    cleaned = clean(unicodedata.normalize("NFC", text))
    if len(cleaned) > TEXT_MAX:
        raise Malformed("bad_value", field="text", characters_max=TEXT_MAX)
    return cleaned


def _check_may_change(session: Session, mark: Mark, by: ParticipantId) -> None:
    """Its author, the host, and whoever steers."""
    if by not in (mark.author, session.host.id, session.token.holder):
        raise Refused("forbidden")
