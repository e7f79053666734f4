"""Who gets past the door: every request is observed, kept to https, to our own host and pages, and recognized.

`install` puts the four middlewares on an application in the one order that is right, and the headers on every answer.
"""

import re
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

import structlog
from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

from server.desk.sign_in import SignedIn
from server.identity.logins import GuestLogin
from server.terms.errors import LightboxError, Malformed, Refused, Tampered
from server.transport.doorway import Caller, Doorway
from server.transport.errors import PARTING, add_hints, code_of_http, error_answer, shown, status_of
from server.transport.figures import DoorFigures
from server.transport.headers import dress
from server.transport.hops import HOPPED, Hops
from server.transport.parting import Parting

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ErrorPage = Callable[[web.Request, int, str], web.Response]
"""Builds the page a person reads for a status and a code."""

STAFF_COOKIE: Final = "__Host-lightbox"
GUEST_COOKIE: Final = "__Host-lightbox-guest"
SAFE_METHODS: Final = frozenset({hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS})
UNRECOGNIZED: Final = re.compile(r"/assets/|/livez$|/readyz$|/healthz$|/metrics$|/version$|/socket\.io/")
"""Paths that are the same for everybody: nobody's cookie is looked up for them."""
NO_PAGE: Final = re.compile(r"/api/|/f/|/assets/|/socket\.io/|/livez$|/readyz$|/healthz$|/metrics$|/version$")
"""Paths whose errors programs read."""

HEALTH: Final = frozenset({"/livez", "/readyz", "/healthz", "/metrics"})
"""Probes of orchestrators come over plain http by whatever name they like, and learn nothing; figures look who asks."""
ALREADY_TOLD: Final = "sealed_object"
"""Whoever opens a stored picture tells the record which one was tampered with."""

LOGIN: Final = web.RequestKey("login", SignedIn)
GUEST: Final = web.RequestKey("guest", GuestLogin)
CALLER: Final = web.RequestKey("caller", Caller)
NUMBER: Final = web.RequestKey("number", str)

_access = structlog.get_logger("lightbox.access")
_log = structlog.get_logger("lightbox.http")


class StaffDesk(Protocol):
    """Says who a staff cookie belongs to."""

    async def who(self, secret: str) -> SignedIn | None:
        """None when nobody's (any more)."""
        ...


class GuestDesk(Protocol):
    """Says which seat a guest's cookie proved."""

    async def who(self, secret: str) -> GuestLogin | None:
        """None when none."""
        ...


def install(
    app: web.Application,
    doorway: Doorway,
    *,
    staff: StaffDesk,
    guests: GuestDesk,
    error_page: ErrorPage,
    alert: Callable[[str], None],
    figures: DoorFigures | None = None,
    hops: Hops | None = None,
    parting: Parting | None = None,
) -> None:
    """Put guards and headers on an application; `alert` hears the code of every row that was tampered with.

    `hops` are those of other processes, when there are any; `parting` is asked before anything is looked up.
    """
    figures = figures or DoorFigures()
    app.middlewares.extend([_observe(figures), _speak(error_page, alert, figures)])
    if parting is not None:
        app.middlewares.append(parting.middleware())
        app.on_response_prepare.append(parting.farewell())
    app.middlewares.extend([_keep_door(doorway, hops), _recognize(staff, guests)])
    app.on_response_prepare.append(dress(doorway))


def staff_of(request: web.Request) -> SignedIn:
    """Give the member of staff a request comes from; raises `Refused` `signed_out`."""
    signed_in: SignedIn | None = request.get(LOGIN)
    if signed_in is None:
        raise Refused("signed_out")
    return signed_in


def lit_staff_of(request: web.Request) -> SignedIn:
    """Give the member of staff who asks for pictures; raises `Refused` `factor_needed` after five minutes without a hand."""
    signed_in = staff_of(request)
    if signed_in.is_dark:
        raise Refused("factor_needed")
    return signed_in


def guest_of(request: web.Request) -> GuestLogin:
    """Give the guest a request comes from; raises `Refused` `not_entered`."""
    guest: GuestLogin | None = request.get(GUEST)
    if guest is None:
        raise Refused("not_entered")
    return guest


def address_of(request: web.Request) -> str:
    """Give the client's address, as trusted proxies tell it."""
    return request[CALLER].address


def _observe(figures: DoorFigures) -> Middleware:
    """Log each request by route pattern: no path, query, address or id of anybody ever reaches a log line."""

    @web.middleware
    async def observe(request: web.Request, handler: Handler) -> web.StreamResponse:
        number = secrets.token_hex(8)
        begun = time.monotonic()
        request[NUMBER] = number
        status = 500
        try:
            answer = await handler(request)
            status = answer.status
            if not answer.prepared:
                answer.headers["X-Request-Id"] = number
            return answer
        finally:
            resource, seconds = request.match_info.route.resource, time.monotonic() - begun
            figures.answered(request.path, status, seconds)
            _access.info(
                "request",
                request_id=number,
                method=request.method if request.method in hdrs.METH_ALL else "other",
                route=resource.canonical if resource is not None else "unmatched",
                status=status,
                ms=round(seconds * 1000),
            )

    return observe


def _speak(error_page: ErrorPage, alert: Callable[[str], None], figures: DoorFigures) -> Middleware:
    """Turn every exception into an answer; this is the task's root, the one place that catches broadly."""

    @web.middleware
    async def speak(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except LightboxError as error:
            told = shown(error)
            figures.refused.add("http", told.code)
            if isinstance(error, Tampered):
                _log.error("tampered", request_id=request[NUMBER], code=error.code)
                if error.code != ALREADY_TOLD:
                    alert(error.code)
            to_staff = LOGIN in request
            if _wants_page(request):
                answer = error_page(request, status_of(error), told.code)
                add_hints(answer, told, to_staff=to_staff)
                if told.code == PARTING:
                    # a page that says so comes back by itself
                    answer.headers["Refresh"] = answer.headers[hdrs.RETRY_AFTER]
                return answer
            return error_answer(status_of(error), told.code, told.facts, to_staff=to_staff)
        except web.HTTPException as error:
            status, code = code_of_http(error)
            figures.refused.add("http", code)
            page = error_page(request, status, code) if _wants_page(request) else error_answer(status, code)
            if isinstance(error, web.HTTPMethodNotAllowed):
                page.headers[hdrs.ALLOW] = ",".join(sorted(error.allowed_methods))
            return page
        except Exception:  # noqa: BLE001 - the root of a request's task: a bug is logged and answered as ours
            # The traceback names our code, not what was sent; structlog's redaction runs over it as over every line.
            _log.exception("internal", request_id=request[NUMBER])
            figures.refused.add("http", "internal")
            return error_page(request, 500, "internal") if _wants_page(request) else error_answer(500, "internal")

    return speak


def _keep_door(doorway: Doorway, hops: Hops | None) -> Middleware:
    """Refuse what never may come in: plain http from elsewhere, foreign hosts, packed bodies, foreign pages' actions."""

    @web.middleware
    async def keep_door(request: web.Request, handler: Handler) -> web.StreamResponse:
        sent_on = None if hops is None else hops.opened(request)
        if sent_on is not None:
            request[HOPPED] = True
        caller = request[CALLER] = sent_on or doorway.caller(request)
        if request.path in HEALTH:
            return await handler(request)
        if not doorway.is_safe(request, caller):
            raise Refused("insecure")
        if len(request.headers.getall(hdrs.HOST, [])) != 1 or not doorway.is_allowed_host(request.host):
            raise Malformed("wrong_host")
        if request.headers.get(hdrs.CONTENT_ENCODING, "identity").lower() != "identity":
            raise Malformed("encoded_body")
        if request.method not in SAFE_METHODS and not _is_same_origin(request, doorway):
            raise Refused("cross_origin")
        return await handler(request)

    return keep_door


def _is_same_origin(request: web.Request, doorway: Doorway) -> bool:
    """Say whether an action comes from our own page: by its Origin, else (none sent) by Sec-Fetch-Site (T-12)."""
    origins = request.headers.getall(hdrs.ORIGIN, [])
    if origins:
        return len(origins) == 1 and doorway.is_allowed_origin(origins[0])
    return request.headers.getall("Sec-Fetch-Site", []) == ["same-origin"]


def _recognize(staff: StaffDesk, guests: GuestDesk) -> Middleware:
    """Say whose browser it is: `LOGIN` (staff) and `GUEST` are only there when somebody's."""

    @web.middleware
    async def recognize(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not UNRECOGNIZED.match(request.path):
            signed_in = await staff.who(request.cookies.get(STAFF_COOKIE, ""))
            if signed_in is not None:
                request[LOGIN] = signed_in
            guest = await guests.who(request.cookies.get(GUEST_COOKIE, ""))
            if guest is not None:
                request[GUEST] = guest
        return await handler(request)

    return recognize


def _wants_page(request: web.Request) -> bool:
    return request.method in {hdrs.METH_GET, hdrs.METH_HEAD} and not NO_PAGE.match(request.path)
