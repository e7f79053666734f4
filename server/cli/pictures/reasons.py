"""Why a picture was not made, as a sentence in the user's language."""

import os
from collections.abc import Mapping
from typing import Final

from server.cli.pictures.answers import visible
from server.desk.texts import FALLBACK, Texts
from server.studies.header import Kind
from server.terms.errors import Fact, LightboxError

NAMED: Final = frozenset({"not_an_image", "not_dicom", "media_directory", "no_pixel_data"})
"""Codes that say what a file is instead of an image, rather than that it is broken."""
_TOPICS: Final = (("files", "file"), ("pictures", "file"), ("desk", "file"), ("common", "error"))
"""Where sentences about codes are, and the first word of their keys there."""


class Reasons:
    """Says codes and kinds."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._texts, self._language = Texts(), language_of(environment)

    def why(self, code: str, facts: Mapping[str, Fact]) -> str:
        """The sentence of a code; the code itself when nobody wrote one."""
        told = {name: _told(fact) for name, fact in facts.items()}
        for topic, word in _TOPICS:
            try:
                return self._texts.say(self._language, f"{word}-{code.replace('_', '-')}", told, topic=topic)
            except KeyError:
                continue
        return code

    def of(self, refusal: LightboxError) -> tuple[str, str]:
        """The sentence of a refusal, and a word for what the file is instead of an image (empty for one)."""
        kind = str(refusal.facts.get("kind", ""))
        match refusal.code:
            case "not_an_image":
                word = self.word(kind)
                return self._say("pictures-not-shown-yet", {"kind": word[:1].upper() + word[1:]}), kind
            case "not_dicom" if kind not in {"", "unknown"}:
                return self._say("file-not-dicom-kind", {"kind": self.word(kind)}, topic="desk"), kind
            case "media_directory":
                return self.why(refusal.code, refusal.facts), Kind.DIRECTORY.value
            case _:
                return self.why(refusal.code, refusal.facts), kind

    def summary(self, made: int, refused: int) -> str:
        """How it went."""
        return self._say("pictures-made", {"made": made, "refused": refused})

    def nothing(self) -> str:
        """That what was named holds no file."""
        return self._say("pictures-nothing")

    def study(self, number: int, modalities: str, series: int, pictures: int) -> str:
        """The head of a study."""
        told: dict[str, str | int] = {"number": number, "modalities": modalities or "–", "series": series}
        return self._say("pictures-study", told | {"pictures": pictures})

    def note(self, code: str, facts: Mapping[str, Fact]) -> str:
        """What is odd about a stack, or what sets it apart (`studies.notes`)."""
        told = {name: _told(fact) for name, fact in facts.items()}
        key = f"note-{code.replace('_', '-')}"
        if code == "mixed":
            key = f"part-{str(facts['by']).replace('_', '-')}" if "value" in facts else "part"
        return self._say(key, told, topic="stacks")

    def word(self, kind: str) -> str:
        """A word for a kind of file."""
        return self._say(f"foreign-{kind.replace('_', '-')}", topic="desk")

    def _say(self, key: str, facts: Mapping[str, str | int] | None = None, *, topic: str = "pictures") -> str:
        return self._texts.say(self._language, key, facts, topic=topic)


def _told(fact: Fact) -> str | int:
    """A fact as a sentence takes it; words may be a file's."""
    if isinstance(fact, str):
        return visible(fact)
    return f"{fact:g}" if isinstance(fact, float) else fact


def language_of(environment: Mapping[str, str]) -> str:
    """The language of the user's messages (POSIX 8.2): the first of LC_ALL, LC_MESSAGES, LANG that is set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        language = environment.get(name, "").split(".")[0].split("@")[0].split("_")[0].lower()
        if language:
            return FALLBACK if language in {"c", "posix"} else language
    return FALLBACK
