"""The process that holds keys leaves no image of its memory behind: no core dump, no reading by others of its account."""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4


def harden() -> bool:
    """Forbid core dumps and, on Linux, tracing and memory reads by other processes of the same account.

    Returns
    -------
    bool
        Whether everything took effect (not, for instance, on another system than Linux).
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return False
    answer: int = ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return answer == 0
