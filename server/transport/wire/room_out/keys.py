"""Keys, leases and darkness."""

from server.transport.wire.room_out.heard import Heard


class Key(Heard, frozen=True):
    """The frame key of an epoch, wrapped to this connection's public key; `lease_ms` is how long it may be held."""

    event = "key"

    epoch: int
    wrapped: str
    lease_ms: int
    m: int = 0


class Lease(Heard, frozen=True):
    """Every 3 s: the key may be held until then (server epoch ms, ≤ 30 s ahead). `low`: served as on a thin line."""

    event = "lease"

    epoch: int
    until_ms: int
    server_ms: int
    low: bool = False


class Dark(Heard, frozen=True):
    """Go dark now: drop key, bitmaps and canvas. `reason` is a code."""

    event = "dark"

    reason: str
    m: int = 0
