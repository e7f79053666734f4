"""Sentences for people, from the Fluent files of `server/texts` (`<topic>.<language>.ftl`): every language there is."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

FALLBACK: Final = "en"
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})


class Texts:
    """Says keys in a language; what a language has no words for is said in English."""

    def __init__(self, folder: Traversable | None = None) -> None:
        self._bundles: dict[str, FluentBundle] = {}
        for file in sorted((folder or files("server") / "texts").iterdir(), key=lambda each: each.name):
            parts = file.name.split(".")
            if len(parts) == 3 and parts[2] == "ftl":
                self._bundle(parts[1]).add_resource(_parsed(file))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are words in, English first."""
        return (FALLBACK, *sorted(set(self._bundles) - {FALLBACK}))

    def best(self, accept_language: str) -> str:
        """Give the language a browser prefers among ours (RFC 9110 §12.5.4), else English."""
        asked = (_weighed(each) for each in accept_language[:512].split(","))
        for _, tag in sorted((each for each in asked if each[0] > 0), key=lambda each: -each[0]):
            if tag in self._bundles:
                return tag
        return FALLBACK

    def direction(self, language: str) -> str:
        """Say which way a language is written: ltr or rtl."""
        return "rtl" if language in RIGHT_TO_LEFT else "ltr"

    def say(self, language: str, key: str, facts: Mapping[str, str | int] | None = None) -> str:
        """Give the sentence of a key.

        Raises
        ------
        KeyError
            Nobody wrote it: a bug of ours.
        """
        for name in (language, FALLBACK):
            bundle = self._bundles.get(name)
            if bundle is not None and bundle.has_message(key):
                pattern = bundle.get_message(key).value
                if pattern is not None:
                    words, errors = bundle.format_pattern(pattern, dict(facts or {}))
                    if errors:
                        raise KeyError(f"{key} ({name}): {errors[0]}")
                    return str(words)
        raise KeyError(key)

    def _bundle(self, language: str) -> FluentBundle:
        if language not in self._bundles:
            # Isolation marks keep names readable inside right-to-left sentences; elsewhere they only get in the way.
            self._bundles[language] = FluentBundle([language], use_isolating=language in RIGHT_TO_LEFT)
        return self._bundles[language]


def _parsed(file: Traversable) -> ast.Resource:
    resource = FluentResource(file.read_text(encoding="utf-8"))
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise ValueError(f"{file.name}: {(entry.content or '').strip()[:80]!r} is no Fluent")  # noqa: TRY004 - content
    return resource


def _weighed(asked: str) -> tuple[float, str]:
    tag, _, weight = asked.strip().partition(";q=")
    try:
        return (float(weight) if weight else 1.0), tag.strip().lower().split("-")[0]
    except ValueError:
        return 0.0, ""
