"""Asking a patient: the privacy notice first, then the form. What each was last shown is what counts as answered."""

from dataclasses import dataclass, field

from server.consent.forms import Form
from server.consent.notices import Notice
from server.live.keeping import Keeper
from server.live.notices import ConsentShown, PrivacyShown, ScopeShown
from server.live.ports import ConsentDesk
from server.live.stage import Stage
from server.sessions.session import ConsentState
from server.terms.entries import Entry
from server.terms.errors import Refused
from server.terms.ids import ParticipantId


@dataclass(slots=True)
class Asking:
    """What patients of one session were shown; only the session's task calls it.

    After a restart nothing is known of it: whoever is asked is shown everything anew.
    """

    stage: Stage
    keeper: Keeper
    desk: ConsentDesk
    forms: dict[ParticipantId, Form] = field(default_factory=dict)
    """The form each patient was last shown: only an answer to exactly that text counts."""
    _notices: dict[ParticipantId, Notice] = field(default_factory=dict)
    _read: dict[ParticipantId, str] = field(default_factory=dict)
    """The digest of the notice that each patient has gone on from."""
    _kept: dict[str, str] = field(default_factory=dict)
    """Digest of a notice → where its words are kept: they are the same for everybody."""

    async def ask(self, participant: ParticipantId) -> None:
        """Show the form, or the privacy notice while it has not been read. Each is an entry before it is on a screen."""
        screen = self.stage.screens.get(participant)
        if screen is None:
            return
        session, reader, now_ms = self.stage.session, screen.viewer.reader, self.stage.now_ms()
        notice = await self.desk.notice_for(session, reader)
        if self._read.get(participant) != notice.digest:
            if notice.digest not in self._kept:
                self._kept[notice.digest] = await self.desk.keep(session.id, participant, notice, now_ms)
            await self._record("privacy.shown", participant, notice, text_ref=self._kept[notice.digest])
            self._notices[participant] = notice
            screen.viewer.tell(PrivacyShown(notice))
            return
        form = await self.desk.form_for(session, participant, reader, now_ms)
        await self._record("consent.shown", participant, form)
        self.forms[participant] = form
        screen.viewer.tell(ConsentShown(form))

    async def go_on(self, participant: ParticipantId, digest: str) -> None:
        """Somebody has read exactly this notice: the form follows, if they are still asked.

        Raises
        ------
        Refused
            `conflict` when it is not what they were last shown.
        """
        notice = self._notices.get(participant)
        if notice is None or notice.digest != digest:
            raise Refused("conflict")
        self._read[participant] = digest
        if self.stage.session.presence_of(participant).consent is ConsentState.ASKED:
            await self.ask(participant)

    async def show_scope(self, participant: ParticipantId) -> None:
        """What may be seen now, in the reader's words, for who wants less of it seen."""
        screen = self.stage.screens.get(participant)
        if screen is None:
            return
        session, reader = self.stage.session, screen.viewer.reader
        for_host = participant == session.host.id
        scope = await self.desk.scope_for(session, reader, self.stage.now_ms(), for_host=for_host)
        screen.viewer.tell(ScopeShown(scope))

    def forget(self) -> None:
        """There is nothing to answer any more."""
        self.forms.clear()
        self._notices.clear()

    async def _record(self, kind: str, participant: ParticipantId, shown: Form | Notice, **more: str) -> None:
        facts = {"digest": shown.digest, "language": shown.language, **more}
        await self.keeper.record(Entry(kind, self.stage.now_ms(), participant, self.stage.session.id, facts))
