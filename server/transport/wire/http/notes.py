"""The note of a consult, and what else is taken along of one."""

from typing import Annotated

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked

Version = Annotated[int, Meta(ge=1, le=10_000)]
Revision = Annotated[int, Meta(ge=0, le=1_000_000)]


class SaveNote(Asked, frozen=True):
    """PUT /api/consults/{id}/note → `Note`: these words instead of those of `revision` (0: nothing was written yet)."""

    version: Version
    revision: Revision
    text: Annotated[str, Meta(max_length=20_000)]


class SignNote(Asked, frozen=True):
    """POST /api/consults/{id}/note/sign → `Note`; 403 `factor_wrong`, 429 `slow_down` {retry_ms}."""

    version: Version
    revision: Revision
    code: Annotated[str, Meta(max_length=64)]


class TakeFindings(Asked, frozen=True):
    """POST /api/consults/{id}/findings → a zip of DICOM files; 409 `nothing_to_save`, 403 `factor_wrong`."""

    code: Annotated[str, Meta(max_length=64)]


class SignedNote(Answer, frozen=True):
    """A version that was signed: it never changes. `digest` is SHA-256 of what was signed, as the record has it."""

    version: int
    text: str
    signed_ms: int
    digest: str


class NoteDraft(Answer, frozen=True):
    """Where the next word goes; `revision` 0: nobody has written in this version yet."""

    version: int
    revision: int
    text: str
    at_ms: int


class Note(Answer, frozen=True):
    """GET /api/consults/{id}/note: what is signed, oldest first, and the draft. Later versions amend earlier ones."""

    signed: list[SignedNote]
    draft: NoteDraft
    may_write: bool
