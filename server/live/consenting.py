"""What people say about showing pictures in a running session: the patient's answers, the host's other bases."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from server.consent.forms import Form
from server.live.asking import Asking
from server.live.clockwork import Clockwork
from server.sessions.commands import GiveConsent, Narrow, RecordBasis, RefuseConsent
from server.sessions.roles import authorize
from server.sessions.session import Basis, Session
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId
from server.terms.people import Role


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a patient left ticked: stacks, people besides themselves and the host, and the end they chose."""

    stacks: tuple[int, ...]
    persons: tuple[ParticipantId, ...] = ()
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Consenting:
    """Consent in one session; each call waits for its turn."""

    clockwork: Clockwork

    @property
    def _asking(self) -> Asking:
        return self.clockwork.performer.asking

    async def go_on(self, by: ParticipantId, digest: str) -> None:
        """The privacy notice was read; `conflict` unless it is what was last shown."""
        await self.clockwork.turns.queue(lambda: self._asking.go_on(by, digest))

    async def agree(self, by: ParticipantId, digest: str, ticked: Ticked) -> Session:
        """Yes to exactly the form this person was last shown, as far as it was left ticked.

        Raises
        ------
        Refused
            `conflict` when it was another form.
        Malformed
            `bad_value` {field} for what the form did not offer.
        """

        async def turn() -> Session:
            form = self._form(by, digest)
            _check_offered(form, ticked)
            reference = await self._keep(by, form)
            persons = (by, *ticked.persons)
            given = GiveConsent(
                by, ticked.stacks, digest, form.language, reference, ticked.until_ms, persons, form.purpose
            )
            await self.clockwork.perform(given)
            self._asking.forms.pop(by, None)
            return self.clockwork.session

        return await self.clockwork.turns.queue(turn)

    async def refuse(self, by: ParticipantId, digest: str) -> Session:
        """Not now, to exactly the form this person was last shown; `conflict` when it was another."""

        async def turn() -> Session:
            form = self._form(by, digest)
            await self.clockwork.perform(RefuseConsent(by, digest, form.language, await self._keep(by, form)))
            self._asking.forms.pop(by, None)
            return self.clockwork.session

        return await self.clockwork.turns.queue(turn)

    async def show_scope(self, by: ParticipantId) -> None:
        """Tell who may narrow what there is to narrow; `no_grant`, or as the rules refuse a narrowing."""

        async def turn() -> None:
            authorize(self.clockwork.session, Narrow(by, ()))
            await self._asking.show_scope(by)

        await self.clockwork.turns.queue(turn)

    async def narrow(self, by: ParticipantId, ticked: Ticked) -> Session:
        """Less than the standing grant; whoever gave it stays covered by it."""
        session = self.clockwork.session
        patients = tuple(seat.id for seat in session.guests if seat.role is Role.PATIENT)
        granted = session.grants[-1].persons if session.grants else ()
        persons = (*(each for each in patients if each in granted), *ticked.persons)
        return await self.clockwork.act(Narrow(by, ticked.stacks, persons, ticked.until_ms))

    async def record_basis(
        self,
        by: ParticipantId,
        basis: Basis,
        words: Mapping[str, str],
        stacks: tuple[int, ...] | None = None,
        persons: tuple[ParticipantId, ...] | None = None,
    ) -> Session:
        """What the host says of another basis, kept sealed, then the grant; None means every stack or every guest."""

        async def turn() -> Session:
            session = self.clockwork.session
            asked = RecordBasis(
                by, basis, tuple(range(len(session.stacks))) if stacks is None else stacks, "", None, persons
            )
            # nobody's words are kept who may not say them
            authorize(session, asked)
            now_ms = self.clockwork.stage.now_ms()
            reference = await self._asking.desk.keep_basis(session.id, by, basis.value, words, now_ms)
            await self.clockwork.perform(replace(asked, note_ref=reference))
            return self.clockwork.session

        return await self.clockwork.turns.queue(turn)

    def _form(self, by: ParticipantId, digest: str) -> Form:
        form = self._asking.forms.get(by)
        if form is None or form.digest != digest:
            raise Refused("conflict")
        return form

    async def _keep(self, by: ParticipantId, form: Form) -> str:
        now_ms = self.clockwork.stage.now_ms()
        return await self._asking.desk.keep(self.clockwork.session.id, by, form, now_ms)


def _check_offered(form: Form, ticked: Ticked) -> None:
    """Let pass only what stood on the form, with one of its ends."""
    chosen = (
        ("stacks", map(str, ticked.stacks), form.offers("stack")),
        ("persons", ticked.persons, form.offers("person")),
        ("until_ms", (str(ticked.until_ms),), form.offers("until")),
    )
    for field, values, offered in chosen:
        if not set(values) <= set(offered):
            raise Malformed("bad_value", field=field)
