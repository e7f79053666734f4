"""Who is connected to one running session: a screen per participant, its loop, and what was on it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from server.live.ports import Viewer
from server.live.screen import Left, Screen
from server.live.watched import Seen
from server.terms.ids import ParticipantId


@dataclass(slots=True)
class Audience:
    """The screens of one session."""

    screens: dict[ParticipantId, Screen] = field(default_factory=dict)
    unreported: dict[ParticipantId, Seen] = field(default_factory=dict)
    """What was sent to and shown on screens that are gone, until the record has it."""
    left: dict[ParticipantId, Left] = field(default_factory=dict)
    """What screens that are gone had been sent, until their people come back or the pictures end."""
    _loops: dict[ParticipantId, asyncio.Task[None]] = field(default_factory=dict)

    def enter(self, screen: Screen) -> Screen | None:
        """A new screen feeds from now on; the former one of the same participant, if any, is closed as moved."""
        participant = screen.viewer.participant
        former = self.screens.get(participant)
        self.close(participant, "moved")
        screen.before = self.left.pop(participant, None)
        self.screens[participant] = screen
        self._loops[participant] = asyncio.create_task(screen.run())
        return former

    def leave(self, viewer: Viewer) -> bool:
        """Forget a screen whose connection is gone; False when it was replaced or closed before."""
        screen = self.screens.get(viewer.participant)
        if screen is None or screen.viewer is not viewer:
            return False
        self._part_with(screen)
        return True

    def close(self, participant: ParticipantId, code: str) -> None:
        """Say goodbye to a screen and forget it at once: its socket may take seconds to be gone."""
        screen = self.screens.get(participant)
        if screen is not None:
            self._part_with(screen)
            screen.viewer.close(code)

    def close_all(self, code: str) -> None:
        """Say goodbye to everybody."""
        for participant in list(self.screens):
            self.close(participant, code)

    def chosen(self, participants: Iterable[ParticipantId] | None) -> list[Screen]:
        """The connected screens of these participants; of everybody when None."""
        if participants is None:
            return list(self.screens.values())
        return [self.screens[participant] for participant in participants if participant in self.screens]

    def take_seen(self) -> dict[ParticipantId, Seen]:
        """What was sent to screens and shown on them since this was asked last."""
        for screen in self.screens.values():
            self._collect(screen)
        taken, self.unreported = self.unreported, {}
        return taken

    def not_reported(self, participant: ParticipantId, seen: Seen) -> None:
        """What was taken could not be recorded: it is given back."""
        self.unreported.setdefault(participant, Seen()).add(seen)

    def _part_with(self, screen: Screen) -> None:
        participant = screen.viewer.participant
        del self.screens[participant]
        self._loops.pop(participant).cancel()
        left = screen.left()
        if left is not None:
            self.left[participant] = left
        screen.stop()
        self._collect(screen)

    def _collect(self, screen: Screen) -> None:
        seen = screen.take_seen()
        if seen:
            self.not_reported(screen.viewer.participant, seen)
