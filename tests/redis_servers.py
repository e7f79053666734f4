"""Real Redis servers of a test's own, from Debian's packages: one, one behind Sentinels, a Cluster; stopped by their id."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.programs import require_program

PATIENCE_S = 20.0


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(holds: Callable[[], bool], what: str, seconds: float = PATIENCE_S) -> None:
    """Wait, bounded, for something outside this process."""
    late = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < late, f"never: {what}"
        time.sleep(0.02)


def redis_users(password: str, *, in_cluster: bool = False) -> list[str]:
    """The users that docs/operations.md gives each purpose, as lines of a Redis file of users."""
    text = (Path(__file__).resolve().parents[1] / "docs" / "operations.md").read_text("utf-8")
    lines = re.findall(r"^user lightbox-.*$", text, re.MULTILINE)
    more = re.search(r"In a Cluster each needs\s+`([^`]+)`", text)
    assert len(lines) == 3
    assert more is not None
    return [line.replace(">PASSWORD", f">{password}") + (f" {more[1]}" if in_cluster else "") for line in lines]


@dataclass(slots=True)
class RedisServer:
    """One process with a folder of its own; what it writes to disk, it writes at once."""

    folder: Path
    port: int = field(default_factory=free_port)
    options: list[str] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None
    program: str = "redis-server"
    config: str = ""
    """The text of its own configuration file, for whoever has to be able to write one (Sentinel)."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> "RedisServer":
        """Run, and answer."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / "redis.conf"
        if not file.exists():
            file.write_text(self.config)
        usual = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--daemonize", "no"]
        command = [require_program(self.program, package=self.program), str(file), *usual, *self.options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        until(self.answers, f"{self.program} answers")
        return self

    def answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, (self.folder / "log").read_text(errors="replace")[-1000:]
        with suppress(OSError):
            if "--tls-port" in self.options:  # it would hang up without a word
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
                return True
            return self.ask("PING").startswith(("+PONG", "-NOAUTH", "-NOPERM"))
        return False

    def ask(self, *words: str | bytes) -> str:
        """The raw answer to one command, as the wire has it."""
        return self.asked(*words).decode(errors="replace")

    def asked(self, *words: str | bytes) -> bytes:
        """As `ask`, in bytes; for answers that come in one piece."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
            line.sendall(command_bytes(*words))
            return line.recv(1 << 20)

    def signal(self, number: signal.Signals) -> None:
        assert self.process is not None
        os.kill(self.process.pid, number)

    def kill(self) -> None:
        """Gone at once, without a word."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Gone, whatever state it is in."""
        if self.process is not None and self.process.poll() is None:
            self.signal(signal.SIGCONT)
            self.kill()

    def start_empty(self) -> "RedisServer":
        """As after the loss of its disk."""
        for path in (*self.folder.glob("*.rdb"), *self.folder.glob("appendonlydir/*")):
            path.unlink()
        return self.start()


def command_bytes(*words: str | bytes) -> bytes:
    """A command as the wire has it."""
    parts = [word.encode() if isinstance(word, str) else word for word in words]
    return b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts)


def url_of_cluster(servers: list[RedisServer]) -> str:
    """The address of a Cluster, by all its servers."""
    return "redis+cluster://" + ",".join(f"127.0.0.1:{each.port}" for each in servers)


NOTHING_KEPT = ["--save", "", "--appendonly", "no"]


@contextmanager
def one_server(folder: Path, *options: str) -> Iterator[RedisServer]:
    """A single server, in memory only unless `options` say otherwise."""
    server = RedisServer(folder, options=[*NOTHING_KEPT, *options])
    try:
        yield server.start()
    finally:
        server.stop()


@dataclass(slots=True)
class Watched:
    """A primary, its replica, and three Sentinels that agree after a second."""

    primary: RedisServer
    replica: RedisServer
    sentinels: list[RedisServer]

    @property
    def url(self) -> str:
        hosts = ",".join(f"127.0.0.1:{each.port}" for each in self.sentinels)
        return f"redis+sentinel://{hosts}/lightbox"

    def is_followed(self) -> bool:
        """Whether the replica has caught up and every Sentinel knows of it and of the others."""
        known = [each.ask("SENTINEL", "MASTER", "lightbox") for each in self.sentinels]
        return "master_link_status:up" in self.replica.ask("INFO", "replication") and all(
            "num-slaves\r\n$1\r\n1" in each and "num-other-sentinels\r\n$1\r\n2" in each for each in known
        )

    def stop(self) -> None:
        for each in (*self.sentinels, self.replica, self.primary):
            each.stop()


@contextmanager
def watched_servers(folder: Path) -> Iterator[Watched]:
    """A primary behind Sentinels."""
    primary = RedisServer(folder / "primary", options=NOTHING_KEPT)
    replica = RedisServer(
        folder / "replica",
        options=[*NOTHING_KEPT, "--replicaof", "127.0.0.1", str(primary.port), "--repl-diskless-sync-delay", "0"],
    )
    config = (
        f"sentinel monitor lightbox 127.0.0.1 {primary.port} 2\n"
        "sentinel down-after-milliseconds lightbox 1000\nsentinel failover-timeout lightbox 3000\n"
    )
    sentinels = [RedisServer(folder / f"s{n}", program="redis-sentinel", config=config) for n in range(3)]
    servers = Watched(primary, replica, sentinels)
    try:
        for each in (primary, replica, *sentinels):
            each.start()
        until(servers.is_followed, "the Sentinels know everybody")
        yield servers
    finally:
        servers.stop()


@contextmanager
def cluster(folder: Path, *options: str, replicas: bool = False) -> Iterator[list[RedisServer]]:
    """Three primaries that share the slots; after them, where asked for, a replica of each in the same order."""
    usual = [*NOTHING_KEPT, "--cluster-enabled", "yes", "--cluster-node-timeout", "2000", *options]
    servers = [RedisServer(folder / f"c{n}", options=list(usual)) for n in range(3)]
    try:
        for n, server in enumerate(servers):
            # its bus would be 10 000 above its port, which not every port has
            server.options += ["--cluster-port", str(free_port())]
            server.start()
            first, last = 16384 * n // 3, 16384 * (n + 1) // 3 - 1
            server.ask("CLUSTER", "ADDSLOTSRANGE", str(first), str(last))
        for server in servers[1:]:
            bus = servers[0].options[-1]
            server.ask("CLUSTER", "MEET", "127.0.0.1", str(servers[0].port), bus)
        until(
            lambda: all("cluster_state:ok" in each.ask("CLUSTER", "INFO") for each in servers), "the Cluster is whole"
        )
        until(lambda: all("cluster_known_nodes:3" in each.ask("CLUSTER", "INFO") for each in servers), "all know all")
        if replicas:
            for primary in list(servers):
                servers.append(_replica_of(primary, folder / f"r{len(servers)}", usual))
        yield servers
    finally:
        for server in servers:
            server.stop()


def _replica_of(primary: RedisServer, folder: Path, options: list[str]) -> RedisServer:
    """One more node of a Cluster, that has what `primary` has."""
    bus = primary.options[-1]
    replica = RedisServer(
        folder, options=[*options, "--repl-diskless-sync-delay", "0", "--cluster-port", str(free_port())]
    )
    replica.start()
    replica.ask("CLUSTER", "MEET", "127.0.0.1", str(primary.port), bus)
    name = primary.ask("CLUSTER", "MYID").split("\r\n")[1]
    until(lambda: replica.ask("CLUSTER", "REPLICATE", name).startswith("+OK"), "it knows whom it follows")
    until(lambda: "master_link_status:up" in replica.ask("INFO", "replication"), "it has caught up")
    return replica
