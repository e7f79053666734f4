"""Sentences for people, from the Fluent files of `server/texts` (`<topic>.<language>.ftl`): every language there is."""

from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

FALLBACK: Final = "en"
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})


class Texts:
    """Says keys in a language; what a language has no words for is said in English.

    The first word of a key is its topic (`consent-title` is in `consent.<language>.ftl`); a file is read when the
    first of its sentences is needed, for the pages' own topics never are.
    """

    def __init__(self, folder: Traversable | None = None) -> None:
        self._files: dict[tuple[str, str], Traversable] = {}
        self._bundles: dict[tuple[str, str], FluentBundle] = {}
        for file in (folder or files("server") / "texts").iterdir():
            parts = file.name.split(".")
            if len(parts) == 3 and parts[2] == "ftl":
                self._files[parts[0], parts[1]] = file

    def languages(self, topic: str) -> tuple[str, ...]:
        """The languages there are words of a topic in, English first."""
        return (FALLBACK, *sorted({language for name, language in self._files if name == topic} - {FALLBACK}))

    def best(self, accept_language: str, topic: str) -> str:
        """Give the language a browser prefers among a topic's (RFC 9110 §12.5.4), else English."""
        known = self.languages(topic)
        asked = (_weighed(each) for each in accept_language[:512].split(","))
        for _, tag in sorted((each for each in asked if each[0] > 0), key=lambda each: -each[0]):
            if tag in known:
                return tag
        return FALLBACK

    def direction(self, language: str) -> str:
        """Say which way a language is written: ltr or rtl."""
        return "rtl" if language in RIGHT_TO_LEFT else "ltr"

    def say(
        self, language: str, key: str, facts: Mapping[str, str | int | datetime] | None = None, *, topic: str = ""
    ) -> str:
        """Give the sentence of a key; `topic` where it is not the key's first word.

        A moment is said by `DATETIME($fact, …)`, as the clock of its own zone shows it.

        Raises
        ------
        KeyError
            Nobody wrote it: a bug of ours.
        """
        topic = topic or key.split("-", 1)[0]
        for name in (language, FALLBACK):
            bundle = self._bundle(topic, name)
            if bundle is not None and bundle.has_message(key):
                pattern = bundle.get_message(key).value
                if pattern is not None:
                    words, errors = bundle.format_pattern(pattern, dict(facts or {}))
                    if errors:
                        raise KeyError(f"{key} ({name}): {errors[0]}")
                    return str(words)
        raise KeyError(key)

    def _bundle(self, topic: str, language: str) -> FluentBundle | None:
        bundle = self._bundles.get((topic, language))
        if bundle is None and (topic, language) in self._files:
            # Isolation marks keep names readable inside right-to-left sentences; elsewhere they only get in the way.
            bundle = FluentBundle([language], use_isolating=language in RIGHT_TO_LEFT)
            bundle.add_resource(_parsed(self._files[topic, language]))
            self._bundles[topic, language] = bundle
        return bundle


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
