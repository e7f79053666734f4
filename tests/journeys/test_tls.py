"""https or nothing: what the TLS port speaks, whom its certificate convinces, and what plain http from elsewhere gets."""

import hashlib
import json
import os
import re
import socket
import ssl
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.vault.deployment import DeploymentKey
from tests.conftest import IS_PRIVATE
from tests.journeys.server_process import OutsideServer, ServerProcess, running
from tests.network import OUTSIDE_ADDRESS
from tests.programs import missing

pytestmark = pytest.mark.slow
EVERYWHERE = "0.0.0.0"  # noqa: S104  (of the test's own network)


def fresh(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder with a deployment key; skips where the run has no network of its own to listen in."""
    if not request.config.stash[IS_PRIVATE]:
        missing("needs a network namespace of its own: run as root, or allow user namespaces")
    folder = tmp_path_factory.mktemp("tls")
    DeploymentKey.create(folder / "keys" / "deployment.key", os.urandom)
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[OutsideServer]:
    """`lightbox serve --tls-self` on an address that is not loopback."""
    folder = fresh(tmp_path_factory, request)
    with running(
        OutsideServer(folder, host=OUTSIDE_ADDRESS, words=("serve", "--tls-self", "--host", EVERYWHERE))
    ) as made:
        assert isinstance(made, OutsideServer)
        yield made


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[ServerProcess]:
    """The same without TLS: only this machine itself may use it."""
    folder = fresh(tmp_path_factory, request)
    with running(ServerProcess(folder, words=("serve", "--host", EVERYWHERE))) as made:
        yield made


def trusting(server: OutsideServer) -> ssl.SSLContext:
    """A client that installed the authority."""
    context = server.trust()
    assert context is not None
    return context


def spoken(server: OutsideServer, context: ssl.SSLContext, name: str | None = None) -> tuple[str, str]:
    """Protocol and cipher of a handshake."""
    with (
        socket.create_connection((server.host, server.port), timeout=5) as line,
        context.wrap_socket(line, server_hostname=name or server.host) as wrapped,
    ):
        cipher = wrapped.cipher()
        return str(wrapped.version()), cipher[0] if cipher else ""


def test_what_the_port_speaks(server: OutsideServer) -> None:
    """T-26: TLS 1.2 with forward secrecy, TLS 1.3; nothing older, nothing weaker, nothing in the clear."""
    newest = trusting(server)
    assert spoken(server, newest)[0] == "TLSv1.3"
    older = trusting(server)
    older.maximum_version = ssl.TLSVersion.TLSv1_2
    version, cipher = spoken(server, older)
    assert (version, cipher.startswith("ECDHE-")) == ("TLSv1.2", True)
    for ciphers in ("AES128-SHA:@SECLEVEL=0", "AES256-GCM-SHA384:@SECLEVEL=0", "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"):
        weak = trusting(server)
        weak.maximum_version = ssl.TLSVersion.TLSv1_2
        weak.set_ciphers(ciphers)
        with pytest.raises((ssl.SSLError, ConnectionError)):
            spoken(server, weak)
    for old in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context = trusting(server)
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = context.maximum_version = old
        with pytest.raises((ssl.SSLError, ConnectionError)):
            spoken(server, context)


def test_plaintext_gets_nothing_from_the_tls_port(server: OutsideServer) -> None:
    """T-26: no page, no redirect, no cookie."""
    with socket.create_connection((server.host, server.port), timeout=5) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: {server.host}:{server.port}\r\n\r\n".encode())
        said = b""
        try:
            while piece := line.recv(4096):
                said += piece
        except ConnectionError:
            pass
    assert b"HTTP/" not in said


def test_the_certificate_convinces_only_who_trusts_the_authority(server: OutsideServer) -> None:
    """T-26: the chain verifies by name and address with the printed authority, and with nothing else."""
    for name in (server.host, "localhost", "127.0.0.1"):
        spoken(server, trusting(server), name)
    with pytest.raises(ssl.SSLCertVerificationError):
        spoken(server, ssl.create_default_context())
    with pytest.raises(ssl.SSLCertVerificationError):
        spoken(server, trusting(server), "evil.example")
    authority = ssl.PEM_cert_to_DER_cert((server.folder / "keys" / "tls" / "authority.pem").read_text())
    assert hashlib.sha256(authority).digest().hex(":").upper() in (server.folder / "output.txt").read_text()
    for path in (server.folder / "keys" / "tls").iterdir():
        assert path.stat().st_mode & 0o077 == 0, path.name


def test_https_from_another_machine_works(server: OutsideServer) -> None:
    """Issue 2, point 7: the page is there, says to stay on https, and its cookies would be Secure."""
    with urllib.request.urlopen(server.address, timeout=5, context=trusting(server)) as page:
        assert page.status == 200
        assert page.headers["Strict-Transport-Security"].startswith("max-age=")
        assert f"wss://{server.host}:{server.port}" in page.headers["Content-Security-Policy"]


def raw(host: str, port: int, request: str) -> tuple[bytes, bytes]:
    """Head and body of an answer over plain http."""
    with socket.create_connection((host, port), timeout=5) as line, line.makefile("rb") as answer:
        line.sendall(request.replace("\n", "\r\n").encode())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += answer.readline()
        size = re.search(rb"(?i)content-length: (\d+)", head)
        return head, answer.read(int(size[1])) if size else b""


SOCKET = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\nUpgrade: websocket\nOrigin: http://{here}\n"
    "Sec-WebSocket-Version: 13\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\n"
)


@pytest.mark.parametrize(
    "asked",
    [
        "GET / HTTP/1.1\n",
        "GET /join HTTP/1.1\n",
        "GET / HTTP/1.1\nX-Forwarded-Proto: https\nX-Forwarded-For: 127.0.0.1\n",
        "GET /api/me HTTP/1.1\n",
        "POST /api/sign-in HTTP/1.1\nContent-Type: application/json\nSec-Fetch-Site: same-origin\nContent-Length: 0\n",
        "GET /f/AAAAAAAAAAAAAAAAAAAAAA HTTP/1.1\n",
        SOCKET,
    ],
    ids=["page", "join", "forwarded by a stranger", "api", "sign-in", "frame", "socket"],
)
def test_plain_http_from_another_machine_gets_an_explanation(plain: ServerProcess, asked: str) -> None:
    """Issue 2, point 7: 403, how to come by https, no cookie, no script, no socket, no frame."""
    here = f"{OUTSIDE_ADDRESS}:{plain.port}"
    upgrade = "Upgrade" if "Upgrade" in asked else "close"
    head, body = raw(OUTSIDE_ADDRESS, plain.port, f"{asked.format(here=here)}Host: {here}\nConnection: {upgrade}\n\n")
    assert b" 403 " in head.split(b"\r\n")[0]
    assert b"set-cookie" not in head.lower()
    if b"text/html" in head:
        assert b"https" in body
        assert b"<script" not in body
    else:
        assert json.loads(body)["error"]["code"] == "insecure"


def test_plain_http_on_this_machine_is_fine(plain: ServerProcess) -> None:
    """Loopback is a secure context: the legal case beside the illegal ones."""
    with urllib.request.urlopen(plain.address, timeout=5) as page:
        assert page.status == 200
