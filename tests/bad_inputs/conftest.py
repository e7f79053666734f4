"""A pool of real worker processes for each file of bad inputs, and a place for their verdicts in the report."""

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from server.workers.pool import WorkerPool

VERDICTS = pytest.StashKey[list[str]]()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool() -> AsyncIterator[WorkerPool]:
    """Workers as the product runs them."""
    workers = WorkerPool()
    await workers.start()
    yield workers
    await workers.stop()


@pytest.fixture
def say(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Adds a line to the end of the run's report."""
    return request.config.stash.setdefault(VERDICTS, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The verdict of every shared file."""
    for line in config.stash.get(VERDICTS, []):
        terminalreporter.write_line(line)
