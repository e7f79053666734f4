"""The parts of a server that are looked at when somebody asks for its figures."""

from dataclasses import dataclass

from server.app.ground import Ground
from server.app.rooms import Running
from server.desk.studies import Studies
from server.transport.room.door import Door


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that counts, in one place; nothing here changes anything."""

    version: str
    ground: Ground
    running: Running
    studies: Studies
    door: Door
