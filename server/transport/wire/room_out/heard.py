"""What every message to a client is."""

from typing import ClassVar

from msgspec import Struct


class Heard(Struct, frozen=True):
    """A message to a client."""

    event: ClassVar[str]
