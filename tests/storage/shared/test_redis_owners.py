"""Two processes and one Redis: a session has one owner, and who is not it changes nothing."""

import asyncio

import pytest

from server.storage.shared.redis_owners import NODES_KEY, OWNER_KEYS
from server.storage.shared.redis_state import Users
from server.terms.ids import SessionId
from server.terms.nodes import Node
from server.vault.deployment import DeploymentKey
from tests.redis_servers import RedisServer
from tests.storage.shared.nodes_in_redis import processes, some_session


def key_of(session: SessionId) -> str:
    return f"{OWNER_KEYS}{{{session[:1]}}}:{session}"


async def one_owner(url: str, users: Users | None = None) -> None:
    """Everything that two processes can do about sessions, in one go."""
    async with processes(url, users=users) as (one, two):
        await one.state.owners.present(one.node)
        sessions = [SessionId(f"{number:x}" + some_session()[1:]) for number in range(16)]
        assert [await one.state.owners.claim(each) for each in sessions] == [None] * 16
        assert [await two.state.owners.claim(each) for each in sessions] == [one.node] * 16
        assert await two.state.owners.renew(sessions) == frozenset()
        await two.state.owners.release(sessions)
        assert await one.state.owners.renew(sessions) == frozenset(sessions)
        await one.state.owners.release(sessions[:8])
        assert await two.state.owners.claim(sessions[0]) is None
        assert await two.state.owners.owner(sessions[1]) is None
        assert await one.state.owners.renew(sessions[:9]) == {sessions[8]}


async def test_a_session_has_one_owner(redis_server: RedisServer) -> None:
    """A6, T-24: who is not the owner neither renews nor releases; told whose it is instead."""
    await one_owner(redis_server.url)


async def test_of_many_who_claim_at_once_one_wins(redis_server: RedisServer) -> None:
    """A6: fifty claims, one owner, and everybody is told the same."""
    async with processes(redis_server.url) as (one, two):
        session = some_session()
        claims = [(one, two)[number % 2].state.owners.claim(session) for number in range(50)]
        answers = await asyncio.gather(*claims)
        winners = {number % 2 for number, answer in enumerate(answers) if answer is None}
        assert len(winners) == 1
        assert sum(answer is None for answer in answers) == 25


async def test_ownership_runs_out_by_itself(redis_server: RedisServer) -> None:
    """A6: within 10 s, whatever became of the owner; its list of processes too."""
    async with processes(redis_server.url, 1) as (only,):
        session = some_session()
        await only.state.owners.present(only.node)
        await only.state.owners.claim(session)
        for key in (key_of(session), NODES_KEY):
            assert 9_000 < int(redis_server.ask("PTTL", key)[1:]) <= 10_000
        redis_server.ask("PEXPIRE", key_of(session), "1000")
        assert await only.state.owners.renew({session}) == {session}
        assert 9_000 < int(redis_server.ask("PTTL", key_of(session))[1:]) <= 10_000
        redis_server.ask("DEL", key_of(session))
        assert await only.state.owners.renew({session}) == frozenset()


async def test_an_owner_that_says_nothing_has_no_address(redis_server: RedisServer) -> None:
    """A6: nobody is sent to a process that may be gone; whose it is can still be said."""
    async with processes(redis_server.url) as (one, two):
        session = some_session()
        await one.state.owners.claim(session)
        assert await two.state.owners.owner(session) == Node(one.state.node, "")


async def test_who_said_nothing_for_ten_seconds_is_not_here(redis_server: RedisServer) -> None:
    """A6: by Redis' own clock; the next who says something puts it out."""
    async with processes(redis_server.url) as (one, two):
        await one.state.owners.present(one.node)
        raw = redis_server.asked("HGET", NODES_KEY, one.state.node)
        record = raw.partition(b"\r\n")[2].removesuffix(b"\r\n").partition(b" ")[2]
        redis_server.ask("HSET", NODES_KEY, one.state.node, b"1 " + record)
        assert one.state.node not in {node.id for node in await two.state.owners.nodes()}
        await two.state.owners.present(two.node)
        assert redis_server.ask("HEXISTS", NODES_KEY, one.state.node) == ":0\r\n"
        assert two.alerts == []


@pytest.mark.parametrize("what", ["invented", "altered", "somebody else's", "not of this installation"])
async def test_a_process_nobody_of_ours_spoke_of_is_not_believed(redis_server: RedisServer, what: str) -> None:
    """T-25: people's requests are sent to these addresses; a forged one is left out, counted, told."""
    key = DeploymentKey(bytes(range(32)) if what != "not of this installation" else bytes(range(32, 64)))
    async with processes(redis_server.url, 1, key=key) as (other,), processes(redis_server.url, 1) as (us,):
        await other.state.owners.present(other.node)
        said = redis_server.asked("HGET", NODES_KEY, other.state.node).partition(b"\r\n")[2].removesuffix(b"\r\n")
        name = other.state.node
        match what:
            case "invented":
                said = said.partition(b" ")[0] + b" " + bytes(32) + b"\x95"
            case "altered":
                said = said.replace(b"9001", b"9666")
            case "somebody else's":
                name = us.state.node
            case _:
                pass
        redis_server.ask("HSET", NODES_KEY, name, said)
        found = [node for node in await us.state.owners.nodes() if node.id == name]
        redis_server.ask("DEL", NODES_KEY)
        assert found == []
        assert us.alerts[0] == "node_forged"
        assert us.state.refused["node_forged"] >= 1


async def test_an_owner_that_is_none_is_not_believed(redis_server: RedisServer) -> None:
    """T-25: what stands in an owner's place and is no process of anybody's."""
    async with processes(redis_server.url, 1) as (us,):
        session = some_session()
        redis_server.ask("SET", key_of(session), "http://127.0.0.1:9666/steal")
        with pytest.raises(Exception, match="shared_unavailable"):
            await us.state.owners.claim(session)
        assert us.alerts == ["owner_forged"]
