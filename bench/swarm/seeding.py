"""Consults with proven guests, made before anything is measured: `python -m bench.swarm.seeding SESSIONS STEERED OUT`.

It runs over a stopped server's data folder, with its settings, and goes through the product's own use cases (`Consults`
makes each consult, `Invites` each code, `Joining` compares it); left out are only HTTP, the pace at which one address
may try codes (everybody has one of their own) and the disk's syncs. What the server holds afterwards is what it would
hold had everybody come over the public surface: nobody has entered a room yet, and all that is measured is still to do.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

import server.app.house
from server.app import build
from server.app.desks import Guests, consult_desk
from server.app.web import web_application
from server.desk.consults import ConsultAsked, Consults
from server.desk.seating import GuestAsked
from server.settings import load
from server.storage.database import sqlite
from server.terms.ids import PersonId, SeriesId
from server.terms.people import Person, StaffRole

ROLES: Final = ("patient", "specialist", "specialist", "observer")
MINUTES: Final = 60
AT_ONCE: Final = 16


class Chair(msgspec.Struct, frozen=True):
    """One guest's seat, and the secret in the cookie of who proved it."""

    participant: str
    cookie: str


class Seated(msgspec.Struct, frozen=True):
    """One consult whose host and guests may all ask for tickets; `steered` has a scan, the others one picture."""

    room: str
    steered: bool
    guests: list[Chair]


class Plan(msgspec.Struct, frozen=True):
    """Who hosts, about what."""

    host: str
    scan: list[str]
    picture: list[str]


async def seed(sessions: int, steered: int, plan: Plan) -> list[Seated]:
    """Make so many consults of five, the first `steered` of them about a scan."""
    caught: list[Any] = []

    def catching(*given: Any, **options: Any) -> Any:
        caught.append(given)
        return web_application(*given, **options)

    server.app.house.web_application = catching  # type: ignore[attr-defined]  # the name the house knows it by
    settings = load()
    house = await build(settings, port=settings.server.port, secure=False)
    try:
        consults, guests = consult_desk(*caught[0][:6]), caught[0][4]
        host = Person(PersonId(plan.host), "Dr Lee", StaffRole.PROVIDER)
        seated: list[Seated] = []
        for first in range(0, sessions, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, sessions))
            making = (_seated(consults, guests, host, each, plan, steered=each < steered) for each in numbers)
            seated += await asyncio.gather(*making)
        return seated
    finally:
        await house.stop()


async def _seated(
    consults: Consults, guests: Guests, host: Person, number: int, plan: Plan, *, steered: bool
) -> Seated:
    asked = ConsultAsked(
        tuple(SeriesId(each) for each in (plan.scan if steered else plan.picture)),
        tuple(GuestAsked(role, f"Guest {at}") for at, role in enumerate(ROLES)),  # type: ignore[arg-type]  # of ROLES
        MINUTES,
        basis="documented",
        basis_words={"reference": "bench"},
    )
    card = await consults.create(host, asked)
    chairs = []
    for at, seat in enumerate(card.session.guests):
        secret = card.invites[seat.id].link.rpartition("#")[2]
        code = await guests.invites.show_code(card.session, seat.id)
        address = f"10.{number >> 8}.{number & 255}.{at + 1}"
        _, cookie = await guests.joining.enter_code(secret, code.digits, address=address)
        chairs.append(Chair(seat.id, cookie))
    return Seated(card.session.id, steered, chairs)


def _hurry() -> None:
    """What is seeded need not outlive a power cut."""
    tame = sqlite.tame

    def hurried(made: AsyncEngine, *, has_references: bool = True) -> None:
        tame(made, has_references=has_references)

        @event.listens_for(made.sync_engine, "connect")
        def _(connection: Any, _record: object) -> None:
            cursor = connection.cursor()
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.close()

    setattr(sqlite, "tame", hurried)  # noqa: B010  (the name the engine calls it by)


if __name__ == "__main__":
    _hurry()
    out = Path(sys.argv[3])
    made = asyncio.run(
        seed(int(sys.argv[1]), int(sys.argv[2]), msgspec.json.decode(sys.stdin.buffer.read(), type=Plan))
    )
    out.write_bytes(msgspec.json.encode(made))
