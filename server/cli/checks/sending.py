"""What carries messages to people: reached and signed in to, and given nothing to deliver."""

import ipaddress
import time
from collections.abc import Sequence

from server.cli.checks.finding import Finding, Findings
from server.exchange.mail import MailCourier, MailServer
from server.exchange.text_gateway import TextGateway
from server.settings import Settings


async def mail(settings: Settings) -> Sequence[Finding]:
    """Connect, secure the line, sign in; no letter."""
    make, mail_ = Findings("mail"), settings.mail
    if not mail_.server:
        return [make.skipped("no_mail")]
    try:
        courier = MailCourier(
            MailServer(mail_.server, mail_.port, mail_.security, mail_.login, mail_.password, mail_.authority),
            sender=mail_.sender,
            sender_name=settings.clinic.name,
            clock=_now_ms,
            patience_s=10.0,
        )
    except OSError:
        return [make.failed("authority_unreadable", path=mail_.authority)]
    because = await courier.greet()
    where = f"{mail_.server}:{mail_.port}"
    if because:
        return [make.failed(f"mail_{because}", server=where)]
    return [make.warning("mail_in_clear", server=where) if mail_.security == "none" else make.ok("mail", server=where)]


async def text_gateway(settings: Settings) -> Sequence[Finding]:
    """Reach it by TLS; no message."""
    make, gateway = Findings("text_gateway"), settings.text_gateway
    if not gateway.url:
        return [make.skipped("no_gateway")]
    try:
        courier = TextGateway(
            gateway.url,
            gateway.secret,
            networks=[ipaddress.ip_network(each) for each in gateway.private_networks],
            authority=gateway.authority,
            clock=_now_ms,
            patience_s=10.0,
        )
    except OSError:
        return [make.failed("authority_unreadable", path=gateway.authority)]
    because = await courier.greet()
    return [make.failed(f"gateway_{because}") if because else make.ok("gateway")]


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
