"""The consent a patient reads: plain sentences, what can be chosen, and a digest of exactly these words.

The words themselves are Fluent texts; this file decides which sentences a consent has and in which order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, Literal

from server.consent.times import Ends
from server.consent.words import Say, as_line, clock_words

DIGEST_FORMAT: Final = "lightbox-consent-2"
"""1 had paragraphs and stacks only; consents of that format keep their text and their digest as they were."""
MODALITIES: Final = frozenset({"CT", "MR", "US", "CR", "DX", "XA", "MG", "NM", "PT", "RF", "OT"})
"""Modalities that have their own plain words; every other one is called pictures."""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """One stack as a patient may know it. `date` is DICOM's YYYYMMDD or empty."""

    stack: int
    modality: str
    description: str
    date: str
    count: int


@dataclass(frozen=True, slots=True)
class ViewerFacts:
    """A guest who would see the pictures; `id` is their participant's."""

    id: str
    name: str
    role: Literal["specialist", "observer"]
    verified: bool


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What the sentences are about. `purpose` is the kind of consult; times are worded for the reader's clock."""

    clinic: str
    host: str
    pictures: tuple[PictureFacts, ...]
    viewers: tuple[ViewerFacts, ...]
    ends: Ends
    purpose: str = "patient_consult"
    offset_min: int = 0
    twelve: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be ticked or left out; `ticked` is how it stands before anybody touches it."""

    value: str
    words: str
    ticked: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form, from its heading down: sentences, then choices of one kind. Of `until` exactly one is chosen."""

    kind: Literal["", "stack", "person", "until"]
    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A consent as it is shown; `digest` is SHA-256 (hex) of its text, which is what gets stored."""

    language: str
    title: str
    parts: tuple[Part, ...]
    agree: str
    refuse: str
    purpose: str = ""

    @property
    def text(self) -> str:
        """Everything on the form in the order it is shown, line by line: format, language, title, parts, both buttons.

        A choice's line is its tick (`x` or `-`), its kind and value, a tab and its words.
        """
        shown = (DIGEST_FORMAT, self.language, self.title, *self._shown(), self.agree, self.refuse)
        return "\n".join(map(as_line, shown))

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, 64 hex digits."""
        return sha256(self.text.encode()).hexdigest()

    def offers(self, kind: Literal["stack", "person", "until"]) -> tuple[str, ...]:
        """The values that can be chosen, of one kind."""
        return tuple(choice.value for part in self.parts if part.kind == kind for choice in part.choices)

    def _shown(self) -> Iterator[str]:
        for part in self.parts:
            if part.heading:
                yield part.heading
            yield from part.paragraphs
            for choice in part.choices:
                yield f"{'x' if choice.ticked else '-'} {part.kind} {choice.value}\t{choice.words}"


def build_form(say: Say, language: str, facts: FormFacts) -> Form:
    """Build the consent in one language: who asks and why, what, who else, until when, and that no is fine."""
    people = {"host": facts.host, "clinic": facts.clinic}
    return Form(
        language=language,
        title=say("consent-title", people),
        parts=(
            Part("", paragraphs=(say("consent-asks", people), say("consent-purpose", {"purpose": facts.purpose}))),
            Part("stack", say("consent-what", {}), choices=tuple(_pictures(say, facts))),
            _people(say, facts),
            Part("until", say("consent-when", {}), (say("consent-after", people),), tuple(_ends(say, facts))),
            Part("", paragraphs=(say("consent-screens", people), say("consent-free", people))),
        ),
        agree=say("consent-agree", {}),
        refuse=say("consent-not-now", {}),
        purpose=facts.purpose,
    )


def build_scope(say: Say, language: str, facts: FormFacts, until_ms: int | None, *, for_host: bool = False) -> Form:
    """Build what is agreed to now as choices, so that less can be shown from now on, for the patient or for the host.

    `until_ms` None: as long as the session lasts.
    """
    chosen_ms = facts.ends.farthest_ms if until_ms is None else until_ms
    ends = {int(end.value): end for end in _ends(say, facts, for_host=for_host) if int(end.value) <= chosen_ms}
    own = Choice(str(chosen_ms), say("consent-until", {"time": _clock(say, facts, chosen_ms)}))
    ends[chosen_ms] = ends.get(chosen_ms, own)
    people = _people(say, facts)
    if for_host:
        names = tuple(Choice(viewer.id, viewer.name) for viewer in facts.viewers)
        people = Part("person", say("consent-narrow-who", {}), (say("consent-narrow-patient", {}),), names)
    return Form(
        language=language,
        title=say("consent-narrow-title", {}),
        parts=(
            Part("", paragraphs=(say("consent-narrow-how", {}),)),
            Part("stack", say("consent-what", {}), choices=tuple(_pictures(say, facts))),
            people,
            Part(
                "until",
                say("consent-when", {}),
                choices=tuple(replace(end, ticked=end_ms == chosen_ms) for end_ms, end in sorted(ends.items())),
            ),
        ),
        agree=say("consent-narrow", {}),
        refuse=say("consent-narrow-leave", {}),
    )


def _people(say: Say, facts: FormFacts) -> Part:
    """The host, who sees in any case, and everybody else as a choice."""
    key = "consent-host" if facts.viewers else "consent-host-alone"
    told = say(key, {"host": facts.host, "clinic": facts.clinic})
    return Part("person", say("consent-who", {}), (told,), tuple(_viewers(say, facts)))


def _pictures(say: Say, facts: FormFacts) -> Iterator[Choice]:
    for picture in facts.pictures:
        modality = picture.modality if picture.modality in MODALITIES else "OT"
        kind = say("consent-modality", {"modality": modality})
        taken = _day(picture.date)
        date = say("consent-date", {"date": taken}) if taken else ""
        key = "consent-picture-described" if picture.description else "consent-picture"
        told: dict[str, str | int] = {"kind": kind, "count": picture.count, "date": date}
        told["description"] = picture.description
        yield Choice(str(picture.stack), say(key, told).strip())


def _viewers(say: Say, facts: FormFacts) -> Iterator[Choice]:
    for viewer in facts.viewers:
        key = f"consent-viewer-{viewer.role}" if viewer.verified else f"consent-viewer-{viewer.role}-not-verified"
        yield Choice(viewer.id, say(key, {"name": viewer.name, "clinic": facts.clinic}))


def _ends(say: Say, facts: FormFacts, *, for_host: bool = False) -> Iterator[Choice]:
    """The session's own end stands chosen, with the time the host may add; anything sooner can be chosen instead."""
    ends = facts.ends
    for end_ms in ends.offered_ms:
        told: dict[str, str | int] = {"time": _clock(say, facts, end_ms), "host": facts.host}
        is_farthest = end_ms == ends.farthest_ms
        if is_farthest and end_ms > ends.planned_ms:
            told = {"time": _clock(say, facts, ends.planned_ms), "most": told["time"], "host": facts.host}
            words = say("consent-until-added" if for_host else "consent-until-most", told)
        else:
            words = say("consent-until-strict" if end_ms == ends.planned_ms else "consent-until", told)
        yield Choice(str(end_ms), words, is_farthest)


def _clock(say: Say, facts: FormFacts, at_ms: int) -> str:
    return clock_words(say, at_ms, offset_min=facts.offset_min, twelve=facts.twelve)


def _day(date: str) -> datetime | None:
    """Read DICOM's YYYYMMDD; None where a file has anything else."""
    if len(date) != len("YYYYMMDD"):
        return None
    try:
        return datetime.strptime(date, "%Y%m%d").replace(tzinfo=UTC)
    except ValueError:
        return None
