"""Consults and their records as the wire tells them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from server.audit.receipt import Remaining
from server.desk.consults import ConsultCard
from server.desk.invites import InviteFacts
from server.desk.receipts import ErasureReceipt, LockReceipt
from server.desk.records import ConsultRecord
from server.desk.study_views import SeriesView
from server.sessions.adding import may_add
from server.sessions.session import PresenceState, Session
from server.terms.people import Seat
from server.transport.api.qr import qr_svg
from server.transport.api.seen_cards import seen_card
from server.transport.api.series_cards import series_card
from server.transport.api.sign_in import person_card
from server.transport.wire import http

QR_KEPT: Final = 256
"""Drawing one takes 10 ms of the event loop, and a card is looked at again every few seconds."""
_drawn = lru_cache(maxsize=QR_KEPT)(qr_svg)


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
        kind=session.policy.kind.value,
        may_add=[role.value for role in may_add(session)],
        mine=card.is_mine,
        shared_with=[person_card(each) for each in card.shared_with],
        server_ms=now_ms,
        erased=not session.stacks,
        reading=session.policy.alone,
        studies=list(dict.fromkeys(ref.study for ref in session.stacks)) if card.is_mine else [],
        held=[
            http.HeldStack(stack, ref.study, ref.series, ref.part)
            for stack, ref in enumerate(session.stacks)
            if ref.held
        ],
    )


def invite_card(facts: InviteFacts, *, drawn: bool = True) -> http.InviteCard:
    """Give an invite with its link as text and, if `drawn`, as QR code (an SVG document without style or script)."""
    invite = facts.invite
    return http.InviteCard(
        link=facts.link,
        qr_svg=_drawn(facts.link) if drawn else "",
        state=facts.state,
        not_after_ms=invite.not_after_ms,
        claims=invite.claims,
        failures=invite.failures,
        code_expires_ms=facts.code_expires_ms,
        asked_ms=invite.asked_ms,
        not_before_ms=invite.not_before_ms,
        uses=invite.uses,
        uses_max=invite.uses_max,
        link_by=invite.link_by,
        code_by=invite.code_by,
        link_to=facts.link_to,
        code_to=facts.code_to,
        language=invite.language,
        messages=[
            http.MessageCard(each.kind, each.channel, each.state, each.at_ms, each.trouble) for each in facts.messages
        ],
    )


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
        receipt=None if record.receipt is None else _receipt(record.receipt, record.kept),
        damaged_lines=record.damaged_lines,
        erased=[_erasure(each) for each in record.erased],
        seen=[seen_card(each) for each in record.seen],
        left_out=record.left_out,
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
        word=presence.word if card.is_mine else "",
        invite=None if invite is None else invite_card(invite, drawn=drawn),
        comes_as=seat.comes_as,
        objections=list(presence.objections),
        code_due=presence.code_due_ms is not None,
        verified=seat.person is not None,
    )


def _receipt(lock: LockReceipt, kept: Sequence[Remaining]) -> http.LockReceipt:
    facts = lock.facts
    if facts is None:
        return http.LockReceipt(standing=lock.standing)
    return http.LockReceipt(
        receipt=lock.number,
        at_ms=facts.at_ms,
        reason=facts.reason,
        frames=facts.frames,
        size_bytes=facts.size_bytes,
        key_fingerprints=list(facts.key_fingerprints),
        entry=facts.entry,
        remains=list(facts.remains),
        standing=lock.standing,
        kept=[http.Kept(each.what, each.until_ms) for each in kept],
    )


def _erasure(kept: ErasureReceipt) -> http.ErasureReceipt:
    erased = kept.facts
    return http.ErasureReceipt(
        receipt=erased.receipt,
        part=erased.part,
        why=erased.why,
        at_ms=erased.at_ms,
        items=erased.items,
        size_bytes=erased.size_bytes,
        key_fingerprint=erased.key_fingerprint,
        entry=erased.entry,
        remains=list(erased.remains),
        changed=kept.is_changed,
    )


def _title(series: tuple[SeriesView, ...]) -> str:
    """Name a consult by its first series; how many more there are is on the card anyway."""
    return " · ".join(part for part in (series[0].modality, series[0].description) if part) if series else ""


def _waiting(session: Session) -> int:
    return sum(session.presence_of(seat.id).state is PresenceState.WAITING for seat in session.guests)
