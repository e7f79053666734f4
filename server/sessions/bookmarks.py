"""Kept views: named to come back to, starred as key views of the consult."""

import unicodedata
from dataclasses import replace
from typing import Final

from server.sessions.chat import shows_something
from server.sessions.commands import DropView, KeepView
from server.sessions.effects import Record, Save, Stepped, TellBookmarks
from server.sessions.recording import record
from server.sessions.seeing import may_see
from server.sessions.session import Bookmark, Session
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import ParticipantId
from server.terms.people import Role
from server.terms.view import View, Viewport

KEPT_MAX: Final = 64
NAME_MAX: Final = 80


def keep(session: Session, command: KeepView, now_ms: int) -> Stepped:
    """The shared view under a name; an earlier one keeps its picture and gets the new name and star.

    Raises
    ------
    Refused
        `conflict` when there is no view yet, `too_many` {most}, `forbidden` for somebody else's (the host's may all
        be changed by the host).
    NotFound
        `bookmark`; also for somebody else's on pictures they may not see.
    Malformed
        `bad_value` {field} for a name that says nothing or is too long.
    """
    name = _clean(command.name)
    if command.number is not None:
        kept = _kept(session, command.number, command.by, now_ms)
        changed = replace(kept, name=name, star=command.star)
    else:
        if session.view is None or not _stacks(session.view):
            raise Refused("conflict", phase=session.phase.value)
        if len(session.bookmarks) >= KEPT_MAX:
            raise Refused("too_many", most=KEPT_MAX)
        number = max((each.number for each in session.bookmarks), default=0)
        number = max(number, session.bookmarks_made) + 1
        changed = Bookmark(number, command.by, now_ms, name, command.star, _still(session.view), command.cited)
    others = tuple(each for each in session.bookmarks if each.number != changed.number)
    ordered = tuple(sorted((*others, changed), key=lambda each: each.number))
    entry = _entry(session, "view.kept", now_ms, command.by, changed)
    made = max(session.bookmarks_made, changed.number)
    return Stepped(replace(session, bookmarks=ordered, bookmarks_made=made), (entry, Save(), TellBookmarks()))


def drop(session: Session, command: DropView, now_ms: int) -> Stepped:
    """Forget a kept view; `NotFound` (`bookmark`), `forbidden` as `keep`."""
    dropped = _kept(session, command.number, command.by, now_ms)
    others = tuple(each for each in session.bookmarks if each is not dropped)
    entry = _entry(session, "view.dropped", now_ms, command.by, dropped)
    return Stepped(replace(session, bookmarks=others), (entry, Save(), TellBookmarks()))


def bookmarks_of(session: Session, participant: ParticipantId, now_ms: int) -> tuple[Bookmark, ...]:
    """The kept views somebody may open now: clinicians, those whose every stack they may see."""
    if session.role_of(participant) not in {Role.PROVIDER, Role.SPECIALIST}:
        return ()
    return tuple(
        each
        for each in session.bookmarks
        if all(may_see(session, participant, stack, now_ms) for stack in _stacks(each.view))
    )


def _kept(session: Session, number: int, by: ParticipantId, now_ms: int) -> Bookmark:
    """The kept view of a number, to be changed; one of pictures they may not see is none to anybody but its author."""
    for each in session.bookmarks:
        if each.number == number and by in (each.by, session.host.id):
            return each
        if each.number == number and all(may_see(session, by, stack, now_ms) for stack in _stacks(each.view)):
            raise Refused("forbidden")
    raise NotFound("bookmark")


def _stacks(view: View) -> tuple[int, ...]:
    return tuple(viewport.stack for viewport in view.viewports if viewport.stack is not None)


def _still(view: View) -> View:
    """A playing clip is kept where it stands, not as something that began at some time."""

    def stilled(viewport: Viewport) -> Viewport:
        return replace(viewport, cine=None)

    return replace(view, viewports=tuple(stilled(viewport) for viewport in view.viewports))


def _clean(name: str) -> str:
    """One line of NFC text without control characters."""
    visible = "".join(c for c in name if unicodedata.category(c) not in {"Cc", "Cs", "Cf", "Zl", "Zp"})
    cleaned = " ".join(unicodedata.normalize("NFC", visible).split())
    if not shows_something(cleaned) or len(cleaned) > NAME_MAX:
        raise Malformed("bad_value", field="name", characters_max=NAME_MAX)
    return cleaned


def _entry(session: Session, kind: str, now_ms: int, by: ParticipantId, bookmark: Bookmark) -> Record:
    active = next(each for each in bookmark.view.viewports if each.id == bookmark.view.active)
    return record(
        session, kind, now_ms, by,
        number=bookmark.number, star=bookmark.star, stack=active.stack, pos=active.pos,
    )  # fmt: skip
