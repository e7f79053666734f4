"""What every test may ask for: the shared pictures, an address that is not loopback, and a printed seed."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import structlog

from tests import network
from tests.databases import migrated
from tests.postgres_server import PostgresServer, postgres_server
from tests.programs import missing
from tests.redis_servers import RedisServer, one_server

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED_DATA = Path(os.environ.get("LIGHTBOX_TEST_DATA", REPOSITORY.parent / "shared" / "data"))
COMPARED = pytest.StashKey[set[Path]]()
VERDICTS = pytest.StashKey[Counter[str]]()
IS_PRIVATE = pytest.StashKey[bool]()
SLOW_S = 180
"""How many seconds a slow test may take that says nothing else."""
LONG_S = 240
"""A file of tests is long when one of them may take so many seconds."""

# One deadline for all is pytest's; a slow machine is no finding of hypothesis.
hypothesis.settings.register_profile(
    "lightbox", deadline=None, print_blob=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("lightbox")
# structlog's own default draws every traceback through rich, which takes half a minute for a deep one.
structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Enter the private network before anything opens a port, and fix the seed so that a failure comes back."""
    config.stash[COMPARED] = set()
    config.stash[VERDICTS] = Counter()
    config.stash[IS_PRIVATE] = network.enter()
    config.pluginmanager.register(Workers(config))
    if config.option.hypothesis_seed is None:
        seed = os.environ.get("LIGHTBOX_TEST_SEED", "1")
        config.option.hypothesis_seed = str(int.from_bytes(os.urandom(4))) if seed == "random" else seed


def pytest_report_header(config: pytest.Config) -> list[str]:
    """What a failure needs to be repeated elsewhere."""
    own = f"its own (127.0.0.1, {network.OUTSIDE_ADDRESS})" if config.stash[IS_PRIVATE] else "the machine's"
    data = SHARED_DATA if SHARED_DATA.is_dir() else "absent: tests on real pictures skip"
    return [
        f"hypothesis seed: {config.option.hypothesis_seed} (LIGHTBOX_TEST_SEED=random for another)",
        f"network: {own}; shared pictures: {data}",
    ]


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """With CI set a run says what is not as it should be, and no eight thousand dots before it."""
    if os.environ.get("CI") and report.when == "call" and report.passed:
        return report.outcome, "", ""
    return None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Nothing is garbage while files of tests are read; afterwards no collection of cycles goes through them all again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()


@pytest.hookimpl(trylast=True)  # once it is known what is left out
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files that may take longest begin first where workers keep that order; `network_namespace` is had, or skips."""
    if not config.getoption("loadscopereorder", default=True):
        _longest_first(items)
    for item in items:
        if item.get_closest_marker("slow") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(SLOW_S))
    if config.stash[IS_PRIVATE]:
        return
    for item in items:
        if item.get_closest_marker("network_namespace"):
            item.fixturenames.append("outside_address")  # type: ignore[attr-defined]  # every function item has it


def _longest_first(items: list[pytest.Item]) -> None:
    """The longest file on the demo's study begins and makes that for all; long ones that need none fill the time till then."""
    longest: Counter[Path] = Counter()
    for item in items:
        longest[item.path] = max(longest[item.path], _may_take_s(item))
    items.sort(key=lambda item: -longest[item.path])
    on_demo = {item.path for item in items if "prepared" in getattr(item, "fixturenames", ())}
    first = next((item.path for item in items if item.path in on_demo), None)
    fillers = {path for path in longest if path not in on_demo and longest[path] >= LONG_S}
    items.sort(key=lambda item: 0 if item.path == first else 1 if item.path in fillers else 2)


def _may_take_s(item: pytest.Item) -> int:
    """Its own time limit; 0 without one."""
    limit = item.get_closest_marker("timeout")
    return int(limit.args[0]) if limit else 0


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """How much of the shared data was really looked at."""
    if config.stash[COMPARED]:
        terminalreporter.write_line(f"compared {len(config.stash[COMPARED])} files of the shared pictures")
    for verdict, count in sorted(config.stash[VERDICTS].items()):
        terminalreporter.write_line(f"{count:5} × {verdict}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of several (pytest -n) hands over what it counted."""
    output: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["compared"] = [str(path) for path in session.config.stash[COMPARED]]
        counted = session.config.stash[VERDICTS]
        output["verdicts"] = dict(counted)  # only plain types travel between workers


class Workers:
    """Adds up what workers counted; registered only where there are some (pytest-xdist)."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """One worker is done; one that crashed has nothing to say."""
        output = getattr(node, "workeroutput", {})
        self._config.stash[COMPARED].update(Path(path) for path in output.get("compared", ()))
        for verdict, count in output.get("verdicts", {}).items():
            self._config.stash[VERDICTS][verdict] += count


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real pictures beside the repository; without it the test skips and says so."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"no shared pictures in {SHARED_DATA} (LIGHTBOX_TEST_DATA names another folder)")
    return SHARED_DATA


@pytest.fixture
def compared(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """`compared(path)` counts a file whose content a test has compared; the run ends by printing how many."""
    return request.config.stash[COMPARED].add


@pytest.fixture
def judged(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """`judged(verdict)` counts what a comparison came to; the run ends by printing how many of each."""

    def count(verdict: str) -> None:
        request.config.stash[VERDICTS][verdict] += 1

    return count


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A real Redis for whoever needs one that lives; each test uses keys of its own."""
    with one_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def outside_address(request: pytest.FixtureRequest) -> str:
    """An address of this run's own network that a browser does not take for loopback."""
    if not request.config.stash[IS_PRIVATE]:
        missing("needs a network namespace of its own: run as root, or allow user namespaces")
    return network.OUTSIDE_ADDRESS


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The run's own PostgreSQL; its database `migrated` has this version's schema, and nobody connects to it."""
    with postgres_server() as server:
        server.sql("CREATE DATABASE migrated")
        migrated(server.url("migrated"))
        yield server


@pytest.fixture
def fresh_postgres(postgres: PostgresServer) -> str:
    """The address of a database of the test's own, with this version's schema and nothing in it."""
    return postgres.url(postgres.emptied("migrated"))
