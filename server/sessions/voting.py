"""The board: the host puts a question to clinicians who are here, each votes once, and what it came to stays, dissent too."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from server.sessions.chat import shows_something, tidied
from server.sessions.commands import CastVote, CloseVote, PutQuestion
from server.sessions.effects import Effect, Save, Stepped, TellBallots
from server.sessions.recording import SYSTEM, record
from server.sessions.roles import Capability, may
from server.sessions.session import Ballot, Outcome, Session, Vote
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId

USUAL: Final = ("agree", "differ", "more")
"""What the pages word when the host named no positions of their own."""
BALLOTS_MAX: Final = 24
"""More questions than that in one consult are a mistake."""
BOARD_MIN: Final = 2
POSITIONS_MIN: Final = 2
POSITIONS_MAX: Final = 6
POSITION_MAX: Final = 80
WORDS_MAX: Final = 500
NOBODY: Final = -1
"""In the record: of a seat that did not vote, of a question that was not decided."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a ballot came to: `tally` has the votes for each position, `position` the one that was decided."""

    outcome: Outcome
    position: int | None
    tally: tuple[int, ...]
    counted: int


def put_question(session: Session, command: PutQuestion, now_ms: int) -> Stepped:
    """One question at a time, to clinicians who are in the talk (SES-305).

    Raises
    ------
    Malformed
        `bad_value` {field} for the question, its positions, its board or its quorum.
    Refused
        `forbidden` in a reading; `conflict` while another question is open, and after too many.
    """
    if session.policy.alone:
        raise Refused("forbidden")
    if _is_asking(session) or len(session.ballots) >= BALLOTS_MAX:
        raise Refused("conflict", most=BALLOTS_MAX)
    board = _board(session, command.board)
    ballot = Ballot(
        number=len(session.ballots) + 1,
        at_ms=now_ms,
        question=_words(command.question, "question"),
        positions=_positions(command.positions),
        board=board,
        quorum=_quorum(command.quorum, len(board)),
    )
    entry = record(
        session, "board.asked", now_ms, command.by,
        number=ballot.number, board=board, positions=len(choices(ballot)), quorum=ballot.quorum,
    )  # fmt: skip
    return Stepped(replace(session, ballots=(*session.ballots, ballot)), (entry, Save(), TellBallots()))


def cast(session: Session, command: CastVote, now_ms: int) -> Stepped:
    """One vote for each seat, changed as often as they like until the question is closed (SES-306).

    Whoever stands elsewhere than what was proposed says why.

    Raises
    ------
    Malformed
        `bad_value` {field} for a position that is none, or a reason that is missing or too long.
    Refused
        `conflict` when that question is not open; `forbidden` without a seat on its board, or while a code is due.
    """
    ballot = _open_ballot(session, command.number)
    if command.by not in ballot.board or session.presence_of(command.by).code_due_ms is not None:
        raise Refused("forbidden")
    if not 0 <= command.position < len(choices(ballot)):
        raise Malformed("bad_value", field="position")
    is_owed = command.position > 0 or bool(command.reason.strip())
    reason = _words(command.reason, "reason") if is_owed else ""
    before = vote_of(ballot, command.by)
    if before is not None and (before.position, before.reason) == (command.position, reason):
        return Stepped(session)
    times = 1 if before is None else before.times + 1
    vote = Vote(command.by, now_ms, command.position, reason, times)
    voted = replace(ballot, votes=_with_vote(ballot.votes, vote))
    return Stepped(
        _with_ballot(session, voted), (*_entries_of_vote(session, ballot, voted, vote, now_ms), Save(), TellBallots())
    )


def close(session: Session, command: CloseVote, now_ms: int) -> Stepped:
    """The host counts the votes (SES-308); `conflict` when that question is not open."""
    return _closed(session, _open_ballot(session, command.number), now_ms, command.by).plus(Save())


def closed_as_it_stands(session: Session, now_ms: int) -> Stepped:
    """Viewing is over, and so is the question that was still open (SES-311). Whoever ends it saves the session."""
    open_ones = [each for each in session.ballots if each.closed_ms is None]
    return _closed(session, open_ones[-1], now_ms, SYSTEM) if open_ones else Stepped(session)


def told_of_ballots(session: Session) -> tuple[TellBallots, ...]:
    """Who comes in hears what the board was asked."""
    return (TellBallots(),) if session.ballots else ()


def choices(ballot: Ballot) -> tuple[str, ...]:
    """What there is to choose from; the first is what is proposed."""
    return ballot.positions or USUAL


def vote_of(ballot: Ballot, participant: ParticipantId) -> Vote | None:
    """Where somebody stands, None before they voted."""
    return next((vote for vote in ballot.votes if vote.by == participant), None)


def is_revealed(ballot: Ballot) -> bool:
    """Whether the board may read where each of it stands: once all have voted, or it is closed (SES-307)."""
    return ballot.closed_ms is not None or len(ballot.votes) == len(ballot.board)


def known_vote(ballot: Ballot, of: ParticipantId, to: ParticipantId) -> Vote | None:
    """The vote of one of the board as a clinician may read it: their own always, that of others once all are revealed."""
    return vote_of(ballot, of) if of == to or is_revealed(ballot) else None


def ballots_of(session: Session, participant: ParticipantId) -> tuple[Ballot, ...]:
    """The questions this participant may know of: clinicians in the talk all, nobody else that there are any (SES-309)."""
    return session.ballots if may(session, participant, Capability.CONFER) else ()


def result_of(ballot: Ballot) -> Result:
    """What it came to: decided is what more than half of the votes that count are for (SES-308)."""
    counted = [vote.position for vote in ballot.votes if vote.by not in ballot.absent]
    tally = tuple(counted.count(position) for position in range(len(choices(ballot))))
    if ballot.closed_ms is None:
        return Result("open", None, tally, len(counted))
    if len(counted) < ballot.quorum:
        return Result("no_quorum", None, tally, len(counted))
    most = max(tally)
    if 2 * most <= len(counted):
        return Result("no_majority", None, tally, len(counted))
    return Result("decided", tally.index(most), tally, len(counted))


def _closed(session: Session, ballot: Ballot, now_ms: int, actor: str) -> Stepped:
    absent = tuple(each for each in ballot.board if not session.presence_of(each).is_admitted)
    closed = replace(ballot, closed_ms=now_ms, absent=absent)
    result = result_of(closed)
    entry = record(
        session, "board.closed", now_ms, actor,
        number=closed.number, outcome=result.outcome, position=NOBODY if result.position is None else result.position,
        counted=result.counted, quorum=closed.quorum, board=closed.board, stood=_stood(closed), absent=absent,
    )  # fmt: skip
    return Stepped(_with_ballot(session, closed), (entry, TellBallots()))


def _entries_of_vote(session: Session, before: Ballot, after: Ballot, vote: Vote, now_ms: int) -> Iterator[Effect]:
    """That they voted; what for only once everybody may read it: the host reads the record while the others think."""
    known = {"position": vote.position} if is_revealed(before) else {}
    yield record(session, "board.voted", now_ms, vote.by, number=after.number, times=vote.times, **known)
    if is_revealed(after) and not is_revealed(before):
        yield record(session, "board.revealed", now_ms, number=after.number, board=after.board, stood=_stood(after))


def _stood(ballot: Ballot) -> tuple[int, ...]:
    """Where each of the board stands, in its order."""
    votes = (vote_of(ballot, each) for each in ballot.board)
    return tuple(NOBODY if vote is None else vote.position for vote in votes)


def _is_asking(session: Session) -> bool:
    return any(each.closed_ms is None for each in session.ballots)


def _open_ballot(session: Session, number: int) -> Ballot:
    for ballot in session.ballots:
        if ballot.number == number and ballot.closed_ms is None:
            return ballot
    raise Refused("conflict", number=number)


def _with_ballot(session: Session, changed: Ballot) -> Session:
    ballots = (changed if each.number == changed.number else each for each in session.ballots)
    return replace(session, ballots=tuple(ballots))


def _with_vote(votes: tuple[Vote, ...], vote: Vote) -> tuple[Vote, ...]:
    if any(each.by == vote.by for each in votes):
        return tuple(vote if each.by == vote.by else each for each in votes)
    return (*votes, vote)


def _board(session: Session, named: tuple[ParticipantId, ...]) -> tuple[ParticipantId, ...]:
    """In the order of the consult's own seats, each once."""
    board = tuple(seat.id for seat in session.seats if seat.id in named)
    if len(named) != len(board) or len(board) < BOARD_MIN:
        raise Malformed("bad_value", field="board")
    if not all(may(session, each, Capability.CONFER) for each in board):
        raise Malformed("bad_value", field="board")
    return board


def _quorum(said: int | None, seats: int) -> int:
    quorum = seats // 2 + 1 if said is None else said
    if not 1 <= quorum <= seats:
        raise Malformed("bad_value", field="quorum")
    return quorum


def _positions(said: tuple[str, ...]) -> tuple[str, ...]:
    """None, or two to six of one line each that nobody takes for each other."""
    positions = tuple(" ".join(tidied(each).split()) for each in said)
    if any(not shows_something(each) or len(each) > POSITION_MAX for each in positions):
        raise Malformed("bad_value", field="positions", characters_max=POSITION_MAX)
    is_count = not positions or POSITIONS_MIN <= len(positions) <= POSITIONS_MAX
    if not is_count or len({each.casefold() for each in positions}) != len(positions):
        raise Malformed("bad_value", field="positions", most=POSITIONS_MAX)
    return positions


def _words(said: str, field: str) -> str:
    words = tidied(said)
    if not shows_something(words) or len(words) > WORDS_MAX:
        raise Malformed("bad_value", field=field, characters_max=WORDS_MAX)
    return words
