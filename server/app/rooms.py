"""The rooms that run, and what they keep."""

import os
import secrets
from dataclasses import dataclass

from server.app.ground import Ground
from server.audit.checkpoint import Signer
from server.audit.heads import Heads
from server.desk.consent_forms import ConsentForms
from server.desk.marks import RoleMarks
from server.desk.studies import Studies
from server.live.alerting import Alerting
from server.live.at_hand import AtHand
from server.live.decoded import DecodedStore
from server.live.directory import Directory
from server.live.keeping import Archive
from server.live.load import Burden
from server.live.registry import Rooms
from server.live.renderer import Renderer
from server.live.workshop import Workshop
from server.storage.database.chat import ChatRows
from server.storage.database.consents import ConsentRepository
from server.storage.database.receipts import ReceiptRows
from server.storage.database.sessions import SessionRows
from server.vault.frame_cache import FrameCache
from server.vault.session_keys import KeyRing
from server.workers.limits import MIB


@dataclass(frozen=True, slots=True)
class Running:
    """The rooms, and what they keep."""

    rooms: Rooms
    renderer: Renderer
    sessions: SessionRows
    transcript: ChatRows
    receipts: ReceiptRows
    heads: Heads
    consent: ConsentForms


def running_rooms(ground: Ground, studies: Studies, directory: Directory) -> Running:
    """Rooms with their renderer, keys, frames and archive; none runs before `start`."""
    settings, database = ground.settings, ground.database
    sessions = SessionRows(database, ground.dep)
    transcript, receipts = ChatRows(database, sessions), ReceiptRows(database, ground.dep)
    heads = Heads(ground.log, Signer(ground.dep.signing_key()), receipts)
    consent = ConsentForms(
        shelf=ConsentRepository(database),
        sessions=sessions,
        pictures=studies.library,
        texts=ground.texts,
        clinic=settings.clinic.name,
        phone=settings.clinic.phone,
        record_years=ground.policy.lifetimes.record_years,
        random=os.urandom,
    )
    keys, cache = KeyRing(), FrameCache(settings.cache.sealed_mb * MIB)
    renderer = Renderer(
        pictures=studies.library,
        decoder=ground.workers,
        keys=keys,
        cache=cache,
        decoded=DecodedStore(settings.cache.decoded_mb * MIB),
    )
    burden = Burden(renderer.longest_wait_s)
    marks = RoleMarks(ground.texts, "en", enabled=settings.policy.patient_mark)
    rooms = Rooms(
        Workshop(
            studies.library,
            renderer,
            keys,
            cache,
            marks,
            ground.clock,
            Alerting(ground.log, ground.clock),
            AtHand(studies.library),
            burden=burden,
        ),
        Archive(sessions, transcript, ground.log, receipts),
        consent,
        lambda: secrets.randbelow(1 << 30),
        directory,
        heads,
    )
    return Running(rooms, renderer, sessions, transcript, receipts, heads, consent)
