"""What the patient of a consult will be asked, shown to whoever plans it: the very text, from the same builders."""

from collections.abc import Sequence

from server.consent.forms import Form
from server.consent.notices import Notice
from server.consent.words import one_line
from server.desk.consent_forms import ConsentForms
from server.desk.consults import HOSTS, ConsultAsked
from server.desk.pictures import Pictures
from server.desk.ports import Clock
from server.desk.session_types import type_asked
from server.terms.consults import StackRef
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from server.terms.people import Person, Role, Seat
from server.terms.readers import Reader
from server.terms.session_types import Policy

UNNAMED = "…"
"""A guest whose name is still to be typed."""


class ConsentPreview:
    """One use case; nothing is made, kept or recorded by it."""

    def __init__(self, *, forms: ConsentForms, pictures: Pictures, policy: Policy, clock: Clock) -> None:
        self._forms = forms
        self._pictures = pictures
        self._policy = policy
        self._clock = clock

    async def of(self, person: Person, asked: ConsultAsked, reader: Reader) -> tuple[Notice, Form]:
        """Give notice and form as if the patient were let in when the consult starts; times are of that moment.

        Raises
        ------
        Refused
            `forbidden`; `two_patients` {fields}; `not_in_policy` {field}.
        NotFound
            a series that is not there, or not this person's to show.
        """
        if person.role not in HOSTS:
            raise Refused("forbidden")
        stacks: Sequence[StackRef] = ()
        if asked.series:
            stacks = (await self._pictures.stacks_of(person.id, asked.series)).stacks
        host = Seat(ParticipantId("host"), Role.PROVIDER, person.name, person.id)
        guests = [
            Seat(ParticipantId(str(number)), Role(guest.role), one_line(guest.name) or UNNAMED)
            for number, guest in enumerate(asked.guests)
        ]
        starts_ms = asked.start_ms or self._clock()
        policy = type_asked(self._policy, asked.kind, [seat.role for seat in guests]).viewing
        form = await self._forms.planned(host, guests, stacks, asked.minutes, policy, starts_ms, reader)
        return self._forms.notice_of(person.name, reader), form
