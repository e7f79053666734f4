"""What has a lifetime, and what is erased because somebody may ask for it."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from server.app.desks import study_desk
from server.app.ground import Ground, policy_of
from server.audit.log import Log
from server.desk.accounts import Accounts
from server.desk.erasing import Erasing
from server.desk.erasing_subjects import ErasingSubjects
from server.desk.hashing import Hashing
from server.desk.retention import Retention
from server.desk.studies import Studies
from server.desk.texts import Texts
from server.identity.passwords import Passwords
from server.live.clock import DestroyingTime, SystemClock
from server.live.retention_rounds import RetentionRounds
from server.settings import Settings
from server.storage.database.accounts import AccountRepository
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.erasures import ErasureRows
from server.storage.database.migrate import upgrade
from server.storage.database.processes import ProcessRows
from server.storage.database.sessions import SessionRows
from server.storage.database.studies import StudyRepository
from server.storage.shared.live_state import InProcess, new_node
from server.terms.lifetimes import DAY_MS
from server.vault.deployment import DeploymentKey
from server.workers.pool import WorkerPool


@dataclass(frozen=True, slots=True)
class Keeping:
    """Erasing, and the rounds in which what is due goes."""

    erasing: Erasing
    rounds: RetentionRounds


@dataclass(frozen=True, slots=True)
class Erasers:
    """Erasing beside a running server, or without one."""

    erasing: Erasing
    subjects: ErasingSubjects
    shelf: ErasureRows


def keeping_desk(ground: Ground, studies: Studies, sessions: SessionRows, newest_entry_ms: int) -> Keeping:
    """Put the erasing of consults and studies together; nothing goes before `rounds.start`.

    `newest_entry_ms` is of the time before this start: how far its clock is believed.
    """
    now_ms, believed = ground.clock.now_ms, DestroyingTime.of(ground.clock, newest_entry_ms)
    if believed.behind_ms:
        structlog.get_logger().warning("clock_far_ahead_of_record", days=believed.behind_ms // DAY_MS)
    shelf = ErasureRows(ground.database, ground.dep, sessions, process=ground.live.node)
    erasing = Erasing(shelf=shelf, record=ground.log, clock=now_ms, random=os.urandom)
    retention = Retention(
        lifetimes=ground.policy.lifetimes,
        erasing=erasing,
        erasures=shelf,
        studies=StudyRepository(ground.database),
        deletion=studies.deletion,
        clock=believed.now_ms,
    )
    return Keeping(
        erasing, RetentionRounds(retention, ProcessRows(ground.database), ground.settings.clinic.zone, now_ms)
    )


@asynccontextmanager
async def erasers(settings: Settings, now_ms: Callable[[], int]) -> AsyncIterator[Erasers]:
    """Open what erasing needs; what was recorded is durable when the block ends."""
    dep = DeploymentKey.load(settings.key_file)
    await upgrade(settings.database_url)
    database = Database(settings.database_url)
    await database.start()
    try:
        log, sessions = Log(EntryRows(database, dep), os.urandom), SessionRows(database, dep)
        # its workers are never started: nothing is parsed or drawn here
        live, processes = InProcess.of(new_node()), ProcessRows(database)
        # what this one cannot finish, a server takes over
        await processes.beat(live.node)
        ground = Ground(
            settings, dep, database, log, None, WorkerPool(), SystemClock(), Texts(), "", policy_of(settings), live
        )
        accounts = Accounts(AccountRepository(database), dep, Hashing(Passwords()), clock=now_ms, random=os.urandom)
        studies = study_desk(ground, accounts)
        shelf = ErasureRows(database, dep, sessions, process=live.node)
        erasing = Erasing(shelf=shelf, record=log, clock=now_ms, random=os.urandom)
        subjects = ErasingSubjects(
            consults=sessions, studies=StudyRepository(database), deletion=studies.deletion, erasing=erasing
        )
        yield Erasers(erasing, subjects, shelf)
        await log.stop()
        await processes.bury(live.node)
    finally:
        await database.stop()
