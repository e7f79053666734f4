"""The session as a value."""

import msgspec
import pytest

from server.sessions.commands import RequestControl
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.errors import Refused
from server.terms.people import Role
from tests.sessions.consult import HOST, PATIENT, SPECIALIST, STRANGER, in_phase, sharing


@pytest.mark.parametrize("phase", Phase)
def test_a_session_survives_encoding(phase: Phase) -> None:
    """[SES-6] In every phase, with views, grants and rows."""
    session = in_phase(phase).session
    assert msgspec.json.decode(msgspec.json.encode(session), type=Session) == session
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(session), type=Session) == session


def test_everybody_has_a_seat_and_a_role() -> None:
    """[SES-91] And a stranger has neither."""
    session = sharing().session
    assert session.seats[0].id == HOST
    assert session.role_of(PATIENT) is Role.PATIENT
    for ask in (session.role_of, session.presence_of, session.seat_of):
        with pytest.raises(Refused, match="forbidden"):
            ask(STRANGER)


def test_a_request_and_a_view_survive_too() -> None:
    """[SES-6] Who steers, what is shown."""
    session = sharing().looks(pos=3).does(RequestControl(SPECIALIST)).session
    assert msgspec.json.decode(msgspec.json.encode(session), type=Session) == session
