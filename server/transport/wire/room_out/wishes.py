"""Earlier pictures that were asked for."""

from typing import Literal

from msgspec import Struct

from server.transport.wire.room_out.heard import Heard


class WishCard(Struct, frozen=True):
    """A specialist's wish for earlier pictures; `stacks` came for it, `reply` is the host's word with a no."""

    number: int
    by: str
    at_ms: int
    modality: str
    words: str
    state: Literal["open", "given", "denied"]
    reply: str
    stacks: list[int]


class Wishes(Heard, frozen=True):
    """Earlier pictures that were asked for, all there are; to clinicians and whoever asked, whenever they change."""

    event = "priors"

    wishes: list[WishCard]
    m: int = 0
