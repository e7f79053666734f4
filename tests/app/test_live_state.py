"""What processes have in common, as a whole server has it: there, away at the start, and away for a while."""

import json
from pathlib import Path

from tests.redis_servers import RedisServer, free_port
from tests.transport.whole_house import Whole, served


async def shared_says(whole: Whole) -> tuple[int, str]:
    status, _, body = await whole.ask("GET", "/readyz", ("Host", "any.name"))
    return status, json.loads(body)["checks"]["shared"]


async def test_a_server_asks_its_redis(tmp_path: Path, redis_server: RedisServer) -> None:
    """K5: /readyz says whether it answers; its figures say so too."""
    async with served(tmp_path, SHARED__URL=redis_server.url, METRICS__NETWORKS="127.0.0.0/8") as whole:
        assert await shared_says(whole) == (200, "ok")
        _, _, figures = await whole.ask("GET", "/metrics")
        assert b'lightbox_shared_away{purpose="tickets"} 0.0' in figures


async def test_a_server_starts_without_its_redis(tmp_path: Path) -> None:
    """R3: it is ready, and warns; nobody is sent away for what all processes miss at once."""
    async with served(tmp_path, SHARED__URL=f"redis://127.0.0.1:{free_port()}") as whole:
        assert await shared_says(whole) == (200, "warning: shared_unavailable")
