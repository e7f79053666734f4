"""`lightbox policy`: what the policy comes to, or what is wrong with it, without starting anything."""

import argparse
import sys
from pathlib import Path

from server.app.ground import viewing_policy
from server.policy import digest_of, packaged_text, read_policy
from server.settings import load
from server.terms.lifetimes import Lifetimes
from server.terms.people import Role
from server.terms.policy import RIGHTS
from server.terms.session_types import SessionType

FOR_EVER = "until somebody removes them"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and how much is said."""
    parser.add_argument("file", nargs="?", type=Path, help="instead of the file that policy.file names")
    parser.add_argument("--check", action="store_true", help="only say that it can be used (exit code 0), or not (2)")
    parser.add_argument(
        "--packaged", action="store_true", help="print the packaged policy file, to begin one's own with"
    )


def run(given: argparse.Namespace) -> int:
    """Read it as the server would, and say what it comes to."""
    if given.packaged:
        sys.stdout.write(packaged_text())
        return 0
    settings = load()
    file = given.file or settings.policy_file
    policy = read_policy(viewing_policy(settings), file, record_years=settings.clinic.record_years)
    if not given.check:
        sys.stdout.write("\n".join([*map(words, policy.types), kept(policy.lifetimes)]) + "\n")
    sys.stdout.write(f"{file or 'packaged policy'}: can be used, sha256 {digest_of(policy)}\n")
    return 0


def words(each: SessionType) -> str:
    """One type, a line for each thing it decides."""
    viewing = each.viewing
    sizes = ", ".join(map(str, viewing.extension_sizes)) or f"up to {viewing.extension_minutes_max}"
    lines = {
        "who": ", ".join(f"{role}{' (required)' if role in each.required else ''}" for role in each.roles),
        "minutes": f"{each.minutes}, at most {viewing.minutes_max}",
        "extensions": f"{viewing.extensions_max} times {sizes} min",
        "bases": ", ".join(each.bases),
        "links": f"{viewing.link_uses} devices"
        + (f", until {viewing.link_minutes} min after the start" if viewing.link_minutes else ""),
        **{
            f"rights of a {role}": _rights(each, role) for role in (Role.PATIENT, Role.SPECIALIST) if role in each.roles
        },
        "fixed": ", ".join(each.fixed) or "nothing",
    }
    return f"{each.kind}\n" + "".join(f"  {name:22} {value}\n" for name, value in lines.items())


def kept(lifetimes: Lifetimes) -> str:
    """How long what is kept, a line each."""
    longest = f", at most {lifetimes.studies_days_most}" if lifetimes.studies_days_most > lifetimes.studies_days else ""
    lines = {
        "studies": f"{lifetimes.studies_days} days{longest}" if lifetimes.studies_days else FOR_EVER,
        "chats": f"{lifetimes.chats_days} days" if lifetimes.chats_days else "as long as the record",
        "notes": f"{lifetimes.notes_days} days" if lifetimes.notes_days else "as long as the record",
        "records": f"{lifetimes.record_years} years" if lifetimes.record_years else FOR_EVER,
    }
    return "keep\n" + "".join(f"  {name:22} {value}\n" for name, value in lines.items())


def _rights(each: SessionType, role: Role) -> str:
    given = [right for right in RIGHTS[role] if each.viewing.gives(role, right)]
    if not each.viewing.specialist_identity:
        given = [right for right in given if right != "read_names"]
    return ", ".join(given) or "none"
