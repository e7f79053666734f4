"""One demo folder made for the whole run, and copies of it for whoever changes it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.studies.synthetic import INSTANCES
from tests import network
from tests.conftest import IS_PRIVATE
from tests.journeys.server_process import OutsideServer, ServerProcess, running
from tests.once import made_once
from tests.programs import missing


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose demo study is in."""
    return made_once(tmp_path_factory, "prepared", _prepare)


def _prepare(folder: Path) -> None:
    with running(ServerProcess(folder)) as server:
        server.wait_for_study(INSTANCES)
        server.stop()


@pytest.fixture
def demo_server(prepared: Path, tmp_path: Path) -> Callable[..., ServerProcess]:
    """A server over a copy of it (not started); keyword arguments as `ServerProcess`."""

    def make(**options: object) -> ServerProcess:
        folder = tmp_path / "server"
        if not folder.exists():
            copy_of(prepared, folder)
        server = ServerProcess(folder, **options)  # type: ignore[arg-type]  # passed through as given
        server.forget_codes()
        return server

    return make


@pytest.fixture(scope="module")
def clinic_site(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[OutsideServer]:
    """A running server over https on the address that is not loopback; one per file of tests."""
    more = {"LIGHTBOX__CLINIC__PHONE": "555 0100", "LIGHTBOX__LOG__FORMAT": "json"}
    with site_over(prepared, tmp_path_factory.mktemp("clinic"), request, more) as site:
        yield site


@contextmanager
def site_over(
    prepared: Path, folder: Path, request: pytest.FixtureRequest, more: dict[str, str]
) -> Iterator[OutsideServer]:
    """A running server over https on the address that is not loopback, with these settings, over a copy of the demo."""
    if not request.config.stash[IS_PRIVATE]:
        missing("needs a network namespace of its own: run as root, or allow user namespaces")
    copy_of(prepared, folder / "server")
    site = OutsideServer(folder / "server", host=network.OUTSIDE_ADDRESS, more=more)
    site.forget_codes()
    with running(site):
        yield site


def copy_of(prepared: Path, folder: Path) -> None:
    """A folder like the prepared one, for whoever starts a server of their own over it."""
    shutil.copytree(
        prepared,
        folder,
        ignore=shutil.ignore_patterns("*-shm", "log.txt", "output.txt"),
        copy_function=lambda source, target: (
            _link(source, target) if "blobs" in source else shutil.copy2(source, target)
        ),
    )


def _link(source: str, target: str) -> str:
    """Sealed objects are written once and never changed: a second name is as good as a copy."""
    os.link(source, target)
    return target
