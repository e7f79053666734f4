"""What the session's own copy of the policy allows."""

from msgspec import Struct


class HostPolicy(Struct, frozen=True):
    """What the type of this consult allows its host: how it may be extended, and what is barred in it.

    `withheld`: role → rights that its people do not have here.
    """

    extensions_max: int
    extension_minutes_max: int
    extension_sizes: list[int]
    extension_words: str
    bases_barred: list[str]
    withheld: dict[str, list[str]]
