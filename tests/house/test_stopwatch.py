"""The measure itself: what is slow is told from a machine that is busy."""

import os
import subprocess
import sys
import time

from tests.stopwatch import Stopwatch


def test_what_takes_its_time_is_counted() -> None:
    """Waiting for something is our own time, whoever sleeps."""
    watch = Stopwatch()
    subprocess.run(["sleep", "0.5"], check=True)
    assert watch.own_s > 0.3


def test_a_processor_that_others_have_is_not_counted() -> None:
    """Two that want one processor take turns: each is kept from it as long as the other works."""
    (processor, *_) = os.sched_getaffinity(0)
    spin = f"""
import os, time
os.sched_setaffinity(0, [{processor}])
end = time.monotonic() + 1
while time.monotonic() < end:
    pass
"""
    watch, began_s = Stopwatch(), time.monotonic()
    running = [subprocess.Popen([sys.executable, "-S", "-c", spin]) for _ in range(2)]
    time.sleep(0.9)
    took_s, own_s = time.monotonic() - began_s, watch.own_s
    for each in running:
        each.wait()
    assert own_s < took_s - 0.2
