"""The parts of a consult's paper about people: who took part and how they were known, and who agreed to what."""

import json
from collections.abc import Iterator, Sequence
from typing import Protocol

from server.consent.bases import NAMES
from server.desk.consults import ConsultCard
from server.desk.paper_words import PaperWords, dashed, series_name
from server.reports.paper import Fact, Part, Table
from server.sessions.session import Grant, Presence, Session
from server.terms.ids import ParticipantId, SessionId
from server.terms.people import Seat


class KeptWords(Protocol):
    """What was agreed to, or said of another basis; `ConsentForms` is it."""

    async def text_of(self, session: SessionId, ref: str) -> str | None:
        """Give the kept words of a reference again."""
        ...


def people_part(words: PaperWords, session: Session) -> Part:
    """Everybody who was expected, what they proved, and how the host knew them."""
    heads = ("paper-person", "paper-role", "paper-proved", "paper-recognized")
    rows = tuple(_person_row(words, session, seat) for seat in session.seats)
    return Part("people", words.say("paper-people"), table=Table(tuple(map(words.say, heads)), rows))


def _person_row(words: PaperWords, session: Session, seat: Seat) -> tuple[str, ...]:
    here = session.presence_of(seat.id)
    role = words.say(f"paper-role-{seat.comes_as if seat.comes_as not in {'', 'other'} else seat.role.value}")
    if not here.factors:
        return seat.name, role, words.say("paper-never-came"), words.say("paper-nothing")
    proved = [words.say(f"paper-factor-{each}") for each in here.factors]
    if here.arrival.birth:
        proved.append(words.say(f"paper-birth-{here.arrival.birth}"))
    return seat.name, role, "\n".join(proved), "\n".join(_recognized(words, here)) or words.say("paper-nothing")


def _recognized(words: PaperWords, here: Presence) -> Iterator[str]:
    if here.recognized is not None:
        yield words.say(f"paper-recognized-{dashed(here.recognized)}")
    if here.vouched_claim is not None and here.arrival.is_doubted and not here.is_doubted:
        yield words.say("paper-recognized-vouched")


async def consent_part(words: PaperWords, card: ConsultCard, kept: KeptWords) -> Part:
    """On what basis pictures could be shown: what was planned, and every agreement that was given or recorded."""
    session = card.session
    basis = Fact(words.say("paper-basis"), words.say(f"paper-basis-{dashed(session.basis.value)}"))
    rows = [await _grant_row(words, card, kept, grant) for grant in session.grants]
    heads = ("paper-grant", "paper-grant-by", "paper-grant-series", "paper-grant-persons", "paper-grant-until")
    return Part(
        "consent",
        words.say("paper-consent"),
        facts=(basis,),
        table=Table(tuple(map(words.say, heads)), tuple(rows)) if rows else None,
        empty="" if rows else words.say("paper-consent-none"),
    )


async def _grant_row(words: PaperWords, card: ConsultCard, kept: KeptWords, grant: Grant) -> tuple[str, ...]:
    session, names = card.session, names_of(card.session)
    until = words.say("paper-grant-end") if grant.until_ms is None else words.at(grant.until_ms)
    if grant.withdrawn_ms is not None:
        until += "\n" + words.say("paper-grant-withdrawn", {"at": words.at(grant.withdrawn_ms)})
    said = "given" if grant.digest else "recorded"
    basis = [
        words.say(f"paper-basis-{dashed(grant.basis.value)}"),
        words.say(f"paper-grant-{said}", {"name": names.get(grant.by, "")}),
        *await _basis_words(words, session, kept, grant),
    ]
    others = [names[each] for each in grant.persons if each in names and each != grant.by]
    return (
        words.at(grant.at_ms),
        "\n".join(basis),
        "\n".join(_series_names(words, card, grant.stacks)),
        "\n".join(others) or words.say("paper-grant-nobody"),
        until,
    )


async def _basis_words(words: PaperWords, session: Session, kept: KeptWords, grant: Grant) -> list[str]:
    """The text that was agreed to by its fingerprint, or what another basis names."""
    if grant.digest:
        facts = {"digest": words.figures(grant.digest[:16]), "language": grant.language}
        return [words.say("paper-grant-text", facts)]
    named = _named(await kept.text_of(session.id, grant.note_ref) if grant.note_ref else None)
    return [
        words.say(f"paper-word-{dashed(name)}", {"words": named[name]})
        for name in NAMES.get(grant.basis.value, ())
        if named.get(name)
    ]


def _series_names(words: PaperWords, card: ConsultCard, stacks: Sequence[int]) -> list[str]:
    """Each series once, in the order of the manifest; one whose study is gone has no name any more."""
    known = {each.id: each for each in card.series}
    ids = dict.fromkeys(card.session.stacks[stack].series for stack in stacks)
    return [series_name(words, known[each]) for each in ids if each in known]


def names_of(session: Session) -> dict[ParticipantId, str]:
    """What people are called, by their seats."""
    return {seat.id: seat.name for seat in session.seats}


def _named(kept: str | None) -> dict[str, str]:
    """What a basis names; words of before it had kinds name nothing."""
    try:
        named = json.loads(kept or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in named.items()} if isinstance(named, dict) else {}
