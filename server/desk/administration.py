"""The staff as an administrator sees them: adding people, letting them in no more, resetting a sign-in with a second one.

No capability here shows a picture, a consult or a patient, and none shows or sets anybody's password or authenticator.
"""

from dataclasses import dataclass
from typing import Final, Literal

from server.desk.accounts import Accounts
from server.desk.admitting import Admitting
from server.desk.enrolling import Enrolling, NewLink
from server.desk.people_rows import AccountRow
from server.desk.ports import AccountShelf, Clock, RecordPort
from server.desk.staff_notices import StaffNotices
from server.desk.staff_ports import AccountChanges, AccountLinkShelf, FailureShelf
from server.identity.accounts import Account
from server.identity.holding import hold
from server.terms.entries import Entry
from server.terms.errors import NotFound, Refused
from server.terms.ids import PersonId
from server.terms.people import Person, StaffRole

ASKED_MS: Final = 24 * 3600 * 1000
"""A reset that nobody confirmed for so long is not asked for any more."""

Standing = Literal["invited", "active", "recovery", "stopped", "reset", "disabled"]


@dataclass(frozen=True, slots=True)
class StaffCard:
    """One member of staff in the list: how they sign in and whether they can, nothing of their work.

    `invited`: never in yet, or reset and not in again; `recovery`, `stopped`: held after failures in a row; `reset`:
    somebody (`reset_by`) asks for a reset until `reset_until_ms`.
    """

    account: Account
    standing: Standing
    reset_by: PersonId | None
    reset_until_ms: int | None


class Administration:
    """What administrators do about people. Every act is recorded before it is done."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        shelf: AccountShelf,
        changes: AccountChanges,
        links: AccountLinkShelf,
        failures: FailureShelf,
        admitting: Admitting,
        enrolling: Enrolling,
        notices: StaffNotices,
        record: RecordPort,
        clock: Clock,
    ) -> None:
        self._accounts = accounts
        self._shelf = shelf
        self._changes = changes
        self._links = links
        self._failures = failures
        self._admitting = admitting
        self._enrolling = enrolling
        self._notices = notices
        self._record = record
        self._clock = clock

    async def staff(self, by: Person) -> list[StaffCard]:
        """Give everybody, in order of their names; raises `Refused` `forbidden` to who is no administrator."""
        _refuse_unless_administrator(by)
        cards = [await self._card(row) for row in await self._shelf.all()]
        return sorted(cards, key=lambda each: (each.account.name.casefold(), each.account.id))

    async def card(self, by: Person, person: PersonId) -> StaffCard:
        """Give one of them; raises as `staff`, and `NotFound`."""
        _refuse_unless_administrator(by)
        return await self._card(await self._row(person))

    async def add(self, by: Person, login_name: str, display_name: str, role: StaffRole) -> tuple[Person, NewLink]:
        """Make an account that opens nothing yet, and the one-time link for its person.

        Raises
        ------
        Refused
            `forbidden`, `login_name_taken`.
        Malformed
            `bad_name` {why}.
        """
        _refuse_unless_administrator(by)
        person = await self._accounts.invite(login_name, display_name, role)
        await self._note("person.added", by, person.id, role=role.value)
        return person, await self._enrolling.new_link(person.id, "account")

    async def link_again(self, by: Person, person: PersonId) -> NewLink:
        """Make another link for somebody who has not been in yet; the former one is dead.

        Raises
        ------
        Refused
            `forbidden`; `enrolled`: they have a sign-in, which only a reset ends.
        """
        _refuse_unless_administrator(by)
        row = await self._row(person)
        if row.enrolled_ms is not None or row.disabled:
            raise Refused("enrolled")
        await self._note("person.invited", by, person)
        return await self._enrolling.new_link(person, "account")

    async def disable(self, by: Person, person: PersonId) -> None:
        """Let somebody in no more: logins, what is open under them, and their link end at once.

        Raises
        ------
        Refused
            `forbidden`; `own_account`: nobody locks themselves out, so one administrator always remains.
        """
        _refuse_unless_administrator(by)
        if person == by.id:
            raise Refused("own_account")
        await self._row(person)
        await self._note("person.disabled", by, person)
        await self._changes.disable(person, disabled=True)
        await self._links.end(person)
        await self._admitting.end_all(person)

    async def enable(self, by: Person, person: PersonId) -> None:
        """Let somebody in again with what they had."""
        _refuse_unless_administrator(by)
        await self._row(person)
        await self._note("person.enabled", by, person)
        await self._changes.disable(person, disabled=False)

    async def ask_reset(self, by: Person, person: PersonId) -> None:
        """Ask that somebody's sign-in be reset; nothing ends before a second administrator has confirmed.

        Raises
        ------
        Refused
            `forbidden`, `own_account`.
        """
        _refuse_unless_administrator(by)
        if person == by.id:
            raise Refused("own_account")
        await self._row(person)
        await self._note("person.reset_asked", by, person)
        await self._changes.ask_reset(person, by.id, self._clock())

    async def drop_reset(self, by: Person, person: PersonId) -> None:
        """Ask for it no more; any administrator may."""
        _refuse_unless_administrator(by)
        await self._row(person)
        await self._note("person.reset_dropped", by, person)
        await self._changes.ask_reset(person, None, None)

    async def confirm_reset(self, by: Person, person: PersonId) -> NewLink:
        """End somebody's password, authenticator, recovery codes and logins, and make a new link for them.

        Raises
        ------
        Refused
            `forbidden`, `own_account`; `reset_not_asked`; `second_person`: who asked cannot be the one who confirms;
            `conflict` when another was faster.
        """
        _refuse_unless_administrator(by)
        return await self._reset(by.id, person)

    async def reset_by_operator(self, person: PersonId) -> NewLink:
        """Confirm a reset from the machine itself: the operator is the second person of a clinic with one administrator.

        With no other administrator who could ask, the operator may without.

        Raises
        ------
        NotFound, Refused
            As `confirm_reset`.
        """
        row = await self._row(person)
        others = [each for each in await self._accounts.people() if each.id != person]
        if self._asked_by(row) is None and not any(each.role is StaffRole.ADMINISTRATOR for each in others):
            await self._changes.ask_reset(person, person, self._clock())
        return await self._reset(PersonId("operator"), person)

    async def _reset(self, by: PersonId, person: PersonId) -> NewLink:
        row = await self._row(person)
        asked_by = self._asked_by(row)
        if by == person:
            raise Refused("own_account")
        if asked_by is None or row.reset_ms is None:
            raise Refused("reset_not_asked")
        if asked_by == by:
            raise Refused("second_person")
        facts = {"person": person, "asked_by": asked_by}
        await self._record.append([Entry("person.reset", self._clock(), by, None, facts)])
        if not await self._changes.end_factors(person, asked_by, row.reset_ms):
            raise Refused("conflict")
        await self._admitting.end_all(person)
        await self._notices.tell(person, "sign_in_reset")
        return await self._enrolling.new_link(person, "account")

    def _asked_by(self, row: AccountRow) -> PersonId | None:
        is_asked = row.reset_ms is not None and self._clock() < row.reset_ms + ASKED_MS
        return row.reset_by if is_asked else None

    async def _card(self, row: AccountRow) -> StaffCard:
        asked_by = self._asked_by(row)
        until_ms = None if asked_by is None or row.reset_ms is None else row.reset_ms + ASKED_MS
        return StaffCard(self._accounts.opened(row), await self._standing(row), asked_by, until_ms)

    async def _standing(self, row: AccountRow) -> Standing:
        if row.disabled:
            return "disabled"
        if self._asked_by(row) is not None:
            return "reset"
        if row.enrolled_ms is None:
            return "invited"
        return hold((await self._failures.of(row.id)).count) or "active"

    async def _row(self, person: PersonId) -> AccountRow:
        row = await self._shelf.find(person)
        if row is None:
            raise NotFound("not_found")
        return row

    async def _note(self, kind: str, by: Person, person: PersonId, **facts: str) -> None:
        await self._record.append([Entry(kind, self._clock(), by.id, None, {"person": person, **facts})])


def _refuse_unless_administrator(by: Person) -> None:
    if by.role is not StaffRole.ADMINISTRATOR:
        raise Refused("forbidden")
