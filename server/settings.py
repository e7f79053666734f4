"""All settings in one structure, checked together; from `lightbox.toml` and LIGHTBOX__SECTION__KEY, read only by the roof."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct, field

from server.terms.errors import Malformed

PREFIX: Final = "LIGHTBOX__"
SETTINGS_FILE: Final = "LIGHTBOX_SETTINGS"
"""Environment variable naming another file than ./lightbox.toml."""

NO_WITNESS: Final = "off"

Port = Annotated[int, Meta(ge=0, le=65535)]
Positive = Annotated[int, Meta(ge=1)]


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A section: an unknown key is an error that names it."""


class TlsSettings(Section, frozen=True):
    """Certificate and key as PEM files; both or neither."""

    certificate: str = ""
    key: str = ""


class ServerSettings(Section, frozen=True):
    """Where the server listens and under which address people reach it.

    `public_url` decides links, QR codes and allowed origins (default: the address listened on). `trusted_proxies` are
    addresses whose X-Forwarded-For and X-Forwarded-Proto are believed; nobody else's are.
    """

    host: str = "127.0.0.1"
    port: Port = 8460
    public_url: str = ""
    tls: TlsSettings = TlsSettings()
    trusted_proxies: tuple[str, ...] = ()


class DataSettings(Section, frozen=True):
    """Where studies and the database rest (sealed), and how much one person may bring in."""

    folder: str = "./data"
    quota_gb: Annotated[int, Meta(ge=1, le=100_000)] = 50
    free_floor_percent: Annotated[int, Meta(ge=0, le=50)] = 10


class KeySettings(Section, frozen=True):
    """Where the deployment key lies: a file outside the data folder, mode 0600, made by `lightbox init`."""

    deployment: str = "~/.config/lightbox/deployment.key"


class AuditSettings(Section, frozen=True):
    """Where the record's witness lies: a file that no backup of the data folder takes back, best on another volume.

    Empty means beside the deployment key (a demo has none then), `off` none.
    """

    witness: str = ""


class DatabaseSettings(Section, frozen=True):
    """SQLAlchemy URL; empty means SQLite in the data folder."""

    url: str = ""


class ClinicSettings(Section, frozen=True):
    """Who invites, as guests read it."""

    name: str = "Northside Clinic"
    phone: str = ""


class PolicySettings(Section, frozen=True):
    """The clinic's limits for consults (minutes and seconds as named)."""

    minutes_max: Annotated[int, Meta(ge=5, le=240)] = 120
    extensions_max: Annotated[int, Meta(ge=0, le=10)] = 3
    extension_minutes_max: Annotated[int, Meta(ge=1, le=60)] = 15
    lobby_open_before_min: Annotated[int, Meta(ge=0, le=240)] = 10
    lobby_after_start_min: Annotated[int, Meta(ge=5, le=1440)] = 90
    host_away_s: Annotated[int, Meta(ge=5, le=600)] = 60
    presenter_away_s: Annotated[int, Meta(ge=1, le=600)] = 10
    paused_max_min: Annotated[int, Meta(ge=1, le=120)] = 15
    empty_s: Annotated[int, Meta(ge=5, le=3600)] = 120
    closing_s: Annotated[int, Meta(ge=0, le=300)] = 120
    patient_mark: bool = True
    specialist_identity: bool = False


class WorkerSettings(Section, frozen=True):
    """Limited processes that parse and decode."""

    count: Annotated[int, Meta(ge=1, le=64)] = 1
    memory_mb: Annotated[int, Meta(ge=512, le=16_384)] = 1536


class CacheSettings(Section, frozen=True):
    """Memory for decoded levels and for sealed frames, over all sessions of this process."""

    decoded_mb: Annotated[int, Meta(ge=64, le=65_536)] = 256
    sealed_mb: Annotated[int, Meta(ge=16, le=65_536)] = 256


class LogSettings(Section, frozen=True):
    """`level` as in Python's logging; `format` is auto (pretty on a terminal, else JSON), json or pretty."""

    level: str = "info"
    format: str = "auto"


class Settings(Section, frozen=True):
    """Everything that can be set."""

    server: ServerSettings = field(default_factory=ServerSettings)
    data: DataSettings = field(default_factory=DataSettings)
    keys: KeySettings = field(default_factory=KeySettings)
    audit: AuditSettings = field(default_factory=AuditSettings)
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    clinic: ClinicSettings = field(default_factory=ClinicSettings)
    policy: PolicySettings = field(default_factory=PolicySettings)
    workers: WorkerSettings = field(default_factory=WorkerSettings)
    cache: CacheSettings = field(default_factory=CacheSettings)
    log: LogSettings = field(default_factory=LogSettings)

    @property
    def data_folder(self) -> Path:
        """The data folder as an absolute path."""
        return Path(self.data.folder).expanduser().resolve()

    @property
    def key_file(self) -> Path:
        """The deployment key's file as an absolute path."""
        return Path(self.keys.deployment).expanduser().resolve()

    def witness_file(self, *, demo: bool = False) -> Path | None:
        """The witness's file as an absolute path, None when there is to be none."""
        if self.audit.witness == NO_WITNESS or (demo and not self.audit.witness):
            return None
        if not self.audit.witness:
            return self.key_file.with_suffix(".witness")
        return Path(self.audit.witness).expanduser().resolve()

    @property
    def database_url(self) -> str:
        """Where the durable record lives."""
        return self.database.url or f"sqlite+aiosqlite:///{self.data_folder / 'lightbox.db'}"


def load(environ: Mapping[str, str] = os.environ, folder: Path | None = None) -> Settings:
    """Read the settings file (if any), let the environment override it, and check everything together.

    Raises
    ------
    Malformed
        `bad_settings` with the place and the complaint.
    """
    path = Path(environ[SETTINGS_FILE]) if environ.get(SETTINGS_FILE) else (folder or Path.cwd()) / "lightbox.toml"
    tree: dict[str, Any] = {}
    try:
        if path.exists():
            tree = tomllib.loads(path.read_text(encoding="utf-8"))
        for name, value in environ.items():
            if name.startswith(PREFIX):
                _place(tree, name.removeprefix(PREFIX).lower().split("__"), value)
        settings = msgspec.convert(tree, Settings, strict=False)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Malformed("bad_settings", complaint=str(error)) from error
    _check(settings)
    return settings


def _place(tree: dict[str, Any], keys: list[str], value: str) -> None:
    for key in keys[:-1]:
        inner = tree.setdefault(key, {})
        if not isinstance(inner, dict):
            raise Malformed("bad_settings", complaint=f"{'.'.join(keys)} lies below a value")
        tree = inner
    tree[keys[-1]] = _as_list(value) if keys[-1] == "trusted_proxies" else value


def _as_list(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _check(settings: Settings) -> None:
    tls = settings.server.tls
    if bool(tls.certificate) != bool(tls.key):
        raise Malformed("bad_settings", complaint="server.tls needs certificate and key together")
    url = urlsplit(settings.server.public_url)
    if settings.server.public_url and (
        url.scheme not in {"http", "https"} or not url.hostname or url.path not in {"", "/"}
    ):
        raise Malformed("bad_settings", complaint="server.public_url must be http(s)://host[:port] without a path")
    if settings.key_file.is_relative_to(settings.data_folder):
        raise Malformed("bad_settings", complaint="keys.deployment must lie outside data.folder")
    witness = settings.witness_file()
    if witness is not None and witness.is_relative_to(settings.data_folder):
        raise Malformed("bad_settings", complaint="audit.witness must lie outside data.folder")
