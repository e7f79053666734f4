"""The part of a consult's paper about a second opinion: what was asked, what was answered, and on which pictures."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from server.desk.opinion_rows import KeptOpinion
from server.desk.paper_words import BETWEEN, PaperWords, dashed
from server.opinions.request import Opinion
from server.reports.paper import Fact, Part, Passage, Table
from server.terms.ids import PersonId, SessionId
from server.terms.opinions import Answer, CitedImage, DeclaredDisplay

HEADS = ("paper-image", "paper-window", "paper-quality", "paper-display", "paper-measured")


class GivenOpinions(Protocol):
    """What was answered; `CheckedOpinions` is it."""

    async def find(self, session: SessionId) -> KeptOpinion | None:
        """Give the request of a reading; `Tampered` (`opinion`) when it is not what was signed."""
        ...

    async def asked_out_of(
        self, consult: SessionId, person: PersonId, first_ms: int, last_ms: int
    ) -> Sequence[KeptOpinion | None]:
        """Give what somebody asked for out of a consult between two moments, oldest first; None: it was changed."""
        ...


def opinion_part(words: PaperWords, opinion: Opinion, author: str) -> Part:
    """What was asked and how it was answered, the newest version first; `author` is whoever was asked."""
    heading = words.say("paper-opinion-of", {"name": author})
    asked = (
        Fact(words.say("paper-question"), opinion.facts.question),
        Fact(words.say("paper-asked"), words.at(opinion.facts.asked_ms)),
        Fact(words.say("paper-due"), words.at(opinion.due_ms)),
    )
    if not opinion.answers:
        return Part("opinion", heading, facts=asked, empty=words.say(f"paper-opinion-{opinion.state.value}"))
    newest = opinion.answers[-1]
    rows = tuple(_row(words, image) for image in newest.images)
    return Part(
        "opinion",
        heading,
        passages=tuple(_passage(words, answer, newest.version, author) for answer in reversed(opinion.answers)),
        facts=(*asked, *_answered(words, newest), Fact(words.say("paper-standing"), words.say("paper-not-primary"))),
        table=Table(tuple(map(words.say, HEADS)), rows) if rows else None,
    )


def changed_opinion_part(words: PaperWords) -> Part:
    """What stands there when somebody changed the opinion at rest: nothing of it."""
    return Part("opinion", words.say("paper-opinion"), empty=words.say("paper-opinion-tampered"))


def _passage(words: PaperWords, answer: Answer, newest: int, author: str) -> Passage:
    key = "earlier" if answer.version < newest else "amended" if answer.version > 1 else "signed"
    said = words.say(
        f"paper-opinion-{key}",
        {
            "name": author,
            "at": words.at(answer.signed_ms),
            "version": str(answer.version),
            "before": str(answer.version - 1),
            "position": words.say(f"paper-position-{dashed(answer.position.value)}"),
        },
    )
    small = words.say("paper-opinion-reason", {"words": answer.reason}) if answer.reason else ""
    return Passage(said, answer.text, small)


def _answered(words: PaperWords, answer: Answer) -> Iterator[Fact]:
    yield Fact(words.say("paper-position"), words.say(f"paper-position-{dashed(answer.position.value)}"))
    yield Fact(words.say("paper-confidence"), words.say(f"paper-confidence-{answer.confidence.value}"))
    yield Fact(words.say("paper-urgency"), words.say(f"paper-urgency-{answer.urgency.value}"))
    step = words.say(f"paper-step-{dashed(answer.next_step.value)}")
    yield Fact(words.say("paper-step"), BETWEEN.join(filter(None, (step, answer.next_step_words))))
    known = "yes" if answer.revealed else "live" if answer.live else "no"
    yield Fact(words.say("paper-known"), words.say(f"paper-known-{known}"))


def _row(words: PaperWords, image: CitedImage) -> tuple[str, ...]:
    measured = [words.measured(mark) for mark in image.marks]
    said = "\n".join(filter(None, (image.caption, *measured))) or words.say("paper-nothing")
    window = None if image.window is None else (image.window.center, image.window.width)
    return (
        words.cited(image.series_number, image.image_number),
        words.window(window),
        words.quality(image.quality),
        _display(words, image.display),
        said,
    )


def _display(words: PaperWords, display: DeclaredDisplay) -> str:
    kind = words.say(f"paper-display-{display.kind or 'undeclared'}")
    return BETWEEN.join([kind, *([words.say("paper-display-calibrated")] if display.calibrated else [])])
