"""A link that may have reached somebody else: no picture and no form to that seat until the host says why they may."""

from dataclasses import replace

from server.sessions.commands import OverrideBirth
from server.sessions.consenting import ask
from server.sessions.effects import Save, Stepped, TellPresence
from server.sessions.keys import given_if_seeing
from server.sessions.phases import Phase
from server.sessions.recording import record, reference
from server.sessions.seeing import granted_stacks
from server.sessions.session import Session
from server.terms.errors import Malformed, Refused


def override(session: Session, command: OverrideBirth, now_ms: int) -> Stepped:
    """The host vouches for this device of the patient's, for a reason that is kept: pictures as with any patient.

    Raises
    ------
    Refused
        `conflict` when nobody doubts who sits there.
    Malformed
        `bad_value` {field} without a reason that was kept.
    """
    here = session.presence_of(command.participant)
    if not here.is_doubted:
        raise Refused("conflict")
    if not reference(command.note_ref, "note_ref"):
        raise Malformed("bad_value", field="note_ref")
    entry = record(
        session, "birth.overridden", now_ms, command.by,
        participant=command.participant, birth=here.arrival.birth, note_ref=command.note_ref,
    )  # fmt: skip
    vouched = session.with_presence(replace(here, vouched_claim=here.arrival.claim))
    done = Stepped(vouched, (entry, Save(), TellPresence()))
    if not here.is_admitted or session.phase not in {Phase.LIVE, Phase.PAUSED}:
        return done
    if not granted_stacks(vouched, command.participant, now_ms):
        return done.then(ask(vouched, command.participant))
    return done.plus(*given_if_seeing(vouched, command.participant, now_ms))
