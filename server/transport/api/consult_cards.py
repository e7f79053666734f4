"""Consults and their records as the wire tells them."""

import io
from functools import lru_cache
from typing import Final

import segno

from server.desk.consults import ConsultCard
from server.desk.invites import InviteFacts
from server.desk.receipts import LockFacts
from server.desk.records import ConsultRecord
from server.desk.study_views import SeriesView
from server.sessions.session import PresenceState, Session
from server.terms.people import Seat
from server.transport.api.series_cards import series_card
from server.transport.api.sign_in import person_card
from server.transport.wire import http

QR_KEPT: Final = 256
"""Drawing one takes 10 ms of the event loop, and a card is looked at again every few seconds."""


def consult_card(card: ConsultCard, now_ms: int, *, drawn: bool = True) -> http.Consult:
    """Give a consult's card; without its QR codes unless `drawn`, for lists that are asked for every few seconds."""
    session = card.session
    return http.Consult(
        id=session.id,
        phase=session.phase.value,
        reason=str(session.lock_reason or session.pause_reason or ""),
        title=_title(card.series),
        patient_name=card.patient_name,
        start_ms=session.starts_ms,
        lobby_until_ms=session.lobby_until_ms,
        minutes=session.minutes,
        deadline_ms=session.deadline_ms,
        closing_until_ms=session.closing_until_ms,
        host=person_card(card.host),
        guests=[_guest(card, seat, drawn=drawn) for seat in session.guests],
        series=[series_card(each) for each in card.series],
        waiting=_waiting(session),
        basis=session.basis.value,
        created_ms=session.created_ms,
        server_ms=now_ms,
        held=[
            http.HeldStack(stack, ref.study, ref.series, ref.part)
            for stack, ref in enumerate(session.stacks)
            if ref.held
        ],
    )


def invite_card(invite: InviteFacts, *, drawn: bool = True) -> http.InviteCard:
    """Give an invite with its link as text and, if `drawn`, as QR code (an SVG document without style or script)."""
    return http.InviteCard(
        link=invite.link,
        qr_svg=_qr(invite.link) if drawn else "",
        state=invite.state,
        not_after_ms=invite.not_after_ms,
        claims=invite.claims,
        failures=invite.failures,
        code_expires_ms=invite.code_expires_ms,
    )


@lru_cache(maxsize=QR_KEPT)
def _qr(link: str) -> str:
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=True, nl=False
    )
    return drawn.getvalue().decode()


def record_card(record: ConsultRecord, now_ms: int) -> http.Record:
    """Give the record of a consult."""
    return http.Record(
        consult=consult_card(record.card, now_ms, drawn=False),
        entries=[
            http.EntryCard(
                index=line.recorded.index,
                at_ms=line.recorded.entry.at_ms,
                kind=line.recorded.entry.kind,
                actor=line.recorded.entry.actor,
                actor_name=line.actor_name,
                facts={
                    name: list(fact) if isinstance(fact, tuple) else fact
                    for name, fact in line.recorded.entry.facts.items()
                },
            )
            for line in record.entries
        ],
        transcript=[
            http.TranscriptLine(
                seq=line.seq,
                at_ms=line.at_ms,
                author=line.author,
                author_name=name,
                kind=line.kind,
                text=line.code or line.text,
                facts=dict(line.facts),
                channel=line.channel,
            )
            for name, line in record.transcript
        ],
        receipt=None if record.receipt is None else _receipt(*record.receipt),
    )


def _guest(card: ConsultCard, seat: Seat, *, drawn: bool) -> http.GuestCard:
    presence = card.session.presence_of(seat.id)
    invite = card.invites.get(seat.id)
    return http.GuestCard(
        participant=seat.id,
        role=seat.role.value,
        name=seat.name,
        presence=presence.state.value,
        online=seat.id in card.online,
        word=presence.word,
        invite=None if invite is None else invite_card(invite, drawn=drawn),
    )


def _receipt(number: str, lock: LockFacts) -> http.LockReceipt:
    return http.LockReceipt(
        receipt=number,
        at_ms=lock.at_ms,
        reason=lock.reason,
        frames=lock.frames,
        size_bytes=lock.size_bytes,
        key_fingerprints=list(lock.key_fingerprints),
        entry=lock.entry,
        remains=list(lock.remains),
    )


def _title(series: tuple[SeriesView, ...]) -> str:
    """Name a consult by its first series; how many more there are is on the card anyway."""
    return " · ".join(part for part in (series[0].modality, series[0].description) if part) if series else ""


def _waiting(session: Session) -> int:
    return sum(session.presence_of(seat.id).state is PresenceState.WAITING for seat in session.guests)
