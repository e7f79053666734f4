"""The consent a patient reads: plain sentences, the pictures as choices, and a digest of exactly these words.

The words themselves are Fluent texts; this file decides which sentences a consent has and in which order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal, Protocol

Say = Callable[[str, Mapping[str, str | int]], str]
"""Gives the sentence of a key in one language, with its facts filled in."""

DIGEST_FORMAT: Final = "lightbox-consent-1"
MODALITIES: Final = frozenset({"CT", "MR", "US", "CR", "DX", "XA", "MG", "NM", "PT", "RF", "OT"})
"""Modalities that have their own plain words; every other one is called pictures."""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """One stack as a patient may know it. `date` is DICOM's YYYYMMDD or empty; `number` counts from 1 on the form."""

    stack: int
    modality: str
    description: str
    date: str
    count: int


@dataclass(frozen=True, slots=True)
class ViewerFacts:
    """Somebody who will see the pictures."""

    name: str
    role: Literal["provider", "specialist", "observer"]
    verified: bool


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What the sentences are about. `minutes_most` counts every extension the policy allows."""

    clinic: str
    host: str
    pictures: tuple[PictureFacts, ...]
    viewers: tuple[ViewerFacts, ...]
    minutes: int
    minutes_most: int


class FormWords(Protocol):
    """A form as far as its words go."""

    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def paragraphs(self) -> Sequence[str]: ...
    @property
    def choices(self) -> Sequence[tuple[int, str]]: ...
    @property
    def agree(self) -> str: ...
    @property
    def refuse(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Form:
    """A consent as it is shown; `digest` is SHA-256 (hex) of its canonical text, which is what gets stored."""

    language: str
    title: str
    paragraphs: tuple[str, ...]
    choices: tuple[tuple[int, str], ...]
    agree: str
    refuse: str

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical text in UTF-8, 64 hex digits."""
        return sha256(canonical_text(self).encode()).hexdigest()


def canonical_text(form: FormWords) -> str:
    """Give everything on a form, line by line: format, language, title, paragraphs, choices, both buttons.

    A choice's line is its stack, a tab and its words.
    """
    choices = (f"{stack}\t{words}" for stack, words in form.choices)
    lines = (DIGEST_FORMAT, form.language, form.title, *form.paragraphs, *choices, form.agree, form.refuse)
    return "\n".join(_one_line(line) for line in lines)


def build_form(say: Say, language: str, facts: FormFacts) -> Form:
    """Build the consent in one language: who asks, what, whom, why, until when, and that no is fine."""
    people = {"host": facts.host, "clinic": facts.clinic}
    return Form(
        language=language,
        title=say("consent-title", people),
        paragraphs=(
            say("consent-asks", people),
            say("consent-pictures", {"count": len(facts.pictures)}),
            say("consent-viewers", {"count": len(facts.viewers)}),
            *(_viewer(say, viewer, facts.clinic) for viewer in facts.viewers),
            say("consent-purpose", people),
            say("consent-until", people | {"minutes": facts.minutes, "most": facts.minutes_most}),
            say("consent-originals", people),
            say("consent-screens", {}),
            say("consent-free", people),
        ),
        choices=tuple((picture.stack, _picture(say, picture)) for picture in facts.pictures),
        agree=say("consent-agree", {}),
        refuse=say("consent-not-now", {}),
    )


def _viewer(say: Say, viewer: ViewerFacts, clinic: str) -> str:
    key = f"consent-viewer-{viewer.role}" if viewer.verified else f"consent-viewer-{viewer.role}-not-verified"
    return say(key, {"name": viewer.name, "clinic": clinic})


def _picture(say: Say, picture: PictureFacts) -> str:
    modality = picture.modality if picture.modality in MODALITIES else "OT"
    kind = say("consent-modality", {"modality": modality})
    date = say("consent-date", {"date": _iso(picture.date)}) if _iso(picture.date) else ""
    key = "consent-picture-described" if picture.description else "consent-picture"
    return say(key, {"kind": kind, "description": picture.description, "count": picture.count, "date": date}).strip()


def _iso(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}" if len(date) == 8 and date.isdigit() else ""


def _one_line(words: str) -> str:
    return " ".join(words.splitlines())
