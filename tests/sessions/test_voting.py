"""The board: questions, votes, quorum, dissent."""

import json
from collections import Counter
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sessions.commands import (
    Admit,
    CastVote,
    CloseVote,
    Command,
    End,
    Join,
    Kill,
    Leave,
    NeedCode,
    PutQuestion,
    Remove,
)
from server.sessions.effects import DestroyKeys, Record, TellBallots
from server.sessions.erasing import what_stays
from server.sessions.phases import Phase
from server.sessions.session import Ballot, Session, Vote
from server.sessions.step import step
from server.sessions.voting import (
    BALLOTS_MAX,
    ballots_of,
    known_vote,
    result_of,
    vote_of,
)
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId
from server.terms.people import Role
from server.terms.policy import Right, Withheld
from tests.sessions.consult import (
    GUESTS,
    HOST,
    MINUTE,
    OBSERVER,
    PATIENT,
    POLICY,
    SECOND_SPECIALIST,
    SPECIALIST,
    STRANGER,
    Consult,
    closing,
    live,
    with_policy,
)

BOARD = (HOST, SPECIALIST, SECOND_SPECIALIST)
ASKED = PutQuestion(HOST, "Zqquestion resect?", BOARD)
WHY = "Zqreason growth is not shown"


def asking(command: PutQuestion = ASKED) -> Consult:
    """Everybody in the talk, and the board asked."""
    return live(*GUESTS).does(command)


def voted(*positions: int, quorum: int | None = None) -> Consult:
    """The board asked, and these votes in its order."""
    consult = asking(replace(ASKED, quorum=quorum))
    for person, position in zip(BOARD, positions, strict=False):
        consult.does(CastVote(person, 1, position, WHY if position else ""))
    return consult


def ballot(consult: Consult) -> Ballot:
    """The newest."""
    return consult.session.ballots[-1]


def test_the_host_asks_clinicians_who_are_here() -> None:
    """[SES-305] Seats in the consult's own order, more than half as the quorum; no word of it in the entry."""
    consult = asking(replace(ASKED, board=(SECOND_SPECIALIST, HOST, SPECIALIST)))
    assert (ballot(consult).board, ballot(consult).quorum) == (BOARD, 2)
    (entry,) = consult.entries("board.asked")
    assert dict(entry.facts) == {"number": 1, "board": BOARD, "positions": 3, "quorum": 2}
    assert consult.asked(TellBallots)


@pytest.mark.parametrize(
    "board",
    [(), (HOST,), (HOST, HOST), (HOST, PATIENT), (HOST, SPECIALIST, OBSERVER), (HOST, STRANGER)],
    ids=["nobody", "one", "twice", "a patient", "an observer", "a stranger"],
)
def test_who_has_no_seat_on_a_board(board: tuple[ParticipantId, ...]) -> None:
    """[SES-305] Clinicians in the talk, two at least."""
    with pytest.raises(Malformed, match="bad_value"):
        asking(replace(ASKED, board=board))


def test_who_is_not_in_the_talk_or_may_not_confer_has_no_seat() -> None:
    """[SES-305] Neither somebody who has not come, nor whom the consult's type keeps from conferring."""
    with pytest.raises(Malformed, match="bad_value"):
        live(PATIENT, SPECIALIST).does(ASKED)
    mute = with_policy(live(*GUESTS), replace(POLICY, withheld=(Withheld(Role.SPECIALIST, Right.CONFER),)))
    with pytest.raises(Malformed, match="bad_value"):
        mute.does(ASKED)


@pytest.mark.parametrize(
    "positions", [("Resect",), ("Resect", "resect"), ("Resect", " "), tuple("abcdefg"), ("x" * 81, "y")]
)
def test_what_cannot_be_chosen_from(positions: tuple[str, ...]) -> None:
    """[SES-305] Two to six that nobody takes for each other, of 80 characters; the usual three where none are named."""
    with pytest.raises(Malformed, match="bad_value"):
        asking(replace(ASKED, positions=positions))


@pytest.mark.parametrize("quorum", [0, 4, -1])
def test_a_quorum_that_is_none(quorum: int) -> None:
    """[SES-305] One to all; and a question that asks something."""
    with pytest.raises(Malformed, match="bad_value"):
        asking(replace(ASKED, quorum=quorum))
    for question in ("", " \u200b ", "x" * 501):
        with pytest.raises(Malformed, match="bad_value"):
            asking(replace(ASKED, question=question))


def test_own_positions_are_one_line_each() -> None:
    """[SES-305] The first is what is proposed, and needs no reason."""
    consult = asking(replace(ASKED, positions=(" Resect\nnow ", "Radiate", "Wait")))
    assert ballot(consult).positions == ("Resect now", "Radiate", "Wait")
    consult.does(CastVote(HOST, 1, 0)).does(CastVote(SPECIALIST, 1, 2, WHY))
    with pytest.raises(Malformed, match="bad_value"):
        consult.does(CastVote(SECOND_SPECIALIST, 1, 3, WHY))


def test_one_question_at_a_time() -> None:
    """[SES-305] The next one once this one is closed; 24 in all; none in a reading."""
    consult = asking()
    for number in range(1, BALLOTS_MAX):
        with pytest.raises(Refused, match="conflict"):
            consult.does(ASKED)
        consult.does(CloseVote(HOST, number)).does(ASKED)
    consult.does(CloseVote(HOST, BALLOTS_MAX))
    with pytest.raises(Refused, match="conflict"):
        consult.does(ASKED)
    with pytest.raises(Refused, match="forbidden"):
        with_policy(live(*GUESTS), replace(POLICY, alone=True)).does(ASKED)


def test_each_seat_votes_once_and_may_change_it() -> None:
    """[SES-306] One vote, each change an entry; the same again changes nothing."""
    consult = asking().does(CastVote(SPECIALIST, 1, 0))
    assert [dict(each.facts) for each in consult.entries("board.voted")] == [{"number": 1, "times": 1}]
    consult.does(CastVote(SPECIALIST, 1, 1, WHY))
    assert [dict(each.facts) for each in consult.entries("board.voted")] == [{"number": 1, "times": 2}]
    assert ballot(consult).votes == (Vote(SPECIALIST, consult.at, 1, WHY, 2),)
    assert consult.does(CastVote(SPECIALIST, 1, 1, f" {WHY} ")).effects == ()


@pytest.mark.parametrize("reason", ["", "  ", "\u200b", "x" * 501])
def test_whoever_stands_elsewhere_says_why(reason: str) -> None:
    """[SES-306] Differ and need more take a reason; agreeing may."""
    for position in (1, 2):
        with pytest.raises(Malformed, match="bad_value"):
            asking().does(CastVote(SPECIALIST, 1, position, reason))
    assert ballot(asking().does(CastVote(SPECIALIST, 1, 0, WHY))).votes[0].reason == WHY


@pytest.mark.parametrize("position", [-1, 3])
def test_a_position_that_is_none(position: int) -> None:
    """[SES-306] Three are the usual."""
    with pytest.raises(Malformed, match="bad_value"):
        asking().does(CastVote(SPECIALIST, 1, position, WHY))


def test_who_may_not_vote() -> None:
    """[SES-306] Without a seat, while a code is due, on another question, after it was closed."""
    consult = asking(replace(ASKED, board=(HOST, SPECIALIST)))
    for person in (SECOND_SPECIALIST, PATIENT, OBSERVER):
        with pytest.raises(Refused, match="forbidden"):
            consult.does(CastVote(person, 1, 0))
    with pytest.raises(Refused, match="conflict"):
        consult.does(CastVote(SPECIALIST, 2, 0))
    consult.does(NeedCode(SPECIALIST))
    with pytest.raises(Refused, match="forbidden"):
        consult.does(CastVote(SPECIALIST, 1, 0))
    consult.does(CloseVote(HOST, 1))
    for late in (CastVote(HOST, 1, 0), CloseVote(HOST, 1)):
        with pytest.raises(Refused, match="conflict"):
            consult.does(late)


def test_votes_are_hidden_until_all_have_voted() -> None:
    """[SES-307] One's own is there always, that of others with the last one; the record has none before either."""
    consult = voted(0, 1)
    assert known_vote(ballot(consult), HOST, HOST) is not None
    assert known_vote(ballot(consult), SPECIALIST, HOST) is None
    consult.does(CastVote(SECOND_SPECIALIST, 1, 1, WHY))
    seen = known_vote(ballot(consult), SPECIALIST, HOST)
    assert (seen and seen.position, seen and seen.reason) == (1, WHY)
    (shown,) = consult.entries("board.revealed")
    assert dict(shown.facts) == {"number": 1, "board": BOARD, "stood": (0, 1, 1)}
    assert "position" not in consult.entries("board.voted")[0].facts
    consult.does(CastVote(HOST, 1, 1, WHY))
    assert consult.entries("board.voted")[0].facts["position"] == 1
    assert consult.entries("board.revealed") == []


@pytest.mark.parametrize(
    ("positions", "quorum", "outcome", "decided", "tally"),
    [
        ((0, 0, 1), 2, "decided", 0, (2, 1, 0)),
        ((1, 1, 0), 3, "decided", 1, (1, 2, 0)),
        ((0, 1, 2), 3, "no_majority", None, (1, 1, 1)),
        ((0, 1), 2, "no_majority", None, (1, 1, 0)),
        ((0,), 1, "decided", 0, (1, 0, 0)),
        ((0, 0), 3, "no_quorum", None, (2, 0, 0)),
        ((), 1, "no_quorum", None, (0, 0, 0)),
    ],
)
def test_what_it_came_to(
    positions: tuple[int, ...], quorum: int, outcome: str, decided: int | None, tally: tuple[int, ...]
) -> None:
    """[SES-308] More than half of the votes that count, and enough of them; half is no majority."""
    consult = voted(*positions, quorum=quorum)
    assert result_of(ballot(consult)).outcome == "open"
    result = result_of(ballot(consult.does(CloseVote(HOST, 1))))
    assert (result.outcome, result.position, result.tally, result.counted) == (outcome, decided, tally, len(positions))
    (entry,) = consult.entries("board.closed")
    assert (entry.actor, entry.facts["outcome"], entry.facts["counted"]) == (HOST, outcome, len(positions))
    assert entry.facts["position"] == (-1 if decided is None else decided)
    assert entry.facts["stood"] == (*positions, -1, -1, -1)[:3]


def test_dissent_stays_with_its_name_and_reason() -> None:
    """[SES-312] Whatever the majority was; no entry has a word of it."""
    consult = voted(0, 0, 1).does(CloseVote(HOST, 1))
    kept = vote_of(ballot(consult), SECOND_SPECIALIST)
    assert (kept and kept.position, kept and kept.reason) == (1, WHY)
    told = json.dumps([repr(each.entry) for each in consult.asked(Record)])
    assert "Zq" not in told


def test_for_patients_and_observers_there_is_no_board() -> None:
    """[SES-309] Not even a count, open or closed; nor for somebody who waits, nor a stranger."""
    for consult in (voted(0), voted(0, 0, 1).does(CloseVote(HOST, 1))):
        for person in BOARD:
            assert len(ballots_of(consult.session, person)) == 1
        for person in (PATIENT, OBSERVER, STRANGER):
            assert ballots_of(consult.session, person) == ()
    waiting = asking(replace(ASKED, board=(HOST, SECOND_SPECIALIST))).does(Leave(SPECIALIST)).does(Join(SPECIALIST))
    assert ballots_of(waiting.session, SPECIALIST) == ()
    assert waiting.admits(SPECIALIST).asked(TellBallots)


def test_whoever_has_left_counts_as_not_voted() -> None:
    """[SES-310] Their vote stays with its reason, is not counted, and counts again once they are back."""
    left = voted(0, 1, 1).does(Leave(SPECIALIST))
    result = result_of(ballot(left.does(CloseVote(HOST, 1))))
    assert (result.outcome, result.tally, ballot(left).absent) == ("no_majority", (1, 1, 0), (SPECIALIST,))
    assert vote_of(ballot(left), SPECIALIST) is not None
    back = voted(0, 1, 1).does(Leave(SPECIALIST)).does(Join(SPECIALIST)).admits(SPECIALIST)
    result = result_of(ballot(back.does(CloseVote(HOST, 1))))
    assert (result.outcome, result.position) == ("decided", 1)
    away = voted(0, 1, 1).drops(SPECIALIST).does(CloseVote(HOST, 1))
    assert result_of(ballot(away)).counted == 3, "a line that is gone is nobody who has left"


def test_whoever_was_put_out_has_no_vote_any_more() -> None:
    """[SES-310] Neither counted nor cast."""
    consult = voted(0, 0).does(Remove(HOST, SPECIALIST))
    with pytest.raises(Refused):
        consult.does(CastVote(SPECIALIST, 1, 1, WHY))
    assert result_of(ballot(consult.does(CloseVote(HOST, 1)))).outcome == "no_quorum"


def test_the_end_closes_a_question_as_it_stands() -> None:
    """[SES-311] With the end of viewing or at once; keys first, and nobody votes after it."""
    for ends, phase in ((End(HOST), Phase.CLOSING), (Kill(HOST), Phase.LOCKED)):
        consult = voted(0, 0).does(ends)
        assert consult.phase() is phase
        assert (ballot(consult).closed_ms, result_of(ballot(consult)).position) == (consult.at, 0)
        (entry,) = consult.entries("board.closed")
        assert entry.actor == "system"
        kinds = [type(each) for each in consult.effects]
        assert kinds.index(DestroyKeys) < kinds.index(Record)
    late = voted(0, 0).after(31 * MINUTE)
    assert (late.phase(), result_of(ballot(late)).outcome) == (Phase.CLOSING, "decided")
    with pytest.raises(Refused, match="conflict"):
        late.does(CastVote(SECOND_SPECIALIST, 1, 0))
    assert late.does(End(HOST)).entries("board.closed") == []
    assert closing().entries("board.closed") == []


def test_nothing_of_it_outlives_the_record() -> None:
    """[SES-234] Question, reasons and positions go with the record they belong to, as wishes do."""
    locked = voted(0, 1).does(End(HOST)).does(End(HOST))
    assert "Zq" in msgspec.json.encode(locked.session).decode()
    assert "Zq" not in msgspec.json.encode(what_stays(locked.session)).decode()


# --- any board ---

_DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("vote", "vote", "vote", "leave", "back", "close")), st.sampled_from(BOARD), st.integers(0, 3)
    ),
    max_size=24,
)


def _tried(session: Session, command: Command, now_ms: int) -> Session:
    try:
        return step(session, command, now_ms).session
    except (Refused, Malformed):
        return session


def _did(session: Session, deed: tuple[str, ParticipantId, int], now_ms: int) -> Session:
    what, who, position = deed
    match what:
        case "vote":
            return _tried(session, CastVote(who, 1, position, WHY), now_ms)
        case "leave":
            return _tried(session, Leave(who), now_ms)
        case "back":
            waiting = _tried(session, Join(who), now_ms)
            return _tried(waiting, Admit(HOST, who, "known", waiting.presence_of(who).word), now_ms)
        case _:
            return _tried(session, CloseVote(HOST, 1), now_ms)


@given(_DEEDS, st.integers(1, 3))
def test_no_vote_is_lost_and_the_result_follows_from_the_votes(
    deeds: list[tuple[str, ParticipantId, int]], quorum: int
) -> None:
    """[SES-312] At most one a seat, the newest; closed it never changes; counted anew it comes to the same."""
    consult = asking(replace(ASKED, quorum=quorum))
    session = consult.session
    newest: dict[ParticipantId, int] = {}
    for deed in deeds:
        before = session.ballots[0]
        session = _did(session, deed, consult.at)
        now = session.ballots[0]
        if before.closed_ms is not None:
            assert now == before
        elif deed[0] == "vote" and deed[2] < 3 and session.presence_of(deed[1]).is_admitted:
            newest[deed[1]] = deed[2]
        assert {vote.by: vote.position for vote in now.votes} == newest
        assert len(now.votes) == len(newest)
    session = _did(session, ("close", HOST, 0), consult.at)
    closed = session.ballots[0]
    counted = [position for by, position in newest.items() if by not in closed.absent]
    result = result_of(closed)
    assert result == result_of(msgspec.json.decode(msgspec.json.encode(closed), type=Ballot))
    assert result.counted == len(counted) == sum(result.tally)
    most = Counter(counted).most_common(1)
    is_decided = len(counted) >= quorum and bool(most) and 2 * most[0][1] > len(counted)
    assert (result.outcome == "decided") == is_decided
    if is_decided:
        assert result.position == most[0][0]
    else:
        assert result.outcome == ("no_quorum" if len(counted) < quorum else "no_majority")
