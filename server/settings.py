"""All settings in one structure, checked together; from `lightbox.toml` and LIGHTBOX__SECTION__KEY, read only by the roof."""

import ipaddress
import os
import tomllib
from collections.abc import Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Meta, Struct, field

from server.identity.addresses import mail_address
from server.storage.shared.place import place_of
from server.terms.errors import Malformed

PREFIX: Final = "LIGHTBOX__"
SETTINGS_FILE: Final = "LIGHTBOX_SETTINGS"
"""Environment variable naming another file than ./lightbox.toml."""

NO_WITNESS: Final = "off"

SECRETS: Final = frozenset(
    {
        "database.password",
        "mail.password",
        "text_gateway.secret",
        "blobs.secret_access_key",
        "blobs.session_token",
        "shared.owners.password",
        "shared.tickets.password",
        "shared.control.password",
        "shared.sentinels.password",
    }
)
"""What `lightbox settings` says only of whether it is set."""
GATEWAY_SECRET_MIN: Final = 16

_AWS_ENDPOINTS: Final = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")

_LISTS: Final = frozenset({"trusted_proxies", "private_networks", "networks"})
"""Written with commas in the environment."""

_DATABASES: Final = frozenset({"postgres", "postgresql", "postgresql+asyncpg", "sqlite", "sqlite+aiosqlite"})

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
    addresses whose X-Forwarded-For and X-Forwarded-Proto are believed; nobody else's are. `internal` is where other
    processes of the installation reach this one (empty: this machine only); with several processes here the second one
    has the next port, and so on.
    """

    host: str = "127.0.0.1"
    port: Port = 8460
    public_url: str = ""
    tls: TlsSettings = TlsSettings()
    trusted_proxies: tuple[str, ...] = ()
    internal: str = ""


class DataSettings(Section, frozen=True):
    """Where studies and the database rest (sealed), and how much one person may bring in."""

    folder: str = "./data"
    quota_gb: Annotated[int, Meta(ge=1, le=100_000)] = 50
    free_floor_percent: Annotated[int, Meta(ge=0, le=50)] = 10


class BlobSettings(Section, frozen=True):
    """Where sealed studies rest: empty means `blobs` in the data folder, `s3://bucket/prefix` an S3-like store.

    What is empty is taken from the usual `AWS_…` environment, credentials else from the machine's role. Plain http only
    with `allow_http`, and only to an address that is loopback or private.
    """

    url: str = ""
    endpoint: str = ""
    region: str = ""
    access_key_id: str = ""
    secret_access_key: str = ""
    session_token: str = ""
    authority: str = ""
    allow_http: bool = False

    def __repr__(self) -> str:
        """Never a secret."""
        return f"BlobSettings(url={self.url!r})"


class KeySettings(Section, frozen=True):
    """Where the deployment key lies: a file outside the data folder, mode 0600, made by `lightbox init`."""

    deployment: str = "~/.config/lightbox/deployment.key"


class AuditSettings(Section, frozen=True):
    """Where the record's witness lies: a file that no backup of the data folder takes back, best on another volume.

    Empty means beside the deployment key (a demo has none then), `off` none.
    """

    witness: str = ""


class BackupSettings(Section, frozen=True):
    """Where backups are put, if `lightbox check` shall look at them; nothing here makes one."""

    folder: str = ""


class DatabaseSettings(Section, frozen=True):
    """Where the durable record lives: empty means SQLite in the data folder.

    `connections` is how many a process may have open at PostgreSQL.
    """

    url: str = ""
    password: str = ""
    connections: Annotated[int, Meta(ge=2, le=200)] = 10

    def __repr__(self) -> str:
        """Never a password."""
        return f"DatabaseSettings(connections={self.connections})"


class RedisUserSettings(Section, frozen=True):
    """A user of Redis (ACL) for one purpose; empty: the one in the address."""

    login: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Never the password."""
        return f"RedisUserSettings(login={self.login!r})"


class SharedSettings(Section, frozen=True):
    """The Redis that several processes have in common; without one this process is the only one.

    `owners`, `tickets` and `control` are its users by purpose, `sentinels` the one Sentinels ask for.
    """

    url: str = ""
    authority: str = ""
    owners: RedisUserSettings = RedisUserSettings()
    tickets: RedisUserSettings = RedisUserSettings()
    control: RedisUserSettings = RedisUserSettings()
    sentinels: RedisUserSettings = RedisUserSettings()

    def __repr__(self) -> str:
        """Never the address: it may carry a password."""
        return f"SharedSettings(url={'(set)' if self.url else ''!r})"


class ClinicSettings(Section, frozen=True):
    """Who invites, as guests read it; messages say times in `time_zone`.

    `record_years` is said in the privacy notice; 0: as long as the law asks.
    """

    name: str = "Northside Clinic"
    phone: str = ""
    time_zone: str = "UTC"
    record_years: Annotated[int, Meta(ge=0, le=100)] = 0

    @property
    def zone(self) -> tzinfo:
        """The zone itself; UTC needs no list of zones on this machine."""
        return UTC if self.time_zone == "UTC" else ZoneInfo(self.time_zone)


class MailSettings(Section, frozen=True):
    """The clinic's mail server; without one nothing is sent by mail."""

    server: str = ""
    port: Port = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    authority: str = ""
    login: str = ""
    password: str = ""
    sender: str = ""

    def __repr__(self) -> str:
        """Never the password."""
        return f"MailSettings(server={self.server!r})"


class TextGatewaySettings(Section, frozen=True):
    """Where text messages are handed over; without one none are sent."""

    url: str = ""
    secret: str = ""
    authority: str = ""
    private_networks: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Never the secret."""
        return f"TextGatewaySettings(url={self.url!r})"


class PolicySettings(Section, frozen=True):
    """The clinic's limits for consults (minutes and seconds as named).

    `file` names a policy file with session types and limits (docs/policy.md); its `[limits]` stand instead of the
    same ones here. Empty means the packaged types.
    """

    file: str = ""
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
    reader_findings: bool = False
    ask_birth_date: bool = True


class WorkerSettings(Section, frozen=True):
    """Limited processes that parse and decode."""

    count: Annotated[int, Meta(ge=1, le=64)] = 1
    memory_mb: Annotated[int, Meta(ge=512, le=16_384)] = 1536


class CacheSettings(Section, frozen=True):
    """Memory for decoded levels, for sealed frames, and for objects of a remote store, over all sessions of a process."""

    decoded_mb: Annotated[int, Meta(ge=64, le=65_536)] = 256
    sealed_mb: Annotated[int, Meta(ge=16, le=65_536)] = 256
    objects_mb: Annotated[int, Meta(ge=0, le=65_536)] = 512


class MetricsSettings(Section, frozen=True):
    """Who may read figures, and where: by default nobody.

    `port` opens a listener of its own at `host`; without one /metrics is answered on the public port, to `networks` only.
    """

    host: str = "127.0.0.1"
    port: Port = 0
    networks: tuple[str, ...] = ()


class LogSettings(Section, frozen=True):
    """`level` as in Python's logging; `format` is auto (pretty on a terminal, else JSON), json or pretty."""

    level: str = "info"
    format: str = "auto"


class Settings(Section, frozen=True):
    """Everything that can be set."""

    server: ServerSettings = field(default_factory=ServerSettings)
    data: DataSettings = field(default_factory=DataSettings)
    blobs: BlobSettings = field(default_factory=BlobSettings)
    keys: KeySettings = field(default_factory=KeySettings)
    audit: AuditSettings = field(default_factory=AuditSettings)
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    shared: SharedSettings = field(default_factory=SharedSettings)
    backup: BackupSettings = field(default_factory=BackupSettings)
    clinic: ClinicSettings = field(default_factory=ClinicSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    text_gateway: TextGatewaySettings = field(default_factory=TextGatewaySettings)
    policy: PolicySettings = field(default_factory=PolicySettings)
    workers: WorkerSettings = field(default_factory=WorkerSettings)
    cache: CacheSettings = field(default_factory=CacheSettings)
    metrics: MetricsSettings = field(default_factory=MetricsSettings)
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
    def policy_file(self) -> Path | None:
        """The policy file as an absolute path, None for the packaged types."""
        return Path(self.policy.file).expanduser().resolve() if self.policy.file else None

    @property
    def database_url(self) -> str:
        """Where the durable record lives, with its password: never to be shown."""
        if not self.database.url:
            return f"sqlite+aiosqlite:///{self.data_folder / 'lightbox.db'}"
        return _with_password(self.database.url, self.database.password)


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
        _place_endpoint(tree, environ)
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
    tree[keys[-1]] = _as_list(value) if keys[-1] in _LISTS else value


def _place_endpoint(tree: dict[str, Any], environ: Mapping[str, str]) -> None:
    """Take the store's endpoint from AWS's own names where ours says none, so that it is checked like ours."""
    blobs = tree.get("blobs")
    endpoint = next((environ[name] for name in _AWS_ENDPOINTS if environ.get(name)), "")
    if isinstance(blobs, dict) and blobs.get("url") and not blobs.get("endpoint") and endpoint:
        blobs["endpoint"] = endpoint


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
    _check_internal(settings.server)
    if settings.key_file.is_relative_to(settings.data_folder):
        raise Malformed("bad_settings", complaint="keys.deployment must lie outside data.folder")
    witness = settings.witness_file()
    if witness is not None and witness.is_relative_to(settings.data_folder):
        raise Malformed("bad_settings", complaint="audit.witness must lie outside data.folder")
    _check_blobs(settings.blobs)
    _check_database(settings.database)
    _check_shared(settings.shared)
    _check_clinic(settings.clinic)
    _check_mail(settings.mail)
    _check_gateway(settings.text_gateway)
    _check_metrics(settings.metrics)


def _check_internal(server: ServerSettings) -> None:
    url = urlsplit(server.internal)
    if server.internal and (url.scheme != "http" or not url.hostname or not url.port or url.path not in {"", "/"}):
        raise Malformed("bad_settings", complaint="server.internal must be http://address:port of this machine")


def _check_blobs(blobs: BlobSettings) -> None:
    if not blobs.url:
        return
    url = urlsplit(blobs.url)
    if url.scheme != "s3" or not url.hostname or url.netloc != url.hostname or url.query or url.fragment:
        raise Malformed(
            "bad_settings", complaint="blobs.url must be s3://bucket or s3://bucket/prefix, without a password"
        )
    if bool(blobs.access_key_id) != bool(blobs.secret_access_key):
        raise Malformed(
            "bad_settings", complaint="blobs.access_key_id needs blobs.secret_access_key, and the other way round"
        )
    if blobs.endpoint:
        _check_endpoint(blobs)


def _check_endpoint(blobs: BlobSettings) -> None:
    endpoint = urlsplit(blobs.endpoint)
    if endpoint.scheme not in {"http", "https"} or not endpoint.hostname or "@" in endpoint.netloc or endpoint.query:
        raise Malformed("bad_settings", complaint="blobs.endpoint must be https://host[:port] without a password")
    if endpoint.scheme == "https":
        return
    if not blobs.allow_http:
        raise Malformed("bad_settings", complaint="blobs.endpoint may be http only with blobs.allow_http")
    try:
        address = ipaddress.ip_address(endpoint.hostname)
    except ValueError:
        return  # what the name stands for is looked up at the start
    if not address.is_private:
        raise Malformed("bad_settings", complaint="blobs.endpoint may be http only inside a private network")


def _check_database(database: DatabaseSettings) -> None:
    if not database.url:
        return
    try:
        url = urlsplit(database.url)
        has_own = url.password is not None
    except ValueError as error:
        raise Malformed("bad_settings", complaint="database.url is not an address of a database") from error
    if url.scheme not in _DATABASES:
        raise Malformed("bad_settings", complaint="database.url begins with postgresql:// or sqlite:///")
    if database.password and (has_own or not url.username):
        raise Malformed("bad_settings", complaint="database.password needs a name, and no password, in database.url")


def _with_password(url: str, password: str) -> str:
    """An address with the password it leaves out; a mark of an address in it means itself."""
    before, mark, place = url.partition("@")
    return f"{before}:{quote(password, safe='')}{mark}{place}" if password else url


def _check_shared(shared: SharedSettings) -> None:
    if shared.url:
        place_of(shared.url)


def _check_clinic(clinic: ClinicSettings) -> None:
    if not clinic.name.isprintable() or not clinic.phone.isprintable():
        raise Malformed("bad_settings", complaint="clinic.name and clinic.phone must be one line each")
    try:
        _ = clinic.zone
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Malformed("bad_settings", complaint="clinic.time_zone must be a zone like Europe/Madrid") from error


def _check_mail(mail: MailSettings) -> None:
    if not mail.server:
        return
    try:
        mail_address(mail.sender)
    except Malformed as error:
        raise Malformed("bad_settings", complaint="mail.sender must be a mail address") from error
    if bool(mail.login) != bool(mail.password):
        raise Malformed("bad_settings", complaint="mail.login needs mail.password, and the other way round")
    if mail.login and mail.security == "none":
        raise Malformed("bad_settings", complaint="mail.login needs mail.security tls or starttls")


def _check_gateway(gateway: TextGatewaySettings) -> None:
    try:
        networks = [ipaddress.ip_network(each) for each in gateway.private_networks]
    except ValueError as error:
        raise Malformed("bad_settings", complaint=f"text_gateway.private_networks: {error}") from error
    if not gateway.url:
        return
    url = urlsplit(gateway.url)
    if url.scheme not in {"http", "https"} or not url.hostname or "@" in url.netloc or url.fragment:
        raise Malformed("bad_settings", complaint="text_gateway.url must be https://host/path without a password")
    if url.scheme == "http" and not networks:
        raise Malformed("bad_settings", complaint="text_gateway.url may be http only inside private_networks")
    if len(gateway.secret) < GATEWAY_SECRET_MIN:
        raise Malformed("bad_settings", complaint=f"text_gateway.secret needs {GATEWAY_SECRET_MIN} characters or more")


def _check_metrics(metrics: MetricsSettings) -> None:
    try:
        for each in metrics.networks:
            ipaddress.ip_network(each)
    except ValueError as error:
        raise Malformed("bad_settings", complaint=f"metrics.networks: {error}") from error
    if metrics.port and not metrics.networks and metrics.host not in {"127.0.0.1", "::1", "localhost"}:
        raise Malformed("bad_settings", complaint="metrics.host beyond this machine needs metrics.networks")
