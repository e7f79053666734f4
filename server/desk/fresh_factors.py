"""The second factor, asked for again: somebody signed in proves with a present code that it is still them."""

from server.desk.accounts import Accounts
from server.desk.ports import AccountShelf, AttemptShelf, Clock, RecordPort
from server.desk.sign_in import SignedIn
from server.desk.tries import Doubt, believed, refuse_if
from server.identity import otp
from server.terms.entries import Entry
from server.terms.errors import Refused
from server.vault.deployment import DeploymentKey


class FreshFactors:
    """Takes a code once: its step is spent, whatever it was for, and each wrong one makes the next wait longer."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        shelf: AccountShelf,
        attempts: AttemptShelf,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
        clock_is_off: Doubt = believed,
    ) -> None:
        self._accounts = accounts
        self._shelf = shelf
        self._attempts = attempts
        self._record = record
        self._dep = dep
        self._clock = clock
        self._clock_is_off = clock_is_off

    async def prove(self, signed_in: SignedIn, code: str) -> None:
        """Take the authenticator's present code.

        Raises
        ------
        Refused
            `factor_wrong`: not the present code, or used before; `slow_down` {retry_ms} soon after one.
        Unavailable
            `log_unavailable`; `clock_off`: codes cannot be checked.
        """
        refuse_if(self._clock_is_off)
        now_ms, person = self._clock(), signed_in.person.id
        key = self._dep.tag(person, purpose="factor")
        wait_ms = await self._attempts.begin(key, now_ms)
        if wait_ms:
            raise Refused("slow_down", retry_ms=wait_ms)
        account = await self._accounts.account(person)
        step = otp.accepted_step(account.totp_secret if account else None, code, now_ms)
        is_right = step is not None and await self._shelf.accept_step(person, step)
        kind = "factor.accepted" if is_right else "factor.refused"
        await self._record.append([Entry(kind, now_ms, person, None, {"login": signed_in.login.id})])
        if not is_right:
            raise Refused("factor_wrong")
        await self._attempts.forgive(key)
