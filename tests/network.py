"""A private network for the whole test run: its own loopback and one address that is not loopback, nothing else.

A phone reaches a clinic's server from another machine, and browsers treat loopback as safe: what depends on that is
tested on `OUTSIDE_ADDRESS`. The run also cannot reach, or be reached from, anything beyond this machine.

`enter()` moves the calling thread, and every thread and process it starts from then on, into a fresh network
namespace; it must come before any of those exist. `LIGHTBOX_TEST_NETWORK=host` leaves the run where it is.
"""

import ctypes
import fcntl
import os
import socket
import struct

OUTSIDE_ADDRESS = "10.77.0.1"
WHERE, INSIDE = "LIGHTBOX_TEST_NETWORK", "entered"
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
SIOCGIFFLAGS, SIOCSIFFLAGS, SIOCSIFADDR, SIOCSIFNETMASK = 0x8913, 0x8914, 0x8916, 0x891C
IFF_UP = 0x1


def enter() -> bool:
    """Whether this process is now in a network of its own; False where that is not wanted or not allowed."""
    if os.environ.get(WHERE) == "host":
        return False
    if os.environ.get(WHERE) == INSIDE:  # a process of a run that has entered, and took it along
        return True
    # Root may; anybody else needs a user namespace around it, which some systems forbid.
    flags = CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWNET | CLONE_NEWUSER
    owner, group = os.getuid(), os.getgid()
    if ctypes.CDLL(None, use_errno=True).unshare(flags) != 0:
        return False
    if flags & CLONE_NEWUSER:
        _stay(owner, group)
    _raise_interfaces()
    os.environ[WHERE] = INSIDE
    return True


def _stay(owner: int, group: int) -> None:
    """Keep our own user and group inside the user namespace, so that file owners and modes mean what they did."""
    for path, line in (("setgroups", "deny"), ("uid_map", f"{owner} {owner} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{path}", "w", encoding="ascii") as file:  # noqa: PTH123 - one write call, as the kernel asks
            file.write(line)


def _raise_interfaces() -> None:
    """Bring loopback up and give it a second, ordinary address (by ioctl: a program would need capabilities)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        current = fcntl.ioctl(control, SIOCGIFFLAGS, struct.pack("16sh14x", b"lo", 0))
        (flags,) = struct.unpack_from("h", current, 16)
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | IFF_UP))
        for request, value in ((SIOCSIFADDR, OUTSIDE_ADDRESS), (SIOCSIFNETMASK, "255.255.255.0")):
            address = struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton(value))
            fcntl.ioctl(control, request, struct.pack("16s16s", b"lo:0", address))
