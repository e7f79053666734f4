"""Every try to sign in is counted before it is looked at, in four places, and unknown costs like known."""

from collections.abc import Callable
from dataclasses import dataclass

from server.desk.accounts import Accounts
from server.desk.people_rows import Failures
from server.desk.ports import AttemptShelf, Clock, RecordPort
from server.desk.staff_notices import StaffNotices
from server.desk.staff_ports import FailureShelf
from server.identity import names
from server.identity.accounts import Account
from server.identity.holding import Hold, hold
from server.identity.pace import SIGN_IN_BUCKET, SIGN_INS_BUCKET, neighborhood
from server.terms.entries import Entry
from server.terms.errors import Refused, Unavailable
from server.terms.ids import PersonId
from server.vault.deployment import DeploymentKey

Doubt = Callable[[], bool]
"""Says whether the machine's clock is too wrong for codes that depend on it."""
UNKNOWN = "unknown"
"""The actor of an entry about somebody who is nobody here."""


def believed() -> bool:
    """Doubt no clock: where nothing can be said of it."""
    return False


def refuse_if(clock_is_off: Doubt) -> None:
    """Raise `Unavailable` `clock_off`: nobody's code can be checked, and saying so tells nothing of anybody (T-07)."""
    if clock_is_off():
        raise Unavailable("clock_off")


@dataclass(frozen=True, slots=True)
class Try:
    """One try: of whom (None: nobody here), and what failed before it since the last success."""

    account: Account | None
    before: Failures
    pace_key: str

    @property
    def hold(self) -> Hold:
        """What the account still takes."""
        return hold(self.before.count)


class Tries:
    """Counts tries: per address and for all in buckets, per name with a growing delay, per person in a row."""

    def __init__(
        self,
        accounts: Accounts,
        attempts: AttemptShelf,
        failures: FailureShelf,
        notices: StaffNotices,
        record: RecordPort,
        dep: DeploymentKey,
        *,
        clock: Clock,
    ) -> None:
        self._accounts = accounts
        self._attempts = attempts
        self._failures = failures
        self._notices = notices
        self._record = record
        self._dep = dep
        self._clock = clock

    async def slow(self, address: str) -> None:
        """Count a try against its address and against all; raises `Refused` `slow_down` {retry_ms}."""
        now_ms = self._clock()
        near = self._dep.tag(neighborhood(address), purpose="sign-in address")
        everybody = self._dep.tag("everybody", purpose="sign-in")
        wait_ms = await self._attempts.draw(near, SIGN_IN_BUCKET, now_ms)
        wait_ms = wait_ms or await self._attempts.draw(everybody, SIGN_INS_BUCKET, now_ms)
        if wait_ms:
            raise Refused("slow_down", retry_ms=wait_ms)

    async def begin(self, login_name: str, address: str) -> Try:
        """Count a try of this name, known or not.

        Raises
        ------
        Refused
            `slow_down` {retry_ms} when it comes too early; it then was not counted as a failure.
        """
        await self.slow(address)
        now_ms = self._clock()
        key = self._dep.tag(names.login_name(login_name), purpose="sign-in name")
        wait_ms = await self._attempts.begin(key, now_ms)
        if wait_ms:
            raise Refused("slow_down", retry_ms=wait_ms)
        account = await self._accounts.by_login_name(login_name)
        return Try(account, await self._failures.count(_id_of(account), now_ms), key)

    async def refused(self, tried: Try, because: str, *, half: bool) -> Refused:
        """Record a refusal and give the one answer to all of them; `half`: the password was right."""
        now_ms = self._clock()
        person = _id_of(tried.account)
        await self._failures.refused(person, now_ms, half=half)
        await self._record.append([Entry("sign_in.refused", now_ms, person or UNKNOWN, None, {"because": because})])
        return Refused("wrong_credentials")

    async def succeeded(self, tried: Try) -> None:
        """Forget what failed before; half a sign-in of long ago is told."""
        assert tried.account is not None, "nobody succeeds"
        await self._notices.settle_half(tried.account.id, tried.before.half_ms)
        await self._failures.forgive(tried.account.id)
        await self._attempts.forgive(tried.pace_key)


def _id_of(account: Account | None) -> PersonId | None:
    return None if account is None else account.id
