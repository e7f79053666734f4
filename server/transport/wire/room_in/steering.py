"""Who steers."""

from server.transport.wire.room_in.said import Handle, Said


class ControlRequest(Said, frozen=True):
    """Ask the presenter (and host) for control; expires after 20 s."""

    event = "control:request"
    rate = (1, 5)


class ControlGrant(Said, frozen=True):
    """Presenter or host: hand control to `to`."""

    event = "control:grant"
    rate = (1, 5)

    to: Handle


class ControlTake(Said, frozen=True):
    """Host: take control back at once."""

    event = "control:take"
    rate = (1, 5)


class ControlRelease(Said, frozen=True):
    """Presenter: give control back to the host."""

    event = "control:release"
    rate = (1, 5)
