"""Who reads what the server words: their language, and the clock on their wall."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody at a screen, as their browser says.

    `language` is BCP 47, or several as in Accept-Language; `offset_min` how many minutes their clock is ahead of UTC;
    `twelve` whether it counts to twelve twice a day.
    """

    language: str = "en"
    offset_min: int = 0
    twelve: bool = False
