"""Staff accounts: making them, and finding people by id. What is readable about a person is sealed at rest."""

import json
from dataclasses import dataclass, replace

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
        person: PersonId | None = None,
    ) -> NewAccount:
        """Make an account that is active at once, with a new TOTP secret and id unless given: for demos and machines.

        People are invited instead (`invite`) and prove who they are by a one-time link.

        Raises
        ------
        Malformed
            `bad_name`, `password_short` {least}, `password_long` {most}.
        Refused
            `login_name_taken`.
        """
        secret = totp_secret or otp.new_secret(self._random)
        made, row = self._new(login_name, display_name, role, person)
        active = replace(
            row,
            password_hash=await self._hashing.hashed(password),
            totp=self.sealed_secret(made.id, secret),
            enrolled_ms=row.created_ms,
        )
        if not await self._shelf.add(active):
            raise Refused("login_name_taken")
        return NewAccount(made, secret, otp.provisioning_uri(secret, names.login_name(login_name)))

    async def invite(self, login_name: str, display_name: str, role: StaffRole) -> Person:
        """Make an account that opens nothing: its person has yet to choose a password and prove an authenticator.

        Raises
        ------
        Malformed
            `bad_name`.
        Refused
            `login_name_taken`.
        """
        person, row = self._new(login_name, display_name, role)
        if not await self._shelf.add(row):
            raise Refused("login_name_taken")
        return person

    async def person(self, person: PersonId) -> Person | None:
        """Give a member of staff as colleagues see them; None when there is none (any more)."""
        row = await self._shelf.find(person)
        return None if row is None or row.disabled else self.opened(row).person

    async def account(self, person: PersonId) -> Account | None:
        """Give the account of a member of staff; None when there is none (any more)."""
        row = await self._shelf.find(person)
        return None if row is None or row.disabled else self.opened(row)

    async def people(self) -> list[Person]:
        """Give everybody who can sign in, in order of their names."""
        rows = await self._shelf.all()
        people = [self.opened(row).person for row in rows if not row.disabled and row.enrolled_ms is not None]
        return sorted(people, key=lambda each: (each.name.casefold(), each.id))

    async def names(self) -> dict[str, str]:
        """Give the name of everybody who has or had an account, by person: for who reads what happened."""
        return {row.id: self.opened(row).name for row in await self._shelf.all()}

    async def are_there(self) -> bool:
        """Say whether anybody has an account, in yet or not."""
        return bool(await self._shelf.all())

    async def by_login_name(self, login_name: str) -> Account | None:
        """Find an account by what somebody typed; a disabled one is as good as none."""
        row = await self._shelf.by_tag(self.login_tag(names.login_name(login_name)))
        return None if row is None or row.disabled else self.opened(row)

    def login_tag(self, login: str) -> str:
        """Give the keyed tag under which a normalized login name is found."""
        return self._dep.tag(login, purpose="login name")

    def sealed_secret(self, person: PersonId, totp_secret: str) -> bytes:
        """Seal a TOTP secret under its person."""
        return self._dep.seal(totp_secret.encode(), bound_to=f"totp {person}")

    def opened(self, row: AccountRow) -> Account:
        """Open a row; raises `Tampered` when it was changed."""
        login, name = json.loads(self._dep.open_sealed(row.profile, bound_to=f"account {row.id}"))
        secret = self._dep.open_sealed(row.totp, bound_to=f"totp {row.id}").decode() if row.totp else None
        return Account(
            id=row.id,
            login_name=login,
            name=name,
            role=row.role,
            password_hash=row.password_hash or None,
            totp_secret=secret,
            totp_step=row.totp_step,
            disabled=row.disabled,
            created_ms=row.created_ms,
            enrolled_ms=row.enrolled_ms,
        )

    def _new(
        self, login_name: str, display_name: str, role: StaffRole, known_as: PersonId | None = None
    ) -> tuple[Person, AccountRow]:
        """A new person, and their row without any factor."""
        name = names.display_name(display_name)
        login = names.login_name(names.display_name(login_name))
        person = Person(known_as or PersonId(self._random(16).hex()), name, role)
        profile = self._dep.seal(json.dumps([login, name]).encode(), bound_to=f"account {person.id}")
        row = AccountRow(
            id=person.id,
            login_tag=self.login_tag(login),
            profile=profile,
            role=role,
            password_hash="",
            totp=b"",
            totp_step=0,
            disabled=False,
            created_ms=self._clock(),
        )
        return person, row
