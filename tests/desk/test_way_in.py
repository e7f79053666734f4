"""The whole way in, in any order: link, code, seat, second device; the real desk against a model of forty lines."""

import asyncio
import tempfile
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from server.desk.consults import ConsultCard
from server.terms.errors import LightboxError
from tests.desk.people import People, consult_of, guest_of, people_in, secret_of

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.1"
PLACES = st.sampled_from([HERE, HERE, ELSEWHERE])
TYPED = st.sampled_from(["wrong", "right", "former"])
UNSHRUNK = (Phase.explicit, Phase.generate)
"""A failing history is told as it was found: every step is a database's, and shrinking would take minutes."""
SELDOM = st.sampled_from([False, False, False, True])
Typed = Literal["right", "wrong", "former"]


@dataclass
class Model:
    """What an invite is good for, thought out again: times in ms, codes as they were read out."""

    not_after_ms: int
    links: int = 1
    code: str = ""
    former: str = "000000"
    is_used: bool = True
    expires_ms: int = 0
    failures: int = 0
    places: dict[str, int] = field(default_factory=dict)
    """Wrong codes by the network they came from."""
    wait_until_ms: int = 0
    uses: int = 0
    is_revoked: bool = False
    is_asking: bool = False
    seats: list[str] = field(default_factory=list)
    """Cookies: who has the seat first, then who knocks."""

    def trouble(self, link: int, now_ms: int, place: str = "") -> str:
        """Why a link does not open there, or nothing."""
        if self.is_revoked:
            return "invite_revoked"
        if link != self.links:
            return "invite_renewed"
        if now_ms >= self.not_after_ms:
            return "invite_expired"
        if self.failures == 5:
            return "invite_suspended"
        if self.uses == 5:
            return "invite_used_up"
        return "invite_suspended" if self.places.get(place, 0) == 4 else ""

    def refusal(self, link: int, now_ms: int, place: str) -> str:
        """Why a code is not even compared, or nothing."""
        if trouble := self.trouble(link, now_ms, place):
            return trouble
        if not self.code:
            return "no_code_yet"
        if self.is_used:
            return "code_used"
        if now_ms >= self.expires_ms:
            return "code_expired"
        return "slow_down" if now_ms < self.wait_until_ms else ""

    def issue(self, digits: str, now_ms: int) -> None:
        """A new code is there, the former one is dead, a call for help is answered."""
        self.former, self.code = self.code or self.former, digits
        self.is_used, self.is_asking, self.expires_ms = False, False, now_ms + 600_000


class WayIn(RuleBasedStateMachine):
    """One invite of one consult, its host and everybody who has its links."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.folder = tempfile.TemporaryDirectory()
        self.people: People
        self.card: ConsultCard
        self.model: Model
        self.secrets: list[str]

    @initialize()
    def begin(self) -> None:
        self.people = self.runner.run(self.stack.enter_async_context(people_in(Path(self.folder.name))))
        self.card = self.runner.run(self._made())
        self.secrets = [secret_of(self.card)]
        self.model = Model(self.card.invites[guest_of(self.card)].invite.not_after_ms)

    async def _made(self) -> ConsultCard:
        return await consult_of(self.people, await self.people.staff())

    def teardown(self) -> None:
        self.runner.run(self.stack.aclose())
        self.runner.close()
        self.folder.cleanup()

    @property
    def now_ms(self) -> int:
        return self.people.clock.now_ms

    def told(self, doing: Awaitable[object]) -> tuple[str, object]:
        """The refusal's code or nothing, and what came out."""

        async def done() -> tuple[str, object]:
            try:
                return "", await doing
            except LightboxError as error:
                return error.code, None

        return self.runner.run(done())

    @rule(seconds=st.sampled_from([1, 29, 599]))
    def time_passes(self, seconds: int) -> None:
        self.people.clock.later(seconds=seconds)

    @rule(old=st.booleans())
    def somebody_opens(self, old: bool) -> None:  # noqa: FBT001  (drawn by hypothesis)
        link = 1 if old else self.model.links
        doing = self.people.joining.open_link(self.secrets[link - 1], address=HERE, guest=None)
        expected = self.model.trouble(link, self.now_ms)
        assert self.told(doing)[0] == ("" if expected == "invite_suspended" else expected)

    @rule()
    def somebody_asks(self) -> None:
        doing = self.people.joining.ask_clinic(self.secrets[-1], address=HERE)
        expected = self.model.trouble(self.model.links, self.now_ms)
        assert self.told(doing)[0] == ("" if expected == "invite_suspended" else expected)
        self.model.is_asking |= expected in {"", "invite_suspended"}

    @rule(helps=st.booleans())
    def the_host_makes_a_code(self, helps: bool) -> None:  # noqa: FBT001
        make = self.people.invites.help_in if helps else self.people.invites.show_code
        refused, code = self.told(make(self.card.session, guest_of(self.card)))
        expected = self.model.trouble(self.model.links, self.now_ms)
        if helps and (expected == "invite_suspended" or (not expected and 4 in self.model.places.values())):
            self.model.failures = self.model.wait_until_ms = 0
            self.model.places = {}
            expected = ""
        assert refused == expected
        if code is not None:
            self.model.issue(code.digits, self.now_ms)  # type: ignore[attr-defined]

    @rule(
        tries=st.lists(st.tuples(TYPED, st.sampled_from([0, 1, 2, 4, 8]), PLACES), min_size=1, max_size=5), old=SELDOM
    )
    def somebody_types(self, tries: list[tuple[Typed, int, str]], old: bool) -> None:  # noqa: FBT001
        for typed, after_s, place in tries:
            self.people.clock.later(seconds=after_s)
            if self.model.refusal(self.model.links, self.now_ms, place) in {"no_code_yet", "code_used", "code_expired"}:
                self.the_host_makes_a_code(helps=False)
            self._types(typed, 1 if old else self.model.links, place)

    @rule(typed=TYPED)
    def somebody_types_what_was_just_made(self, typed: Typed) -> None:
        self.the_host_makes_a_code(helps=True)
        self._types(typed, self.model.links, HERE)

    def _types(self, typed: Typed, link: int, place: str) -> None:
        model = self.model
        wrong = f"{(int(model.code or 0) + 1) % 1_000_000:06}"
        digits = {"right": model.code or "123456", "wrong": wrong, "former": model.former}[typed]
        doing = self.people.joining.enter_code(self.secrets[link - 1], digits, address=place)
        expected, is_right = model.refusal(link, self.now_ms, place), digits == model.code
        if not expected and not is_right:
            model.wait_until_ms = self.now_ms + (1000 << model.failures)
            model.failures += 1
            model.places[place] = model.places.get(place, 0) + 1
            is_last = model.failures == 5 or model.places[place] == 4
            expected = "invite_suspended" if is_last else "wrong_code"
        elif not expected:
            model.uses, model.is_used, model.wait_until_ms, model.is_asking = model.uses + 1, True, 0, False
        refused, entered = self.told(doing)
        assert refused == expected
        if entered is not None:
            model.seats = [*model.seats[:1], entered[1]]  # type: ignore[index]

    @rule(admitted=st.booleans())
    def the_host_answers_a_knock(self, admitted: bool) -> None:  # noqa: FBT001
        doing = self.people.invites.knock_answered(self.card.session, guest_of(self.card), admitted=admitted)
        knocks = len(self.model.seats) == 2
        assert self.told(doing)[0] == ("conflict" if admitted and not knocks else "")
        if knocks:
            self.model.seats = self.model.seats[1:] if admitted else self.model.seats[:1]

    @rule(sure=SELDOM)
    def the_host_makes_a_new_link(self, sure: bool) -> None:  # noqa: FBT001
        if not (sure or self.model.is_revoked):
            return
        _, card = self.told(self.people.invites.renew(self.card.session, guest_of(self.card)))
        self.secrets.append(card.link.split("#")[1])  # type: ignore[attr-defined]
        model = self.model
        model.links, model.failures, model.uses, model.wait_until_ms = model.links + 1, 0, 0, 0
        model.is_used, model.is_revoked, model.is_asking, model.places = True, False, False, {}

    @rule(sure=SELDOM)
    def the_host_revokes(self, sure: bool) -> None:  # noqa: FBT001
        if not sure:
            return
        self.told(self.people.invites.revoke(self.card.session, guest_of(self.card)))
        self.model.is_revoked, self.model.is_used, self.model.is_asking = True, True, False
        self.model.seats = []

    @invariant()
    def what_is_kept_is_what_was_thought(self) -> None:
        """Failures and uses never more than five; one seat, at most one knock; every other cookie is worth nothing."""
        if not hasattr(self, "model"):
            return
        invite = self.runner.run(self.people.invite_shelf.find(self.card.session.id, guest_of(self.card)))
        assert invite is not None
        assert (invite.failures, invite.uses) == (self.model.failures, self.model.uses)
        assert (invite.asked_ms is not None) == self.model.is_asking
        guests = [self.runner.run(self.people.joining.who(secret)) for secret in self.model.seats]
        assert [guest is not None and guest.is_knocking for guest in guests] == [False, True][: len(guests)]
        assert None not in guests


WayIn.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None, phases=UNSHRUNK)
TestWayIn = WayIn.TestCase
