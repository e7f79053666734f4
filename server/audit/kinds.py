"""The closed list of what can be recorded, with the event codes of DICOM PS3.15 A.5.3 (CID 400, CID 401).

Kinds that the standard has no event for carry our own coding scheme. A kind that is not here cannot be recorded.
"""

from dataclasses import dataclass
from typing import Literal

Scheme = Literal["DCM", "99LIGHTBOX"]


@dataclass(frozen=True, slots=True)
class EventCode:
    """The audit event a kind belongs to: event id and, where the standard or we have one, its type."""

    event: str
    type: str | None = None
    scheme: Scheme = "DCM"


APPLICATION_ACTIVITY = "110100"
AUDIT_LOG_USED = "110101"
INSTANCES_ACCESSED = "110103"
STUDY_DELETED = "110105"
EXPORT = "110106"
IMPORT = "110107"
SECURITY_ALERT = "110113"
USER_AUTHENTICATION = "110114"
APPLICATION_START = "110120"
APPLICATION_STOP = "110121"
LOGIN = "110122"
LOGOUT = "110123"
SECURITY_CONFIGURATION = "110131"
OBJECT_SECURITY_ATTRIBUTES_CHANGED = "110135"
USER_SECURITY_ATTRIBUTES_CHANGED = "110137"


def _ours(event: str) -> EventCode:
    return EventCode(event, scheme="99LIGHTBOX")


_AUTHENTICATED = EventCode(USER_AUTHENTICATION, LOGIN)
_ACCESSED = EventCode(INSTANCES_ACCESSED)

KINDS: dict[str, EventCode] = {
    "application.start": EventCode(APPLICATION_ACTIVITY, APPLICATION_START),
    "policy.loaded": EventCode(SECURITY_ALERT, SECURITY_CONFIGURATION),
    "application.stop": EventCode(APPLICATION_ACTIVITY, APPLICATION_STOP),
    "log.used": EventCode(AUDIT_LOG_USED),
    "sign_in.accepted": _AUTHENTICATED,
    "sign_in.refused": _AUTHENTICATED,
    "sign_in.signed_out": EventCode(USER_AUTHENTICATION, LOGOUT),
    "factor.accepted": _AUTHENTICATED,
    "factor.refused": _AUTHENTICATED,
    "login.revoked": EventCode(USER_AUTHENTICATION, LOGOUT),
    "everything.ended": EventCode(SECURITY_ALERT),
    "sign_in.half": EventCode(SECURITY_ALERT),
    "recovery.used": EventCode(SECURITY_ALERT, USER_SECURITY_ATTRIBUTES_CHANGED),
    "person.added": EventCode(SECURITY_ALERT, USER_SECURITY_ATTRIBUTES_CHANGED),
    "person.invited": EventCode(SECURITY_ALERT, USER_SECURITY_ATTRIBUTES_CHANGED),
    "person.enrolled": EventCode(SECURITY_ALERT, USER_SECURITY_ATTRIBUTES_CHANGED),
    "person.disabled": EventCode(SECURITY_ALERT, USER_SECURITY_ATTRIBUTES_CHANGED),
    "person.enabled": EventCode(SECURITY_ALERT, USER_SECURITY_ATTRIBUTES_CHANGED),
    "person.reset_asked": EventCode(SECURITY_ALERT, USER_SECURITY_ATTRIBUTES_CHANGED),
    "person.reset_dropped": EventCode(SECURITY_ALERT, USER_SECURITY_ATTRIBUTES_CHANGED),
    "person.reset": EventCode(SECURITY_ALERT, USER_SECURITY_ATTRIBUTES_CHANGED),
    "person.password_changed": EventCode(SECURITY_ALERT, USER_SECURITY_ATTRIBUTES_CHANGED),
    "person.codes_renewed": EventCode(SECURITY_ALERT, USER_SECURITY_ATTRIBUTES_CHANGED),
    "import.started": EventCode(IMPORT),
    "import.finished": EventCode(IMPORT),
    "instances.imported": EventCode(IMPORT),
    "study.shared": EventCode(SECURITY_ALERT, OBJECT_SECURITY_ATTRIBUTES_CHANGED),
    "study.unshared": EventCode(SECURITY_ALERT, OBJECT_SECURITY_ATTRIBUTES_CHANGED),
    "consult.shared": EventCode(SECURITY_ALERT, OBJECT_SECURITY_ATTRIBUTES_CHANGED),
    "consult.unshared": EventCode(SECURITY_ALERT, OBJECT_SECURITY_ATTRIBUTES_CHANGED),
    "study.deleted": EventCode(STUDY_DELETED),
    # what is kept has an end
    "study.kept": EventCode(SECURITY_ALERT, OBJECT_SECURITY_ATTRIBUTES_CHANGED),
    "chat.erased": _ours("erasure"),
    "note.erased": _ours("erasure"),
    "record.erased": _ours("erasure"),
    "pictures.thumbnail": _ACCESSED,
    "pictures.masked": EventCode(SECURITY_ALERT, OBJECT_SECURITY_ATTRIBUTES_CHANGED),
    "pictures.cleared": EventCode(SECURITY_ALERT, OBJECT_SECURITY_ATTRIBUTES_CHANGED),
    "instances.authorized": _ACCESSED,
    "instances.sent": _ACCESSED,
    "instances.shown": _ACCESSED,
    "code.accepted": _AUTHENTICATED,
    "code.refused": _AUTHENTICATED,
    "invite.suspended": EventCode(SECURITY_ALERT),
    "security.alert": EventCode(SECURITY_ALERT),
    "session.created": _ours("session"),
    "session.opened": _ours("session"),
    "session.cancelled": _ours("session"),
    "pictures.blanked": _ours("picture"),
    "pictures.unblanked": _ours("picture"),
    "view.locked": _ours("picture"),
    "view.unlocked": _ours("picture"),
    "view.kept": _ours("picture"),
    "view.dropped": _ours("picture"),
    "session.paused": _ours("session"),
    "session.resumed": _ours("session"),
    "invite.created": _ours("invite"),
    "invite.renewed": _ours("invite"),
    "invite.revoked": _ours("invite"),
    "invite.asked": _ours("invite"),
    "invite.late": _ours("invite"),
    "invite.reinstated": _ours("invite"),
    "code.issued": _ours("invite"),
    "code.sent": _ours("invite"),
    "message.sent": _ours("message"),
    "message.failed": _ours("message"),
    "guest.waiting": _ours("participant"),
    "guest.knocked": _ours("participant"),
    "birth.compared": _ours("participant"),
    "birth.overridden": EventCode(SECURITY_ALERT),
    "guest.call_promised": _ours("participant"),
    "participant.added": _ours("participant"),
    "participant.objected": _ours("participant"),
    "participant.recognized": _ours("participant"),
    "participant.admitted": _ours("participant"),
    "participant.denied": _ours("participant"),
    "participant.removed": _ours("participant"),
    "participant.left": _ours("participant"),
    "privacy.shown": _ours("consent"),
    "consent.shown": _ours("consent"),
    "consent.given": _ours("consent"),
    "consent.refused": _ours("consent"),
    "consent.withdrawn": _ours("consent"),
    "consent.narrowed": _ours("consent"),
    "grant.recorded": _ours("consent"),
    "stack.released": _ours("consent"),
    "prior.asked": _ours("picture"),
    "prior.denied": _ours("picture"),
    "stacks.added": _ours("picture"),
    "emergency.reviewed": _ours("consent"),
    "key.created": _ours("key"),
    "key.destroyed": _ours("key"),
    "deadline.set": _ours("deadline"),
    "deadline.extended": _ours("deadline"),
    "control.changed": _ours("control"),
    "lock.started": _ours("lock"),
    "lock.confirmed": _ours("lock"),
    "chat.closed": _ours("lock"),
    "record.restored": EventCode(SECURITY_ALERT),
    "note.saved": _ours("note"),
    "note.signed": _ours("note"),
    "note.read": _ours("note"),
    "note.printed": EventCode(EXPORT),
    "receipt.given": EventCode(AUDIT_LOG_USED),
    "findings.exported": EventCode(EXPORT),
    # a second opinion, from the question to the last version of the answer
    "opinion.asked": _ours("opinion"),
    "opinion.request_read": _ours("opinion"),
    "opinion.accepted": _ours("opinion"),
    "opinion.declined": _ours("opinion"),
    "opinion.withdrawn": _ours("opinion"),
    "opinion.moved": _ours("opinion"),
    "opinion.begun": _ours("opinion"),
    "opinion.overdue": _ours("opinion"),
    "opinion.signed": _ours("opinion"),
    "opinion.revealed": _ours("opinion"),
    "opinion.amended": _ours("opinion"),
    "opinion.mind_changed": _ours("opinion"),
    "opinion.read": _ours("opinion"),
    "opinion.brought": _ours("opinion"),
    "board.asked": _ours("board"),
    "board.voted": _ours("board"),
    "board.revealed": _ours("board"),
    "board.closed": _ours("board"),
}

ERASED = "entry.erased"
"""What a reader is given for an entry whose payload was erased; never recorded itself."""
DAMAGED = "entry.damaged"
"""What a reader is given for an entry of which something else is kept than was recorded; never recorded itself."""
