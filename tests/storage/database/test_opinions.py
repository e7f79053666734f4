"""Requests for opinions at rest: sealed, one writer at a time, found by who asked and who was asked."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from server.desk.erasure_rows import ErasureRow
from server.desk.opinion_rows import KeptOpinion, SignedWords
from server.opinions.request import State
from server.sessions.phases import Phase
from server.storage.database.engine import Database
from server.storage.database.erasures import ErasureRows
from server.storage.database.opinions import OpinionRows, opinions
from server.storage.database.sessions import SessionRows
from server.terms.errors import Tampered
from server.terms.ids import PersonId, SessionId
from server.vault.deployment import DeploymentKey
from tests.contract.consults import a_session
from tests.opinions.asked import ASKER, DUE, NOW, asked
from tests.storage.database.conftest import AtRest

SESSION, SECOND = SessionId("1" * 32), SessionId("2" * 32)
SOL = PersonId("50" * 16)
WORDS = (SignedWords(b'{"text":"Spiculated"}', b"s" * 64),)


def kept_for(session: SessionId, asked_ms: int = NOW) -> KeptOpinion:
    """A request to a colleague."""
    opinion = asked(session=session)
    return KeptOpinion(replace(opinion, facts=replace(opinion.facts, asked_of=SOL, asked_ms=asked_ms)))


@pytest.fixture
async def rows(db: Database, dep: DeploymentKey) -> OpinionRows:
    """Two requests of one asker to one reader."""
    sessions = SessionRows(db, dep)
    made = OpinionRows(db, sessions)
    for number, session in enumerate((SESSION, SECOND)):
        await sessions.add(replace(a_session(session[0]), phase=Phase.LOCKED, locked_ms=NOW))
        await made.add(kept_for(session, NOW + number))
    return made


async def test_a_request_comes_back_and_rests_sealed(rows: OpinionRows, at_rest: AtRest) -> None:
    """T-23: neither question, first report nor answer is in any file of the database."""
    answered = replace(kept_for(SESSION), signed=WORDS)
    answered = replace(answered, opinion=replace(answered.opinion, revision=2))
    assert await rows.keep(answered, over=1)
    assert await rows.find(SESSION) == answered
    assert await rows.find(SessionId("9" * 32)) is None
    found = at_rest()
    assert b"biopsy" not in found
    assert b"REPORTED-BEFORE" not in found
    assert b"Spiculated" not in found


async def test_both_sides_find_theirs_newest_first(rows: OpinionRows) -> None:
    """F8: the queue of whoever asked, and of whoever was asked; nobody else's."""
    assert [each.session for each in await rows.asked_by(ASKER, limit=9)] == [SECOND, SESSION]
    assert [each.session for each in await rows.asked_of(SOL, limit=1)] == [SECOND]
    assert await rows.asked_by(SOL, limit=9) == await rows.asked_of(ASKER, limit=9) == []


async def test_one_of_two_writers_is_told_to_look_again(rows: OpinionRows) -> None:
    """[OPN-23] Two at once cannot both have the last word."""
    later = kept_for(SESSION)
    later = replace(later, opinion=replace(later.opinion, revision=2, state=State.ACCEPTED))
    assert await rows.keep(later, over=1)
    assert not await rows.keep(later, over=1)


async def test_late_ones_are_found_until_somebody_was_told(rows: OpinionRows) -> None:
    """[OPN-16] Open, due and not told of yet; at the moment it falls due."""
    assert await rows.overdue(DUE - 1, limit=9) == []
    assert sorted(await rows.overdue(DUE, limit=9)) == [SESSION, SECOND]
    told, closed = kept_for(SESSION).opinion, kept_for(SECOND, NOW + 1).opinion
    assert await rows.keep(KeptOpinion(replace(told, revision=2, overdue_ms=DUE)), over=1)
    assert await rows.keep(KeptOpinion(replace(closed, revision=2, state=State.ANSWERED)), over=1)
    assert await rows.overdue(DUE, limit=9) == []


@pytest.mark.parametrize(
    "edit",
    [{"state": "answered"}, {"revision": 7}, {"asked_of": "d" * 32}, {"asked_by": "d" * 32}, {"due_ms": 1}, {"sealed": bytes(64)}],
    ids=lambda edit: next(iter(edit)),
)  # fmt: skip
async def test_an_edited_request_is_tampering(rows: OpinionRows, db: Database, edit: dict[str, object]) -> None:
    """Whatever was changed behind our back is found, and keeps no other from the queue."""
    async with db.write() as conn:
        await conn.execute(update(opinions).where(opinions.c.session == SESSION).values(edit))
    with pytest.raises(Tampered, match="opinion"):
        await rows.find(SESSION)
    assert [each.session for each in await rows.asked_by(ASKER, limit=9)] == [SECOND]


async def test_it_goes_with_the_record_and_outlives_the_chat(
    rows: OpinionRows, db: Database, dep: DeploymentKey, at_rest: AtRest
) -> None:
    """T-53: sealed anew when the chat is erased; gone, key and all, when the record is."""
    erasing = ErasureRows(db, dep, SessionRows(db, dep))
    erasure = ErasureRow("9" * 32, SESSION, "chat", "asked", NOW, 7)
    before = await rows.find(SESSION)
    await erasing.carry_out(erasure)
    assert await rows.find(SESSION) == before
    await erasing.carry_out(replace(erasure, receipt="8" * 32, part="record"))
    assert await rows.find(SESSION) is None
    assert [each.session for each in await rows.asked_of(SOL, limit=9)] == [SECOND]
