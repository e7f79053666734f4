"""Consults that are over: every one can be found again, by page and by words, by its people alone."""

from dataclasses import replace

import pytest

from server.desk import past_consults
from server.desk.past_consults import PastConsults
from server.sessions.phases import LockReason, Phase
from server.sessions.session import Session
from tests.desk.people import People, consult_of


@pytest.fixture
def past(people: People) -> PastConsults:
    return PastConsults(over=people.sessions, consults=people.consults)


async def is_over(people: People, session: Session) -> None:
    """It was locked."""
    over = replace(session, phase=Phase.LOCKED, lock_reason=LockReason.ENDED)
    await people.sessions.save(over, fence=await people.sessions.claim(session.id))


async def test_every_record_is_reached_page_by_page(
    people: People, past: PastConsults, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issue 9: what is older than a full list is not lost."""
    monkeypatch.setattr(past_consults, "PAGE", 2)
    account = await people.staff()
    made = []
    for later in range(5):
        card = await consult_of(people, account, minutes_ahead=later)
        await is_over(people, card.session)
        made.append(card.session.id)
    found, before_ms = [], None
    for _ in range(3):
        cards, before_ms = await past.search(account.person, before_ms=before_ms)
        found += [card.session.id for card in cards]
    assert (found, before_ms) == (made[::-1], None)


@pytest.mark.parametrize(
    ("words", "count"), [("penelope CANARY", 1), ("maria", 1), ("nobody", 0), ("canary nobody", 0)]
)
async def test_a_record_is_found_by_its_patient_and_its_people(
    people: People, past: PastConsults, words: str, count: int
) -> None:
    """Issue 9: by every word, in any order."""
    account = await people.staff()
    card = await consult_of(people, account)
    await is_over(people, card.session)
    assert len((await past.search(account.person, words))[0]) == count
    stranger = await people.staff("other")
    assert (await past.search(stranger.person, words))[0] == []
