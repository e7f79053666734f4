"""What every field means and how every event is answered, in words: a field of one name means the same everywhere."""

from dataclasses import dataclass
from typing import Final

from server.sessions import commands as do
from server.transport.wire.meaning_words import WORDS

MEANINGS: Final[dict[str, str]] = {
    name.strip(): words.strip() for name, _, words in (line.partition(":") for line in WORDS.strip().splitlines())
}
"""`field` or `Struct.field` → its meaning; the longer name wins."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an event does, the acknowledgement's facts when all went well, and the codes when not."""

    what: str
    facts: str = '{"ok": true}'
    refusals: tuple[str, ...] = ()


_PHASE: Final = ("not_admitted", "forbidden", "too_early", "conflict", "locked")
ANSWERS: Final[dict[str, Answered]] = {
    "view:set": Answered(
        "A whole view, never a change of it: the shared one, or one's own (`mine`). Newest wins: while one waits its "
        "turn a newer one takes its place.",
        '{"ok": true, "rev": 17}', ("not_presenter", *_PHASE, "bad_value"),
    ),
    "view:follow": Answered("Back to the shared view.", refusals=("not_admitted", "forbidden", "conflict", "locked")),
    "view:allow": Answered(
        "Lets a role look around alone, or calls it back.", refusals=("not_in_policy", *_PHASE, "bad_value")
    ),
    "room:blank": Answered(
        "Patients' and observers' screens go dark while a picture is prepared, and light again.", refusals=_PHASE
    ),
    "bookmark:put": Answered(
        "Keeps the shared view under a name, or names and stars an earlier one.", '{"ok": true, "number": 3}',
        ("too_many", "not_found", *_PHASE, "bad_value"),
    ),
    "bookmark:drop": Answered("Forgets a kept view.", refusals=("not_found", *_PHASE)),
    "mark:put": Answered(
        "Draws a mark, or changes one; everybody who sees the picture sees it, with what it measures.",
        '{"ok": true, "rev": 2}', ("too_many", "conflict", *_PHASE, "bad_value"),
    ),
    "mark:drop": Answered("Takes a mark away.", refusals=("not_found", "conflict", *_PHASE)),
    "value:at": Answered(
        "The modality value under a point (three of a color picture).", '{"ok": true, "values": [-812.0], "unit": "HU"}',
        ("forbidden", "key_destroyed"),
    ),
    "pointer": Answered("Shows where somebody points to everybody else who sees that picture; never kept."),
    "ack": Answered("Says what arrived; without it frames stop and the connection is cut in the end (see *Acknowledging*)."),
    "frame:want": Answered("These frames did not open or were dropped: send them again if they are still in view or near it."),
    "client:report": Answered("How large the picture is here, and whether anybody can see it: decides reduction and quality."),
    "chat:send": Answered(
        "One line of chat. Acknowledged once stored, which a full or stalled disk delays for as long as it lasts (everybody "
        "is told `chat:unkept` meanwhile, you too); the same `cid` again gives the same line, so retry until then.",
        '{"ok": true, "id": "…", "seq": 12, "at": 1795326646687}',
        ("not_admitted", "forbidden", "locked", "bad_value", "busy", "draining"),
    ),
    "chat:read": Answered("Everything up to `seq` was on this person's screen."),
    "chat:since": Answered(
        "Lines after `seq`, oldest first, at most 200 and 256 KiB (`more`: ask again from the last one's `seq`).",
        '{"ok": true, "lines": [ChatLine, …], "more": false}', ("not_admitted",),
    ),
    "signal": Answered("A patient's signal; it becomes a line of the chat.", refusals=("not_admitted", "forbidden", "locked")),
    "signal:noticed": Answered(
        "Says in the chat, once, that a clinician has noticed a patient's signal.",
        refusals=("not_admitted", "forbidden", "locked", "not_found"),
    ),
    "room:admit": Answered("Lets somebody who waits into the talk.", refusals=("wrong_word", *_PHASE, "log_unavailable")),
    "room:deny": Answered("Turns away who waits; the link asks for a new code.", refusals=_PHASE),
    "guest:object": Answered(
        "Says that somebody would rather not have a person who was added, or minds no more: the host reads it, and it is "
        "recorded. Who is let in stays the host's to say.", refusals=_PHASE,
    ),
    "room:call": Answered("Rings somebody who waits: their page says so, and it is recorded.", refusals=_PHASE),
    "birth:override": Answered(
        "Vouches for a patient whose birth date did not match or was not given: the reason is kept sealed, and pictures "
        "come as to any patient.", refusals=(*_PHASE, "bad_value"),
    ),
    "room:remove": Answered("Puts somebody out for good, under a new epoch.", refusals=_PHASE),
    "room:pause": Answered("Keys die, screens go dark, the clock keeps running.", refusals=_PHASE),
    "room:resume": Answered("Pictures again under a new epoch.", refusals=("withdrawn", *_PHASE)),
    "room:extend": Answered(
        "More minutes, inside policy, latest end and consent.", '{"ok": true, "deadline_ms": 1795326946687}',
        ("cap", "withdrawn", *_PHASE, "bad_value"),
    ),
    "room:end": Answered(
        "Before the first admission cancels; while viewing ends viewing (`closing`); while closing locks. "
        "With `at_once` it locks from any phase.", refusals=_PHASE
    ),
    "room:leave": Answered("A guest goes for good: coming back leads through the lobby.", refusals=_PHASE),
    "privacy:read": Answered("The notice last shown was read; the consent follows.", refusals=("conflict",)),
    "consent:answer": Answered(
        "The patient's answer to exactly the text last shown.", refusals=("conflict", *_PHASE[:3], "locked", "bad_value")
    ),
    "consent:scope": Answered("`scope` follows: what may be seen now, as choices.", refusals=("no_grant", *_PHASE)),
    "consent:narrow": Answered(
        "Only this may be seen any more, under a new epoch: the rest is gone from every screen within a second.",
        refusals=("no_grant", *_PHASE, "bad_value"),
    ),
    "consent:withdraw": Answered("Pictures are gone for everybody within a second; the talk goes on.", refusals=_PHASE),
    "consent:ask": Answered(
        "Shows the consent to a patient again, also for more than they agreed to; not while every stack waits for "
        "somebody to look for names.",
        refusals=("names_unchecked", "birth_doubted", *_PHASE),
    ),
    "consent:basis": Answered("Another basis than the patient's own tap.", refusals=(*_PHASE, "bad_value")),
    "control:request": Answered(
        "Asks to steer; lapses after 20 s.", '{"ok": true, "holder": "…", "token_epoch": 3}', _PHASE
    ),
    "control:grant": Answered(
        "Hands control over.", '{"ok": true, "holder": "…", "token_epoch": 4}', ("not_presenter", *_PHASE)
    ),
    "control:take": Answered("The host steers again at once.", '{"ok": true, "holder": "…", "token_epoch": 5}', _PHASE),
    "control:release": Answered(
        "Gives control back to the host.", '{"ok": true, "holder": "…", "token_epoch": 6}', ("not_presenter", *_PHASE)
    ),
    "prior:ask": Answered(
        "Asks the host for earlier pictures; `priors` tells everybody who may know, and what became of it.",
        '{"ok": true, "number": 1}', (*_PHASE, "bad_value", "log_unavailable"),
    ),
    "board:ask": Answered(
        "Puts a question to clinicians who are in the talk; `board` tells every clinician, and nobody else.",
        '{"ok": true, "number": 1}', (*_PHASE, "bad_value", "log_unavailable"),
    ),
    "board:vote": Answered(
        "Where somebody of the board stands, or stands now; others read it once all have voted, or it is closed.",
        refusals=(*_PHASE, "bad_value", "log_unavailable"),
    ),
    "board:close": Answered(
        "Counts the votes. The end of viewing does the same to a question that is still open.",
        '{"ok": true, "outcome": "decided"}', (*_PHASE, "log_unavailable"),
    ),
    "time:ping": Answered("The server's clock.", '{"ok": true, "t0": 12.5, "t1": 1795326646687}'),
}  # fmt: skip

COMMANDS: Final[dict[str, type[do.PersonCommand] | str]] = {
    "view:set": do.SetView, "view:follow": do.Follow, "view:allow": do.AllowLooking, "room:blank": do.Blank,
    "mark:put": do.PutMark, "mark:drop": do.DropMark, "value:at": "read_values", "pointer": "point",
    "bookmark:put": do.KeepView, "bookmark:drop": do.DropView, "chat:send": "chat", "chat:since": "read_chat", "signal": "signal",
    "signal:noticed": "confer",
    "room:admit": do.Admit, "room:deny": do.Deny, "room:remove": do.Remove, "guest:object": do.ObjectTo,
    "room:call": do.CallGuest, "birth:override": do.OverrideBirth, "room:pause": do.Pause,
    "room:resume": do.Resume, "room:extend": do.Extend, "room:end": do.End, "room:leave": do.Leave,
    "privacy:read": do.GiveConsent, "consent:answer": do.GiveConsent, "consent:withdraw": do.Withdraw,
    "consent:ask": do.AskAgain, "consent:scope": do.Narrow, "consent:narrow": do.Narrow, "consent:basis": do.RecordBasis,
    "control:request": do.RequestControl, "control:grant": do.HandOver,
    "prior:ask": do.AskPrior, "control:take": do.TakeControl, "control:release": do.ReleaseControl,
    "board:ask": do.PutQuestion, "board:vote": do.CastVote, "board:close": do.CloseVote,
}  # fmt: skip
"""Event → the command of the rules it becomes, or the capability it needs."""
FREE: Final[dict[str, str]] = dict.fromkeys(
    ("ack", "frame:want", "client:report", "chat:read", "time:ping"), "anybody connected"
)
SLOTS: Final[dict[str, str]] = {
    "view": "newest wins: an older one that was not written yet is dropped",
    "view:mine": "newest wins",
    "pointer": "newest wins, for each person",
    "lease": "newest wins, every 3 s",
    "frame": "one at a time; see *Acknowledging*",
    "frame:failed": "newest wins",
    "bye": "the last message of a connection",
}
"""Messages without `m`: how they are delivered."""
