"""What somebody signed in changes about their own sign-in: the password, and a new set of recovery codes."""

from server.desk.accounts import Accounts
from server.desk.admitting import Admitting, SignedIn
from server.desk.hashing import Hashing
from server.desk.ports import AttemptShelf, Clock, Random, RecordPort
from server.desk.staff_ports import AccountChanges, RecoveryShelf
from server.identity import recovery
from server.terms.entries import Entry
from server.terms.errors import Refused
from server.vault.deployment import DeploymentKey


class OwnFactors:
    """Every change wants the present password: a desk that was left open is not enough (ASVS 6.2.3)."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        changes: AccountChanges,
        shelf: RecoveryShelf,
        admitting: Admitting,
        attempts: AttemptShelf,
        hashing: Hashing,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
        random: Random,
    ) -> None:
        self._accounts = accounts
        self._changes = changes
        self._shelf = shelf
        self._admitting = admitting
        self._attempts = attempts
        self._hashing = hashing
        self._record = record
        self._dep = dep
        self._clock = clock
        self._random = random

    async def change_password(self, signed_in: SignedIn, current: str, password: str) -> None:
        """Choose another password; every other login of this person ends, with what is open under it.

        Raises
        ------
        Refused
            `wrong_password`; `slow_down` {retry_ms} soon after one.
        Malformed
            `password_short` {least}, `password_long` {most}.
        """
        await self._prove(signed_in, current)
        hashed = await self._hashing.hashed(password)
        await self._note("person.password_changed", signed_in)
        await self._changes.change_password(signed_in.person.id, hashed)
        await self._admitting.end_all(signed_in.person.id, but=signed_in.login.id)

    async def renew_codes(self, signed_in: SignedIn, current: str) -> list[str]:
        """Give ten new recovery codes, told this once; the former ones are dead. Raises `Refused` as above."""
        await self._prove(signed_in, current)
        codes = recovery.new_codes(self._random)
        hashes = await self._hashing.recovery_hashed(codes, self._random(recovery.SALT_BYTES))
        await self._note("person.codes_renewed", signed_in)
        await self._shelf.replace(signed_in.person.id, hashes)
        return codes

    async def _prove(self, signed_in: SignedIn, current: str) -> None:
        """Count the try before it is looked at; each wrong one doubles the wait."""
        person = signed_in.person.id
        key = self._dep.tag(person, purpose="own password")
        wait_ms = await self._attempts.begin(key, self._clock())
        if wait_ms:
            raise Refused("slow_down", retry_ms=wait_ms)
        account = await self._accounts.account(person)
        if not await self._hashing.is_right(current, account.password_hash if account else None):
            raise Refused("wrong_password")
        await self._attempts.forgive(key)

    async def _note(self, kind: str, signed_in: SignedIn) -> None:
        person = signed_in.person.id
        facts = {"person": person, "login": signed_in.login.id}
        await self._record.append([Entry(kind, self._clock(), person, None, facts)])
