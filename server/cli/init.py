"""`lightbox init`: make the deployment key and the first administrator, who sets up their sign-in by a one-time link."""

import argparse
import asyncio
import os
import sys

from server.cli.staff import link_words, staff_desk
from server.desk.enrolling import NewLink
from server.settings import Settings, load
from server.terms.people import Person
from server.vault.deployment import DeploymentKey


def arguments(parser: argparse.ArgumentParser) -> None:
    """Who looks after people; the place of the key is a setting."""
    parser.add_argument("--login-name", default="admin", help="what the first administrator types to sign in")
    parser.add_argument("--name", default="Administrator", help="what colleagues read")
    parser.add_argument("--key-only", action="store_true", help="make the key and nobody")
    parser.epilog = (
        "The key's file is keys.deployment (LIGHTBOX__KEYS__DEPLOYMENT). Whoever loses it loses every study. "
        "With a key and an administrator who was never in, init makes another link; the former one is dead."
    )


def run(given: argparse.Namespace) -> int:
    """Write the key, never over an existing one, and print the administrator's link once."""
    settings = load()
    if given.key_only or not settings.key_file.exists():
        DeploymentKey.create(settings.key_file, os.urandom)
        sys.stdout.write(
            f"Deployment key made: {settings.key_file}\n"
            "Keep a copy apart from your backups of the data folder: both together open everything,\n"
            "and without the key nothing kept at rest can ever be opened again.\n"
        )
    else:
        sys.stdout.write(f"There is a deployment key already, and it stays: {settings.key_file}\n")
    if not given.key_only:
        person, link = asyncio.run(_first(settings, given.login_name, given.name))
        sys.stdout.write(link_words(person.name, link))
    return 0


async def _first(settings: Settings, login_name: str, name: str) -> tuple[Person, NewLink]:
    async with staff_desk(settings) as desk:
        return await desk.operating.first_administrator(login_name, name)
