"""What a room must come to, written a second time from SPEC.md: who may do what, what then stands, who may know it.

Phase, presence and grants are read off the session (`tests/sessions/test_histories.py` judges those); everything that
the events of live review change is kept here, by rules of its own.
"""

from dataclasses import dataclass, field
from typing import Any

from server.sessions.phases import Phase
from server.sessions.session import PresenceState, Session
from server.terms.ids import ParticipantId
from server.terms.people import Role

Json = dict[str, Any]
Ports = tuple[tuple[str, int | None, int], ...]
CLINICIANS = (Role.PROVIDER, Role.SPECIALIST)
IN_TALK = (Phase.LIVE, Phase.PAUSED)
SPOKEN = (Phase.LIVE, Phase.PAUSED, Phase.CLOSING)


def role_of(session: Session, person: ParticipantId) -> Role | None:
    """None for a stranger."""
    return next((seat.role for seat in session.seats if seat.id == person), None)


def is_in(session: Session, person: ParticipantId) -> bool:
    """Whether somebody is in the talk."""
    return any(each.participant == person and each.state is PresenceState.ADMITTED for each in session.presence)


def granted(session: Session, person: ParticipantId) -> set[int]:
    """What the newest grant gives somebody."""
    if not session.grants or session.grants[-1].withdrawn_ms is not None:
        return set()
    return set(session.grants[-1].stacks) if person in session.grants[-1].persons else set()


def sees(session: Session, person: ParticipantId) -> set[int]:
    """Stacks of which somebody may know anything at this moment."""
    if not is_in(session, person) or not session.keyed:
        return set()
    if person == session.host.id:
        return set(range(len(session.stacks))) if session.phase in {Phase.LOBBY, Phase.LIVE} else set()
    if session.phase is not Phase.LIVE:
        return set()
    if session.blank and role_of(session, person) in {Role.PATIENT, Role.OBSERVER}:
        return set()
    return granted(session, person)


def may_steer(session: Session, person: ParticipantId) -> bool:
    """Whether somebody may hold the token."""
    if person == session.host.id:
        return True
    return role_of(session, person) is Role.SPECIALIST and is_in(session, person) and bool(granted(session, person))


def ports_of(body: Json) -> Ports:
    """Viewports as far as a model looks at them."""
    return tuple((each["id"], each["stack"], each["pos"]) for each in body["viewports"])


@dataclass
class Model:
    """The state that events of live review change."""

    holder: ParticipantId
    token_epoch: int = 1
    request: ParticipantId | None = None
    rev: int = 0
    view: Ports = ()
    bookmarks: dict[int, tuple[ParticipantId, str, bool, Ports]] = field(default_factory=dict)
    numbers: int = 0
    marks: dict[str, tuple[ParticipantId, int, int, int]] = field(default_factory=dict)
    """Author, stack, position, revision."""
    blank: bool = False
    lookers: set[str] = field(default_factory=lambda: {"specialist"})
    lines: dict[str, list[tuple[ParticipantId, str]]] = field(default_factory=lambda: {"talk": [], "clinicians": []})
    said: set[tuple[ParticipantId, str, str]] = field(default_factory=set)
    signals: int = 0

    def apply(self, session: Session, by: ParticipantId, event: str, body: Json) -> bool | None:
        """Whether it must be done (None: this model does not say), with what then stands."""
        rule = getattr(self, "_" + event.replace(":", "_"), None)
        if rule is None:
            return None
        role = role_of(session, by)
        if role is None or not is_in(session, by):
            return False
        done: bool = rule(session, by, role, body)
        return done

    def settle(self, session: Session) -> None:
        """Who may not steer any more neither holds the token nor asks for it; nobody asks while pictures are gone."""
        if self.request is not None and not (session.phase is Phase.LIVE and may_steer(session, self.request)):
            self.request = None
        if not may_steer(session, self.holder):
            self._pass(session.host.id)

    def _pass(self, to: ParticipantId) -> None:
        if to != self.holder:
            self.holder, self.token_epoch, self.request = to, self.token_epoch + 1, None

    # --- views -------------------------------------------------------------------------------------------------------

    def _view_set(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        wanted = {stack for _, stack, _ in ports_of(body) if stack is not None}
        if session.phase is not Phase.LIVE or not wanted <= sees(session, by):
            return False
        if body["scope"] == "mine":
            may_leave = role is Role.PROVIDER or role.value in self.lookers
            return role is not Role.OBSERVER and by != self.holder and may_leave
        if role not in CLINICIANS or (self.holder, self.token_epoch) != (by, body["token_epoch"]):
            return False
        self.rev, self.view = self.rev + 1, ports_of(body)
        return True

    def _view_follow(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        return role is not Role.OBSERVER and session.phase in IN_TALK

    def _view_allow(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        if role is not Role.PROVIDER or session.phase not in IN_TALK:
            return False
        self.lookers = self.lookers - {body["role"]} | ({body["role"]} if body["on"] else set())
        return True

    def _room_blank(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        if role is not Role.PROVIDER or session.phase not in IN_TALK:
            return False
        self.blank = body["on"]
        return True

    # --- kept views --------------------------------------------------------------------------------------------------

    def _bookmark_put(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        if role not in CLINICIANS or session.phase not in SPOKEN:
            return False
        number = body.get("number")
        if number is None:
            if not any(stack is not None for _, stack, _ in self.view):
                return False
            self.numbers += 1
            self.bookmarks[self.numbers] = (by, body["name"], body["star"], self.view)
            return True
        if not self._is_theirs(session, by, number):
            return False
        author, _, _, view = self.bookmarks[number]
        self.bookmarks[number] = (author, body["name"], body["star"], view)
        return True

    def _bookmark_drop(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        may = role in CLINICIANS and session.phase in SPOKEN and self._is_theirs(session, by, body["number"])
        if may:
            del self.bookmarks[body["number"]]
        return may

    def _is_theirs(self, session: Session, by: ParticipantId, number: int) -> bool:
        return number in self.bookmarks and by in (self.bookmarks[number][0], session.host.id)

    # --- drawing and pointing ----------------------------------------------------------------------------------------

    def _mark_put(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        stack, pos = body["stack"], body["pos"]
        if role not in CLINICIANS or session.phase is not Phase.LIVE or stack not in sees(session, by):
            return False
        if pos >= session.stacks[stack].bounds.frames:
            return False
        known = self.marks.get(body["id"])
        author, was_stack, was_pos, rev = known or (by, stack, pos, 0)
        if rev != body["base_rev"] or (was_stack, was_pos) != (stack, pos):
            return False
        if by not in (author, session.host.id, self.holder):
            return False
        self.marks[body["id"]] = (author, stack, pos, rev + 1)
        return True

    def _mark_drop(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        known = self.marks.get(body["id"])
        if role not in CLINICIANS or session.phase is not Phase.LIVE or known is None:
            return False
        author, stack, _, rev = known
        may = stack in sees(session, by) and rev == body["base_rev"] and by in (author, session.host.id, self.holder)
        if may:
            del self.marks[body["id"]]
        return may

    def _pointer(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        if role is Role.OBSERVER or session.phase is not Phase.LIVE:
            return False
        return body["stack"] is None or body["stack"] in sees(session, by)

    # --- who steers --------------------------------------------------------------------------------------------------

    def _control_request(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        if role is not Role.SPECIALIST or session.phase is not Phase.LIVE:
            return False
        if by == self.holder:
            return True
        if self.request not in (None, by) or not may_steer(session, by):
            return False
        self.request = by
        return True

    def _control_grant(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        to = body["to"]
        if role not in CLINICIANS or session.phase not in IN_TALK or by not in (self.holder, session.host.id):
            return False
        if to == self.holder:
            return True
        if not may_steer(session, to) or not session.presence_of(to).is_online:
            return False
        self._pass(to)
        return True

    def _control_take(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        if role is not Role.PROVIDER or session.phase not in IN_TALK:
            return False
        self._pass(by)
        return True

    def _control_release(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        if role not in CLINICIANS or session.phase not in IN_TALK or by != self.holder:
            return False
        self._pass(session.host.id)
        return True

    # --- chat --------------------------------------------------------------------------------------------------------

    def _chat_send(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        channel, picture = body["channel"], body.get("picture")
        may = role in CLINICIANS or (channel == "talk" and role is Role.PATIENT)
        if not may or session.phase not in SPOKEN:
            return False
        if picture is not None and picture["stack"] not in sees(session, by):
            return False
        if (by, channel, body["cid"]) not in self.said:
            self.said.add((by, channel, body["cid"]))
            self.lines[channel].append((by, body["text"]))
        return True

    def _chat_since(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        return body["channel"] == "talk" or (role in CLINICIANS and session.phase in SPOKEN)

    def _signal(self, session: Session, by: ParticipantId, role: Role, body: Json) -> bool:
        may = role is Role.PATIENT and session.phase in SPOKEN
        if may:
            self.lines["talk"].append((by, body["kind"]))
        return may
