"""Who takes part: roles in a session and roles of staff accounts."""

from dataclasses import dataclass
from enum import StrEnum

from server.terms.ids import ParticipantId, PersonId


class Role(StrEnum):
    """What somebody is in one session; the host is the provider responsible for it."""

    PROVIDER = "provider"
    SPECIALIST = "specialist"
    PATIENT = "patient"
    OBSERVER = "observer"


class StaffRole(StrEnum):
    """What an account may do outside a session; an administrator never sees pictures."""

    PROVIDER = "provider"
    SPECIALIST = "specialist"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff as others may see them."""

    id: PersonId
    name: str
    role: StaffRole


@dataclass(frozen=True, slots=True)
class Seat:
    """Whom a session expects: a seat is filled by the host's login or by an invite.

    `name` is what people call them (display name, ≤ 80 characters, patient data: never logged);
    `person` is set for staff, None for guests, who are shown as *invited guest, not verified*.
    """

    id: ParticipantId
    role: Role
    name: str
    person: PersonId | None = None
