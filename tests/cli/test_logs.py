"""The log, where nothing can be written any more."""

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
LOGS = """
import logging
import structlog
from server.cli.logs import configure
from server.settings import LogSettings
configure(LogSettings())
for _ in range(1000):
    structlog.get_logger().error("picture_not_shown", code="storage_full")
logging.getLogger("library").error("failed")
print("went on")
"""


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_a_log_that_cannot_be_written_stops_nothing() -> None:
    """T-52, I5: a full disk under the log costs lines of it; what was about to be told goes on."""
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-P", "-c", LOGS],
            cwd=Path(__file__).parents[2],
            env={"PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=subprocess.PIPE,
            stderr=full,
            timeout=60,
            check=False,
        )
    assert done.stdout == b"went on\n"
