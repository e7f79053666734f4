"""A browser becomes somebody's: logins are made, found and ended, and what is open under them with them."""

from dataclasses import dataclass

from server.desk import own_logins
from server.desk.ports import Clock, LiveLogins, LoginShelf, Random
from server.identity import browsers, logins
from server.identity.accounts import Account
from server.identity.logins import Login, LoginPolicy
from server.terms.ids import LoginId, PersonId
from server.terms.people import Person
from server.vault.deployment import DeploymentKey


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a request comes from; at a desk that `is_dark` no picture is shown before the second factor."""

    login: Login
    person: Person
    is_dark: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a sign-in comes from: the client's address, the secret its browser had before, and what it calls itself."""

    address: str
    former: str = ""
    user_agent: str = ""


class Admitting:
    """Makes and ends logins. Who may have one is decided, and recorded, before."""

    def __init__(
        self,
        shelf: LoginShelf,
        screens: LiveLogins,
        dep: DeploymentKey,
        *,
        clock: Clock,
        random: Random,
        policy: LoginPolicy | None = None,
    ) -> None:
        self._shelf = shelf
        self._screens = screens
        self._dep = dep
        self._clock = clock
        self._random = random
        self._policy = policy or LoginPolicy()

    async def admit(self, account: Account, caller: Caller) -> tuple[SignedIn, str]:
        """Give a new login and the secret its browser keeps; the secret it had before is dead (T-11)."""
        former = await self._find(caller.former)
        if former is not None:
            await self.end(former.id)
        now_ms = self._clock()
        login = Login(LoginId(self._random(16).hex()), account.id, now_ms, now_ms)
        secret = logins.new_secret(self._random)
        digest = logins.digest(secret)
        assert digest is not None, "a secret of our own"
        about = own_logins.sealed(self._dep, login.id, browsers.two_words(caller.user_agent))
        await self._shelf.add(login, digest, about)
        return SignedIn(login, account.person), secret

    async def valid(self, secret: str) -> Login | None:
        """Give the login of a secret while it counts."""
        login = await self._find(secret)
        return login if login is not None and login.is_valid(self._policy, self._clock()) else None

    def is_dark(self, login: Login) -> bool:
        """Say whether nobody's hand was on this login for so long that pictures wait for the second factor."""
        return login.is_dark(self._policy, self._clock())

    async def touch(self, login: Login) -> None:
        """Write down at most once a minute that a login is used."""
        now_ms = self._clock()
        if login.needs_touch(now_ms):
            await self._shelf.touch(login.id, now_ms)

    async def end(self, login: LoginId) -> None:
        """Forget a login and close what is open under it."""
        await self._shelf.end(login)
        await self._screens.login_ended(login)

    async def end_all(self, person: PersonId, *, but: LoginId | None = None) -> None:
        """End every login of a person, or all others."""
        for kept in await self._shelf.of_person(person):
            if kept.login.id != but:
                await self.end(kept.login.id)

    async def _find(self, secret: str) -> Login | None:
        digest = logins.digest(secret)
        return None if digest is None else await self._shelf.find(digest)
