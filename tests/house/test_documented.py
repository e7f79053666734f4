"""Text that cannot rot: what can be set, asked and said is documented, or the test fails."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from server.settings import Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"
ROW = re.compile(r"^\| `(?P<key>[\w.]+)` \| (?P<default>[^|]+) \|", re.MULTILINE)


def defaults(section: msgspec.Struct, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every setting as (`section.key`, its default as the page writes it)."""
    for field in msgspec.structs.fields(section):
        value = getattr(section, field.name)
        key = f"{prefix}{field.name}"
        if isinstance(value, msgspec.Struct):
            yield from defaults(value, f"{key}.")
        else:
            yield (
                key,
                "*empty*" if value in {"", ()} else f"`{str(value).lower() if isinstance(value, bool) else value}`",
            )


def documented_settings() -> dict[str, str]:
    return {row["key"]: row["default"] for row in ROW.finditer((DOCS / "settings.md").read_text("utf-8"))}


@pytest.mark.parametrize(("key", "default"), list(defaults(Settings())))
def test_setting_is_documented_with_its_default(key: str, default: str) -> None:
    assert documented_settings().get(key) == default


def test_documented_setting_exists() -> None:
    assert documented_settings().keys() - dict(defaults(Settings())).keys() == set()
