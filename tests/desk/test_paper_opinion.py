"""The part of a consult's paper about a second opinion: what was asked and answered, in the reader's language. JP12, F5."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from sqlalchemy import update

from server.desk.asking_opinions import OpinionAsked
from server.desk.paper_opinion import opinion_part
from server.desk.paper_words import PaperWords
from server.opinions.request import Opinion, State
from server.reports.paper import Part
from server.storage.database.opinions import OpinionRows, opinions
from server.storage.database.session_people import SessionPeopleRepository
from server.terms.ids import InstanceId, ParticipantId, PersonId, SeriesId, SessionId, StudyId
from server.terms.marks import Figure, Mark, Measured
from server.terms.opinions import (
    Answer,
    CitedImage,
    Confidence,
    DeclaredDisplay,
    NextStep,
    Position,
    RequestFacts,
    Urgency,
)
from server.terms.people import StaffRole
from server.terms.readers import Reader
from server.terms.view import Window
from tests.desk.people import CHEST, TEXTS, People, consult_of, signed_by
from tests.reports.saved import ANSWER

READER = ParticipantId("ab" * 8)
FACTS = RequestFacts(
    session=SessionId("1" * 32),
    asked_by=PersonId("a" * 32),
    asked_of=None,
    question="Is the nodule benign?",
    urgency=Urgency.SOON,
    asked_ms=1_767_600_000_000,
    due_ms=1_767_614_400_000,
    minutes=15,
    stacks=(),
    basis="documented",
)
LINE = Mark("0" * 16, READER, 0, 56, "length", ((1, 1), (2, 2)), measured=Measured((Figure("length", 9.1, "mm"),)))
IMAGE = CitedImage(
    0, 56, StudyId("s"), SeriesId("e"), InstanceId("i"), 1, 4, 57, Window(-600, 1500), "lossless",
    DeclaredDisplay("medical", calibrated=True), "Spiculated", (LINE,),
)  # fmt: skip
CITING = replace(ANSWER, images=(IMAGE,))


def part(*answers: Answer, state: State = State.ANSWERED, language: str = "en") -> Part:
    words = PaperWords.for_reader(TEXTS, Reader(language, 60))
    return opinion_part(words, Opinion(FACTS, READER, state=state, answers=answers), "Dr Sol")


def fact(of: Part, label: str) -> str:
    return next(each.words for each in of.facts if each.label == label)


def test_answer_is_told_with_what_it_is_not() -> None:
    """F5: position, confidence, urgency, next step; given on consultation pictures, not a primary report."""
    made = part(CITING)
    assert (fact(made, "Question"), fact(made, "Position")) == ("Is the nodule benign?", "Differs")
    assert (fact(made, "Confidence"), fact(made, "Urgency")) == ("moderate", "soon")
    assert fact(made, "Next step") == "tissue sample · Core biopsy, CT guided"
    assert fact(made, "First report") == "not known when this was signed, or there was none"
    assert fact(made, "What this is") == "Given on consultation pictures; not a primary report"


def test_pictures_are_cited_with_how_they_were_seen() -> None:
    """Series and image number, window, quality seen, declared display, what was said and measured."""
    table = part(CITING).table
    assert table is not None
    assert [cell.replace("\u00a0", " ") for cell in table.rows[0]] == [
        "Se 4 · Im 57", "W 1500 L \u2212600", "lossless", "medical display · calibrated", "Spiculated\n9.1 mm",
    ]  # fmt: skip


def test_amendments_stand_before_what_they_amend() -> None:
    """F6: both versions stay, each with its position and when it was signed."""
    second = replace(
        CITING, version=2, position=Position.AGREE, reason="The prior", signed_ms=CITING.signed_ms + 60_000
    )
    said = [each.said.replace("\u00a0", " ") for each in part(CITING, second).passages]
    assert said == [
        "Agrees. Version 2, amends version 1. Signed by Dr Sol, 2026-01-05 11:21",
        "Differs. Version 1, amended since. Signed by Dr Sol, 2026-01-05 11:20",
    ]
    assert [each.small for each in part(CITING, second).passages] == ["Why it was amended: The prior", ""]
    assert fact(part(CITING, second), "Position") == "Agrees"


@pytest.mark.parametrize("state", [each for each in State if each is not State.ANSWERED])
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_request_without_an_answer_says_how_far_it_came(state: State, language: str) -> None:
    made = part(state=state, language=language)
    assert made.empty
    assert not made.passages
    assert "paper-" not in made.empty


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("display", ["", "phone", "tablet", "laptop", "desktop", "medical"])
def test_everything_that_can_be_answered_has_words(language: str, display: str) -> None:
    """No key of a text stands where its words should, whatever was chosen, in any language."""
    image = replace(IMAGE, display=DeclaredDisplay(display))  # type: ignore[arg-type]  # one of the kinds above
    for position, step in zip([*Position, *Position], NextStep, strict=True):
        for confidence, urgency in zip(Confidence, Urgency, strict=True):
            answer = replace(
                CITING, position=position, next_step=step, confidence=confidence, urgency=urgency, images=(image,)
            )
            made = part(answer, language=language)
            said = [*(each.words for each in made.facts), *(each.said for each in made.passages), made.heading]
            assert made.table is not None
            assert not [
                each for each in (*said, *made.table.heads, *made.table.rows[0]) if "paper-" in each or not each
            ]


async def test_opinion_is_on_the_paper_of_its_reading(people: People) -> None:
    """JS11: it remains in the PDF of the note; a consult in which none was asked for says nothing of it."""
    account = await people.staff()
    session = (await consult_of(people, account)).session
    reader = Reader("en", 0)
    assert "opinion" not in {each.id for each in (await people.papers.read(account.person, session.id, reader)).parts}
    facts = replace(FACTS, session=session.id, asked_by=account.person.id)
    opinion = Opinion(facts, session.guests[0].id, state=State.ANSWERED, answers=(CITING,))
    await OpinionRows(people.db, people.sessions).add(signed_by(people, opinion))
    pages = pypdf.PdfReader(BytesIO(await people.papers.pdf(account.person, session.id, reader))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for words in (
        "Second opinion",
        "Spiculated. Not a granuloma.",
        "Given on consultation pictures; not a primary report",
    ):
        assert words in text


async def test_changed_opinion_is_said_to_be(people: People) -> None:
    """I1: nothing of what somebody put in its place is printed."""
    account = await people.staff()
    session = (await consult_of(people, account)).session
    facts = replace(FACTS, session=session.id, asked_by=account.person.id)
    opinion = Opinion(facts, session.guests[0].id, state=State.ANSWERED, answers=(CITING,))
    await OpinionRows(people.db, people.sessions).add(signed_by(people, opinion))
    async with people.db.write() as conn:
        await conn.execute(update(opinions).values(revision=9))
    paper = await people.papers.read(account.person, session.id, Reader("en", 0))
    (made,) = [each for each in paper.parts if each.id == "opinion"]
    assert made.empty.startswith("The opinion at rest was changed")
    assert (made.passages, made.facts) == ((), ())


async def test_opinion_asked_out_of_a_consult_is_on_its_paper(people: People) -> None:
    """JS11, F8: with whom it was asked of and how far it came; one asked about a study stands on no consult's paper."""
    account = await people.staff()
    lee, session = account.person, (await consult_of(people, account)).session
    asked = OpinionAsked(
        question="Is the nodule benign?",
        urgency=Urgency.SOON,
        due_ms=people.clock.now_ms + 4 * 3_600_000,
        minutes=30,
        basis="documented",
        basis_words={"reference": "Letter of 5 May"},
        consult=session.id,
        name="Dr Stone",
    )
    await people.asking.ask(lee, asked)
    await people.asking.ask(lee, replace(asked, consult=None, series=(CHEST,), name="Dr Moor"))
    paper = await people.papers.read(lee, session.id, Reader("en", 0))
    (made,) = [each for each in paper.parts if each.id == "opinion"]
    assert (made.heading, made.empty) == ("Second opinion of Dr Stone", "It was asked for and has not been accepted.")
    assert fact(made, "Question") == "Is the nodule benign?"


async def test_opinion_asked_out_of_a_consult_is_its_hosts_alone_to_print(people: People) -> None:
    """[OPN-33] F6: a colleague who was let into the consult may be reading blind somewhere else."""
    account, sol = await people.staff(), await people.staff("sol", StaffRole.SPECIALIST)
    session = (await consult_of(people, account)).session
    facts = replace(FACTS, asked_by=account.person.id, consult=session.id, asked_ms=people.clock.now_ms)
    reading = (await consult_of(people, account, role="specialist")).session
    opinion = Opinion(replace(facts, session=reading.id), reading.guests[0].id, state=State.ANSWERED, answers=(CITING,))
    await OpinionRows(people.db, people.sessions).add(signed_by(people, opinion))
    await SessionPeopleRepository(people.db).share(session.id, sol.person.id, people.clock.now_ms)
    assert "opinion" in {
        each.id for each in (await people.papers.read(account.person, session.id, Reader("en", 0))).parts
    }
    assert "opinion" not in {
        each.id for each in (await people.papers.read(sol.person, session.id, Reader("en", 0))).parts
    }
