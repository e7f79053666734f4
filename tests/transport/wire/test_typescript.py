"""The page's types are written from the structs and are fresh."""

from pathlib import Path

from server.transport.wire import room_in, room_out
from server.transport.wire.typescript import structs, typescript

MESSAGES = Path(__file__).resolve().parents[3] / "web" / "src" / "wire" / "messages.ts"


def test_the_pages_types_are_fresh() -> None:
    """A changed struct without `--write` is found here, not in a browser."""
    assert MESSAGES.read_text("utf-8") == typescript()


def test_every_event_both_ways_has_its_payload() -> None:
    """The two maps name every event of the wire."""
    text = typescript()
    for event in (*room_in.EVENTS, *(kind.event for kind in room_out.HEARD)):
        assert f'  "{event}": ' in text


def test_only_what_is_sent_may_leave_fields_out() -> None:
    """A field with a default is optional in a request; what we hear always carries it."""
    text = typescript()
    assert "  voi?: WindowSaid | null;" in text
    assert "  href: string | null;" in text


def test_a_name_two_modules_share_carries_its_modules() -> None:
    """`Me` of HTTP and `Me` of the room stay apart."""
    assert {"HttpMe", "RoomOutMe"} <= set(structs().values())
