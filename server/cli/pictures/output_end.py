"""When whoever reads our output goes away, as `| head` does: that is no mistake of anybody's."""

import os
from collections.abc import Callable
from typing import Final

BROKEN_PIPE: Final = 141
"""128 + SIGPIPE, as a shell says it."""


def quietly(command: Callable[[], int]) -> int:
    """The command's exit code; 141, without a word, when its output has no reader any more."""
    try:
        return command()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)  # for what is still buffered at exit
        os.dup2(nowhere, 1)
        os.close(nowhere)
        return BROKEN_PIPE
