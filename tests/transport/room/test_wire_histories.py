"""Any history of wire messages: late, doubled, played again, stolen from others; the room comes to what it must.

A history is bytes, three per event. After each one the session, every screen's own idea of it and a model written a
second time agree; and no message ever holds what its reader has no right to at the moment it is written.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.sessions.commands import Admit, GiveConsent, Narrow
from server.sessions.phases import Phase
from server.terms.errors import LightboxError
from server.terms.ids import ParticipantId
from server.terms.view import View
from tests.sessions.consult import DIGEST, HOST, OBSERVER, PATIENT, SECOND_SPECIALIST, SPECIALIST, STRANGER
from tests.transport.room.wire_messages import MAKE, PEOPLE, view
from tests.transport.room.wire_model import CLINICIANS, Json, Model, Ports, is_in, ports_of, role_of, sees
from tests.transport.room.wire_reader import Reader, stacks_told
from tests.transport.room.wire_rig import Line, Rig

EVENT_BYTES = 3
STEP_MS = 10
WAITING_HEARS = {"room:welcome", "room:state", "dark", "bye"}
OF_PICTURES = {"view", "view:mine", "marks", "pointer", "manifest", "key", "lease", "frame:failed", "bookmarks"}


# --- a history -------------------------------------------------------------------------------------------------------


@dataclass
class History:
    """One room, its model and its readers."""

    model: Model = field(default_factory=lambda: Model(HOST))
    readers: dict[int, Reader] = field(default_factory=dict)
    sent: list[tuple[ParticipantId, str, Json]] = field(default_factory=list)
    rig: Rig = field(init=False)
    count: int = 0

    def __post_init__(self) -> None:
        """Everything a line hears is judged at once."""
        self.rig = Rig(self._heard)

    def reader(self, line: Line) -> Reader:
        """What who sits at this line believes."""
        return self.readers.setdefault(id(line), Reader())

    def _heard(self, line: Line, name: str, body: Json) -> None:
        session, person = self.rig.session, line.person
        reader = self.reader(line)
        assert role_of(session, person) is not None
        if not line.is_late:
            self._may_hear_now(line, name, body)
        if name in OF_PICTURES - {"key"} and reader.epoch is None:
            is_empty = name == "bookmarks" and not body["bookmarks"]
            is_own = name == "view:mine" and (line.is_late or body["view"] is None)
            assert is_empty or is_own, (person, name)
        if name in {"chat", "room:welcome"}:
            lines = body["lines"] if name == "chat" else body["chat"] + body["clinicians"]
            is_clinician = role_of(session, person) in CLINICIANS and is_in(session, person)
            assert is_clinician or all(line["channel"] == "talk" for line in lines)
        if name == "presence" and person != HOST:
            assert not any(card["word_choices"] or card["factors"] or card["seen"] for card in body["participants"])
            # one that waited tells of its own moment, when somebody may have been in who was put out since
            assert line.is_late or all(is_in(session, card["id"]) for card in body["participants"])
        reader.hear(name, body)

    def _may_hear_now(self, line: Line, name: str, body: Json) -> None:
        """A message that is written at once is judged by the rights of this moment; one that waited, by its order."""
        session, person = self.rig.session, line.person
        if not is_in(session, person) and person in self.rig.lines:
            # who is being put out hears of that, who waits of nothing else
            assert name in WAITING_HEARS, (person, name)
        seen = sees(session, person)
        assert stacks_told(name, body) <= seen, (person, name, body)
        if name in {"key", "lease"}:
            assert seen
            assert body["epoch"] == session.epoch

    async def begin(self) -> None:
        """Host, patient, specialist and observer are in the talk and see two of three stacks; a specialist waits."""
        for person in (HOST, PATIENT, SPECIALIST, OBSERVER, SECOND_SPECIALIST):
            await self.rig.connect(person)
        await self.say(HOST, *view(self, HOST, 0))
        for person in (PATIENT, SPECIALIST, OBSERVER):
            await self.rig.room.act(Admit(HOST, person, "known", self.rig.session.presence_of(person).word))
        await self.rig.room.act(GiveConsent(PATIENT, (0, 1), DIGEST, "en", "form-1"))

    async def say(self, person: ParticipantId, event: str, body: Json) -> None:
        """One message, held against the model."""
        before = self.rig.session
        expected = self.model.apply(before, person, event, body)
        if before.phase is Phase.LOBBY:
            # the host's first picture brings the first key
            expected = None
            self.model.rev, self.model.view = 1, ports_of(body)
        answer = await self.rig.say(person, event, body)
        assert expected in (None, answer["ok"]), (person, event, body, answer)
        assert answer["ok"] or answer["code"] != "internal"
        if event == "chat:since" and answer["ok"]:
            lines = answer["lines"]
            assert stacks_told("chat", {"lines": [_as_json(line) for line in lines]}) <= sees(before, person)

    async def live_through(self, content: bytes) -> None:
        """All of a history."""
        await self.begin()
        self.judge()
        for start in range(0, len(content) - EVENT_BYTES + 1, EVENT_BYTES):
            what, who, detail = content[start : start + EVENT_BYTES]
            self.rig.clock.at_ms += STEP_MS
            self.count += 1
            await self._happen(what, PEOPLE[who % len(PEOPLE)], detail)
            self.model.settle(self.rig.session)
            self.judge()

    async def _happen(self, what: int, person: ParticipantId, detail: int) -> None:
        if what >= 224 and self.sent:
            # doubled, played again much later, or stolen
            sender, event, body = self.sent[-1 if detail & 1 else detail % len(self.sent)]
            await self.say(person if what & 1 else sender, event, body)
        elif what >= 208:
            # two messages made at the same moment that come in the other order
            first, second = (MAKE[(detail + more) % len(MAKE)](self, person, detail ^ more) for more in (0, 5))
            await self.say(person, *second)
            await self.say(person, *first)
        elif what >= 198:
            await _slow_down(self.rig, person)
        elif what >= 150:
            await _around(self, what, person, detail)
        else:
            event, body = MAKE[what % len(MAKE)](self, person, detail)
            self.sent.append((person, event, body))
            await self.say(person, event, body)

    # --- what must hold after every event ----------------------------------------------------------------------------

    def judge(self) -> None:
        """Session, model and readers agree."""
        session, model = self.rig.session, self.model
        assert session.view is None or (session.view.rev, _ports_of(session.view)) == (model.rev, model.view)
        asking = None if session.token.request is None else session.token.request.by
        assert (session.token.holder, session.token.token_epoch, asking) == (
            model.holder, model.token_epoch, model.request,
        )  # fmt: skip
        kept = {each.number: (each.by, each.name, each.star, _ports_of(each.view)) for each in session.bookmarks}
        assert kept == model.bookmarks
        assert {each.id: (each.author, each.stack, each.pos, each.rev) for each in session.marks} == model.marks
        assert (session.blank, {role.value for role in session.lookers}) == (model.blank, model.lookers)
        for channel, lines in self.rig.walls.lines.items():
            assert [(each.author, each.text) for each in lines if each.kind != "system"] == model.lines[channel]
        for line in self.rig.lines.values():
            if line.is_free:
                self._judge_reader(line)

    def _judge_reader(self, line: Line) -> None:
        session, model, person = self.rig.session, self.model, line.person
        reader, seen = self.reader(line), sees(session, person)
        assert reader.state["phase"] == session.phase.value
        assert (reader.state["blank"], set(reader.state["lookers"])) == (model.blank, model.lookers)
        assert reader.epoch == (session.epoch if seen else None), person
        if not is_in(session, person):
            assert not reader.lines["talk"]
            assert not reader.token
            return
        request = None if session.token.request is None else session.token.request.by
        assert reader.token == {"holder": model.holder, "token_epoch": model.token_epoch, "request": request}
        for channel, told in reader.lines.items():
            stored = {each.seq: each.code or each.text for each in self.rig.walls.lines[channel]}  # type: ignore[index]  # the two channels
            reads = channel == "talk" or role_of(session, person) in CLINICIANS
            # from the first one on without a gap; what was said before they came they ask for
            since = {seq: said for seq, said in stored.items() if told and seq >= min(told)}
            assert told == (since if reads else {}), (person, channel)
        if seen:
            blinded = tuple((port, stack, pos) if stack in seen else (port, None, 0) for port, stack, pos in model.view)
            assert (reader.rev, reader.view) == (model.rev, blinded), person
            assert {key: mark["rev"] for key, mark in reader.marks.items()} == {
                key: rev for key, (_, stack, _, rev) in model.marks.items() if stack in seen
            }
            reads = role_of(session, person) in CLINICIANS
            assert [card["number"] for card in reader.bookmarks] == [
                number
                for number, (_, _, _, view) in sorted(model.bookmarks.items())
                if reads and {stack for _, stack, _ in view if stack is not None} <= seen
            ]


def _ports_of(view: View) -> Ports:
    return tuple((each.id, each.stack, each.pos) for each in view.viewports)


def _as_json(line: object) -> Json:
    picture = getattr(line, "picture", None)
    return {"picture": None if picture is None else {"stack": picture.stack}}


CONSENTS: tuple[tuple[int, ...], ...] = ((0,), (0, 1), (0, 1, 2), (1,))
NARROWED: tuple[tuple[int, ...], ...] = ((0,), (1,), (0, 1), (2,))


async def _around(history: History, what: int, person: ParticipantId, detail: int) -> None:
    """People come and go, agree to more or less, pause and resume: what moves the rights under everybody's feet."""
    rig = history.rig
    match what % 12:
        case 0 | 1 if person != STRANGER:
            await rig.connect(person, detail % 8)
        case 2:
            await rig.drop(person)
        case 3 | 4:
            persons = (SPECIALIST, PATIENT, OBSERVER)[: 1 + detail % 3] if detail & 64 else None
            await _quietly(rig, Narrow(HOST, NARROWED[detail % 4], persons))
        case 5 | 6:
            await _quietly(rig, GiveConsent(PATIENT, CONSENTS[detail % 4], DIGEST, "en", "form-1"))
        case 7 | 8:
            await history.say(HOST, "room:pause" if what % 12 == 7 and detail & 1 else "room:resume", {})
        case 9:
            word = rig.session.presence_of(SECOND_SPECIALIST).word
            await _quietly(rig, Admit(HOST, SECOND_SPECIALIST, "known", word))
        case 10:
            await history.say(PATIENT, "consent:withdraw", {})
        case 11 if detail % 4 == 0:
            await history.say(HOST, *(("room:remove", {"participant": person}) if detail & 4 else ("room:pause", {})))
        case _:
            await _slow_down(rig, person)


async def _slow_down(rig: Rig, person: ParticipantId) -> None:
    """A line takes nothing for a while, then all that waits."""
    line = rig.lines.get(person)
    if line is not None and line.is_free:
        line.is_free = False
    elif line is not None:
        await line.clear()


async def _quietly(rig: Rig, command: Admit | GiveConsent | Narrow) -> None:
    with suppress(LightboxError):
        await rig.room.act(command)


async def _whole(content: bytes) -> History:
    history = History()
    try:
        await history.live_through(content)
    finally:
        await history.rig.stop()
    return history


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all histories: making one costs more than a history."""
    made = asyncio.new_event_loop()
    yield made
    made.close()


def test_the_usual_beginning_is_live_and_shared(loop: asyncio.AbstractEventLoop) -> None:
    """The histories below really start in the middle of a review."""
    session = loop.run_until_complete(_whole(b"")).rig.session
    assert session.phase is Phase.LIVE
    assert session.marks == ()


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(content=st.binary(min_size=EVENT_BYTES * 4, max_size=EVENT_BYTES * 24))
def test_any_history_of_messages_comes_to_what_it_must(loop: asyncio.AbstractEventLoop, content: bytes) -> None:
    """T-15, T-16, T-37, BI-22, JU16: late, doubled, played again or stolen: model, session and every screen agree."""
    loop.run_until_complete(_whole(content))


@pytest.mark.slow
@pytest.mark.hunt
@pytest.mark.timeout(3600)
@settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(content=st.binary(min_size=EVENT_BYTES * 8, max_size=EVENT_BYTES * 40))
def test_ten_thousand_histories_come_to_what_they_must(loop: asyncio.AbstractEventLoop, content: bytes) -> None:
    """T-15, T-16, T-37, BI-22: the same, longer and more often."""
    loop.run_until_complete(_whole(content))
