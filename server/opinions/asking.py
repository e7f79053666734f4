"""How a request comes to be: a question, pictures, a due time, and a basis on which somebody else may look."""

from typing import Final

from server.opinions.effects import Save, Stepped, Tell
from server.opinions.recording import record
from server.opinions.request import Opinion
from server.terms.errors import Malformed
from server.terms.ids import ParticipantId
from server.terms.opinions import RequestFacts

SOONEST_MS: Final = 5 * 60_000
FARTHEST_MS: Final = 31 * 24 * 3600 * 1000
LATE_MS: Final = 2 * 3600 * 1000
"""A reading stays open so long after the due time, so that who is late can still look before they answer."""
QUESTION_MAX: Final = 2000
REPORT_MAX: Final = 20_000


def ask(facts: RequestFacts, reader: ParticipantId) -> Stepped:
    """A new request (OPN-3 … OPN-6).

    Raises
    ------
    Malformed
        `basis_needed`; `bad_value` {field}: no question, no pictures, a due time that is none.
    """
    check_asked(facts.question, facts.first_report, facts.basis, facts.due_ms - facts.asked_ms)
    if not facts.stacks:
        raise Malformed("bad_value", field="stacks")
    opinion = Opinion(facts, reader)
    entry = record(
        opinion, "opinion.asked", facts.asked_ms, facts.asked_by,
        participant=reader, urgency=facts.urgency.value, due_ms=facts.due_ms, minutes=facts.minutes,
        stacks=len(facts.stacks), basis=facts.basis, blind=facts.blind, consult=facts.consult or "",
    )  # fmt: skip
    return Stepped(opinion, (entry, Save(), Tell("reader", "asked")))


def check_asked(question: str, first_report: str, basis: str, ahead_ms: int) -> None:
    """Refuse what cannot be asked, before anything is made for it; raises as `ask`."""
    if not question.strip() or len(question) > QUESTION_MAX:
        raise Malformed("bad_value", field="question", characters_max=QUESTION_MAX)
    if len(first_report) > REPORT_MAX:
        raise Malformed("bad_value", field="first_report", characters_max=REPORT_MAX)
    if not basis or basis == "patient_tap":
        raise Malformed("basis_needed")
    if not SOONEST_MS <= ahead_ms <= FARTHEST_MS:
        raise Malformed("bad_value", field="due_ms")
