"""Drawing on pictures."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sessions.commands import DropMark, HandOver, Narrow, PutMark
from server.sessions.effects import TellMarks
from server.sessions.marking import MARKS_MAX, POINTS, POINTS_MAX, check_mark, marks_of
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import ParticipantId
from server.terms.marks import Figure, Mark, MarkKind, Measured, Point
from tests.sessions.consult import HOST, PATIENT, SECOND_SPECIALIST, SPECIALIST, live, sharing

ID = "0123456789abcdef"


def mark(
    *,
    id: str = ID,
    by: ParticipantId = HOST,
    stack: int = 0,
    pos: int = 3,
    kind: MarkKind = "length",
    points: tuple[Point, ...] = ((10, 10), (20, 30)),
    text: str = "",
) -> Mark:
    return Mark(id, by, stack, pos, kind, points, text)


def put(drawn: Mark, *, by: ParticipantId = HOST, base_rev: int = 0) -> PutMark:
    return PutMark(by, drawn, base_rev, Measured((Figure("length", 5.0, "mm"),)))


def test_a_mark_is_its_authors_on_its_picture() -> None:
    """[SES-130] Author and time are the server's, the measurement comes with it."""
    consult = sharing().does(put(mark(by=PATIENT), by=SPECIALIST))
    (drawn,) = consult.session.marks
    assert (drawn.author, drawn.rev, drawn.at_ms) == (SPECIALIST, 1, consult.at)
    assert drawn.measured == Measured((Figure("length", 5.0, "mm"),))
    assert consult.effects == (TellMarks((drawn,)),)


def test_what_only_shows_is_not_measured() -> None:
    """[SES-130] An arrow has no length."""
    consult = sharing().does(put(mark(kind="arrow")))
    assert consult.session.marks[0].measured is None


@pytest.mark.parametrize("kind", POINTS)
def test_a_kind_has_its_number_of_points(kind: MarkKind) -> None:
    """[SES-130] No fewer, no more."""
    session, (least, most) = sharing().session, POINTS[kind]
    for count in (least, most):
        assert len(check_mark(session, mark(kind=kind, points=((1, 1),) * count, text="x")).points) == count
    for count in (least - 1, most + 1):
        with pytest.raises(Malformed, match="bad_value"):
            check_mark(session, mark(kind=kind, points=((1, 1),) * count, text="x"))


@given(st.floats(), st.floats())
def test_points_stay_near_the_image(x: float, y: float) -> None:
    """[SES-130] At most an image away, or refused when they are no numbers."""
    session = sharing().session
    drawn = mark(points=((x, y), (1, 1)))
    if not (math.isfinite(x) and math.isfinite(y)):
        with pytest.raises(Malformed, match="bad_value"):
            check_mark(session, drawn)
        return
    kept = check_mark(session, drawn).points[0]
    assert -512 <= kept[0] <= 1024
    assert -256 <= kept[1] <= 512
    assert check_mark(session, replace(drawn, points=(kept, (1, 1)))).points[0] == kept


def test_of_two_changes_at_once_one_wins() -> None:
    """[SES-131] The other is told which revision stands."""
    consult = sharing().does(put(mark())).does(put(mark(points=((0, 0), (9, 9))), base_rev=1))
    with pytest.raises(Refused, match="conflict") as refused:
        consult.does(put(mark(), base_rev=1))
    assert refused.value.facts == {"rev": 2}
    with pytest.raises(Refused, match="conflict"):
        consult.does(DropMark(HOST, ID, 1))
    with pytest.raises(Refused, match="conflict"):
        consult.does(put(mark(id="f" * 16), base_rev=4))


def test_author_host_and_presenter_change_a_mark() -> None:
    """[SES-132] Nobody else, and nobody its author, picture or kind."""
    consult = sharing(PATIENT, SPECIALIST, SECOND_SPECIALIST).does(put(mark(), by=SPECIALIST))
    with pytest.raises(Refused, match="forbidden"):
        consult.does(put(mark(), by=SECOND_SPECIALIST, base_rev=1))
    consult.does(HandOver(HOST, SECOND_SPECIALIST)).does(put(mark(), by=SECOND_SPECIALIST, base_rev=1))
    assert consult.session.marks[0].author == SPECIALIST
    with pytest.raises(Malformed, match="bad_value"):
        consult.does(put(mark(pos=4), base_rev=2))
    consult.does(DropMark(HOST, ID, 2))
    assert consult.session.marks == ()
    assert consult.asked(TellMarks)[0].dropped[0].id == ID
    with pytest.raises(NotFound, match="mark"):
        consult.does(DropMark(HOST, ID, 2))


def test_nobody_draws_on_or_hears_of_what_they_may_not_see() -> None:
    """[SES-130] [SES-133] A mark outside the grant is the host's alone."""
    consult = live().agrees(stacks=(0,))
    with pytest.raises(Refused, match="forbidden"):
        consult.does(put(mark(stack=2), by=SPECIALIST))
    consult.does(put(mark(stack=2))).does(put(mark(id="f" * 16)))
    assert len(marks_of(consult.session, HOST, consult.at)) == 2
    assert [each.stack for each in marks_of(consult.session, PATIENT, consult.at)] == [0]


def test_there_is_an_end_to_drawing() -> None:
    """[SES-134] So many marks, so many points, so many words."""
    consult = sharing()
    for number in range(MARKS_MAX):
        consult.does(put(mark(id=f"{number:016x}")))
    with pytest.raises(Refused, match="too_many"):
        consult.does(put(mark(id="f" * 16)))
    consult.does(put(mark(id=f"{0:016x}"), base_rev=1))
    assert POINTS["freehand"][1] == POINTS_MAX
    with pytest.raises(Malformed, match="bad_value"):
        check_mark(consult.session, mark(kind="text", points=((1, 1),), text="x" * 501))


@pytest.mark.parametrize(("stack", "pos"), [(3, 0), (-1, 0), (0, 120), (0, -1)])
def test_a_mark_is_on_a_picture_that_exists(stack: int, pos: int) -> None:
    """[SES-130] Inside the manifest."""
    with pytest.raises(Malformed, match="bad_value"):
        sharing().does(put(mark(stack=stack, pos=pos)))


def test_a_mark_out_of_sight_is_out_of_reach() -> None:
    """[SES-132] [SES-133] Its own author too: what one may not see one neither changes nor takes away."""
    consult = sharing().does(put(mark(stack=1, pos=0, by=SPECIALIST), by=SPECIALIST)).does(Narrow(HOST, (0,)))
    with pytest.raises(NotFound, match="mark"):
        consult.does(DropMark(SPECIALIST, ID, 1))
    with pytest.raises(Refused, match="forbidden"):
        consult.does(put(mark(stack=1, pos=0), by=SPECIALIST, base_rev=1))
    with pytest.raises(Refused, match="forbidden"):
        consult.does(put(mark(), by=SPECIALIST))
    assert consult.does(DropMark(HOST, ID, 1)).session.marks == ()
