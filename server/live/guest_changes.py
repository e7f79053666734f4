"""What became of a guest's link, as the running room hears of it."""

from collections.abc import Callable
from typing import Final, Literal, get_args

import structlog

from server.live.holding import FENCED
from server.live.task import SessionTask
from server.sessions.commands import KnockAgain, LinkTroubled, Proved, Remove
from server.sessions.phases import Phase
from server.sessions.session import PresenceState
from server.terms.errors import LightboxError, Refused
from server.terms.ids import ParticipantId

GuestChange = Literal["revoked", "knocked", "suspended", "asked", "helped", "proved"]
GUEST_CHANGES: Final[frozenset[str]] = frozenset(get_args(GuestChange))
_log = structlog.get_logger()


async def guest_changed(
    task: SessionTask, participant: ParticipantId, reason: GuestChange, random_index: Callable[[], int]
) -> None:
    """Tell the room.

    Revoked: its open sockets go within a second. Proven on a second device, stopped, or its guest asked for help: the
    host is told. Proved anew from the device that has the seat: pictures come back.
    """
    if task.session.phase is Phase.LOCKED:
        return
    match reason:
        case "proved":
            await task.act(Proved(participant))
        case "knocked":
            await _tell(task, KnockAgain(participant, random_index()))
        case "revoked":
            # who is not here needs no removal, which is for good: a new link lets them in after all
            if task.session.presence_of(participant).state in {PresenceState.WAITING, PresenceState.ADMITTED}:
                await _remove(task, participant)
            await _tell(task, LinkTroubled(participant, ""))
        case "suspended" | "asked":
            await _tell(task, LinkTroubled(participant, reason))
        case "helped":
            await _tell(task, LinkTroubled(participant, ""))


async def _tell(task: SessionTask, what: KnockAgain | LinkTroubled) -> None:
    """Who stands before the door. That the room cannot be told changes nothing of what was decided about the link."""
    try:
        await task.act(what)
    except LightboxError as error:
        _log.error("room_not_told", code=error.code)


async def _remove(task: SessionTask, participant: ParticipantId) -> None:
    """Put out whose link was revoked; in a room that another process has taken over nobody is left to put out."""
    try:
        await task.act(Remove(task.session.host.id, participant))
    except Refused as error:
        if error.code != FENCED:
            raise
        _log.error("room_not_told", code=error.code)
