"""What every test may ask for: the shared pictures, an address that is not loopback, and a printed seed."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import structlog

from tests import network
from tests.programs import missing

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED_DATA = Path(os.environ.get("LIGHTBOX_TEST_DATA", REPOSITORY.parent / "shared" / "data"))
COMPARED = pytest.StashKey[set[Path]]()
VERDICTS = pytest.StashKey[Counter[str]]()
IS_PRIVATE = pytest.StashKey[bool]()

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that say `network_namespace` get it or skip."""
    if config.stash[IS_PRIVATE]:
        return
    for item in items:
        if item.get_closest_marker("network_namespace"):
            item.fixturenames.append("outside_address")  # type: ignore[attr-defined]  # every function item has it


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


@pytest.fixture
def outside_address(request: pytest.FixtureRequest) -> str:
    """An address of this run's own network that a browser does not take for loopback."""
    if not request.config.stash[IS_PRIVATE]:
        missing("needs a network namespace of its own: run as root, or allow user namespaces")
    return network.OUTSIDE_ADDRESS
