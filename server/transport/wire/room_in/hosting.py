"""Who is let in and put out, and how the session goes on."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.room_in.said import Handle, Said


class Admit(Said, frozen=True):
    """Host: let a waiting guest into the talk; `word` is the one the host picked after hearing it."""

    event = "room:admit"
    rate = (2, 10)

    participant: Handle
    recognized: Literal["known", "name_and_birth_date", "other"]
    word: Annotated[str, Meta(min_length=1, max_length=40)]
    knock: bool = False


class Deny(Said, frozen=True):
    """Host: not this person; the card goes and the link asks for a new code."""

    event = "room:deny"
    rate = (2, 10)

    participant: Handle
    knock: bool = False


class CallGuest(Said, frozen=True):
    """Host: rings somebody who waits; their page says so."""

    event = "room:call"
    rate = (1, 5)

    participant: Handle


class OverrideBirth(Said, frozen=True):
    """Host: vouches for a patient whose birth date did not match or was not given, and says why."""

    event = "birth:override"
    rate = (1, 5)

    participant: Handle
    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class Remove(Said, frozen=True):
    """Host: out of the session at once; a new epoch follows."""

    event = "room:remove"
    rate = (2, 10)

    participant: Handle


class Pause(Said, frozen=True):
    """Host: screens blank, keys dead, the clock keeps running."""

    event = "room:pause"
    rate = (1, 5)


class ResumeRoom(Said, frozen=True):
    """Host: pictures again, under a new epoch."""

    event = "room:resume"
    rate = (1, 5)


class Extend(Said, frozen=True):
    """Host: more minutes, inside the cap and the consent, and why. Ack {deadline_ms}; refused `cap` {minutes_left}."""

    event = "room:extend"
    rate = (1, 5)

    minutes: Annotated[int, Meta(ge=1, le=60)]
    reason: Literal["", "questions", "findings", "late_start", "technical", "other"] = ""


class End(Said, frozen=True):
    """Host: viewing ends now (closing); a second `end` while closing locks. `at_once`: locked, without a farewell."""

    event = "room:end"
    rate = (1, 5)

    at_once: bool = False


class Leave(Said, frozen=True):
    """A guest goes for good; coming back needs the lobby again."""

    event = "room:leave"
    rate = (1, 5)
