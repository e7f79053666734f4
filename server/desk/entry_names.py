"""Whom entries are about, in readable words: staff from their accounts, guests from the seats of their consults.

Entries hold ids only. Whoever may read them with names is decided by who asks for this.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from typing import Protocol

from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import NotFound, Tampered
from server.terms.ids import SessionId


class SessionsAtRest(Protocol):
    """Sessions as last saved, whatever their deadlines' signatures say."""

    async def load_unverified(self, session: SessionId) -> Session:
        """Give one; `NotFound`, or `Tampered` when its row was edited."""
        ...


Everybody = Callable[[], Awaitable[Mapping[str, str]]]
"""Gives the name of everybody who has or had an account, by person."""


class EntryNames:
    """Names of one reading: each consult is opened once."""

    def __init__(self, sessions: SessionsAtRest, everybody: Everybody) -> None:
        self._sessions = sessions
        self._everybody = everybody
        self._staff: Mapping[str, str] | None = None
        self._opened: dict[SessionId, Session | None] = {}
        self._seats: dict[SessionId, Mapping[str, str]] = {}

    async def session(self, session: SessionId) -> Session | None:
        """Give a consult; None when it is gone or cannot be read."""
        if session not in self._opened:
            try:
                self._opened[session] = await self._sessions.load_unverified(session)
            except (NotFound, Tampered):
                self._opened[session] = None
        return self._opened[session]

    async def of(self, entry: Entry) -> dict[str, str]:
        """Give the names of everybody an entry is about, by the ids that stand in it; unknown ones are left out."""
        if self._staff is None:
            self._staff = await self._everybody()
        staff, seats = self._staff, await self._seats_of(entry.session)
        return {each: name for each in ids_in(entry) if (name := seats.get(each) or staff.get(each))}

    async def _seats_of(self, session: SessionId | None) -> Mapping[str, str]:
        if session is None:
            return {}
        if session not in self._seats:
            opened = await self.session(session)
            self._seats[session] = {} if opened is None else {seat.id: seat.name for seat in opened.seats}
        return self._seats[session]


def ids_in(entry: Entry) -> Iterator[str]:
    """Give every text of an entry that may be somebody's id: its actor first, then its facts."""
    yield entry.actor
    for fact in entry.facts.values():
        yield from _texts(fact)


def _texts(fact: object) -> Iterable[str]:
    if isinstance(fact, str):
        return (fact,)
    return (each for each in fact if isinstance(each, str)) if isinstance(fact, tuple) else ()
