"""Notices as messages, worded for one role: what a patient, a specialist or somebody who still waits may know."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field

from server.live import notices
from server.live.notices import Notice, Sight
from server.sessions.bookmarks import bookmarks_of
from server.sessions.chat import ChatMessage
from server.sessions.clock import awaited_until_ms
from server.sessions.lobby import choices, knock_choices, place_of
from server.sessions.phases import Phase
from server.sessions.priors import wishes_of
from server.sessions.seeing import farthest_end_ms, sees_pictures, standing_grant, uncovered, viewing_ends_ms
from server.sessions.session import Ballot, Bookmark, Presence, PresenceState, Session
from server.sessions.strain import StrainWord
from server.sessions.voting import ballots_of, is_revealed, known_vote, result_of, vote_of
from server.terms.ids import ParticipantId
from server.terms.marks import Figure, Mark
from server.terms.people import Role, Seat
from server.terms.units import UNITS
from server.transport.room.forms import to_read
from server.transport.room.stack_cards import manifest
from server.transport.wire import room_out as heard


@dataclass(frozen=True, slots=True)
class Projection:
    """The clinic's own words beside the session's facts."""

    clinic: str
    phone: str
    now_ms: Callable[[], int]
    _told: dict[str, tuple[notices.PresenceChanged, list[heard.ParticipantCard]]] = field(default_factory=dict)
    """The newest list of people by who reads it: it is the same for each of a hundred."""

    def message(self, notice: Notice, to: ParticipantId) -> heard.Heard:  # noqa: C901, PLR0911, PLR0912  (a case per notice)
        """The message for this participant."""
        match notice:
            case notices.Welcomed():
                return self._welcome(notice, to)
            case notices.StateChanged(session, now_ms, log_down, store_away, strain):
                return room_state(session, to, now_ms, log_down=log_down, store_away=store_away, strain=strain)
            case notices.PresenceChanged():
                return heard.Presence(participants=self._present(notice, to))
            case notices.ControlChanged(session):
                return heard.ControlState(token=_token(session))
            case notices.ManifestShown(session, stacks):
                return manifest(session, stacks, to)
            case notices.ViewShown(view, cseq):
                return heard.ViewShown(view=view, cseq=cseq)
            case notices.OwnViewShown(own, cseq):
                return heard.OwnView(view=own, cseq=cseq)
            case notices.BookmarksChanged(session, now_ms):
                return heard.Bookmarks(bookmarks=[_bookmark(kept) for kept in bookmarks_of(session, to, now_ms)])
            case notices.WishesChanged(session):
                return heard.Wishes(wishes=wish_cards(session, to))
            case notices.BallotsChanged(session):
                return heard.Board(ballots=ballot_cards(session, to))
            case notices.MarksChanged(put, dropped, whole):
                return heard.Marks(put=[mark_card(mark) for mark in put], drop=list(dropped), whole=whole)
            case notices.PointerMoved(by, at):
                if at is None:
                    return heard.PointerShown(by=by, stack=None)
                return heard.PointerShown(by=by, stack=at.stack, pos=at.pos, x=at.x, y=at.y, kind=at.kind)
            case notices.KeyGiven(epoch, wrapped, lease_ms):
                encoded = base64.urlsafe_b64encode(wrapped).decode().rstrip("=")
                return heard.Key(epoch=epoch, wrapped=encoded, lease_ms=lease_ms)
            case notices.LeaseGiven(epoch, until_ms, now_ms, is_low):
                return heard.Lease(epoch=epoch, until_ms=until_ms, server_ms=now_ms, low=is_low)
            case notices.WentDark(reason):
                return heard.Dark(reason=reason)
            case notices.ChatAdded(messages):
                return heard.Chat(lines=[chat_line(message) for message in messages])
            case notices.ChatUnkept(messages, gone):
                return heard.ChatUnkept(lines=list(map(chat_line, messages)), gone=list(map(chat_line, gone)))
            case notices.PrivacyShown() | notices.ConsentShown() | notices.ScopeShown():
                return to_read(notice)
            case notices.PictureFailed(stack, pos, code):
                return heard.FrameFailed(stack=stack, pos=pos, code=code)

    def _welcome(self, notice: notices.Welcomed, to: ParticipantId) -> heard.Welcome:
        session = notice.session
        seat, here = session.seat_of(to), session.presence_of(to)
        inside = here.is_admitted
        return heard.Welcome(
            me=_me(session, seat),
            state=room_state(
                session,
                to,
                notice.now_ms,
                log_down=notice.log_down,
                store_away=notice.store_away,
                strain=notice.strain,
            ),
            clinic=self.clinic,
            phone=self.phone,
            host_name=session.host.name,
            word=here.word,
            place=place_of(session, to),
            participants=self._participants(session, notice.sights, to) if inside else [],
            token=_token(session) if inside else None,
            chat=[chat_line(message) for message in notice.chat] if inside else [],
            clinicians=[chat_line(message) for message in notice.clinicians] if inside else [],
            patient_present=any(guest.role is Role.PATIENT for guest in session.guests) if inside else False,
            viewed=to == session.host.id and session.view is not None,
            kind=session.policy.kind.value if inside else "",
            policy=_host_policy(session) if to == session.host.id else None,
            unkept=[chat_line(message) for message in notice.unkept] if inside else [],
            reading=session.policy.alone,
            wishes=wish_cards(session, to) if inside else [],
            ballots=ballot_cards(session, to) if inside else [],
            words_key=base64.urlsafe_b64encode(notice.words_key).decode(),
        )

    def _present(self, notice: notices.PresenceChanged, to: ParticipantId) -> list[heard.ParticipantCard]:
        like = _reads_like(notice.session, to)
        told = self._told.get(like)
        if told is None or told[0] is not notice:
            told = self._told[like] = notice, self._participants(notice.session, notice.sights, to)
        return told[1]

    def _participants(
        self, session: Session, sights: dict[ParticipantId, Sight], to: ParticipantId
    ) -> list[heard.ParticipantCard]:
        return [
            _participant(session, seat, sights.get(seat.id, Sight()), self.now_ms(), to)
            for seat in session.seats
            if to == session.host.id or _is_told_of(session.presence_of(seat.id))
        ]


def _is_told_of(here: Presence) -> bool:
    """Guests hear of who is in the talk, and of who was added before they are in it (B9)."""
    return here.is_admitted or (here.announced and here.state is not PresenceState.REMOVED)


def _reads_like(session: Session, to: ParticipantId) -> str:
    """Whose list is the same: the host's, everybody else's, and that of each who objects to somebody."""
    if to == session.host.id:
        return "host"
    return to if any(to in here.objections for here in session.presence) else ""


def room_state(
    session: Session,
    to: ParticipantId,
    now_ms: int,
    *,
    log_down: bool = False,
    store_away: bool = False,
    strain: StrainWord = "",
) -> heard.RoomState:
    """Phase and times, the same for everybody; the place in the line for one who waits."""
    reason = session.lock_reason or session.pause_reason
    viewing = session.phase in {Phase.LIVE, Phase.PAUSED}
    return heard.RoomState(
        phase=session.phase.value,
        reason="" if reason is None else reason.value,
        start_ms=session.starts_ms,
        until_ms=viewing_ends_ms(session) if viewing else None,
        closing_until_ms=session.closing_until_ms if session.phase is Phase.CLOSING else None,
        latest_end_ms=session.latest_end_ms,
        consent_until_ms=_consent_until(session, to),
        more_time=_can_ask_for_time(session, to),
        extensions_left=max(0, session.policy.extensions_max - session.extensions),
        server_ms=now_ms,
        log_down=log_down,
        store_away=store_away and to == session.host.id,
        strain=strain if to == session.host.id else "",
        blank=session.blank,
        lookers=[role.value for role in session.lookers],
        place=place_of(session, to),
        called=session.presence_of(to).called_ms is not None,
        second_device=session.knock_of(to) is not None,
        code_needed=session.presence_of(to).code_due_ms is not None,
    )


def _me(session: Session, seat: Seat) -> heard.Me:
    return heard.Me(
        id=seat.id,
        role=seat.role.value,
        name=seat.name,
        host=seat.id == session.host.id,
        withheld=_withheld(session, seat.role),
    )


def _withheld(session: Session, role: Role) -> list[str]:
    return [each.right.value for each in session.policy.withheld if each.role is role]


def _host_policy(session: Session) -> heard.HostPolicy:
    policy = session.policy
    return heard.HostPolicy(
        extensions_max=policy.extensions_max,
        extension_minutes_max=policy.extension_minutes_max,
        extension_sizes=list(policy.extension_sizes),
        extension_words=policy.extension_words,
        bases_barred=list(policy.bases_barred),
        withheld={role.value: _withheld(session, role) for role in Role if _withheld(session, role)},
    )


def _consent_until(session: Session, to: ParticipantId) -> int | None:
    """The consent's own end: the host shows it beside what can be added."""
    grant = standing_grant(session)
    return grant.until_ms if to == session.host.id and grant is not None else None


def _can_ask_for_time(session: Session, to: ParticipantId) -> bool:
    """Whether the consent ends before what could still be added: then more is the patient's to give."""
    until_ms, farthest_ms = _consent_until(session, to), farthest_end_ms(session)
    return until_ms is not None and farthest_ms is not None and until_ms < farthest_ms


def chat_line(message: ChatMessage) -> heard.ChatLine:
    """A chat message as it goes out."""
    return heard.ChatLine(
        id=message.id,
        seq=message.seq,
        author=message.author,
        at_ms=message.at_ms,
        kind=message.kind,
        text=message.text,
        code=message.code,
        facts=dict(message.facts),
        cid=message.cid,
        channel=message.channel,
        picture=message.picture,
    )


def _participant(session: Session, seat: Seat, sight: Sight, now_ms: int, to: ParticipantId) -> heard.ParticipantCard:
    here, for_host = session.presence_of(seat.id), to == session.host.id
    return heard.ParticipantCard(
        id=seat.id,
        role=seat.role.value,
        name=seat.name,
        verified=seat.person is not None,
        presence=here.state.value,
        online=here.is_online,
        sees_pictures=here.is_online and sees_pictures(session, seat.id, now_ms),
        consent=here.consent.value,
        read=sight.read,
        factors=list(here.factors) if for_host else [],
        word_choices=list(choices(session, seat.id)) if for_host else [],
        seen=sight.seen if for_host else None,
        seen_tier=sight.tier if for_host else "",
        seen_ms=sight.seen_ms if for_host else 0,
        out_of_sight=for_host and here.is_online and here.unseen_ms is not None,
        follows=sight.follows,
        slow=sight.slow,
        number=[each.id for each in session.seats].index(seat.id),
        awaited_until_ms=awaited_until_ms(session, seat.id),
        trouble=_trouble(seat, here) if for_host else "",
        knock_choices=list(knock_choices(session, seat.id)) if for_host else [],
        comes_as=seat.comes_as,
        announced=here.announced,
        covered=seat.id == session.host.id or seat.id not in uncovered(session),
        objected=to in here.objections,
        objections=list(here.objections) if for_host else [],
        arrival=_arrival(here) if for_host and here.arrival.claim else None,
    )


def _arrival(here: Presence) -> heard.ArrivalCard:
    came = here.arrival
    birth = "overridden" if came.is_doubted and not here.is_doubted else came.birth
    return heard.ArrivalCard(
        came.claim, came.is_known, came.link_by, came.code_by, birth, here.is_doubted, here.called_ms
    )


def _trouble(seat: Seat, here: Presence) -> str:
    """What the host can mend with a code: staff have their own."""
    return here.trouble or ("code" if here.code_due_ms is not None and seat.person is None else "")


def mark_card(mark: Mark) -> heard.MarkCard:
    """A drawing as the wire tells it."""
    measured = mark.measured
    return heard.MarkCard(
        id=mark.id,
        author=mark.author,
        stack=mark.stack,
        pos=mark.pos,
        kind=mark.kind,
        points=list(mark.points),
        text=mark.text,
        rev=mark.rev,
        at_ms=mark.at_ms,
        measured=[heard.FigureCard(*_figure(figure)) for figure in measured.figures] if measured else [],
        note=measured.note if measured else "",
    )


def _figure(figure: Figure) -> tuple[str, float, str]:
    """A file's own unit may say anything: only the standard's go out (`terms.units`)."""
    known = figure.unit in {*UNITS, "mm", "mm²", "px", "px²", "°"}
    return figure.name, figure.value, figure.unit if known else ""


def wish_cards(session: Session, to: ParticipantId) -> list[heard.WishCard]:
    """The wishes for earlier pictures that somebody may know of."""
    return [
        heard.WishCard(
            number=wish.number,
            by=wish.by,
            at_ms=wish.at_ms,
            modality=wish.modality,
            words=wish.words,
            state=wish.state,
            reply=wish.reply,
            stacks=list(wish.stacks),
        )
        for wish in wishes_of(session, to)
    ]


def ballot_cards(session: Session, to: ParticipantId) -> list[heard.BallotCard]:
    """The questions to the board that somebody may know of, with the votes that they may read."""
    return [_ballot_card(ballot, to) for ballot in ballots_of(session, to)]


def _ballot_card(ballot: Ballot, to: ParticipantId) -> heard.BallotCard:
    result = result_of(ballot)
    return heard.BallotCard(
        number=ballot.number,
        at_ms=ballot.at_ms,
        question=ballot.question,
        positions=list(ballot.positions),
        seats=[_board_seat(ballot, seat, to) for seat in ballot.board],
        quorum=ballot.quorum,
        revealed=is_revealed(ballot),
        outcome=result.outcome,
        decided=result.position,
        counted=result.counted,
        closed_ms=ballot.closed_ms,
    )


def _board_seat(ballot: Ballot, seat: ParticipantId, to: ParticipantId) -> heard.BoardSeat:
    known = known_vote(ballot, seat, to)
    return heard.BoardSeat(
        participant=seat,
        voted=vote_of(ballot, seat) is not None,
        position=None if known is None else known.position,
        reason="" if known is None else known.reason,
        times=0 if known is None else known.times,
        absent=seat in ballot.absent,
    )


def _bookmark(kept: Bookmark) -> heard.BookmarkCard:
    return heard.BookmarkCard(kept.number, kept.by, kept.at_ms, kept.name, kept.star, kept.view)


def _token(session: Session) -> heard.Token:
    request = session.token.request
    return heard.Token(session.token.holder, session.token.token_epoch, None if request is None else request.by)
