"""Staff sign in with password and TOTP: every try is counted before it is looked at, and unknown costs like known."""

from dataclasses import dataclass

from server.desk.accounts import Accounts
from server.desk.hashing import Hashing
from server.desk.ports import AccountShelf, AttemptShelf, Clock, LoginShelf, Random, RecordPort
from server.identity import logins, names, otp
from server.identity.accounts import Account
from server.identity.logins import Login, LoginPolicy
from server.identity.pace import SIGN_IN_BUCKET, neighborhood
from server.terms.entries import Entry
from server.terms.errors import Refused
from server.terms.ids import LoginId
from server.terms.people import Person
from server.vault.deployment import DeploymentKey

UNKNOWN = "unknown"
"""The actor of an entry about somebody who is nobody here."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a request comes from."""

    login: Login
    person: Person


class SignIn:
    """Signs staff in and out, and says who a browser's secret belongs to."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        account_shelf: AccountShelf,
        login_shelf: LoginShelf,
        attempts: AttemptShelf,
        hashing: Hashing,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
        random: Random,
        policy: LoginPolicy | None = None,
    ) -> None:
        self._accounts = accounts
        self._shelf = account_shelf
        self._logins = login_shelf
        self._attempts = attempts
        self._hashing = hashing
        self._record = record
        self._dep = dep
        self._clock = clock
        self._random = random
        self._policy = policy or LoginPolicy()

    async def sign_in(
        self, login_name: str, password: str, code: str, *, address: str, former: str = ""
    ) -> tuple[SignedIn, str]:
        """Give a new login and the secret its browser keeps; `former` is the secret it had, which is dead afterwards.

        Raises
        ------
        Refused
            `wrong_credentials`, whatever was wrong; `slow_down` {retry_ms} when a try comes too early.
        Unavailable
            `log_unavailable`: without the entry nobody is signed in.
        """
        pace_key = await self._take_turn(login_name, address)
        account = await self._accounts.by_login_name(login_name)
        because = await self._why_not(account, password, code)
        if account is None or because:
            await self._note("sign_in.refused", account.id if account else UNKNOWN, because=because or UNKNOWN)
            raise Refused("wrong_credentials")
        await self._note("sign_in.accepted", account.id)
        await self._attempts.forgive(pace_key)
        await self._forget(former)
        return await self._admitted(account)

    async def who(self, secret: str) -> SignedIn | None:
        """Say whose browser this is; None when nobody's (any more). Writes down at most once a minute that it is used."""
        login = await self._valid(secret)
        if login is None:
            return None
        person = await self._accounts.person(login.person)
        if person is None:
            return None
        now_ms = self._clock()
        if login.needs_touch(now_ms):
            await self._logins.touch(login.id, now_ms)
        return SignedIn(login, person)

    async def sign_out(self, signed_in: SignedIn) -> None:
        """Forget a login; recorded first."""
        await self._note("sign_in.signed_out", signed_in.person.id, login=signed_in.login.id)
        await self._logins.end(signed_in.login.id)

    async def colleagues(self, signed_in: SignedIn) -> list[Person]:
        """Give everybody else of the staff."""
        return [each for each in await self._accounts.people() if each.id != signed_in.person.id]

    async def _take_turn(self, login_name: str, address: str) -> str:
        """Count the try against the address and against the name, known or not; give the name's key."""
        now_ms = self._clock()
        near = self._dep.tag(neighborhood(address), purpose="sign-in address")
        wait_ms = await self._attempts.draw(near, SIGN_IN_BUCKET, now_ms)
        key = self._dep.tag(names.login_name(login_name), purpose="sign-in name")
        wait_ms = wait_ms or await self._attempts.begin(key, now_ms)
        if wait_ms:
            raise Refused("slow_down", retry_ms=wait_ms)
        return key

    async def _why_not(self, account: Account | None, password: str, code: str) -> str:
        """Check both factors always, so that time tells nothing; "" when both are right and the code was not used yet."""
        is_right = await self._hashing.is_right(password, account.password_hash if account else None)
        step = otp.accepted_step(account.totp_secret if account else None, code, self._clock())
        if account is None:
            return UNKNOWN
        if not is_right:
            return "password"
        if step is None:
            return "code"
        return "" if await self._shelf.accept_step(account.id, step) else "code_used"

    async def _admitted(self, account: Account) -> tuple[SignedIn, str]:
        now_ms = self._clock()
        login = Login(LoginId(self._random(16).hex()), account.id, now_ms, now_ms)
        secret = logins.new_secret(self._random)
        await self._logins.add(login, _digest(secret))
        return SignedIn(login, account.person), secret

    async def _valid(self, secret: str) -> Login | None:
        digest = logins.digest(secret)
        login = None if digest is None else await self._logins.find(digest)
        return login if login is not None and login.is_valid(self._policy, self._clock()) else None

    async def _forget(self, secret: str) -> None:
        """End the login a browser had before: a secret never survives a sign-in (T-11)."""
        digest = logins.digest(secret)
        login = None if digest is None else await self._logins.find(digest)
        if login is not None:
            await self._logins.end(login.id)

    async def _note(self, kind: str, actor: str, **facts: str) -> None:
        await self._record.append([Entry(kind, self._clock(), actor, None, facts)])


def _digest(secret: str) -> bytes:
    digest = logins.digest(secret)
    assert digest is not None, "a secret of our own"
    return digest
