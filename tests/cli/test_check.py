"""`lightbox check` as a whole: what carries messages, Redis, the machine, and what it says and exits with."""

import argparse
import json
import re
import resource
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from server.cli import check
from server.cli.authority import SelfSigned, ensure, server_context
from server.cli.checks import machine, sharing
from server.cli.checks.finding import Finding
from server.cli.checks.machine import limits, workers
from server.cli.checks.samples import SAMPLES, Sample
from server.cli.checks.sending import mail, text_gateway
from server.cli.checks.sharing import shared
from server.settings import Settings, load
from server.terms.syntaxes import CODECS, Codec
from tests.exchange.gateway_sink import SECRET, gateway_sink
from tests.exchange.smtp_sink import SmtpSink, smtp_sink
from tests.redis_servers import RedisServer, free_port

Given = Callable[..., Settings]
REPOSITORY = Path(__file__).resolve().parents[2]


def told(found: Any) -> list[tuple[str, str]]:
    assert all(isinstance(each, Finding) for each in found)
    return [(each.state, each.code) for each in found]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    return lambda **more: load({f"LIGHTBOX__{name}": str(value) for name, value in more.items()}, tmp_path)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine answers late, which is no finding here."""
    monkeypatch.setattr(sharing, "SLOW_MS", 60_000)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> SelfSigned:
    return ensure(tmp_path_factory.mktemp("tls"), ("localhost",))


@pytest.fixture
async def sink(own: SelfSigned) -> AsyncIterator[SmtpSink]:
    async with smtp_sink(own) as opened:
        yield opened


def mailing(sink: SmtpSink, **more: object) -> dict[str, object]:
    usual = {"SERVER": "localhost", "PORT": sink.port, "SENDER": "visits@clinic.example"}
    usual |= {"AUTHORITY": sink.certificate.authority, "LOGIN": "clinic", "PASSWORD": "password"}
    return {f"MAIL__{name}": value for name, value in (usual | more).items()}


async def test_the_mail_server_is_greeted_and_given_no_letter(given: Given, sink: SmtpSink) -> None:
    assert told(await mail(given(**mailing(sink)))) == [("ok", "mail")]
    assert "STARTTLS" in sink.spoken
    assert not any(line.lower().startswith(("mail", "rcpt", "data")) for line in sink.spoken)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"PASSWORD": "wrong"}, "mail_sign_in"),
        ({"AUTHORITY": ""}, "mail_no_tls"),
        ({"AUTHORITY": "/nowhere.pem"}, "authority_unreadable"),
        ({"SECURITY": "none", "LOGIN": "", "PASSWORD": ""}, "mail_in_clear"),
    ],
)
async def test_what_keeps_mail_from_going_is_named(
    given: Given, sink: SmtpSink, settings: dict[str, str], code: str
) -> None:
    found = await mail(given(**mailing(sink, **settings)))
    assert told(found) == [("warning" if code == "mail_in_clear" else "failed", code)]
    assert "password" not in repr(found)


async def test_mail_servers_that_strip_tls_or_are_away(given: Given, sink: SmtpSink) -> None:
    sink.offers_tls = False
    assert told(await mail(given(**mailing(sink)))) == [("failed", "mail_no_tls")]
    assert told(await mail(given(**mailing(sink, PORT=free_port())))) == [("failed", "mail_unreachable")]


async def test_the_gateway_is_reached_and_given_no_message(given: Given, own: SelfSigned) -> None:
    async with gateway_sink(server_context(own.certificate, own.key)) as gateway:
        named = {
            "URL": f"https://localhost:{gateway.port}/messages",
            "SECRET": SECRET,
            "AUTHORITY": own.authority,
            "PRIVATE_NETWORKS": "127.0.0.0/8,::1/128",
        }

        async def seen(**more: object) -> list[tuple[str, str]]:
            settings = {f"TEXT_GATEWAY__{name}": value for name, value in (named | more).items()}
            return told(await text_gateway(given(**settings)))

        assert await seen() == [("ok", "gateway")]
        assert gateway.messages == {}
        assert await seen(AUTHORITY="") == [("failed", "gateway_no_tls")]
        assert await seen(PRIVATE_NETWORKS="") == [("failed", "gateway_forbidden_address")]
        assert await seen(URL=f"https://localhost:{free_port()}/messages") == [("failed", "gateway_unreachable")]


async def test_every_user_of_redis_may_do_what_it_is_for(given: Given, redis_server: RedisServer) -> None:
    """T-25: one user for each purpose, as docs/operations.md writes them."""
    text = (REPOSITORY / "docs" / "operations.md").read_text("utf-8")
    lines = re.findall(r"^user (lightbox-(\w+) .*)$", text, re.MULTILINE)
    for line, purpose in lines:
        words = line.replace(">PASSWORD", f">pass-{purpose}").replace("lightbox-", "check-").split()
        assert redis_server.ask("ACL", "SETUSER", *words).startswith("+OK")
    purposes = [purpose for _, purpose in lines]
    named = {f"SHARED__{each.upper()}__LOGIN": f"check-{each}" for each in purposes}
    named |= {f"SHARED__{each.upper()}__PASSWORD": f"pass-{each}" for each in purposes}
    named["SHARED__URL"] = redis_server.url
    assert told(await shared(given(**named))) == [("ok", "shared")]
    wrong = await shared(given(**named | {"SHARED__TICKETS__PASSWORD": "kestrel"}))
    assert (told(wrong), wrong[0].facts) == ([("failed", "shared_refused")], {"user": "tickets"})
    redis_server.ask("ACL", "SETUSER", "check-control", "-publish")
    assert told(await shared(given(**named))) == [("failed", "shared_refused")]
    redis_server.ask("ACL", "DELUSER", *(f"check-{each}" for each in purposes))


async def test_redis_that_is_away_says_no_password(given: Given) -> None:
    found = await shared(given(SHARED__URL=f"redis://x:kestrel@127.0.0.1:{free_port()}"))
    assert told(found) == [("failed", "shared_away")]
    assert "kestrel" not in repr(found)


async def test_a_redis_that_writes_to_a_disk_is_told_not_to(given: Given, redis_server: RedisServer) -> None:
    redis_server.ask("CONFIG", "SET", "appendonly", "yes")
    try:
        assert told(await shared(given(SHARED__URL=redis_server.url))) == [("warning", "shared_kept")]
    finally:
        redis_server.ask("CONFIG", "SET", "appendonly", "no")


async def test_every_decoder_gives_the_values_that_were_written(given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    """K5: in a real worker; a codec whose values are others is named, and so is one that refuses."""
    broken = (
        Sample("off by one step", "1.2.840.10008.1.2.4.80", 16, 65, SAMPLES[4].stream),
        Sample("no codestream", "1.2.840.10008.1.2.4.80", 16, 64, "AAAA"),
    )
    monkeypatch.setattr(machine, "SAMPLES", (*SAMPLES, *broken))
    found = await workers(given())
    assert found[0].code in {"workers", "sandbox_gaps"}
    assert [each.facts for each in found[1:]] == [{"codec": each.name} for each in broken]
    covered = {CODECS[sample.syntax] for sample in SAMPLES}
    assert covered == set(Codec) - {Codec.ENCAPSULATED, Codec.DEFLATED}, "these two take no codec"


async def test_few_files_little_memory_and_swap_are_said(
    given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal:       1048576 kB\nSwapTotal:      2097152 kB\n")
    monkeypatch.setattr(machine, "MEMORY", meminfo)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 256))
    assert told(await limits(given())) == [("warning", "few_files"), ("warning", "little_memory"), ("warning", "swap")]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    check.arguments(parser)
    code = check.run(parser.parse_args(list(words)))
    return code, capsys.readouterr().out


def test_it_says_what_to_do_and_exits_by_the_worst(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """K5: 0 all is well, 1 something to look at, 2 something does not work; programs read the same as people."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIGHTBOX__KEYS__DEPLOYMENT", str(tmp_path / "keys" / "deployment.key"))
    monkeypatch.setenv("LIGHTBOX__MAIL__PASSWORD", "")
    assert run(capsys, "--only", "address", "--only", "proxies")[0] == 0
    code, said = run(capsys, "--only", "address", "--only", "database")
    assert (code, "1 to look at." in said) == (1, True)
    code, said = run(capsys, "--only", "key", "--only", "database")
    assert (code, "lightbox init" in said, said.endswith("1 failed, 1 to look at.\n")) == (2, True, True)
    code, said = run(capsys, "--only", "key", "--json")
    answer = json.loads(said)
    assert (code, answer["worst"]) == (2, "failed")
    assert answer["checks"][0] | {"text": ""} == {
        "check": "key",
        "state": "failed",
        "code": "deployment_key_missing",
        "facts": {"path": str(tmp_path / "keys" / "deployment.key")},
        "text": "",
    }


def test_settings_that_cannot_be_read_are_the_only_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lightbox.toml").write_text("[server]\nprot = 1\n")
    code, said = run(capsys)
    assert (code, said.count("FAILED"), "prot" in said) == (2, 1, True)


async def test_a_check_that_breaks_keeps_no_other_from_being_told(
    given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: Settings) -> list[Finding]:
        raise RuntimeError("a bug of ours, with a secret")

    monkeypatch.setitem(check.CHECKS, "clock", broken)
    found = await check.look(given(), ["clock", "address"])
    assert told(found) == [("failed", "broken"), ("ok", "only_here")]
    assert "secret" not in check.as_json(found)


def test_every_finding_has_its_sentence_and_every_sentence_its_finding() -> None:
    """What to do stands with what was found."""
    source = "".join(path.read_text("utf-8") for path in (REPOSITORY / "server/cli/checks").glob("*.py"))
    source += (REPOSITORY / "server/cli/check.py").read_text("utf-8")
    made = set(re.findall(r"(?:ok|skipped|warning|failed|off)\(\s*\"(\w+)\"", source))
    text = (REPOSITORY / "server/texts/check.en.ftl").read_text("utf-8")
    known = {name.replace("-", "_") for name in re.findall(r"^check-([\w-]+) =", text, re.MULTILINE)}
    assert made - known == set()
    # what walls say in their own codes is passed on
    passed_on = {
        name for name in known if name.startswith(("mail_", "gateway_", "log_", "witness_", "deployment_key_"))
    }
    assert known - passed_on - set(re.findall(r"\"(\w+)\"", source)) == set()
