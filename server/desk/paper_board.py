"""The part of a consult's paper about its board: each question, what it came to, and where everybody stood, dissent too."""

from server.desk.paper_words import PaperWords, dashed
from server.reports.paper import Fact, Part, Table
from server.sessions.session import Ballot, Session
from server.sessions.voting import choices, result_of, vote_of
from server.terms.ids import ParticipantId, PersonId

HEADS = ("paper-person", "paper-board-position", "paper-board-reason")


def board_parts(words: PaperWords, session: Session, person: PersonId) -> tuple[Part, ...]:
    """One part for each question that was closed, to the host and to who had a seat on that board; to nobody else any.

    What is still open is said nowhere: whoever reads it might follow the others.
    """
    mine = {seat.id for seat in session.seats if seat.person == person}
    is_host = session.host.person == person
    return tuple(
        _part(words, session, ballot)
        for ballot in session.ballots
        if ballot.closed_ms is not None and (is_host or mine & set(ballot.board))
    )


def _part(words: PaperWords, session: Session, ballot: Ballot) -> Part:
    result = result_of(ballot)
    facts = {
        "number": str(ballot.number),
        "position": "" if result.position is None else _position(words, ballot, result.position),
        "votes": str(0 if result.position is None else result.tally[result.position]),
        "counted": str(result.counted),
        "quorum": str(ballot.quorum),
        "seats": str(len(ballot.board)),
    }
    came_to = words.say(f"paper-board-{dashed(result.outcome)}", facts)
    return Part(
        "board",
        words.say("paper-board", facts),
        facts=(
            Fact(words.say("paper-question"), ballot.question),
            Fact(words.say("paper-board-outcome"), came_to),
            Fact(words.say("paper-board-quorum"), words.say("paper-board-quorum-words", facts)),
            Fact(words.say("paper-board-closed"), words.at(ballot.closed_ms or ballot.at_ms)),
        ),
        table=Table(tuple(map(words.say, HEADS)), tuple(_row(words, session, ballot, each) for each in ballot.board)),
    )


def _row(words: PaperWords, session: Session, ballot: Ballot, participant: ParticipantId) -> tuple[str, ...]:
    """Who, where they stand (that it is not what was decided is said), and why."""
    name = session.seat_of(participant).name
    vote = vote_of(ballot, participant)
    if vote is None:
        return name, words.say("paper-board-silent"), words.say("paper-nothing")
    stands = [_position(words, ballot, vote.position)]
    decided = result_of(ballot).position
    if participant in ballot.absent:
        stands.append(words.say("paper-board-absent"))
    elif decided not in {None, vote.position}:
        stands.append(words.say("paper-board-dissent"))
    return name, "\n".join(stands), vote.reason or words.say("paper-nothing")


def _position(words: PaperWords, ballot: Ballot, position: int) -> str:
    chosen = choices(ballot)[position]
    return chosen if ballot.positions else words.say(f"paper-board-{chosen}")
