"""Sessions at rest: sealed, fenced, and only as long as their signed deadline says."""

from dataclasses import replace

import msgspec
import pytest
from sqlalchemy import delete, insert, select, update

from server.sessions.phases import Phase
from server.sessions.session import DeadlineRow, Session
from server.storage.database.deadlines import deadlines
from server.storage.database.engine import Database
from server.storage.database.sessions import KEYS_KEPT, SessionRows, sessions
from server.terms.consults import Mask
from server.terms.errors import NotFound, Tampered
from server.terms.ids import PersonId, SessionId, StudyId
from server.terms.people import Role
from server.vault.deployment import DeploymentKey
from tests.contract.consults import NOW, a_session
from tests.storage.database.conftest import AtRest


@pytest.fixture
def rows(db: Database, dep: DeploymentKey) -> SessionRows:
    return SessionRows(db, dep)


@pytest.fixture
async def live(rows: SessionRows) -> Session:
    """A stored session with a granted deadline and one extension."""
    host = a_session().host.id
    granted = DeadlineRow(1, NOW + 1_800_000, NOW, host, 30), DeadlineRow(2, NOW + 2_700_000, NOW + 9, host, 15)
    session = replace(a_session(), phase=Phase.LIVE, epoch=2, deadlines=granted)
    await rows.add(session)
    return session


async def test_a_session_rests_sealed(rows: SessionRows, live: Session, at_rest: AtRest) -> None:
    """T-23: the names of the people in a session are in no file of the database."""
    files = at_rest()
    assert live.id.encode() in files
    for seat in live.seats:
        assert seat.name.encode() not in files


async def test_a_study_is_in_use_in_whichever_process_shows_it(rows: SessionRows, url: str, dep: DeploymentKey) -> None:
    """[SES-259]: another process knows it from the first save, and that it is over."""
    shown = a_session()
    study = shown.stacks[0].study
    other = Database(url)
    await other.start()
    there = SessionRows(other, dep)
    await rows.add(shown)
    assert (await there.uses(study), await there.uses(StudyId("7" * 32))) == (True, False)
    await rows.save(replace(shown, phase=Phase.LOCKED, locked_ms=NOW), fence=await rows.claim(shown.id))
    assert not await there.uses(study)
    await other.stop()


@pytest.mark.parametrize(
    "edit",
    [
        update(deadlines).where(deadlines.c.number == 2).values(until_ms=NOW + 9_000_000),
        update(deadlines).where(deadlines.c.number == 1).values(until_ms=NOW + 9_000_000),
        update(deadlines).where(deadlines.c.number == 2).values(at_ms=NOW),
        update(deadlines).where(deadlines.c.number == 2).values(signature=bytes(64)),
        delete(deadlines).where(deadlines.c.number == 2),
        delete(deadlines),
        insert(deadlines).values(
            session="1" * 32, number=3, until_ms=NOW + 9_000_000, at_ms=NOW + 10, signature=bytes(64)
        ),
    ],
    ids=["later end", "earlier row", "other time", "no signature", "extension gone", "all gone", "unsigned extension"],
)
async def test_an_edited_deadline_is_tampering(rows: SessionRows, live: Session, db: Database, edit: object) -> None:
    """T-47: a deadline edited, added or removed in the database is found; the session can still be locked."""
    assert await rows.load(live.id) == live
    async with db.write() as conn:
        await conn.execute(edit)  # type: ignore[call-overload]  # one of several statements
    with pytest.raises(Tampered, match="deadline"):
        await rows.load(live.id)
    assert await rows.load_unverified(live.id) == live


async def test_another_sessions_deadline_does_not_pass(rows: SessionRows, live: Session, db: Database) -> None:
    """T-47: a signature is bound to its session: a row copied from another one is found."""
    other = replace(live, id=SessionId("2" * 32), deadlines=(replace(live.deadlines[0], until_ms=NOW + 9_000_000),))
    await rows.add(other)
    of_other = select(deadlines.c.signature).where(deadlines.c.session == other.id)
    async with db.write() as conn:
        signature = (await conn.execute(of_other)).scalar()
        first = update(deadlines).where(deadlines.c.session == live.id, deadlines.c.number == 1)
        await conn.execute(first.values(until_ms=NOW + 9_000_000, signature=signature))
    with pytest.raises(Tampered, match="deadline"):
        await rows.load(live.id)


async def test_a_deadline_of_another_installation_does_not_pass(live: Session, db: Database) -> None:
    """T-47: rows signed under another deployment key are not ours (nor does the state open)."""
    with pytest.raises(Tampered):
        await SessionRows(db, DeploymentKey(bytes(range(1, 33)))).load(live.id)


async def test_an_extension_is_a_new_row(rows: SessionRows, live: Session, db: Database) -> None:
    """T-47: saving an extended session adds a signed row and leaves the former ones as they are."""
    before = await stored(db)
    third = DeadlineRow(3, NOW + 3_600_000, NOW + 20, live.host.id, 15)
    extended = replace(live, deadlines=(*live.deadlines, third))
    await rows.save(extended, fence=await rows.claim(live.id))
    after = await stored(db)
    assert after[:2] == before
    assert len(after) == 3
    assert await rows.load(live.id) == extended


@pytest.mark.parametrize("column", [{"phase": "locked"}, {"epoch": 1}])
async def test_an_edited_row_is_tampering(
    rows: SessionRows, live: Session, db: Database, column: dict[str, object]
) -> None:
    """A session hidden from the start-up sweep, or set back, by editing its columns is found when it is loaded."""
    async with db.write() as conn:
        await conn.execute(update(sessions).values(column))
    with pytest.raises(Tampered, match="session"):
        await rows.load(live.id)


async def test_an_edited_row_hides_no_other_of_its_host(rows: SessionRows, live: Session, db: Database) -> None:
    """A list has every consult that opens; one flipped row takes none of them hostage."""
    other = replace(live, id=SessionId("2" * 32))
    await rows.add(other)
    async with db.write() as conn:
        await conn.execute(update(sessions).where(sessions.c.id == live.id).values(state=bytes(64)))
    assert await rows.of_host(live.host.person or PersonId("")) == [other]


async def test_an_exchanged_state_is_tampering(rows: SessionRows, live: Session, db: Database) -> None:
    """The sealed state of one session does not open as another's."""
    await rows.add(replace(live, id=SessionId("2" * 32)))
    async with db.write() as conn:
        state = (await conn.execute(select(sessions.c.state).where(sessions.c.id == "2" * 32))).scalar()
        await conn.execute(update(sessions).where(sessions.c.id == live.id).values(state=state))
    with pytest.raises(Tampered, match="sealed_value"):
        await rows.load(live.id)


async def test_a_restart_finds_everything(rows: SessionRows, live: Session, db: Database, dep: DeploymentKey) -> None:
    """R1: a new process with the same deployment key loads, claims and saves."""
    restarted = SessionRows(db, dep)
    fence = await restarted.claim(live.id)
    await restarted.save(replace(live, minutes=31), fence=fence)
    assert (await SessionRows(db, dep).load(live.id)).minutes == 31


async def test_record_keys_at_hand_are_bounded(rows: SessionRows, live: Session) -> None:
    """Many sessions do not leave many keys in memory; a forgotten one is unwrapped again."""
    for number in range(KEYS_KEPT + 1):
        rows._remember(SessionId(str(number)), b"", await rows.record_key(live.id))
    assert len(rows._keys) == KEYS_KEPT
    assert (await rows.record_key(live.id)).seal(b"", bound_to="x")
    with pytest.raises(NotFound, match="no_session"):
        await rows.record_key(SessionId("f" * 32))


async def stored(db: Database) -> list[tuple[object, ...]]:
    async with db.read() as conn:
        return [tuple(row) for row in await conn.execute(select(deadlines).order_by(deadlines.c.number))]


def test_what_an_earlier_version_kept_is_read() -> None:
    """A session kept before there were held stacks, masks and that policy reads as one without them."""
    kept = msgspec.json.decode(msgspec.json.encode(a_session()))
    for stack in kept["stacks"]:
        del stack["held"], stack["masks"]
    del kept["policy"]["specialist_identity"]
    assert msgspec.convert(kept, Session) == a_session()


async def test_masks_and_held_stacks_are_kept(rows: SessionRows) -> None:
    """H5: what was decided when a consult was made stays with it."""
    mask = Mask(0, 0, 512, 20, (Role.PATIENT, Role.OBSERVER))
    [ref] = a_session().stacks
    session = replace(a_session("7"), stacks=(replace(ref, masks=(mask,)), replace(ref, part=1, held=True)))
    await rows.add(session)
    assert await rows.load(session.id) == session
