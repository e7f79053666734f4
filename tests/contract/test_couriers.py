"""Every way out of the house, against a real server at its other end: the same promises for mail and text messages."""

import ipaddress
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio

from server.cli.authority import SelfSigned, ensure
from server.desk.couriers import Courier, Letter
from server.exchange.mail import MailCourier, MailServer
from server.exchange.text_gateway import TextGateway
from tests.exchange.gateway_sink import SECRET, GatewaySink, gateway_sink
from tests.exchange.smtp_sink import SmtpSink, smtp_sink

PATIENCE_S = 0.6
NOW = 1_770_000_000_000
LOOPBACK = "127.0.0.0/8"


@dataclass
class Post:
    """A courier and what stands at its other end, in words that both channels know."""

    courier: Courier
    address: str
    behave: Callable[[str], None]
    arrived: Callable[[], list[tuple[str, str]]]
    """Receiver and words of what was taken, once each."""


def letter(post: Post, *, id: str = "a" * 32, body: str = "See you.\n") -> Letter:
    return Letter(id, post.address, "Your visit", body, "en")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> SelfSigned:
    return ensure(tmp_path_factory.mktemp("tls"), ("localhost", "127.0.0.1"))


def mail_post(sink: SmtpSink, certificate: SelfSigned) -> Post:
    def behave(how: str) -> None:
        sink.hangs_at = "END" if how == "hang" else ""
        sink.delay_s = PATIENCE_S / 4 if how == "delay" else 0.0
        sink.answer = {"busy": 451, "refuse": 554}.get(how, 250)

    server = MailServer("localhost", sink.port, authority=str(certificate.authority))
    courier = MailCourier(
        server, sender="visits@clinic.example", sender_name="Northside", clock=lambda: NOW, patience_s=PATIENCE_S
    )
    return Post(
        courier,
        "maria@mail.example",
        behave,
        lambda: list(
            {
                each["Message-ID"]: (each["To"], each.get_content().replace("\r\n", "\n")) for each in sink.letters
            }.values()
        ),
    )


def text_post(sink: GatewaySink) -> Post:
    def behave(how: str) -> None:
        sink.hangs = how == "hang"
        sink.delay_s = PATIENCE_S / 4 if how == "delay" else 0.0
        sink.status = {"busy": 503, "refuse": 400}.get(how, 200)

    courier = TextGateway(
        f"http://localhost:{sink.port}/messages",
        SECRET,
        networks=[ipaddress.ip_network(LOOPBACK)],
        clock=lambda: NOW,
        patience_s=PATIENCE_S,
    )
    return Post(
        courier,
        "+34600123456",
        behave,
        lambda: [(each["to"], each["text"]) for each in sink.messages.values()],
    )


@pytest_asyncio.fixture(params=["mail", "text"])
async def post(request: pytest.FixtureRequest, certificate: SelfSigned) -> AsyncIterator[Post]:
    if request.param == "mail":
        async with smtp_sink(certificate) as sink:
            yield mail_post(sink, certificate)
    else:
        async with gateway_sink() as gateway:
            yield text_post(gateway)


async def test_a_letter_arrives_word_for_word(post: Post) -> None:
    """B1, JP03: the words that were previewed, in any script, to the one address."""
    words = "زيارتك عبر الإنترنت\nhttps://clinic.example/join#" + "x" * 43 + "\n.\n..dots\nén fin\n"
    assert (await post.courier.send(letter(post, body=words))).result == "taken"
    assert post.arrived() == [(post.address, words)]


async def test_the_same_letter_twice_can_be_told_from_two(post: Post) -> None:
    """Whoever repeats a try after a lost answer uses the same id: one message is left."""
    await post.courier.send(letter(post))
    await post.courier.send(letter(post))
    await post.courier.send(letter(post, id="b" * 32))
    assert len(post.arrived()) == 2


async def test_a_slow_server_is_waited_for(post: Post) -> None:
    post.behave("delay")
    assert (await post.courier.send(letter(post))).result == "taken"


@pytest.mark.parametrize(
    ("how", "result", "code"),
    [("busy", "later", "busy"), ("refuse", "never", "refused"), ("hang", "later", "no_answer")],
)
async def test_what_the_other_side_does_becomes_an_outcome(post: Post, how: str, result: str, code: str) -> None:
    """4xx of mail and 5xx of a gateway are worth another try, a refusal is not, and nobody waits for ever."""
    post.behave(how)
    outcome = await post.courier.send(letter(post))
    assert (outcome.result, outcome.code) == (result, code)
    assert post.arrived() == []


@pytest.mark.parametrize(
    "address", ["a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "+34600\r\n123456", "", "x"]
)
async def test_an_address_that_is_more_than_one_is_never_written(post: Post, address: str) -> None:
    """Header injection: what cannot be one address does not get as far as the line."""
    outcome = await post.courier.send(Letter("a" * 32, address, "Your visit", "See you.", "en"))
    assert (outcome.result, outcome.code) == ("never", "bad_address")
    assert post.arrived() == []


async def test_nobody_there_is_worth_another_try(certificate: SelfSigned) -> None:
    async with smtp_sink(certificate) as sink, gateway_sink() as gateway:
        posts = [mail_post(sink, certificate), text_post(gateway)]
    for each in posts:
        assert (await each.courier.send(letter(each))).code in {"unreachable", "no_answer"}


def test_a_letter_shows_no_words_of_its_own() -> None:
    """A letter in a log line is a name for it, not what it says."""
    shown = repr(Letter("a" * 32, "maria@mail.example", "Your visit", "secret words", "en"))
    assert "maria" not in shown
    assert "visit" not in shown
    assert "secret" not in shown
