"""A staff account as kept: what is needed to check a sign-in; the readable parts are sealed by the desk."""

from dataclasses import dataclass

from server.terms.ids import PersonId
from server.terms.people import Person, StaffRole


@dataclass(frozen=True, slots=True)
class Account:
    """One member of staff.

    `totp_secret` is base32; `totp_step` is the last accepted time step (0: none yet), so that a code works once.
    """

    id: PersonId
    login_name: str
    name: str
    role: StaffRole
    password_hash: str
    totp_secret: str
    totp_step: int
    disabled: bool
    created_ms: int

    def __repr__(self) -> str:
        """Show the id only: the rest identifies or opens."""
        return f"Account({self.id})"

    @property
    def person(self) -> Person:
        """The account as colleagues may see it."""
        return Person(self.id, self.name, self.role)
