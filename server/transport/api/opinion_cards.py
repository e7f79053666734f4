"""Requests for opinions as the wire tells them."""

from collections.abc import Sequence

from msgspec import structs

from server.desk.opinion_cards import AskedCard, OtherOpinion, OwedCard, ReadingNow
from server.desk.staff_notices import OpinionNews
from server.opinions.request import Opinion
from server.sessions.session import Bookmark
from server.terms.opinions import Answer, CitedImage
from server.transport.room.projection import mark_card
from server.transport.wire import http


def asked_card(card: AskedCard, now_ms: int) -> http.AskedOpinion:
    """Give a request to whoever asked."""
    opinion, facts = card.opinion, card.opinion.facts
    return http.AskedOpinion(
        id=facts.session,
        participant=opinion.reader,
        state=opinion.state.value,
        question=facts.question,
        urgency=facts.urgency.value,
        minutes=facts.minutes,
        basis=facts.basis,
        subject=http.SubjectCard(facts.subject.age, facts.subject.sex),
        consult_id=facts.consult,
        colleague_id=facts.asked_of,
        reader_name=card.reader_name,
        first_report=facts.first_report,
        blind=facts.blind,
        others_shown=facts.others_shown,
        clock=_clock(opinion),
        reading=_reading(card.reading),
        decline_reason=opinion.reason,
        decline_words=opinion.reason_words,
        answers=_versions(opinion.answers, card.digests),
        server_ms=now_ms,
    )


def listed_card(card: AskedCard, now_ms: int) -> http.AskedOpinion:
    """Give a request for a list of them: without first report and answers, for reading an answer is an entry (OPN-15)."""
    return structs.replace(asked_card(card, now_ms), first_report="", answers=[])


def owed_card(card: OwedCard, now_ms: int) -> http.OwedOpinion:
    """Give a request to whoever was asked."""
    opinion, facts = card.opinion, card.opinion.facts
    return http.OwedOpinion(
        id=facts.session,
        participant=opinion.reader,
        state=opinion.state.value,
        question=facts.question,
        urgency=facts.urgency.value,
        minutes=facts.minutes,
        basis=facts.basis,
        subject=http.SubjectCard(facts.subject.age, facts.subject.sex),
        asker_name=card.asker_name,
        blind=facts.blind,
        may_reveal=card.may_reveal,
        first_report=facts.first_report,
        others=[_other(each) for each in card.others],
        stacks=[http.OpinionStack(each.modality, each.series_number, each.frames, each.held) for each in card.stacks],
        clock=_clock(opinion),
        reading=_reading(card.reading),
        answers=_versions(opinion.answers, card.digests),
        kept=[_kept(each) for each in card.kept],
        code_by=card.code_by,
        server_ms=now_ms,
        may_save=card.may_save,
    )


def notice_card(notice: OpinionNews) -> http.OpinionNotice:
    """Give something that happened to a request."""
    return http.OpinionNotice(notice.id, notice.kind, notice.at_ms, notice.request)


def _kept(view: Bookmark) -> http.KeptWords:
    cited = view.cited[0] if view.cited else None
    return http.KeptWords(view.name, view.star, cited.series if cited else None, cited.image if cited else None)


def _other(other: OtherOpinion) -> http.OtherOpinion:
    return http.OtherOpinion(other.name, _versions(other.answers, other.digests))


def _clock(opinion: Opinion) -> http.OpinionClock:
    return http.OpinionClock(
        asked_ms=opinion.facts.asked_ms,
        due_ms=opinion.due_ms,
        first_due_ms=opinion.facts.due_ms,
        accepted_ms=opinion.accepted_ms,
        begun_ms=opinion.begun_ms,
        revealed_ms=opinion.revealed_ms,
        overdue_ms=opinion.overdue_ms,
        closed_ms=opinion.closed_ms,
        read_ms=opinion.read_ms,
    )


def _reading(now: ReadingNow) -> http.ReadingCard:
    return http.ReadingCard(now.phase, now.open_until_ms, now.ends_ms)


def _versions(answers: Sequence[Answer], digests: Sequence[str]) -> list[http.OpinionVersion]:
    return [_version(answer, digest) for answer, digest in zip(answers, digests, strict=True)]


def _version(answer: Answer, digest: str) -> http.OpinionVersion:
    return http.OpinionVersion(
        version=answer.version,
        position=answer.position.value,
        confidence=answer.confidence.value,
        urgency=answer.urgency.value,
        next_step=answer.next_step.value,
        next_step_words=answer.next_step_words,
        text=answer.text,
        signed_ms=answer.signed_ms,
        revealed=answer.revealed,
        reason=answer.reason,
        images=[_image(each) for each in answer.images],
        digest=digest,
        live=answer.live,
    )


def _image(image: CitedImage) -> http.CitedImage:
    return http.CitedImage(
        stack=image.stack,
        pos=image.pos,
        series_number=image.series_number,
        image_number=image.image_number,
        frame=image.frame,
        window=None if image.window is None else (image.window.center, image.window.width),
        quality=image.quality,
        display=image.display.kind,
        calibrated=image.display.calibrated,
        caption=image.caption,
        marks=[mark_card(each) for each in image.marks],
    )
