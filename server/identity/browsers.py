"""A browser in two words, so that somebody knows their own machines again: its kind and its system, nothing finer."""

from typing import Final

_BROWSERS: Final = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
"""What stands in a `User-Agent`, the most telling first: every browser claims to be several others."""
_SYSTEMS: Final = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
LONGEST: Final = 512
"""Of a header that anybody may fill with anything."""


def two_words(user_agent: str) -> tuple[str, str]:
    """Give the browser and the system out of two closed lists, each empty when it is none of them."""
    said = user_agent[:LONGEST]
    return _first(_BROWSERS, said), _first(_SYSTEMS, said)


def _first(known: tuple[tuple[str, str], ...], said: str) -> str:
    return next((word for mark, word in known if mark in said), "")
