"""A PostgreSQL of the test run's own, and a fresh database in it for whoever asks: made in a moment from a template.

It is started once by each process of the run that needs one, as an unprivileged user, in a folder of its own, on loopback
inside the run's network, and dies with that process.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.programs import missing

START_S = 60.0
OWNER = "postgres"
"""The server refuses to run as root; Debian's package brings this user."""
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
"""No test but those of durability pulls the plug. Our connections ask for synchronous commits themselves."""


_KEEP = "CREATE TABLE kept.tables AS SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
_EMPTY = """
DO $$
DECLARE
    each text;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
    SET LOCAL session_replication_role = replica;
    FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        IF each IN (SELECT name FROM kept.tables) THEN
            EXECUTE 'DELETE FROM ' || quote_ident(each);
        ELSE
            EXECUTE 'DROP TABLE ' || quote_ident(each);
        END IF;
    END LOOP;
END $$
"""
"""Rows go, tables that a test made too; references are not looked at meanwhile."""


@dataclass
class PostgresServer:
    """One cluster; `more` are its settings beside the defaults."""

    folder: Path
    more: tuple[str, ...] = QUICK
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    _made: int = 0
    _over: list[str] = field(default_factory=list)
    _emptied: str = ""

    def make(self) -> None:
        """Make the cluster, empty."""
        _belongs_to_owner(self.folder)
        command = ["initdb", "--pgdata", str(self.data), "--auth=trust", "--username=lightbox", "--encoding=UTF8"]
        # a locale whose order is not that of bytes, where the machine has one: nothing may depend on it
        self._run(*command, "--locale=C.UTF-8", "--no-sync", "--no-instructions")
        self.port = _free_port()

    @property
    def data(self) -> Path:
        """Where it keeps everything."""
        return self.folder / "data"

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://lightbox@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        words = [binary("postgres"), "-D", str(self.data), "-p", str(self.port), "-k", str(self.folder)]
        words += ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60", "-c", "shared_buffers=16MB"]
        words += [word for setting in self.more for word in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                _as_owner(words, dies_with_us=True), stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder
            )
        self.wait()

    def wait(self) -> None:
        """Until it answers."""
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            assert self.process is not None
            assert self.process.poll() is None, (self.folder / "log").read_text()[-2000:]
            if self._run("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port), check=False) == 0:
                return
            time.sleep(0.05)
        raise AssertionError("PostgreSQL does not answer")

    def stop(self, number: signal.Signals = signal.SIGINT) -> None:
        """Stop it: SIGINT breaks connections and keeps everything, SIGQUIT is a crash."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(30)
        self.process = None

    def sql(self, *statements: str, database: str = "postgres") -> str:
        """Run statements, each by itself; gives what came back, a row a line."""
        return sql(self.url(database), *statements)

    def fresh(self, template: str = "template0") -> str:
        """A new database as `template` is; gives its name."""
        self._made += 1
        name, over = f"fresh_{self._made}", self._over
        self._over = []
        self.sql(
            *(f"DROP DATABASE {each} WITH (FORCE)" for each in over),
            f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY",
        )
        return name

    def emptied(self, template: str) -> str:
        """A database as `template` is that was used before, which costs a tenth of a new one; nobody else has it now."""
        if self._emptied:
            self.sql(_EMPTY, database=self._emptied)
        else:
            self._emptied = self.fresh(template)
            self.sql("CREATE SCHEMA kept", _KEEP, database=self._emptied)
        return self._emptied

    def release(self, name: str) -> None:
        """Nobody needs this database any more."""
        self._over.append(name)

    def files(self, name: str) -> bytes:
        """All bytes of a database as it lies on the disk, and the newest of the log that is written before it."""
        self.sql("CHECKPOINT")
        oid = self.sql("SELECT oid FROM pg_database WHERE datname = current_database()", database=name)
        folders = (self.data / "base" / oid, self.data / "pg_wal")
        return b"".join(path.read_bytes() for folder in folders for path in folder.iterdir() if path.is_file())

    def speak_tls(self, certificate: Path, key: Path) -> None:
        """From now on connections may be encrypted, under this certificate."""
        for source, name in ((certificate, "server.crt"), (key, "server.key")):
            to = self.data / name
            to.write_bytes(source.read_bytes())
            _belongs_to_owner(to, 0o600)
        self.sql("ALTER SYSTEM SET ssl = on", "SELECT pg_reload_conf()")
        end = time.monotonic() + START_S
        while self.sql("SHOW ssl") != "on":
            assert time.monotonic() < end
            time.sleep(0.02)

    def speak_no_tls(self) -> None:
        """As before."""
        self.sql("ALTER SYSTEM RESET ssl", "SELECT pg_reload_conf()")

    def dumped(self, name: str, to: Path) -> None:
        """A copy by `pg_dump`, while others write."""
        command = [binary("pg_dump"), "--format=custom", f"--file={to}", self.url(name)]
        subprocess.run(command, capture_output=True, check=True, timeout=120)

    def restored(self, dump: Path) -> str:
        """Such a copy in a new database; gives its name."""
        name = self.fresh()
        command = [binary("pg_restore"), "--no-owner", "--exit-on-error", f"--dbname={self.url(name)}", str(dump)]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        return name

    @contextmanager
    def twin(self) -> Iterator["PostgresServer"]:
        """A server begun from a copy of all files by `pg_basebackup`, made while others write."""
        folder = Path(tempfile.mkdtemp(prefix="lb-pg-"))
        other = PostgresServer(folder, self.more)
        try:
            _belongs_to_owner(folder)
            other.port = _free_port()
            where = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "lightbox")
            self._run("pg_basebackup", "-D", str(other.data), "-X", "stream", "-c", "fast", *where)
            other.start()
            yield other
        finally:
            other.stop()
            shutil.rmtree(folder, ignore_errors=True)

    def _run(self, program: str, *words: str, check: bool = True) -> int:
        done = subprocess.run(
            _as_owner([binary(program), *words]), capture_output=True, check=False, timeout=120, cwd="/"
        )
        assert not check or done.returncode == 0, done.stderr.decode()
        return done.returncode


def sql(url: str, *statements: str) -> str:
    """Run statements in the database at an address, each by itself; gives what came back, a row a line."""
    command = [binary("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url]
    words = [word for statement in statements for word in ("-c", statement)]
    done = subprocess.run([*command, *words], capture_output=True, check=True, timeout=60)
    return done.stdout.decode().strip()


@contextmanager
def postgres_server(*, more: tuple[str, ...] = QUICK) -> Iterator[PostgresServer]:
    """A running server that is gone afterwards; its folder lies where its own user can reach it."""
    binary("postgres")
    folder = Path(tempfile.mkdtemp(prefix="lb-pg-"))
    server = PostgresServer(folder, more)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def binary(name: str) -> str:
    """A program of the newest version that Debian installed, which is not on the path; without it the test skips."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        missing(f"needs {name} (Debian: postgresql)")
    return path


def _as_owner(words: list[str], *, dies_with_us: bool = False) -> list[str]:
    """The same as the unprivileged user when we are root."""
    prefix = ["setpriv", *(["--pdeathsig=INT"] if dies_with_us else [])]
    if os.geteuid() == 0:
        owner = pwd.getpwnam(OWNER)
        prefix += [f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
    return [*prefix, *words]


def _belongs_to_owner(path: Path, mode: int = 0o700) -> None:
    path.chmod(mode)
    if os.geteuid() == 0:
        owner = pwd.getpwnam(OWNER)
        os.chown(path, owner.pw_uid, owner.pw_gid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
