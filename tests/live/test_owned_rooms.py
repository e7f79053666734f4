"""Two processes over one database: one owner each, takeover, freezing, handing over, and the fence under all of it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest_asyncio

from server.live.all_rooms import AllRooms
from server.live.draining import Draining
from server.live.holding import SURE_MS, Holding
from server.live.owned_rooms import AMNESIA_MS, OVERDUE_EVERY_MS, OVERDUE_MS, OwnedRooms
from server.live.owning import OWNED_MS, ControlMessage
from server.live.shares import share_of
from server.sessions.chat import ChatMessage
from server.sessions.commands import Extend
from server.sessions.phases import LockReason, Phase
from server.storage.database.sessions import SessionRows
from server.terms.errors import Refused, Unavailable
from server.terms.ids import PersonId, SessionId
from server.terms.nodes import Node, NodeId
from server.workers.pool import WorkerPool
from tests.live.light_stand import HOST, PATIENT, Eye, LightStand, MovableClock, raised_by
from tests.live.owners_board import Board, BoardOwners
from tests.live.test_task import shared

MINUTE_MS = 60_000


@dataclass
class Told:
    """What one process tells the others, kept."""

    messages: list[tuple[NodeId | None, ControlMessage]] = field(default_factory=list)

    async def tell(self, to: NodeId | None, message: ControlMessage) -> None:
        """Keep it."""
        self.messages.append((to, message))

    def heard(self) -> AsyncIterator[ControlMessage]:
        """Nobody listens here."""
        raise NotImplementedError


@dataclass
class Pair:
    """Two processes, their rounds taken by hand."""

    board: Board
    first: LightStand
    second: LightStand
    told: Told

    def owned(self, stand: LightStand) -> OwnedRooms:
        """The rounds of one of them."""
        return self.rounds[id(stand)]

    def __post_init__(self) -> None:
        """Rounds of their own."""
        self.rounds = {id(stand): OwnedRooms(stand.rooms, Draining()) for stand in (self.first, self.second)}

    async def looks(self, stand: LightStand, times: int = 3) -> None:
        """So many looks for what is nobody's."""
        for _ in range(times):
            await self.owned(stand).look()


@pytest_asyncio.fixture(loop_scope="session")
async def pair(tmp_path: Path, workers: WorkerPool) -> AsyncIterator[Pair]:
    """Both running, over one folder."""
    board, clock, told = Board(), MovableClock(), Told()

    def holding(number: int, rows: SessionRows) -> Holding:
        node = NodeId(str(number) * 16)
        return Holding(BoardOwners(board, node), rows, board.boot_ms, Node(node, f"http://127.0.0.1:{number}"), told)

    async with (
        LightStand(tmp_path, workers, clock, lambda rows: holding(1, rows)) as first,
        LightStand(tmp_path, workers, clock, lambda rows: holding(2, rows)) as second,
    ):
        made = Pair(board, first, second, told)
        for stand in (first, second):
            assert await made.owned(stand).renew()
        yield made


def is_dark(eye: Eye) -> bool:
    """Whether a screen is dark at this moment."""
    return eye.is_dark


def line(text: str, cid: str) -> ChatMessage:
    """Something the host says."""
    return ChatMessage(author=HOST.id, text=text, cid=cid, at_ms=1, kind="text")


async def test_a_session_has_one_owner(pair: Pair) -> None:
    """[SES-250] Whoever has it runs it; the other sends on, opens nothing, and answers from the database."""
    host, _ = await shared(pair.first)
    session = host.room.session.id
    await pair.looks(pair.second)
    assert not pair.second.rooms.tasks
    refused = await raised_by(pair.second.rooms.room(session), Unavailable)
    assert str(refused).startswith("elsewhere")
    owner = await pair.second.rooms.directory.elsewhere(session)
    assert owner is not None
    assert owner.address == "http://127.0.0.1:1"
    assert await pair.first.rooms.directory.elsewhere(session) is None


async def test_what_runs_elsewhere_is_told_truthfully(pair: Pair) -> None:
    """[SES-259] Who is in the room there is so here, too."""
    host, _ = await shared(pair.first)
    saved = await pair.second.rows.load(host.room.session.id)
    assert pair.second.rooms.online(saved) == {HOST.id, PATIENT.id}


async def test_a_session_whose_owner_is_gone_is_taken_over(pair: Pair) -> None:
    """[SES-254] Under a new epoch, paused until its host is back; the former owner writes nothing any more."""
    host, _ = await shared(pair.first)
    session, epoch = host.room.session.id, host.room.session.epoch
    pair.board.now_ms += OWNED_MS
    await pair.owned(pair.second).renew()
    await pair.looks(pair.second)
    room = await pair.second.rooms.room(session)
    assert room.session.phase is Phase.PAUSED
    entries = len(await pair.second.entries())
    await raised_by(host.room.act(Extend(HOST.id, 5)), Refused)
    assert (host.closed, len(await pair.second.entries())) == ("draining", entries)
    again = await pair.second.enter(room, HOST)
    await again.until(lambda: again.frames)
    assert again.frames[0].epoch > epoch


async def test_a_process_known_to_have_ended_is_not_waited_for(pair: Pair) -> None:
    """[SES-254] R1: on one machine its end is known at once: what it had is taken over by whoever is asked."""
    host, _ = await shared(pair.first)
    session = host.room.session.id
    pair.second.rooms.holding.is_dead = lambda node: node == NodeId("1" * 16)
    assert await pair.second.rooms.directory.elsewhere(session) is None
    await pair.owned(pair.second).look()
    assert list(pair.second.rooms.tasks) == [session]


async def test_a_former_owner_shows_and_says_nothing(pair: Pair) -> None:
    """[SES-251] [SES-252] Stalled for longer than it may: no picture, no lease, no line of chat, no entry of it."""
    host, _ = await shared(pair.first)
    session = host.room.session.id
    pair.board.now_ms += OWNED_MS
    await pair.second.rooms.room(session)
    assert not host.room.stage.may_show(HOST.id, 0)
    entries = len(await pair.second.entries())
    error = await raised_by(host.room.talk.unkept.say(line("too late", "c" * 32)), Unavailable)
    assert str(error) == "draining"
    assert not [each for each in await pair.second.chat.since(session, 0, limit=99) if each.text == "too late"]
    assert len(await pair.second.entries()) == entries


async def test_pictures_freeze_while_nobody_knows_and_come_back(pair: Pair) -> None:
    """[SES-253] R4: dark after 8 s without an answer, keys gone, talk goes on; then a new epoch."""
    host, patient = await shared(pair.first)
    room, epoch = host.room, host.room.session.epoch
    pair.board.is_away = True
    assert not await pair.owned(pair.first).renew()
    pair.owned(pair.first).freeze()
    assert not is_dark(patient), "for eight seconds nobody else can have it"
    pair.board.now_ms += SURE_MS
    pair.owned(pair.first).freeze()
    assert is_dark(patient)
    assert not pair.first.keys.epochs(room.session.id)
    assert (await room.talk.unkept.say(line("still here", "d" * 32))).text == "still here"
    pair.board.is_away = False
    assert await pair.owned(pair.first).renew()
    await patient.until(lambda: not is_dark(patient))
    await patient.until(lambda: patient.frames[-1].epoch > epoch)
    assert patient.closed == ""


async def test_owners_that_forget_all_cost_a_moment(pair: Pair) -> None:
    """[SES-255] R3: restarted empty: nobody else takes it meanwhile, its owner claims it anew, under a new epoch."""
    host, patient = await shared(pair.first)
    session, epoch = host.room.session.id, host.room.session.epoch
    pair.board.forget()
    await pair.owned(pair.second).renew()
    await pair.looks(pair.second, 5)
    assert not pair.second.rooms.tasks
    await pair.owned(pair.first).renew()
    await patient.until(lambda: patient.frames[-1].epoch > epoch)
    pair.board.now_ms += AMNESIA_MS
    await pair.looks(pair.second, 5)
    assert list(pair.first.rooms.tasks) == [session]
    assert not pair.second.rooms.tasks


async def test_what_was_forgotten_and_taken_meanwhile_is_let_go(pair: Pair) -> None:
    """[SES-255] The fence says whose it is: with that gone, a claim that succeeds is none."""
    host, _ = await shared(pair.first)
    session = host.room.session.id
    pair.board.forget()
    await pair.second.rooms.room(session)
    pair.board.forget()
    await pair.owned(pair.first).renew()
    assert host.closed == "draining"
    assert not pair.first.rooms.tasks


async def test_the_deadline_holds_when_nobody_can_own(pair: Pair) -> None:
    """[SES-256] Its owner locks by its own clock; what has no owner is ended 15 s late by the fence alone."""
    host, _ = await shared(pair.first)
    orphan = await pair.first.planned(await pair.first.study())
    pair.board.is_away = True
    pair.board.now_ms += OWNED_MS
    pair.first.clock.at_ms += 300 * MINUTE_MS
    await host.until(lambda: host.room.session.phase in {Phase.CLOSING, Phase.LOCKED})
    await pair.owned(pair.second).look()
    saved = await pair.second.rows.load_unverified(orphan.id)
    assert saved.phase is Phase.LOCKED
    assert not pair.second.rooms.tasks
    later = await pair.first.planned(await pair.first.study(7))
    pair.first.clock.at_ms = later.lobby_until_ms + OVERDUE_MS - 1
    pair.board.now_ms += OVERDUE_EVERY_MS
    await pair.owned(pair.second).look()
    assert (await pair.second.rows.load_unverified(later.id)).phase is not Phase.LOCKED, "its owner may be about to"


async def test_who_stops_hands_over_and_takes_nothing(pair: Pair) -> None:
    """[SES-257] R14: said to the one that should have it, free at once, everybody told to come back."""
    host, patient = await shared(pair.first)
    session, answered = host.room.session.id, asyncio.ensure_future(host.room.act(Extend(HOST.id, 5)))
    await asyncio.sleep(0)
    await pair.owned(pair.first).hand_over()
    assert (await answered).id == session, "who waits in line has their turn"
    assert (host.closed, patient.closed) == ("draining", "draining")
    assert pair.told.messages[-1] == (NodeId("2" * 16), ControlMessage("released", session))
    await pair.owned(pair.first).look()
    assert not pair.first.rooms.tasks
    await pair.owned(pair.second).released(ControlMessage("released", session))
    assert list(pair.second.rooms.tasks) == [session]


async def test_the_end_of_everything_reaches_every_process(pair: Pair) -> None:
    """[SES-258] Its owner is told; one that does not hear has its fence taken."""
    host, _ = await shared(pair.first)
    by, session = PersonId("e" * 32), host.room.session.id
    everything = AllRooms(pair.second.rooms)
    ending = asyncio.ensure_future(everything.end_all(by))
    await host.until(lambda: pair.told.messages)
    await AllRooms(pair.first.rooms).heard(pair.told.messages[-1][1])
    assert await ending == 1
    saved = await pair.second.rows.load_unverified(session)
    assert (saved.phase, saved.lock_reason) == (Phase.LOCKED, LockReason.REVOKED)


def test_shares_are_even_and_the_same_for_all() -> None:
    """[SES-254] Who asks does not matter; whoever leaves gives only what was theirs."""
    nodes = [Node(NodeId(f"{number:016x}"), "") for number in range(4)]
    sessions = [SessionId(f"{number:032x}") for number in range(400)]
    shares = {session: share_of(session, nodes) for session in sessions}
    counts = [sum(owner == node.id for owner in shares.values()) for node in nodes]
    assert min(counts) > 60
    left = {session: share_of(session, list(reversed(nodes[:3]))) for session in sessions}
    assert all(left[each] == shares[each] for each in sessions if shares[each] != nodes[3].id)
    assert share_of(sessions[0], []) is None
