"""Names in pictures: a stack that may have some is held back from guests until the host has looked."""

from dataclasses import replace
from typing import Final

from server.sessions.commands import ReleaseStack
from server.sessions.consenting import ask
from server.sessions.effects import Save, Stepped, TellPresence
from server.sessions.events import Event
from server.sessions.keys import given
from server.sessions.phases import Phase, cell_of
from server.sessions.recording import record
from server.sessions.seeing import standing_grant, viewers
from server.sessions.session import ConsentState, Session
from server.terms.consults import Mask
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId
from server.terms.people import Role
from server.terms.view import StackBounds

MASKS_MAX: Final = 64
"""More rectangles than that on one picture are a mistake."""


def release(session: Session, command: ReleaseStack, now_ms: int) -> Stepped:
    """Guests may see this stack from now on, as far as a grant covers it; what was decided stays with the session.

    A patient whose own agreement did not list it is asked anew; nobody else gains anything by it.

    Raises
    ------
    Malformed
        `bad_value` {field}: no such stack, or a mask that is none.
    Refused
        `conflict` when nobody has to look any more: what guests have seen is not changed behind their backs.
    """
    cell_of(Event.RELEASE_STACK, session.phase)
    if not 0 <= command.stack < len(session.stacks):
        raise Malformed("bad_value", field="stack")
    ref = session.stacks[command.stack]
    if not ref.held:
        raise Refused("conflict", phase=session.phase.value)
    check_masks(command.masks, ref.bounds)
    released = replace(ref, held=False, masks=command.masks)
    after = replace(session, stacks=(*session.stacks[: command.stack], released, *session.stacks[command.stack + 1 :]))
    entry = record(
        session, "stack.released", now_ms, command.by,
        stack=command.stack, series=ref.series, rectangles=len(command.masks),
    )  # fmt: skip
    done = Stepped(after, (entry, Save(), TellPresence()))
    # whoever sees pictures hears what there is to see now; in other phases that comes with the key
    done = done.plus(*given(after, viewers(after, now_ms))) if session.phase in {Phase.LOBBY, Phase.LIVE} else done
    return asking_patients(done, (command.stack,))


def check_masks(masks: tuple[Mask, ...], bounds: StackBounds) -> None:
    """Pass rectangles inside the image, each for somebody; raises `Malformed` (`bad_value` {field})."""
    if len(masks) > MASKS_MAX or not all(_is_inside(mask, bounds) and mask.roles for mask in masks):
        raise Malformed("bad_value", field="masks")


def _is_inside(mask: Mask, bounds: StackBounds) -> bool:
    return 0 <= mask.left < mask.right <= bounds.columns and 0 <= mask.top < mask.bottom <= bounds.rows


def asking_patients(done: Stepped, stacks: tuple[int, ...]) -> Stepped:
    """Whoever is in the talk is asked about stacks that they have not agreed to and may agree to now."""
    if done.session.phase not in {Phase.LIVE, Phase.PAUSED}:
        return done
    for seat in done.session.guests:
        if seat.role is Role.PATIENT and _is_to_be_asked(done.session, seat.id, stacks):
            done = done.then(ask(done.session, seat.id))
    return done


def _is_to_be_asked(session: Session, patient: ParticipantId, stacks: tuple[int, ...]) -> bool:
    """In the talk, not covered by a grant, and not somebody who said no: only the host asks those again."""
    here, grant = session.presence_of(patient), standing_grant(session)
    is_covered = grant is not None and patient in grant.persons and set(stacks) <= set(grant.stacks)
    said_no = here.consent in {ConsentState.REFUSED, ConsentState.WITHDRAWN}
    return here.is_admitted and not is_covered and not said_no
