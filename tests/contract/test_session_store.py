"""What every store of sessions must do, over the reference in memory and over the database."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.sessions.phases import LockReason, Phase
from server.sessions.session import DeadlineRow, Grant, Session
from server.storage.database.sessions import SessionRows
from server.terms.errors import NotFound, Refused
from server.terms.ids import PersonId, SessionId
from server.terms.view import Cine, View, Viewport, Window
from server.vault.deployment import DeploymentKey
from tests.contract.consults import HOST, NOW, a_session
from tests.contract.session_store import MemorySessionStore
from tests.databases import KINDS, fresh_url, opened

Store = MemorySessionStore | SessionRows


@pytest.fixture(params=["memory", *KINDS])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemorySessionStore()
        return
    async with opened(fresh_url(request, request.param, tmp_path)) as db:
        yield SessionRows(db, DeploymentKey(bytes(range(32))))


def well_used(session: Session) -> Session:
    """Give a session with something in every field that a running one fills."""
    host, patient = session.seats
    viewport = Viewport("1", 0, 17, Window(40.0, 400.5), area=(0.5, 0.0, 512.0, 511.25))
    playing = Viewport("2", 0, cine=Cine(0, 29, 12.5, "sweep", 3, NOW))
    return replace(
        session,
        phase=Phase.LIVE,
        deadlines=(
            DeadlineRow(1, NOW + 1_800_000, NOW, host.id, 30),
            DeadlineRow(2, NOW + 2_700_000, NOW + 5, host.id, 15, "more"),
        ),
        extensions=1,
        viewing_started_ms=NOW,
        grants=(Grant(1, session.basis, patient.id, NOW, (patient.id,), (0,), digest="ab", language="de"),),
        epoch=3,
        keyed=True,
        view=View(9, host.id, NOW, (1, 2), "1", (viewport, playing)),
    )


@pytest.mark.parametrize("session", [a_session(), well_used(a_session())], ids=["new", "well used"])
async def test_a_session_comes_back_as_it_was(store: Store, session: Session) -> None:
    """Whatever a session holds survives being stored."""
    await store.add(session)
    assert await store.load(session.id) == session
    assert await store.load_unverified(session.id) == session


async def test_a_saved_session_replaces_the_former(store: Store) -> None:
    """Saving under the present fence makes the new state the one that is loaded."""
    session = a_session()
    await store.add(session)
    fence = await store.claim(session.id)
    await store.save(well_used(session), fence=fence)
    assert await store.load(session.id) == well_used(session)


async def test_an_old_fence_cannot_save(store: Store) -> None:
    """Whoever was replaced is refused, and the session stays as it is."""
    session = a_session()
    await store.add(session)
    old = await store.claim(session.id)
    new = await store.claim(session.id)
    with pytest.raises(Refused, match="fenced"):
        await store.save(replace(session, minutes=99), fence=old)
    assert (await store.load(session.id)).minutes == 30
    await store.save(replace(session, minutes=45), fence=new)
    assert (await store.load(session.id)).minutes == 45


async def test_concurrent_claims_get_different_fences(store: Store) -> None:
    """No two claimants ever hold the same fence."""
    session = a_session()
    await store.add(session)
    fences = await asyncio.gather(*(store.claim(session.id) for _ in range(8)))
    assert len(set(fences)) == 8


async def test_an_unknown_session_is_not_found(store: Store) -> None:
    """Loading, claiming and saving what is not there say so the same way."""
    with pytest.raises(NotFound, match="no_session"):
        await store.load(SessionId("0" * 32))
    with pytest.raises(NotFound, match="no_session"):
        await store.claim(SessionId("0" * 32))
    with pytest.raises(NotFound, match="no_session"):
        await store.save(a_session("0"), fence=1)


async def test_unfinished_sessions_are_all_but_the_locked(store: Store) -> None:
    """After a restart every session that is not locked is found, the earliest first."""
    for name, starts_ms in (("1", NOW + 3), ("2", NOW + 1), ("3", NOW + 2)):
        await store.add(a_session(name, starts_ms=starts_ms))
    fence = await store.claim(SessionId("3" * 32))
    locked = replace(a_session("3", starts_ms=NOW + 2), phase=Phase.LOCKED, lock_reason=LockReason.ENDED, locked_ms=NOW)
    await store.save(locked, fence=fence)
    assert await store.unfinished() == [SessionId("2" * 32), SessionId("1" * 32)]


async def test_a_host_finds_their_own_sessions(store: Store) -> None:
    """Newest start first, nobody else's, at most the limit."""
    for name, starts_ms in (("1", NOW), ("2", NOW + 2), ("3", NOW + 1)):
        await store.add(a_session(name, starts_ms=starts_ms))
    await store.add(a_session("4", host=PersonId("b" * 32)))
    assert [each.id[0] for each in await store.of_host(HOST)] == ["2", "3", "1"]
    assert [each.id[0] for each in await store.of_host(HOST, limit=2)] == ["2", "3"]


async def test_what_is_over_is_found_page_by_page(store: Store) -> None:
    """Newest start first, only what is locked, nobody else's, and from a moment on backwards."""
    over = replace(a_session("1"), phase=Phase.LOCKED, locked_ms=NOW)
    for name, starts_ms in (("1", NOW), ("2", NOW + 2), ("3", NOW + 1)):
        await store.add(replace(over, id=SessionId(name * 32), starts_ms=starts_ms))
    await store.add(a_session("4", starts_ms=NOW + 3))
    await store.add(replace(over, id=SessionId("5" * 32), host=replace(over.host, person=PersonId("b" * 32))))
    assert [each.id[0] for each in await store.over_of(HOST, before_ms=None, limit=2)] == ["2", "3"]
    assert [each.id[0] for each in await store.over_of(HOST, before_ms=NOW + 1, limit=2)] == ["1"]


async def test_a_session_is_given_to_its_host_alone(store: Store) -> None:
    """T-04: to anybody else it is not there, said in the same words."""
    session = a_session("1")
    await store.add(session)
    assert await store.hosted(session.id, HOST) == session
    for asked, person in ((session.id, PersonId("b" * 32)), (SessionId("0" * 32), HOST)):
        with pytest.raises(NotFound, match="no_session"):
            await store.hosted(asked, person)


async def test_what_is_over_is_given_closing_first_then_the_latest(store: Store) -> None:
    """For a start after a crash: only few can have been ending."""
    ids: list[SessionId] = []
    for phase, locked_ms in ((Phase.LOCKED, NOW), (Phase.LIVE, None), (Phase.LOCKED, NOW + 1), (Phase.CLOSING, None)):
        made = replace(a_session(str(len(ids) + 1)), phase=phase, locked_ms=locked_ms)
        await store.add(made)
        ids.append(made.id)
    assert await store.ended(limit=10) == [ids[3], ids[2], ids[0]]
    assert await store.ended(limit=1) == [ids[3]]
