"""No answer tells by its time what its words keep: who has an account, which consults, studies and links there are.

The real server, asked over loopback by one client, both kinds in turn: what slows the machine down slows both. A pair
of kinds that seems to differ is measured again from nothing, up to four times: chance or a neighbor's build does not
last, a statement too many does. Who *has* a link is told by the answer's words that it exists; what is measured of
links is that a guess which is nearly right takes as long as any other.
"""

import random
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final

import pytest

from server.cli.visitor import Answered, Browser
from tests.journeys.clinic import PASSWORD, Clinic, Consult
from tests.journeys.server_process import running
from tests.transport.ranks import Comparison

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
PAIRS: Final = 50
"""With as many of each kind, chance alone moves the statistic by 0.2 once in two thousand times."""
SLOW_PAIRS: Final = 10
"""Of sign-ins, where each costs a password's hash; chance does it once in ten there, and once in ten thousand four times."""
ROUNDS: Final = 4
Asking = Callable[[], Awaitable[Answered]]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """Of its own: nobody else asks it anything meanwhile."""
    made = Clinic.in_folder(tmp_path_factory.mktemp("timing"))
    with running(made.server):
        yield made


@dataclass
class Ground:
    """A consult and a study of one provider, an ended consult, and the browser of another provider."""

    clinic: Clinic
    consult: Consult
    ended: str
    study: str
    series: str
    login: str
    stranger: Browser

    def staff(self, method: str, path: str) -> Asking:
        """The other provider asks."""
        return lambda: self.stranger.ask(method, path.format(new=secrets.token_hex(16)))


@asynccontextmanager
async def ground(clinic: Clinic) -> AsyncIterator[Ground]:
    """Everything there is to find out about."""
    async with AsyncExitStack() as stack:
        over = await stack.enter_async_context(clinic.consult())
        await over.browser.must("POST", f"/api/consults/{over.id}/cancel", {})
        consult = await stack.enter_async_context(clinic.consult())
        lee = consult.browser
        study = (await lee.must("GET", "/api/studies"))["studies"][0]
        login = (await lee.must("GET", "/api/logins"))["logins"][0]["id"]
        stranger = await stack.enter_async_context(clinic.browser("roe"))
        yield Ground(clinic, consult, over.id, study["id"], study["series"][0]["id"], login, stranger)


async def sampled(kinds: tuple[Asking, Asking], pairs: int, before: Callable[[], None]) -> Comparison:
    """Both kinds in turn, in an order drawn for each pair; the first pair only warms up."""
    taken: tuple[list[float], list[float]] = ([], [])
    said: set[tuple[int, str]] = set()
    for number in range(pairs + 1):
        for which in random.sample((0, 1), 2):
            before()
            began = time.perf_counter()
            answered = await kinds[which]()
            if number:
                taken[which].append(1000 * (time.perf_counter() - began))
            said.add((answered.status, answered.code))
    assert len(said) == 1, f"told apart by their words: {said}"
    assert said.pop()[0] in {401, 403, 404}
    return Comparison(*taken)


async def told_apart(kinds: tuple[Asking, Asking], clinic: Clinic, pairs: int = PAIRS) -> str:
    """Nothing, or the figures if every round came to the same."""
    figures = []
    for _ in range(ROUNDS):
        clinic.forgive()
        found = await sampled(kinds, pairs, clinic.forgive if pairs == SLOW_PAIRS else lambda: None)
        if not found.tells:
            return ""
        figures.append(str(found))
    return "; ".join(figures)


async def test_what_is_not_yours_takes_as_long_as_what_is_not_there(clinic: Clinic) -> None:
    """T-04: consults that run and that are over, studies, pictures, frames, logins: there for another, or not at all."""
    async with ground(clinic) as here:
        room, study = here.consult.id, here.study
        kinds = {
            "a consult that runs": (f"/api/consults/{room}", "/api/consults/{new}"),
            "a consult that is over": (f"/api/consults/{here.ended}", "/api/consults/{new}"),
            "a record": (f"/api/consults/{room}/record", "/api/consults/{new}/record"),
            "a study": (f"/api/studies/{study}", "/api/studies/{new}"),
            "a picture": (
                f"/api/studies/{study}/series/{here.series}/pictures/0",
                "/api/studies/{new}/series/{new}/pictures/0",
            ),
            "a frame": (f"/f/{'x' * 22}?room={room}", f"/f/{'x' * 22}?room={{new}}"),
            "a frame of what is over": (f"/f/{'x' * 22}?room={here.ended}", f"/f/{'x' * 22}?room={{new}}"),
        }
        asked = {what: (here.staff("GET", one), here.staff("GET", other)) for what, (one, other) in kinds.items()}
        asked["a login"] = (
            here.staff("DELETE", f"/api/logins/{here.login}"),
            here.staff("DELETE", "/api/logins/{new}"),
        )
        wrong = {what: await told_apart(pair, clinic) for what, pair in asked.items()}
    assert {what: figures for what, figures in wrong.items() if figures} == {}


async def test_a_link_that_is_nearly_right_takes_as_long_as_any_other(clinic: Clinic) -> None:
    """T-04: opened, tried with a code, asked for help; one character wrong, or all of them."""
    async with ground(clinic) as here, clinic.browser() as stranger:
        secret = here.consult.card["guests"][0]["invite"]["link"].rpartition("#")[2]
        near = [secret[:at] + ("B" if secret[at] == "A" else "A") + secret[at + 1 :] for at in (0, 20)]
        wrong = {}
        for path, more in (("open", {}), ("code", {"code": "123456"}), ("ask", {})):
            for guess in near:

                def guessed(guess: str = guess, path: str = path, more: dict[str, str] = more) -> Awaitable[Answered]:
                    return stranger.ask("POST", f"/api/join/{path}", {"secret": guess, **more})

                def drawn(path: str = path, more: dict[str, str] = more) -> Awaitable[Answered]:
                    return stranger.ask("POST", f"/api/join/{path}", {"secret": secrets.token_urlsafe(32), **more})

                wrong[path, guess] = await told_apart((guessed, drawn), clinic, PAIRS // 2)
    assert [(path, figures) for (path, _), figures in wrong.items() if figures] == []


@pytest.mark.timeout(240)
async def test_a_name_that_is_known_takes_as_long_as_one_that_is_not(clinic: Clinic) -> None:
    """T-09: also when only the code was wrong, and when its person has not been in yet; and for recovery codes."""
    invited = clinic.server.run("person", "--login-name", "new", "--name", "Dr New", "--role", "provider")
    assert invited.returncode == 0, invited.stderr
    async with clinic.browser() as stranger:

        def tried(name: str, password: str, path: str = "sign-in", code: str = "000000") -> Asking:
            body = {"login_name": name, "password": password, "code": code}
            return lambda: stranger.ask("POST", f"/api/{path}", body)

        nobody = tried("nobody-here", "a wrong password")
        for known in (tried("lee", "a wrong password"), tried("lee", PASSWORD), tried("new", PASSWORD)):
            assert await told_apart((known, nobody), clinic, SLOW_PAIRS) == ""
        recovering = [tried(name, PASSWORD, "recover", "ABCD-EFGH-ABCD-EFGH") for name in ("lee", "nobody-here")]
        assert await told_apart((recovering[0], recovering[1]), clinic, SLOW_PAIRS) == ""
