"""The live state of several processes, in Redis: one line for each purpose, each with a user of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self

from server.storage.shared.distrust import Distrust, Why
from server.storage.shared.place import ANYBODY, Login, Place
from server.storage.shared.redis_control import CHANNEL, RedisControl
from server.storage.shared.redis_line import Line, Purpose
from server.storage.shared.redis_owners import RedisOwners
from server.storage.shared.redis_tickets import RedisTickets
from server.terms.nodes import NodeId
from server.vault.deployment import DeploymentKey


@dataclass(frozen=True, slots=True)
class Users:
    """Who signs in at Redis for what; an empty one is the address's."""

    owners: Login = ANYBODY
    tickets: Login = ANYBODY
    control: Login = ANYBODY
    sentinels: Login = ANYBODY


@dataclass(frozen=True, slots=True)
class InRedis:
    """Owners, tickets and messages over one Redis."""

    node: NodeId
    owners: RedisOwners
    control: RedisControl
    tickets: RedisTickets
    distrust: Distrust
    _lines: Mapping[Purpose, Line] = field(repr=False)

    @classmethod
    def of(
        cls,
        place: Place,
        node: NodeId,
        dep: DeploymentKey,
        alert: Callable[[Why], None],
        *,
        users: Users | None = None,
        authority: str = "",
    ) -> Self:
        """Nothing is connected yet; `alert` is told of everything in Redis that is not ours, and paces itself."""
        users = users or Users()
        logins: dict[Purpose, Login] = {
            "owners": users.owners, "tickets": users.tickets, "control": users.control,
        }  # fmt: skip
        lines = {
            purpose: Line(place, purpose, login, authority=authority, sentinels=users.sentinels)
            for purpose, login in logins.items()
        }
        distrust = Distrust(alert)
        return cls(
            node=node,
            owners=RedisOwners(lines["owners"], node, dep, distrust),
            control=RedisControl(lines["control"], node, dep, distrust),
            tickets=RedisTickets(lines["tickets"], dep, distrust),
            distrust=distrust,
            _lines=lines,
        )

    async def start(self) -> None:
        """Begin to listen; a Redis that is away only costs 2 seconds."""
        await self.control.start()

    async def check(self) -> None:
        """Say whether every user may do what it is for, now."""
        await self.owners.nodes()
        await self.tickets.redeem("", now_ms=0)
        await self._lines["control"].ask("PUBLISH", f"{CHANNEL}:check", b"")

    @property
    def refused(self) -> Mapping[str, int]:
        """How often what was found in Redis that is not ours."""
        return self.distrust.counts

    @property
    def away(self) -> Mapping[str, float]:
        """Whose last question was not answered."""
        return {purpose: float(line.is_away) for purpose, line in self._lines.items()}

    async def stop(self) -> None:
        """Hang up."""
        await self.control.stop()
        for line in self._lines.values():
            await line.stop()
