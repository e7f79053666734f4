"""What an auditor looks for in the record: when, who, which consult, and about what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from server.audit.kinds import DAMAGED
from server.desk.seen import ABOUT_PICTURES
from server.terms.entries import Entry
from server.terms.ids import SessionId

About = Literal["", "pictures", "alerts", "refusals", "consent", "coming_in", "staff", "record"]
GROUPS: Final[Mapping[About, frozenset[str]]] = {
    "pictures": ABOUT_PICTURES
    | {"pictures.thumbnail", "pictures.masked", "pictures.cleared", "study.shared", "study.unshared", "study.deleted"},
    "alerts": frozenset({
        DAMAGED, "security.alert", "sign_in.half", "invite.suspended", "birth.overridden", "recovery.used", "everything.ended",
    }),
    "refusals": frozenset({
        "sign_in.refused", "factor.refused", "code.refused", "invite.suspended", "participant.denied",
        "participant.removed", "participant.objected", "consent.refused", "consent.withdrawn", "message.failed",
    }),
    "consent": frozenset({
        "privacy.shown", "consent.shown", "consent.given", "consent.refused", "consent.withdrawn", "consent.narrowed",
        "grant.recorded", "emergency.reviewed", "stack.released", "stacks.added",
    }),
    "coming_in": frozenset({
        "sign_in.accepted", "sign_in.refused", "sign_in.signed_out", "sign_in.half", "factor.accepted",
        "factor.refused", "login.revoked", "recovery.used", "code.issued", "code.accepted", "code.refused",
        "guest.waiting", "guest.knocked", "birth.compared", "birth.overridden", "participant.recognized",
        "participant.admitted", "participant.denied", "participant.removed", "participant.left",
    }),
    "staff": frozenset({
        "person.added", "person.invited", "person.enrolled", "person.disabled", "person.enabled",
        "person.reset_asked", "person.reset_dropped", "person.reset", "person.password_changed",
        "person.codes_renewed",
    }),
    "record": frozenset({
        "log.used", "application.start", "application.stop", "policy.loaded", "key.created", "key.destroyed",
        "lock.started", "lock.confirmed", "chat.closed", "deadline.set", "deadline.extended",
    }),
}  # fmt: skip
"""What entries are about → their kinds; one kind may be in several."""


@dataclass(frozen=True, slots=True)
class Search:
    """Entries before an index, newest first. Empty and None look for everything.

    `who` is part of a name, or a whole id; moments are in ms, both included.
    """

    before: int | None = None
    from_ms: int | None = None
    until_ms: int | None = None
    who: str = ""
    about: About = ""
    consult: SessionId | None = None

    @property
    def chooses(self) -> bool:
        """Whether it leaves anything out."""
        return any((self.from_ms, self.until_ms, self.who.strip(), self.about, self.consult))

    def is_about(self, entry: Entry) -> bool:
        """Whether an entry is about what is looked for. When and where was asked of the storage."""
        return not self.about or entry.kind in GROUPS[self.about]

    def is_of(self, entry: Entry, names: Mapping[str, str]) -> bool:
        """Whether it is about whom is looked for; `names` of everybody it is about."""
        who = self.who.strip().casefold()
        if not who or who == entry.actor:
            return True
        return any(who == each or who in name.casefold() for each, name in names.items())
