"""What each event asks of the running session: validated structs in, facts for the acknowledgement out."""

from typing import Any

from msgspec import structs

from server.live.consenting import Ticked
from server.live.notices import Pointed
from server.live.reduction import ScreenSize
from server.live.task import SessionTask
from server.sessions.commands import (
    Admit,
    AllowLooking,
    AskAgain,
    AskPrior,
    Blank,
    CallGuest,
    CastVote,
    CloseVote,
    Deny,
    DropView,
    End,
    Extend,
    Follow,
    HandOver,
    KeepView,
    Leave,
    LookAround,
    ObjectTo,
    Pause,
    PutQuestion,
    ReleaseControl,
    Remove,
    RequestControl,
    Resume,
    SetView,
    TakeControl,
    Withdraw,
)
from server.sessions.seeing import viewing_ends_ms
from server.sessions.session import Basis
from server.sessions.voting import result_of
from server.terms.errors import Malformed
from server.terms.ids import FrameId, ParticipantId
from server.terms.marks import Mark
from server.terms.people import Role
from server.terms.view import Cine, Link, Viewport, Window
from server.transport.room.projection import chat_line
from server.transport.room.screen import RemoteScreen
from server.transport.wire import room_in as said

Facts = dict[str, Any]


class Actions:
    """The events of one connection; who acts is the connection's participant, never a field of a message."""

    def __init__(self, room: SessionTask, screen: RemoteScreen) -> None:
        self.room = room
        self._screen = screen
        self._me = screen.participant

    async def handle(self, message: said.Said) -> Facts:  # noqa: PLR0911  (a case per family of events)
        """Do what the event asks; raises the refusal that the acknowledgement carries."""
        match message:
            case said.ViewSet():
                return {"rev": await self.room.set_view(_view(self._me, message))}
            case said.ViewFollow() | said.ViewAllow() | said.RoomBlank() | said.BookmarkPut() | said.BookmarkDrop():
                return await self._arrange(message)
            case said.MarkPut() | said.MarkDrop() | said.ValueAt() | said.Pointer():
                return await self._draw(message)
            case said.ChatSend() | said.ChatSince() | said.ChatRead() | said.Signal() | said.SignalNoticed():
                return await self._chat(message)
            case said.Ack() | said.FrameWant() | said.Report() | said.TimePing():
                return await self._feedback(message)
            case said.PrivacyRead() | said.ConsentAnswer() | said.ConsentWithdraw() | said.ConsentAsk():
                return await self._consent(message)
            case said.ConsentScope() | said.ConsentNarrow() | said.BasisRecord():
                return await self._scope(message)
            case said.ControlRequest() | said.ControlGrant() | said.ControlTake() | said.ControlRelease():
                return await self._control(message)
            case said.Admit() | said.Deny() | said.CallGuest() | said.OverrideBirth() | said.ObjectTo():
                return await self._at_the_door(message)
            case _:
                return await self._run_room(message)

    async def _arrange(
        self, message: said.ViewFollow | said.ViewAllow | said.RoomBlank | said.BookmarkPut | said.BookmarkDrop
    ) -> Facts:
        match message:
            case said.ViewFollow():
                await self.room.act(Follow(self._me))
            case said.ViewAllow():
                await self.room.act(AllowLooking(self._me, Role(message.role), message.on))
            case said.RoomBlank():
                await self.room.act(Blank(self._me, message.on))
            case said.BookmarkPut():
                session = await self.room.keep_view(KeepView(self._me, message.name, message.star, message.number))
                return {"number": message.number or session.bookmarks[-1].number}
            case said.BookmarkDrop():
                await self.room.act(DropView(self._me, message.number))
        return {}

    async def _draw(self, message: said.MarkPut | said.MarkDrop | said.ValueAt | said.Pointer) -> Facts:
        match message:
            case said.MarkPut():
                mark = Mark(
                    message.id,
                    self._me,
                    message.stack,
                    message.pos,
                    message.kind,
                    tuple(message.points),
                    message.text,
                )
                session = await self.room.drawing.put(self._me, mark, message.base_rev)
                return {"rev": next((each.rev for each in session.marks if each.id == mark.id), 0)}
            case said.MarkDrop():
                await self.room.drawing.drop(self._me, message.id, message.base_rev)
                return {}
            case said.ValueAt():
                values, unit = await self.room.drawing.value_at(
                    self._me, message.stack, message.pos, (message.x, message.y)
                )
                return {"values": list(values), "unit": unit}
            case said.Pointer():
                at = message
                pointed = None if at.stack is None else Pointed(at.stack, at.pos, at.x, at.y, at.kind)
                self.room.drawing.point(self._me, pointed)
                return {}

    async def _chat(
        self, message: said.ChatSend | said.ChatSince | said.ChatRead | said.Signal | said.SignalNoticed
    ) -> Facts:
        match message:
            case said.ChatSend():
                picture = _viewport(message.picture) if message.picture else None
                stored = await self.room.say(
                    self._me, message.cid, message.text, channel=message.channel, picture=picture
                )
                return {"id": stored.id, "seq": stored.seq, "at": stored.at_ms}
            case said.ChatSince():
                page = await self.room.talk.since(self._me, message.seq, message.channel)
                return {"lines": [chat_line(line) for line in page.lines], "more": page.more}
            case said.ChatRead():
                await self.room.read_up_to(self._me, message.seq)
                return {}
            case said.Signal():
                await self.room.signal(self._me, message.kind)
                return {}
            case said.SignalNoticed():
                await self.room.noticed(self._me, message.seq)
                return {}

    async def _feedback(self, message: said.Ack | said.FrameWant | said.Report | said.TimePing) -> Facts:
        match message:
            case said.Ack():
                self._screen.outbox.acked(message.m)
                self.room.acked(self._screen, message.n, [FrameId(fid) for fid, _ in message.shown])
                return {}
            case said.FrameWant():
                self.room.wanted_again(self._screen, [FrameId(fid) for fid in message.fids])
                return {}
            case said.Report():
                size = ScreenSize(message.w, message.h, message.dpr, message.hidden, message.save_data)
                await self.room.reported(self._screen, size, message.rtt)
                return {}
            case said.TimePing():
                return {"t0": message.t0, "t1": self.room.stage.now_ms()}

    async def _consent(
        self, message: said.PrivacyRead | said.ConsentAnswer | said.ConsentWithdraw | said.ConsentAsk
    ) -> Facts:
        match message:
            case said.PrivacyRead():
                await self.room.consenting.go_on(self._me, message.digest)
            case said.ConsentAnswer():
                if message.agree:
                    await self.room.consenting.agree(self._me, message.digest, _ticked(message))
                else:
                    await self.room.consenting.refuse(self._me, message.digest)
            case said.ConsentWithdraw():
                await self.room.act(Withdraw(self._me))
            case said.ConsentAsk():
                await self.room.act(AskAgain(self._me, ParticipantId(message.participant)))
        return {}

    async def _scope(self, message: said.ConsentScope | said.ConsentNarrow | said.BasisRecord) -> Facts:
        match message:
            case said.ConsentScope():
                await self.room.consenting.show_scope(self._me)
            case said.ConsentNarrow():
                await self.room.consenting.narrow(self._me, _ticked(message))
            case said.BasisRecord():
                words: dict[str, str] = structs.asdict(message.words)
                stacks = None if message.stacks is None else tuple(message.stacks)
                persons = None if message.persons is None else tuple(map(ParticipantId, message.persons))
                await self.room.consenting.record_basis(self._me, Basis(message.basis), words, stacks, persons)
        return {}

    async def _control(
        self, message: said.ControlRequest | said.ControlGrant | said.ControlTake | said.ControlRelease
    ) -> Facts:
        command: RequestControl | HandOver | TakeControl | ReleaseControl
        match message:
            case said.ControlRequest():
                command = RequestControl(self._me)
            case said.ControlGrant():
                command = HandOver(self._me, ParticipantId(message.to))
            case said.ControlTake():
                command = TakeControl(self._me)
            case said.ControlRelease():
                command = ReleaseControl(self._me)
        session = await self.room.act(command)
        return {"holder": session.token.holder, "token_epoch": session.token.token_epoch}

    async def _board(self, message: said.BoardAsk | said.BoardVote | said.BoardClose) -> Facts:
        match message:
            case said.BoardAsk():
                board = tuple(map(ParticipantId, message.board))
                asked = PutQuestion(self._me, message.question, board, tuple(message.positions), message.quorum)
                session = await self.room.act(asked)
                return {"number": session.ballots[-1].number}
            case said.BoardVote():
                await self.room.act(CastVote(self._me, message.number, message.position, message.reason))
                return {}
            case said.BoardClose():
                session = await self.room.act(CloseVote(self._me, message.number))
                return {"outcome": result_of(session.ballots[message.number - 1]).outcome}

    async def _at_the_door(
        self, message: said.Admit | said.Deny | said.CallGuest | said.OverrideBirth | said.ObjectTo
    ) -> Facts:
        match message:
            case said.Admit():
                guest = ParticipantId(message.participant)
                await self.room.act(Admit(self._me, guest, message.recognized, message.word, message.knock))
            case said.CallGuest():
                await self.room.act(CallGuest(self._me, ParticipantId(message.participant)))
            case said.OverrideBirth():
                await self.room.override_birth(self._me, ParticipantId(message.participant), message.reason)
            case said.ObjectTo():
                await self.room.act(ObjectTo(self._me, ParticipantId(message.participant), message.objects))
            case said.Deny():
                await self.room.act(Deny(self._me, ParticipantId(message.participant), message.knock))
        return {}

    async def _run_room(self, message: said.Said) -> Facts:
        match message:
            case said.Remove():
                await self.room.act(Remove(self._me, ParticipantId(message.participant)))
            case said.Pause():
                await self.room.act(Pause(self._me))
            case said.ResumeRoom():
                await self.room.act(Resume(self._me))
            case said.Extend():
                session = await self.room.act(Extend(self._me, message.minutes, message.reason))
                return {"deadline_ms": viewing_ends_ms(session)}
            case said.End():
                await self.room.act(End(self._me, message.at_once))
            case said.Leave():
                await self.room.act(Leave(self._me))
            case said.PriorAsk():
                session = await self.room.act(AskPrior(self._me, message.words, message.modality))
                return {"number": session.wishes[-1].number}
            case said.BoardAsk() | said.BoardVote() | said.BoardClose():
                return await self._board(message)
            case _:
                raise Malformed("bad_event")
        return {}


def _ticked(message: said.ConsentAnswer | said.ConsentNarrow) -> Ticked:
    persons = tuple(ParticipantId(each) for each in dict.fromkeys(message.persons))
    return Ticked(tuple(sorted(set(message.stacks))), persons, message.until_ms)


def _view(me: ParticipantId, message: said.ViewSet) -> SetView | LookAround:
    viewports = tuple(_viewport(port) for port in message.viewports)
    link = _link(message.link)
    if message.scope == "mine":
        return LookAround(me, message.cseq, message.layout, message.active, viewports, link)
    return SetView(me, message.token_epoch, message.cseq, message.layout, message.active, viewports, link)


def _viewport(port: said.ViewportSaid) -> Viewport:
    return Viewport(
        port.id,
        port.stack,
        port.pos,
        Window(port.voi.center, port.voi.width, port.voi.function) if port.voi else None,
        port.invert,
        port.rot,
        port.flip,
        port.area,
        _cine(port.cine),
        port.palette,
    )


def _link(link: said.LinkSaid | None) -> Link | None:
    return None if link is None else Link(link.first, link.second, link.by, link.offset, link.windows)


def _cine(cine: said.CineSaid | None) -> Cine | None:
    if cine is None:
        return None
    return Cine(cine.first, cine.last, cine.fps, cine.loop, cine.anchor_pos, cine.anchor_ms)
