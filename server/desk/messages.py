"""The words of every message to a guest, in their language: one function each, for sending and for showing beforehand.

What these functions are given has no field for a person's name, a study or a reason: what they do not know they cannot
tell. The clinic's own name and telephone are the only words of the house in them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from server.desk.texts import Texts
from server.identity.invites import CodeWay
from server.terms.people import Channel

TOPIC = "messages"
Facts = Mapping[str, str | int | datetime]
_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"
_NARROW_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Visit:
    """What a message may know: times are Unix epoch milliseconds; `not_before_ms` 0 for at once.

    `reading_until_ms`: its guest is asked for an opinion and looks alone, at any time until then; 0 for every other visit.
    """

    language: str
    starts_ms: int
    minutes: int
    code_by: CodeWay
    not_before_ms: int
    not_after_ms: int
    uses_max: int
    reading_until_ms: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A message as it is sent; a text message has no subject."""

    subject: str
    body: str


class Messages:
    """Writes what guests are sent, with times as the clinic's clock shows them."""

    def __init__(self, texts: Texts, *, clinic: str, phone: str, zone: tzinfo, zone_name: str) -> None:
        self._texts = texts
        self._clinic = clinic
        self._phone = phone
        self._zone = zone
        self._zone_name = zone_name

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are messages in."""
        return self._texts.languages(TOPIC)

    def link(self, visit: Visit, channel: Channel, link: str) -> Words:
        """Write the message that brings a link."""
        if channel == "text":
            return Words("", "\n".join(self._link_text(visit, link)) + "\n")
        subject = self._say(visit, "messages-subject-reading" if visit.reading_until_ms else "messages-subject-link")
        return Words(subject, "\n\n".join(self._link_mail(visit, link)) + "\n")

    def code(self, visit: Visit, channel: Channel, digits: str, expires_ms: int) -> Words:
        """Write the message that brings a code."""
        until = {"until": self._moment(expires_ms)}
        if channel == "text":
            lines = (
                f"{self._say(visit, 'messages-text-code')} {digits}",
                self._say(visit, "messages-text-code-until", until),
            )
            return Words("", "\n".join(lines) + "\n")
        told = (
            f"{self._say(visit, 'messages-code')} {digits}",
            self._say(visit, "messages-code-until", until),
            *self._trouble(visit),
        )
        return Words(self._say(visit, "messages-subject-code"), "\n\n".join(told) + "\n")

    def late(self, visit: Visit, channel: Channel) -> Words:
        """Write the message that says that an opinion is overdue; it brings nothing that opens anything."""
        if channel == "text":
            return Words("", f"{self._say(visit, 'messages-text-late')}\n")
        told = self._say(visit, "messages-late"), *self._trouble(visit)
        return Words(self._say(visit, "messages-subject-late"), "\n\n".join(told) + "\n")

    def recalled(self, visit: Visit, channel: Channel) -> Words:
        """Write the message that says that an opinion is not needed any more."""
        if channel == "text":
            return Words("", f"{self._say(visit, 'messages-text-recalled')}\n")
        told = self._say(visit, "messages-recalled"), *self._trouble(visit)
        return Words(self._say(visit, "messages-subject-recalled"), "\n\n".join(told) + "\n")

    def _link_mail(self, visit: Visit, link: str) -> Iterator[str]:
        if visit.reading_until_ms:
            yield self._say(visit, "messages-asked")
            yield self._say(visit, "messages-asked-until", {**self._until(visit), "minutes": visit.minutes})
        else:
            yield self._say(visit, "messages-invited")
            yield self._say(visit, "messages-when", {**self._when(visit), "minutes": visit.minutes})
        yield f"{self._say(visit, 'messages-link')}\n{link}"
        yield self._say(visit, f"messages-code-{visit.code_by}")
        window: Facts = {"until": self._moment(visit.not_after_ms), "devices": visit.uses_max}
        if visit.not_before_ms:
            works = self._say(visit, "messages-works", {**window, "from": self._moment(visit.not_before_ms)})
        else:
            works = self._say(visit, "messages-works-now", window)
        yield f"{works} {self._say(visit, 'messages-alone')}"
        yield from self._trouble(visit)

    def _link_text(self, visit: Visit, link: str) -> Iterator[str]:
        if visit.reading_until_ms:
            yield self._say(visit, "messages-text-reading", self._until(visit))
        else:
            yield self._say(visit, "messages-text-link", self._when(visit))
        yield link
        yield self._say(visit, f"messages-text-code-{visit.code_by}")
        if self._phone:
            yield f"{self._say(visit, 'messages-text-trouble')} {self._number(visit)}"

    def _trouble(self, visit: Visit) -> Iterator[str]:
        if self._phone:
            yield f"{self._say(visit, 'messages-trouble')} {self._number(visit)}"
        else:
            yield self._say(visit, "messages-trouble-no-phone")
        yield self._say(visit, "messages-unexpected")

    def _number(self, visit: Visit) -> str:
        """Groups of digits would change places in a line that runs to the left."""
        is_rtl = self._texts.direction(visit.language) == "rtl"
        return f"{_LEFT_TO_RIGHT}{self._phone}{_END}" if is_rtl else self._phone

    def _until(self, visit: Visit) -> Facts:
        until = self._moment(visit.reading_until_ms)
        return {"until": until, "iso": until.strftime("%Y-%m-%d %H:%M")}

    def _when(self, visit: Visit) -> Facts:
        when = self._moment(visit.starts_ms)
        return {"when": when, "iso": when.strftime("%Y-%m-%d %H:%M")}

    def _moment(self, at_ms: int) -> datetime:
        return datetime.fromtimestamp(at_ms // 1000, self._zone)

    def _say(self, visit: Visit, key: str, facts: Facts | None = None) -> str:
        known: Facts = {"clinic": self._clinic, "zone": self._zone_name, **(facts or {})}
        # the narrow space before "PM" alone would halve what fits into one text message
        return self._texts.say(visit.language, key, known).replace(_NARROW_SPACE, " ")
