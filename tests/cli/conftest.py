"""The commands in this process, on workers that are started once for each test file."""

import argparse
import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from server.cli import render as verb
from server.cli.pictures import command
from server.workers.pool import WorkerPool

Said = list[dict[str, Any]]
Render = Callable[..., tuple[int, Said]]
Home = tuple[asyncio.Runner, WorkerPool]


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    """A loop with a pool in it."""
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        pool = WorkerPool()
        runner.run(pool.start())
        yield runner, pool
        runner.run(pool.stop())


@pytest.fixture
def render(home: Home, capfdbinary: pytest.CaptureFixture[bytes]) -> Render:
    """Runs `lightbox render` with --json; gives its exit code and what it said."""
    runner, pool = home
    parser = argparse.ArgumentParser(prog="lightbox render")
    verb.arguments(parser)

    def run(*words: object) -> tuple[int, Said]:
        order = verb.order_of(parser.parse_args([*map(str, words), "--json"]))
        code = runner.run(command.render(order, pool))
        return code, [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]

    return run
