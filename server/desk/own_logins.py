"""Where somebody is signed in: each login by its browser and since when, ended one by one or all but this one."""

import json
from dataclasses import dataclass

from server.desk.people_rows import KeptLogin
from server.desk.ports import Clock, LiveLogins, LoginShelf, RecordPort
from server.identity.logins import Login, LoginPolicy
from server.terms.entries import Entry
from server.terms.errors import NotFound
from server.terms.ids import LoginId
from server.vault.deployment import DeploymentKey


@dataclass(frozen=True, slots=True)
class OwnLogin:
    """One of somebody's own logins; `browser` and `system` are empty when they are none we know."""

    id: LoginId
    since_ms: int
    seen_ms: int
    browser: str
    system: str
    is_here: bool


class OwnLogins:
    """Lists and ends the logins of whoever asks; nobody sees another person's."""

    def __init__(
        self,
        shelf: LoginShelf,
        screens: LiveLogins,
        record: RecordPort,
        dep: DeploymentKey,
        *,
        clock: Clock,
        policy: LoginPolicy | None = None,
    ) -> None:
        self._shelf = shelf
        self._screens = screens
        self._record = record
        self._dep = dep
        self._clock = clock
        self._policy = policy or LoginPolicy()

    async def of(self, here: Login) -> list[OwnLogin]:
        """Give every login of this person that still counts, this one first, then the newest."""
        found = [self._opened(each, here) for each in await self._valid(here)]
        return sorted(found, key=lambda each: not each.is_here)

    async def end(self, here: Login, other: LoginId) -> None:
        """End one; what is open under it is closed.

        Raises
        ------
        NotFound
            `not_found`: none of this person's.
        """
        if other not in {each.login.id for each in await self._valid(here)}:
            raise NotFound("not_found")
        await self._end(here, [other])

    async def end_others(self, here: Login) -> None:
        """End all but the one that asks."""
        await self._end(here, [each.login.id for each in await self._valid(here) if each.login.id != here.id])

    async def _valid(self, here: Login) -> list[KeptLogin]:
        kept, now_ms = await self._shelf.of_person(here.person), self._clock()
        return [each for each in kept if each.login.is_valid(self._policy, now_ms)]

    async def _end(self, here: Login, ended: list[LoginId]) -> None:
        """Recorded first."""
        now_ms = self._clock()
        entries = [Entry("login.revoked", now_ms, here.person, None, {"login": each, "by": here.id}) for each in ended]
        if entries:
            await self._record.append(entries)
        for each in ended:
            await self._shelf.end(each)
            await self._screens.login_ended(each)

    def _opened(self, kept: KeptLogin, here: Login) -> OwnLogin:
        login, browser, system = kept.login, "", ""
        if kept.about is not None:
            browser, system = json.loads(self._dep.open_sealed(kept.about, bound_to=_bound_to(login.id)))
        return OwnLogin(login.id, login.created_ms, login.seen_ms, browser, system, login.id == here.id)


def sealed(dep: DeploymentKey, login: LoginId, browser: tuple[str, str]) -> bytes:
    """Seal what is kept of a browser under its login."""
    return dep.seal(json.dumps(browser).encode(), bound_to=_bound_to(login))


def _bound_to(login: LoginId) -> str:
    return f"login {login}"
