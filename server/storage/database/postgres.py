"""PostgreSQL as we need it: by TLS unless it is on this machine, durable commits, and no call without an end.

What SQLite gives by having one writer, the repositories say themselves: a row is locked before it is read to be
written, or one conditional statement does both.
"""

import asyncio
import ssl
from typing import Final, Protocol

import asyncpg
from sqlalchemy import URL, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from server.terms.errors import Malformed

CONNECT_S: Final = 4.0
"""How long a connection may take to be made."""
CALL_S: Final = 8.0
"""How long one transaction may take, from its connection to its end: a server that has vanished is never waited for."""
CONNECTIONS: Final = 10
RECYCLE_S: Final = 1800
NEAR: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_DRIVER_KEYS: Final = frozenset({"host", "port", "target_session_attrs"})
_TLS_KEYS: Final = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey"})

_OUTAGES: Final = ("08", "28", "3D", "40", "53", "55", "57", "58", "XX", "25P03")
"""SQLSTATE classes that say "not now", not "not that": no connection, no access, a conflict, no room, a server going away."""
_DISK_FULL: Final = "53100"


class _Driver(Protocol):
    def is_closed(self) -> bool: ...
    def terminate(self) -> None: ...


class _Connection(Protocol):
    driver_connection: _Driver


class _Record(Protocol):
    info: dict[str, asyncio.TimerHandle]


def engine_of(url: URL, *, connections: int, call_s: float) -> AsyncEngine:
    """Give an engine for a server: a bounded pool whose every use has an end.

    Raises
    ------
    Malformed
        `bad_settings`: TLS options nobody can follow, or a key the address may not have.
    """
    bare, tls = url.set(query={key: url.query[key] for key in url.query if key in _DRIVER_KEYS}), tls_of(url)
    engine = create_async_engine(
        bare,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=call_s,
        pool_recycle=RECYCLE_S,
        pool_use_lifo=True,
        connect_args={"ssl": tls, "timeout": CONNECT_S, "server_settings": _session(call_s)},
    )
    _bound(engine, call_s)
    return engine


def tls_of(url: URL) -> ssl.SSLContext | bool:
    """Give how the server is spoken to: False is in the clear, and the default only on this machine.

    `sslmode` as libpq has it; `allow` and `prefer` are refused, for whoever sits on the line decides then.
    """
    unknown = set(url.query) - _DRIVER_KEYS - _TLS_KEYS
    if unknown:
        raise Malformed("bad_settings", complaint=f"database.url: {min(unknown)} is not a key it may have")
    asked = {key: value for key, value in url.query.items() if isinstance(value, str)}
    mode = asked.get("sslmode", "disable" if _is_near(url) else "verify-full")
    if mode == "disable":
        return False
    if mode not in {"require", "verify-ca", "verify-full"}:
        raise Malformed("bad_settings", complaint="database.url: sslmode is disable, require, verify-ca or verify-full")
    try:
        context = ssl.create_default_context(cafile=asked.get("sslrootcert"))
        if "sslcert" in asked:
            context.load_cert_chain(asked["sslcert"], asked.get("sslkey"))
    except OSError as error:  # an SSLError is one
        raise Malformed(
            "bad_settings", complaint="database.url: sslrootcert, sslcert or sslkey cannot be read"
        ) from error
    context.check_hostname = mode == "verify-full"
    if mode == "require" and "sslrootcert" not in asked:
        context.verify_mode = ssl.CERT_NONE
    return context


def _is_near(url: URL) -> bool:
    """Whether the server is on this machine: loopback, or a socket in its file system."""
    named = url.query.get("host", url.host or "localhost")
    hosts = [named] if isinstance(named, str) else named
    return all(host in NEAR or host.startswith("/") for host in hosts)


def _session(call_s: float) -> dict[str, str]:
    """What the server shall do for a connection of ours; a process that hangs holds no lock longer than a call takes."""
    call_ms = str(int(call_s * 1000))
    return {
        "application_name": "lightbox",
        "synchronous_commit": "on",
        "statement_timeout": call_ms,
        "lock_timeout": call_ms,
        "idle_in_transaction_session_timeout": call_ms,
        "tcp_keepalives_idle": "10",
        "tcp_keepalives_interval": "5",
        "tcp_keepalives_count": "3",
        "jit": "off",
    }


def _bound(engine: AsyncEngine, call_s: float) -> None:
    """A connection that is out longer than a call may take is cut: its caller hears it at once, whatever it waits for.

    The driver's own time limits ask the server to cancel, and wait for an answer that a cut line never brings.
    """

    @event.listens_for(engine.sync_engine, "checkout")
    def out(connection: _Connection, record: _Record, _proxy: object) -> None:
        driver = connection.driver_connection
        if driver.is_closed():  # the server went away while nobody looked: another one is made instead
            raise DisconnectionError
        record.info["cut"] = asyncio.get_running_loop().call_later(call_s, driver.terminate)

    @event.listens_for(engine.sync_engine, "checkin")
    def back(_connection: object, record: _Record) -> None:
        if (timer := record.info.pop("cut", None)) is not None:
            timer.cancel()


def is_outage(error: BaseException) -> bool:
    """Whether an error of the driver says that the server cannot be had now."""
    if isinstance(error, asyncpg.PostgresError):
        return str(error.sqlstate).startswith(_OUTAGES)
    if isinstance(error, asyncpg.DataError | asyncpg.InternalClientError):
        return False  # what we gave it, not what became of it
    return isinstance(error, asyncpg.InterfaceError | OSError | TimeoutError)


def is_full(error: BaseException) -> bool:
    """Whether the server's disk has no room."""
    return isinstance(error, asyncpg.PostgresError) and error.sqlstate == _DISK_FULL
