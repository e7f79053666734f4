"""What a patient reads of their privacy, apart from and before any agreement: who, what is kept, how long, which rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from server.consent.words import Say, as_line

NOTICE_FORMAT: Final = "lightbox-privacy-1"


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Who is responsible and how to ask them; `years` is how long the record is kept (0: as long as the law asks)."""

    clinic: str
    phone: str
    host: str
    years: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """A privacy notice as it is shown; its digest is SHA-256 (hex) of exactly its text."""

    language: str
    title: str
    paragraphs: tuple[str, ...]
    go_on: str

    @property
    def text(self) -> str:
        """Everything on it, line by line: format, language, title, paragraphs, the button."""
        return "\n".join(map(as_line, (NOTICE_FORMAT, self.language, self.title, *self.paragraphs, self.go_on)))

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, 64 hex digits."""
        return sha256(self.text.encode()).hexdigest()


def build_notice(say: Say, language: str, facts: NoticeFacts) -> Notice:
    """Build the notice in one language: short enough to be read on a phone."""
    people: Mapping[str, str | int] = {"clinic": facts.clinic, "host": facts.host}
    return Notice(
        language=language,
        title=say("privacy-title", people),
        paragraphs=(
            say("privacy-who", people),
            say("privacy-pictures", people),
            say("privacy-record", people),
            say("privacy-kept", {**people, "years": facts.years}),
            say("privacy-rights", people),
            *((say("privacy-contact", {**people, "phone": facts.phone}),) if facts.phone else ()),
        ),
        go_on=say("privacy-go-on", {}),
    )
