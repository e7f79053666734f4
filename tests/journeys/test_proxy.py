"""The nginx configuration of docs/deploy, as it stands there, in front of two server processes."""

import asyncio
import io
import socket
import ssl
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pyotp
import pytest
from yarl import URL

from server.cli.authority import ensure
from server.cli.visitor import Browser, Json, Seat
from tests.journeys.server_process import REPOSITORY, ServerProcess, free_port, running
from tests.programs import require_program
from tests.transport.whole_house import served

NAME = "consult.example.org"
Line = tuple[str, str, str]
"""Method, status, and which process."""
ASKED = 5
"""Before anything is about the consult: sign-in, import, file, studies, the consult itself."""
pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def recipe(folder: Path, *, port: int, behind: tuple[int, int]) -> str:
    """The file with this machine's ports and files in the places of the real ones."""
    text = (REPOSITORY / "docs" / "deploy" / "nginx.conf").read_text("utf-8")
    places = {
        "server 127.0.0.1:8460 ": f"server 127.0.0.1:{behind[0]} ",
        "server 127.0.0.1:8461 ": f"server 127.0.0.1:{behind[1]} ",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "/etc/lightbox/fullchain.pem": str(folder / "tls" / "server.pem"),
        "/etc/lightbox/privkey.pem": str(folder / "tls" / "server.key"),
        "/var/log/nginx/lightbox.log": str(folder / "access.log"),
    }
    for written, here in places.items():
        assert text.count(written) == 1, written
        text = text.replace(written, here)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    rests = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    return f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;\nevents {{}}\nhttp {{\n{rests}{text}}}\n"


@contextmanager
def proxied(folder: Path, *, port: int, behind: tuple[int, int]) -> Iterator[None]:
    """A running nginx with the recipe."""
    program = require_program("nginx", package="nginx-light")
    folder.mkdir()
    ensure(folder / "tls", (NAME,))
    (folder / "nginx.conf").write_text(recipe(folder, port=port, behind=behind))
    nginx = subprocess.Popen(
        [program, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    )
    try:
        end = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert nginx.poll() is None, (folder / "error.log").read_text()
                assert time.monotonic() < end, "nginx does not listen"
                time.sleep(0.05)
        yield
    finally:
        nginx.terminate()
        nginx.wait(10)


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    """The public name is this machine."""
    real = socket.getaddrinfo

    def look(host: Any, *asked: Any, **more: Any) -> Any:
        return real("127.0.0.1" if host == NAME else host, *asked, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look)


@asynccontextmanager
async def through(folder: Path, server: ServerProcess, port: int) -> AsyncIterator[Browser]:
    """A browser that trusts the proxy's certificate, signed in as the provider."""
    trust = ssl.create_default_context(cafile=str(folder / "tls" / "authority.pem"))
    async with Browser(f"https://{NAME}:{port}", trust=trust) as browser:
        account = server.demo["provider"]
        code = pyotp.TOTP(account["totp_secret"]).now()
        asked = {"login_name": account["login_name"], "password": account["password"], "code": code}
        await browser.must("POST", "/api/sign-in", asked)
        yield browser


async def test_a_consult_goes_through_nginx(
    demo_server: Callable[..., ServerProcess], tmp_path: Path, resolved: None
) -> None:
    """Sign-in, an upload larger than nginx's own limit, a ticket, a socket without extensions, and a picture."""
    port, folder = free_port(), tmp_path / "nginx"
    settings = {
        "LIGHTBOX__SERVER__PUBLIC_URL": f"https://{NAME}:{port}",
        "LIGHTBOX__SERVER__TRUSTED_PROXIES": "127.0.0.1",
    }
    server = demo_server(more=settings)
    second = ServerProcess(server.folder, words=("serve",), more={**settings, "LIGHTBOX__AUDIT__WITNESS": "off"})
    with proxied(folder, port=port, behind=(server.port, second.port)), running(server), running(second):
        async with through(folder, server, port) as browser:
            await _upload(browser, 3 << 20)
            card = await _consult(browser)
            assert card["guests"][0]["invite"]["link"].startswith(f"https://{NAME}:{port}/join#")
            before = len(await _logged_until(folder, partial(_has, ASKED)))
            await _no_extension(browser, card["id"])
            seat = Seat(browser)
            await seat.enter(await browser.must("POST", f"/api/consults/{card['id']}/ticket", {}))
            assert (await seat.look(0, 40, cseq=1, token_epoch=1))["ok"]
            await seat.until(lambda: seat.frames, "a picture")
            await seat.leave()
            about_it = (await _logged_until(folder, _both_sockets))[before:]
            await _is_spread(browser, folder, (server.port, second.port))
            assert (await browser.fetch("/metrics"))[0] == 404
    # ticket, socket and picture of one consult met at one process, for which only its id can have decided
    assert {status for _, status, _ in about_it} >= {"101", "200"}
    assert len({process for _, _, process in about_it}) == 1
    assert card["id"] not in (folder / "access.log").read_text()


def _logged(folder: Path) -> list[Line]:
    """Method, status and process of each request that is over."""
    lines = (line.split() for line in (folder / "access.log").read_text().splitlines())
    return [(words[1], words[2], words[4]) for words in lines]


async def _logged_until(folder: Path, is_enough: Callable[[list[Line]], bool]) -> list[Line]:
    """Nginx writes a line after its answer has gone."""
    async with asyncio.timeout(20):
        while not is_enough(lines := _logged(folder)):
            await asyncio.sleep(0.02)
    return lines


def _both_sockets(lines: list[Line]) -> bool:
    """Both are over, so all that was asked before has its line."""
    return sum(status == "101" for _, status, _ in lines) == 2


def _has(count: int, lines: list[Line]) -> bool:
    return len(lines) >= count


async def _is_spread(browser: Browser, folder: Path, ports: tuple[int, int]) -> None:
    """Thirty rooms, each asked for twice by path and by query: each meets at one process, and all at both."""
    chosen: list[str] = []
    before = len(_logged(folder))
    for number in range(30):
        room = f"{number:032x}"
        paths = (f"/f/{'A' * 22}?room={room}", f"/api/consults/{room}", f"/f/{'A' * 22}?a=1&room={room}")
        for path in paths:
            await browser.fetch(path)
        lines = await _logged_until(folder, partial(_has, before + len(paths) * (number + 1)))
        processes = {process for *_, process in lines[-len(paths) :]}
        assert len(processes) == 1
        chosen += processes
    assert set(chosen) == {f"127.0.0.1:{port}" for port in ports}


async def test_what_a_stranger_says_about_itself_is_not_believed(tmp_path: Path, resolved: None) -> None:
    """The proxy's word counts: whoever comes around it by plain http is told that this is not safe."""
    port, folder = free_port(), tmp_path / "nginx"
    async with served(tmp_path, SERVER__PUBLIC_URL=f"https://{NAME}:{port}") as whole:
        behind = URL(whole.address).port or 0
        with proxied(folder, port=port, behind=(behind, behind)):
            trust = ssl.create_default_context(cafile=str(folder / "tls" / "authority.pem"))
            async with Browser(f"https://{NAME}:{port}", trust=trust) as browser:
                answered = await browser.ask("GET", "/api/me")
    assert (answered.status, answered.code) == (403, "insecure")


async def _upload(browser: Browser, size: int) -> None:
    opened = await browser.must("POST", "/api/imports")
    address = f"{browser.address}/api/imports/{opened['id']}/files"
    headers = browser.headers | {"Lightbox-File-Name": "large.bin", "Content-Type": "application/octet-stream"}
    context = browser._trust
    async with browser.session.post(address, data=io.BytesIO(bytes(size)), headers=headers, ssl=context) as answer:
        assert answer.status == 200
        assert (await answer.json())["received"] == 1


async def _consult(browser: Browser) -> Json:
    series = [each for study in (await browser.must("GET", "/api/studies"))["studies"] for each in study["series"]]
    ct = next(each["id"] for each in series if each["modality"] == "CT")
    asked = {"series_ids": [ct], "guests": [{"role": "patient", "name": "Ana Example"}], "minutes": 5}
    return await browser.must("POST", "/api/consults", asked)


async def _no_extension(browser: Browser, room: str) -> None:
    url = f"{browser.address}/socket.io/?room={room}&EIO=4&transport=websocket"
    async with browser.session.ws_connect(url, headers=browser.headers, compress=15, ssl=browser._trust) as opened:
        assert opened.compress == 0
        assert (await opened.receive_str()).startswith("0{")
