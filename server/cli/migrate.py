"""`lightbox migrate`: bring the database to this version's schema (the Procfile's release step), or back to an earlier one."""

import argparse
import asyncio
import sys

from server.settings import load
from server.storage.database.migrate import move


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to go forward; a way back is asked for."""
    parser.add_argument("--to", metavar="REVISION", help="another revision than this version's; earlier ones go back")
    parser.add_argument("--lose", action="store_true", help="go back although what is said is thrown away")
    parser.epilog = (
        "The database is database.url (LIGHTBOX__DATABASE__URL), SQLite in the data folder by default. Going back is for the "
        "version that runs afterwards: take the one step with the newer version, then start the older one."
    )


def run(given: argparse.Namespace) -> int:
    """Apply every migration that is missing, or undo those that are too many."""
    settings = load()
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    asyncio.run(move(settings.database_url, given.to, lose=given.lose))
    which = "this version" if given.to is None else f"revision {given.to}"
    sys.stdout.write(f"The database has the schema of {which}.\n")
    return 0
