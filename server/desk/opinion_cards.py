"""Requests for opinions as each side sees them: whoever was asked sees exactly what the rules give them, and no name."""

from dataclasses import dataclass
from typing import Literal

from server.desk.opinion_keeping import OpinionKeeping
from server.desk.opinion_rows import KeptOpinion
from server.desk.opinion_statements import digest_of
from server.desk.pictures import Pictures
from server.desk.ports import Colleagues, InviteShelf
from server.identity.invites import CodeWay
from server.opinions.blind import as_given, may_be_told, others_given
from server.opinions.request import Opinion
from server.sessions.seeing import viewing_ends_ms
from server.sessions.session import Bookmark, Session
from server.terms.opinions import Answer

OTHERS = 24


@dataclass(frozen=True, slots=True)
class ReadingNow:
    """The reading as it stands: until when it can be begun, and once begun until when there is something to see."""

    phase: str
    open_until_ms: int
    ends_ms: int | None


@dataclass(frozen=True, slots=True)
class AskedCard:
    """A request as whoever asked sees it; `digests` are of what was signed, version by version."""

    opinion: Opinion
    reader_name: str
    digests: tuple[str, ...]
    reading: ReadingNow


@dataclass(frozen=True, slots=True)
class StackCard:
    """A stack as the reader may know it before they look: no word of the file's own."""

    modality: str
    series_number: int | None
    frames: int
    held: bool


@dataclass(frozen=True, slots=True)
class OtherOpinion:
    """What somebody else answered."""

    name: str
    answers: tuple[Answer, ...]
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwedCard:
    """A request as whoever was asked sees it. `may_reveal`: what was reported before is theirs when they ask for it.

    `code_by` is how they come to a code to sign with; `kept` are the views they kept, whose words outlive the pictures.
    `may_save`: they may take their own findings along as DICOM.
    """

    opinion: Opinion
    asker_name: str
    digests: tuple[str, ...]
    reading: ReadingNow
    stacks: tuple[StackCard, ...]
    may_reveal: bool
    others: tuple[OtherOpinion, ...] = ()
    may_save: bool = False
    code_by: CodeWay | Literal["authenticator"] = "authenticator"
    kept: tuple[Bookmark, ...] = ()


class OpinionCards:
    """Puts them together."""

    def __init__(
        self, *, keeping: OpinionKeeping, pictures: Pictures, colleagues: Colleagues, invites: InviteShelf
    ) -> None:
        self._invites = invites
        self._keeping = keeping
        self._pictures = pictures
        self._colleagues = colleagues

    async def asked(self, kept: KeptOpinion) -> AskedCard:
        """Give a request to whoever asked."""
        session = await self._keeping.reading(kept.session)
        return AskedCard(kept.opinion, _reader_name(session, kept), _digests(kept), _now(session))

    async def owed(self, kept: KeptOpinion) -> OwedCard:
        """Give a request to whoever was asked: nothing that is hidden from them is in it."""
        session = await self._keeping.reading(kept.session)
        asker = await self._colleagues.person(kept.opinion.facts.asked_by)
        return OwedCard(
            opinion=as_given(kept.opinion),
            asker_name=session.host.name if asker is None else asker.name,
            digests=_digests(kept),
            reading=_now(session),
            stacks=await self._stacks(session),
            may_reveal=may_be_told(kept.opinion) and kept.opinion.revealed_ms is None,
            others=await self._others(kept),
            code_by=await self._code_by(kept),
            kept=tuple(each for each in session.bookmarks if each.by == kept.opinion.reader),
            may_save=session.policy.reader_findings,
        )

    async def _code_by(self, kept: KeptOpinion) -> CodeWay | Literal["authenticator"]:
        if kept.opinion.facts.asked_of is not None:
            return "authenticator"
        invite = await self._invites.find(kept.session, kept.opinion.reader)
        return "read" if invite is None else invite.code_by

    async def _stacks(self, session: Session) -> tuple[StackCard, ...]:
        known = {each.id: each for each in await self._pictures.series_of_stacks(session.stacks)}
        cards = []
        for ref in session.stacks:
            series = known.get(ref.series)
            modality, number = ("", None) if series is None else (series.modality, series.number)
            cards.append(StackCard(modality, number, ref.bounds.frames, ref.held))
        return tuple(cards)

    async def _others(self, kept: KeptOpinion) -> tuple[OtherOpinion, ...]:
        """What others answered to the same asker about the same series, once it is given."""
        if kept.opinion.revealed_ms is None or not kept.opinion.facts.others_shown:
            return ()
        series = _series(kept)
        of_asker = await self._keeping.shelf.asked_by(kept.opinion.facts.asked_by, limit=4 * OTHERS)
        near = {each.session: each for each in of_asker if _series(each) & series}
        given = others_given(kept.opinion, [each.opinion for each in near.values()])[:OTHERS]
        return tuple([await self._other(near[each.facts.session]) for each in given])

    async def _other(self, kept: KeptOpinion) -> OtherOpinion:
        return OtherOpinion(
            _reader_name(await self._keeping.reading(kept.session), kept), kept.opinion.answers, _digests(kept)
        )


def _series(kept: KeptOpinion) -> set[str]:
    return {ref.series for ref in kept.opinion.facts.stacks}


def _reader_name(session: Session, kept: KeptOpinion) -> str:
    return next((seat.name for seat in session.seats if seat.id == kept.opinion.reader), "")


def _digests(kept: KeptOpinion) -> tuple[str, ...]:
    return tuple(digest_of(each.statement) for each in kept.signed)


def _now(session: Session) -> ReadingNow:
    return ReadingNow(session.phase.value, session.lobby_until_ms, viewing_ends_ms(session))
