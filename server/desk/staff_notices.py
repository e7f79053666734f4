"""What a member of staff has to hear, of their own sign-in or of opinions asked and owed, until they have read it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from server.desk.people_rows import NoticeRow
from server.desk.ports import Clock, Random, RecordPort
from server.desk.staff_ports import FailureShelf, NoticeShelf
from server.identity.holding import HALF_MS
from server.terms.entries import Entry
from server.terms.errors import NotFound
from server.terms.ids import PersonId, SessionId
from server.vault.deployment import DeploymentKey

NoticeKind = Literal[
    "half_signed_in",
    "recovery_used",
    "sign_in_reset",
]
NewsKind = Literal[
    "opinion_asked",
    "opinion_accepted",
    "opinion_declined",
    "opinion_withdrawn",
    "opinion_answered",
    "opinion_amended",
    "opinion_overdue",
    "opinion_moved",
    "opinion_brought",
    "opinion_prior",
]


OWN: Final[Mapping[str, NoticeKind]] = {kind: kind for kind in get_args(NoticeKind)}
NEWS: Final[Mapping[str, NewsKind]] = {kind: kind for kind in get_args(NewsKind)}


@dataclass(frozen=True, slots=True)
class StaffNotice:
    """One thing to hear of one's own sign-in."""

    id: str
    kind: NoticeKind
    at_ms: int


@dataclass(frozen=True, slots=True)
class OpinionNews:
    """One thing to hear of an opinion one asked for, or was asked for; older ones do not say which `request` it was."""

    id: str
    kind: NewsKind
    at_ms: int
    request: SessionId | None


class StaffNotices:
    """Writes notices down and gives them to whom they are for."""

    def __init__(
        self,
        shelf: NoticeShelf,
        failures: FailureShelf,
        record: RecordPort,
        dep: DeploymentKey,
        *,
        clock: Clock,
        random: Random,
    ) -> None:
        self._shelf = shelf
        self._failures = failures
        self._record = record
        self._dep = dep
        self._clock = clock
        self._random = random

    async def tell(
        self,
        person: PersonId,
        kind: NoticeKind | NewsKind,
        at_ms: int | None = None,
        *,
        request: SessionId | None = None,
    ) -> None:
        """Keep a notice for somebody, of a `request` perhaps; `at_ms` is when it happened, now unless said."""
        number = self._random(16).hex()
        words = json.dumps([kind, request]).encode()
        sealed = self._dep.seal(words, bound_to=_bound_to(number))
        await self._shelf.add(NoticeRow(number, person, self._clock() if at_ms is None else at_ms, sealed))

    async def of(self, person: PersonId) -> list[StaffNotice]:
        """Give what somebody has not read yet of their own sign-in, oldest first."""
        failures = await self._failures.of(person)
        await self.settle_half(person, failures.half_ms)
        opened = [(row, *self._opened(row)) for row in await self._shelf.unread(person)]
        return [StaffNotice(row.id, OWN[kind], row.at_ms) for row, kind, _ in opened if kind in OWN]

    async def of_opinions(self, person: PersonId) -> list[OpinionNews]:
        """Give what somebody has not read yet of opinions asked and owed, oldest first."""
        opened = [(row, *self._opened(row)) for row in await self._shelf.unread(person)]
        return [OpinionNews(row.id, NEWS[kind], row.at_ms, request) for row, kind, request in opened if kind in NEWS]

    async def settle_half(self, person: PersonId, half_ms: int | None) -> None:
        """Tell of half a sign-in once three minutes have passed: the password was right, and no right code followed."""
        if half_ms is None or self._clock() < half_ms + HALF_MS:
            return
        if await self._failures.told(person, half_ms):
            await self._record.append([Entry("sign_in.half", self._clock(), person, None, {"at_ms": half_ms})])
            await self.tell(person, "half_signed_in", half_ms)

    async def read(self, person: PersonId, notice: str) -> None:
        """Take a notice down; raises `NotFound` when somebody has none such."""
        if not await self._shelf.read(person, notice, self._clock()):
            raise NotFound("not_found")

    def _opened(self, row: NoticeRow) -> tuple[str, SessionId | None]:
        """What happened, and to which request; notices from before said the first alone."""
        said = json.loads(self._dep.open_sealed(row.sealed, bound_to=_bound_to(row.id)))
        kind, request = said if isinstance(said, list) else (said, None)
        return str(kind), None if request is None else SessionId(request)


def _bound_to(notice: str) -> str:
    return f"notice {notice}"
