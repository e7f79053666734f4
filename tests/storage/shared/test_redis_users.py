"""Who may do what in Redis, and over which line: a user for each purpose, TLS with a certificate that is believed."""

from collections.abc import Awaitable, Iterator
from pathlib import Path

import pytest

from server.cli.authority import SelfSigned, ensure
from server.live.owning import ControlMessage
from server.storage.shared.live_state import new_node
from server.storage.shared.place import ANYBODY, place_of
from server.storage.shared.redis_state import InRedis, Users
from server.terms.errors import Unavailable
from tests.redis_servers import RedisServer, one_server, redis_users
from tests.storage.shared.nodes_in_redis import KEY, OURS, PASSWORD, processes, some_session


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis with the users of docs/operations.md and nobody else."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "users.acl").write_text("\n".join([*redis_users(PASSWORD), "user default off"]) + "\n")
    with one_server(folder / "redis", "--aclfile", str(folder / "users.acl")) as server:
        yield server


async def test_each_user_may_do_what_it_is_for(guarded: RedisServer) -> None:
    """T-25: what docs/operations.md lists is enough."""
    async with processes(guarded.url, users=OURS) as (one, two):
        session = some_session()
        await one.state.check()
        await one.state.owners.present(one.node)
        await one.state.owners.claim(session)
        assert await two.state.owners.owner(session) == one.node
        await one.state.owners.release({session})
        ticket = await one.state.tickets.issue(b"who", now_ms=0)
        assert await two.state.tickets.redeem(ticket, now_ms=0) == b"who"
        await one.state.control.tell(two.state.node, ControlMessage("ended", session))
        assert (await anext(two.state.control.heard())).session == session


@pytest.mark.parametrize("purpose", ["owners", "tickets", "control", "nobody"])
async def test_no_user_may_do_what_another_is_for(guarded: RedisServer, purpose: str) -> None:
    """T-25: one that is lost costs its own purpose; without any, nothing is told."""
    lost = ANYBODY if purpose == "nobody" else getattr(OURS, purpose)
    async with processes(guarded.url, 1, users=Users(lost, lost, lost)) as (only,):
        state = only.state
        attempts: dict[str, Awaitable[object]] = {
            "owners": state.owners.claim(some_session()),
            "tickets": state.tickets.issue(b"who", now_ms=0),
            "control": state.control.tell(None, ControlMessage("ended")),
        }
        for each, attempt in attempts.items():
            if each == purpose:
                await attempt
            else:
                with pytest.raises(Unavailable, match="shared_unavailable"):
                    await attempt


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> SelfSigned:
    return ensure(tmp_path_factory.mktemp("tls"), ("localhost", "127.0.0.1"))


async def test_a_line_is_as_good_as_its_certificate(certificate: SelfSigned, tmp_path: Path) -> None:
    """T-25, T-26: believed when the authority is named; otherwise, and without TLS, nothing is said at all."""
    options = [
        "--port", "0",
        "--tls-cert-file", str(certificate.certificate), "--tls-key-file", str(certificate.key),
        "--tls-auth-clients", "no",
    ]  # fmt: skip
    server = RedisServer(tmp_path / "redis")
    server.options = [*options, "--tls-port", str(server.port)]
    url = server.url.replace("redis://", "rediss://")
    try:
        server.start()
        for place, authority, works in [
            (url, str(certificate.authority), True),
            (url, "", False),
            (server.url, "", False),
        ]:
            state = InRedis.of(place_of(place), new_node(), KEY, lambda _: None, authority=authority)
            try:
                if works:
                    await state.check()
                else:
                    with pytest.raises(Unavailable):
                        await state.check()
            finally:
                await state.stop()
    finally:
        server.stop()
