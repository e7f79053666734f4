"""What a patient reads in one session, built in their language and kept word for word; implements `ConsentDesk`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final, Literal

from server.consent.bases import checked_words, words_kept
from server.consent.forms import Form, FormFacts, PictureFacts, ViewerFacts, build_form, build_scope
from server.consent.notices import Notice, NoticeFacts, build_notice
from server.consent.times import Ends
from server.consent.words import Say, one_line
from server.desk.people_rows import ConsentRow
from server.desk.pictures import Pictures
from server.desk.ports import ConsentShelf, Random, SessionShelf
from server.desk.texts import Texts
from server.sessions.clock import MINUTE_MS
from server.sessions.seeing import farthest_end_ms, standing_grant
from server.sessions.session import PresenceState, Session
from server.terms.consults import StackRef, ViewingPolicy
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId, SessionId
from server.terms.people import Role, Seat
from server.terms.readers import Reader

REASON_MAX: Final = 500


class ConsentForms:
    """Builds notices and forms, and keeps what was shown."""

    def __init__(
        self,
        *,
        shelf: ConsentShelf,
        sessions: SessionShelf,
        pictures: Pictures,
        texts: Texts,
        clinic: str,
        phone: str,
        record_years: int,
        random: Random,
    ) -> None:
        self._shelf = shelf
        self._sessions = sessions
        self._pictures = pictures
        self._texts = texts
        self._clinic = clinic
        self._phone = phone
        self._record_years = record_years
        self._random = random

    async def notice_for(self, session: Session, reader: Reader) -> Notice:
        """Build the privacy notice as this reader has it, in the nearest language there is."""
        return self.notice_of(session.host.name, reader)

    def notice_of(self, host: str, reader: Reader) -> Notice:
        """The same for a consult that is only being planned."""
        language, say = self._saying(reader, "privacy")
        return build_notice(say, language, NoticeFacts(self._clinic, self._phone, host, self._record_years))

    async def form_for(self, session: Session, participant: ParticipantId, reader: Reader, now_ms: int) -> Form:
        """Build the consent as this patient reads it now, in the nearest language there is."""
        language, say = self._saying(reader, "consent")
        shown = {stack: ref for stack, ref in enumerate(session.stacks) if not ref.held}
        seats = [seat for seat in session.guests if seat.id != participant and _is_expected(session, seat)]
        ends = _ends(session, now_ms)
        purpose = session.policy.kind.value
        return build_form(say, language, await self._facts(session.host.name, shown, seats, ends, purpose, reader))

    async def planned(
        self, host: Seat, guests: Sequence[Seat], stacks: Sequence[StackRef], minutes: int, policy: ViewingPolicy,
        starts_ms: int, reader: Reader,
    ) -> Form:  # fmt: skip
        """Build the consent of a consult that is only being planned, as if the patient were let in when it starts."""
        language, say = self._saying(reader, "consent")
        shown = {stack: ref for stack, ref in enumerate(stacks) if not ref.held}
        planned_ms = starts_ms + minutes * MINUTE_MS
        more_ms = policy.extensions_max * policy.extension_minutes_max * MINUTE_MS
        ends = Ends(starts_ms, planned_ms, planned_ms + more_ms)
        seats = [seat for seat in guests if seat.role is not Role.PATIENT]
        return build_form(say, language, await self._facts(host.name, shown, seats, ends, policy.kind.value, reader))

    async def scope_for(self, session: Session, reader: Reader, now_ms: int, *, for_host: bool) -> Form:
        """Build what may be seen now as choices, for who wants less of it seen.

        Raises
        ------
        Refused
            `no_grant`.
        """
        grant = standing_grant(session)
        if grant is None:
            raise Refused("no_grant")
        language, say = self._saying(reader, "consent")
        shown = {stack: session.stacks[stack] for stack in grant.stacks if not session.stacks[stack].held}
        seats = [seat for seat in session.guests if seat.id in grant.persons and _is_expected(session, seat)]
        others = [seat for seat in seats if seat.role is not Role.PATIENT]
        ends = _ends(session, now_ms)
        facts = await self._facts(session.host.name, shown, others, ends, grant.purpose, reader)
        return build_scope(say, language, facts, grant.until_ms, for_host=for_host)

    async def keep(self, session: SessionId, participant: ParticipantId, shown: Form | Notice, now_ms: int) -> str:
        """Keep exactly the words that were shown, sealed; give their reference."""
        ref = self._random(16).hex()
        kind: Literal["form", "privacy"] = "form" if isinstance(shown, Form) else "privacy"
        await self._keep(ref, session, participant, kind, shown.text, now_ms, shown.language)
        return ref

    async def keep_basis(
        self, session: SessionId, by: ParticipantId, basis: str, words: Mapping[str, str], now_ms: int
    ) -> str:
        """Keep what the host says of another basis, sealed; give its reference.

        Raises
        ------
        Malformed
            `bad_value` {field} when something that this basis has to name is missing.
        """
        ref = self._random(16).hex()
        await self.keep_basis_as(ref, session, by, basis, checked_words(basis, words), now_ms)
        return ref

    async def keep_basis_as(
        self, ref: str, session: SessionId, by: ParticipantId, basis: str, words: Mapping[str, str], now_ms: int
    ) -> None:
        """Keep checked words under a reference that was given out already."""
        await self._keep(ref, session, by, "basis", words_kept(basis, words), now_ms)

    async def keep_reason(self, session: SessionId, by: ParticipantId, reason: str, now_ms: int) -> str:
        """Keep why the host vouches for somebody, sealed; give its reference.

        Raises
        ------
        Malformed
            `bad_value` {field} when it says nothing.
        """
        words = one_line(reason)[:REASON_MAX]
        if not words:
            raise Malformed("bad_value", field="reason")
        ref = self._random(16).hex()
        await self._keep(ref, session, by, "note", words, now_ms)
        return ref

    async def text_of(self, session: SessionId, ref: str) -> str | None:
        """Give the kept words of a reference again."""
        key = await self._sessions.record_key(session)
        for row in await self._shelf.of_session(session):
            if row.id == ref:
                return key.open_sealed(row.text, bound_to=f"consent {row.id}").decode()
        return None

    def _saying(self, reader: Reader, topic: str) -> tuple[str, Say]:
        language = self._texts.best(reader.language, topic)

        def say(key: str, facts: Mapping[str, str | int | datetime]) -> str:
            return self._texts.say(language, key, facts)

        return language, say

    async def _facts(
        self,
        host: str,
        stacks: Mapping[int, StackRef],
        guests: Sequence[Seat],
        ends: Ends,
        purpose: str,
        reader: Reader,
    ) -> FormFacts:
        return FormFacts(
            clinic=self._clinic,
            host=host,
            pictures=await self._described(stacks),
            viewers=tuple(_viewers(guests)),
            ends=ends,
            purpose=purpose,
            offset_min=reader.offset_min,
            twelve=reader.twelve,
        )

    async def _described(self, stacks: Mapping[int, StackRef]) -> tuple[PictureFacts, ...]:
        """Describe the stacks that still exist, in the order of the manifest."""
        series = {each.id: each for each in await self._pictures.series_of_stacks(tuple(stacks.values()))}
        dates = {}
        for study in {ref.study for ref in stacks.values()}:
            head = await self._pictures.head_of(study)
            dates[study] = head.study.date if head else ""
        return tuple(
            PictureFacts(stack, one.modality, one_line(one.description), dates[ref.study], ref.bounds.frames)
            for stack, ref in stacks.items()
            if (one := series.get(ref.series)) is not None
        )

    async def _keep(
        self,
        ref: str,
        session: SessionId,
        participant: ParticipantId,
        kind: Literal["form", "privacy", "basis", "note"],
        words: str,
        now_ms: int,
        language: str = "",
    ) -> None:
        key = await self._sessions.record_key(session)
        # of a basis or a reason only a few words are said: a digest of them, beside them, could be guessed back
        digest = sha256(words.encode()).hexdigest() if kind in {"form", "privacy"} else ""
        text = key.seal(words.encode(), bound_to=f"consent {ref}")
        await self._shelf.keep(ConsentRow(ref, session, participant, now_ms, kind, language, digest, text))


def _ends(session: Session, now_ms: int) -> Ends:
    """When viewing may end; before the first admission as if somebody were let in now."""
    planned_ms = session.deadline_ms if session.deadline_ms is not None else now_ms + session.minutes * MINUTE_MS
    return Ends(now_ms, planned_ms, max(planned_ms, farthest_end_ms(session) or 0))


def _is_expected(session: Session, seat: Seat) -> bool:
    return session.presence_of(seat.id).state is not PresenceState.REMOVED


def _viewers(guests: Sequence[Seat]) -> Iterator[ViewerFacts]:
    for seat in guests:
        if seat.role is Role.SPECIALIST:
            yield ViewerFacts(seat.id, seat.name, "specialist", verified=seat.person is not None)
        elif seat.role is Role.OBSERVER:
            yield ViewerFacts(seat.id, seat.name, "observer", verified=seat.person is not None)
