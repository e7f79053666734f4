"""A desk for people on a fresh database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.desk.people import People, people_in


@pytest.fixture
async def people(tmp_path: Path) -> AsyncIterator[People]:
    async with people_in(tmp_path) as opened:
        yield opened
