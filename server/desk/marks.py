"""The visible mark drawn into the pictures of a role: who they were shared with, and since when."""

import datetime
from typing import Final

from server.desk.texts import Texts
from server.terms.people import Role

MARKED: Final = {Role.PATIENT: "mark-patient", Role.OBSERVER: "mark-observer"}
"""Clinicians' pictures carry none: theirs may be called lossless."""


class RoleMarks:
    """Implements `live.ports.Marks`; the time is the epoch's start, so that frames stay shared between viewers."""

    def __init__(self, texts: Texts, language: str, *, enabled: bool) -> None:
        self._texts = texts
        self._language = language
        self._enabled = enabled

    def mark_for(self, role: Role, epoch_start_ms: int) -> str:
        """The words to draw in the clinic's own time, or none."""
        key = MARKED.get(role)
        if key is None or not self._enabled:
            return ""
        at = datetime.datetime.fromtimestamp(epoch_start_ms / 1000, datetime.UTC).astimezone()
        return self._texts.say(self._language, key, {"time": at.strftime("%H:%M")})
