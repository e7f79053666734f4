"""What specialists ask the host for."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.room_in.said import Said

Modality = Literal["", "CT", "MR", "US", "CR", "DX", "XA", "MG", "NM", "PT", "RF", "OT"]


class PriorAsk(Said, frozen=True):
    """Specialist: may I see earlier pictures? Ack {number}; `conflict` while an earlier wish of theirs is open."""

    event = "prior:ask"
    rate = (1, 5)

    words: Annotated[str, Meta(min_length=1, max_length=1000)]
    modality: Modality = ""
