"""Who takes part: roles in a session and roles of staff accounts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from server.terms.ids import ParticipantId, PersonId

Channel = Literal["mail", "text"]
"""How a message reaches somebody outside: mail, or a text message to a telephone."""


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


ComesAs = Literal["", "interpreter", "relative", "other"]
"""What an observer is to the patient or the talk; empty for everybody else."""


Birth = Literal["", "matched", "unknown", "mismatch", "unsaid"]
"""What asking a patient's browser for the birth date came to: not asked, the study's, nothing to compare with, another
one three times, not given."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of the browser that came in by a link: never who holds it.

    `claim` numbers the devices that proved this link, 0 for the host; `is_known` says that this browser has been in a
    visit here before. `link_by` and `code_by` are the ways on which the two went.
    """

    claim: int = 0
    birth: Birth = ""
    is_known: bool = False
    link_by: Literal["hand", "mail", "text"] = "hand"
    code_by: Literal["read", "mail", "text"] = "read"

    @property
    def is_doubted(self) -> bool:
        """Whether this may be somebody else than the patient of the pictures."""
        return self.birth in {"mismatch", "unsaid"}


NO_LINK: Final = Arrival()
"""Who came by none."""


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
    comes_as: ComesAs = ""
