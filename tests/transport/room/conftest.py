"""One real server in a process of its own for all tests of the rooms; each test holds its own consults in it."""

from collections.abc import Iterator

import pytest

from tests.journeys.clinic import Clinic
from tests.journeys.server_process import running


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A started server with two providers."""
    made = Clinic.in_folder(tmp_path_factory.mktemp("clinic"))
    with running(made.server):
        yield made
