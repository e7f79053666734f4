"""The steered server of the journeys, in which a consult may have more guests than the product invites.

`LIGHTBOX_TEST_STEERING=… python -m bench.crowded serve`. Only the two limits on the number of guests are lifted; what a
session does with a hundred people is the product's own code.
"""

import sys
from typing import Annotated, Final

from msgspec import Meta

import server.sessions.opening
from server.cli import main
from server.transport.wire import http
from tests.journeys.steered import make_people, move_clocks

GUESTS_MAX: Final = 128


def lift_limits() -> None:
    """Before the first request is decoded."""
    server.sessions.opening.GUESTS_MAX = GUESTS_MAX
    guests = Annotated[list[http.GuestAsked], Meta(min_length=1, max_length=GUESTS_MAX)]
    http.NewConsult.__annotations__["guests"] = guests


if __name__ == "__main__":
    lift_limits()
    move_clocks()
    make_people()
    sys.exit(main())
