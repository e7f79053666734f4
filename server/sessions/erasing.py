"""What is left of a consult whose record was erased [SES-234]: that it was, when, and whose; nobody else and no word."""

from dataclasses import replace

from server.sessions.phases import Phase
from server.sessions.session import Presence, Session, Token
from server.terms.errors import Refused


def what_stays(session: Session) -> Session:
    """The session without its guests, its pictures and everything anybody wrote or pointed at.

    Its host, its times, its kind and how it ended stay: they are the clinic's own, and the record of the erasure needs
    somebody to show it to.

    Raises
    ------
    Refused
        `conflict`: it is not over yet.
    """
    if session.phase is not Phase.LOCKED:
        raise Refused("conflict")
    return replace(
        session,
        guests=(),
        stacks=(),
        presence=(Presence(session.host.id),),
        token=Token(session.host.id),
        deadlines=tuple(replace(row, reason="") for row in session.deadlines),
        grants=(),
        view=None,
        bookmarks=(),
        marks=(),
        knocks=(),
        wishes=(),
        ballots=(),
    )
