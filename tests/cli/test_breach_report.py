"""`lightbox breach-report`: who saw which pictures, in words and as JSON; moments as people write them."""

import argparse
import datetime
import json

import pytest

from server.cli.breach_report import _as_json, _as_text, _moment
from server.desk.seen import InTier, SeenLine
from server.desk.seen_report import ReportedLine
from server.terms.ids import SessionId

UTC = datetime.UTC
SINCE, UNTIL = datetime.datetime(2026, 11, 22, 14, 0, tzinfo=UTC), datetime.datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
SEEN = SeenLine(
    session=SessionId("5" * 32), person="b" * 16, series="c" * 32, authorized=((1, 128),),
    sent=(InTier("lossless", ((3, 3),)), InTier("preview", ((1, 12),))),
    shown=(InTier("lossless", ((3, 3),), 64_000), InTier("preview", ((1, 6), (9, 9)), 1_000)),
    first_ms=1_795_356_000_000, last_ms=1_795_356_090_000,
)  # fmt: skip
LINE = ReportedLine(SEEN, "Dr Osei", "specialist", "Doe, Jane", "d" * 32, "CT", 4)
OLD = ReportedLine(
    SeenLine(SessionId("6" * 32), "a" * 16, "", ((1, 5),), None, (InTier("", ((2, 4),), None),), 1, 2), "", ""
)


def test_a_line_says_who_whose_what_and_for_how_long() -> None:
    """I6: what was on the screen, what was sent and what could have been are three things."""
    text = _as_text([LINE], SINCE, UNTIL)
    assert "Dr Osei (specialist)  consult 55555555" in text
    assert "whose      Doe, Jane: CT series 4" in text
    assert "on screen  1 picture lossless (3) for 1 min 4 s; 7 pictures preview (1-6, 9) for 0 min 1 s" in text
    assert "sent       1 picture lossless (3); 12 pictures preview (1-12)" in text
    assert "could be   1-128" in text
    assert "1 people were sent pictures; 7 pictures on their screens, 1.1 minutes" in text


def test_what_was_not_recorded_is_not_invented() -> None:
    """AUD-33: a record from before, a consult whose names are gone."""
    text = _as_text([OLD], SINCE, UNTIL)
    assert f"{'a' * 16} (unknown)" in text
    assert "sent       not recorded" in text
    assert "3 pictures (2-4) for an unrecorded time" in text


def test_as_json_every_range_and_tier_is_there() -> None:
    """For programs: one object a line."""
    told = json.loads(_as_json(LINE))
    assert (told["name"], told["patient"], told["shown_ms"], told["pictures_sent"]) == (
        "Dr Osei",
        "Doe, Jane",
        65_000,
        12,
    )
    assert told["shown"][1] == {"tier": "preview", "ranges": [[1, 6], [9, 9]], "ms": 1_000}
    assert json.loads(_as_json(OLD))["sent"] is None


def test_a_day_alone_is_all_of_that_day() -> None:
    """Moments with a zone stay what they are; what is none is refused by name."""
    assert _moment("2026-11-22")[1]
    assert _moment("2026-11-22T14:30+01:00") == (
        datetime.datetime(2026, 11, 22, 13, 30, tzinfo=UTC), False,
    )  # fmt: skip
    with pytest.raises(argparse.ArgumentTypeError, match="yesterday"):
        _moment("yesterday")
