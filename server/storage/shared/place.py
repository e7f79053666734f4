"""Where a Redis is, as one address: a single server, one found through Sentinels, or a Cluster; with TLS or without."""

from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import SplitResult, unquote, urlsplit

from server.terms.errors import Malformed

Kind = Literal["single", "sentinel", "cluster"]
KINDS: Final[dict[str, Kind]] = {"": "single", "sentinel": "sentinel", "cluster": "cluster"}
REDIS_PORT: Final = 6379
SENTINEL_PORT: Final = 26379


@dataclass(frozen=True, slots=True, repr=False)
class Login:
    """A user of Redis (ACL); empty: whoever connects."""

    name: str = ""
    password: str = ""


ANYBODY: Final = Login()


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """One Redis: the servers (or Sentinels) that are asked first, and how they are spoken to."""

    kind: Kind
    hosts: tuple[tuple[str, int], ...]
    primary: str = ""
    """Under which name Sentinels know the primary."""
    database: int = 0
    is_secure: bool = False
    login: Login = ANYBODY
    """Of whoever has none for their purpose."""

    def __repr__(self) -> str:
        """Never a password."""
        return f"Place({self.kind}, {len(self.hosts)} hosts)"


def place_of(url: str) -> Place:
    """Read ``redis[s][+sentinel|+cluster]://[name:password@]host[:port][,host[:port] …][/database or /primary]``.

    Raises
    ------
    Malformed
        `bad_settings` {complaint}, which names no part of a login.
    """
    parts = urlsplit(url)
    scheme, _, how = parts.scheme.partition("+")
    if scheme not in {"redis", "rediss"} or how not in KINDS:
        raise _bad("must begin with redis://, rediss://, redis+sentinel:// or redis+cluster://")
    if parts.query or parts.fragment:
        raise _bad("takes no ? and no #")
    kind, name = KINDS[how], parts.path.strip("/")
    hosts = _hosts(parts, SENTINEL_PORT if kind == "sentinel" else REDIS_PORT)
    if kind == "single" and len(hosts) > 1:
        raise _bad("names several hosts: say redis+sentinel:// or redis+cluster://")
    if kind == "sentinel" and not name:
        raise _bad("needs the name of the primary: redis+sentinel://host,host/primary")
    if kind != "sentinel" and not ((name.isascii() and name.isdigit()) or not name):
        raise _bad("ends in a number of a database, or in nothing")
    if kind == "cluster" and name not in {"", "0"}:
        raise _bad("of a Cluster has no database but 0")
    return Place(
        kind=kind,
        hosts=hosts,
        primary=name if kind == "sentinel" else "",
        database=int(name or 0) if kind == "single" else 0,
        is_secure=scheme == "rediss",
        login=_login(parts),
    )


def _login(parts: SplitResult) -> Login:
    user, at, _ = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    return Login(unquote(name), unquote(password)) if at else ANYBODY


def _hosts(parts: SplitResult, usual_port: int) -> tuple[tuple[str, int], ...]:
    listed = parts.netloc.rpartition("@")[2].split(",")
    try:
        each = [urlsplit(f"//{host.strip()}") for host in listed]
        hosts = tuple((one.hostname or "", one.port or usual_port) for one in each)
    except ValueError as error:
        raise _bad("has a port that is none") from error
    if not all(host for host, _ in hosts):
        raise _bad("names no host")
    return hosts


def _bad(complaint: str) -> Malformed:
    return Malformed("bad_settings", complaint=f"shared.url {complaint}")
