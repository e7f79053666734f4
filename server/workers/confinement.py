"""What a worker gives up before it touches a byte from outside: files, network, processes, core dumps, privileges.

Each layer is tried and what took hold is reported; where a container forbids one, the others remain. Linux only.
"""

import ctypes
import os
import platform
import resource
import struct
import sys
from pathlib import Path

from server.workers.limits import WorkerLimits

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_SIGKILL, _SECCOMP_FILTER, _EPERM = 9, 2, 1
_NEW_NAMESPACES = 0x10000000 | 0x40000000 | 0x08000000 | 0x04000000  # user, network, IPC, host name
_libc = ctypes.CDLL(None, use_errno=True)

# Architecture as the filter sees it, and the column of its system call numbers below.
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
# What no decoder needs: the network, new processes and threads (every codec is called with one thread), other
# processes' memory, mounts, the kernel's doors.
_DENIED: dict[str, tuple[int, int | None]] = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "connect": (42, 203),
    "accept4": (288, 242),
    "clone": (56, 220),
    "clone3": (435, 435),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "swapon": (167, 224),
    "reboot": (169, 142),
    "unshare": (272, 97),
    "setns": (308, 268),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "perf_event_open": (298, 241),
    "open_by_handle_at": (304, 265),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
}
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_FILES_V1 = (1 << 13) - 1  # every file right of the first version of the interface
_LANDLOCK_READ = (1 << 2) | (1 << 3)


def confine(limits: WorkerLimits) -> tuple[str, ...]:
    """Give up everything a decoder does not need; names of the layers that took hold."""
    held = ["resources"]
    if _libc.unshare(_NEW_NAMESPACES) == 0:
        held.append("namespaces")
    # After the namespaces: entering one changes credentials, and that makes the kernel forget the first two.
    _libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _limit_resources(limits)
    if _landlock():
        held.append("files")
    if _seccomp():
        held.append("system_calls")
    return tuple(held)


def raise_cpu_limit(limits: WorkerLimits) -> None:
    """Allow the next job its processor time: the kernel counts from the start of the process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (used + limits.cpu_s + 1, resource.RLIM_INFINITY))


def _limit_resources(limits: WorkerLimits) -> None:
    for what, bound in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.address_space_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_FSIZE, limits.written_bytes),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (bound, bound))


def _landlock() -> bool:
    """Deny every file but Python's own, for reading (a codec or text encoding may be loaded late)."""
    attributes = struct.pack("<Q", _LANDLOCK_FILES_V1)
    rules = _libc.syscall(_LANDLOCK_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0)
    if rules < 0:
        return False
    for folder in {sys.prefix, sys.base_prefix, str(Path(os.__file__).parent), str(Path(__file__).parents[1])}:
        try:
            descriptor = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        except OSError:  # out of reach already
            continue
        rule = struct.pack("<Qi", _LANDLOCK_READ, descriptor)
        _libc.syscall(_LANDLOCK_ADD, rules, 1, rule, 0)
        os.close(descriptor)
    held = bool(_libc.syscall(_LANDLOCK_RESTRICT, rules, 0) == 0)
    os.close(rules)
    return held


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _seccomp() -> bool:
    """Make the denied system calls fail with EPERM; unknown machines go without."""
    machine = _MACHINES.get(platform.machine())
    if machine is None or sys.maxsize <= 2**32:
        return False
    architecture, column = machine
    numbers = [row[column] for row in _DENIED.values()]
    denied = [number for number in numbers if number is not None]
    load, equal, at_least, give_back = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | _EPERM

    def step(code: int, operand: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("<HBBL", code, yes, no, operand)

    count = len(denied)
    program = [
        step(load, 4),  # architecture: another one (32-bit entry points) has other numbers
        step(equal, architecture, 0, count + 3),
        step(load, 0),
        step(at_least, 0x40000000, count + 1, 0),  # the x32 numbering
        *(step(equal, number, count - index, 0) for index, number in enumerate(denied)),
        step(give_back, allow),
        step(give_back, refuse),
    ]
    code = b"".join(program)
    filter_program = _FilterProgram(len(program), code)
    return bool(_libc.prctl(_PR_SET_SECCOMP, _SECCOMP_FILTER, ctypes.byref(filter_program), 0, 0) == 0)
