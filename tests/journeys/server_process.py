"""A server in a process of its own: started, awaited, stopped or killed; its output kept for whoever looks for leaks."""

import json
import os
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.postgres_server import sql

REPOSITORY = Path(__file__).resolve().parents[2]
START_S = 60.0
FORGIVEN = tuple(f"DELETE FROM {table}" for table in ("attempt_delays", "attempt_buckets", "sign_in_failures"))  # noqa: S608
"""Who tried how often is forgotten."""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class ServerProcess:
    """`lightbox serve --demo` over a folder."""

    folder: Path
    port: int = field(default_factory=free_port)
    module: str = "server"
    words: tuple[str, ...] = ("serve", "--demo")
    more: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    database: str = ""
    """Address of its database in PostgreSQL, as tests reach it; empty: SQLite in its data folder."""

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    def trust(self) -> ssl.SSLContext | None:
        """What its certificate is checked against; none over plain http."""
        return None

    @property
    def data(self) -> Path:
        """Its data folder."""
        return self.folder / "data"

    @property
    def environment(self) -> dict[str, str]:
        """Settings by environment alone."""
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("LIGHTBOX__")},
            "LIGHTBOX__DATA__FOLDER": str(self.data),
            "LIGHTBOX__DATA__FREE_FLOOR_PERCENT": "0",
            "LIGHTBOX__KEYS__DEPLOYMENT": str(self.folder / "keys" / "deployment.key"),
            "LIGHTBOX__SERVER__PORT": str(self.port),
            "PYTHONPATH": str(REPOSITORY),
            **({"LIGHTBOX__DATABASE__URL": self.database} if self.database else {}),
            **self.more,
        }

    @property
    def demo(self) -> dict[str, Any]:
        """What demo.json says."""
        content: dict[str, Any] = json.loads((self.data / "demo.json").read_text())
        return content

    def start(self) -> None:
        """Start and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "output.txt").open("ab") as said, (self.folder / "log.txt").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", self.module, *self.words],
                cwd=self.folder,
                env=self.environment,
                stdout=said,
                stderr=log,
            )
        self.wait()

    def wait(self) -> None:
        """Until it answers, at most a minute."""
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError(f"the server ended: {self.log()[-2000:]}")
            try:
                with urllib.request.urlopen(f"{self.address}/livez", timeout=2, context=self.trust()):
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def stop(self) -> None:
        """SIGTERM, then wait."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(30)
        self.process = None

    def log(self) -> str:
        """What it wrote to standard error."""
        return (self.folder / "log.txt").read_text(errors="replace")

    def run(self, *words: str, seconds: float = 120) -> subprocess.CompletedProcess[bytes]:
        """Another verb over the same settings."""
        return subprocess.run(
            [sys.executable, "-P", "-m", "server", *words],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            timeout=seconds,
            check=False,
        )

    def forget_codes(self) -> None:
        """Let the demo's people use this half minute's code once more: tests cannot wait for the next one."""
        self.change("UPDATE accounts SET totp_step = 0", *FORGIVEN)

    def change(self, *statements: str) -> None:
        """Do something to its database behind its back."""
        if self.database:
            sql(self.database, *statements)
            return
        with sqlite3.connect(self.data / "lightbox.db", timeout=10) as database:
            for statement in statements:
                database.execute(statement)

    def wait_for_study(self, instances: int, seconds: float = 240) -> None:
        """Until the demo study is in, for both who have it."""
        end, counts = time.monotonic() + seconds, list[int]()
        while time.monotonic() < end:
            with sqlite3.connect(self.data / "lightbox.db", timeout=10) as database:
                counts = [row[0] for row in database.execute("SELECT instances FROM studies")]
            if sorted(counts) == [instances, instances]:
                return
            time.sleep(0.2)
        raise AssertionError(f"the demo study is not there: {counts}")


@contextmanager
def running(server: ServerProcess) -> Iterator[ServerProcess]:
    """A started server that is gone afterwards."""
    server.start()
    try:
        yield server
    finally:
        server.kill()


@dataclass
class OutsideServer(ServerProcess):
    """The same over https on an address that is not loopback, with a certificate of its own local authority."""

    host: str = ""
    words: tuple[str, ...] = ("serve", "--demo", "--tls-self", "--host", "0.0.0.0")  # noqa: S104  (a network of its own)

    def __post_init__(self) -> None:
        """Links, QR codes and allowed origins are the outside address."""
        self.more = {"LIGHTBOX__SERVER__PUBLIC_URL": self.address, **self.more}

    @property
    def address(self) -> str:
        """Where people reach it."""
        return f"https://{self.host}:{self.port}"

    @property
    def certificate(self) -> Path:
        """What it shows."""
        return self.folder / "keys" / "tls" / "server.pem"

    def trust(self) -> ssl.SSLContext | None:
        """As a device that installed the authority."""
        authority = self.folder / "keys" / "tls" / "authority.pem"
        return ssl.create_default_context(cafile=authority) if authority.exists() else ssl.create_default_context()
