"""Notices as messages, worded for one role: what a patient, a specialist or somebody who still waits may know."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

from server.live import notices
from server.live.notices import Notice, Sight
from server.sessions.bookmarks import bookmarks_of
from server.sessions.chat import ChatMessage
from server.sessions.lobby import choices, place_of
from server.sessions.phases import Phase
from server.sessions.seeing import sees_pictures, viewing_ends_ms
from server.sessions.session import Bookmark, Presence, Session
from server.terms.ids import ParticipantId
from server.terms.marks import Figure, Mark
from server.terms.people import Role, Seat
from server.transport.room.stack_cards import UNITS, manifest
from server.transport.wire import room_out as heard


@dataclass(frozen=True, slots=True)
class Projection:
    """The clinic's own words beside the session's facts."""

    clinic: str
    phone: str
    now_ms: Callable[[], int]

    def message(self, notice: Notice, to: ParticipantId) -> heard.Heard:  # noqa: C901, PLR0911, PLR0912  (a case per notice)
        """The message for this participant."""
        match notice:
            case notices.Welcomed():
                return self._welcome(notice, to)
            case notices.StateChanged(session, now_ms, log_down):
                return room_state(session, to, now_ms, log_down=log_down)
            case notices.PresenceChanged(session, sights):
                return heard.Presence(participants=self._participants(session, sights, to))
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
            case notices.MarksChanged(put, dropped, whole):
                return heard.Marks(put=[_mark(mark) for mark in put], drop=list(dropped), whole=whole)
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
            case notices.ConsentShown(form):
                return heard.ConsentForm(
                    language=form.language,
                    title=form.title,
                    paragraphs=list(form.paragraphs),
                    choices=list(form.choices),
                    agree=form.agree,
                    refuse=form.refuse,
                    digest=form.digest,
                )
            case notices.PictureFailed(stack, pos, code):
                return heard.FrameFailed(stack=stack, pos=pos, code=code)

    def _welcome(self, notice: notices.Welcomed, to: ParticipantId) -> heard.Welcome:
        session = notice.session
        seat, here = session.seat_of(to), session.presence_of(to)
        inside = here.is_admitted
        return heard.Welcome(
            me=heard.Me(id=to, role=seat.role.value, name=seat.name, host=to == session.host.id),
            state=room_state(session, to, notice.now_ms, log_down=notice.log_down),
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
        )

    def _participants(
        self, session: Session, sights: dict[ParticipantId, Sight], to: ParticipantId
    ) -> list[heard.ParticipantCard]:
        for_host = to == session.host.id
        return [
            _participant(session, seat, sights.get(seat.id, Sight()), self.now_ms(), for_host=for_host)
            for seat in session.seats
            if for_host or session.presence_of(seat.id).is_admitted
        ]


def room_state(session: Session, to: ParticipantId, now_ms: int, *, log_down: bool = False) -> heard.RoomState:
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
        extensions_left=max(0, session.policy.extensions_max - session.extensions),
        server_ms=now_ms,
        log_down=log_down,
        blank=session.blank,
        lookers=[role.value for role in session.lookers],
        place=place_of(session, to),
    )


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


def _participant(session: Session, seat: Seat, sight: Sight, now_ms: int, *, for_host: bool) -> heard.ParticipantCard:
    here: Presence = session.presence_of(seat.id)
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
        follows=sight.follows,
    )


def _mark(mark: Mark) -> heard.MarkCard:
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
    """A file's own unit may say anything: only the standard's go out (`stack_cards.UNITS`)."""
    known = figure.unit in {*UNITS, "mm", "mm²", "px", "px²", "°"}
    return figure.name, figure.value, figure.unit if known else ""


def _bookmark(kept: Bookmark) -> heard.BookmarkCard:
    return heard.BookmarkCard(kept.number, kept.by, kept.at_ms, kept.name, kept.star, kept.view)


def _token(session: Session) -> heard.Token:
    request = session.token.request
    return heard.Token(session.token.holder, session.token.token_epoch, None if request is None else request.by)
