"""`lightbox init`: make the deployment key, outside the data folder, mode 0600."""

import argparse
import os
import sys

from server.settings import load
from server.vault.deployment import DeploymentKey


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: the place of the key is a setting."""
    parser.epilog = (
        "The key's file is keys.deployment (LIGHTBOX__KEYS__DEPLOYMENT). Whoever loses it loses every study."
    )


def run(_arguments: argparse.Namespace) -> int:
    """Write the key; an existing one is never overwritten."""
    settings = load()
    DeploymentKey.create(settings.key_file, os.urandom)
    sys.stdout.write(
        f"Deployment key made: {settings.key_file}\n"
        "Keep a copy apart from your backups of the data folder: both together open everything,\n"
        "and without the key nothing kept at rest can ever be opened again.\n"
    )
    return 0
