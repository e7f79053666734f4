"""A hardened process leaves no core dump, cannot be read by others of its account, and overwrites what it frees."""

import subprocess
import sys

import pytest

from server.vault.process import is_swapped_out, unguarded

SHOW = """
import ctypes, resource
from server.vault.process import harden, unguarded
print(unguarded(), harden(), unguarded(), resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
FREED = """
import ctypes, sys, threading
from server.vault.process import harden
if sys.argv[1] == "hardened":
    harden()
places, lids = [], []
def hold():
    # `bytes` of a picture's size; its place is kept as a number only
    held = [bytes([7, number]) * 40_000 for number in range(20)]
    places.extend((id(each) + 32, number) for number, each in enumerate(held))
    lids.append(bytes(5000))  # lies above them, so that the heap keeps its size
threads = [threading.Thread(target=hold) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
maps = [line.split("-", 1) for line in open("/proc/self/maps")]
mapped = [(int(low, 16), int(rest.split()[0], 16)) for low, rest in maps if rest.split()[1].startswith("rw")]
left = 0
for place, number in places:
    for low, high in mapped:
        if low <= place and place + 70_000 < high:
            left += ctypes.string_at(place + 1000, 64) == bytes([7, number]) * 32
print(left)
"""

linux = pytest.mark.skipif(sys.platform != "linux", reason="prctl and mallopt are Linux's")


@linux
def test_harden_forbids_core_dumps_and_tracing() -> None:
    """After `harden` the core limit is zero, the process is not dumpable, and freed memory is overwritten."""
    shown = subprocess.run([sys.executable, "-c", SHOW], capture_output=True, text=True, check=True)
    assert shown.stdout.strip().endswith("() () (0, 0) 0")
    assert "freed_memory" in shown.stdout
    assert "tracing" in shown.stdout


@linux
@pytest.mark.parametrize("how", ["hardened", "as it comes"])
def test_what_is_freed_is_overwritten(how: str) -> None:
    """LK-3: 60 freed buffers of a picture's size, from three threads; without it they are found again (the control)."""
    left = int(subprocess.run([sys.executable, "-c", FREED, how], capture_output=True, text=True, check=True).stdout)
    assert left == 0 if how == "hardened" else left >= 20


@linux
def test_what_is_not_in_force_is_named() -> None:
    """A process that was not hardened says so: this one, which is traced by debuggers and profilers."""
    assert "freed_memory" in unguarded()


def test_a_process_in_part_on_the_swap_is_told() -> None:
    """T-41: by the kernel's own account; a kernel without swap says nothing of it."""
    assert is_swapped_out("VmRSS:\t  9000 kB\nVmSwap:\t     8 kB\n")
    assert not is_swapped_out("VmRSS:\t  9000 kB\nVmSwap:\t     0 kB\n")
    assert not is_swapped_out("VmRSS:\t  9000 kB\n")
