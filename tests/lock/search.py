"""Looking for known bytes where nothing should be left: in folders, and in the memory of processes (Linux).

Whoever looks holds what they look for: never search the process that searches.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

PIECE: Final = 16 << 20
Needles = Mapping[str, bytes]
"""What is looked for, by a name that a failure can print."""


def in_bytes(content: bytes, needles: Needles) -> Counter[str]:
    """How often each is found."""
    return +Counter({name: content.count(needle) for name, needle in needles.items()})


def in_folder(folder: Path, needles: Needles) -> Counter[str]:
    """How often each is found in the files below a folder, whatever they are called."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            if path.is_file() and not path.is_symlink():
                found += in_bytes(path.read_bytes(), needles)
    return found


def in_memory(process: int, needles: Needles) -> Counter[str]:
    """How often each is found in what a process can write to, and in anonymous files that it holds open.

    A needle that lies over the edge of a piece is found, one over the edge of a mapping is not: no allocation is.
    """
    found: Counter[str] = Counter()
    overlap = max(map(len, needles.values())) - 1
    for piece in _pieces(process, overlap):
        found += in_bytes(piece, needles)
    return found


def family(process: int) -> list[int]:
    """The processes below one, itself left out."""
    below: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                below += [child, *family(child)]
    return below


def may_read(process: int) -> bool:
    """Whether the memory of this process can be read: as root, for ours forbid it to others of their account."""
    try:
        with open(f"/proc/{process}/mem", "rb", 0):  # noqa: PTH123  (unbuffered)
            return True
    except OSError:
        return False


def _pieces(process: int, overlap: int) -> Iterator[bytes]:
    with suppress(FileNotFoundError, ProcessLookupError), open(f"/proc/{process}/mem", "rb", 0) as memory:  # noqa: PTH123
        for first, end in _written(process):
            yield from _range(memory.fileno(), first, end, overlap)
    yield from _anonymous_files(process)


def _written(process: int) -> Iterator[tuple[int, int]]:
    """First and end of every mapping that is or was writable: data, heap, stacks, shared memory."""
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        matched = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ (\d+)", line)
        if matched is None:
            continue
        first, end, rights, inode = matched.groups()
        if rights[0] == "r" and (rights[1] == "w" or inode == "0") and "[v" not in line:
            yield int(first, 16), int(end, 16)


def _range(memory: int, first: int, end: int, overlap: int) -> Iterator[bytes]:
    for start in range(first, end, PIECE):
        with suppress(OSError, OverflowError):
            yield os.pread(memory, min(PIECE + overlap, end - start), start)


def _anonymous_files(process: int) -> Iterator[bytes]:
    """What lies in memory files that are open but perhaps not mapped."""
    with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
        for descriptor in Path(f"/proc/{process}/fd").iterdir():
            with suppress(OSError):
                if str(descriptor.readlink()).startswith("/memfd:"):
                    yield descriptor.read_bytes()


def together(counted: Iterable[Counter[str]]) -> Counter[str]:
    """All counts in one."""
    return sum(counted, Counter[str]())
