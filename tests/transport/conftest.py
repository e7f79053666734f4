"""The people's routes on a loopback port."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.transport.people_server import PeopleServer, people_server


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[PeopleServer]:
    async with people_server(tmp_path) as running:
        yield running
