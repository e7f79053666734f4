"""The authenticator is gone: a password and a recovery code give a link to prove a new one, and nothing else."""

from typing import Final

from server.desk.enrolling import Enrolling, NewLink
from server.desk.hashing import Hashing
from server.desk.people_rows import RecoveryRow
from server.desk.ports import Clock, RecordPort
from server.desk.staff_notices import StaffNotices
from server.desk.staff_ports import AccountChanges, RecoveryShelf
from server.desk.tries import UNKNOWN, Tries, Try
from server.identity.account_links import RECOVERY_LIFE_MS
from server.terms.entries import Entry
from server.terms.ids import PersonId

_NOBODY: Final = PersonId("")
"""Has no codes; looking for them costs the same."""


class Recovering:
    """Takes recovery codes, each once."""

    def __init__(
        self,
        *,
        shelf: RecoveryShelf,
        changes: AccountChanges,
        enrolling: Enrolling,
        tries: Tries,
        notices: StaffNotices,
        hashing: Hashing,
        record: RecordPort,
        clock: Clock,
    ) -> None:
        self._shelf = shelf
        self._changes = changes
        self._enrolling = enrolling
        self._tries = tries
        self._notices = notices
        self._hashing = hashing
        self._record = record
        self._clock = clock

    async def recover(self, login_name: str, password: str, code: str, *, address: str) -> NewLink:
        """Use a recovery code up: the authenticator opens nothing from now on, and the link given proves a new one.

        The person is told of it when they are in again. Unknown, disabled and stopped names cost the same and are
        answered the same.

        Raises
        ------
        Refused
            `wrong_credentials`, whatever was wrong; `slow_down` {retry_ms}.
        Unavailable
            `log_unavailable`: the code is used up, and nothing was given for it.
        """
        tried = await self._tries.begin(login_name, address)
        account = tried.account
        is_right = await self._hashing.is_right(password, account.password_hash if account else None)
        kept = await self._shelf.of(account.id if account else _NOBODY)
        number = await self._hashing.which_recovery(code, [each.hash for each in kept])
        found = None if number is None else kept[number]
        left, because = await self._used(tried, found, is_right=is_right)
        if account is None or left is None:
            raise await self._tries.refused(tried, because, half=is_right)
        facts = {"left": left}
        await self._record.append([Entry("recovery.used", self._clock(), account.id, None, facts)])
        await self._changes.end_factor(account.id)
        await self._notices.tell(account.id, "recovery_used")
        await self._tries.succeeded(tried)
        return await self._enrolling.new_link(account.id, "factor", RECOVERY_LIFE_MS)

    async def _used(self, tried: Try, found: RecoveryRow | None, *, is_right: bool) -> tuple[int | None, str]:
        """Use the code up when all else is right: how many are left, or None and why not."""
        if tried.account is None:
            return None, UNKNOWN
        if not is_right:
            return None, "password"
        if tried.hold == "stopped":
            return None, "held"
        if found is None:
            return None, "recovery_code"
        return await self._shelf.use(tried.account.id, found, self._clock()), "recovery_code_used"
