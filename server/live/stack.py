"""A stack of the session's manifest once it is open: its frames, its card, and its automatic window if it needs one."""

from dataclasses import dataclass

from server.live.pictures import OpenedStack
from server.terms.consults import StackRef
from server.terms.view import Window


@dataclass(frozen=True, slots=True)
class LiveStack:
    """Stack `index` of the manifest."""

    index: int
    ref: StackRef
    opened: OpenedStack
    auto: Window | None
