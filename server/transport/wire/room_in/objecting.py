"""What people may say about who was added."""

from server.transport.wire.room_in.said import Handle, Said


class ObjectTo(Said, frozen=True):
    """Everybody but the host: would rather not have this added person here, or (`objects` false) minds no more."""

    event = "guest:object"
    rate = (1, 10)

    participant: Handle
    objects: bool = True
