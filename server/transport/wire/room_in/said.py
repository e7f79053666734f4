"""What every message from a client is, and the bounds that many share."""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

Handle = Annotated[str, Meta(min_length=1, max_length=64)]
Fid = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{22}$")]
Finite = Annotated[float, Meta(ge=-1e9, le=1e9)]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
"""A number that counts; more than a browser can count is no count."""


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """A message from a client."""

    event: ClassVar[str]
    rate: ClassVar[tuple[float, int]]
    slot: ClassVar[bool] = False
    acked: ClassVar[bool] = True
    quick: ClassVar[bool] = False
    """Waits for nothing: handled where it is read."""
    talk: ClassVar[bool] = False
    """Waits for none of this person's other events, and none of them for it."""
