"""What can happen to a session: the rows of the phase table."""

from enum import StrEnum


class Event(StrEnum):
    """One row of the phase table; the value is the row's name on the diagram and in the docs."""

    DOORS_OPEN = "doors open"
    JOIN = "join"
    OPEN_PICTURE = "host opens a picture"
    ADMIT = "admit"
    GRANT_GIVEN = "grant given"
    GRANT_NARROWED = "grant narrowed"
    GRANT_WITHDRAWN = "grant withdrawn"
    RELEASE_STACK = "looked for names"
    ADD_STACKS = "more pictures"
    REMOVE = "remove a participant"
    PAUSE = "pause"
    RESUME = "resume"
    HOST_LOST = "host lost"
    PRESENTER_LOST = "presenter lost"
    HOST_RETURNS = "host returns"
    EVERYONE_LEFT = "everyone left"
    PAUSED_TOO_LONG = "paused too long"
    EXTEND = "extend"
    WARNING = "T-5, T-1"
    VIEWING_ENDS = "viewing ends"
    END = "end"
    LOBBY_UNTIL = "lobby_until"
    CLOSING_OVER = "closing over"
    OWNER_GONE = "owner gone"
    KILL = "kill"
