"""Every refusal over HTTP: one JSON shape, one status per code, one place where all codes stand.

`CODES` is the complete list of codes an answer of ours can carry; a test compares it with what the code raises, and
with the sentences people read for them. What is not in it is a bug of ours and answered as `internal`.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec
from aiohttp import hdrs, web

from server.terms.errors import Fact, LightboxError, Malformed, NotFound, Refused, Tampered, Unavailable
from server.transport.wire.http import ErrorBody, ErrorFacts

CLEAR_SITE_DATA: Final = '"cache", "storage"'
"""Never "cookies": a later 423 needs the cookie to know who asks."""
CLEAR_PICTURES: Final = '"cache"'
"""Of a reading: its answer may still be written and signed, and a tab keeps what is half written in its storage. To staff: what
their browser keeps (tools, windows, other forms) is theirs, not the consult's; their page forgets what was."""

CODES: Final[Mapping[str, int]] = MappingProxyType({
    # who are you
    "signed_out": 401, "wrong_credentials": 401, "not_entered": 401, "auth": 401,
    "factor_needed": 401, "factor_wrong": 403,
    # too fast
    "slow_down": 429, "rate": 429,
    # over
    "locked": 423,
    # not allowed
    "forbidden": 403, "cross_origin": 403, "origin": 403, "insecure": 403, "too_early": 403, "ended": 403,
    "guests_full": 403, "removed": 403, "birth_date_needed": 403, "wrong_birth_date": 403, "birth_doubted": 403,
    "invite_revoked": 403, "invite_renewed": 403, "invite_expired": 403, "invite_suspended": 403,
    "invite_used_up": 403, "invite_early": 403, "same_channel": 400, "no_channel": 400, "link_window": 400, "link_uses": 400,
    "bad_address": 400, "too_many_sends": 429,
    "knocking": 403, "wrong_code": 403, "code_expired": 403, "code_used": 403, "no_code_yet": 403,
    "receipt_later": 409,
    "names_unchecked": 409, "no_grant": 409, "note_empty": 409,
    "two_patients": 403, "minutes_out_of_range": 403, "start_in_past": 403, "start_too_far": 403,
    "login_name_taken": 403, "conflict": 409, "in_use": 409, "quota_reached": 403,
    "import_finished": 409, "being_deleted": 409, "not_owner": 403, "not_a_clinician": 403,
    "not_in_policy": 403, "needed_by_policy": 403, "fixed_by_policy": 403,
    # the record looked through
    "export_too_large": 403,
    # staff who prove who they are
    "link_used": 403, "link_expired": 403, "code_mismatch": 403, "enrolled": 403, "own_account": 403,
    "reset_not_asked": 409, "second_person": 403, "wrong_password": 403,
    # not there, or not yours to know of
    "not_found": 404, "no_such_link": 404,
    # cannot be used as it is
    "bad_value": 400, "bad_name": 400, "bad_code": 400, "bad_birth_date": 400, "one_patient": 400, "basis_needed": 400,
    "password_short": 400, "password_long": 400, "wrong_host": 400, "bad_request": 400, "websocket_only": 400,
    "no_such_method": 405, "too_large": 413, "not_json": 415, "encoded_body": 415,
    "length_required": 411, "body_incomplete": 400, "body_too_long": 400, "not_displayable": 422,
    # findings as DICOM
    "nothing_to_save": 409,
    # second opinions
    "hidden": 409, "factor_stale": 403, "reads_blind": 409,
    # ours
    "internal": 500, "storage_unavailable": 503, "storage_full": 503, "log_unavailable": 503, "busy": 503,
    "pages_not_built": 503, "workers_down": 503, "clock_off": 503, "shared_unavailable": 503,
    "draining": 503, "elsewhere": 503, "hop_refused": 403,
    "crowded": 503, "arriving": 503,
})  # fmt: skip
"""Code → HTTP status."""


PARTING: Final = "draining"
"""Said before anything of a request was done."""
AGAIN_MS: Final = 1_000


def status_of(error: LightboxError) -> int:
    """Give the status of an error: its code's, else its branch's."""
    if isinstance(error, NotFound):
        return 404
    if error.code in CODES:
        return CODES[error.code]
    match error:
        case Refused():
            return 403
        case Malformed():
            return 400
        case Unavailable():
            return 503
        case _:
            return 500


def shown(error: LightboxError) -> ErrorFacts:
    """Give what an asker is told: a missing thing and a hidden one look alike, and tampering is only said to be ours."""
    if isinstance(error, NotFound):
        return ErrorFacts("no_such_link" if error.code == "no_such_link" else "not_found")
    if isinstance(error, Tampered):
        return ErrorFacts("internal")
    # whoever meets a process that stops finds another one, or this one started again, a moment later
    later: dict[str, Fact] = {"retry_ms": AGAIN_MS} if error.code == PARTING else {}
    return ErrorFacts(error.code, {**later, **error.facts})


def error_answer(
    status: int, code: str, facts: Mapping[str, Fact] | None = None, *, to_staff: bool = False
) -> web.Response:
    """Build the one error shape, with `Retry-After` or `Clear-Site-Data` where the code calls for it."""
    told = ErrorFacts(code, dict(facts or {}))
    answer = web.Response(
        status=status, body=msgspec.json.encode(ErrorBody(told)), content_type="application/json", charset="utf-8"
    )
    add_hints(answer, told, to_staff=to_staff)
    return answer


def add_hints(answer: web.StreamResponse, told: ErrorFacts, *, to_staff: bool = False) -> None:
    """Tell browsers what a code means for them."""
    retry_ms = told.facts.get("retry_ms")
    if isinstance(retry_ms, int | float):
        answer.headers[hdrs.RETRY_AFTER] = str(max(1, math.ceil(retry_ms / 1000)))
    if told.code == "locked":
        answer.headers["Clear-Site-Data"] = CLEAR_PICTURES if to_staff else cleared(told.facts)


def cleared(facts: Mapping[str, Fact]) -> str:
    """Say what a browser forgets of a session that is locked."""
    return CLEAR_PICTURES if facts.get("reading") is True else CLEAR_SITE_DATA


def code_of_http(error: web.HTTPException) -> tuple[int, str]:
    """Put aiohttp's own refusals (unknown route, method, body) into our words."""
    codes = {404: "not_found", 405: "no_such_method", 413: "too_large", 415: "not_json"}
    return (error.status, codes[error.status]) if error.status in codes else (400, "bad_request")
