"""One demo folder made for the whole run, and copies of it for whoever changes it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from server.studies.synthetic import INSTANCES
from tests.journeys.server_process import ServerProcess, running


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose demo study is in."""
    folder = tmp_path_factory.mktemp("prepared")
    with running(ServerProcess(folder)) as server:
        server.wait_for_study(INSTANCES)
        server.stop()
    return folder


@pytest.fixture
def demo_server(prepared: Path, tmp_path: Path) -> Callable[..., ServerProcess]:
    """A server over a copy of it (not started); keyword arguments as `ServerProcess`."""

    def make(**options: object) -> ServerProcess:
        folder = tmp_path / "server"
        if not folder.exists():
            shutil.copytree(prepared, folder, ignore=shutil.ignore_patterns("*-shm", "log.txt", "output.txt"))
        server = ServerProcess(folder, **options)  # type: ignore[arg-type]  # passed through as given
        server.forget_codes()
        return server

    return make
