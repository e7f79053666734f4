"""What is said about the board: a question, where somebody stands, and that it is counted."""

from typing import Annotated

from msgspec import Meta

from server.transport.wire.room_in.said import Handle, Said

BallotNumber = Annotated[int, Meta(ge=1, le=10_000)]
PositionSaid = Annotated[str, Meta(min_length=1, max_length=200)]


class BoardAsk(Said, frozen=True):
    """Host: a question to these clinicians. Ack {number}; `conflict` while another one is open.

    Without `positions`: agree, differ, need more; the first is what is proposed. Without `quorum`: more than half.
    """

    event = "board:ask"
    rate = (1, 5)

    question: Annotated[str, Meta(min_length=1, max_length=1000)]
    board: Annotated[list[Handle], Meta(min_length=1, max_length=16)]
    positions: Annotated[list[PositionSaid], Meta(max_length=16)] = []
    quorum: Annotated[int, Meta(ge=1, le=100)] | None = None


class BoardVote(Said, frozen=True):
    """Whoever has a seat on the board: where they stand, as often as they like until it is closed."""

    event = "board:vote"
    rate = (1, 5)

    number: BallotNumber
    position: Annotated[int, Meta(ge=0, le=100)]
    reason: Annotated[str, Meta(max_length=1000)] = ""


class BoardClose(Said, frozen=True):
    """Host: no more votes, count them. Ack {outcome}."""

    event = "board:close"
    rate = (1, 5)

    number: BallotNumber
