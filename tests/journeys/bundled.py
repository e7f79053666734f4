"""Parts of our pages in a browser page of their own, bundled from their sources for a test or a measure."""

import subprocess
from pathlib import Path
from typing import Final

from hatch_build import npm_command

WEB: Final = Path(__file__).parents[2] / "web"


def bundle(entry: str, folder: Path) -> Path:
    """One script with everything `entry` (below web/) needs."""
    made = folder / "bundle.js"
    node, environment = npm_command()
    rolldown = str(WEB / "node_modules" / "rolldown" / "bin" / "cli.mjs")
    words = [node[0], rolldown, entry, "--file", str(made), "--format", "iife", "--log-level", "silent"]
    subprocess.run(words, cwd=WEB, env=environment, check=True, timeout=60, stdout=subprocess.DEVNULL)
    return made


__all__ = ["bundle"]
