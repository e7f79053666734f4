"""The command `lightbox`: one file per verb; no rules, no wiring."""

import argparse
import importlib
import re
import sys
from collections.abc import Sequence
from typing import Final, Protocol

from server.terms.errors import LightboxError

VERBS: Final[dict[str, str]] = {
    "serve": "run the server",
    "render": "make pictures of DICOM files, folders and zips, without a server",
    "describe": "say what DICOM files, folders and zips contain, as stacks",
    "init": "make the deployment key and the first administrator (once per installation)",
    "migrate": "bring the database to this version's schema",
    "person": "add a member of staff by a one-time link, or reset a sign-in",
    "code": "print the demo provider's sign-in code of this half minute",
    "log": "print the record, without names",
    "export-log": "write the record as a file that anybody can verify",
    "verify-log": "verify an exported record or a receipt; names the entry that was changed",
    "breach-report": "say who saw which pictures between two moments",
    "accept-restore": "go on from an older copy of the data, with everything that was not over locked",
    "erase": "erase a consult's record, or a study with every consult about it, because it was asked for",
    "check": "look at everything a server needs, running or not, and say what to do",
    "probe": "run a synthetic consult against a running server",
    "policy": "print what the policy file comes to, or what is wrong with it",
    "settings": "print every setting with its value and its environment name",
}
"""Verb → what it does. Each is the module of that name here (`-` as `_`), imported only when it is asked for."""
_OPTION: Final = re.compile(r"--[a-z-]+")
_NEGATIVE: Final = re.compile(r"-[\d.]")


class Verb(Protocol):
    """What a verb's module offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the verb's own arguments."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; gives the exit code."""
        ...


def main(given: Sequence[str] | None = None) -> int:
    """Run one verb; errors of ours become one line on standard error and exit code 2, an interrupt is 130."""
    try:
        return _run(given)
    except KeyboardInterrupt:
        return 130


def _run(given: Sequence[str] | None) -> int:
    words = list(sys.argv[1:] if given is None else given)
    asked = words[0] if words and words[0] in VERBS else None
    parser = argparse.ArgumentParser(prog="lightbox", description="Look at medical images together, live.")
    parser.epilog = "`lightbox VERB --help` says more about each."
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, what in VERBS.items():
        sub = verbs.add_parser(name, help=what, description=what)
        if name == asked:
            module: Verb = importlib.import_module(f"server.cli.{name.replace('-', '_')}")
            module.arguments(sub)
            sub.set_defaults(run=module.run)
    # who types nothing yet wants to know what there is
    arguments = parser.parse_args(_joined(words) or ["--help"])
    try:
        return int(arguments.run(arguments))
    except LightboxError as error:
        sys.stderr.write(f"lightbox {arguments.verb}: {_sentence(error)}\n")
        return 2


def _joined(words: Sequence[str]) -> list[str]:
    """The words with `--window -600,1500` as `--window=-600,1500`: argparse takes what begins with "-" for an option."""
    joined: list[str] = []
    for word in words:
        if joined and _OPTION.fullmatch(joined[-1]) and _NEGATIVE.match(word):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def _sentence(error: LightboxError) -> str:
    """What an operator reads: the error's own sentence where there is one, else its code and facts."""
    from server.desk.texts import FALLBACK, Texts  # noqa: PLC0415  (a tenth of a second that only an error costs)

    facts = {name: value for name, value in error.facts.items() if isinstance(value, (str, int))}
    try:
        return Texts().say(FALLBACK, f"operator-{error.code.replace('_', '-')}", facts)
    except KeyError:
        return str(error)
