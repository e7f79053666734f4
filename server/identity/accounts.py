"""A staff account as kept: what is needed to check a sign-in; the readable parts are sealed by the desk."""

from dataclasses import dataclass

from server.terms.ids import PersonId
from server.terms.people import Person, StaffRole


@dataclass(frozen=True, slots=True)
class Account:
    """One member of staff.

    `totp_secret` is base32; `totp_step` is the last accepted time step (0: none yet), so that a code works once. Who has
    not proved an authenticator (any more) has no secret, who has not chosen a password (any more) no hash: neither
    opens anything. `enrolled_ms` is when both were there.
    """

    id: PersonId
    login_name: str
    name: str
    role: StaffRole
    password_hash: str | None
    totp_secret: str | None
    totp_step: int
    disabled: bool
    created_ms: int
    enrolled_ms: int | None

    def __repr__(self) -> str:
        """Show the id only: the rest identifies or opens."""
        return f"Account({self.id})"

    @property
    def person(self) -> Person:
        """The account as colleagues may see it."""
        return Person(self.id, self.name, self.role)
