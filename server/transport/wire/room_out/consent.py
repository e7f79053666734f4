"""What a patient reads: the privacy notice, the consent, and what of it can still be narrowed."""

from typing import Literal

from msgspec import Struct

from server.transport.wire.room_out.heard import Heard


class PrivacyNotice(Heard, frozen=True):
    """The privacy notice, before any consent: exactly this text has this digest. Answered by `privacy:read`."""

    event = "privacy"

    language: str
    title: str
    paragraphs: list[str]
    go_on: str
    digest: str
    m: int = 0


class ConsentChoice(Struct, frozen=True):
    """One thing to tick or to leave out."""

    value: str
    words: str
    ticked: bool


class ConsentPart(Struct, frozen=True):
    """One part of a form, as it is read from its heading down; of `until` exactly one choice is chosen."""

    kind: Literal["", "stack", "person", "until"]
    heading: str
    paragraphs: list[str]
    choices: list[ConsentChoice]


class ConsentForm(Heard, frozen=True):
    """The consent to read: exactly this text, with these choices, has this digest."""

    event = "consent"

    language: str
    title: str
    parts: list[ConsentPart]
    agree: str
    refuse: str
    digest: str
    m: int = 0


class Scope(Heard, frozen=True):
    """What may be seen now, as choices; answers `consent:scope`. `agree` words the button that narrows to what is ticked."""

    event = "scope"

    language: str
    title: str
    parts: list[ConsentPart]
    agree: str
    refuse: str
    m: int = 0
