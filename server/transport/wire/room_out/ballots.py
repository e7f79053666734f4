"""What a board was asked, and what it came to."""

from typing import Literal

from msgspec import Struct

from server.transport.wire.room_out.heard import Heard


class BoardSeat(Struct, frozen=True):
    """One of a board. Where others stand is there once all have voted, or it is closed.

    `absent`: they had left when it was closed, and their vote was not counted.
    """

    participant: str
    voted: bool
    position: int | None
    reason: str
    times: int
    absent: bool


class BallotCard(Struct, frozen=True):
    """A question put to a board; without `positions` they are agree, differ, need more. `decided` is one of them."""

    number: int
    at_ms: int
    question: str
    positions: list[str]
    seats: list[BoardSeat]
    quorum: int
    revealed: bool
    outcome: Literal["open", "decided", "no_majority", "no_quorum"]
    decided: int | None
    counted: int
    closed_ms: int | None


class Board(Heard, frozen=True):
    """Questions to the board, all there are; to clinicians, whenever they change."""

    event = "board"

    ballots: list[BallotCard]
    m: int = 0
