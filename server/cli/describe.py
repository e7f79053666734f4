"""`lightbox describe`: what files, folders and zips contain, as stacks; nobody's name is printed."""

import argparse

from server.cli.pictures.output_end import quietly
from server.cli.pictures.starting import with_workers


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, and how it is told."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a DICOM file, a folder (with all below it), or a zip")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument(
        "--words", action="store_true", help="descriptions too: they are the files' own words, and may name a patient"
    )
    parser.epilog = "Exit code 1 says that a file was refused. docs/render.md lists the fields of --json."


def run(given: argparse.Namespace) -> int:
    """Print what was found; 1 when any file was refused."""
    return quietly(
        lambda: with_workers(
            "server.cli.pictures.contents",
            lambda contents, pool: contents.describe(given.paths, pool, for_programs=given.json, words=given.words),
        )
    )
