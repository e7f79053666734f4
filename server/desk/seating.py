"""Seats for the people somebody wants to invite: two people of one name could not be told apart (T-21)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from server.desk.inviting import Ways
from server.identity import names
from server.terms.errors import Malformed
from server.terms.ids import ParticipantId
from server.terms.people import ComesAs, Role, Seat


@dataclass(frozen=True, slots=True)
class GuestAsked:
    """A guest somebody wants to invite; `comes_as` says what an observer is, empty for everybody else."""

    role: Literal["patient", "specialist", "observer"]
    name: str
    comes_as: ComesAs = ""
    ways: Ways = field(default_factory=Ways)


def seats_of(
    asked: Sequence[GuestAsked], others: Iterable[Seat], new_id: Callable[[], ParticipantId]
) -> tuple[Seat, ...]:
    """Give each of these a seat beside the `others`.

    Raises
    ------
    Malformed
        `bad_name` {why}; `bad_value` {field} for a patient who comes as something.
    """
    taken = {seat.name.casefold() for seat in others}
    seats = []
    for guest in asked:
        name = names.display_name(guest.name)
        if name.casefold() in taken:
            raise Malformed("bad_name", why="taken")
        if guest.comes_as and guest.role != "observer":
            raise Malformed("bad_value", field="comes_as")
        taken.add(name.casefold())
        seats.append(Seat(new_id(), Role(guest.role), name, comes_as=guest.comes_as))
    return tuple(seats)
