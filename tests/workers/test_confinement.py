"""What a worker cannot reach, as whoever runs the tests (root in a container) and as somebody without any right."""

import json
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY
from tests.programs import require_program

PROGRAM = """
import asyncio, json, os
from server.workers.pool import WorkerPool
from server.workers.wire import Drill

async def reached():
    pool = WorkerPool(size=1)
    await pool.start()
    outcomes = {what: await pool.drill(Drill(what)) for what in ("babble", "open_file", "connect", "fork")}
    told = {"uid": os.getuid(), "outcomes": outcomes, "confined": pool.confined}
    await pool.stop()
    return told

print(json.dumps(asyncio.run(reached())))
"""
AS_SOMEBODY = ("--user", "--map-user=1000", "--map-group=1000")


def told_by(command: list[str]) -> dict[str, object]:
    """What the drills came to in a process started that way."""
    ran = subprocess.run(
        [*command, sys.executable, "-c", PROGRAM],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    if ran.returncode != 0 and command and "unshare" in ran.stderr:
        pytest.skip("this machine makes no user namespaces")
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert isinstance(told, dict)
    return told


@pytest.mark.parametrize("rights", [(), AS_SOMEBODY], ids=["as we are", "as somebody"])
def test_a_worker_reaches_nothing_whoever_started_it(rights: tuple[str, ...]) -> None:
    """T-28, decision 12: no file, no network, no process, with root's rights and without."""
    command = [require_program("unshare", package="util-linux"), *rights] if rights else []
    told = told_by(command)
    confined = told["confined"]
    assert isinstance(confined, list)
    assert "resources" in confined
    if "system_calls" not in confined or "files" not in confined:
        pytest.skip(f"this machine's kernel confines less: {confined}")
    assert told["outcomes"] == {
        "babble": "done",
        "open_file": "PermissionError",
        "connect": "PermissionError",
        "fork": "PermissionError",
    }
    if rights == AS_SOMEBODY:
        assert told["uid"] == 1000
