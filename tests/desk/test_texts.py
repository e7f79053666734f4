"""Sentences from Fluent files: every one can be read, every language falls back to English."""

from pathlib import Path

import pytest

from server.desk.texts import Texts


def texts(folder: Path, **files: str) -> Texts:
    for name, content in files.items():
        (folder / f"{name.replace('_', '.')}.ftl").write_text(content, encoding="utf-8")
    return Texts(folder)


def test_a_language_without_the_words_says_it_in_english(tmp_path: Path) -> None:
    said = texts(tmp_path, page_en="page-one = One { $n }\npage-two = Two", page_es="page-one = Uno { $n }")
    assert said.languages("page") == ("en", "es")
    assert said.languages("other") == ("en",)
    assert said.say("es", "page-one", {"n": 3}) == "Uno 3"
    assert said.say("es", "page-two") == said.say("xx", "page-two") == "Two"


@pytest.mark.parametrize(("key", "facts"), [("page-two", {}), ("page-one", {}), ("other-one", {})])
def test_a_sentence_nobody_wrote_is_a_bug(tmp_path: Path, key: str, facts: dict[str, str | int]) -> None:
    with pytest.raises(KeyError):
        texts(tmp_path, page_en="page-one = One { $n }").say("en", key, facts)


def test_a_broken_file_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no Fluent"):
        texts(tmp_path, page_en="page-one = One\nthis is not").say("en", "page-one")


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("es-MX,es;q=0.9", "es"),
        ("de,ar;q=0.8,es;q=0.9", "es"),
        ("es;q=0,ar", "ar"),
        ("*", "en"),
        ("es;q=nonsense", "en"),
        ("," * 600 + "es", "en"),
    ],
    ids=range(8),
)
def test_the_browsers_preferred_language_is_taken(tmp_path: Path, accepts: str, language: str) -> None:
    said = texts(tmp_path, page_en="page-one = One", page_es="page-one = Uno", page_ar="page-one = واحد")
    assert said.best(accepts, "page") == language
    assert said.best(accepts, "other") == "en"


def test_arabic_is_written_from_the_right_and_isolates_what_is_filled_in(tmp_path: Path) -> None:
    said = texts(tmp_path, page_en="page-one = One", page_ar="page-one = مرحبا { $name }")
    assert said.direction("ar") == "rtl"
    assert "\u2068Lee\u2069" in said.say("ar", "page-one", {"name": "Lee"})


def test_the_texts_of_the_project_can_be_read() -> None:
    assert Texts().say("en", "doorway-title") == "Lightbox"
