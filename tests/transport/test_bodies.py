"""Bodies are bounded and typed; whatever else comes is refused by name, quickly."""

import asyncio
import gzip

import pytest

from server.transport import bodies
from tests.transport.people_server import PeopleServer

GOOD = b'{"login_name": "lee", "password": "x", "code": "0"}'


async def raw(server: PeopleServer, *parts: bytes, head: str = "") -> bytes:
    """Write bytes as they are and read the answer, which is an error of ours or of the parser."""
    port = server.url.rsplit(":", 1)[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
    lines = (
        f"POST /api/sign-in HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: application/json\r\nConnection: close\r\n{head}\r\n"
    )
    writer.write(lines.encode() + b"".join(parts))
    try:
        async with asyncio.timeout(10):
            # Not to the end: the server waits a while for the rest of a body that it refused.
            return await reader.readuntil(b"}}")
    except asyncio.IncompleteReadError as ended:
        return ended.partial
    finally:
        writer.close()


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", ""),
        (b"nonsense", ""),
        (b"[" * 60_000, ""),
        (b'{"login_name": ' + b"[" * 60_000, "login_name"),
        (b'{"__proto__": {}}', ""),
        (GOOD[:-1] + b', "extra": 1}', ""),
        (GOOD.replace(b'"lee"', b"1"), "login_name"),
        (GOOD.replace(b'"lee"', b'""'), "login_name"),
        (GOOD.replace(b'"lee"', b'"' + b"x" * 121 + b'"'), "login_name"),
        (GOOD.replace(b'"lee"', b'"\\ud800"'), ""),
        (GOOD.replace(b'"lee"', b'"\xff"'), ""),
        (GOOD.replace(b'"lee"', b"NaN"), ""),
        (GOOD.replace(b'"lee"', b"1e999"), ""),
        (GOOD.replace(b'"lee"', b"9" * 5000), ""),
    ],
    ids=range(14),
)
async def test_a_body_that_does_not_fit_names_its_field(server: PeopleServer, body: bytes, field: str) -> None:
    """BI-6 … BI-10 over HTTP: never 500, and nothing of what was sent comes back."""
    answer = await raw(server, body, head=f"Content-Length: {len(body)}\r\n")
    assert status(answer) == 400
    assert b'"bad_value"' in answer
    if field:
        assert f'"field":"{field}"'.encode() in answer


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_only_json_is_read(server: PeopleServer, content_type: str) -> None:
    """BI-27: forms and multipart bodies are not even looked at (T-12: what a foreign form could send)."""
    async with server.browser.post(
        f"{server.url}/api/sign-in", data=GOOD, headers={"Content-Type": content_type, "Sec-Fetch-Site": "same-origin"}
    ) as answer:
        assert answer.status == 415
        assert (await answer.json())["error"]["code"] == "not_json"


@pytest.mark.parametrize("size", [64 * 1024 + 1, 4 * 2**30])
async def test_a_long_body_is_refused_by_its_length(server: PeopleServer, size: int) -> None:
    """BI-24: before a byte of it is read."""
    answer = await raw(server, head=f"Content-Length: {size}\r\n")
    assert status(answer) == 413
    assert b'"most":65536' in answer


async def test_a_long_body_in_pieces_is_cut_off(server: PeopleServer) -> None:
    """BI-24: chunked, without a length."""
    piece = b"1000\r\n" + b" " * 4096 + b"\r\n"
    answer = await raw(server, piece * 17, b"0\r\n\r\n", head="Transfer-Encoding: chunked\r\n")
    assert status(answer) == 413


@pytest.mark.parametrize(
    "packed",
    [gzip.compress(b"{" + b" " * 50_000_000 + b"}"), gzip.compress(GOOD) * 2000],
    ids=["bomb", "members"],
)
async def test_a_packed_body_is_never_unpacked(server: PeopleServer, packed: bytes) -> None:
    """BI-25, BI-26."""
    answer = await raw(
        server, packed[:60_000], head=f"Content-Length: {min(60_000, len(packed))}\r\nContent-Encoding: gzip\r\n"
    )
    assert status(answer) in {400, 415}


async def test_a_body_has_one_length(server: PeopleServer) -> None:
    """BI-23: chunked and Content-Length together are refused by the parser (request smuggling)."""
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(GOOD), GOOD)
    answer = await raw(server, chunks, head=f"Transfer-Encoding: chunked\r\nContent-Length: {len(GOOD)}\r\n")
    assert status(answer) == 400


async def test_huge_or_doubled_cookies_sign_nobody_in(server: PeopleServer) -> None:
    """BI-35: a full jar is refused by the parser, two cookies of one name are no better than one."""
    staff = await server.sign_in()
    full = await server.ask("GET", "/api/me", Cookie="")
    assert full.status == 401
    port = server.url.rsplit(":", 1)[1]
    for cookies, expected in (
        (f"a={'x' * 65_536}", {400, 431}),
        (f"__Host-lightbox={staff}; __Host-lightbox=x", {200, 401}),
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
        head = f"GET /api/me HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookies}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode())
        assert status(await reader.read()) in expected
        writer.close()


async def test_a_range_is_ignored(server: PeopleServer) -> None:
    """BI-32: whole files only."""
    whole = await server.ask("GET", "/assets/desk-BBBBBBBB.js")
    ranges = ",".join(f"{number}-" for number in range(500))
    assert (await server.ask("GET", "/assets/desk-BBBBBBBB.js", Range=f"bytes={ranges}")).body == whole.body


async def test_a_body_that_never_ends_is_not_waited_for(server: PeopleServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """T-17: whoever sends half a sign-in holds a connection for seconds, not for ever."""
    monkeypatch.setattr(bodies, "BODY_S", 0.1)
    answer = await raw(server, b"{", head="Content-Length: 100\r\n")
    assert (status(answer), b"body_incomplete" in answer) == (400, True)
