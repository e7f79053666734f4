"""Consults that are over, as their people look for them: newest first, page by page, by words."""

from server.desk.consults import ConsultCard, Consults
from server.desk.ports import SharedSessions
from server.terms.people import Person

PAGE = 30
LOOKED_MOST = 600
"""Who looks for words gets an answer after so many consults, and may go on from there: each opens the head of a study."""
WORDS = 8


class PastConsults:
    """Finds records without putting a name anywhere but into this process."""

    def __init__(self, *, over: SharedSessions, consults: Consults) -> None:
        self._over = over
        self._consults = consults

    async def search(
        self, person: Person, asked: str = "", before_ms: int | None = None
    ) -> tuple[list[ConsultCard], int | None]:
        """Give about thirty of a person's consults that are over and started before a moment, and where to go on.

        With `asked`, only those in which every word of it (at most 8) is found: in the patient's name, in what was shown, in the
        people's names. The second is None when there is none left to look at.
        """
        words = asked.casefold().split()[:WORDS]
        found: list[ConsultCard] = []
        for _ in range(LOOKED_MOST // PAGE):
            sessions = await self._over.over_of(person.id, before_ms=before_ms, limit=PAGE)
            cards = await self._consults.cards(sessions, person)
            found += [card for card in cards if matches(words, card)]
            before_ms = sessions[-1].starts_ms if len(sessions) == PAGE else None
            if before_ms is None or len(found) >= PAGE:
                break
        return found, before_ms


def matches(words: list[str], card: ConsultCard) -> bool:
    """Say whether every word is part of what its people know a consult by."""
    seats = [card.session.host, *card.session.guests]
    names = [card.patient_name, card.host.name, *(seat.name for seat in seats)]
    made = [f"{series.modality} {series.description}" for series in card.series]
    told = " ".join([*names, *made]).casefold()
    return all(word in told for word in words)
