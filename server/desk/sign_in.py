"""Staff sign in with password and TOTP: every try is counted before it is looked at, and unknown costs like known."""

from server.desk.accounts import Accounts
from server.desk.admitting import Admitting, Caller, SignedIn
from server.desk.hashing import Hashing
from server.desk.ports import AccountShelf, Clock, RecordPort
from server.desk.tries import UNKNOWN, Doubt, Tries, Try, believed, refuse_if
from server.identity import otp
from server.terms.entries import Entry
from server.terms.people import Person

__all__ = ["UNKNOWN", "Caller", "SignIn", "SignedIn"]


class SignIn:
    """Signs staff in and out, and says who a browser's secret belongs to."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        account_shelf: AccountShelf,
        admitting: Admitting,
        tries: Tries,
        hashing: Hashing,
        record: RecordPort,
        clock: Clock,
        clock_is_off: Doubt = believed,
    ) -> None:
        self._accounts = accounts
        self._shelf = account_shelf
        self._admitting = admitting
        self._tries = tries
        self._hashing = hashing
        self._record = record
        self._clock = clock
        self._clock_is_off = clock_is_off

    async def sign_in(
        self, login_name: str, password: str, code: str, *, address: str, former: str = "", user_agent: str = ""
    ) -> tuple[SignedIn, str]:
        """Give a new login and the secret its browser keeps; `former` is the secret it had, which is dead afterwards.

        Of the `user_agent` two words are kept, for the list of one's own logins.

        Raises
        ------
        Refused
            `wrong_credentials`, whatever was wrong; `slow_down` {retry_ms} when a try comes too early.
        Unavailable
            `log_unavailable`: without the entry nobody is signed in; `clock_off`: codes cannot be checked.
        """
        refuse_if(self._clock_is_off)
        tried = await self._tries.begin(login_name, address)
        account = tried.account
        now_ms = self._clock()
        # Both factors are checked always, so that time tells nothing.
        is_right = await self._hashing.is_right(password, account.password_hash if account else None)
        step = otp.accepted_step(account.totp_secret if account else None, code, now_ms)
        because = await self._why_not(tried, step, is_right=is_right)
        if account is None or step is None or because:
            raise await self._tries.refused(tried, because, half=is_right)
        drift = step - otp.step_at(now_ms)
        await self._record.append([Entry("sign_in.accepted", now_ms, account.id, None, {"drift": drift})])
        await self._tries.succeeded(tried)
        return await self._admitting.admit(account, Caller(address, former, user_agent))

    async def who(self, secret: str) -> SignedIn | None:
        """Say whose browser this is; None when nobody's (any more). Writes down at most once a minute that it is used."""
        login = await self._admitting.valid(secret)
        if login is None:
            return None
        person = await self._accounts.person(login.person)
        if person is None:
            return None
        await self._admitting.touch(login)
        return SignedIn(login, person, self._admitting.is_dark(login))

    async def sign_out(self, signed_in: SignedIn) -> None:
        """Forget a login and close what is open under it; recorded first."""
        facts = {"login": signed_in.login.id}
        await self._record.append([Entry("sign_in.signed_out", self._clock(), signed_in.person.id, None, facts)])
        await self._admitting.end(signed_in.login.id)

    async def colleagues(self, signed_in: SignedIn) -> list[Person]:
        """Give everybody else of the staff."""
        return [each for each in await self._accounts.people() if each.id != signed_in.person.id]

    async def _why_not(self, tried: Try, step: int | None, *, is_right: bool) -> str:
        """Say what is wrong, "" when both factors are right and the code was not used yet."""
        if tried.account is None:
            return UNKNOWN
        if not is_right:
            return "password"
        if tried.hold:
            return "held"
        if step is None:
            return "code"
        return "" if await self._shelf.accept_step(tried.account.id, step) else "code_used"
