"""How the session stands, from the welcome to the goodbye."""

from typing import Literal

from server.transport.wire.room_out.ballots import BallotCard
from server.transport.wire.room_out.heard import Heard
from server.transport.wire.room_out.people import Me, ParticipantCard, Token
from server.transport.wire.room_out.policy import HostPolicy
from server.transport.wire.room_out.talk import ChatLine
from server.transport.wire.room_out.wishes import WishCard


class RoomState(Heard, frozen=True):
    """Phase and times. `until_ms` is when viewing ends, `closing_until_ms` when the talk ends too.

    `log_down`: no picture is shown for now, because nothing can be recorded. `blank`: patients and observers are shown
    nothing while one is prepared. `lookers`: roles that may look around alone. `place`: in the line of who waits, from 1.
    `strain`: to the host, what is given up because the server has too much to do: the quality of other people's pictures,
    how often they come, guests who are not here yet. `consent_until_ms`: to the host, when the consent ends;
    `more_time`: whether that is before what could be added.
    `store_away`: to the host, while the store of pictures does not answer.
    """

    event = "room:state"

    phase: str
    reason: str
    start_ms: int
    until_ms: int | None
    closing_until_ms: int | None
    latest_end_ms: int
    extensions_left: int
    server_ms: int
    log_down: bool = False
    store_away: bool = False
    blank: bool = False
    lookers: list[str] = []
    place: int = 0
    second_device: bool = False
    consent_until_ms: int | None = None
    code_needed: bool = False
    more_time: bool = False
    called: bool = False
    strain: Literal["", "quality", "rate", "full"] = ""
    m: int = 0


class Welcome(Heard, frozen=True):
    """Once per connection. Before admission only me, clinic, word, place, state, `reading` and `words_key` are filled.

    `viewed`: to the host, whether there is a shared view already, which follows. `kind`: the session type, to who is in
    the talk; `policy` what it allows its host, to the host alone.
    """

    event = "room:welcome"

    me: Me
    state: RoomState
    clinic: str
    phone: str
    host_name: str
    word: str
    place: int
    participants: list[ParticipantCard]
    token: Token | None
    chat: list[ChatLine]
    patient_present: bool
    clinicians: list[ChatLine] = []
    viewed: bool = False
    kind: str = ""
    policy: HostPolicy | None = None
    unkept: list[ChatLine] = []
    reading: bool = False
    wishes: list[WishCard] = []
    ballots: list[BallotCard] = []
    words_key: str = ""
    m: int = 0


class Bye(Heard, frozen=True):
    """Why the server closes this connection: locked, moved, removed, denied, left, signed_out, draining, rate or bad_messages."""

    event = "bye"

    code: str
