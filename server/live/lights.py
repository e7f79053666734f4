"""Keys and darkness of one running session: which keys live, who holds one, whose screen goes dark."""

from collections.abc import Iterable
from typing import Final

from server.live.notices import KeyGiven, LeaseGiven, WentDark
from server.live.renderer import Destroyed
from server.live.stage import Stage
from server.sessions.seeing import viewing_ends_ms
from server.terms.ids import ParticipantId

LEASE_MS: Final = 30_000
LEASE_EVERY_MS: Final = 3_000


def mint(stage: Stage, epoch: int) -> str:
    """Draw the key of the next epoch beside the present one, which reigns until `turn`. Gives its fingerprint."""
    return stage.workshop.keys.mint(stage.session.id, epoch)


def turn(stage: Stage) -> tuple[str, ...]:
    """The newest key reigns: the cache is carried over, former keys end. Gives their fingerprints."""
    keys, session = stage.workshop.keys, stage.session.id
    *former, present = keys.epochs(session) or (stage.session.epoch,)
    if former:
        stage.workshop.cache.epoch_turned(session, keys, former[-1], present)
    stage.epoch_started_ms = stage.now_ms()
    return tuple(mark for epoch in former for mark in keys.retire(session, epoch).fingerprints)


def unmint(stage: Stage, epoch: int) -> None:
    """The decision that drew this key did not become durable: its key goes."""
    stage.workshop.keys.retire(stage.session.id, epoch)


def destroy_keys(stage: Stage) -> tuple[Destroyed, tuple[str, ...]]:
    """Keys, sealed frames and decoded levels of this session are gone. Cannot fail, does not wait."""
    gone = stage.workshop.keys.destroy(stage.session.id)
    destroyed = stage.workshop.renderer.destroy(stage.session.id)
    stage.stacks = ()
    stage.unfed.clear()
    stage.own_views.clear()
    stage.audience.left.clear()
    for screen in stage.screens.values():
        screen.has_key = False
        screen.stop()
    return destroyed, gone.fingerprints


def has_keys(stage: Stage) -> bool:
    """Whether any key of this session is alive."""
    return bool(stage.workshop.keys.epochs(stage.session.id))


def stop_feeds(stage: Stage, participants: Iterable[ParticipantId] | None) -> None:
    """No further frame to these."""
    for screen in stage.audience.chosen(participants):
        screen.stop()
        stage.unfed.discard(screen.viewer.participant)


def make_dark(stage: Stage, participants: Iterable[ParticipantId] | None, reason: str) -> None:
    """These clients drop key, bitmaps and canvas."""
    for screen in stage.audience.chosen(participants):
        # who waits has nothing to darken, and hears nothing of pictures
        if screen.has_key or stage.is_admitted(screen.viewer.participant):
            screen.viewer.tell(WentDark(reason))
        screen.has_key = False
        screen.stop()
        stage.unfed.discard(screen.viewer.participant)


def give_key(stage: Stage, participants: Iterable[ParticipantId], epoch: int) -> None:
    """Wrap the frame key to each of these screens."""
    for screen in stage.audience.chosen(participants):
        wrapped = stage.workshop.keys.wrap_for(
            stage.session.id, epoch, screen.viewer.peer_public, screen.viewer.participant
        )
        now_ms = stage.now_ms()
        screen.viewer.tell(KeyGiven(epoch, wrapped, max(0, _lease_until(stage, now_ms) - now_ms)))
        screen.has_key = True


def renew_leases(stage: Stage) -> None:
    """Everybody who holds the key may hold it a little longer, never past the end of viewing, nor for another owner."""
    if not stage.keeper.hold.is_sure:
        return
    now_ms = stage.now_ms()
    for screen in stage.screens.values():
        if screen.has_key:
            screen.keep_count()
            is_low = screen.feed.is_low
            screen.viewer.slot(LeaseGiven(stage.session.epoch, _lease_until(stage, now_ms), now_ms, is_low=is_low))


def _lease_until(stage: Stage, now_ms: int) -> int:
    until_ms = now_ms + LEASE_MS
    ends_ms = viewing_ends_ms(stage.session)
    return until_ms if ends_ms is None else min(until_ms, ends_ms)
