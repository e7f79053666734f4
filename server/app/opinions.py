"""Second opinions: one keeping for both sides and the clock, and the desks over it."""

import os
from dataclasses import dataclass

from server.app.desks import Guests, Staff
from server.app.ground import Ground, now_ms
from server.app.post import Post
from server.app.rooms import Running
from server.desk.asking_opinions import AskingOpinions
from server.desk.consults import Consults
from server.desk.giving_opinions import GivingOpinions
from server.desk.live_visits import LiveVisits
from server.desk.opinion_cards import OpinionCards
from server.desk.opinion_images import OpinionImages
from server.desk.opinion_keeping import OpinionKeeping
from server.desk.reader_letters import ReaderLetters
from server.desk.readings import Readings
from server.desk.saved_findings import SavedFindings
from server.desk.studies import Studies
from server.storage.database.deliveries import DeliveryRepository
from server.storage.database.invites import InviteRepository
from server.storage.database.opinions import OpinionRows


@dataclass(frozen=True, slots=True)
class OpinionDesks:
    """Whoever asks, and whoever is asked."""

    asking: AskingOpinions
    giving: GivingOpinions


def opinion_keeping(ground: Ground, staff: Staff, running: Running) -> OpinionKeeping:
    """Requests kept and carried out."""
    return OpinionKeeping(
        shelf=OpinionRows(ground.database, running.sessions),
        sessions=running.sessions,
        readings=running.rooms,
        rooms=running.rooms,
        notices=staff.desk.notices,
        letters=ReaderLetters(
            invites=InviteRepository(ground.database),
            queue=DeliveryRepository(ground.database),
            clock=now_ms,
            random=os.urandom,
        ),
        record=ground.log,
        dep=ground.dep,
        clock=now_ms,
    )


def opinion_desks(
    ground: Ground,
    staff: Staff,
    studies: Studies,
    running: Running,
    guests: Guests,
    post: Post,
    consults: Consults,
    keeping: OpinionKeeping,
    findings: SavedFindings,
) -> OpinionDesks:
    """The desks of both sides."""
    cards = OpinionCards(
        keeping=keeping,
        pictures=studies.library,
        colleagues=staff.desk.accounts,
        invites=InviteRepository(ground.database),
    )
    readings = Readings(
        sessions=running.sessions,
        pictures=studies.library,
        inviting=post.inviting,
        consent=running.consent,
        rooms=running.rooms,
        record=ground.log,
        policy=ground.policy,
        clock=now_ms,
        random=os.urandom,
    )
    asking = AskingOpinions(
        keeping=keeping, cards=cards, readings=readings, consults=consults, colleagues=staff.desk.accounts
    )
    giving = GivingOpinions(
        keeping=keeping,
        cards=cards,
        images=OpinionImages(studies.library, ground.log),
        visits=LiveVisits(keeping, ground.log),
        findings=findings,
        factors=staff.factors,
        proofs=guests.joining,
        sending=post.sending,
        tickets=guests.tickets,
        gate=running.rooms.workshop.burden,
    )
    return OpinionDesks(asking, giving)
