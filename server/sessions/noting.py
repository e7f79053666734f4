"""The note of a consult: its host writes and signs it; what was signed never changes, a later word amends it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from server.sessions.chat import shows_something, tidied
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.errors import Malformed, Refused

NOTE_MAX: Final = 8000


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """One version of the note.

    `number` counts from 1, `revision` how often it was written; `at_ms` is when it was written last. All but the newest
    version are signed; every one but the first amends the one before it.
    """

    number: int
    revision: int
    text: str
    at_ms: int
    signed_ms: int | None = None


def draft_of(versions: Sequence[NoteVersion]) -> NoteVersion:
    """Where the next word goes: the unsigned version, or a new one that nobody has written in yet (revision 0)."""
    if versions and versions[-1].signed_ms is None:
        return versions[-1]
    return NoteVersion(len(versions) + 1, 0, "", 0)


def may_write(session: Session, versions: Sequence[NoteVersion]) -> bool:
    """Whether the host may write: until the lock, and after it only to amend what was signed (SES-210, SES-213)."""
    return session.phase is not Phase.LOCKED or any(each.signed_ms is not None for each in versions)


def write(
    session: Session, versions: Sequence[NoteVersion], number: int, revision: int, text: str, now_ms: int
) -> NoteVersion | None:
    """The draft with these words instead of those of `revision`; None when it says exactly that already (SES-211).

    Raises
    ------
    Refused
        `locked`: nothing was signed before the end, and what was written then stays as it is; `conflict` {version,
        revision} when it was written, or signed, elsewhere meanwhile.
    Malformed
        `bad_value` {field} for more than `NOTE_MAX` characters.
    """
    cleaned = tidied(text)
    if len(cleaned) > NOTE_MAX:
        raise Malformed("bad_value", field="text", characters_max=NOTE_MAX)
    if not may_write(session, versions):
        raise Refused("locked")
    draft = draft_of(versions)
    is_said_already = draft.text == cleaned and draft.revision > 0
    if (number, revision) == (draft.number, draft.revision - 1) and is_said_already:
        return None  # the answer to the same words was lost
    _check_present(draft, number, revision)
    return None if is_said_already else NoteVersion(number, revision + 1, cleaned, now_ms)


def sign(versions: Sequence[NoteVersion], number: int, revision: int, now_ms: int) -> NoteVersion:
    """The draft signed as it stands, in any phase; nothing of it can be written any more (SES-212).

    Raises
    ------
    Refused
        `conflict` {version, revision} when these are not the words that stand there now; `note_empty`.
    """
    draft = draft_of(versions)
    _check_present(draft, number, revision)
    if not shows_something(draft.text):
        raise Refused("note_empty")
    return replace(draft, signed_ms=now_ms)


def _check_present(draft: NoteVersion, number: int, revision: int) -> None:
    if (number, revision) != (draft.number, draft.revision):
        raise Refused("conflict", version=draft.number, revision=draft.revision)
