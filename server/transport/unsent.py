"""How little may wait in this process before a line counts as full: what the kernel does not take, its giver keeps."""

import asyncio
from typing import Final

UNSENT_BYTES: Final = 1
"""Not 0: a TLS transport takes any size for "at least 0", and is paused or not after every other write with nothing in it.

Whoever waits for it then waits for something to come from the other side, and an end of the other side goes unnoticed.
"""


def keep_little(transport: asyncio.WriteTransport) -> None:
    """Let a transport say that it is full as soon as anything waits in it."""
    transport.set_write_buffer_limits(UNSENT_BYTES)
