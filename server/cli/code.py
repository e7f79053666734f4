"""`lightbox code`: the demo provider's sign-in code of this half minute, for who has no authenticator at hand."""

import argparse
import sys
import time

import msgspec
import pyotp

from server.cli.demo import FILE, Demo
from server.settings import load
from server.terms.errors import NotFound


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose code."""
    parser.add_argument(
        "who", nargs="?", default="provider", choices=("provider", "colleague"), help="whose (default: provider)"
    )


def run(given: argparse.Namespace) -> int:
    """Print the code and how long it holds; only a demo has a secret to print one from."""
    path = load().data_folder / FILE
    if not path.exists():
        raise NotFound("not_a_demo")
    demo = msgspec.json.decode(path.read_bytes(), type=Demo)
    account = demo.provider if given.who == "provider" else demo.colleague
    totp = pyotp.TOTP(account.totp_secret)
    left = totp.interval - int(time.time()) % totp.interval
    sys.stdout.write(f"{totp.now()}   (for {left} s, works once)\n")
    return 0
