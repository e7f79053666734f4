"""Every message people's clients and the server exchange, as msgspec structs: parsing is validating; never behavior.

`http` holds request and answer bodies, `room_in` what a client may say in a room, `room_out` what it hears.
Inbound structs refuse unknown fields; outbound ones only ever gain fields.
"""

from typing import Final

PROTO: Final = 1
"""Version of the room protocol; a client that says another one is refused with `proto` and the list we speak."""
