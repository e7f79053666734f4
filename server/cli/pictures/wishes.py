"""What is asked of a picture, from words of the command line or a line of jobs; nothing is guessed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from server.terms.errors import Malformed
from server.terms.view import VoiFunction, Window

if TYPE_CHECKING:
    from server.render.encode import Tier  # codecs that are loaded while the workers start

FrameWish = int | Literal["middle", "all"]
AUTO: Final = "auto"
STANDARD_INPUT: Final = "-"
TIERS: Final[tuple["Tier", ...]] = ("lossless", "lossy", "preview")
_NAMED: Final[dict[str, Literal["middle", "all"]]] = {"middle": "middle", "all": "all"}
_FUNCTIONS: Final = get_args(VoiFunction)
_LARGEST = 1e15  # beyond it a float no longer tells neighbors apart


@dataclass(frozen=True, slots=True)
class ChosenWindow:
    """A window in modality values; `function` None is LINEAR, LINEAR_EXACT where LINEAR has no meaning."""

    center: float
    width: float
    function: VoiFunction | None = None

    def window(self, *, floats: bool) -> Window:
        """The window for an image, whose modality values may be `floats`: half a unit is a lot there."""
        exact = floats or self.width < 1
        return Window(self.center, self.width, self.function or ("LINEAR_EXACT" if exact else "LINEAR"))


WindowWish = ChosenWindow | str | None
"""A window, "auto", a window's name; None is what the file says."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a picture is to look. `frame` counts from 1; `size` is the longest side at most, None the full size."""

    frame: FrameWish = 1
    window: WindowWish = None
    tier: "Tier" = "lossless"
    size: int | None = None
    overlays: bool = True


@dataclass(frozen=True, slots=True)
class Order:
    """The whole command: `jobs` names a file of jobs, empty for `paths`; `out` None leaves names to the jobs."""

    paths: tuple[str, ...]
    jobs: str
    out: Path | None
    wish: Wish
    as_json: bool


def frame_wish(word: str) -> FrameWish:
    """A frame of the command line: a number from 1, "middle" or "all"; raises `Malformed` (`bad_frame`)."""
    named = _NAMED.get(word)
    if named is not None:
        return named
    if not (word.isascii() and word.isdigit() and 0 < int(word) <= 10**9):
        raise Malformed("bad_frame")
    return int(word)


def window_wish(word: str) -> WindowWish:
    """A window of the command line: `C,W`, `C,W,FUNCTION`, "auto" or a name, which begins with a letter.

    Raises
    ------
    Malformed
        `bad_window`, `window_width`.
    """
    parts = [part.strip() for part in word.split(",")]
    try:
        numbers = [float(part) for part in parts[:2]]
    except ValueError:
        if not parts[0][:1].isalpha():
            raise Malformed("bad_window") from None
        return AUTO if word.strip().lower() == AUTO else word.strip()  # a name may hold a comma
    return chosen_window([*numbers, *parts[2:]])


def chosen_window(parts: Sequence[float | str]) -> ChosenWindow:
    """A window as center, width and perhaps a function; raises as `window_wish`."""
    if len(parts) not in {2, 3}:
        raise Malformed("bad_window")
    center, width = parts[0], parts[1]
    if isinstance(center, str) or isinstance(width, str):
        raise Malformed("bad_window")
    if not (math.isfinite(center) and math.isfinite(width) and abs(center) <= _LARGEST and width <= _LARGEST):
        raise Malformed("bad_window")
    function = _function(str(parts[2])) if len(parts) == 3 else None
    if width <= 0 or (function == "LINEAR" and width < 1):
        raise Malformed("window_width")
    return ChosenWindow(float(center), float(width), function)


def _function(word: str) -> VoiFunction:
    for function in _FUNCTIONS:
        if word.strip().upper() == function:
            known: VoiFunction = function
            return known
    raise Malformed("bad_window")


def level_for(rows: int, columns: int, size: int | None) -> int:
    """How often a picture is halved (odd sides rounded up) until its longest side is at most `size`."""
    level, longest = 0, max(rows, columns)
    while size is not None and longest > max(size, 1):
        longest = (longest + 1) // 2
        level += 1
    return level
