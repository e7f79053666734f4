"""Where in a TOML text a key stands."""

import tomllib
from collections.abc import Sequence
from typing import Any


def line_of(text: str, path: Sequence[str]) -> int:
    """The line, from 1, on which the key at `path` begins, or the nearest table above it that is written.

    TOML is read line by line instead of scanned: the key stands where the file, cut off behind it, first knows it, and
    it begins behind the last place before at which the file could have ended too.
    """
    lines = text.splitlines()
    for depth in range(len(path), 0, -1):
        could_end = 0
        for number in range(1, len(lines) + 1):
            try:
                tree: Any = tomllib.loads("\n".join(lines[:number]))
            except tomllib.TOMLDecodeError:
                continue
            for key in path[:depth]:
                tree = tree.get(key) if isinstance(tree, dict) else None
            if tree is not None:
                return could_end + 1
            could_end = number
    return 1
