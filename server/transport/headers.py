"""The headers every answer carries, errors and pages alike (decisions 25; T-20)."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import hdrs, web

from server.transport.doorway import Doorway

HSTS: Final = "max-age=31536000"
ALWAYS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
        "clipboard-write=(self), fullscreen=(self), screen-wake-lock=(self)"
    ),
    hdrs.SERVER: "lightbox",
}


def content_policy(doorway: Doorway) -> str:
    """Give the Content-Security-Policy: nothing inline, nothing from elsewhere, one Trusted Types policy."""
    sockets = " ".join(doorway.socket_sources)
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; worker-src 'self'; "
        f"img-src 'self' blob:; connect-src 'self' {sockets}; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lightbox"
    )


def dress(doorway: Doorway) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """Build the signal handler that puts them on; only assets choose another Cache-Control."""
    policy = content_policy(doorway)

    async def put_on(request: web.Request, answer: web.StreamResponse) -> None:
        answer.headers.update(ALWAYS)
        answer.headers["Content-Security-Policy"] = policy
        answer.headers.setdefault(hdrs.CACHE_CONTROL, "no-store")
        if doorway.caller(request).scheme == "https":
            answer.headers["Strict-Transport-Security"] = HSTS

    return put_on
