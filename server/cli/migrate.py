"""`lightbox migrate`: bring the database to this version's schema (the Procfile's release step)."""

import argparse
import asyncio
import sys

from server.settings import load
from server.storage.database.migrate import upgrade


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: the database is a setting."""
    parser.epilog = "The database is database.url (LIGHTBOX__DATABASE__URL), SQLite in the data folder by default."


def run(_arguments: argparse.Namespace) -> int:
    """Apply every migration that is missing."""
    settings = load()
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    asyncio.run(upgrade(settings.database_url))
    sys.stdout.write("The database has the schema of this version.\n")
    return 0
