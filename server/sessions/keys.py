"""When a session's key is drawn anew, and who then gets it."""

from dataclasses import replace

from server.sessions.effects import Effect, GiveKey, MintEpoch, StartFeed, Stepped
from server.sessions.recording import record
from server.sessions.seeing import sees_pictures, viewers
from server.sessions.session import Session
from server.terms.ids import ParticipantId


def turn_epoch(session: Session, now_ms: int) -> Stepped:
    """The next epoch of a session whose phase shows pictures: minted, recorded, given to exactly those who may see."""
    turned = replace(session, epoch=session.epoch + 1, keyed=True)
    seeing = viewers(turned, now_ms)
    return Stepped(
        turned,
        (
            MintEpoch(turned.epoch),
            record(session, "key.created", now_ms, epoch=turned.epoch, participants=seeing),
            *given(turned, seeing),
        ),
    )


def given(session: Session, participants: tuple[ParticipantId, ...]) -> tuple[Effect, ...]:
    """Key and pictures for these participants under the present epoch; nothing for nobody."""
    if not participants:
        return ()
    return GiveKey(participants, session.epoch), StartFeed(participants)


def given_if_seeing(session: Session, participant: ParticipantId, now_ms: int) -> tuple[Effect, ...]:
    """Key and pictures for a connection that just opened, or for somebody just admitted, if they may see."""
    here = session.presence_of(participant)
    if here.is_online and sees_pictures(session, participant, now_ms):
        return given(session, (participant,))
    return ()
