"""The ways out of the house that are configured, mail, text messages, both or none; and who uses them."""

import ipaddress
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from server.app.ground import Ground, now_ms
from server.app.rooms import Running
from server.desk.couriers import Courier
from server.desk.delivering import Delivering
from server.desk.inviting import Inviting
from server.desk.messages import Messages
from server.desk.previewing import Previewing
from server.desk.sending_codes import CodeSending
from server.exchange.mail import MailCourier, MailServer
from server.exchange.text_gateway import TextGateway
from server.live.post_rounds import PostRounds
from server.settings import Settings
from server.storage.database.deliveries import DeliveryRepository
from server.storage.database.invites import InviteRepository
from server.terms.people import Channel


def couriers(settings: Settings, clock: Callable[[], int]) -> dict[Channel, Courier]:
    """Give a courier for each channel that has somebody at its other end."""
    found: dict[Channel, Courier] = {}
    mail, gateway = settings.mail, settings.text_gateway
    if mail.server:
        server = MailServer(mail.server, mail.port, mail.security, mail.login, mail.password, mail.authority)
        found["mail"] = MailCourier(server, sender=mail.sender, sender_name=settings.clinic.name, clock=clock)
    if gateway.url:
        found["text"] = TextGateway(
            gateway.url,
            gateway.secret,
            networks=[ipaddress.ip_network(each) for each in gateway.private_networks],
            authority=gateway.authority,
            clock=clock,
        )
    return found


@dataclass(frozen=True, slots=True)
class Post:
    """Invites and what is sent of them."""

    deliveries: DeliveryRepository
    inviting: Inviting
    sending: CodeSending
    previewing: Previewing
    rounds: PostRounds


def post_desk(ground: Ground, running: Running, late: Callable[[], Awaitable[None]] | None = None) -> Post:
    """Everything that writes to guests; nothing is sent before `rounds` starts. `late` tells of what is overdue."""
    settings, rows = ground.settings, InviteRepository(ground.database)
    deliveries = DeliveryRepository(ground.database)
    clinic, outward = settings.clinic, couriers(settings, now_ms)
    messages = Messages(
        ground.texts, clinic=clinic.name, phone=clinic.phone, zone=clinic.zone, zone_name=clinic.time_zone
    )
    inviting = Inviting(
        shelf=rows,
        record=ground.log,
        dep=ground.dep,
        clock=now_ms,
        random=os.urandom,
        channels=outward,
        languages=messages.languages,
    )
    previewing = Previewing(
        messages=messages,
        shelf=rows,
        policy=ground.policy,
        dep=ground.dep,
        clock=now_ms,
        public_url=ground.public_url,
    )
    delivering = Delivering(
        shelf=deliveries,
        addresses=rows,
        invites=rows,
        sessions=running.sessions,
        rooms=running.rooms,
        couriers=outward,
        messages=messages,
        record=ground.log,
        dep=ground.dep,
        clock=now_ms,
        public_url=ground.public_url,
    )
    sending = CodeSending(shelf=rows, changes=rows, record=ground.log, clock=now_ms, random=os.urandom)
    return Post(deliveries, inviting, sending, previewing, PostRounds(delivering, late=late))
