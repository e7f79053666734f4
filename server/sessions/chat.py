"""What a line of the chat may be: plain text in one normal form, a patient's signal, or words of the system."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from server.sessions.effects import LineCode
from server.sessions.phases import Phase
from server.sessions.roles import Capability, may
from server.sessions.seeing import may_see
from server.sessions.session import Session
from server.sessions.views import clamp_viewport
from server.terms.errors import Fact, Malformed, Refused
from server.terms.ids import ParticipantId
from server.terms.view import Viewport

TEXT_MAX: Final = 4000
MARKS_PER_LETTER: Final = 8
SIGNALS: Final = frozenset({"slower", "louder", "again", "unclear", "call"})
SYSTEM_AUTHOR: Final = ParticipantId("system")

_KEPT_CONTROLS: Final = frozenset("\n\t")
_KEPT_FORMATS: Final = frozenset("\u200c\u200d\u200e\u200f\u061c\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2")
"""Joiners are spelling and join emoji, direction marks (LRM, RLM, ALM) and signs over numbers are Arabic. What else
formats goes: embeddings, overrides and isolates make text read as something else, the rest is letters nobody sees."""
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
"""Letters and symbols by category that show nothing."""

Kind = Literal["text", "system", "signal"]
Channel = Literal["talk", "clinicians"]
"""`talk` is everybody's; `clinicians` is for host and specialists, numbered by itself, so that nobody else can count it."""


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One line. `id` and `seq` (from 1, without a gap) are given by the store that appends it.

    `cid` is the sender's own id, which makes a retry harmless; system lines have a `code` and `facts` instead of a
    text. `picture` is what a line speaks of, as its author saw it; `channel` is who reads it.
    """

    author: ParticipantId
    at_ms: int
    kind: Kind
    text: str = ""
    cid: str = ""
    code: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    id: str = ""
    seq: int = 0
    channel: Channel = "talk"
    picture: Viewport | None = None


def check_message(
    session: Session,
    author: ParticipantId,
    cid: str,
    text: str,
    kind: str,
    now_ms: int,
    *,
    channel: Channel = "talk",
    picture: Viewport | None = None,
) -> ChatMessage:
    """A line this person may say now, cleaned; a picture it carries is clamped and stands still.

    Raises
    ------
    Refused
        `not_admitted`, `locked`, or `forbidden` for a role, kind or channel that may not, or a picture its author may
        not see.
    Malformed
        `bad_value` {field} for an empty or too long text or an unknown signal.
    """
    match kind:
        case "text":
            _check_may(session, author, Capability.CONFER if channel == "clinicians" else Capability.CHAT)
            shown = _checked_picture(session, author, picture, now_ms)
            return ChatMessage(author, now_ms, "text", text=clean(text), cid=cid, channel=channel, picture=shown)
        case "signal":
            return replace(check_signal(session, author, text, now_ms), cid=cid)
        case _:
            raise Refused("forbidden")


def as_seen_by(session: Session, participant: ParticipantId, message: ChatMessage, now_ms: int) -> ChatMessage | None:
    """The line as this participant may have it: without a picture they may not see now, None for another channel."""
    if message.channel == "clinicians" and not may(session, participant, Capability.CONFER):
        return None
    stack = message.picture.stack if message.picture else None
    if stack is not None and not may_see(session, participant, stack, now_ms):
        return replace(message, picture=None)
    return message


def _checked_picture(session: Session, author: ParticipantId, picture: Viewport | None, now_ms: int) -> Viewport | None:
    if picture is None or picture.stack is None:
        return None
    clamped = clamp_viewport(picture, tuple(stack.bounds for stack in session.stacks))
    if not may_see(session, author, picture.stack, now_ms):
        raise Refused("forbidden")
    return replace(clamped, cine=None)


def check_signal(session: Session, author: ParticipantId, signal: str, now_ms: int) -> ChatMessage:
    """A patient's one-tap signal as a line of the chat. Without a `cid`: tapped twice is said twice.

    Raises
    ------
    Refused
        As `check_message`.
    Malformed
        `bad_value` {field} for an unknown signal.
    """
    _check_may(session, author, Capability.SIGNAL)
    if signal not in SIGNALS:
        raise Malformed("bad_value", field="kind")
    return ChatMessage(author, now_ms, "signal", text=signal)


def noticed_line(session: Session, by: ParticipantId, signal: int, now_ms: int) -> ChatMessage:
    """The line that says a clinician has noticed the patient's signal of number `signal`; the first one's stands.

    Raises
    ------
    Refused
        As `check_message`.
    """
    _check_may(session, by, Capability.CONFER)
    line = system_line(LineCode.SIGNAL_NOTICED, {"participant": by, "signal": signal}, now_ms)
    return replace(line, cid=f"noticed {signal}")


def system_line(code: LineCode, facts: Mapping[str, Fact], now_ms: int) -> ChatMessage:
    """A line the system says; pages word it."""
    return ChatMessage(SYSTEM_AUTHOR, now_ms, "system", code=code.value, facts=dict(facts))


def clean(text: str) -> str:
    """NFC, without control characters, direction tricks and unseen letters, without blank ends.

    Raises
    ------
    Malformed
        `bad_value` {field} when nothing is left or more than `TEXT_MAX` characters are.
    """
    cleaned = tidied(text)
    if not shows_something(cleaned) or len(cleaned) > TEXT_MAX:
        raise Malformed("bad_value", field="text", characters_max=TEXT_MAX)
    return cleaned


def tidied(text: str) -> str:
    """The same as `clean`, of any length and also of what shows nothing."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    visible = "".join(character for character in lines if _is_kept(character))
    return _calmed(unicodedata.normalize("NFC", visible)).strip()


def _calmed(text: str) -> str:
    """No letter carries more marks than any spelling needs: a tower of them would cover the lines of others."""
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MARKS_PER_LETTER:
            kept.append(character)
    return "".join(kept)


def shows_something(text: str) -> bool:
    """Whether a reader sees anything of it: a letter, a number, a sign; not joiners, spaces and accents alone."""
    return any(unicodedata.category(each)[0] in "LNPS" and each not in _BLANK for each in text)


def _is_kept(character: str) -> bool:
    """Neither a control, a lone surrogate nor a format that only deceives."""
    if character in _KEPT_CONTROLS or character in _KEPT_FORMATS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cs", "Cf"}


def _check_may(session: Session, author: ParticipantId, capability: Capability) -> None:
    if not session.presence_of(author).is_admitted:
        raise Refused("not_admitted")
    if session.phase is Phase.LOCKED:
        raise Refused("locked", phase=session.phase.value)
    if not may(session, author, capability):
        raise Refused("forbidden")
