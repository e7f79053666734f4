"""A consult on paper, in its reader's words: what pages show and print, and what the PDF says."""

from typing import Literal

from server.transport.wire.http.bodies import Answer


class PaperFact(Answer, frozen=True):
    """What something is called, and what it is."""

    label: str
    words: str


class PaperPassage(Answer, frozen=True):
    """Text with what is said of it; its lines are kept."""

    said: str
    text: str
    small: str


class PaperTable(Answer, frozen=True):
    """Rows below their heads; a cell's lines are kept."""

    heads: list[str]
    rows: list[list[str]]


class PaperPart(Answer, frozen=True):
    """One part; `empty` says so when there is nothing in it."""

    id: Literal["note", "images", "measures", "opinion", "board", "people", "consent"]
    heading: str
    passages: list[PaperPassage]
    facts: list[PaperFact]
    table: PaperTable | None
    empty: str


class Paper(Answer, frozen=True):
    """GET /api/consults/{id}/paper: note, key images as references, measurements, people and the basis, in words."""

    language: str
    title: str
    facts: list[PaperFact]
    parts: list[PaperPart]
    foot: str
