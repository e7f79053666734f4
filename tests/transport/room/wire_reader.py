"""What a client comes to believe from what it hears alone, and of which pictures a message says anything."""

from dataclasses import dataclass, field

from tests.transport.room.wire_model import Json, Ports


@dataclass
class Reader:
    """What one client believes, from what it heard alone."""

    token: Json = field(default_factory=dict)
    state: Json = field(default_factory=dict)
    rev: int = 0
    view: Ports = ()
    marks: dict[str, Json] = field(default_factory=dict)
    bookmarks: list[Json] = field(default_factory=list)
    lines: dict[str, dict[int, str]] = field(default_factory=lambda: {"talk": {}, "clinicians": {}})
    epoch: int | None = None

    def hear(self, name: str, body: Json) -> None:
        """Take in a message as our own client does."""
        match name:
            case "room:welcome":
                self.state, self.token = body["state"], body["token"] or {}
                self._read(body["chat"] + body["clinicians"])
            case "room:state":
                self.state = body
            case "control":
                self.token = body["token"]
            case "chat":
                self._read(body["lines"])
            case "view":
                self.rev, self.view = body["view"]["rev"], _ports(body["view"])
            case "marks":
                kept = (
                    {} if body["whole"] else {key: mark for key, mark in self.marks.items() if key not in body["drop"]}
                )
                self.marks = kept | {mark["id"]: mark for mark in body["put"]}
            case "bookmarks":
                self.bookmarks = body["bookmarks"]
            case "key":
                self.epoch = body["epoch"]
            case "dark":
                self.epoch = None
            case _:
                pass

    def _read(self, lines: list[Json]) -> None:
        for line in lines:
            said = line["code"] or line["text"]
            assert self.lines[line["channel"]].setdefault(line["seq"], said) == said


def _ports(view: Json) -> Ports:
    return tuple((each["id"], each["stack"], each["pos"]) for each in view["viewports"])


def stacks_told(name: str, body: Json) -> set[int]:
    """Every stack of which a message says anything."""
    views: list[Json] = []
    found: set[int | None] = set()
    match name:
        case "view" | "view:mine":
            views = [body["view"]] if body["view"] else []
        case "bookmarks":
            views = [each["view"] for each in body["bookmarks"]]
        case "marks":
            found = {mark["stack"] for mark in body["put"]}
        case "pointer" | "frame:failed" | "frame":
            found = {body["stack"]}
        case "manifest":
            found = {card["id"] for card in body["stacks"]}
        case "chat" | "room:welcome":
            lines = body["lines"] if name == "chat" else body["chat"] + body["clinicians"]
            found = {line["picture"]["stack"] for line in lines if line["picture"]}
        case _:
            pass
    found |= {stack for view in views for _, stack, _ in _ports(view)}
    return {stack for stack in found if stack is not None}
