"""`lightbox render`: pictures of files, folders and zips without a server."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from server.cli.pictures.output_end import quietly
from server.cli.pictures.starting import with_workers
from server.cli.pictures.wishes import STANDARD_INPUT, TIERS, Order, Wish, frame_wish, window_wish
from server.terms.errors import Malformed

Value = TypeVar("Value")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, how they are to look, and where their pictures go."""
    parser.usage = "lightbox render PATH... --out DIR [options]   or   lightbox render --jobs FILE.jsonl [options]"
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a DICOM file, a folder (with all below it), or a zip")
    parser.add_argument("--out", metavar="DIR", type=Path, help="folder for the pictures; made when it is not there")
    parser.add_argument(
        "--jobs",
        metavar="FILE",
        default="",
        help="one JSON object a line instead of paths (- reads them from standard input): "
        "path, frame, window, tier, size, overlays, out",
    )
    parser.add_argument(
        "--frame",
        metavar="N|all|middle",
        default=1,
        type=_checked(frame_wish, "a frame is a number from 1, all or middle"),
        help="which frame, from 1 (default: 1)",
    )
    parser.add_argument(
        "--window",
        metavar="C,W[,FN]|auto|NAME",
        type=_checked(
            window_wish, "a window is C,W or C,W,FUNCTION with a width above 0 (LINEAR: from 1), auto, or a name"
        ),
        help="center and width (HU for CT) and LINEAR, LINEAR_EXACT or SIGMOID; auto; or a window's name "
        "(default: what the file says, else auto)",
    )
    parser.add_argument("--size", metavar="N", type=_size, help="longest side at most N pixels, by exact halves")
    parser.add_argument("--tier", choices=TIERS, default="lossless", help="PNG, or JPEG of quality 90 or 60")
    parser.add_argument("--no-overlays", action="store_true", help="leave out what the file draws over its picture")
    parser.add_argument("--json", action="store_true", help="one JSON object a picture on standard output")
    parser.epilog = (
        "Pictures are named as their files, with the number of the frame: PATH/ct/7.dcm becomes DIR/ct/7.f001.png. One "
        "that is there already is replaced. Exit code 1 says that something could not be shown, 2 that the command was "
        "not understood. docs/render.md lists the fields of --json and of --jobs."
    )
    parser.set_defaults(usage_error=parser.error)


def run(given: argparse.Namespace) -> int:
    """Make the pictures; 1 when any was refused."""
    order = order_of(given)
    return quietly(
        lambda: with_workers("server.cli.pictures.command", lambda command, pool: command.render(order, pool))
    )


def order_of(given: argparse.Namespace) -> Order:
    """What is asked for, once it makes sense; else the parser's own usage error."""
    wrong: Callable[[str], None] = given.usage_error
    if bool(given.paths) == bool(given.jobs):
        wrong("give either PATHs or --jobs")
    if given.paths and given.out is None:
        wrong("--out is missing: a folder for the pictures")
    if given.jobs and given.frame == "all":
        wrong("a job is one frame: --frame all does not go with --jobs")
    if given.jobs not in {"", STANDARD_INPUT} and not Path(given.jobs).is_file():
        wrong(f"no such file: {given.jobs}")
    if given.out is not None:
        try:
            given.out.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            wrong(f"--out is no folder: {given.out}")
        except OSError as error:
            wrong(f"--out cannot be used: {error.strerror}")
    wish = Wish(given.frame, given.window, given.tier, given.size, not given.no_overlays)
    return Order(tuple(given.paths), given.jobs, given.out, wish, as_json=given.json or bool(given.jobs))


def _checked(parse: Callable[[str], Value], rule: str) -> Callable[[str], Value]:
    """A parser of ours as argparse wants it; what does not fit is answered with the `rule`."""

    def checked(word: str) -> Value:
        try:
            return parse(word)
        except Malformed as error:
            raise argparse.ArgumentTypeError(f"{word!r} does not fit: {rule}") from error

    return checked


def _size(word: str) -> int:
    if not (word.isascii() and word.isdigit() and 0 < int(word) <= 10**6):
        raise argparse.ArgumentTypeError(f"{word!r} is no number of pixels")
    return int(word)
