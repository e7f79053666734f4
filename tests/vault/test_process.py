"""A hardened process leaves no core dump and cannot be read by others of its account."""

import subprocess
import sys

import pytest

SHOW = """
import ctypes, resource
from server.vault.process import harden
print(harden(), resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_harden_forbids_core_dumps_and_tracing() -> None:
    """After `harden` the core limit is zero and the process is not dumpable."""
    shown = subprocess.run([sys.executable, "-c", SHOW], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "True (0, 0) 0"
