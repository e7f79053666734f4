"""Every setting with its default, its name in the environment and what it is for, as `docs/settings.md` has them.

Writes the page's table with `--write FILE`, complains about a stale one with `--check FILE`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from server.cli.settings_words import WORDS
from server.settings import PREFIX, Settings

HEAD: Final = "| key | default | in the environment | what it is for |\n|---|---|---|---|\n"
ABOUT: Final = dict(line.split(": ", 1) for line in WORDS.strip().replace("\n ", " ").splitlines())


def defaults(section: msgspec.Struct, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every setting as (`section.key`, its default as the page writes it)."""
    for field in msgspec.structs.fields(section):
        value, key = getattr(section, field.name), f"{prefix}{field.name}"
        if isinstance(value, msgspec.Struct):
            yield from defaults(value, f"{key}.")
        elif value in {"", ()}:
            yield key, "*empty*"
        else:
            yield key, f"`{str(value).lower() if isinstance(value, bool) else value}`"


def table() -> str:
    """The whole table, in the order of the settings themselves; raises `KeyError` for one without words."""
    rows = (
        f"| `{key}` | {default} | `{PREFIX}{key.upper().replace('.', '__')}` | {ABOUT[key]} |\n"
        for key, default in defaults(Settings())
    )
    return HEAD + "".join(rows)


def page(text: str) -> str:
    """The page with its table written anew: it is the last thing on it."""
    return text.partition("| key | default |")[0] + table()


def main() -> int:
    """Write or check the page named on the command line."""
    how, path = sys.argv[1], Path(sys.argv[2])
    text = path.read_text("utf-8")
    if how == "--write":
        path.write_text(page(text), "utf-8")
    elif page(text) != text:
        sys.stderr.write(f"{path} is stale: make generated\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
