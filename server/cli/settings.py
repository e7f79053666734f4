"""`lightbox settings`: every setting with its value and the name it has in the environment."""

import argparse
import re
import sys
from collections.abc import Iterator

from msgspec import Struct

from server.settings import PREFIX, SECRETS, load


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""
    parser.epilog = "Settings come from ./lightbox.toml (or the file LIGHTBOX_SETTINGS names); the environment wins."


def run(_arguments: argparse.Namespace) -> int:
    """Print one setting a line."""
    for path, value in walk(load(), ()):
        name = PREFIX + "__".join(path).upper()
        key = ".".join(path)
        shown = ("(set)" if value else "(empty)") if key in SECRETS else _without_password(value)
        sys.stdout.write(f"{key:32} {shown!r:40} {name}\n")
    return 0


def walk(section: Struct, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every setting below a section with its path."""
    for name in section.__struct_fields__:
        value = getattr(section, name)
        if isinstance(value, Struct):
            yield from walk(value, (*path, name))
        else:
            yield (*path, name), value


def _without_password(value: object) -> object:
    """A database's address may carry a password."""
    return re.sub(r"(?<=://)([^/@:]*):[^/@]*@", r"\1:(set)@", value) if isinstance(value, str) else value
