"""Staff accounts: making them, and finding people by id. What is readable about a person is sealed at rest."""

import json
from dataclasses import dataclass

from server.desk.hashing import Hashing
from server.desk.people_rows import AccountRow
from server.desk.ports import AccountShelf, Clock, Random
from server.identity import names, otp
from server.identity.accounts import Account
from server.terms.errors import Refused
from server.terms.ids import PersonId
from server.terms.people import Person, StaffRole
from server.vault.deployment import DeploymentKey


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a new member of staff needs once: the TOTP secret and the address an authenticator reads as QR code."""

    person: Person
    totp_secret: str
    provisioning_uri: str


class Accounts:
    """Opens and makes accounts."""

    def __init__(
        self, shelf: AccountShelf, dep: DeploymentKey, hashing: Hashing, *, clock: Clock, random: Random
    ) -> None:
        self._shelf = shelf
        self._dep = dep
        self._hashing = hashing
        self._clock = clock
        self._random = random

    async def add_account(
        self,
        login_name: str,
        display_name: str,
        role: StaffRole,
        password: str,
        *,
        totp_secret: str | None = None,
    ) -> NewAccount:
        """Make an account, with a new TOTP secret unless one is given.

        Raises
        ------
        Malformed
            `bad_name`, `password_short` {least}, `password_long` {most}.
        Refused
            `login_name_taken`.
        """
        secret = totp_secret or otp.new_secret(self._random)
        name = names.display_name(display_name)
        login = names.login_name(names.display_name(login_name))
        person = Person(PersonId(self._random(16).hex()), name, role)
        row = AccountRow(
            id=person.id,
            login_tag=self.login_tag(login),
            profile=self._dep.seal(json.dumps([login, name]).encode(), bound_to=f"account {person.id}"),
            role=role,
            password_hash=await self._hashing.hashed(password),
            totp=self._dep.seal(secret.encode(), bound_to=f"totp {person.id}"),
            totp_step=0,
            disabled=False,
            created_ms=self._clock(),
        )
        if not await self._shelf.add(row):
            raise Refused("login_name_taken")
        return NewAccount(person, secret, otp.provisioning_uri(secret, login))

    async def person(self, person: PersonId) -> Person | None:
        """Give a member of staff as colleagues see them; None when there is none (any more)."""
        row = await self._shelf.find(person)
        return None if row is None or row.disabled else self.opened(row).person

    async def people(self) -> list[Person]:
        """Give everybody who can sign in, in order of their names."""
        rows = await self._shelf.all()
        people = [self.opened(row).person for row in rows if not row.disabled]
        return sorted(people, key=lambda each: (each.name.casefold(), each.id))

    async def by_login_name(self, login_name: str) -> Account | None:
        """Find an account by what somebody typed; a disabled one is as good as none."""
        row = await self._shelf.by_tag(self.login_tag(names.login_name(login_name)))
        return None if row is None or row.disabled else self.opened(row)

    def login_tag(self, login: str) -> str:
        """Give the keyed tag under which a normalized login name is found."""
        return self._dep.tag(login, purpose="login name")

    def opened(self, row: AccountRow) -> Account:
        """Open a row; raises `Tampered` when it was changed."""
        login, name = json.loads(self._dep.open_sealed(row.profile, bound_to=f"account {row.id}"))
        return Account(
            id=row.id,
            login_name=login,
            name=name,
            role=row.role,
            password_hash=row.password_hash,
            totp_secret=self._dep.open_sealed(row.totp, bound_to=f"totp {row.id}").decode(),
            totp_step=row.totp_step,
            disabled=row.disabled,
            created_ms=row.created_ms,
        )
