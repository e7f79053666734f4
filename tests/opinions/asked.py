"""A request as tests ask for it."""

from dataclasses import replace

from server.opinions.asking import ask
from server.opinions.commands import Draft
from server.opinions.effects import Record, Stepped
from server.opinions.request import Opinion
from server.terms.consults import StackRef
from server.terms.entries import Entry
from server.terms.ids import InstanceId, ParticipantId, PersonId, SeriesId, SessionId, StudyId
from server.terms.opinions import (
    CitedImage,
    Confidence,
    NextStep,
    Position,
    RequestFacts,
    Subject,
    Urgency,
)
from server.terms.view import StackBounds

MINUTE = 60_000
HOUR = 60 * MINUTE
NOW = 1_790_000_000_000
DUE = NOW + 4 * HOUR
READING = SessionId("0e" * 16)
CONSULT = SessionId("0c" * 16)
ASKER = PersonId("a5" * 16)
READER = ParticipantId("5e" * 8)
STUDY, SERIES = StudyId("57" * 16), SeriesId("5e" * 16)
STACK = StackRef(STUDY, SERIES, 0, StackBounds(frames=41, columns=64, rows=64, color=False))
REPORT = "REPORTED-BEFORE: benign nodule"
FACTS = RequestFacts(
    session=READING,
    asked_by=ASKER,
    asked_of=None,
    question="Follow-up or biopsy?",
    urgency=Urgency.SOON,
    asked_ms=NOW,
    due_ms=DUE,
    minutes=30,
    stacks=(STACK,),
    basis="documented",
    subject=Subject("054Y", "F"),
    first_report=REPORT,
    blind=True,
)
IMAGE = CitedImage(0, 12, STUDY, SERIES, InstanceId("11" * 16), 1, 4, 13)
DRAFT = Draft(
    Position.DIFFER, Confidence.MODERATE, Urgency.SOON, NextStep.TISSUE, "Spiculated; biopsy.", images=(IMAGE,)
)
AMENDED = replace(DRAFT, position=Position.AGREE, next_step=NextStep.FOLLOW_UP, reason="Seen the first report.")


def asked(
    *,
    blind: bool = True,
    others_shown: bool = False,
    session: SessionId = READING,
    stacks: tuple[StackRef, ...] = (STACK,),
) -> Opinion:
    """A request that was just made."""
    facts = replace(FACTS, blind=blind, others_shown=others_shown, session=session, stacks=stacks)
    return ask(facts, READER).opinion


def entries(stepped: Stepped) -> list[Entry]:
    """What a decision records."""
    return [each.entry for each in stepped.effects if isinstance(each, Record)]


def kinds(stepped: Stepped) -> list[str]:
    """What a decision records, by kind."""
    return [each.kind for each in entries(stepped)]
