"""What everything stands on, and what a few settings mean."""

import time
from dataclasses import dataclass, field

from server.app.metrics.counted import Counted
from server.audit.log import Log
from server.desk.texts import Texts
from server.live.clock import Clock
from server.live.draining import Draining
from server.live.synchrony import Synchrony
from server.live.witnessing import Witnessing
from server.policy import read_policy
from server.settings import Settings
from server.storage.database.engine import Database
from server.storage.shared.live_state import LiveState
from server.terms.consults import ViewingPolicy
from server.terms.session_types import Policy
from server.vault.deployment import DeploymentKey
from server.workers.pool import WorkerPool

NAME = "lightbox-consult"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def now_ms() -> int:
    """Wall clock of what happens at a desk."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Ground:
    """What everything stands on."""

    settings: Settings
    dep: DeploymentKey
    database: Database
    log: Log
    witnessing: Witnessing | None
    workers: WorkerPool
    clock: Clock
    texts: Texts
    public_url: str
    policy: Policy
    live: LiveState
    draining: Draining = field(default_factory=Draining)
    counted: Counted = field(default_factory=Counted)

    @property
    def synchrony(self) -> Synchrony:
        """Whether the machine's clock can be believed."""
        return Synchrony(self.clock)


def own_url(host: str, port: int, *, secure: bool) -> str:
    """The address listened on as a link; a wildcard is opened as localhost on this machine."""
    name = "localhost" if host in {*LOOPBACK, "0.0.0.0", "::", ""} else host  # noqa: S104  (comparing, not binding)
    shown = f"[{name}]" if ":" in name else name
    return f"{'https' if secure else 'http'}://{shown}:{port}"


def viewing_policy(settings: Settings) -> ViewingPolicy:
    """The limits that the settings say, as the rules take them."""
    policy = settings.policy
    return ViewingPolicy(
        minutes_max=policy.minutes_max,
        extensions_max=policy.extensions_max,
        extension_minutes_max=policy.extension_minutes_max,
        lobby_open_before_min=policy.lobby_open_before_min,
        lobby_after_start_min=policy.lobby_after_start_min,
        host_away_s=policy.host_away_s,
        presenter_away_s=policy.presenter_away_s,
        paused_max_min=policy.paused_max_min,
        empty_s=policy.empty_s,
        closing_s=policy.closing_s,
        specialist_identity=policy.specialist_identity,
        reader_findings=policy.reader_findings,
        ask_birth_date=policy.ask_birth_date,
    )


def policy_of(settings: Settings) -> Policy:
    """The clinic's session types and lifetimes; raises `Malformed` `bad_policy` or `no_policy_file`."""
    return read_policy(viewing_policy(settings), settings.policy_file, record_years=settings.clinic.record_years)
