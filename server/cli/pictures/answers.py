"""What is said about each picture: one JSON object, or one line for people. docs/render.md lists every field."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from server.render.encode import Tier
from server.terms.errors import Fact
from server.terms.view import VoiFunction

WindowSource = Literal["file", "lut", "auto", "chosen", "named", "none"]


class UsedWindow(msgspec.Struct, frozen=True):
    """The window a picture was made with, in modality values; nothing but `source` for a table or for color."""

    center: float | None
    width: float | None
    function: VoiFunction | None
    source: WindowSource


class Milliseconds(msgspec.Struct, frozen=True):
    """How long each step took; 0 where an earlier picture had done it. `render` includes encoding."""

    read: float
    inspect: float
    decode: float
    level: float
    render: float
    write: float
    total: float

    @property
    def work(self) -> float:
        """Without waiting for its turn."""
        return self.read + self.inspect + self.decode + self.level + self.render + self.write


class Picture(msgspec.Struct, frozen=True):
    """A picture that was made."""

    file: str
    frame: int
    frames: int
    rows: int
    columns: int
    modality: str
    photometric: str
    window: UsedWindow
    tier: Tier
    mime: str
    level: int
    width: int
    height: int
    aspect: float
    overlays: bool
    source_lossy: bool
    bytes: int
    output: str
    ms: Milliseconds
    job: int | None = None


class Refusal(msgspec.Struct, frozen=True):
    """A picture that was not made, and why."""

    file: str
    frame: int | None
    refused: bool
    code: str
    reason: str
    kind: str
    facts: Mapping[str, Fact]
    job: int | None = None


Answer = Picture | Refusal
_encode = msgspec.json.Encoder().encode


def as_json(answer: Answer) -> bytes:
    """One line."""
    return _encode(answer) + b"\n"


def as_line(answer: Answer) -> str:
    """One line for people; nothing a file brought along can move the cursor or change colors."""
    if isinstance(answer, Refusal):
        number = f" #{answer.frame}" if answer.frame not in {None, 1} else ""
        return f"{visible(answer.file)}{number}: {answer.reason} ({answer.code})\n"
    number = f" #{answer.frame}" if answer.frames > 1 else ""
    size = f"{answer.columns}×{answer.rows}"
    reduced = f" → {answer.width}×{answer.height}" if answer.level else ""
    return (
        f"{visible(answer.file)}{number}: {visible(answer.modality) or '–'} {size}{reduced} {_words(answer.window)} "
        f"{answer.ms.work:.0f} ms → {visible(answer.output)}\n"
    )


def visible(text: str) -> str:
    """The text with everything that is not printed replaced."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def readable(name: str) -> str:
    """A file's name as text that any program can take: bytes that are no UTF-8 are replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _words(window: UsedWindow) -> str:
    if window.center is None or window.width is None:
        return window.source
    return f"{window.center:g}/{window.width:g} {window.source}"
