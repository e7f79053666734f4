"""A consult to store: host and one patient, one stack, everything else as the rules would first have it."""

from server.sessions.session import Basis, Presence, Session, Token
from server.terms.consults import StackRef, ViewingPolicy
from server.terms.ids import ParticipantId, PersonId, SeriesId, SessionId, StudyId
from server.terms.people import Role, Seat
from server.terms.view import StackBounds

HOST = PersonId("a" * 32)
NOW = 1_767_225_600_000


def a_session(name: str = "1", *, host: PersonId = HOST, starts_ms: int = NOW) -> Session:
    """Give a scheduled session whose id is `name` repeated."""
    provider = Seat(ParticipantId("d" * 16), Role.PROVIDER, "Dr. Vera Lindt", host)
    patient = Seat(ParticipantId("e" * 16), Role.PATIENT, "Jörg Ångström-Üçüncü")
    return Session(
        id=SessionId(name * 32),
        host=provider,
        guests=(patient,),
        policy=ViewingPolicy(),
        basis=Basis.PATIENT_TAP,
        minutes=30,
        created_ms=NOW - 1000,
        starts_ms=starts_ms,
        lobby_until_ms=starts_ms + 90 * 60_000,
        latest_end_ms=starts_ms + 165 * 60_000,
        stacks=(StackRef(StudyId("5" * 32), SeriesId("6" * 32), 0, StackBounds(120, 512, 512, color=False)),),
        presence=(Presence(provider.id), Presence(patient.id)),
        token=Token(provider.id),
    )
