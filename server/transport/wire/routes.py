"""Every HTTP route in words: who may, what goes in, what comes out, which refusals; the page `docs/wire.md` is made of it.

A test compares the list with the routes of the application that runs.
"""

from dataclasses import dataclass
from typing import Final

STAFF: Final = "signed-in staff"
ADMINISTRATOR: Final = "administrators"
AUDITOR: Final = "auditors"
OVERSEERS: Final = "administrators and auditors"
HOST: Final = "the consult's host"
SHARED: Final = "the consult's host, and colleagues it was shared with"
ASKER: Final = "whoever asked"
ASKED: Final = "the colleague who was asked"
OUTSIDER: Final = "the specialist who was asked, by the guest cookie"
GUEST: Final = "a guest with the guest cookie"
ANYBODY: Final = "anybody"
RECEIPT: Final = (
    "One's own receipt of a consult that is over: server/audit/SPEC.md, *In everybody's hand*. Giving it is an entry."
)
RECEIPT_FILE: Final = "200 `text/plain`, two lines of ASCII, as a file to save."
SIGNED: Final = (
    "A version of the answer as it was signed, which `lightbox verify-log --opinion` checks without us [OPN-70]."
)
SIGNED_FILE: Final = "200 `text/plain`, two lines of UTF-8, as a file to save."
BODY: Final = ("bad_value", "not_json", "too_large")
"""What any JSON body can be refused with."""
_CONSULT: Final = "/api/consults/{id}"
_OPINION: Final = "/api/opinions/{id}"
_OWN_OPINION: Final = "/api/opinion"
_SEAT: Final = _CONSULT + "/guests/{participant}"
_PERSON: Final = "/api/people/{person}"
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


def _giving(path: str, who: str, stranger: str, *, owed: str) -> tuple[Route, ...]:
    """What whoever was asked may do is the same with a login and with a link."""
    entry = (stranger, "not_found", "log_unavailable")
    dark = ("factor_needed",) if stranger == "signed_out" else ()
    code = ("factor_wrong", "clock_off") if stranger == "signed_out" else ("wrong_code", "code_used", "code_expired")
    group = "opinions"
    return (
        Route(
            group,
            "GET",
            path + owed,
            who,
            "The request as they are given it: without what they are blind to. Reading it is an entry.",
            "200 *OwedOpinion*.",
            "",
            entry,
        ),
        Route(
            group, "POST", path + "/accept", who, "An answer will come.", "200 *OwedOpinion*.", "", (*entry, "conflict")
        ),
        Route(
            group,
            "POST",
            path + "/decline",
            who,
            "None will, and why; the reading ends.",
            "200 *OwedOpinion*.",
            "DeclineOpinion",
            (*entry, "conflict", *BODY),
        ),
        Route(
            group,
            "POST",
            path + "/begin",
            who,
            "Whoever waits in the reading is let in and steers; the first time its clock starts. Also after a code, or another "
            "page, to steer again.",
            "200 *OwedOpinion*.",
            "",
            (*entry, *dark, "conflict", "locked"),
        ),
        Route(
            group,
            "POST",
            path + "/reveal",
            who,
            "The first report, and what others answered where whoever asked wants that. To a blind reader only once they signed. "
            "An entry.",
            "200 *OwedOpinion*.",
            "",
            (*entry, "hidden", "conflict"),
        ),
        Route(
            group,
            "POST",
            path + "/sign",
            who,
            "Signs an answer, or a later version beside it, with a present code, which is spent by it; also when the reading is "
            "over.",
            "200 *OwedOpinion*.",
            "SignOpinion",
            (*entry, "conflict", *code, "slow_down", *BODY),
        ),
        Route(
            group,
            "GET",
            path + owed + "/versions/{version}/signed",
            who,
            SIGNED,
            SIGNED_FILE,
            "",
            (stranger, "not_found"),
        ),
        Route(
            group,
            "POST",
            path + "/findings",
            who,
            "What they drew, measured, kept and signed as DICOM files in a zip, without a name of the patient; where the clinic's "
            "policy lets readers. With a present code, which is spent by it; an entry.",
            "200 `application/zip`.",
            "TakeFindings",
            (*entry, "forbidden", "nothing_to_save", *code, "slow_down", *BODY),
        ),
    )


ROUTES: Final[tuple[Route, ...]] = (
    Route(
        "health", "GET", "/livez", ANYBODY,
        "The process answers. Also over plain http and under any Host.", "200 *Health*, always ok.",
    ),
    Route("health", "GET", "/healthz", ANYBODY, "The same by its other name.", "200 *Health*, always ok."),
    Route(
        "health", "GET", "/readyz", ANYBODY, "Everything the process cannot work without is asked, at most three seconds each.",
        "200 *Health*; 503 with the same body when a check is neither `ok` nor `warning: …`; `draining`: it is being stopped.",
    ),
    Route(
        "health", "GET", "/metrics", ANYBODY,
        "Figures for Prometheus, to the networks of `metrics.networks` when `metrics.port` is 0; over plain http, too.",
        "200 text; 404 for everybody else.", codes=("not_found",),
    ),
    Route("health", "GET", "/version", ANYBODY, "Name, version and the protocol numbers spoken.", "200 *Version*."),
    Route(
        "staff", "POST", "/api/sign-in", ANYBODY,
        "Password and the authenticator's present code, which works once.",
        "200 *Me* and the cookie `__Host-lightbox`.", "SignIn", ("wrong_credentials", "slow_down", "clock_off", *BODY),
    ),
    Route("staff", "POST", "/api/sign-out", ANYBODY, "Ends this login.", "204 without a body; the cookie is taken back."),
    Route("staff", "GET", "/api/me", STAFF, "Who this browser is.", "200 *Me*.", "", ("signed_out",)),
    Route(
        "staff", "GET", "/api/me/preferences", STAFF,
        "What this person has in hand: tools of the mouse, windows on the keys, whether letters act.", "200 *Preferences*.",
        "", ("signed_out",),
    ),
    Route(
        "staff", "PUT", "/api/me/preferences", STAFF,
        "Writes the parts that were changed and leaves the others: of two desks the last one to change a part is right about "
        "that part. Windows are kept for the 20 kinds of pictures changed last. Pages keep a copy of their own.",
        "200 *Preferences*.", "ChangePreferences", ("signed_out", "forbidden", "conflict", *BODY),
    ),
    Route(
        "staff", "GET", "/api/colleagues", STAFF, "Everybody else of the staff.", "200 *Colleagues*.", "", ("signed_out",)
    ),
    Route(
        "staff", "GET", "/api/logins", STAFF, "Where this person is signed in: their own logins, this browser's first.",
        "200 *Logins*.", "", ("signed_out",),
    ),
    Route(
        "staff", "DELETE", "/api/logins", STAFF,
        "Ends all of them but this one; what is open under them is closed within a second.", "200 *Logins*.", "",
        ("signed_out", "log_unavailable"),
    ),
    Route(
        "staff", "DELETE", "/api/logins/{login}", STAFF, "Ends one of them, in the same way.", "200 *Logins*.", "",
        ("signed_out", "not_found", "log_unavailable"),
    ),
    Route(
        "staff", "GET", "/api/hand", STAFF, "Until when this desk's pictures stay lit; asking is no hand.",
        "200 *Light*.", "", ("signed_out",),
    ),
    Route(
        "staff", "POST", "/api/hand", STAFF,
        "A hand is on this desk (pointer, key, finger): pages say it at most every 30 s. Five minutes without one, outside a "
        "running consult, and pictures are refused with `factor_needed`; a later hand lights nothing.",
        "200 *Light*.", "", ("signed_out",),
    ),
    Route(
        "staff", "POST", "/api/factor", STAFF, "The authenticator's present code, once: pictures come back.",
        "200 *Light*.", "OwnFactor", ("signed_out", "factor_wrong", "slow_down", "log_unavailable", *BODY),
    ),
    Route(
        "staff", "GET", "/api/everything", ADMINISTRATOR, "How many consults would end; nothing of what they are about.",
        "200 *Everything*.", "", ("signed_out", "forbidden"),
    ),
    Route(
        "staff", "POST", "/api/everything/end", ADMINISTRATOR,
        "Locks every consult of the installation at once, keys first, and with `logins` signs everybody out but this "
        "browser. It waits for no record: `log_unavailable` means that all is over and its entry is missing.",
        "200 *EverythingEnded*.", "EndEverything", ("signed_out", "forbidden", "log_unavailable", *BODY),
    ),
    Route(
        "staff", "POST", "/api/enroll/open", ANYBODY,
        "What a one-time link of staff offers; changes nothing, and asking again gives the same secret to scan.",
        "200 *AccountOffer*.", "OpenAccountLink", ("no_such_link", "link_used", "link_expired", "slow_down", *BODY),
    ),
    Route(
        "staff", "POST", "/api/enroll/confirm", ANYBODY,
        "Uses the link up: password (where one is needed) and authenticator are this person's from now on, and they are "
        "signed in. Every recovery code of before is dead.",
        "200 *AccountActive* and the cookie `__Host-lightbox`.", "ConfirmAccount",
        (
            "no_such_link", "link_used", "link_expired", "code_mismatch", "password_short", "password_long", "slow_down",
            "log_unavailable", "clock_off", *BODY,
        ),
    ),
    Route(
        "staff", "POST", "/api/recover", ANYBODY,
        "Password and a recovery code, which works once: the authenticator opens nothing from now on, and the link that is "
        "given proves a new one.",
        "200 *RecoveryLink*.", "Recover", ("wrong_credentials", "slow_down", "log_unavailable", *BODY),
    ),
    Route(
        "staff", "POST", "/api/password", STAFF, "Another password of one's own; every other login of this person ends.",
        "204 without a body.", "ChangePassword",
        ("signed_out", "wrong_password", "password_short", "password_long", "slow_down", "log_unavailable", *BODY),
    ),
    Route(
        "staff", "POST", "/api/recovery-codes", STAFF, "Ten new recovery codes; the former ones are dead.",
        "200 *RecoveryCodes*.", "RenewCodes",
        ("signed_out", "wrong_password", "slow_down", "log_unavailable", *BODY),
    ),
    Route(
        "staff", "GET", "/api/notices", STAFF, "What this person has to hear about their own sign-in.",
        "200 *StaffNotices*.", "", ("signed_out",),
    ),
    Route(
        "staff", "DELETE", "/api/notices/{notice}", STAFF, "It was read.", "200 *StaffNotices*.", "",
        ("signed_out", "not_found"),
    ),
    Route(
        "staff", "GET", "/api/installation", OVERSEERS,
        "Health by name and code as `/readyz` has it, how long the policy keeps what, its digest, how long the record is.",
        "200 *Installation*.", "", ("signed_out", "forbidden"),
    ),
    Route(
        "staff", "POST", "/api/installation/record", OVERSEERS,
        "Holds every entry of the record against its commitment, all of them against the tree, the tree against its "
        "witness. Looking is an entry; who asks meanwhile is given the same look.", "200 *RecordLooked*.", "",
        ("signed_out", "forbidden", "log_unavailable"),
    ),
    Route(
        "staff", "GET", "/api/people", ADMINISTRATOR, "The staff: who signs in how, nothing of anybody's work.",
        "200 *StaffList*.", "", ("signed_out", "forbidden"),
    ),
    Route(
        "staff", "POST", "/api/people", ADMINISTRATOR,
        "Makes an account that opens nothing yet, and a one-time link for its person.", "201 *AccountLinkCard*.",
        "NewStaff", ("signed_out", "forbidden", "login_name_taken", "bad_name", "log_unavailable", *BODY),
    ),
    Route(
        "staff", "POST", _PERSON + "/link", ADMINISTRATOR,
        "Another link for somebody who has not been in yet; the former one is dead.", "200 *AccountLinkCard*.", "",
        ("signed_out", "forbidden", "not_found", "enrolled", "log_unavailable"),
    ),
    Route(
        "staff", "POST", _PERSON + "/disable", ADMINISTRATOR,
        "Lets somebody in no more; what is open under their logins is closed within a second.", "200 *StaffCard*.", "",
        ("signed_out", "forbidden", "not_found", "own_account", "log_unavailable"),
    ),
    Route(
        "staff", "POST", _PERSON + "/enable", ADMINISTRATOR, "Lets them in again, with what they had.",
        "200 *StaffCard*.", "", ("signed_out", "forbidden", "not_found", "log_unavailable"),
    ),
    Route(
        "staff", "POST", _PERSON + "/reset", ADMINISTRATOR,
        "Asks that somebody's sign-in be reset; nothing ends before another administrator has confirmed within a day.",
        "200 *StaffCard*.", "", ("signed_out", "forbidden", "not_found", "own_account", "log_unavailable"),
    ),
    Route(
        "staff", "DELETE", _PERSON + "/reset", ADMINISTRATOR, "Asks for it no more.", "200 *StaffCard*.", "",
        ("signed_out", "forbidden", "not_found", "log_unavailable"),
    ),
    Route(
        "staff", "POST", _PERSON + "/reset/confirm", "an administrator who did not ask for it",
        "Ends their password, authenticator, recovery codes and logins, and makes a one-time link for them.",
        "200 *AccountLinkCard*.", "",
        (
            "signed_out", "forbidden", "not_found", "own_account", "reset_not_asked", "second_person", "conflict",
            "log_unavailable",
        ),
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
        "studies", "POST", _STUDY + "/keep", "the study's owner", "Keeps it longer than it would be kept by itself.",
        "200 *StudyCard*.", "KeepStudy", ("signed_out", "not_found", "not_owner", "log_unavailable", *BODY),
    ),
    Route(
        "studies", "DELETE", _STUDY, "the study's owner", "Destroys the study's key and its objects; a receipt stays.",
        "200 *DeletionReceipt*.", "", ("signed_out", "not_found", "not_owner", "in_use", "being_deleted"),
    ),
    Route(
        "studies", "GET", _STUDY + "/series/{series}/pictures/{position}", "staff who may see the study",
        "A small picture of position 0 up to count - 1; `?size=thumb` (default) or `look`.", "200 `image/jpeg`.", "",
        ("signed_out", "factor_needed", "not_found", "not_displayable", "bad_value"),
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
            "start_too_far", "bad_name", "one_patient", "basis_needed", "not_in_policy", "needed_by_policy",
            "fixed_by_policy", "same_channel", "no_channel", "bad_address", "link_window", "link_uses", "reads_blind", *BODY,
        ),
    ),
    Route(
        "consults", "GET", "/api/consults", STAFF,
        "This person's consults: live and coming first, ≤ 100, then the newest 12 that are over.",
        "200 *Consults*.", "", ("signed_out",),
    ),
    Route(
        "consults", "POST", "/api/records", STAFF,
        "Those that are over, page by page, or those that the words are about: patient, title, people.",
        "200 *RecordsFound*.", "SearchRecords", ("signed_out", *BODY),
    ),
    Route(
        "consults", "POST", "/api/consults/preview/consent", "providers and specialists",
        "What the patient of a consult would be asked, word for word; nothing is made or kept.",
        "200 *ConsentPreview*.", "ConsentPreviewAsked", ("signed_out", "forbidden", "not_found", "two_patients", *BODY),
    ),
    Route("consults", "GET", _CONSULT, SHARED, "One consult.", "200 *Consult*.", "", ("signed_out", "not_found")),
    Route(
        "consults", "POST", _CONSULT + "/cancel", HOST, "Ends it; before the first admission that cancels it.",
        "200 *Consult*.", "", ("signed_out", "not_found", "locked"),
    ),
    Route(
        "consults", "POST", _CONSULT + "/end-now", HOST,
        "Locks it at once, from any phase: keys first, nobody has time to say goodbye.",
        "200 *Consult*.", "", ("signed_out", "not_found", "locked"),
    ),
    Route(
        "consults", "POST", _CONSULT + "/shares", HOST,
        "Lets a colleague in: they see card and record and have a seat of their own, as a specialist their login vouches for; "
        "they wait in the lobby like every guest, and no agreement given before covers them.",
        "200 *Consult*.", "ShareConsult",
        (
            "signed_out", "not_found", "not_a_clinician", "reads_blind", "guests_full", "not_in_policy", "bad_name", "conflict",
            "log_unavailable", *BODY,
        ),
    ),
    Route(
        "consults", "DELETE", _CONSULT + "/shares/{person}", HOST, "Ends that; who is in the room is put out of it.",
        "200 *Consult*.", "", ("signed_out", "not_found", "log_unavailable"),
    ),
    Route(
        "consults", "POST", _CONSULT + "/release", HOST,
        "Lets guests see the stacks that were held back and have been looked through for names since.",
        "200 *Consult*.", "", ("signed_out", "not_found", "locked", "conflict"),
    ),
    Route(
        "consults", "POST", _CONSULT + "/ticket", SHARED, "A ticket for one socket.", "200 *Ticket*.", "",
        ("signed_out", "factor_needed", "not_found", "too_early", "removed", "locked"),
    ),
    Route(
        "consults", "GET", _CONSULT + "/record", SHARED, "Entries, transcript and, once viewing ended, the receipt.",
        "200 *Record*.", "", ("signed_out", "not_found"),
    ),
    Route(
        "consults", "GET", _CONSULT + "/paper", SHARED,
        "The consult on paper: note, key images as references, measurements, people with what they proved, and the basis, in "
        "the language of `?language=`, with times `?offset_min=` ahead of UTC. A draft is its host's alone. Asking is recorded.",
        "200 *Paper*.", "", ("signed_out", "not_found", "bad_value", "log_unavailable"),
    ),
    Route(
        "consults", "GET", _CONSULT + "/paper/pdf", SHARED,
        "The same as a PDF: `?language=`, `?offset_min=`. Text alone, no picture and no link; asking is recorded.",
        "200 `application/pdf`.", "", ("signed_out", "not_found", "bad_value", "log_unavailable"),
    ),
    Route(
        "consults", "GET", _CONSULT + "/note", HOST, "The note: what is signed, and the draft.", "200 *Note*.", "",
        ("signed_out", "not_found"),
    ),
    Route(
        "consults", "PUT", _CONSULT + "/note", HOST,
        "Writes the draft over the words of its `revision`; pages do so two seconds after the last key. Open until the lock; "
        "after it only to amend what was signed, as a new version.",
        "200 *Note*.", "SaveNote", ("signed_out", "not_found", "locked", "conflict", "log_unavailable", *BODY),
    ),
    Route(
        "consults", "POST", _CONSULT + "/note/sign", HOST,
        "Signs the draft as it stands, also after the lock, with the authenticator's present code, which is spent by it.",
        "200 *Note*.", "SignNote",
        (
            "signed_out", "not_found", "conflict", "note_empty", "factor_wrong", "slow_down", "log_unavailable", "clock_off",
            *BODY,
        ),
    ),
    Route(
        "consults", "POST", _CONSULT + "/findings", HOST,
        "What was drawn, measured and starred as DICOM files in a zip, a folder for each study: presentation states, a "
        "selection of key pictures, a measurement report (TID 1500). With the authenticator's present code, which is spent "
        "by it; taking it along is recorded. No picture is in it, and of the same findings it is the same files.",
        "200 `application/zip`.", "TakeFindings",
        (
            "signed_out", "not_found", "nothing_to_save", "factor_wrong", "slow_down", "log_unavailable", "clock_off", *BODY,
        ),
    ),
    Route(
        "consults", "GET", _CONSULT + "/receipt", SHARED, RECEIPT, RECEIPT_FILE, "",
        ("signed_out", "not_found", "removed", "receipt_later", "slow_down", "log_unavailable"),
    ),
    Route(
        "consults", "POST", _CONSULT + "/guests", HOST,
        "One more guest, with a link and codes of their own: an interpreter, a relative, another specialist, never a "
        "patient. Everybody in the talk is told before they can be let in; no agreement given before covers them.",
        "201 *Consult*.", "AddGuest",
        (
            "signed_out", "not_found", "reads_blind", "bad_name", "guests_full", "not_in_policy", "fixed_by_policy", "locked",
            "conflict", *BODY,
        ),
    ),
    Route(
        "consults", "GET", _CONSULT + "/priors", HOST,
        "Earlier pictures: what specialists asked for, and the host's other studies of the same patient. A reading has them, too.",
        "200 *Priors*.", "", ("signed_out", "not_found"),
    ),
    Route(
        "consults", "POST", _CONSULT + "/priors", HOST,
        "Series of the same patient join what the consult shows, as the answer to a wish or without one. Nobody but the host "
        "sees them by that alone: a patient in the talk is asked anew, and of a basis of their own the host says that it covers "
        "them, or records another.",
        "200 *Priors*.", "AddPriors",
        ("signed_out", "not_found", "two_patients", "no_grant", "locked", "conflict", "log_unavailable", *BODY),
    ),
    Route(
        "consults", "POST", _CONSULT + "/priors/deny", HOST, "Not these; whoever asked reads it, with the host's word.",
        "200 *Priors*.", "DenyPrior", ("signed_out", "not_found", "locked", "conflict", "log_unavailable", *BODY),
    ),
    Route(
        "consults", "POST", _CONSULT + "/readers", HOST,
        "Whoever was asked for an opinion and accepted gets a seat to talk in: a colleague enters by their login, somebody else "
        "by a link of this consult's own. A reader who is still blind may hear the first report there: only once the host says "
        "that they know it. An entry of the opinion, and its later versions say whether their author was there.",
        "200 *Consult*.", "BringReader",
        (
            "signed_out", "not_found", "reads_blind", "conflict", "bad_name", "guests_full", "not_in_policy", "fixed_by_policy",
            "locked", "log_unavailable", *BODY,
        ),
    ),
    Route(
        "consults", "POST", _SEAT + "/code", HOST,
        "Six digits to read out, good for ten minutes and once; the former code is dead, failures stay counted.",
        "200 *CodeCard*.", "",
        (
            "signed_out", "not_found", "locked", "invite_revoked", "invite_expired", "invite_early", "invite_suspended",
            "invite_used_up",
        ),
    ),
    Route(
        "consults", "POST", _SEAT + "/again", HOST,
        "A code for a guest who stands before the door. The same link stays good, and if too many wrong codes had stopped it, "
        "it has five new tries: nothing but this and a new link gives them.",
        "200 *CodeCard*.", "",
        (
            "signed_out", "not_found", "locked", "invite_revoked", "invite_expired", "invite_early", "invite_used_up",
            "conflict",
        ),
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
        "consults", "POST", "/api/consults/preview/messages", STAFF,
        "What a guest would be sent, word for word, by the function that writes it. Nobody is written to.",
        "200 *Messages*.", "PreviewMessages", ("signed_out", "not_in_policy", *BODY),
    ),
    Route(
        "consults", "GET", _SEAT + "/messages", HOST, "What this guest is sent, with the link as it is now.",
        "200 *Messages*.", "", ("signed_out", "not_found"),
    ),
    Route(
        "consults", "POST", _SEAT + "/send", HOST,
        "A new code on its way by the channel chosen for it, at most three messages to a guest in ten minutes; the former "
        "code is dead.",
        "200 *CodeSent*.", "",
        (
            "signed_out", "not_found", "locked", "no_channel", "too_many_sends", "invite_revoked", "invite_expired",
            "invite_early", "invite_suspended", "invite_used_up",
        ),
    ),
    Route(
        "guests", "POST", "/api/join/send", ANYBODY,
        "Who holds a link has a code sent to where the clinic said: in the same way, by the same limits.",
        "200 *CodeSent*.", "OpenLink",
        (
            "no_such_link", "ended", "no_channel", "too_many_sends", "invite_revoked", "invite_renewed", "invite_expired",
            "invite_early", "invite_suspended", "invite_used_up", "slow_down", *BODY,
        ),
    ),
    Route(
        "opinions", "GET", "/api/opinions", STAFF,
        "The queue: what this person asked for and what they were asked for, newest first, and what they have not read of it. "
        "No answer is in it.",
        "200 *Opinions*.", "", ("signed_out",),
    ),
    Route(
        "opinions", "POST", "/api/opinions", STAFF,
        "Asks for an opinion about some series, or out of a running consult, of a colleague or of somebody outside by link, and "
        "makes the reading it will be given in. The patient need not be there: another basis is recorded.",
        "201 *AskedOpinion*.", "AskOpinion",
        (
            "signed_out", "forbidden", "not_found", "not_a_clinician", "locked", "two_patients", "basis_needed", "bad_name",
            "minutes_out_of_range", "not_in_policy", "needed_by_policy", "fixed_by_policy", "same_channel", "no_channel",
            "bad_address", "link_window", "link_uses", "log_unavailable", *BODY,
        ),
    ),
    Route(
        "opinions", "GET", _OPINION, ASKER, "One request. That a new version of the answer was read is an entry.",
        "200 *AskedOpinion*.", "", ("signed_out", "not_found", "log_unavailable"),
    ),
    Route(
        "opinions", "GET", _OPINION + "/versions/{version}/signed", "whoever asked", SIGNED + " Having it is having read it.",
        SIGNED_FILE, "", ("signed_out", "not_found", "log_unavailable"),
    ),
    Route(
        "opinions", "POST", _OPINION + "/withdraw", ASKER, "Takes a request back that nobody has answered; its reading ends.",
        "200 *AskedOpinion*.", "", ("signed_out", "not_found", "conflict", "log_unavailable"),
    ),
    Route(
        "opinions", "POST", _OPINION + "/due", ASKER,
        "Moves the due time of an open request as far as its reading is open; the reader is told, and late by it is told anew.",
        "200 *AskedOpinion*.", "MoveDue", ("signed_out", "not_found", "conflict", "log_unavailable", *BODY),
    ),
    *_giving(_OPINION, ASKED, "signed_out", owed="/owed"),
    Route(
        "opinions", "POST", _OPINION + "/ticket", ASKED,
        "A ticket into the reading, once it was accepted. Who opened the room waits there until they begin.",
        "200 *Ticket*.", "", ("signed_out", "factor_needed", "not_found", "conflict", "locked"),
    ),
    *_giving(_OWN_OPINION, OUTSIDER, "not_entered", owed=""),
    Route(
        "opinions", "POST", _OWN_OPINION + "/code", OUTSIDER,
        "Sends a code to sign with, where codes are sent; else tells the one who asked to read one out.",
        "200 *CodeSent*.", "", ("not_entered", "not_found", "invite_revoked", "too_many_sends", "log_unavailable"),
    ),
    Route(
        "guests", "POST", "/api/join/open", ANYBODY, "What a link is good for. Neutral: no names.", "200 *LinkState*.",
        "OpenLink",
        (
            "no_such_link", "invite_revoked", "invite_renewed", "invite_expired", "invite_used_up",
            "invite_early", "slow_down", "locked", *BODY,
        ),
    ),
    Route(
        "guests", "POST", "/api/join/code", ANYBODY, "The code that was read out.",
        "200 *Entered* and the cookie `__Host-lightbox-guest`.", "EnterCode",
        (
            "no_such_link", "bad_code", "wrong_code", "no_code_yet", "code_expired", "code_used", "invite_suspended",
            "invite_revoked", "invite_renewed", "invite_expired", "invite_early", "invite_used_up", "ended", "slow_down",
            *BODY,
        ),
    ),
    Route(
        "guests", "POST", "/api/join/prove", GUEST,
        "A code that was read out, after `code_needed`: pictures come back. The link has as many uses as before.",
        "200 *Entered*.", "ProveAgain",
        (
            "not_entered", "bad_code", "wrong_code", "no_code_yet", "code_expired", "code_used", "invite_suspended",
            "invite_revoked", "invite_expired", "invite_used_up", "knocking", "locked", "slow_down", *BODY,
        ),
    ),
    Route(
        "guests", "POST", "/api/join/ask", ANYBODY,
        "Who holds a link asks the clinic for a code: the host reads it on the consult's card and in the room.",
        "200 *ClinicAsked*.", "OpenLink",
        (
            "no_such_link", "ended", "invite_revoked", "invite_renewed", "invite_expired", "invite_early",
            "invite_used_up", "slow_down", *BODY,
        ),
    ),
    Route(
        "guests", "POST", "/api/join/birth-date", GUEST,
        "A patient's birth date, where the clinic asks for it: a guard against the wrong recipient, never a factor. After "
        "three wrong ones the way leads on, and no picture to this seat until the host has vouched for it.",
        "200 *Entered*.", "SayBirthDate", ("not_entered", "bad_birth_date", "wrong_birth_date", "locked", *BODY),
    ),
    Route(
        "guests", "GET", "/api/join/me", GUEST, "Where this browser belongs.", "200 *Entered*.", "",
        ("not_entered", "locked"),
    ),
    Route(
        "guests", "POST", "/api/join/ticket", GUEST, "A ticket for one socket.", "200 *Ticket*.", "",
        ("not_entered", "knocking", "birth_date_needed", "too_early", "locked"),
    ),
    Route(
        "guests", "GET", "/api/join/receipt", GUEST, RECEIPT, RECEIPT_FILE, "",
        ("not_entered", "knocking", "receipt_later", "slow_down", "log_unavailable"),
    ),
    Route(
        "guests", "GET", "/api/join/seen", "the patient, by the guest cookie",
        "Who looked at my pictures, during the visit and after its end; looking is an entry.", "200 *OwnSeen*.", "",
        ("not_entered", "forbidden", "log_unavailable"),
    ),
    Route(
        "audit", "POST", "/api/audit/entries", AUDITOR,
        "The record, newest first, a hundred entries at a time; each reading is one entry.", "200 *AuditPage*.",
        "SearchRecord", ("signed_out", "forbidden", "log_unavailable", *BODY),
    ),
    Route(
        "audit", "POST", "/api/audit/seen", AUDITOR, "Who saw what between two moments: persons, pictures, minutes.",
        "200 *SeenReport*.", "SeenBetween", ("signed_out", "forbidden", "log_unavailable", *BODY),
    ),
    Route(
        "audit", "POST", "/api/audit/export", AUDITOR,
        "All of the record, or what is looked for with its proofs, as `lightbox-verify` reads it (`server/audit/SPEC.md`).",
        "200 `application/x-ndjson`: one JSON object a line.", "SearchRecord",
        ("signed_out", "forbidden", "export_too_large", "log_unavailable", *BODY),
    ),
    Route(
        "audit", "GET", "/api/audit/emergencies", AUDITOR,
        "Every time pictures were shown because it was an emergency: who, when, and the reason they gave.",
        "200 *EmergencyUses*.", "", ("signed_out", "forbidden", "log_unavailable"),
    ),
    Route(
        "audit", "POST", "/api/audit/emergencies/{ref}/review", AUDITOR,
        "Writes down that one was looked into; a second time changes nothing.", "200 *EmergencyUses*.", "",
        ("signed_out", "forbidden", "not_found", "log_unavailable"),
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
            ("/opinions/new", "The same shell."),
            ("/opinions/{id}", "The same shell."),
            ("/opinions/{id}/read", "The same shell."),
            ("/records", "The same shell."),
            ("/records/{id}", "The same shell."),
            ("/logins", "The same shell."),
            ("/people", "The same shell."),
            ("/installation", "The same shell."),
            ("/audit", "The same shell."),
            ("/audit/consults/{id}", "The same shell."),
            ("/audit/seen", "The same shell."),
            ("/audit/emergencies", "The same shell."),
            ("/help", "The same shell."),
            ("/enroll", "Where staff prove who they are; the link's secret stays in the fragment."),
            ("/join", "The guest's page; the link's secret stays in the fragment."),
        )
    ),
    Route("pages", "GET", "/assets/{name}", ANYBODY, "Scripts, styles, images and words of the pages.", "200, kept for ever."),
    Route("pages", "GET", "/robots.txt", ANYBODY, "Nothing for robots.", "200 `text/plain`."),
    Route("pages", "GET", "/favicon.ico", ANYBODY, "None.", "204."),
)  # fmt: skip
