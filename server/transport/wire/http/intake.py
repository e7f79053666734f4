"""Files that are brought in, and what became of them."""

from typing import Literal

from server.transport.wire.http.bodies import Answer

FileOutcome = Literal["accepted", "duplicate", "not_an_image", "unreadable"]


class FileReport(Answer, frozen=True):
    """What became of one file (or one member of a zip). `code` says why for everything but accepted."""

    seq: int
    name: str
    outcome: FileOutcome
    code: str = ""
    kind: str = ""
    study_id: str = ""
    series_id: str = ""


class Import(Answer, frozen=True):
    """POST /api/imports → a new one; GET /api/imports/{id}?since=seq → its state with files after `since`.

    POST /api/imports/{id}/files takes one file as a raw body (application/octet-stream) with its percent-encoded
    name in the header `Lightbox-File-Name`, and answers `Import` with that file's reports; a zip answers at once with
    `working` > 0 and its members are reported as they are read.
    POST /api/imports/{id}/finish → `Import`.
    """

    id: str
    state: Literal["open", "finished"]
    received: int
    working: int
    accepted: int
    duplicate: int
    not_an_image: int
    unreadable: int
    studies: list[str]
    files: list[FileReport]


class Imports(Answer, frozen=True):
    """GET /api/imports: mine of the last day, newest first, without files."""

    imports: list[Import]
