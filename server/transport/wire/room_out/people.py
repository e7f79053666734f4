"""Who is here and who steers."""

from msgspec import Struct

from server.transport.wire.room_out.heard import Heard


class ArrivalCard(Struct, frozen=True):
    """What the host may know of how a guest came in: nothing here is a factor, and no date is ever told."""

    claim: int
    known: bool
    link_by: str
    code_by: str
    birth: str
    doubted: bool
    called_ms: int | None


class ParticipantCard(Struct, frozen=True):
    """Somebody in the room. `verified` is True for signed-in staff; guests are shown as invited, not verified.

    `number` is their seat's, the host's 0: the same on every screen, so it gives each their color. `awaited_until_ms`:
    their line is gone, and until then the room stands still for them (the host, whoever steers). Who was added later is
    `announced` to everybody in the talk, also before they are in it; `covered`: the standing agreement names them;
    `objected`: the reader would rather not have them here, `objections` (the host alone reads it): who would.
    """

    id: str
    role: str
    name: str
    verified: bool
    presence: str
    online: bool
    sees_pictures: bool
    consent: str
    read: int
    factors: list[str]
    word_choices: list[str]
    seen: tuple[int, int] | None
    follows: bool = True
    seen_tier: str = ""
    seen_ms: int = 0
    out_of_sight: bool = False
    slow: bool = False
    number: int = 0
    awaited_until_ms: int | None = None
    trouble: str = ""
    knock_choices: list[str] = []
    comes_as: str = ""
    announced: bool = False
    covered: bool = False
    objected: bool = False
    objections: list[str] = []
    arrival: ArrivalCard | None = None


class Token(Struct, frozen=True):
    """Who steers."""

    holder: str
    token_epoch: int
    request: str | None = None


class ControlState(Heard, frozen=True):
    """Who steers changed, or somebody asks to."""

    event = "control"

    token: Token
    m: int = 0


class Presence(Heard, frozen=True):
    """Everybody, whole, at most twice a second."""

    event = "presence"

    participants: list[ParticipantCard]
    m: int = 0


class Me(Struct, frozen=True):
    """Who this connection is. `withheld`: rights that the consult's type has taken from this role."""

    id: str
    role: str
    name: str
    host: bool
    withheld: list[str] = []
