"""Who is on the stage of one running session: its screens, its opened stacks, and what each person may see now.

Keys and darkness are in `lights`, what screens are told in `telling` and `views`, pictures in `serving`, values under
marks and cursors in `readings`.
"""

import asyncio
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Literal

from server.live.audience import Audience
from server.live.keeping import Keeper
from server.live.screen import Screen
from server.live.stack import LiveStack, beside_each_other
from server.live.workshop import Workshop
from server.sessions.seeing import may_see, stacks_of
from server.sessions.session import PresenceState, Session
from server.sessions.strain import Strain
from server.terms.errors import Tampered
from server.terms.ids import ParticipantId, SeriesId
from server.terms.view import View

Doubt = Literal["owner", "logins"]
"""Whether the session is ours; whether the logins behind its screens still stand."""


@dataclass(slots=True)
class Stage:
    """All screens of one session. Owned by the session's task; screens' loops only read."""

    session: Session
    workshop: Workshop
    keeper: Keeper
    pending: Session | None = None
    """What a decision that is not durable yet makes of the session: it may take sight away at once, never give it."""
    audience: Audience = field(default_factory=Audience)
    unfed: set[ParticipantId] = field(default_factory=set)
    """Who has the key and should have pictures, but the stacks could not be opened: tried again by time."""
    read: dict[ParticipantId, int] = field(default_factory=dict)
    own_views: dict[ParticipantId, View] = field(default_factory=dict)
    """Who looks around alone, and at what; gone with the screen, the keys, or a place at the token."""
    stacks: tuple[LiveStack, ...] = ()
    places: dict[ParticipantId, int] = field(default_factory=dict)
    """The place in the line that each one who waits was told last."""
    log_down: bool = False
    strain: Strain = Strain.NONE
    """What of it screens and host have been told."""
    doubts: set[Doubt] = field(default_factory=set)
    """What nobody can say at present: while there is any, nothing is shown."""
    store_away: bool = False
    epoch_started_ms: int = 0
    _words_secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)

    def now_ms(self) -> int:
        """Session time."""
        return self.workshop.clock.now_ms()

    @property
    def epoch(self) -> int:
        """The present epoch."""
        return self.session.epoch

    @property
    def series(self) -> tuple[SeriesId, ...]:
        """Which series each stack comes from."""
        return tuple(ref.series for ref in self.session.stacks)

    @property
    def screens(self) -> dict[ParticipantId, Screen]:
        """The connected screen of each participant."""
        return self.audience.screens

    def may_show(self, participant: ParticipantId, stack: int) -> bool:
        """Whether the rules let this picture onto that screen at this moment, and the session is surely ours."""
        if self.doubts or not self.keeper.hold.is_sure:
            return False
        now_ms = self.now_ms()
        return may_see(self.session, participant, stack, now_ms) and (
            self.pending is None or may_see(self.pending, participant, stack, now_ms)
        )

    def seen_by(self, participant: ParticipantId) -> frozenset[int]:
        """The stacks this participant sees at this moment."""
        return frozenset(stacks_of(self.session, participant, self.now_ms()))

    def is_admitted(self, participant: ParticipantId) -> bool:
        """Whether this participant is in the talk."""
        return self.session.presence_of(participant).state is PresenceState.ADMITTED

    def words_key(self, participant: ParticipantId) -> bytes:
        """What closes half-written words in this participant's browser; nobody is given it once the session is over."""
        return hmac.digest(self._words_secret, participant.encode(), "sha256")

    async def open_stacks(self) -> None:
        """Open the manifest's stacks once, and what was added since; headers stay, pixels only under an epoch."""
        async with self._opening:
            opened, manifest = list(self.stacks), self.session.stacks
            if len(opened) == len(manifest) or not self.session.keyed:
                return
            for index, ref in enumerate(manifest[len(opened) :], start=len(opened)):
                try:
                    stack = await self.workshop.pictures.open_stack(ref)
                except Tampered:
                    self.workshop.alerting.tampered_row(self.session.id, ref.series)
                    raise
                auto = await self.workshop.renderer.auto_window(self.session.id, stack)
                opened.append(LiveStack(index, ref, stack, auto))
            self.stacks = beside_each_other(opened)
            self.workshop.at_hand.keep(self.session.id, [stack.opened for stack in opened])
