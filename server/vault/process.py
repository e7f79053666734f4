"""The process that holds keys leaves no image of its memory behind: no dump, no reader, nothing in what is freed.

No reader means no other process of its account. That freed memory is overwritten is glibc's M_PERTURB (mallopt(3)):
`free` fills what it takes back, so that an encoded picture is gone as soon as nobody holds it, not when chance writes
over it. It reaches what comes from `malloc`: arrays, encoded pictures, what codecs and OpenSSL work on. It does not
reach Python's own blocks of up to 512 bytes and the smallest chunks that glibc keeps per thread, where no picture fits;
keys are overwritten by whoever holds them. Other C libraries than glibc lack it, and `unguarded` says so.
"""

import ctypes
import resource
import sys
from pathlib import Path
from typing import Final

_PR_GET_DUMPABLE: Final = 3
_PR_SET_DUMPABLE: Final = 4
_M_PERTURB: Final = -6
FREED_WITH: Final = 0xA5
"""What freed memory is filled with; fresh memory is filled with its complement. Neither may be 0: that switches it off."""
_STATUS: Final = Path("/proc/self/status")
_PROBE_BYTES: Final = 4096
"""Larger than what a thread keeps back for itself, small enough not to be mapped for itself."""


def harden() -> tuple[str, ...]:
    """Forbid core dumps and, on Linux, memory reads by others of the same account; have freed memory overwritten.

    To be called before the first key or picture exists. Gives what did not take effect, as `unguarded`.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        if hasattr(library, "mallopt"):
            library.mallopt(_M_PERTURB, FREED_WITH)
    return unguarded()


def unguarded() -> tuple[str, ...]:
    """What does not hold in this process at this moment; empty when all does. Asked of the process, not remembered.

    `core_dumps`, `tracing`, `freed_memory`; `swapped_out` when a part of its memory lies on the swap, where nothing
    that was in it can be overwritten any more.
    """
    gaps = {
        "core_dumps": resource.getrlimit(resource.RLIMIT_CORE) != (0, 0),
        "tracing": not _refuses_tracing(),
        "freed_memory": not _overwrites_freed(),
        "swapped_out": is_swapped_out(_STATUS.read_text("ascii", "replace")) if _STATUS.exists() else False,
    }
    return tuple(name for name, is_open in gaps.items() if is_open)


def is_swapped_out(status: str) -> bool:
    """Whether a process is in part on the swap, by what `/proc/<pid>/status` says (proc(5), VmSwap in kB)."""
    sizes = (line.split()[1] for line in status.splitlines() if line.startswith("VmSwap:"))
    return any(int(size) > 0 for size in sizes)


def _refuses_tracing() -> bool:
    if sys.platform != "linux":
        return False
    answer: int = ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0)
    return answer == 0


def _overwrites_freed() -> bool:
    """Whether fresh memory comes filled, which is the visible half of the same switch."""
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = [ctypes.c_void_p]
    place: int | None = library.malloc(ctypes.c_size_t(_PROBE_BYTES))
    if place is None:
        return False
    try:
        return ctypes.string_at(place, _PROBE_BYTES) == bytes([FREED_WITH ^ 0xFF]) * _PROBE_BYTES
    finally:
        library.free(place)
