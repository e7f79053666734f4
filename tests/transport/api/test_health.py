"""What `/readyz` says when something is wrong, and how soon."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from server.terms.errors import Unavailable
from server.transport.api.health import TIMED_OUT, Readiness, is_ready
from tests.transport.whole_house import served


def says(word: str) -> Callable[[], Awaitable[str]]:
    async def ask() -> str:
        return word

    return ask


async def fails() -> str:
    raise Unavailable("storage_unavailable", address="db.example")


@pytest.mark.parametrize(
    ("word", "ready"),
    [("ok", True), ("warning: no_witness", True), ("draining", False), ("schema_outdated", False), (TIMED_OUT, False)],
)
def test_a_warning_is_ready_and_a_reason_is_not(word: str, ready: bool) -> None:  # noqa: FBT001  (a table)
    assert is_ready({"database": "ok", "other": word}) is ready


async def test_a_failure_says_its_code_and_none_of_its_facts() -> None:
    """K5: no address, no name."""
    assert await Readiness({"database": fails, "clock": says("ok")}).ask() == {
        "database": "storage_unavailable",
        "clock": "ok",
    }


async def test_a_wall_that_says_nothing_is_said_and_asked_only_once() -> None:
    """A probe every second must not pile up requests on a database that hangs."""
    asked, free = [], asyncio.Event()

    async def hangs() -> str:
        asked.append(1)
        await free.wait()
        return "ok"

    readiness = Readiness({"database": hangs, "clock": says("ok")}, patience_s=0.01)
    for _ in range(3):
        assert await readiness.ask() == {"database": TIMED_OUT, "clock": "ok"}
    assert len(asked) == 1
    free.set()
    assert await Readiness.ask(readiness) == {"database": "ok", "clock": "ok"}
    assert len(asked) <= 2


async def test_every_part_is_named_and_a_process_that_drains_is_not_ready(tmp_path: Path) -> None:
    """K5, R14: balancers send nobody to a process that is being stopped; it lives all the same."""
    async with served(tmp_path) as whole:
        status, _, body = await whole.ask("GET", "/readyz", ("Host", "any.name"))
        told = json.loads(body)["checks"]
        assert status == 200
        assert told.keys() == {
            "clock",
            "database",
            "draining",
            "memory",
            "record",
            "shared",
            "storage",
            "witness",
            "workers",
        }
        assert {told[name] for name in ("database", "draining", "record", "witness", "workers")} == {"ok"}
        whole.house.draining.begin()
        status, _, body = await whole.ask("GET", "/readyz")
        assert (status, json.loads(body)["checks"]) == (503, {**told, "draining": "draining"})
        assert (await whole.ask("GET", "/healthz", ("Host", "any.name")))[0] == 200


async def test_storage_and_workers_that_are_gone_are_named(tmp_path: Path) -> None:
    """K5: the word is a code, not a path."""
    async with served(tmp_path) as whole:
        (tmp_path / "data" / "blobs").rename(tmp_path / "elsewhere")
        await whole.house._workers.stop()
        status, _, body = await whole.ask("GET", "/readyz")
        told = json.loads(body)["checks"]
    assert (status, told["storage"], told["workers"]) == (503, "storage_unavailable", "workers_down")
