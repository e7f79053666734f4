"""The web application: every route, page and socket over the desks and the rooms."""

import os
from importlib.metadata import version
from urllib.parse import urlsplit

from aiohttp import web

from server.app.desks import (
    Guests,
    Staff,
    auditing_desk,
    consent_preview,
    consult_desk,
    consult_sharing,
    emergency_desk,
    findings_desk,
    note_desk,
    own_receipts,
    own_seen,
    paper_desk,
    remains,
)
from server.app.ground import NAME, Ground, now_ms
from server.app.metrics.exposition import Exposition
from server.app.metrics.measured import Measured
from server.app.opinions import opinion_desks
from server.app.post import Post
from server.app.readiness import readiness
from server.app.rooms import Running
from server.desk.adding import Adding
from server.desk.bringing_readers import BringingReaders
from server.desk.letting_in import LettingIn
from server.desk.opinion_keeping import OpinionKeeping
from server.desk.overseeing import Overseeing
from server.desk.past_consults import PastConsults
from server.desk.priors import Priors
from server.desk.records import Records
from server.desk.studies import Studies
from server.policy import digest_of
from server.transport.api import adding as adding_routes
from server.transport.api import audit as audit_routes
from server.transport.api import channels as channel_routes
from server.transport.api import consent_preview as consent_preview_routes
from server.transport.api import consult_shares as share_routes
from server.transport.api import consults as consult_routes
from server.transport.api import emergency as emergency_routes
from server.transport.api import enroll as enroll_routes
from server.transport.api import findings as findings_routes
from server.transport.api import hands as hand_routes
from server.transport.api import health as health_routes
from server.transport.api import imports as import_routes
from server.transport.api import installation as installation_routes
from server.transport.api import join as join_routes
from server.transport.api import logins as login_routes
from server.transport.api import metrics as metrics_routes
from server.transport.api import notes as note_routes
from server.transport.api import opinions as opinion_routes
from server.transport.api import papers as paper_routes
from server.transport.api import past_consults as past_routes
from server.transport.api import people as people_routes
from server.transport.api import preferences as preference_routes
from server.transport.api import priors as prior_routes
from server.transport.api import receipts as receipt_routes
from server.transport.api import sign_in as sign_in_routes
from server.transport.api import studies as study_routes
from server.transport.api.health import Readiness
from server.transport.assets import Assets
from server.transport.doorway import Doorway
from server.transport.guards import HEALTH, install
from server.transport.hops import Hops
from server.transport.onward import Onward
from server.transport.pages import Pages, error_pages
from server.transport.parting import Parting
from server.transport.room.door import Door
from server.transport.room.frames import Frames
from server.transport.room.projection import Projection
from server.transport.wire.http import Clinic


def web_application(
    ground: Ground,
    staff: Staff,
    studies: Studies,
    running: Running,
    guests: Guests,
    post: Post,
    keeping: OpinionKeeping,
    *,
    port: int,
    demo: bool,
) -> tuple[web.Application, Door, Parting, Exposition]:
    """Every route behind the guards, the door of the rooms' sockets, the end of both, and the figures of all."""
    settings, assets = ground.settings, Assets()
    doorway = Doorway.of(ground.public_url, port=port, trusted_proxies=settings.server.trusted_proxies)
    consults = consult_desk(ground, staff, studies, running, guests, post)
    adding = Adding(consults=consults, seats=running.rooms, random=os.urandom)
    records = Records(
        consults=consults,
        log=ground.log,
        record=ground.log,
        transcript=running.transcript,
        receipts=running.receipts,
        clock=now_ms,
        remains=remains(ground, studies, running),
    )
    priors = Priors(consults=consults, pictures=studies.library, rooms=running.rooms)
    sharing = consult_sharing(ground, staff, running, consults)
    bringing = BringingReaders(keeping=keeping, consults=consults, adding=adding, sharing=sharing)
    letting_in = LettingIn(keeping=keeping, consults=consults, adding=adding, sharing=sharing, pictures=studies.library)
    findings = findings_desk(ground, staff, studies, running, consults, version(NAME))
    opinions = opinion_desks(ground, staff, studies, running, guests, post, consults, keeping, findings)
    notes = note_desk(ground, staff, studies, running, consults)
    clinic = Clinic(settings.clinic.name, settings.clinic.phone)
    me = sign_in_routes.telling(
        clinic=clinic, policy=ground.policy, demo=demo, clock=now_ms, channels=post.inviting.channels
    )
    ready = Readiness(readiness(ground, studies))
    app = web.Application()
    pages = error_pages(ground.texts, assets)
    alert = running.rooms.workshop.alerting.tampered_value
    answers, hops = ground.counted.answers, _hops(ground, running)
    parting = Parting(lambda: ground.draining.is_on, HEALTH)
    install(
        app,
        doorway,
        staff=staff.desk.sign_in,
        guests=guests.joining,
        error_page=pages,
        alert=alert,
        figures=answers,
        hops=hops,
        parting=parting,
    )
    onward = None if hops is None else Onward(running.rooms.directory.elsewhere, hops, answers)
    if onward is not None:
        app.middlewares.append(onward.middleware())
    app.add_routes(
        [
            *Pages(assets, ground.texts, guests.joining, clinic=clinic, demo=demo).routes(),
            *assets.routes(),
            *emergency_routes.routes(emergency_desk(ground, staff, running)),
            *sign_in_routes.routes(staff.desk.sign_in, me),
            *hand_routes.routes(staff.hands),
            *login_routes.routes(staff.desk.own_logins),
            *preference_routes.routes(staff.desk.own_preferences),
            *enroll_routes.routes(staff.desk, clinic=clinic, me=me),
            *people_routes.routes(staff.desk.administration),
            *study_routes.routes(studies),
            *import_routes.routes(studies.intake),
            *consult_routes.routes(consults, guests.invites, records, plan=letting_in.plan, clock=now_ms),
            *past_routes.routes(PastConsults(over=running.sessions, consults=consults), clock=now_ms),
            *note_routes.routes(notes),
            *opinion_routes.routes(opinions.asking, opinions.giving, staff.desk.notices, clock=now_ms),
            *paper_routes.routes(paper_desk(ground, running, consults, notes)),
            *findings_routes.routes(findings, opinions.giving),
            *share_routes.routes(letting_in, sharing, clock=now_ms),
            *adding_routes.routes(letting_in, clock=now_ms),
            *prior_routes.routes(priors, bringing, clock=now_ms),
            *channel_routes.routes(consults, post.previewing, post.sending, clock=now_ms),
            *consent_preview_routes.routes(consent_preview(ground, studies, running)),
            *join_routes.routes(guests.joining, own_seen(ground, studies, running), clinic=clinic, clock=now_ms),
            *receipt_routes.routes(own_receipts(ground, studies, running, consults)),
            *audit_routes.routes(*auditing_desk(ground, staff, studies, running)),
            *installation_routes.routes(
                Overseeing(ground.log, ground.witnessing, now_ms),
                ready,
                ground.policy.lifetimes,
                policy=digest_of(ground.policy),
                version=version(NAME),
                clock=now_ms,
            ),
            *health_routes.routes(ready, version=version(NAME)),
        ]
    )
    projection = Projection(clinic.name, clinic.phone, ground.clock.now_ms)
    door = Door(running.rooms, guests.tickets, projection, doorway.is_allowed_origin, answers, onward)
    door.attach(app)
    Frames(running.rooms, running.sessions).attach(app)
    figures = Exposition(Measured(version(NAME), ground, running, studies, door))
    # with a port of its own the public one has nothing to tell
    on_public = () if settings.metrics.port else settings.metrics.networks
    app.add_routes(metrics_routes.routes(figures.text, on_public))
    return app, door, parting, figures


def _hops(ground: Ground, running: Running) -> Hops | None:
    """What other processes send on to this one, and it to them; None when there are none."""
    holding, alerting = running.rooms.holding, running.rooms.workshop.alerting
    port = urlsplit(holding.here.address).port
    if holding.is_alone or port is None:
        return None
    return Hops(ground.dep.derive("hops between processes"), holding.here.id, port, alerting.hop_refused)
