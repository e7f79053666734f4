"""Every HTTP route in words: who may, what goes in, what comes out, which refusals; the page `docs/wire.md` is made of it.

A test compares the list with the routes of the application that runs.
"""

from dataclasses import dataclass
from typing import Final

STAFF: Final = "signed-in staff"
HOST: Final = "the consult's host"
GUEST: Final = "a guest with the guest cookie"
ANYBODY: Final = "anybody"
BODY: Final = ("bad_value", "not_json", "too_large")
"""What any JSON body can be refused with."""
_CONSULT: Final = "/api/consults/{id}"
_SEAT: Final = _CONSULT + "/guests/{participant}"
_STUDY: Final = "/api/studies/{study}"
_IMPORT: Final = "/api/imports/{import_id}"


@dataclass(frozen=True, slots=True)
class Route:
    """One route. `asked` names the struct of the JSON body, or says in words what the body is."""

    group: str
    method: str
    path: str
    who: str
    what: str
    answer: str
    asked: str = ""
    codes: tuple[str, ...] = ()


ROUTES: Final[tuple[Route, ...]] = (
    Route(
        "health", "GET", "/livez", ANYBODY,
        "The process answers. Also over plain http and under any Host.", "200 *Health*, always ok.",
    ),
    Route(
        "health", "GET", "/readyz", ANYBODY, "Database, record and witness are asked.",
        "200 *Health*; 503 with the same body when a check is neither `ok` nor `warning: …`.",
    ),
    Route("health", "GET", "/version", ANYBODY, "Name, version and the protocol numbers spoken.", "200 *Version*."),
    Route(
        "staff", "POST", "/api/sign-in", ANYBODY,
        "Password and the authenticator's present code, which works once.",
        "200 *Me* and the cookie `__Host-lightbox`.", "SignIn", ("wrong_credentials", "slow_down", *BODY),
    ),
    Route("staff", "POST", "/api/sign-out", ANYBODY, "Ends this login.", "204 without a body; the cookie is taken back."),
    Route("staff", "GET", "/api/me", STAFF, "Who this browser is.", "200 *Me*.", "", ("signed_out",)),
    Route(
        "staff", "GET", "/api/colleagues", STAFF, "Everybody else of the staff.", "200 *Colleagues*.", "", ("signed_out",)
    ),
    Route(
        "studies", "GET", "/api/studies", STAFF,
        "Studies of this person and those shared with them, newest first.", "200 *Studies*.", "", ("signed_out",),
    ),
    Route(
        "studies", "POST", "/api/studies/search", STAFF,
        "Those of them that the words are about: patient, description, accession number, modality.",
        "200 *Studies*.", "SearchStudies", ("signed_out", *BODY),
    ),
    Route("studies", "GET", _STUDY, STAFF, "One study.", "200 *StudyCard*.", "", ("signed_out", "not_found")),
    Route(
        "studies", "DELETE", _STUDY, "the study's owner", "Destroys the study's key and its objects; a receipt stays.",
        "200 *DeletionReceipt*.", "", ("signed_out", "not_found", "not_owner", "in_use", "being_deleted"),
    ),
    Route(
        "studies", "GET", _STUDY + "/series/{series}/pictures/{position}", "staff who may see the study",
        "A small picture of position 0 up to count - 1; `?size=thumb` (default) or `look`.", "200 `image/jpeg`.", "",
        ("signed_out", "not_found", "not_displayable", "bad_value"),
    ),
    Route(
        "studies", "PUT", _STUDY + "/series/{series}/names", "staff who may see the study",
        "What is to be black on a series, or that nothing in it identifies anybody; recorded, and remembered for every "
        "later consult. A consult that exists keeps what was decided before: see `/release`.",
        "200 *SeriesCard*.", "CheckNames", ("signed_out", "not_found", "conflict", "log_unavailable", *BODY),
    ),
    Route(
        "studies", "POST", _STUDY + "/shares", "the study's owner", "Lets a colleague see and use the study.",
        "200 *StudyCard*.", "ShareStudy", ("signed_out", "not_found", "not_owner", "not_a_clinician", *BODY),
    ),
    Route(
        "studies", "DELETE", _STUDY + "/shares/{person}", "the study's owner", "Ends that.", "200 *StudyCard*.", "",
        ("signed_out", "not_found", "not_owner"),
    ),
    Route(
        "studies", "POST", "/api/imports", "providers and specialists", "Begins an import.", "201 *Import*.", "",
        ("signed_out", "forbidden"),
    ),
    Route(
        "studies", "GET", "/api/imports", STAFF, "This person's imports of the last day, newest first, without files.",
        "200 *Imports*.", "", ("signed_out",),
    ),
    Route(
        "studies", "GET", _IMPORT, "who began it", "Its state; `?since=` gives files numbered above it (≤ 500).",
        "200 *Import*.", "", ("signed_out", "not_found", "bad_value"),
    ),
    Route(
        "studies", "POST", _IMPORT + "/files", "who began it",
        "One file per request, ≤ 2 GiB; a zip's members are reported as they are read (ask for the state meanwhile).",
        "200 *Import* with that file's reports.",
        "the file's bytes as they are, with `Content-Length`, and its percent-encoded name in the header "
        "`Lightbox-File-Name` (names are patient data and have no place in a URL)",
        (
            "signed_out", "not_found", "import_finished", "length_required", "too_large", "body_incomplete",
            "body_too_long", "quota_reached", "storage_full", "storage_unavailable", "workers_down", "busy",
        ),
    ),
    Route(
        "studies", "POST", _IMPORT + "/finish", "who began it", "No more files will come; harmless when repeated.",
        "200 *Import*.", "", ("signed_out", "not_found"),
    ),
    Route(
        "consults", "POST", "/api/consults", "providers and specialists",
        "Makes a consult about series of one patient, with an invite per guest.", "201 *Consult*.", "NewConsult",
        (
            "signed_out", "forbidden", "not_found", "two_patients", "minutes_out_of_range", "start_in_past",
            "start_too_far", "bad_name", "one_patient", "basis_needed", *BODY,
        ),
    ),
    Route(
        "consults", "GET", "/api/consults", STAFF, "This person's consults: live and coming first, ≤ 100.",
        "200 *Consults*.", "", ("signed_out",),
    ),
    Route("consults", "GET", _CONSULT, HOST, "One consult.", "200 *Consult*.", "", ("signed_out", "not_found")),
    Route(
        "consults", "POST", _CONSULT + "/cancel", HOST, "Ends it; before the first admission that cancels it.",
        "200 *Consult*.", "", ("signed_out", "not_found", "locked"),
    ),
    Route(
        "consults", "POST", _CONSULT + "/release", HOST,
        "Lets guests see the stacks that were held back and have been looked through for names since.",
        "200 *Consult*.", "", ("signed_out", "not_found", "locked", "conflict"),
    ),
    Route(
        "consults", "POST", _CONSULT + "/ticket", HOST, "A ticket for one socket.", "200 *Ticket*.", "",
        ("signed_out", "not_found", "locked"),
    ),
    Route(
        "consults", "GET", _CONSULT + "/record", HOST, "Entries, transcript and, once viewing ended, the receipt.",
        "200 *Record*.", "", ("signed_out", "not_found"),
    ),
    Route(
        "consults", "POST", _SEAT + "/code", HOST,
        "Six digits to read out, good for ten minutes and once; the former code is dead, failures stay counted.",
        "200 *CodeCard*.", "",
        ("signed_out", "not_found", "locked", "invite_revoked", "invite_expired", "invite_suspended", "invite_used_up"),
    ),
    Route(
        "consults", "POST", _SEAT + "/link", HOST, "A new link with five new tries; the old one is dead.",
        "200 *InviteCard*.", "", ("signed_out", "not_found", "locked", "conflict"),
    ),
    Route(
        "consults", "DELETE", _SEAT + "/link", HOST, "No link at all; who came in by it is removed at once.",
        "200 *InviteCard*.", "", ("signed_out", "not_found"),
    ),
    Route(
        "guests", "POST", "/api/join/open", ANYBODY, "What a link is good for. Neutral: no names.", "200 *LinkState*.",
        "OpenLink",
        (
            "no_such_link", "invite_revoked", "invite_renewed", "invite_expired", "invite_suspended", "invite_used_up",
            "slow_down", "locked", *BODY,
        ),
    ),
    Route(
        "guests", "POST", "/api/join/code", ANYBODY, "The code that was read out.",
        "200 *Entered* and the cookie `__Host-lightbox-guest`.", "EnterCode",
        (
            "no_such_link", "bad_code", "wrong_code", "no_code_yet", "code_expired", "code_used", "invite_suspended",
            "invite_revoked", "invite_renewed", "invite_expired", "invite_used_up", "ended", "slow_down", *BODY,
        ),
    ),
    Route(
        "guests", "GET", "/api/join/me", GUEST, "Where this browser belongs.", "200 *Entered*.", "",
        ("not_entered", "locked"),
    ),
    Route(
        "guests", "POST", "/api/join/ticket", GUEST, "A ticket for one socket.", "200 *Ticket*.", "",
        ("not_entered", "too_early", "locked"),
    ),
    Route(
        "room", "GET", "/socket.io/", "who holds a ticket",
        "Upgrade to the room's websocket: `?room=<id>&EIO=4&transport=websocket`. See *The socket*.",
        "101; never an extension.", "", ("origin", "websocket_only"),
    ),
    Route(
        "room", "GET", "/f/{fid}", "the host (staff cookie) and guests (guest cookie) to whom the frame was announced",
        "A sealed frame too large for the socket: the `href` of its message, `?room=<id>` included.",
        "200 `application/octet-stream`: the sealed bytes. 423 after the end, for who was in it; 404 for everything else.",
        "", ("locked", "not_found"),
    ),
    *(
        Route("pages", "GET", path, ANYBODY, what, "200 `text/html`, the same for everybody.")
        for path, what in (
            ("/", "The staff's page."),
            ("/studies", "The same shell."),
            ("/studies/{id}", "The same shell."),
            ("/consults/new", "The same shell."),
            ("/consults/{id}", "The same shell."),
            ("/consults/{id}/room", "The same shell."),
            ("/records", "The same shell."),
            ("/records/{id}", "The same shell."),
            ("/help", "The same shell."),
            ("/join", "The guest's page; the link's secret stays in the fragment."),
        )
    ),
    Route("pages", "GET", "/assets/{name}", ANYBODY, "Scripts, styles, images and words of the pages.", "200, kept for ever."),
    Route("pages", "GET", "/robots.txt", ANYBODY, "Nothing for robots.", "200 `text/plain`."),
    Route("pages", "GET", "/favicon.ico", ANYBODY, "None.", "204."),
)  # fmt: skip
