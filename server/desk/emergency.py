"""The end of everything at once, by an administrator: every consult of the installation, and all logins if asked."""

from dataclasses import dataclass

from server.desk.ports import AllLogins, Clock, LiveEverything, LiveLogins, RecordPort
from server.desk.sign_in import SignedIn
from server.terms.entries import Entry
from server.terms.errors import Refused
from server.terms.people import Person, StaffRole


@dataclass(frozen=True, slots=True)
class Ended:
    """What is over."""

    consults: int
    logins: int


class Emergency:
    """The one use case that waits for nothing: keys, screens and logins first, its entry last."""

    def __init__(
        self, *, everything: LiveEverything, logins: AllLogins, screens: LiveLogins, record: RecordPort, clock: Clock
    ) -> None:
        self._everything = everything
        self._logins = logins
        self._screens = screens
        self._record = record
        self._clock = clock

    def allow(self, person: Person) -> None:
        """Pass for an administrator; raises `Refused` `forbidden`."""
        if person.role is not StaffRole.ADMINISTRATOR:
            raise Refused("forbidden")

    async def counted(self, person: Person) -> tuple[int, int]:
        """Give how many consults are not over, and how many of them people are in; `forbidden` but to administrators."""
        self.allow(person)
        return await self._everything.counted()

    async def end_everything(self, signed_in: SignedIn, *, logins: bool) -> Ended:
        """Lock every consult and, if asked, sign everybody out but this browser.

        Raises
        ------
        Refused
            `forbidden` but to administrators.
        Unavailable
            `log_unavailable`: everything is over and its entry is missing; to be asked again.
        """
        self.allow(signed_in.person)
        by = signed_in.person.id
        consults = await self._everything.end_all(by)
        gone = await self._logins.end_all_but(signed_in.login.id) if logins else ()
        for each in gone:
            await self._screens.login_ended(each.id)
        facts = {"consults": consults, "logins": len(gone)}
        entries = [Entry("everything.ended", self._clock(), by, None, facts)]
        entries += [
            Entry("login.revoked", self._clock(), each.person, None, {"login": each.id, "by": signed_in.login.id})
            for each in gone
        ]
        await self._record.append(entries)
        return Ended(consults, len(gone))
