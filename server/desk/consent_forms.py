"""The consent of one patient in one session: built in their language, and kept word for word; implements `ConsentDesk`."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Literal

from server.consent.forms import Form, FormFacts, FormWords, PictureFacts, ViewerFacts, build_form, canonical_text
from server.desk.people_rows import ConsentRow
from server.desk.pictures import Pictures
from server.desk.ports import ConsentShelf, Random, SessionShelf
from server.desk.texts import Texts
from server.sessions.session import PresenceState, Session
from server.terms.errors import Malformed
from server.terms.ids import ParticipantId, SessionId
from server.terms.people import Role

NOTE_MAX = 500


class ConsentForms:
    """Builds forms and keeps what was shown."""

    def __init__(
        self,
        *,
        shelf: ConsentShelf,
        sessions: SessionShelf,
        pictures: Pictures,
        texts: Texts,
        clinic: str,
        random: Random,
    ) -> None:
        self._shelf = shelf
        self._sessions = sessions
        self._pictures = pictures
        self._texts = texts
        self._clinic = clinic
        self._random = random

    async def form_for(self, session: Session, participant: ParticipantId, language: str) -> Form:
        """Build the consent as this patient reads it now, in the nearest language there is."""
        spoken = self._texts.best(language, "consent")

        def say(key: str, facts: Mapping[str, str | int]) -> str:
            return self._texts.say(spoken, key, facts)

        return build_form(say, spoken, await self._facts(session, participant))

    async def keep(self, session: SessionId, participant: ParticipantId, form: FormWords, now_ms: int) -> str:
        """Keep exactly the words an answer was given to, sealed; give their reference."""
        ref = self._random(16).hex()
        await self._keep(ref, session, participant, "form", canonical_text(form), now_ms, form.language)
        return ref

    async def keep_note(self, session: SessionId, by: ParticipantId, note: str, now_ms: int) -> str:
        """Keep the host's words for another basis, sealed; give their reference.

        Raises
        ------
        Malformed
            `bad_value` when the note says nothing.
        """
        ref = self._random(16).hex()
        await self.keep_note_as(ref, session, by, checked_note(note), now_ms)
        return ref

    async def keep_note_as(self, ref: str, session: SessionId, by: ParticipantId, note: str, now_ms: int) -> None:
        """Keep a checked note under a reference that was given out already."""
        await self._keep(ref, session, by, "note", note, now_ms)

    async def text_of(self, session: SessionId, ref: str) -> str | None:
        """Give the kept words of a reference again."""
        key = await self._sessions.record_key(session)
        for row in await self._shelf.of_session(session):
            if row.id == ref:
                return key.open_sealed(row.text, bound_to=f"consent {row.id}").decode()
        return None

    async def _facts(self, session: Session, participant: ParticipantId) -> FormFacts:
        policy = session.policy
        return FormFacts(
            clinic=self._clinic,
            host=session.host.name,
            pictures=await self._described(session),
            viewers=tuple(_viewers(session, participant)),
            minutes=session.minutes,
            minutes_most=session.minutes + policy.extensions_max * policy.extension_minutes_max,
        )

    async def _described(self, session: Session) -> tuple[PictureFacts, ...]:
        """Describe the stacks that still exist and may be shown to guests, in the order of the manifest."""
        series = {each.id: each for each in await self._pictures.series_of_stacks(session.stacks)}
        dates = {}
        for study in {ref.study for ref in session.stacks}:
            head = await self._pictures.head_of(study)
            dates[study] = head.study.date if head else ""
        return tuple(
            PictureFacts(stack, one.modality, _calm(one.description), dates[ref.study], ref.bounds.frames)
            for stack, ref in enumerate(session.stacks)
            if not ref.held and (one := series.get(ref.series)) is not None
        )

    async def _keep(
        self,
        ref: str,
        session: SessionId,
        participant: ParticipantId,
        kind: Literal["form", "note"],
        words: str,
        now_ms: int,
        language: str = "",
    ) -> None:
        key = await self._sessions.record_key(session)
        # a note is a few words: a digest of them, beside them, could be guessed back
        digest = sha256(words.encode()).hexdigest() if kind == "form" else ""
        text = key.seal(words.encode(), bound_to=f"consent {ref}")
        await self._shelf.keep(ConsentRow(ref, session, participant, now_ms, kind, language, digest, text))


def checked_note(note: str) -> str:
    """Give a note fit to be kept: one space for any run of space or control; `bad_value` when nothing is left."""
    words = _calm(note)[:NOTE_MAX]
    if not words:
        raise Malformed("bad_value", field="basis_note")
    return words


def _calm(words: str) -> str:
    return " ".join("".join(mark if mark.isprintable() else " " for mark in words).split())


def _viewers(session: Session, reader: ParticipantId) -> Iterator[ViewerFacts]:
    """Name everybody but the reader who may see the pictures: the host first; who was removed does not count."""
    yield ViewerFacts(session.host.name, "provider", verified=True)
    for seat in session.guests:
        if seat.id == reader or session.presence_of(seat.id).state is PresenceState.REMOVED:
            continue
        if seat.role is Role.SPECIALIST:
            yield ViewerFacts(seat.name, "specialist", verified=seat.person is not None)
        elif seat.role is Role.OBSERVER:
            yield ViewerFacts(seat.name, "observer", verified=seat.person is not None)
