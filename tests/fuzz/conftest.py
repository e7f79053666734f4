"""The seed of a run, and its findings at the end of the report."""

from collections.abc import Callable

import pytest

FINDINGS = pytest.StashKey[list[str]]()


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> str:
    """The run's printed seed."""
    return str(request.config.option.hypothesis_seed)


@pytest.fixture
def say(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Adds a line to the end of the run's report."""
    return request.config.stash.setdefault(FINDINGS, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """How many damaged files there were, and what became of them."""
    for line in config.stash.get(FINDINGS, []):
        terminalreporter.write_line(line)
