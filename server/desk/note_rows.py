"""The note of a consult as it is kept: its versions in order, each with what was signed."""

from dataclasses import dataclass
from typing import Protocol

from server.sessions.noting import NoteVersion
from server.terms.ids import PersonId, SessionId
from server.terms.marks import Mark
from server.terms.view import Quality


@dataclass(frozen=True, slots=True)
class KeyImage:
    """A key view as the note refers to it: words and numbers, never a picture.

    `number` is the kept view's; `series` and `image` are as reports cite them, `window` is center and width in the file's
    units (None: color). `quality` is the best that its keeper's screen said it had shown, empty when nobody knows;
    `measured` are the drawings on it that measure something.
    """

    number: int
    name: str
    series: int | None
    image: int
    window: tuple[float, float] | None
    quality: Quality
    measured: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptNote:
    """One version. A signed one carries exactly what was signed (`statement`, JSON) and the signature over it.

    `told_ms` is when the record heard last that somebody wrote in it.
    """

    version: NoteVersion
    author: PersonId
    told_ms: int = 0
    statement: bytes = b""
    signature: bytes = b""

    @property
    def is_draft(self) -> bool:
        """Whether nobody has signed it."""
        return self.version.signed_ms is None


class NoteShelf(Protocol):
    """The notes of consults, sealed under each consult's own key."""

    async def of(self, session: SessionId) -> list[KeptNote]:
        """Give the versions in order; `Tampered` (`note`) when one was removed or changed."""
        ...

    async def keep(self, session: SessionId, kept: KeptNote, *, over: int | None, unlocked: bool) -> bool:
        """Write a version over its revision `over` (None: there was none), durable on return.

        False when another one stands there, or when it had to be `unlocked` and the consult is not any more.
        """
        ...
