"""How pictures get to a screen: the entry first, then the frame, sealed for this role and epoch."""

from dataclasses import dataclass

from server.live.feed import Feed
from server.live.ports import Viewer
from server.live.renderer import Rendering, SealedPicture
from server.live.screen import Screen
from server.live.showing import BLOCK, PictureAway
from server.live.stage import Stage
from server.live.telling import tell_state
from server.live.want import Want
from server.sessions.seeing import reads_names
from server.sessions.session import Session
from server.sessions.strain import Strain
from server.terms.errors import Refused, Tampered, Unavailable
from server.terms.ids import FrameId, ParticipantId
from server.vault.frame_cache import Sealed


@dataclass(frozen=True, slots=True)
class Serving:
    """The pictures of one session, for its screens: what a screen asks for every frame."""

    stage: Stage

    def now_ms(self) -> int:
        """Session time."""
        return self.stage.now_ms()

    @property
    def epoch(self) -> int:
        """The present epoch."""
        return self.stage.epoch

    def strain(self, participant: ParticipantId) -> Strain:
        """What is given up for this screen: nothing of the presenter's."""
        stage = self.stage
        return Strain.NONE if participant == stage.session.token.holder else stage.workshop.burden.strain

    def may_show(self, participant: ParticipantId, stack: int) -> bool:
        """Whether the rules let this picture onto that screen at this moment."""
        return self.stage.may_show(participant, stack)

    async def authorize(self, participant: ParticipantId, stack: int, block: int) -> None:
        """One durable entry per participant, epoch, stack and block of positions; and what is written is still kept."""
        ref = self.stage.session.stacks[stack]
        last = min(ref.bounds.frames, (block + 1) * BLOCK)
        keeper = self.stage.keeper
        if await keeper.authorize(
            participant, self.stage.session.epoch, stack, block, series=ref.series, first=block * BLOCK + 1, last=last
        ) or await keeper.prove(self._as_it_stands):
            self.log_failed(failed=False)

    def _as_it_stands(self) -> Session | None:
        """The session to save; None while a decision is being made durable."""
        return self.stage.session if self.stage.pending is None else None

    def log_failed(self, *, failed: bool) -> None:
        """Say once that nothing can be recorded, and once that it can again."""
        if failed != self.stage.log_down:
            self.stage.log_down = failed
            tell_state(self.stage)

    async def render(self, participant: ParticipantId, want: Want) -> SealedPicture:
        """The sealed frame for this participant's role in the present epoch."""
        stage = self.stage
        await stage.open_stacks()
        if want.stack >= len(stage.stacks):
            # viewing ended while the entry about this picture was written
            raise Refused("key_destroyed")
        stack = stage.stacks[want.stack]
        role = stage.session.role_of(participant)
        # as the session stands: a stack that was held when it was opened may have been released since
        ref = stage.session.stacks[want.stack]
        rendering = Rendering(
            stage.session.id,
            stage.session.epoch,
            stack.opened,
            stack.opened.frames[want.pos],
            want.voi,
            stack.auto,
            want.level,
            want.tier,
            stage.workshop.marks.mark_for(role, stage.epoch_started_ms),
            ref.masks_for(role),
            overlays=reads_names(stage.session, participant),
        )
        try:
            return await stage.workshop.renderer.frame(rendering, want.urgency)
        except Unavailable as error:
            if error.code == "storage_unavailable":
                raise PictureAway(error.code) from error
            raise
        except Tampered:
            stage.workshop.alerting.tampered_object(stage.session.id, ref.series, rendering.source.instance, want.pos)
            raise


def enter(stage: Stage, viewer: Viewer) -> Screen | None:
    """Give this participant a new screen; the former one of the same participant is closed as moved."""
    stage.own_views.pop(viewer.participant, None)
    feed = Feed(tuple(ref.bounds for ref in stage.session.stacks))
    return stage.audience.enter(Screen(viewer, feed, Serving(stage), sent=stage.workshop.sent))


def announced_frame(stage: Stage, participant: ParticipantId, fid: FrameId) -> Sealed:
    """A large frame that was announced to this participant in this epoch.

    Raises
    ------
    Refused
        `not_announced`.
    """
    screen = stage.screens.get(participant)
    if screen is None or fid not in screen.announced or not screen.fed:
        raise Refused("not_announced")
    stack = screen.announced[fid].stack
    sealed = stage.workshop.cache.get(stage.session.id, fid)
    if sealed is None or not stage.may_show(participant, stack):
        raise Refused("not_announced")
    screen.went(fid, len(sealed.payload))
    return sealed
