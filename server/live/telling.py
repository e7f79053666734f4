"""What everybody in one running session is told, each as far as they may know it."""

from collections.abc import Sequence

from server.live.notices import (
    BallotsChanged,
    BookmarksChanged,
    ChatAdded,
    ChatUnkept,
    ControlChanged,
    MarksChanged,
    Notice,
    Pointed,
    PointerMoved,
    PresenceChanged,
    Sight,
    StateChanged,
    WishesChanged,
)
from server.live.stage import Stage
from server.sessions.chat import ChatMessage, as_seen_by
from server.sessions.lobby import place_of
from server.sessions.priors import wishes_of
from server.sessions.roles import Capability, may
from server.sessions.voting import ballots_of
from server.terms.ids import ParticipantId
from server.terms.marks import Mark


def tell_state(stage: Stage) -> None:
    """Phase and times to everybody, waiting guests too."""
    _tell(stage, _state(stage), admitted_only=False)


def tell_store(stage: Stage) -> None:
    """Whether the store of pictures answers, once each time that changes; only its host is told more than before."""
    is_away = stage.workshop.at_hand.is_away
    if is_away != stage.store_away:
        stage.store_away = is_away
        tell_state(stage)


def tell_strain(stage: Stage) -> None:
    """What is given up at present: to the host in words, to every screen's feed by waking it [SES-274]."""
    strain = stage.workshop.burden.strain
    if strain is stage.strain:
        return
    stage.strain = strain
    for who, screen in stage.screens.items():
        screen.wake()
        if who == stage.session.host.id:
            screen.viewer.tell(_state(stage))


def tell_presence(stage: Stage) -> None:
    """Who is here, to everybody in the talk; who waits hears of their place when it changes."""
    _tell(stage, PresenceChanged(stage.session, sights(stage)), admitted_only=True)
    places = {waiting: place_of(stage.session, waiting) for waiting in stage.screens if not stage.is_admitted(waiting)}
    for participant, place in places.items():
        if stage.places.get(participant) not in (None, place):
            stage.screens[participant].viewer.tell(_state(stage))
    stage.places = places


def tell_control(stage: Stage) -> None:
    """Who steers, to everybody in the talk."""
    _tell(stage, ControlChanged(stage.session), admitted_only=True)


def tell_line(stage: Stage, line: ChatMessage) -> None:
    """A new line of the chat to everybody in the talk who reads its channel, with its picture for who may see it."""
    for screen in stage.screens.values():
        participant = screen.viewer.participant
        seen = as_seen_by(stage.session, participant, line, stage.now_ms())
        if seen is not None and stage.is_admitted(participant):
            screen.viewer.tell(ChatAdded((seen,)))


def tell_unkept(stage: Stage, lines: Sequence[ChatMessage], gone: Sequence[ChatMessage]) -> None:
    """Lines that are not stored yet, and those that never will be, each to whoever reads its channel."""
    now_ms = stage.now_ms()
    for screen in stage.screens.values():
        participant = screen.viewer.participant
        if not stage.is_admitted(participant):
            continue
        seen, lost = (
            tuple(one for line in each if (one := as_seen_by(stage.session, participant, line, now_ms)) is not None)
            for each in (lines, gone)
        )
        if seen or lost:
            screen.viewer.tell(ChatUnkept(seen, lost))


def tell_bookmarks(stage: Stage) -> None:
    """Which views are kept, to clinicians as far as they may know it; nobody else hears that there are any."""
    for screen in stage.screens.values():
        if may(stage.session, screen.viewer.participant, Capability.CONFER):
            screen.viewer.tell(BookmarksChanged(stage.session, stage.now_ms()))


def tell_wishes(stage: Stage) -> None:
    """Which earlier pictures were asked for, to clinicians and whoever asked; nobody else hears that there are any."""
    for screen in stage.screens.values():
        if wishes_of(stage.session, screen.viewer.participant):
            screen.viewer.tell(WishesChanged(stage.session))


def tell_ballots(stage: Stage) -> None:
    """What the board was asked, to clinicians in the talk; nobody else hears that there is one."""
    for screen in stage.screens.values():
        if ballots_of(stage.session, screen.viewer.participant):
            screen.viewer.tell(BallotsChanged(stage.session))


def tell_marks(stage: Stage, put: Sequence[Mark], dropped: Sequence[Mark]) -> None:
    """Marks that were drawn or taken away, to everybody who sees their pictures."""
    for screen in stage.screens.values():
        seen = stage.seen_by(screen.viewer.participant)
        mine = tuple(mark for mark in put if mark.stack in seen)
        gone = tuple(mark.id for mark in dropped if mark.stack in seen)
        if mine or gone:
            screen.viewer.tell(MarksChanged(mine, gone))


def tell_pointer(stage: Stage, by: ParticipantId, pointed: Pointed | None) -> None:
    """Where somebody points now, to everybody else who sees that picture; never kept.

    That they point nowhere any more is told to whoever sees pictures: who waits hears of nobody.
    """
    for screen in stage.screens.values():
        participant = screen.viewer.participant
        seen = stage.seen_by(participant)
        if participant != by and seen and (pointed is None or pointed.stack in seen):
            screen.slot(PointerMoved(by, pointed))


def slow(stage: Stage) -> frozenset[ParticipantId]:
    """Whose lines have stopped taking pictures."""
    now_ms = stage.now_ms()
    return frozenset(who for who, screen in stage.screens.items() if screen.feed.is_slow(now_ms))


def sights(stage: Stage) -> dict[ParticipantId, Sight]:
    """Chat read up to and picture on screen, per participant."""
    return {seat.id: _sight(stage, seat.id) for seat in stage.session.seats}


def _sight(stage: Stage, participant: ParticipantId) -> Sight:
    read, follows = stage.read.get(participant, 0), participant not in stage.own_views
    screen = stage.screens.get(participant)
    if screen is None:
        return Sight(read, follows=follows)
    slow = screen.feed.is_slow(stage.now_ms())
    return Sight(read, screen.seen, follows, screen.seen_tier, screen.seen_ms, slow)


def _tell(stage: Stage, notice: Notice, *, admitted_only: bool) -> None:
    for screen in stage.screens.values():
        if not admitted_only or stage.is_admitted(screen.viewer.participant):
            screen.viewer.tell(notice)


def _state(stage: Stage) -> StateChanged:
    strain = stage.workshop.burden.strain.word
    return StateChanged(stage.session, stage.now_ms(), stage.log_down, stage.store_away, strain)
