"""Staff as whoever runs the machine handles them: the first administrator, one-time links, the second person of a reset."""

from typing import Final

from server.desk.accounts import Accounts, NewAccount
from server.desk.administration import Administration
from server.desk.enrolling import Enrolling, NewLink
from server.desk.ports import AccountShelf, Clock, RecordPort
from server.terms.entries import Entry
from server.terms.errors import NotFound, Refused
from server.terms.ids import PersonId
from server.terms.people import Person, StaffRole

OPERATOR: Final = "operator"
"""The actor of what was done on the machine itself."""


class Operating:
    """Needs no login: whoever can read the deployment key can read everything anyway. Everything is recorded."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        shelf: AccountShelf,
        enrolling: Enrolling,
        administration: Administration,
        record: RecordPort,
        clock: Clock,
    ) -> None:
        self._accounts = accounts
        self._shelf = shelf
        self._enrolling = enrolling
        self._administration = administration
        self._record = record
        self._clock = clock

    async def first_administrator(self, login_name: str, display_name: str) -> tuple[Person, NewLink]:
        """Make the first administrator, or another link for one who was never in.

        Raises
        ------
        Refused
            `administrator_exists`: one can sign in, and looks after everybody else.
        """
        rows = [each for each in await self._shelf.all() if each.role is StaffRole.ADMINISTRATOR and not each.disabled]
        if any(each.enrolled_ms is not None for each in rows):
            raise Refused("administrator_exists")
        if not rows:
            return await self.add(login_name, display_name, StaffRole.ADMINISTRATOR)
        person = self._accounts.opened(rows[0]).person
        await self._note("person.invited", person.id)
        return person, await self._enrolling.new_link(person.id, "account")

    async def add(self, login_name: str, display_name: str, role: StaffRole) -> tuple[Person, NewLink]:
        """Make an account that opens nothing yet, and the link for its person; raises as `Accounts.invite`."""
        person = await self._accounts.invite(login_name, display_name, role)
        await self._note("person.added", person.id, role=role.value)
        return person, await self._enrolling.new_link(person.id, "account")

    async def add_active(self, login_name: str, display_name: str, role: StaffRole, password: str) -> NewAccount:
        """Make an account that is active at once; nobody is told its secret before its entry is durable."""
        account = await self._accounts.add_account(login_name, display_name, role, password)
        await self._note("person.added", account.person.id, role=role.value, active="at_once")
        return account

    async def reset(self, login_name: str) -> tuple[Person, NewLink]:
        """Be the second person of a reset; raises as `Administration.reset_by_operator`."""
        account = await self._accounts.by_login_name(login_name)
        if account is None:
            raise NotFound("no_such_person")
        return account.person, await self._administration.reset_by_operator(account.id)

    async def _note(self, kind: str, person: PersonId, **facts: str) -> None:
        await self._record.append([Entry(kind, self._clock(), OPERATOR, None, {"person": person, **facts})])
